"""A table in the making: cells laid out on a grid, heads told from values, and lines to be read, a line a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from index.files.decoding import one_line
from index.tables import head_rows, is_unit_note
from index.types import Cells, Part, Span

MOST_COLUMNS = 1_000
"""Columns over which cells may span; a browser lets one cell span as many."""

MOST_ROWS = 1_000
"""Rows that one cell may span; its text is said in each of them."""

_MOST_REPEATED = 300_000
"""Places below their first row that the spanning cells of one table may cover: pages may claim billions."""

_MOST_BARS = 40
"""Empty places side by side that a line shows."""

_LONGEST_REPEATED = 200
"""Characters of a spanning cell up to which it is said again in each of its rows."""

AFTER_LABEL = ": "
"""What stands between a head and a value that is said behind it."""

_MOST_HEAD_ROWS = 4
_MOST_KEYS = 3
"""Leading columns that may together name a row: house, ward, year."""

_FEWEST_UNMARKED = 3
"""Columns from which the first row of a table of words is taken for its heads; two are a name and a value."""

YEAR = re.compile(r"(?:1[89]|20)\d\d(?:[EFAP]|\s?[/–-]\s?(?:20)?\d\d)?|FY? ?'?\d\d|FY ?20\d\d")
"""A year as a head has it: forecasts and actuals marked, over two years ("2018/19"), a fiscal one ("FY19")."""

_TIME = re.compile(r"\b(?:(?:1[89]|20)\d\d|FY? ?\d\d|[QH][1-4])\b", re.IGNORECASE)
"""A year, a fiscal year or a part of one in a head: "April 27, 2019", "FY18", "Q3"."""

_NOTE_MARK = re.compile(r"\(\w{1,2}\)|\*{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]")

_FIGURE = re.compile(
    r"[^\w\n]{0,3}(?:[A-Z]{3}|[A-Z]{1,3}(?=[^\w\n])\s?)?[-+(–−]?\s?\W?\d[\d.,'’\s\u00a0\u202f/:–-]*\W{0,3}\s?(?:[^\W\d]{1,4}\.?)?\W{0,3}"
)
_NOTHING = frozenset({"-", "–", "—", "−", "n/a", "na", "n.a.", "..", "…", ".", "?"})


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a format gives it. `parts` are struck or commented stretches, in offsets of `text`.

    `rows` is 0 for a cell that spans all rows below it; `continues` marks one that goes on with the cell above.
    """

    text: str
    rows: int = 1
    columns: int = 1
    is_head: bool = False
    continues: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(slots=True, eq=False)
class LaidOut:
    """A cell at its place in the grid: `rows` and `columns` are how many it covers."""

    text: str
    row: int
    rows: int
    column: int
    columns: int
    is_head: bool
    parts: tuple[Part, ...] = ()


