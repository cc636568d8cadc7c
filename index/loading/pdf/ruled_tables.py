"""Tables with rules: the cells of a grid of lines, with their spans, and the words in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.loading.grid import GridCell, is_figure
from index.loading.pdf.drawings import Box, Drawings, Rule
from index.loading.pdf.found_tables import FoundTable
from index.loading.pdf.row import Row
from index.loading.pdf.rows import pieces, rows_of, words_in
from index.loading.pdf.words import Word

_MEETS = 3.0
"""Points by which rules that meet may miss each other, and by which two are one."""

_MOST_LINES = 400
"""Rules in one direction of one table; a page has room for 150 rows."""

_FEWEST_RULES = 2
"""Rules of which a table has more: two columns parted by one, rows by two."""

_MOST_BOXES = 3_000
"""Rectangles of a page up to which their edges are rules; more are a picture drawn of shapes."""

_COLUMN_GAP = 1.5
"""Ems between two columns inside one cell; a stretched word space stays under one."""

_CROWDED = 0.25
"""Share of lines that hold several columns from which rules are frames around a table, not its own."""


def ruled_tables(drawings: Drawings, rows: Sequence[Row], em: float) -> list[FoundTable]:
    """The tables on grids of rules, with at least two rows and two columns that hold words."""
    boxes = [box for box in drawings.boxes if box.top - box.bottom > 0.8 * em][:_MOST_BOXES]
    flat = (Rule(y, box.left, box.right) for box in boxes for y in (box.bottom, box.top))
    steep = (Rule(x, box.bottom, box.top) for box in boxes for x in (box.left, box.right))
    along, across = _joined([*drawings.along, *flat]), _joined([*drawings.across, *steep])
    lattices = [lattice for group in _connected(along, across) if (lattice := _lattice(*group)) is not None]
    words = words_in(rows) if lattices else []
    return _outermost([table for lattice in lattices if (table := _table(lattice, words, em)) is not None])


def _outermost(tables: list[FoundTable]) -> list[FoundTable]:
    kept: list[FoundTable] = []
    for table in sorted(tables, key=lambda table: -table.box.area):
        if not any(_inside(table.box, other.box) for other in kept):
            kept.append(table)
    return kept


def _inside(box: Box, other: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return other.left <= x <= other.right and other.bottom <= y <= other.top


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that go on in each other as one."""
    made: list[Rule] = []
    for rule in sorted(rules):
        last = next((i for i in range(len(made) - 1, max(len(made) - 8, -1), -1) if _goes_on(made[i], rule)), None)
        if last is None:
            made.append(rule)
        else:
            before = made[last]
            made[last] = Rule(before.at, min(before.start, rule.start), max(before.end, rule.end))
    return made


def _goes_on(before: Rule, rule: Rule) -> bool:
    near = abs(before.at - rule.at) <= _MEETS / 2
    return near and rule.start <= before.end + _MEETS and rule.end >= before.start - _MEETS


