"""What a table says at a row and a column: the cell, its heads, its unit and its scale."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from index.types import Cell, RowCell, Span, Table, TableRow


@dataclass(frozen=True, slots=True)
class Unit:
    """In what the figures of a cell are told: "million SEK" is `scale` "million" and `measure` "SEK"."""

    scale: str | None = None
    measure: str | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (self.measure, self.scale)))


@dataclass(frozen=True)
class TableView:
    """A table read in the text it stands in: every place of the grid resolves to its cell and its heads."""

    text: str
    table: Table

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place, which may begin above it or left of it; None where it is empty."""
        return self._places.get((row, column))

    def words(self, cell: Cell) -> str:
        """What a cell says."""
        return self.text[cell.span.start : cell.span.end]

    def line(self, row: int) -> Span:
        """The line of a row, in offsets of the text."""
        return self.lines[row]

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells of a row, those that reach into it from above included, from the left."""
        return self._rows[row]

    def row_at(self, offset: int) -> int | None:
        """The row whose line holds the character at `offset`."""
        holding = (n for n, line in enumerate(self.lines) if line.start <= offset < max(line.end, line.start + 1))
        return max(holding, default=None)  # Heads may stand as labels in the line of a row below them.

    def rows_within(self, span: Span) -> range:
        """The rows of values whose lines lie wholly in a stretch of the text."""
        lines = self.lines
        first = max(self.head_rows, bisect_left(lines, span.start, key=lambda line: line.start))
        return range(first, max(first, bisect_right(lines, span.end, key=lambda line: line.end)))

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The line of every row, from the top."""
        first: dict[int, int] = {}
        for cell in self.table.cells:
            first.setdefault(cell.row, cell.span.start)
        return tuple(self._line_at(first[row]) for row in range(len(first)))

    def _line_at(self, offset: int) -> Span:
        end = self.text.find("\n", offset, self.table.span.end)
        return Span(self.text.rfind("\n", 0, offset) + 1, end if end >= 0 else self.table.span.end)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return max((cell.column + cell.columns for cell in self.table.cells), default=0)

    @cached_property
    def head_rows(self) -> int:
        """How many rows at the top hold nothing but heads; never all of them."""
        return head_rows(self._rows)

    def column_heads(self, column: int) -> tuple[Cell, ...]:
        """The heads over a column, outermost first, without what stands over the whole table."""
        return self._heads_by_column[column]

    def column_name(self, column: int) -> str:
        """The heads over a column as one line: "Beds Winter"."""
        return " ".join(self.words(cell) for cell in self.column_heads(column))

    def row_heads(self, row: int) -> tuple[Cell, ...]:
        """The cells that name a row: the one that names its group of rows first, then its own from the left."""
        if row < self.head_rows:
            return ()
        own = tuple(cell for cell in self._rows[row] if cell.is_head)
        group = self._groups[row]
        return own if group is None or group in own else (group, *own)

    def told(self, row: int) -> TableRow:
        """A row with all that is needed to read it alone."""
        line = self.line(row)
        heads = self.row_heads(row)
        cells = []
        at = line.start
        for cell in self._rows[row]:
            is_own = cell.row == row  # One from above is said again.
            start = cell.span.start if is_own else self.text.find(self.words(cell), at, line.end)
            if start >= 0:
                at = start + len(cell.span)
                unit = "" if cell.is_head else str(self.unit(cell))
                cells.append(RowCell(Span(start, at), self.column_name(cell.column), cell.is_head, unit))
        group = " ".join(self.words(head) for head in heads if head not in self._rows[row])
        return TableRow(line, tuple(cells), group, self.title())

    def title(self) -> str:
        """What stands over the whole table: its caption and the heads over all columns."""
        heads = (cell for row in self._rows[: self.head_rows] for cell in row)
        wide = (self.words(cell) for cell in heads if self._is_over_all(cell))
        return " ".join((*self._around(self.table.caption), *wide))

    def notes(self) -> str:
        """The notes below the table."""
        return " ".join(words for note in self.table.notes for words in self._around(note))

    def unit(self, cell: Cell) -> Unit:
        """In what the figures of a cell are told, by the nearest that says so: its heads, table, text above."""
        own = [self.words(head) for head in reversed(self.column_heads(cell.column))]
        own += [self.words(head) for head in reversed(self.row_heads(cell.row))]
        found = unit_in(own)
        if found.scale or found.measure == "%":
            return found
        of_table = self._unit_of_table
        is_sum = _CURRENCY.search(self.words(cell)) is not None
        if any(map(_PER.search, own)) or (not is_sum and any(map(_UNSCALED.search, own))):
            return Unit(None, found.measure or of_table.measure)
        return Unit(of_table.scale or unit_in((self._lead_in,)).scale, found.measure or of_table.measure)

    @cached_property
    def _unit_of_table(self) -> Unit:
        """The unit told of all figures: at the left of the heads, alone in a row of them, in title or notes."""
        heads = [row for row in self._rows[: self.head_rows] if row]
        told = [self.words(cell) for row in heads for cell in row if cell.column == 0 or len(row) == 1]
        below = itertools.takewhile(self._is_note, self._rows[self.head_rows :])
        told += [*(self.words(row[0]) for row in below), self.title(), self.notes()]
        scale = next((unit.scale for unit in map(_unit_of, told) if unit.scale), None)
        measure = next((unit.measure for unit in map(_unit_of, told) if unit.measure not in (None, "%")), None)
        return Unit(scale, measure)

    @cached_property
    def _lead_in(self) -> str:
        """What is said in brackets above the table of how figures are told: by the line that leads into it ("as
        follows (in thousands):"), else by the nearest line that ends so ("Notes to the accounts (in millions)").
        """
        above = self.text[max(0, self.table.span.start - _FARTHEST_NOTE) : self.table.span.start].rstrip()
        lines = above.split("\n")
        line = lines[-1]
        said = _BRACKETED.findall(line[-_LONGEST_LEAD_IN:]) if line.endswith((":", ")")) else []
        if unit_in(said).scale:
            return " ".join(said)
        ends = (_NOTE_AT_END.search(line[-_LONGEST_LEAD_IN:]) for line in reversed(lines) if " | " not in line)
        return next((end[1] for end in ends if end and unit_in((end[1],)).scale), "")

    @cached_property
    def _rows(self) -> tuple[tuple[Cell, ...], ...]:
        rows: list[list[Cell]] = [[] for _ in self.lines]
        for cell in self.table.cells:
            for row in range(cell.row, cell.row + cell.rows):
                rows[row].append(cell)
        return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)

    @cached_property
    def _places(self) -> Mapping[tuple[int, int], Cell]:
        return {
            (row, column): cell
            for cell in self.table.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    @cached_property
    def _heads_by_column(self) -> tuple[tuple[Cell, ...], ...]:
        heads: list[list[Cell]] = [[] for _ in range(self.width)]
        for row in range(self.head_rows):
            for cell in self._rows[row]:
                if cell.row == row and not self._is_over_all(cell):
                    for column in range(cell.column, self._reach(cell)):
                        heads[column].append(cell)
        return tuple(map(tuple, heads))

    def _reach(self, head: Cell) -> int:
        """The column behind those that a head stands over; without spans told, also over those to its right
        that have heads below and none beside it.
        """
        row, end = self._rows[head.row], head.column + head.columns
        if head.row + 1 >= self.head_rows or not head.column or any(cell.columns + cell.rows > 2 for cell in row):
            return end
        following = next((cell.column for cell in row if cell.column > head.column), self.width)
        below = {cell.column for cell in self._rows[head.row + 1]}
        return next((column for column in range(end, following) if column not in below), following)

    @cached_property
    def _groups(self) -> tuple[Cell | None, ...]:
        """By row, the cell above that stands alone in its row and so names those below it."""
        groups: list[Cell | None] = []
        group: Cell | None = None
        for number, row in enumerate(self._rows):
            if number >= self.head_rows and len(row) == 1 and row[0].is_head and self.width > 1:
                group = row[0]
            groups.append(group)
        return tuple(groups)

    def _is_note(self, row: Sequence[Cell]) -> bool:
        return len(row) == 1 and is_unit_note(self.words(row[0]))

    def _is_over_all(self, cell: Cell) -> bool:
        """Whether a head stands over the whole table: as wide as it, alone above further heads, or a lone unit."""
        if cell.columns >= self.width or len(self._rows[cell.row]) > 1 or cell.columns > 1:
            return self.width > 1 and cell.columns >= self.width
        return cell.row + 1 < self.head_rows or (cell.row > 0 and is_unit_note(self.words(cell)))

    def _around(self, span: Span | None) -> tuple[str, ...]:
        return (self.text[span.start : span.end],) if span is not None else ()


class Placed(Protocol):
    """A cell as far as its being a head goes."""

    @property
    def is_head(self) -> bool:
        """Whether it names what is below it or beside it."""
        ...

    @property
    def column(self) -> int:
        """Its first column."""
        ...


def head_rows(rows: Sequence[Sequence[Placed]]) -> int:
    """How many rows at the top hold nothing but heads; never all of them.

    A cell that stands alone at the left names the rows below it, unless it is the first row.
    """
    heads = 0
    for row in rows[:-1]:
        if not all(cell.is_head for cell in row) or (heads and len(row) == 1 and row[0].column == 0):
            break
        heads += 1
    return heads


_SCALES: Mapping[str, str] = {
    "thousand": r"thousands?|000s|'000|’000|(?<=[$€£¥])\s?000|tusental|tusen|tkr|tsek|teur|tausend|tsd\.?|milliers"
    r"|miles",
    "million": r"millions?|(?<=[$€£¥])\s?m|mn|mio\.?|miljoner|milj\.?|mkr|msek|meur|millionen|mill\.?|millones",
    "billion": r"billions?|(?<=[$€£¥])\s?b|bn|miljarder|mdr|mdkr|milliarden|mrd\.?|milliards",
}
"""Words for a scale in heads and captions, in the languages that were tried."""

_MEASURES: Mapping[str, str] = {
    "%": r"%|(?:per ?cent|procent|prozent|pour cent|por ciento)\b",
    "SEK": r"(?:[tm]?sek|m?d?kr|tkr|kronor)\b",
    "EUR": r"€|(?:[tm]?eur|euros?)\b",
    "USD": r"\$|(?:usd|dollars?)\b",
    "GBP": r"£|(?:gbp|pounds sterling)\b",
    "NOK": r"nok\b",
    "DKK": r"dkk\b",
    "CHF": r"chf\b",
    "JPY": r"¥|(?:jpy|yen)\b",
}
"""Words for what is counted, beside other units, which stand in brackets behind a head: "Height (m)"."""

_SCALE_WORDS = {
    scale: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE) for scale, words in _SCALES.items()
}
_MEASURE_WORDS = {
    name: re.compile(rf"(?<![^\W\d_])(?:{words})", re.IGNORECASE) for name, words in _MEASURES.items()
}
_BRACKETED = re.compile(r"\(([^()]*)\)")
_NOTE_AT_END = re.compile(r"\(([^()\d]*(?:000)?[^()\d]*)\)\s*$")
"""A note in brackets at the end of a line without a figure: "(5 million)" counts something of its own."""
_FARTHEST_NOTE = 10_000
"""Characters above a table in which a note on its figures is looked for: some pages of a report."""
_LONGEST_LEAD_IN = 200
"""Characters at the end of the line above a table that may lead into it."""
_CURRENCY = re.compile(r"[$€£¥]")
_PER = re.compile(r"\bper\b(?! ?cent)", re.IGNORECASE)
_UNSCALED = re.compile(
    r"%|\b(?:percent\w*|ratio|rates?(?=\W*$)|headcount|employees|procent|kvot|anställda)\b",
    re.IGNORECASE,
)
"""Heads of figures that a scale named above a whole table is not meant for, and sums for one of many: "per share",
"tax rate". A sum of money is no rate, whatever it was computed at.
"""
_IN_BRACKETS = re.compile(r"[(\[]\s*(?:in |i )?([^\W\d]{1,3}[²³23]?(?:/[^\W\d]{1,4})?)\s*[)\]]\s*$")


