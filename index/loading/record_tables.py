"""Rows of plain values under one row of names, as lines with each value behind its name: tables of any length.

What `grid.written` makes of the same rows, without an object for each cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import add

from index.files.decoding import is_one_line, one_line
from index.loading.grid import AFTER_LABEL, Grid, GridCell, WrittenTable, key_columns, written
from index.types import Cells

_BETWEEN = " | "


def written_records(names: Sequence[str], rows: Iterable[Sequence[str]], *, at: int = 0) -> WrittenTable | None:
    """The rows as text, "Place: Lund | Opened: 1990"; None where there is neither a value nor a name.

    Offsets count from `at`, where the table will begin.
    """
    heads = [one_line(name) for name in names]
    body = [told for row in rows if any(told := _cleaned(row))]
    if not body or not all(heads) or max(map(len, body)) > len(heads):
        return written(_grid(heads, body), labelled=True, at=at)
    keys = _keys(body)
    if len(body) > 1 and sum(map(bool, body[0])) > 1 and not any(body[0][keys:]):
        return written(_grid(heads, body), labelled=True, at=at)  # It looks like a second row of heads.
    writer = _Writer(heads, keys, at)
    for row in body:
        writer.write(row)
    return writer.finished()


def _cleaned(row: Sequence[str]) -> Sequence[str]:
    """Each value as `one_line` has it."""
    joined = "".join(row)
    if is_one_line(joined):  # Then each of them is, but for the spaces around it.
        return [value.strip() for value in row] if " " in joined else row
    return [one_line(value) for value in row]


def _grid(heads: Sequence[str], body: Sequence[Sequence[str]]) -> Grid:
    grid = Grid()
    grid.add_row(GridCell(head, is_head=True) for head in heads)
    for row in body:
        grid.add_texts(row)
    return grid


def _keys(body: Sequence[Sequence[str]]) -> int:
    width = max(len(row) if row[-1] else max(n for n, value in enumerate(row, 1) if value) for row in body)
    return key_columns(width, len(body), lambda column: [row[column] if column < len(row) else "" for row in body])


class _Writer:
    """Writes rows and notes where their values come to stand, and each head where it is said first."""

    def __init__(self, heads: Sequence[str], keys: int, at: int) -> None:
        self._labels = [head + AFTER_LABEL for head in heads]
        self._lengths = [*map(len, self._labels)]
        self._keys = keys
        self._offset = at
        self._lines: list[str] = []
        self._untold = {*range(len(heads))}
        self._heads: list[tuple[int, int, int]] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._names: list[bool] = []
        self._all_columns = range(len(heads))
        self._all_names = [column < keys for column in self._all_columns]

    def write(self, row: Sequence[str]) -> None:
        """Append the line of a row, of which one value at least is not empty."""
        lengths, labels = self._lengths, self._labels
        if len(row) == len(labels) and all(row):
            columns: Sequence[int] = self._all_columns
            self._names += self._all_names if len(row) > 1 else [True]
        else:
            columns = [column for column, value in enumerate(row) if value]
            keys = self._keys if len(columns) > 1 else 1
            self._names += [column < keys for column in columns]
            row = [row[column] for column in columns]
            lengths, labels = [lengths[column] for column in columns], [labels[column] for column in columns]
        line = _BETWEEN.join(map(add, labels, row))
        at = self._offset
        starts, ends = self._starts, self._ends
        for length, value in zip(lengths, row, strict=True):
            at += length
            starts.append(at)
            at += len(value)
            ends.append(at)
            at += len(_BETWEEN)
        self._lines.append(line)
        self._offset += len(line) + 1
        self._rows += [len(self._lines)] * len(row)
        self._columns += columns
        if self._untold:
            self._place_heads(columns)

    def _place_heads(self, columns: Sequence[int]) -> None:
        """Note the heads that the last line is the first to say."""
        for column, begin in zip(columns, self._starts[-len(columns) :], strict=True):
            if column in self._untold:
                self._untold.remove(column)
                self._heads.append((column, begin - self._lengths[column], begin - len(AFTER_LABEL)))

    def finished(self) -> WrittenTable:
        """All that was written, the heads first."""
        heads = sorted(self._heads)
        count = len(heads) + len(self._starts)
        columns = (
            [start for _, start, _ in heads] + self._starts,
            [end for _, _, end in heads] + self._ends,
            [0] * len(heads) + self._rows,
            [column for column, _, _ in heads] + self._columns,
            [1] * count,
            [1] * count,
            [True] * len(heads) + self._names,
        )
        return WrittenTable("\n".join(self._lines), Cells.of_columns(columns), ())