def _connected(along: list[Rule], across: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross or touch each other."""
    parent = list(range(len(along) + len(across)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    if len(along) > _MOST_LINES or len(across) > _MOST_LINES:
        return []
    for i, flat in enumerate(along):
        for j, steep in enumerate(across, len(along)):
            if (
                flat.start - _MEETS <= steep.at <= flat.end + _MEETS
                and steep.start - _MEETS <= flat.at <= steep.end + _MEETS
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*along, *across]):
        groups.setdefault(root(i), ([], []))[i >= len(along)].append(rule)
    return [group for group in groups.values() if all(group) and len(group[0]) + len(group[1]) > _FEWEST_RULES]


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Edges of columns from the left and of rows from the top, and the rules on them."""

    xs: list[float]
    ys: list[float]
    along: list[Rule]
    across: list[Rule]

    def parted_beside(self, row: int, column: int) -> bool:
        """Whether a rule stands between this cell and the one to its right."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        x = self.xs[column + 1]
        return any(abs(rule.at - x) <= _MEETS and rule.start <= middle <= rule.end for rule in self.across)

    def parted_below(self, row: int, column: int) -> bool:
        """Whether a rule stands between this cell and the one below."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        y = self.ys[row + 1]
        return any(abs(rule.at - y) <= _MEETS and rule.start <= middle <= rule.end for rule in self.along)


def _lattice(along: list[Rule], across: list[Rule]) -> _Lattice | None:
    xs = _distinct([*(rule.at for rule in across), *(x for rule in along for x in (rule.start, rule.end))])
    ys = _distinct([*(rule.at for rule in along), *(y for rule in across for y in (rule.start, rule.end))])[::-1]
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_LINES * 40:
        return None
    return _Lattice(xs, ys, along, across)


def _distinct(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _MEETS:
            kept.append(value)
    return kept


def _table(lattice: _Lattice, words: Sequence[Word], em: float) -> FoundTable | None:
    box = Box(lattice.xs[0], lattice.ys[-1], lattice.xs[-1], lattice.ys[0])
    inside = [word for word in words if word.table < 0 and _inside(Box(*word[1:5]), box)]
    if not inside:
        return None
    spans = _spans(lattice)
    by_cell: dict[tuple[int, int], list[Word]] = {}
    for word in inside:
        by_cell.setdefault(spans[_place(lattice, word)][:2], []).append(word)
    if len({row for row, _ in by_cell}) < 2 or len({column for _, column in by_cell}) < 2:
        return None
    if _is_crowded(list(by_cell.values()), em):
        return None
    rows: list[tuple[GridCell, ...]] = []
    for row in range(len(lattice.ys) - 1):
        own = {column: spans[row, column] for column in range(len(lattice.xs) - 1)}
        cells = {c: (by_cell.get((row, c), []), span) for c, span in own.items() if span[:2] == (row, c)}
        rows += _rows(cells, em, all(span[0] == row and span[2] == 1 for span in own.values()))
    return FoundTable(tuple(rows), tuple(lattice.xs[:-1]), box)


def _is_crowded(cells: Sequence[Sequence[Word]], em: float) -> bool:
    """Whether many cells hold several columns: the rules are frames, and do not part the table's own columns."""
    rows = [rows_of(words) for words in cells]
    wide = [sum(1 for row in lines if len(pieces(row, _COLUMN_GAP * em)) > 1) for lines in rows]
    return sum(wide) > _CROWDED * sum(map(len, rows))


def _rows(
    cells: dict[int, tuple[list[Word], tuple[int, int, int, int]]], em: float, stands_alone: bool
) -> list[tuple[GridCell, ...]]:
    """A row between two rules, as the rows that it is: several where figures stand under each other in it."""
    lines = {column: rows_of(words) if words else [] for column, (words, _) in cells.items()}
    tallest = max(lines.values(), key=len, default=[])
    stacked = any(len(rows) > 1 and all(is_figure(row.text) for row in rows) for rows in lines.values())
    if not stands_alone or not stacked or not all(_meet(rows, tallest, em) for rows in lines.values()):
        return [tuple(GridCell(_text(words), rows=span[2], columns=span[3]) for words, span in cells.values())]
    made = []
    for line in tallest:
        beside = {c: [row for row in rows if abs(row.base - line.base) < 0.4 * em] for c, rows in lines.items()}
        made.append(
            tuple(
                GridCell(" ".join(row.text for row in beside[column]), columns=span[3])
                for column, (_, span) in cells.items()
            )
        )
    return made


def _meet(rows: Sequence[Row], others: Sequence[Row], em: float) -> bool:
    return all(any(abs(row.base - other.base) < 0.4 * em for other in others) for row in rows)


def _place(lattice: _Lattice, word: Word) -> tuple[int, int]:
    x, y = (word.left + word.right) / 2, (word.bottom + word.top) / 2
    column = sum(1 for edge in lattice.xs[1:-1] if edge < x)
    row = sum(1 for edge in lattice.ys[1:-1] if edge > y)
    return row, column


def _spans(lattice: _Lattice) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """For each place the cell that covers it: its first row and column, its rows and columns."""
    height, width = len(lattice.ys) - 1, len(lattice.xs) - 1
    spans: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for row in range(height):
        for column in range(width):
            if (row, column) in spans:
                continue
            columns = 1
            while (
                column + columns < width
                and (row, column + columns) not in spans
                and not lattice.parted_beside(row, column + columns - 1)
            ):
                columns += 1
            rows = 1
            while row + rows < height and _opens(lattice, row + rows - 1, column, columns):
                rows += 1
            for r in range(row, row + rows):
                for c in range(column, column + columns):
                    spans[r, c] = (row, column, rows, columns)
    return spans


def _opens(lattice: _Lattice, row: int, column: int, columns: int) -> bool:
    """Whether the cells of a row are one with those below: no rule under any of them, none between those."""
    across = range(column, column + columns)
    whole = not any(lattice.parted_below(row, c) for c in across)
    return whole and not any(lattice.parted_beside(row + 1, c) for c in across[:-1])


def _text(words: Sequence[Word]) -> str:
    return " ".join(row.text for row in rows_of(words)) if words else ""