def unit_in(said: Sequence[str]) -> Unit:
    """The first scale and the first measure that the texts name, nearest first."""
    scale = next((scale for text in said if (scale := _scale_in(text)) is not None), None)
    measure = next(
        (found for text in said if (found := _measure_in(text)) is not None),
        None,
    )
    return Unit(None if measure == "%" else scale, measure)


def _unit_of(text: str) -> Unit:
    return Unit(_scale_in(text), _measure_in(text))


def is_unit_note(text: str) -> bool:
    """Whether a cell says no more than in what figures are told: "(in thousands)", "€m", "Amounts in millions"."""
    if _FIGURES.search(text) or not (_scale_in(text) or _measure_in(text)):
        return False
    if text.startswith("(") and text.endswith(")"):
        return True
    for pattern in (*_SCALE_WORDS.values(), *_MEASURE_WORDS.values()):
        text = pattern.sub("", text)
    return sum(map(str.isalpha, text)) <= _MOST_BESIDE_UNIT


_FIGURES = re.compile(r"(?<!\d)(?!000(?!\d))\d")
_MOST_BESIDE_UNIT = 12
"""Letters beside the words of a unit up to which a cell is a note on it: "Amounts in", "of U.S."."""


def _scale_in(text: str) -> str | None:
    return next((scale for scale, words in _SCALE_WORDS.items() if words.search(text)), None)


def _measure_in(text: str) -> str | None:
    named = next((name for name, words in _MEASURE_WORDS.items() if words.search(text)), None)
    bracketed = _IN_BRACKETS.search(text)
    return named or (bracketed.group(1) if bracketed else None)