class Grid:
    """Takes the rows of a table from the top. Where cells claim the same place, the one above has it."""

    def __init__(self) -> None:
        self._rows: list[list[LaidOut]] = []
        self._open: dict[int, LaidOut] = {}
        self._reach = 0

    def add_row(self, cells: Iterable[GridCell]) -> None:
        """Lay out the cells of the next row, from the left, in the places that no cell above covers."""
        row, column = len(self._rows), 0
        opened: list[LaidOut] = []
        for cell in cells:
            if cell.continues and (above := self._open.get(column)) is not None and above.column == column:
                above.rows = max(above.rows, row + 1 - above.row)
                self._reach = max(self._reach, row + 1)
                column += above.columns
                continue
            rows, columns = cell.rows, cell.columns
            if not cell.text and rows == columns == 1 and row >= self._reach:
                self._open.pop(column, None)  # Nothing that a cell below could go on with.
                column += 1
                continue
            if row < self._reach:
                while self._covers(column, row):
                    column += 1
                columns = self._room(column, row, min(max(columns, 1), MOST_COLUMNS))
            if rows != 1 or columns != 1:
                rows = min(max(rows, 1), MOST_ROWS) if rows else MOST_ROWS
                columns = min(max(columns, 1), max(1, MOST_COLUMNS - column))
            placed = LaidOut(one_line(cell.text), row, rows, column, columns, cell.is_head)
            if cell.parts:
                placed.parts = tuple(moved_parts(cell.parts, cell.text, placed.text, one_line))
            opened.append(placed)
            column += columns
        for placed in opened:
            self._reach = max(self._reach, row + placed.rows)
            for column in range(placed.column, placed.column + placed.columns):
                self._open[column] = placed
        self._rows.append(opened)

    def add_texts(self, texts: Iterable[str]) -> None:
        """Lay out a row of plain texts, in which no cell goes on: as `add_row` does, without a cell for each."""
        row = len(self._rows)
        if row < self._reach:
            self.add_row(map(GridCell, texts))
            return
        self._open.clear()
        self._reach = row + 1
        self._rows.append(
            [LaidOut(one_line(text), row, 1, column, 1, False) for column, text in enumerate(texts) if text]
        )

    def _covers(self, column: int, row: int) -> bool:
        above = self._open.get(column)
        return above is not None and above.row + above.rows > row

    def _room(self, column: int, row: int, wanted: int) -> int:
        """How many of the wanted columns are free from `column` on."""
        return next((n for n in range(1, wanted) if self._covers(column + n, row)), wanted)

    def close_group(self) -> None:
        """End a group of rows (`tbody`): no cell spans from it into the next."""
        height = len(self._rows)
        for placed in self._open.values():
            placed.rows = min(placed.rows, height - placed.row)

    def laid_out(self) -> list[list[LaidOut]]:
        """The rows that hold text, each with its own cells and those that reach into it from above."""
        self.close_group()
        kept = [number for number, row in enumerate(self._rows) if any(cell.text for cell in row)]
        rows = [[cell for cell in self._rows[number] if cell.text] for number in kept]
        repeats = _MOST_REPEATED
        for first, row in enumerate(rows):
            for cell in [cell for cell in row if cell.row == kept[first]]:
                covered = bisect_left(kept, cell.row + cell.rows) - first if cell.rows > 1 else 1
                covered = covered if covered - 1 <= repeats else 1
                repeats -= covered - 1
                cell.row, cell.rows = first, covered
                for below in range(first + 1, first + covered):
                    rows[below].append(cell)
            if len(row) > 1:
                row.sort(key=_by_column)
        return rows


def _by_column(cell: LaidOut) -> int:
    return cell.column


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """The lines of a table with its cells and parts, in offsets of `text`."""

    text: str
    cells: Cells
    parts: tuple[Part, ...]


def written(grid: Grid, *, labelled: bool = False, at: int = 0) -> WrittenTable | None:
    """The table as text, a line a row, " | " between cells; None where no cell holds text.

    A cell that spans rows is said again in each of their lines, so that every line reads alone, and stands
    where it is said first. With `labelled` each value stands behind its head, "Place: Lund | Opened: 1990",
    and the heads, which then have no line of their own, stand where they are said first.
    Offsets count from `at`, where the table will begin.
    """
    rows = with_heads(grid.laid_out())
    if not rows:
        return None
    heads = _single_heads(rows) if labelled else {}
    writer = _Writer(heads, at)
    for number, row in enumerate(rows):
        if number or not heads:
            writer.write(number, row)
    return writer.finished()


