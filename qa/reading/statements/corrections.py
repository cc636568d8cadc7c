"""What a text says it, or an earlier version of it, got wrong, and the number it puts in place of that."""

from __future__ import annotations

from dataclasses import replace

from index.types import Hit, Span
from qa.figures.amounts import amounts_in
from qa.language.detection import language_of_quote
from qa.language.pack import Language
from qa.reading.passages import split_passage
from qa.types import Quote


def is_correction(sentence: str, language: Language) -> bool:
    """Whether a sentence only tells what a text, or an earlier version of it, got wrong."""
    return language.statements.corrections.wrong.search(sentence) is not None


def is_taken_back(hit: Hit, quote: Quote) -> bool:
    """Whether a quote marks what its text says it got wrong: no answer, whatever is asked."""
    if quote.answer is None:
        return False
    language, passage = language_of_quote(quote), split_passage(hit)
    own = passage.sentence_at(quote.answer.start - hit.passage.start)
    if own is None or own.position + 1 >= len(passage.sentences):
        return False
    told = language.statements.corrections
    is_in_corrections = told.titles.search(hit.document.title.casefold()) is not None
    before = own.text[: quote.answer.start - hit.passage.start - own.start].casefold()
    return is_correction(own.text, language) or (is_in_corrections and told.own.search(before) is not None)


def put_right(hit: Hit, quote: Quote) -> Quote | None:
    """The quote, or where its sentence only tells what was wrong, both sentences with the right number marked;
    None where the next sentence gives none of the same unit.
    """
    language = language_of_quote(quote)
    if quote.answer is None or not is_correction(quote.text, language):
        return quote
    passage, sentences = hit.passage, split_passage(hit).sentences
    own = split_passage(hit).sentence_at(quote.answer.start - passage.start)
    if own is None or own.position + 1 >= len(sentences) or not is_correction(own.text, language):
        return quote
    after = sentences[own.position + 1]
    if not language.statements.corrections.right.match(after.text):
        return quote
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
