"""CSV and TSV: the header and the rows under it, whatever separates the cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import LoadError
from index.files.decoding import one_line
from index.files.opening import SIZE_LIMIT
from index.files.problems import Problems

_SEPARATORS = ",;\t|"
_NONE = "\x1f"
"""A separator that no text has, for tables of one column."""

_SNIFFED_ROWS = 20
_MOST_TITLES = 5
"""Lines above a table that may name it; a longer run of single cells is a column of its own."""

_HINT = re.compile(r"\s*sep=(.)[^\S\n]*(?:\n|$)", re.IGNORECASE)
_UNCLOSED = "a quotation mark is not closed; all after it ran together in this row"


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the header. `number` is as a spreadsheet counts: the header is row 1."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a file, each with its row number, and what stood on lines of their own above them.

    `is_open` says that a quotation mark was never closed.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    separator: str
    is_open: bool = False


def read_table(text: str, path: Path, problems: Problems) -> tuple[list[str], list[Row]]:
    """The header and the rows under it. A row of another width is kept, its surplus in the last cell, and noted.

    Raises LoadError where there is no header.
    """
    records = read_records(text, path, problems)
    names = unique_names(records.rows[0][1])
    return names, rows_under(names, records, problems, skip=1)


def read_records(text: str, path: Path, problems: Problems) -> Records:
    """The records that are not blank, without the titles above them and without Excel's `sep=` line.

    Raises LoadError where there is none.
    """
    csv.field_size_limit(SIZE_LIMIT)
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    separator = hint.group(1) if hint else _separator(body)
    first = 1 if hint is None else 2
    records = [
        (number, cells)
        for number, cells in _records(body, separator, problems, first)
        if any(cell.strip() for cell in cells)
    ]
    if not records:
        raise LoadError(str(path), "there is no text in it")
    above = _titles_above(records)
    titles = tuple(one_line(" ".join(cells)) for _, cells in records[:above])
    return Records(titles, tuple(records[above:]), separator, bool(text.count('"') % 2))


def unique_names(header: list[str]) -> list[str]:
    """The names of the columns, each different: those without one are numbered."""
    return _unique([one_line(cell) for cell in header])


def rows_under(names: list[str], records: Records, problems: Problems, *, skip: int) -> list[Row]:
    """The records after the first `skip` ones as rows under these names."""
    rows = []
    for number, cells in records.rows[skip:]:
        if len(cells) != len(names):
            problems.add(number, f"{len(cells)} cells under {len(names)} columns")
        last = len(names) - 1
        fitted = [*cells[:last], records.separator.join(cells[last:])]
        rows.append(Row(number, dict(zip(names, fitted, strict=False))))
    if rows and records.is_open and "\n" in "".join(rows[-1].values.values()):
        problems.add(rows[-1].number, _UNCLOSED)
    return rows


def _titles_above(records: list[tuple[int, list[str]]]) -> int:
    """How many records at the top hold one cell each over a table of several columns."""
    widths = Counter(len(cells) for _, cells in records[: 4 * _SNIFFED_ROWS])
    width = widths.most_common(1)[0][0]
    filled = [sum(1 for cell in cells if cell.strip()) for _, cells in records[: _MOST_TITLES + 1]]
    above = next((n for n, count in enumerate(filled) if count > 1), 0)
    return above if width > 1 and above <= _MOST_TITLES else 0


def _records(text: str, separator: str, problems: Problems, first: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = first - 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.add(number, f"not CSV ({error})")
            continue
        yield number, cells


def _separator(text: str) -> str:
    """The separator in the header that gives most of the first rows the same number of cells, and most cells."""
    start = "\n".join(text.split("\n", 400)[:400])

    def fit(separator: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        widths = [len(cells) for cells, _ in zip(_tolerant(reader), range(_SNIFFED_ROWS), strict=False) if cells]
        width, rows = Counter(widths).most_common(1)[0] if widths else (1, 0)
        return (rows / len(widths) if width > 1 else 0.0), width

    header = [line for line in start.split("\n") if line.strip()][: _MOST_TITLES + 1]
    found = (s for s in _SEPARATORS if header and (s in header[0] or all(s in line for line in header[-2:])))
    return max(found, key=fit, default=_NONE)


def _tolerant(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        return


def _unique(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    unique = []
    for position, name in enumerate(names, 1):
        seen[name] += 1
        unique.append(f"column {position}" if not name else name if seen[name] == 1 else f"{name} {seen[name]}")
    return unique