class _Writer:
    """Writes rows and notes where their cells come to stand."""

    def __init__(self, heads: dict[int, LaidOut], at: int) -> None:
        self._heads = heads
        self._untold = dict(heads)
        self._offset = at
        self._lines: list[str] = []
        self._places: list[tuple[int, ...]] = []
        self._parts: list[Part] = []

    def write(self, number: int, row: Sequence[LaidOut]) -> None:
        """Append the line of a row."""
        said = [cell for cell in row if cell.row == number or len(cell.text) <= _LONGEST_REPEATED]
        line, starts = _line(said, self._heads)
        for cell, start in zip(said, starts, strict=True):
            begin = self._offset + start
            if self._untold and (head := self._untold.pop(cell.column, None)):
                self._place(head, begin - len(head.text) - len(AFTER_LABEL))
            if cell.row == number:
                self._place(cell, begin)
            if cell.parts:
                self._parts += [
                    replace(part, span=Span(begin + part.span.start, begin + part.span.end)) for part in cell.parts
                ]
        self._lines.append(line)
        self._offset += len(line) + 1

    def finished(self) -> WrittenTable:
        """All that was written."""
        places = sorted(self._places, key=itemgetter(2, 3)) if self._heads else self._places
        cells = Cells.of_columns(zip(*places, strict=True))
        return WrittenTable("\n".join(self._lines), cells, tuple(self._parts))

    def _place(self, cell: LaidOut, begin: int) -> None:
        end = begin + len(cell.text)
        self._places.append((begin, end, cell.row, cell.column, cell.rows, cell.columns, cell.is_head))


def _line(row: Sequence[LaidOut], heads: Mapping[int, LaidOut]) -> tuple[str, list[int]]:
    """The line of a row and where each of its cells starts in it; an empty place is two bars side by side."""
    pieces: list[str] = []
    starts = []
    length = column = 0
    for cell in row:
        bars = (0 if heads else min(cell.column - column, _MOST_BARS)) + bool(length)
        before = " |" * bars + " " if bars else ""
        if not length:
            before = before[1:]
        if head := heads.get(cell.column):
            before += head.text + AFTER_LABEL
        pieces += (before, cell.text)
        length += len(before) + len(cell.text)
        starts.append(length - len(cell.text))
        column = cell.column + cell.columns
    return "".join(pieces), starts


def _single_heads(rows: Sequence[Sequence[LaidOut]]) -> dict[int, LaidOut]:
    """The heads by column where the table has one row of them, over values, and none spans; else nothing."""
    if head_rows(rows) != 1 or any(cell.columns > 1 or cell.rows > 1 for cell in rows[0]):
        return {}
    heads = {cell.column: cell for cell in rows[0]}
    return heads if any(cell.column in heads for row in rows[1:] for cell in row) else {}


def with_heads(rows: list[list[LaidOut]]) -> list[list[LaidOut]]:
    """The rows with heads marked in them: as the format has it, else as figures and repetition tell them.

    Where the first row names itself by its first cell, there is no row of heads.
    """
    if not rows:
        return rows
    top = head_rows(rows)
    if not top and not any(cell.is_head for cell in rows[0]):
        top = _guessed_head_rows(rows)
        for row in rows[:top]:
            for cell in row:
                cell.is_head = True
    if any(cell.is_head for row in rows[top:] for cell in row):
        return rows
    keys = _keys_of(rows[top:])
    for number, row in enumerate(rows[top:], top):
        # A cell of the body names its row, or, alone in its row, the rows below it.
        before = keys if len(row) > 1 else 1
        for cell in row:
            if cell.row == number:
                cell.is_head = cell.column < before
    return rows


def _guessed_head_rows(rows: Sequence[Sequence[LaidOut]]) -> int:
    """How many rows at the top look like heads: no figure but years, over columns that hold figures."""
    width = max(cell.column + cell.columns for row in rows for cell in row)
    if width < 2 or len(rows) < 2:
        return 0
    top = 0
    while top < min(_MOST_HEAD_ROWS, len(rows) - 1) and _may_be_heads(rows, top):
        top += 1
    below = rows[top : top + 8]
    if top and not any(is_figure(cell.text) for row in below for cell in row):
        is_wide = width >= _FEWEST_UNMARKED and len(rows[0]) >= _FEWEST_UNMARKED
        return 1 if is_wide and len(rows) > 1 else 0
    return top


