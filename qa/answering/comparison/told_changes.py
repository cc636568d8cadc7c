"""Sentences that tell a change themselves: "grew from 96 to 118", "fell by 12 % to 40 million"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.types import Hit, Span
from qa.answering.comparison.found_sides import ENOUGH_SAID, is_plain_count
from qa.figures.amounts import amounts_in
from qa.language.words import FRAME, Word
from qa.question.analysis import analyse
from qa.question.sides import AskedChange, year_of
from qa.reading.passages import Apart, Sentence, quoted, split_passage
from qa.reading.statements.changes import changes_told
from qa.reading.tables.grids import years_in
from qa.types import Quote

_TOGETHER = 25
"""Characters between two numbers that tell one change together: "80 % within a year to 40 million"."""

_PERCENT = "percentage"

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
    plain = is_plain_count(topic)
    beside = [term for term in analyse(change.bare).terms if term.is_name and term.key not in topic.keys]
    found = list(_candidates(terms, beside, change, hits, plain=plain))
    best = max(found, key=lambda each: (each[1].before is not None, each[0]), default=None)
    return best[1] if best else None


def _candidates(
    terms: Sequence[Word], beside: Sequence[Word], change: AskedChange, hits: Sequence[Hit], *, plain: bool
) -> Iterator[tuple[float, ToldChange]]:
    for hit in hits:
        apart = split_passage(hit)
        for sentence in apart.sentences:
            said = sum(sentence.says(term.key) for term in terms)
            named = all(_says(term, sentence, apart) for term in terms if term.is_name)
            named = named and (not beside or any(_says(term, sentence, apart) for term in beside))
            is_meant = said and named and said >= ENOUGH_SAID * len(terms) and _is_of_time(sentence, change)
            if is_meant and (told := _told(hit, sentence, plain=plain)):
                yield said / len(terms), told


def _says(term: Word, sentence: Sentence, apart: Apart) -> bool:
    return sentence.says(term.key) or apart.around.says(term.key)


def _is_of_time(sentence: Sentence, change: AskedChange) -> bool:
    """Whether a sentence may tell the change between the times named: it names their years, or where one is only
    called the year before the other, is written then.
    """
    years = years_in(sentence.text)
    if change.sides and not change.is_relative:
        return all(year_of(side.period) in years for side in change.sides)
    told = sentence.document.published
    if years or told is None or not change.is_relative:
        return not years or any(change.covers(year) for year in years)
    return change.end is None or change.end <= told.year <= change.end + 1


def _told(hit: Hit, sentence: Sentence, *, plain: bool) -> ToldChange | None:
    """`plain` wants numbers in no unit, or in percent."""
    amounts = amounts_in(sentence.text, sentence.language)
    if plain and not {amount.unit for amount in amounts} <= {None, _PERCENT}:
        return None
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
