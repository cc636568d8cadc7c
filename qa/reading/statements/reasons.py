"""Reasons as texts give them: after "because", before "therefore", in the sentence beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from index.types import Hit, Span
from qa.language.alternation import any_of
from qa.language.detection import language_of_quote, language_of_text
from qa.language.pack import Language
from qa.language.words import FRAME, Vocabulary, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.checks.deeds import is_told
from qa.reading.passages import Sentence, quoted, split_passage
from qa.types import Quote

REASON_SCORE = 0.8
"""Score of a reason whose effect says all that the question does."""
_LEAST_SAID = 0.6
"""Share of the question's words that the effect and its neighbours must say."""

_CLAUSE_END = re.compile(r",\s")


def reasons(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The reasons that passages give in so many words for what a "why" asks about, the best first."""
    if question.kind is not QuestionKind.WHY:
        return []
    found = [quote for hit in hits for quote in _given(question, hit)]
    kept: dict[tuple[str, int], Quote] = {}
    for quote in sorted(found, key=lambda each: -each.score):
        kept.setdefault((quote.document.id, quote.start), quote)
    return list(kept.values())


def with_sentence_after(question: Question, hits: Sequence[Hit], quote: Quote) -> Quote:
    """A quote of what a "why" asks about, and no reason for it, with the sentence after it, unmarked."""
    hit = next((hit for hit in hits if hit.passage.id == quote.passage_id), None)
    if hit is None or question.kind is not QuestionKind.WHY:
        return quote
    if _given_in(language_of_quote(quote)).search(quote.text):
        return quote
    own = split_passage(hit).sentence_at((quote.answer or quote.span).start - hit.passage.start)
    sentences = split_passage(hit).sentences
    if own is None or _share(question, own.text, own) < _LEAST_SAID or own.position + 1 == len(sentences):
        return quote
    end = hit.passage.start + sentences[own.position + 1].end
    text = hit.passage.text[quote.start - hit.passage.start : end - hit.passage.start]
    return replace(quote, text=text, end=end, answer=None) if end > quote.end else quote


def _given(question: Question, hit: Hit) -> Iterator[Quote]:
    sentences = split_passage(hit).sentences
    for sentence in sentences:
        language = language_of_text(sentence.text, hit.document.language)
        told = language.statements.reasons
        before = sentences[sentence.position - 1] if sentence.position else None
        for match in _given_in(language).finditer(sentence.text):
            place = _clause(sentence.text, match)
            effect = sentence.text[: place.start] + " " + sentence.text[place.end :]
            if (share := _effect_share(question, effect, sentence, before)) > 0:
                answer = sentence.part(place.start, place.end)
                yield quoted(hit, sentence.span, answer, REASON_SCORE * share)
        if before is None:
            continue
        both = Span(before.start, sentence.end)
        if told.points_back.match(sentence.text) and (share := _effect_share(question, before.text, before, None)):
            yield quoted(hit, both, sentence.span, REASON_SCORE * share)
        elif told.follows.search(sentence.text) and (
            share := _effect_share(question, sentence.text, sentence, before)
        ):
            yield quoted(hit, both, before.span, REASON_SCORE * share)


@lru_cache(maxsize=64)
def _given_in(language: Language) -> re.Pattern[str]:
    """A reason inside a sentence, after its word; "he wrote" may stand between commas before it."""
    told = language.statements.reasons
    return re.compile(
        rf"\b{any_of(told.causes)}(?:(?:,[^,.;]{{1,40}},)?\s+|(?<=['’]))(?P<after>.+)"
        rf"|(?:^|,\s)(?:{told.loose.pattern})(?P<loose>.+)",
        re.IGNORECASE,
    )


def _clause(text: str, match: re.Match[str]) -> Span:
    """The clause of a reason: to the comma where it opens its sentence, else to its end."""
    start = match.start("after") if match["after"] else match.start("loose")
    end = len(text.rstrip(' .!?"”'))
    opens = not text[: match.start()].strip(' “"–-')
    border = _CLAUSE_END.search(text, start) if opens else None
    stop = border.start() if border else end
    # A closing mark that is left out leaves its opening one without a fellow.
    quoted = text[start] in '"“' and not re.search('["”]', text[start + 1 : stop])
    return Span(start + quoted, stop)


def _effect_share(question: Question, effect: str, sentence: Sentence, before: Sentence | None) -> float:
    """The share of the question's words that an effect says, with the sentence before it; 0 where that is too
    little, or where it does not tell the deed asked about.
    """
    own = _share(question, effect, sentence)
    wide = _share(question, f"{before.text} {effect}", sentence) if before else own
    deed = question.deed
    if deed and not is_told(deed, effect, sentence.document.language):
        return 0.0
    return wide if own > 0 and wide >= _LEAST_SAID else 0.0


def _share(question: Question, text: str, sentence: Sentence) -> float:
    asked = {term.key for term in question.terms} - FRAME
    said = Vocabulary(words(text, sentence.document.language or question.language))
    return sum(map(said.says, asked)) / len(asked) if asked else 0.0