def _may_be_heads(rows: Sequence[Sequence[LaidOut]], number: int) -> bool:
    row = rows[number]
    notes = [cell for cell in row if is_unit_note(cell.text)]
    times = [cell for cell in row if cell.column and _TIME.search(cell.text)]
    years = [cell for cell in row if _is_year(cell.text)]
    if any(is_figure(cell.text) for cell in row if cell not in years and cell not in notes):
        return False
    if years:
        return len(row) > 1 and _are_years_heads(years, rows[number + 1 :])
    if number == 0 or len(notes) == len(row):
        return True
    if len(row) == 1 and row[0].column == 0:
        return False  # It names the rows below it.
    if row[0].column or _are_over_figures(times, rows[number + 1 :]):
        return True  # No name of a row at the left, or times over figures.
    above = rows[number - 1]
    covered = sum(cell.columns for cell in above)
    return (
        any(cell.columns > 1 or cell.row < number for cell in (*above, *row))
        or len(above) < len(row) <= covered + 1
    )


def _is_year(text: str) -> bool:
    """Whether a cell is a year, with a note or with the unit of its column at most: "2019 €m"."""
    year = YEAR.match(text)
    rest = text[year.end() :].strip() if year else ""
    return year is not None and (not rest or bool(_NOTE_MARK.fullmatch(rest)) or is_unit_note(rest))


def _are_years_heads(years: Sequence[LaidOut], below: Sequence[Sequence[LaidOut]]) -> bool:
    """Whether the columns under years hold other things than years."""
    under = _under(years, below)
    return bool(under) and sum(1 for text in under if YEAR.fullmatch(text)) < len(under) / 2


def _are_over_figures(times: Sequence[LaidOut], below: Sequence[Sequence[LaidOut]]) -> bool:
    """Whether most of what the columns under times hold are figures."""
    under = _under(times, below)
    return bool(under) and sum(map(is_figure, under)) > len(under) / 2


def _under(heads: Sequence[LaidOut], below: Sequence[Sequence[LaidOut]]) -> list[str]:
    columns = {cell.column for cell in heads}
    return [cell.text for row in below[:8] for cell in row if cell.column in columns]


def _keys_of(body: Sequence[Sequence[LaidOut]]) -> int:
    if not body:
        return 1
    width = max(cell.column + cell.columns for row in body for cell in row)
    by_column = [[""] * len(body) for _ in range(min(_MOST_KEYS, width - 1))]
    for number, row in enumerate(body):
        for cell in row:
            if cell.column < len(by_column):
                by_column[cell.column][number] = cell.text
    return key_columns(width, len(body), by_column.__getitem__)


def key_columns(width: int, height: int, column_at: Callable[[int], Sequence[str]]) -> int:
    """How many leading columns of words it takes to tell the rows apart; at least one.

    `column_at` gives what stands in a column of the `width`, a text for each of the `height` rows, empty for none.
    """
    seen: list[tuple[str, ...]] = [()] * height
    for keys in range(1, min(_MOST_KEYS, width - 1) + 1):
        column = column_at(keys - 1)
        if keys > 1 and any(is_figure(text) for text in column if text):
            return keys - 1
        seen = [(*names, text) for names, text in zip(seen, column, strict=True)]
        if len(set(seen)) == height:
            return keys
    return 1


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, with a unit or sign at most, a date of digits, or a mark for none."""
    return text.casefold() in _NOTHING or bool(_FIGURE.fullmatch(text))


def moved_parts(
    parts: Iterable[Part], raw: str, text: str, cleaned: Callable[[str], str], shift: int = 0
) -> Iterator[Part]:
    """Parts given in offsets of `raw` as they lie in `text`, which is `cleaned(raw)`, moved by `shift`."""
    for part in parts:
        start = len(cleaned(raw[: part.span.start] + "x")) - 1
        end = min(len(cleaned(raw[: part.span.end])), len(text))
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if start < end:
            yield replace(part, span=Span(start + shift, end + shift))
