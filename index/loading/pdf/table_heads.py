"""The heads of a table without rules: which rows they are, what each spans, and lines of one head joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.loading.grid import GridCell, is_figure
from index.loading.pdf.drawings import Rule
from index.loading.pdf.row import Row
from index.loading.pdf.words import Word

Track = tuple[float, float]
"""Left and right edge of a column in points."""

YEAR = re.compile(r"(?:1[89]|20)\d\d[EFAP*]?(?:\s?[/–-]\s?\d{2,4})?(?:\s?\([a-z\d]\))?[⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_CENTRED = 1.2
"""Ems that the middle of a spanning head may be off the middle of the columns that it spans."""

_UNDERLINE = 0.8
"""Ems below a head within which a rule underlines it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell's words in one row, and the columns it covers, from `first` to `last`."""

    text: str
    left: float
    right: float
    first: int = 0
    last: int = 0
    own: tuple[Word, ...] = field(default=(), repr=False)
    row: Row | None = field(default=None, repr=False)
    """The row that it is the whole of, of whose words it is."""

    @property
    def words(self) -> Sequence[Word]:
        """Its words from the left."""
        return self.own if self.row is None else self.row.words

    @property
    def middle(self) -> float:
        """Between its edges."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class TableRow:
    """The pieces of a row from the left; `bottom` in points, `heads` marks a row of column heads."""

    pieces: list[Piece]
    bottom: float
    heads: bool = False

    @property
    def label(self) -> str:
        """What stands in the first column."""
        return next((piece.text for piece in self.pieces if piece.first == 0), "")

    @property
    def values(self) -> list[Piece]:
        """What stands in the others."""
        return [piece for piece in self.pieces if piece.first > 0]


_FEWEST_ROWS = 2
"""Rows that must agree for what stands over them to be told from them."""
_FEWEST_VALUES = 2
"""Columns beside the first from which a row of words over words is taken for heads; one is a name and a value."""


def mark_heads(rows: Sequence[TableRow]) -> None:
    """Mark the rows at the top that hold column heads: words or years over columns of figures or measures, and in
    a table of words alone its first row.
    """
    for at, row in enumerate(rows[:-1]):
        if not _is_head(row, rows[at + 1 :]) and (at or not _differs(row, rows[1:])):
            return
        row.heads = True


def _differs(row: TableRow, below: Sequence[TableRow]) -> bool:
    """Whether a row of words stands over a column in which all hold a digit, or over words alone."""
    values = row.values
    if len(values) < _FEWEST_VALUES or len(below) < _FEWEST_ROWS or any(_HAS_DIGIT.search(v.text) for v in values):
        return False
    columns: dict[int, list[bool]] = {piece.first: [] for piece in values}
    for piece in (piece for other in below for piece in other.values):
        columns.setdefault(piece.first, []).append(bool(_HAS_DIGIT.search(piece.text)))
    told = [under for under in columns.values() if len(under) >= _FEWEST_ROWS]
    is_over_all = len(columns) == len(values)
    return any(map(all, told)) or (bool(told) and is_over_all and not any(map(any, told)))


_HAS_DIGIT = re.compile(r"\d")


def _is_head(row: TableRow, below: Sequence[TableRow]) -> bool:
    values = row.values
    if not values or any(is_figure(piece.text) and not YEAR.fullmatch(piece.text) for piece in values):
        return False
    years = sum(1 for piece in values if YEAR.fullmatch(piece.text))
    under = [piece.text for other in below for piece in other.values]
    figures = sum(1 for text in under if is_figure(text) and not YEAR.fullmatch(text))
    if years:
        return 2 * figures > len([text for text in under if is_figure(text)])
    return 2 * figures >= len(under) and figures > 0


def begins_again(rows: Sequence[TableRow], at: int) -> bool:
    """Whether a row inside a table holds heads of new columns: years or words over figures, without a label."""
    row = rows[at]
    values = row.values
    if row.label or len(values) < 2 or rows[at - 1].heads or at + 1 >= len(rows):
        return False
    years = all(YEAR.fullmatch(piece.text) for piece in values)
    words = not any(is_figure(piece.text) for piece in values)
    return years or (words and any(is_figure(piece.text) for piece in rows[at + 1].values))


def spread_heads(rows: Sequence[TableRow], tracks: Sequence[Track], rules: Sequence[Rule], em: float) -> None:
    """Let heads span the columns that a rule below them, or their middle, says they do."""
    heads = [row for row in rows if row.heads]
    for row in heads:
        row.pieces = [_underlined(piece, row.bottom, tracks, rules, em) for piece in row.pieces]
    for row, below in pairwise(heads):
        values = row.values
        if values and len(values) < len(below.values):
            spans = _shared_out(values, range(1, len(tracks)), tracks, em)
            row.pieces = [spans.get(piece.left, piece) for piece in row.pieces]


def _underlined(piece: Piece, bottom: float, tracks: Sequence[Track], rules: Sequence[Rule], em: float) -> Piece:
    for rule in rules:
        below = -0.3 * em <= bottom - rule.at <= _UNDERLINE * em
        if not below or rule.start > piece.left + 0.5 * em or rule.end < piece.right - 0.5 * em:
            continue
        middles = [(left + right) / 2 for left, right in tracks]
        over = [i for i, middle in enumerate(middles) if rule.start - em < middle < rule.end + em]
        if over and over[0] <= piece.first and over[-1] >= piece.last and over[0] > 0:
            return replace(piece, first=over[0], last=over[-1])
    return piece


def _shared_out(pieces: Sequence[Piece], columns: range, tracks: Sequence[Track], em: float) -> dict[float, Piece]:
    """Each head over the columns nearest to it, where it stands over their middle; by its left edge."""
    nearest: dict[float, list[int]] = {}
    for column in columns:
        middle = sum(tracks[column]) / 2
        closest = min(pieces, key=lambda piece: abs(piece.middle - middle))
        nearest.setdefault(closest.left, []).append(column)
    spans = {}
    for piece in pieces:
        over = nearest.get(piece.left, [])
        if not over:
            continue
        middle = (tracks[over[0]][0] + tracks[over[-1]][1]) / 2
        holds = over[0] <= piece.first and over[-1] >= piece.last > piece.first
        if holds or abs(piece.middle - middle) <= _CENTRED * em:
            spans[piece.left] = replace(piece, first=over[0], last=over[-1])
    return spans


def head_cells(rows: Sequence[TableRow], width: int) -> list[list[GridCell]]:
    """The head rows as cells: a row for each that spans, and one for the heads of single columns, lines joined."""
    spanning = [row for row in rows if any(piece.last > piece.first for piece in row.pieces)]
    made = [cells_of([piece for piece in row.pieces if piece.last > piece.first], width, True) for row in spanning]
    singles: dict[int, list[Piece]] = {}
    for row in rows:
        for piece in row.pieces:
            if piece.last == piece.first:
                singles.setdefault(piece.first, []).append(piece)
    if singles:
        joined = [
            Piece(" ".join(piece.text for piece in pieces), pieces[0].left, pieces[0].right, column, column)
            for column, pieces in sorted(singles.items())
        ]
        made.append(cells_of(joined, width, True))
    return made


def cells_of(pieces: Sequence[Piece], width: int, is_head: bool = False) -> list[GridCell]:
    """The cells of a row, empty ones between them; pieces in one column are one cell, the first names the row."""
    cells: list[GridCell] = []
    column = 0
    for piece in sorted(pieces, key=lambda piece: (piece.first, piece.left)):
        if piece.first < column:
            before = cells[-1]
            cells[-1] = GridCell(f"{before.text} {piece.text}", columns=before.columns, is_head=before.is_head)
            continue
        cells += [GridCell("")] * (piece.first - column)
        columns = piece.last - piece.first + 1
        cells.append(GridCell(piece.text, columns=columns, is_head=is_head or piece.first == 0))
        column = piece.last + 1
    return [*cells, *[GridCell("")] * (width - column)]
