"""Sentences that tell a change themselves: "grew from 96 to 118", "fell by 12 % to 40 million"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.types import Hit, Span
from qa.figures.amounts import amounts_in
from qa.language.words import FRAME, Word
from qa.question.analysis import analyse
from qa.question.sides import AskedChange
from qa.reading.passages import Apart, Sentence, quoted, split_passage
from qa.reading.statements.changes import changes_told
from qa.reading.tables.grids import years_in
from qa.types import Quote

ENOUGH = 0.6
"""Share of the words asked about that a sentence must say; a sentence leaves some to what stands around it."""

_TOGETHER = 25
"""Characters between two numbers that tell one change together: "80 % within a year to 40 million"."""

_SCORE = 0.6
"""Of a sentence that tells the change in words of the question."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A sentence that tells a change: `before` and `after` mark its two numbers where both are told, `whole` those
    that stand together.
    """

    whole: Quote
    before: Quote | None = None
    after: Quote | None = None


def told_change(change: AskedChange, hits: Sequence[Hit]) -> ToldChange | None:
    """The sentence that best tells the change a question asks for; None where none does.

    One that tells what was and what it became stands before any other.
    """
    topic = analyse(change.topic)
    terms = [term for term in topic.terms if term.key not in FRAME and not term.is_number]
    beside = [term for term in analyse(change.bare).terms if term.is_name and term.key not in topic.keys]
    found = list(_candidates(terms, beside, change, hits))
    best = max(found, key=lambda each: (each[1].before is not None, each[0]), default=None)
    return best[1] if best else None


def _candidates(
    terms: Sequence[Word], beside: Sequence[Word], change: AskedChange, hits: Sequence[Hit]
) -> Iterator[tuple[float, ToldChange]]:
    for hit in hits:
        apart = split_passage(hit)
        for sentence in apart.sentences:
            said = sum(sentence.says(term.key) for term in terms)
            named = all(_says(term, sentence, apart) for term in terms if term.is_name)
            named = named and (not beside or any(_says(term, sentence, apart) for term in beside))
            is_meant = said and named and said >= ENOUGH * len(terms) and _is_of_time(sentence, change)
            if is_meant and (told := _told(hit, sentence)):
                yield said / len(terms), told


def _says(term: Word, sentence: Sentence, apart: Apart) -> bool:
    return sentence.says(term.key) or apart.around.says(term.key)


def _is_of_time(sentence: Sentence, change: AskedChange) -> bool:
    years = years_in(sentence.text)
    return not years or any(change.covers(year) for year in years)


def _told(hit: Hit, sentence: Sentence) -> ToldChange | None:
    amounts = amounts_in(sentence.text, sentence.language)
    if not amounts or not sentence.language.statements.changes.changed.search(sentence.text):
        return None
    last = amounts[0].span
    for amount in amounts[1:]:
        if amount.span.start - last.end > _TOGETHER or "(" in sentence.text[last.end : amount.span.start]:
            break
        last = amount.span
    whole = quoted(hit, sentence.span, sentence.part(amounts[0].span.start, last.end), _SCORE)
    pairs = changes_told(sentence.text, sentence.language)
    if not pairs:
        return ToldChange(whole)
    before, after = (_marked(whole, span) for span in pairs[0])
    return ToldChange(whole, before, after)


def _marked(whole: Quote, span: Span) -> Quote:
    return replace(whole, answer=Span(whole.start + span.start, whole.start + span.end))
