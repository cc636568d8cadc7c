"""The rows of tables in passages: those of their documents' tables, and lines that are written as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.sentences import trimmed
from index.struck import struck_in, without
from index.types import Hit, Span, TableRow
from qa.language.words import Vocabulary, Word, words

_BAR = re.compile(r"\s*\|\s*")
_LABELLED = re.compile(r"(?P<head>[^:|]{1,60}): +(?P<value>\S.*)")
_CODE = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[^\W\d_])[\w-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and the head of its column, empty where it is not known; offsets into the passage."""

    head: str
    start: int
    end: int
    value: str
    names_row: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Row:
    """The cells of a line of a table; offsets into the passage. `group` names it and the rows beside it, `title`
    stands over the whole table.
    """

    hit: Hit
    start: int
    end: int
    cells: tuple[Cell, ...]
    language: str | None
    group: str = ""
    title: str = ""

    @cached_property
    def values(self) -> Vocabulary:
        """The words and codes of its cells and its group, without the heads."""
        text = " | ".join((self.group, *(cell.value for cell in self.cells)))
        return Vocabulary((*words(text, self.language), *codes(text)))

    @cached_property
    def keys(self) -> tuple[Cell, ...]:
        """The cells that name it, from the left."""
        return tuple(cell for cell in self.cells if cell.names_row)

    @cached_property
    def heads(self) -> tuple[Word, ...]:
        """The words and codes of its heads."""
        text = " | ".join(cell.head for cell in self.cells)
        return (*words(text, self.language), *codes(text))


@lru_cache(maxsize=1024)
def rows_of(hit: Hit, language: str | None) -> tuple[Row, ...]:
    """The rows of a passage: those of its document's tables, or where it has none, lines that look like rows."""
    at = hit.passage.start
    if hit.passage.rows:
        return tuple(
            Row(hit, row.span.start - at, row.span.end - at, _told_cells(row, hit), language, row.group, row.title)
            for row in hit.passage.rows
        )
    return tuple(Row(hit, start, end, cells, language) for start, end, cells in _lines(hit.passage.text))


def _told_cells(row: TableRow, hit: Hit) -> tuple[Cell, ...]:
    """The cells of a row without what is struck out in them."""
    at, text = hit.passage.start, hit.passage.text
    cells = []
    for cell in row.cells:
        start, end = cell.span.start - at, cell.span.end - at
        kept = [
            part for part in without([Span(start, end)], struck_in(text)) if text[part.start : part.end].strip()
        ]
        if kept:
            part = trimmed(text, kept[-1].start, kept[-1].end) or kept[-1]
            cells.append(
                Cell(cell.head, part.start, part.end, text[part.start : part.end], cell.names_row, cell.unit)
            )
    return tuple(cells)


def _lines(text: str) -> Iterator[tuple[int, int, tuple[Cell, ...]]]:
    """The lines with labelled cells ("Place: Lund | Opened: 1990"), and those under a line of heads."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if "|" in match.group()]
    heads: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        cells = _cells(line.group(), line.start())
        labelled = [_LABELLED.fullmatch(cell.value) for cell in cells]
        if len(cells) > 1 and all(labelled):
            yield (
                line.start(),
                line.end(),
                tuple(
                    Cell(found["head"], cell.start + found.start("value"), cell.end, found["value"])
                    for cell, found in zip(cells, labelled, strict=True)
                    if found
                ),
            )
            continue
        follows = before is not None and line.start() - before.end() == 1
        if not follows or (heads and len(heads) != len(cells)):
            heads = [cell.value for cell in cells] if not any(map(str.isdigit, line.group())) else []
        elif len(heads) == len(cells) > 1 and re.search(r"\w", line.group()):
            yield (
                line.start(),
                line.end(),
                tuple(
                    Cell(head, cell.start, cell.end, cell.value) for head, cell in zip(heads, cells, strict=True)
                ),
            )


def without_rows(text: str, rows: Sequence[Row]) -> str:
    """What a passage says outside its table."""
    kept, start = [], 0
    for row in rows:
        kept.append(text[start : row.start])
        start = row.end
    return " ".join([*kept, text[start:]])


def _cells(line: str, offset: int) -> list[Cell]:
    found = []
    start = 0
    for bar in [*_BAR.finditer(line), None]:
        end = bar.start() if bar else len(line)
        value = line[start:end]
        if value.strip():
            found.append(Cell("", offset + start, offset + end, value))
        start = bar.end() if bar else end
    return found


def codes(text: str) -> tuple[Word, ...]:
    """The names of letters and digits together: "F2", "A-12"."""
    return tuple(
        Word(each.group(), each.start(), each.end(), each.group().casefold(), False)
        for each in _CODE.finditer(text)
    )
