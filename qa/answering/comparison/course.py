"""What became of something over time: from one row of a table, a sentence that tells it, the documents by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from index.types import Filter, Hit
from qa.answering.comparison.asking import Asking, together
from qa.answering.comparison.dated_documents import DatedDocuments
from qa.answering.comparison.differences import value_of
from qa.answering.comparison.found_sides import FoundSide, TimeFinder, figure_side, quoted_side
from qa.answering.comparison.repeated_wording import said_alike, sentences_with
from qa.answering.comparison.told_changes import ToldChange, told_change
from qa.language.pack import Language
from qa.question.analysis import Question, analyse
from qa.question.sides import AskedChange, Side, whole_year
from qa.reading.tables.grids import years_in
from qa.reading.tables.rows_by_year import YearFigure, figures_by_year

FEWEST_TIMES = 2
"""Times between which there is a change."""

MOST_TIMES = 8
"""Times told of a course; more are a table to be looked at."""

MOST_ASKED = 6
"""Years of which the documents are asked one by one: each takes as long as a question."""

_JUMP = 10
"""Ratio to all numbers of a row of years from which one read elsewhere is taken to count something else."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Course:
    """Looks up what became of something: how to ask, of which documents, in which language to tell."""

    asking: Asking
    dated: DatedDocuments
    where: Filter
    frame: Language

    def of(self, question: Question, change: AskedChange, hits: Sequence[Hit]) -> list[FoundSide]:
        """The sides of a change, the earliest first; times named in the question also where nothing was found.

        A sentence that tells a change without what was before is one side without a label.
        """
        hits = together(hits, self.asking.hits(change.bare, self.where))
        told = told_change(change, hits)
        if told and change.is_relative:
            return self._told_sides(told, change)
        named = [year for side in change.sides if (year := whole_year(side.period))]
        years = named or [
            year for year in self.dated.years(hit.document.id for hit in hits) if change.covers(year)
        ]
        figures = _figures(change, hits, years)
        if told and told.before and not set(named or years) <= set(figures):
            return self._told_sides(told, change)
        sides = self._in_row(question, figures, change)
        sides += self._by_year(question, change, [year for year in years if year not in figures], sides)
        few = sum(side.quote is not None for side in sides) < FEWEST_TIMES
        if few and told and (told.before or change.sides):
            return self._told_sides(told, change)
        return spread(sorted(sides, key=lambda each: each.side.start), MOST_TIMES)

    def _in_row(
        self, question: Question, figures: Mapping[int, YearFigure], change: AskedChange
    ) -> list[FoundSide]:
        """The sides that one row of a table tells, called as the question calls them."""
        named = {whole_year(side.period): side for side in change.sides}
        at = question.spoken.comparison.at
        return [
            figure_side(named.get(year) or change.side(year, at), figure, self.frame)
            for year, figure in figures.items()
        ]

    def _by_year(
        self, question: Question, change: AskedChange, years: Sequence[int], row: Sequence[FoundSide]
    ) -> list[FoundSide]:
        """The sides of the times that no row tells, or of further years of which there are documents."""
        told = [whole_year(each.side.period) for each in row]
        sides = [side for side in change.sides if whole_year(side.period) not in told]
        if not change.sides:
            sides = [change.side(year, question.spoken.comparison.at) for year in spread(years, MOST_ASKED)]
        found = [self._alike(side, row) or self._read(side, row) for side in sides]
        found = [self._alike(each.side, found) or each if each.quote is None else each for each in found]
        return [side for side in found if side.quote or change.sides]

    def _read(self, side: Side, row: Sequence[FoundSide]) -> FoundSide:
        finder = TimeFinder(self.asking, self.dated, self.where, self.frame, analyse(side.bare))
        read = finder.found(side, is_amount=True)
        return FoundSide(side) if read.quote and _counts_other(read, row) else read

    def _alike(self, side: Side, known: Sequence[FoundSide]) -> FoundSide | None:
        """What the documents of a time say in the words in which those of another one tell its number."""
        own = self.dated.of(side.period)
        for each in known:
            of_known = self.dated.of(each.side.period)
            if own is None or each.quote is None or of_known is None or own == of_known:
                continue
            value = " ".join(each.quote.answer_text.split())
            near = self.asking.hits(f"{side.bare} {value}", of_known)
            for told in sentences_with(value, near):
                if quote := said_alike(told, value, self.asking.hits(told.text, own)):
                    return quoted_side(side, quote, self.frame)
        return None

    def _told_sides(self, told: ToldChange, change: AskedChange) -> list[FoundSide]:
        """The sides of a sentence that tells the change."""
        if told.before is None or told.after is None:
            return [quoted_side(Side("", change.bare), told.whole, self.frame)]
        first, last = _ends(told, change, self.frame)
        sides = [quoted_side(first, told.before, self.frame), quoted_side(last, told.after, self.frame)]
        return [replace(side, projected=False) for side in sides] if all(s.projected for s in sides) else sides


def spread(values: Sequence[T], most: int) -> list[T]:
    """So many of some values at most, evenly chosen, with the first and the last."""
    if len(values) <= most:
        return list(values)
    last = len(values) - 1
    return [values[round(place * last / (most - 1))] for place in range(most)]


def _ends(told: ToldChange, change: AskedChange, frame: Language) -> tuple[Side, Side]:
    """The two times of a sentence that tells a change: those asked about, else the two years that it names."""
    if len(change.sides) == FEWEST_TIMES:
        return change.sides[0], change.sides[1]
    years = sorted(years_in(told.whole.text))
    if len(years) == FEWEST_TIMES:
        first, last = (change.side(year, "{}") for year in years)
        return first, last
    phrases = frame.comparison.phrases
    return Side(phrases.before, change.bare), Side(phrases.after, change.bare)


def _figures(change: AskedChange, hits: Sequence[Hit], years: Sequence[int]) -> dict[int, YearFigure]:
    """The figures of the one row that the question speaks of, with all it says or without its circumstances."""
    for text in dict.fromkeys((change.bare, change.topic)):
        found = figures_by_year(analyse(text), hits, years)
        covered = {year: figure for year, figure in found.items() if change.covers(year)}
        if covered:
            return covered
    return {}


def _counts_other(read: FoundSide, row: Sequence[FoundSide]) -> bool:
    """Whether a number is too far from those of a row to belong to it."""
    value = value_of(read.quote) if read.quote else None
    beside = [found for each in row if each.quote and (found := value_of(each.quote))]
    if not beside:
        return False
    if value is None:
        return True
    ratios = [abs(value.number / other.number) for other in beside if other.number]
    return bool(ratios) and not any(1 / _JUMP < ratio < _JUMP for ratio in ratios)
