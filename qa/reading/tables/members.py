"""What a group or a sum of a table is made up of: the names of its rows, or how many of them meet a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.types import Hit, Span
from qa.language.words import Vocabulary, Word, words
from qa.question.analysis import Question
from qa.reading.passages import quoted
from qa.reading.tables.asked_heads import words_asked
from qa.reading.tables.conditions import condition_in, meeting
from qa.reading.tables.grids import Grid, by_year, figures_of, grids_of, own_words, years_in
from qa.reading.tables.lookup import FURTHER, LOOKED_UP, asked_words, cell_quote
from qa.reading.tables.rows import Cell, Row
from qa.types import Quote

_NOTE_MARK = re.compile(r"\s*(?:\(\w{1,2}\)|(?<=[^\W\d_])\d)?[\s:]*$")
_FEWEST, _MOST = 2, 30


def members(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The names of the rows that make up what the question names; none where no table tells it."""
    if words_asked(question).parts.asks.search(question.text) is None or condition_in(question) is not None:
        return []
    rows = _rows(question, hits)
    return [_named(row) for row in rows] if _FEWEST <= len(rows) <= _MOST else []


def counted_members(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The rows that a question counts, with the figure marked that meets its condition where it has one."""
    condition = condition_in(question)
    rows: Sequence[Row] = ()
    if words_asked(question).parts.counts.search(question.text) is not None:
        rows = _rows(question, hits)
    elif condition is not None:
        rows = _named_by_head(question, hits)
    if condition is None:
        return [_named(row) for row in rows] if len(rows) >= _FEWEST else []
    cells = [(row, cell) for row in rows if (cell := _of_time(question, row)) is not None]
    met = meeting(condition, [cell for _, cell in cells])
    return [cell_quote(row, cell) for row, cell in cells if cell in met] if len(cells) >= _FEWEST else []


def _named_by_head(question: Question, hits: Sequence[Hit]) -> Sequence[Row]:
    """The rows of the table whose naming column is headed by what is counted: "how many regions" under "Region".

    All else that is asked must be told beside them or by the heads.
    """
    counted = words_asked(question).parts.counted.search(question.text)
    noun = words(counted["noun"], question.language)[:1] if counted else ()
    asked = [term for term in _asked(question) if term.key not in {word.key for word in noun}]
    for grid in grids_of(hits, question.language) if noun else ():
        heads = Vocabulary(word for row in grid.rows for key in row.keys for word in words(key.head, row.language))
        if heads.says(noun[0].key) and all(grid.around.says(t.key) or grid.heads.says(t.key) for t in asked):
            return [row for row in grid.parts() if figures_of(row)]
    return ()


def _of_time(question: Question, row: Row) -> Cell | None:
    """The figure of a row for the year asked about, or its only one."""
    cells = figures_of(row)
    years = years_in(question.text)
    found = [cell for year in years for cell in by_year(cells).get(year, ())] if years else list(cells)
    return found[0] if len(found) == 1 else None


def _rows(question: Question, hits: Sequence[Hit]) -> Sequence[Row]:
    """The rows of the group, of the sum or of the table that the question names, in this order."""
    asked = _asked(question)
    grids = grids_of(hits, question.language)
    for found in (_groups_named, _of_group, _of_sum):
        best = max(
            ((score, rows) for grid in grids for score, rows in found(question, asked, grid)),
            default=None,
            key=_score,
        )
        if best is not None and asked:
            return best[1]
    said = {word.casefold() for word in re.findall(r"\w+", question.text)}
    listed = said & words_asked(question).figures.reported
    told = [grid for grid in grids if all(grid.around.says(w.key) or grid.heads.says(w.key) for w in asked)]
    conditional = condition_in(question) is not None
    return [row for row in told[0].parts() if figures_of(row)] if told and (listed or conditional) else ()


def _score(found: tuple[float, Sequence[Row]]) -> float:
    return found[0]


def _asked(question: Question) -> list[Word]:
    """What is asked about, without a condition."""
    condition = condition_in(question)
    light = words_asked(question).parts.light
    return [
        term
        for term in asked_words(question, light)
        if condition is None or not condition.start <= term.start < condition.end
    ]


def _groups_named(question: Question, asked: Sequence[Word], grid: Grid) -> Iterator[tuple[float, Sequence[Row]]]:
    """The heads of groups that all say what is asked: "which Solutions" of "Transport Solutions"."""
    heads = [row for row in grid.rows if len(row.cells) == 1 and row.keys]
    named = [row for row in heads if _all_said(asked, own_words(row)) and _further(question, own_words(row))]
    if len(named) >= _FEWEST:
        yield 1.0, named


def _of_group(question: Question, asked: Sequence[Word], grid: Grid) -> Iterator[tuple[float, Sequence[Row]]]:
    for group in dict.fromkeys(row.group for row in grid.rows if row.group):
        names = words(group, grid.rows[0].language)
        if _all_said(asked, names) and (rows := grid.of_group(group)):
            yield _alike(question, names), rows


def _of_sum(question: Question, asked: Sequence[Word], grid: Grid) -> Iterator[tuple[float, Sequence[Row]]]:
    for place, row in enumerate(grid.rows):
        names = own_words(row)
        if _all_said(asked, names) and (rows := grid.members(place)):
            yield _alike(question, names), rows


def _all_said(asked: Sequence[Word], names: Sequence[Word]) -> bool:
    said = Vocabulary(names)
    return all(said.says(term.key) for term in asked)


def _alike(question: Question, names: Sequence[Word]) -> float:
    """How much a name is what the question says; small words tell "within one year" from "after one year"."""
    told = {word.casefold() for word in re.findall(r"\w+", question.text)}
    small = sum(
        (word.text.casefold() in told) - (word.text.casefold() not in told) for word in names if word.function
    )
    return small / 100 - FURTHER * _further(question, names)


def _further(question: Question, names: Sequence[Word]) -> int:
    """How many words of a name the question does not say."""
    said = {word.key for word in words(question.text, question.language)}
    return sum(not word.function and word.key not in said for word in names)


def _named(row: Row) -> Quote:
    """A row with its name marked, without the mark of a note behind it."""
    name = row.keys[-1]
    end = name.start + len(_NOTE_MARK.sub("", name.value))
    return quoted(row.hit, Span(row.start, row.end), Span(name.start, end), LOOKED_UP)
