"""What a text says it, or an earlier version of it, got wrong, and the number it puts in place of that."""

from __future__ import annotations

import re
from dataclasses import replace

from index.types import Hit, Span
from qa.figures.amounts import amounts_in
from qa.question.analysis import Question
from qa.reading.passages import split_passage
from qa.types import Quote

_WRONG = re.compile(
    r"\b(?:earlier|previous|original|first) (?:versions?|editions?|printings?)\b.{0,80}"
    r"\b(?:said|stated|gave|put|reported|had|claimed|wrote)\b"
    r"|\b(?:wrongly|incorrectly|erroneously|mistakenly) (?:gave|given|said|stated|put|reported|listed|had)\b"
    r"|\b(?:tidigare|ursprunglig\w*) (?:version|upplaga|utgåva)\w*\b"
    r"|\bfelaktigt (?:att|angav|angavs|uppgav|uppgavs|skrev|stod)\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\W*(?:the |den |det )?(?:right|correct|true|actual|proper|rätta?|korrekta?|riktiga?) "
    r"|\W*(?:it|this|that|the (?:figure|number|sum|amount)|det|siffran|summan) "
    r"(?:should|ought|was in fact|is in fact|ska|skulle|borde|är i själva verket)\b",
    re.IGNORECASE,
)


def is_correction(sentence: str) -> bool:
    """Whether a sentence only tells what a text, or an earlier version of it, got wrong."""
    return _WRONG.search(sentence) is not None


def put_right(question: Question, hit: Hit, quote: Quote) -> Quote | None:
    """The quote, or where its sentence only tells what was wrong, both sentences with the right number marked;
    None where the next sentence gives none of the same unit.
    """
    if quote.answer is None or not is_correction(quote.text):
        return quote
    passage = hit.passage
    own = split_passage(hit).sentence_at(quote.answer.start - passage.start)
    if own is None or own.position + 1 >= len(split_passage(hit).sentences) or not is_correction(own.text):
        return quote
    after = split_passage(hit).sentences[own.position + 1]
    if not _RIGHT.match(after.text):
        return quote
    language = quote.document.language or question.language
    wrong = amounts_in(quote.answer_text, language)
    right = [each for each in amounts_in(after.text, language) if wrong and each.unit == wrong[0].unit]
    if len(right) != 1:
        return None
    start = passage.start + after.start + right[0].span.start
    return replace(
        quote,
        text=passage.text[own.start : after.end],
        start=passage.start + own.start,
        end=passage.start + after.end,
        answer=Span(start, start + len(right[0].span)),
    )
