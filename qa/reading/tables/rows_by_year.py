"""Rows of figures by year: the years a table holds, with the most or least, or meeting a condition; how many."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.types import Hit, Span
from qa.language.words import Vocabulary, Word, words
from qa.question.analysis import Question
from qa.reading.passages import quoted
from qa.reading.tables.asked_heads import words_asked
from qa.reading.tables.conditions import condition_in, meeting
from qa.reading.tables.grids import Grid, by_year, figures_of, grids_of, number, years_in
from qa.reading.tables.lookup import LOOKED_UP, Fit, asked_words, best_fit, cell_quote, fits_of, one_by_year
from qa.reading.tables.rows import Cell, Row
from qa.types import Quote

_FEWEST_YEARS = 2
_LONGEST_QUOTE = 1_500
"""Characters from the heads to a row up to which both are quoted as one."""


def counted_years(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The cells that a question counts: those of the row it speaks of that meet its condition; else none."""
    condition = condition_in(question)
    if condition is None or words_asked(question).years.counts.search(question.text) is None:
        return []
    fit = _row_asked(question, hits)
    cells = [cell for _, cell in _columns(question, fit.row)] if fit is not None else []
    return [cell_quote(fit.row, cell) for cell in meeting(condition, cells)] if fit is not None else []


def yearly(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The years asked for, of the one row that says the question's words, or of the table it speaks of."""
    asked = words_asked(question).years
    if asked.which.search(question.text) is None:
        return []
    compared, condition = asked.compared.search(question.text), condition_in(question)
    if condition is None and compared is None:
        return _all_years(question, hits) if asked.which_all.search(question.text) else []
    fit = _row_asked(question, hits)
    columns = _columns(question, fit.row) if fit is not None else []
    if fit is None or len(columns) < _FEWEST_YEARS:
        return []
    if condition is not None:
        met = meeting(condition, [cell for _, cell in columns])
        years = [label for label, cell in columns if cell in met]
    else:
        named = years_in(question.text)
        among = [(label, cell) for label, cell in columns if len(named) < _FEWEST_YEARS or _year(label) in named]
        years = _most(among, least=compared is not None and bool(compared["least"]))
    return [told for label in years if (told := _year_told(fit.grid, fit.row, label))]


def _asked(question: Question) -> list[Word]:
    """What the question asks about, without its condition, its comparison and words for what tables hold."""
    condition = condition_in(question)
    inside = range(condition.start, condition.end) if condition else range(0)
    reported = words_asked(question).figures.reported
    return [term for term in asked_words(question, reported) if term.start not in inside]


def _row_asked(question: Question, hits: Sequence[Hit]) -> Fit | None:
    """The row of figures by year that fits best; None where two fit as well."""
    fits = [
        fit
        for fit in fits_of(question, _asked(question), grids_of(hits, question.language))
        if len(_columns(question, fit.row)) > 1
    ]
    best = best_fit(fits)
    if best is None or (len(fits) > 1 and fits[1].score == best.score):
        return None
    return best


def _columns(question: Question, row: Row) -> list[tuple[str, Cell]]:
    """The years of a row as they are written, with its one figure for each; none where a year has several."""
    found = one_by_year(question, _asked(question), row)
    return [(years_in(cell.head)[year], cell) for year, cell in found.items()]


def _most(columns: Sequence[tuple[str, Cell]], *, least: bool) -> list[str]:
    """The year with the most, or the least; none where two years share it.

    Losses alone are compared by their size: the larger of two losses is the one further below nought.
    """
    numbers = [(label, number(cell.value)) for label, cell in columns]
    if all(value <= 0 for _, value in numbers):
        numbers = [(label, -value) for label, value in numbers]
    if not numbers:
        return []
    best = (min if least else max)(value for _, value in numbers)
    labels = [label for label, value in numbers if value == best]
    return labels if len(labels) == 1 else []


def _year(label: str) -> int:
    return next(iter(years_in(label)), 0)


def _all_years(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """All years of the row, or of the table, of which it is asked for what years it is told."""
    if not {word.text.casefold() for word in question.terms} & words_asked(question).figures.reported:
        return []
    asked = _asked(question)
    grids = grids_of(hits, question.language)
    best = best_fit([fit for fit in fits_of(question, asked, grids) if _has_years(fit.row)])
    rows = [(best.grid, best.row)] if best is not None else list(_beside_words(asked, grids))
    if not rows:
        return []
    grid, row = rows[0]
    labels = [years_in(cells[0].head)[year] for year, cells in by_year(figures_of(row)).items()]
    return [told for label in labels if (told := _year_told(grid, row, label))]


def _beside_words(asked: Sequence[Word], grids: Sequence[Grid]) -> Iterator[tuple[Grid, Row]]:
    """The first row of years of each table beside which all that is asked is told."""
    for grid in grids:
        row = next(filter(_has_years, grid.rows), None)
        if row is not None and all(grid.around.says(term.key) for term in asked):
            yield grid, row


def _has_years(row: Row) -> bool:
    return len(by_year(figures_of(row))) >= _FEWEST_YEARS


def _year_told(grid: Grid, row: Row, label: str) -> Quote | None:
    """The year where it heads the row, quoted from there to the row's end; None where they are far apart."""
    text = row.hit.passage.text
    top = next((each.start for each in grid.rows if each.hit.passage.id == row.hit.passage.id), row.start)
    at = text.rfind(label, 0, top)
    at = at if at >= 0 else text.rfind(label, 0, row.start)
    start = text.rfind("\n", 0, at) + 1
    if at < 0 or row.end - start > _LONGEST_QUOTE:
        return None
    return quoted(row.hit, Span(start, row.end), Span(at, at + len(label)), LOOKED_UP)


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure of a row for one year: the row quoted with its cell marked, and the head of the column."""

    quote: Quote
    head: str


def figures_by_year(question: Question, hits: Sequence[Hit], wanted: Collection[int]) -> dict[int, YearFigure]:
    """The figures by year of the row that a question speaks of; empty where no row has two years.

    Of rows that fit as well, in tables of several years' reports, that with most of the `wanted` years is taken,
    then the one with the latest.
    """
    found = [_columns_of(question, row) for row in (*_best_rows(question, hits), *_rows_named(question, hits))]
    several = [columns for columns in found if len(columns) >= _FEWEST_YEARS]
    return max(several, key=lambda columns: (len({*columns} & {*wanted}), max(columns)), default={})


def _columns_of(question: Question, row: Row) -> dict[int, YearFigure]:
    return {
        year: YearFigure(cell_quote(row, cell), cell.head)
        for year, cell in one_by_year(question, _asked(question), row).items()
        if any(map(str.isdigit, cell.value))
    }


def _best_rows(question: Question, hits: Sequence[Hit]) -> list[Row]:
    """The rows with one name that fit best, of all tables."""
    fits = [
        fit
        for fit in fits_of(question, _asked(question), grids_of(hits, question.language))
        if _has_years(fit.row)
    ]
    best = best_fit(fits)
    return [fit.row for fit in fits if best is not None and fit.score == best.score]


def _rows_named(question: Question, hits: Sequence[Hit]) -> list[Row]:
    """The rows that several cells name, one of them letter for letter in the question, and whose heads say the
    rest of what is asked.
    """
    asked, found = _asked(question), []
    for grid in grids_of(hits, question.language):
        for row in grid.rows:
            if len(row.keys) < _SEVERAL_NAMES or not _has_years(row):
                continue
            named = {
                word.key
                for key in row.keys
                if re.search(rf"(?<!\w){re.escape(key.value)}(?!\w)", question.text)
                for word in words(key.value, row.language)
            }
            heads = Vocabulary(row.heads)
            unsaid = [term for term in asked if term.key not in named and not heads.says(term.key)]
            if named and all(grid.around.says(term.key) for term in unsaid) and len(unsaid) < len(asked):
                found.append(row)
    return found


_SEVERAL_NAMES = 2
