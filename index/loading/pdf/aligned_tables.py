"""Tables without rules: rows whose pieces stand under each other in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.loading.grid import is_figure
from index.loading.pdf.cell_pieces import cell_pieces, piece_of
from index.loading.pdf.drawings import Box, Rule
from index.loading.pdf.found_tables import FoundTable
from index.loading.pdf.row import Row
from index.loading.pdf.table_heads import (
    Piece,
    TableRow,
    Track,
    begins_again,
    cells_of,
    head_cells,
    mark_heads,
    spread_heads,
)
from index.loading.pdf.words import Word

_MOST_BETWEEN = 5
"""Rows with one piece that may follow each other inside a table: a head, or a label over several lines."""

_WIDEST_BREAK = 4.5
"""Usual line distances between two rows of one table; statements leave up to three lines free."""

_NEXT_LINE = 2.3
"""Usual line distances up to which a row is the next one, with a line left free over a group of rows."""

_LABEL_WORDS = 10

_STRAY = 0.12
"""Share of rows whose pieces may reach into the space between two columns: spanning heads and long labels."""

_FIGURES = 0.4
"""Share of figures behind the first column from which aligned rows are a table."""

_EDGES_MET = 0.7
"""Share of pieces that begin, or end, where their column does, from which rows of words are a table."""

_FEWEST_WORDED = 3
"""Rows that a table of words has; two may meet by chance."""

_WORD_SPACE = 0.29
"""Ems of the widest usual word space; over it two halves that are each in line with a column may be cells."""

_NO_WORD_SPACE = 0.45
"""Ems between words that stand over two columns from which they are two cells."""


@dataclass(slots=True)
class _Line:
    """A row of the page as pieces; none for a table that stands for its words."""

    row: Row
    parts: list[Piece]

    @property
    def is_multiple(self) -> bool:
        """Whether it has a label and a value, or several values."""
        return len(self.parts) > 1


def with_tables(rows: Sequence[Row], em: float, rules: Sequence[Rule] = ()) -> list[Row | FoundTable]:
    """The rows of a region, those that make a table replaced by it."""
    lines = [_Line(row, cell_pieces(row, em) if row.table < 0 else []) for row in rows]
    if not any(line.is_multiple for line in lines):
        return list(rows)
    leading = _leading(rows, em)
    items: list[Row | FoundTable] = []
    at = 0
    ahead = _next_multiple(lines)
    while at < len(lines):
        if ahead[at] - at > _MOST_BETWEEN:
            items.append(lines[at].row)
            at += 1
            continue
        stop = _end_of_run(lines, at, em, leading)
        first, tables = _tables(lines[at:stop], em, leading, rules) if stop - at > 1 else (0, [])
        if not tables:
            # A run that is no table is none from its second row on, either: its rows are passed over whole.
            first = max(stop - at, 1)
        items += [line.row for line in lines[at : at + first]]
        items += tables
        at = max(stop, at + 1)
    return items


def _next_multiple(lines: Sequence[_Line]) -> list[int]:
    """For each line the next with several pieces, itself included; where there is none, one out of reach."""
    found: list[int] = []
    ahead = len(lines) + _MOST_BETWEEN
    for at in range(len(lines) - 1, -1, -1):
        ahead = at if lines[at].is_multiple else ahead
        found.append(ahead)
    return found[::-1]


def _leading(rows: Sequence[Row], em: float) -> float:
    distances = sorted(distance for a, b in pairwise(rows) if (distance := a.base - b.base) > 0.5 * em)
    return min(distances[len(distances) // 2], 2 * em) if distances else 1.2 * em


def _end_of_run(lines: Sequence[_Line], start: int, em: float, leading: float) -> int:
    """Where rows that may be one table end: the last with several pieces, and what goes on with it."""
    stop = at = start
    between = 0
    values = float("inf")
    while at < len(lines) and lines[at].parts:
        line = lines[at]
        if at > start and lines[at - 1].row.base - line.row.base > _WIDEST_BREAK * leading:
            break
        if line.is_multiple:
            values = min(values, line.parts[1].left)
            between, stop = 0, at + 1
        else:
            between += 1
            if between > _MOST_BETWEEN or (
                _is_text(lines, at, values, em) and not _is_between(lines, at, leading)
            ):
                break
        at += 1
    return _with_rest_of_label(lines, stop, leading) if stop > start else start


def _is_text(lines: Sequence[_Line], at: int, values: float, em: float) -> bool:
    """Whether a row of one piece runs under the columns of values, as a paragraph does and a label does not."""
    piece = lines[at].parts[0]
    ahead = (line.parts[1].left for line in lines[at + 1 : at + 1 + _MOST_BETWEEN] if line.is_multiple)
    edge = min(values, next(iter(ahead), float("inf")))
    if edge == float("inf"):
        return True
    return piece.left < edge - em and piece.right > edge + em and len(piece.text.split()) > 4


def _is_between(lines: Sequence[_Line], at: int, leading: float) -> bool:
    """Whether a row stands alone between two with values, no further from them than lines are: a long label."""
    if not 0 < at < len(lines) - 1 or not (lines[at - 1].is_multiple and lines[at + 1].is_multiple):
        return False
    if len(lines[at].parts[0].text.split()) > _LABEL_WORDS:
        return False
    above, row, below = (line.row.base for line in lines[at - 1 : at + 2])
    return max(above - row, row - below) < _NEXT_LINE * leading


def _with_rest_of_label(lines: Sequence[_Line], stop: int, leading: float) -> int:
    """The end of a run with the lines below in which its last label goes on, in small letters."""
    while (
        stop < len(lines)
        and len(lines[stop].parts) == 1
        and lines[stop].parts[0].text[:1].islower()
        and lines[stop - 1].row.base - lines[stop].row.base < 1.4 * leading
        and lines[stop].parts[0].right < max(part.left for part in lines[stop - 1].parts)
    ):
        stop += 1
    return stop


def _tables(lines: list[_Line], em: float, leading: float, rules: Sequence[Rule]) -> tuple[int, list[FoundTable]]:
    """The tables that the lines are, and how many lines before the first belong to none; none if no table."""
    first = _lead_in(lines, em)
    lines = lines[first:]
    multiple = [line for line in lines if line.is_multiple]
    tracks = _tracks(multiple, em) if len(multiple) > 1 else []
    if len(tracks) < 2 or not _is_table(multiple, tracks, em):
        return 0, []
    rows = [TableRow(_in_columns(line.parts, tracks, em), line.row.bottom) for line in lines]
    mark_heads(rows)
    begin = next((at for at in range(2, len(rows)) if begins_again(rows, at)), None)
    if begin is not None:
        begin -= begin > 2 and not rows[begin - 1].values
        _, above = _tables(lines[:begin], em, leading, rules)
        _, below = _tables(lines[begin:], em, leading, rules)
        if above and below:
            return first, [*above, *below]
    return first, [_found(lines, rows, tracks, em, leading, rules)]


def _found(
    lines: Sequence[_Line],
    rows: list[TableRow],
    tracks: Sequence[Track],
    em: float,
    leading: float,
    rules: Sequence[Rule],
) -> FoundTable:
    spread_heads(rows, tracks, rules, em)
    bases = [line.row.base for line in lines]
    heads = [row for row in rows if row.heads]
    labels = [piece for row in rows for piece in row.pieces if (piece.first, piece.last) == (0, 0)]
    edge = max((piece.right for piece in labels), default=tracks[0][1])
    body = _joined_rows(rows[len(heads) :], bases[len(heads) :], edge, leading)
    cells = [*head_cells(heads, len(tracks)), *(cells_of(row.pieces, len(tracks)) for row in body)]
    box = Box(
        min(part.left for line in lines for part in line.parts),
        min(line.row.bottom for line in lines),
        max(part.right for line in lines for part in line.parts),
        max(line.row.top for line in lines),
    )
    return FoundTable(tuple(map(tuple, cells)), tuple(left for left, _ in tracks), box)


def _lead_in(lines: list[_Line], em: float) -> int:
    """How many rows of one piece at the top are above the table, and not heads that span its values."""
    first = next((i for i, line in enumerate(lines) if line.is_multiple), len(lines))
    values = min((line.parts[1].left for line in lines if line.is_multiple), default=0.0)
    while first and lines[first - 1].parts[0].left > values - 2 * em:
        first -= 1
    return first


def _tracks(lines: Sequence[_Line], em: float) -> list[Track]:
    """The columns: where pieces stand, parted where hardly any row has one."""
    ends = sorted(
        event for line in lines for part in line.parts for event in ((part.left, 1), (part.right - 0.05 * em, -1))
    )
    allowed = int(_STRAY * len(lines))
    tracks: list[Track] = []
    depth, begun = 0, 0.0
    for x, step in ends:
        before = depth
        depth += step
        if before <= allowed < depth:
            begun = x
        elif depth <= allowed < before:
            if tracks and begun - tracks[-1][1] < 0.3 * em:
                tracks[-1] = (tracks[-1][0], x)
            else:
                tracks.append((begun, x))
    return _without_head_tracks(lines, tracks)


def _without_head_tracks(lines: Sequence[_Line], tracks: list[Track]) -> list[Track]:
    """The columns, where heads that stand beside their figures, not over them, are one column with them."""
    standing = _standing(lines, tracks)
    for at in range(len(tracks) - 1, 1, -1):
        here, before = standing[at], standing[at - 1]
        apart = not here.keys() & before.keys()
        worded = [not any(is_figure(text) for text in side.values()) for side in (here, before)]
        if apart and worded[0] != worded[1]:
            tracks[at - 1 : at + 1] = [(tracks[at - 1][0], tracks[at][1])]
            standing = _standing(lines, tracks)
    return tracks


def _standing(lines: Sequence[_Line], tracks: Sequence[Track]) -> list[dict[int, str]]:
    """What stands in each column and in no other, by line."""
    standing: list[dict[int, str]] = [{} for _ in tracks]
    for i, line in enumerate(lines):
        for part in line.parts:
            first, last = _columns_of(part.left, part.right, tracks)
            if first == last:
                standing[first][i] = part.text
    return standing


def _columns_of(left: float, right: float, tracks: Sequence[Track]) -> tuple[int, int]:
    """The first and the last column that a stretch stands in; the nearest where it stands in none."""
    width = right - left
    over = [
        i
        for i, (low, high) in enumerate(tracks)
        if (high if high < right else right) - (low if low > left else left)
        > 0.25 * (high - low if high - low < width else width)
    ]
    if over:
        return over[0], over[-1]
    nearest = min(range(len(tracks)), key=lambda i: max(tracks[i][0] - right, left - tracks[i][1]))
    return nearest, nearest


def _in_columns(parts: Sequence[Piece], tracks: Sequence[Track], em: float) -> list[Piece]:
    """The pieces with their columns; one that stands over several is parted where it is several cells."""
    placed = []
    for part in parts:
        first, last = _columns_of(part.left, part.right, tracks)
        if last > first and (cells := _parted(part, tracks, em)):
            placed += cells
        else:
            placed.append(replace(part, first=first, last=last))
    return placed


def _parted(part: Piece, tracks: Sequence[Track], em: float) -> list[Piece]:
    """The cells that stand too near to each other to be pieces: each in a column, and in line with it."""
    halves: list[list[Word]] = []
    column = -1
    for word in part.words:
        here = _columns_of(word.left, word.right, tracks)[0]
        if here != column:
            halves.append([])
        column = here
        halves[-1].append(word)
    cells = [_at(piece_of(words), tracks) for words in halves]
    if len(cells) < 2 or len({cell.first for cell in cells}) < len(cells):
        return []
    apart = all(b.left - a.right > _NO_WORD_SPACE * em for a, b in pairwise(cells))
    wider = len(cells) == 2 and cells[1].left - cells[0].right > _WORD_SPACE * em
    in_line = all(cell.first == cell.last and _meets_edge(cell, tracks[cell.first], em) for cell in cells)
    return cells if apart or (wider and in_line) else []


def _at(part: Piece, tracks: Sequence[Track]) -> Piece:
    first, last = _columns_of(part.left, part.right, tracks)
    return replace(part, first=first, last=last)


def _is_table(lines: Sequence[_Line], tracks: Sequence[Track], em: float) -> bool:
    placed = [(part, _columns_of(part.left, part.right, tracks)[0]) for line in lines for part in line.parts]
    values = [(part, column) for part, column in placed if column > 0]
    if not values:
        return False
    figures = sum(1 for part, _ in values if is_figure(part.text))
    if figures >= _FIGURES * len(values):
        return True
    met = sum(1 for part, column in values if _meets_edge(part, tracks[column], em))
    return len(lines) >= _FEWEST_WORDED and met >= _EDGES_MET * len(values)


def _meets_edge(part: Piece, track: Track, em: float) -> bool:
    middle = abs(part.middle - (track[0] + track[1]) / 2)
    return min(abs(part.left - track[0]), abs(part.right - track[1]), middle) < 0.3 * em


def _joined_rows(rows: Sequence[TableRow], bases: Sequence[float], edge: float, leading: float) -> list[TableRow]:
    """Rows with labels and cells of several lines made whole; `edge` is where the longest label ends."""
    joined: list[TableRow] = []
    for i, row in enumerate(rows):
        near = i > 0 and bases[i - 1] - bases[i] < 1.45 * leading
        if joined and near and _goes_on(joined[-1], row, edge):
            joined[-1] = _merged(joined[-1], row)
        else:
            joined.append(row)
    return joined


def _goes_on(above: TableRow, row: TableRow, edge: float) -> bool:
    """Whether a row is the rest of the one above: its label goes on, or cells of words do without a label."""
    if not row.label:
        worded = all(not is_figure(piece.text) and piece.text[:1].islower() for piece in row.pieces)
        known = {piece.first for piece in above.pieces}
        return bool(above.label) and worded and all(piece.first in known for piece in row.pieces)
    if not above.label or (above.values and row.values):
        return False
    if above.label.endswith((":", ".")):
        return False
    opens = row.label[:1].islower() or above.label.endswith(("-", "–", "—", ","))
    return opens or (not above.values and bool(row.values) and _is_full(above, row, edge))


def _is_full(above: TableRow, row: TableRow, edge: float) -> bool:
    """Whether the first word of a label did not fit on the line above, and is not set in below it."""
    first = next(piece for piece in row.pieces if piece.first == 0)
    label = next(piece for piece in above.pieces if piece.first == 0)
    word = first.words[0].right - first.words[0].left if first.words else 0.0
    height = first.words[0].height if first.words else 0.0
    return label.right + word > edge and first.left <= label.left + 0.5 * height


def _merged(above: TableRow, row: TableRow) -> TableRow:
    cells = {piece.first: piece for piece in above.pieces}
    for piece in row.pieces:
        known = cells.get(piece.first)
        cells[piece.first] = (
            piece if known is None else replace(known, text=f"{known.text} {piece.text}", right=piece.right)
        )
    return TableRow([cells[first] for first in sorted(cells)], row.bottom)
