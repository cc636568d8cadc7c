"""The order in which the parts of a page are read: columns from left to right, what spans them in its place.

A recursive XY-cut (Nagy and Seth, "Hierarchical representation of optically scanned documents", ICPR 1984)
whose vertical cuts are the tall empty strips between words of Breuel's whitespace cover ("Two geometric
algorithms for layout analysis", DAS 2002). A strip need not go through the whole page: it ends at the row or
rule that crosses it, so that a headline over two columns is read before both. Distances are in ems, the
size of the page's type.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from index.loading.pdf.drawings import Rule
from index.loading.pdf.row import Row
from index.loading.pdf.rows import regrouped, rows_of
from index.loading.pdf.words import Word

_NARROWEST = 0.7
"""Ems of a gutter beside at least five rows: narrow newspaper columns have 0.8, a justified line's word gaps
reach as much but do not stand under each other."""

_SHORT = 1.0
_SHORTEST = 2.0
"""Ems of a gutter beside three or four rows, and beside two, where gaps meet by chance more easily."""

_TALL_ROWS = 5
_MOST_TRIED = 12
"""Strips of a region that are looked into, the tallest; the gutters of a page are among its first four."""

_MOST_STRIPS = 80
"""Strips followed at once; a set page has under twenty."""

_DEEPEST = 12
"""Cuts inside cuts; a newspaper page needs six."""

_FULL = 0.55
"""Share of a column's width that its lines fill on average when it is running text; ragged text has 0.8."""

_LINE_WORDS = 2.5
"""Words a line from which a column may be running text; newspapers set three to six."""

_FIGURES = 0.5
"""Share of words that are figures from which a side is a column of a table."""

_PAIRED = 0.8
"""Share of groups that begin beside one of the other side from which they are rows of a table."""

_UNPAIRED = 0.3
"""Share of rows beside one of the other side up to which two lists of short lines are no table."""

_GOES_ON = 0.2
"""Share of lines that begin in small letters from which they are sentences; labels have under a tenth."""

_FEW_ROWS = 3

_GROUP_GAP = 1.35
"""Distance of two rows, in usual ones, from which the lower one begins a group."""

_FIGURE = re.compile(r"[\W_]*\d[\d.,:/%\W_]*|[-–—$€£%*]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")

_Stretch = tuple[float, float]
"""From and to where, in points from the left; the margins are open to infinity."""

_NOWHERE = float("-inf")


class _Edges(NamedTuple):
    """Where the words of a row begin and end, each from the left."""

    lefts: list[float]
    rights: list[float]


@dataclass(frozen=True, slots=True)
class _Strip:
    left: float
    right: float
    first: int
    last: int


def reading_order(rows: Sequence[Row], em: float, rules: Sequence[Rule] = ()) -> list[list[Row]]:
    """Regions of one column each, in the order in which they are read; the rows of each from the top.

    `rows` are those of the page, from the top.
    """
    return _cut(rows, em, rules, 0)


def _cut(rows: Sequence[Row], em: float, rules: Sequence[Rule], depth: int) -> list[list[Row]]:
    if not rows:
        return []
    if depth >= _DEEPEST or len(rows) < 2 or not _may_be_parted(rows, em):
        return [[*rows]]
    for strip in sorted(_strips(rows, em, rules), key=_tallest_first)[:_MOST_TRIED]:
        left, right = _beside_strip(rows[strip.first : strip.last + 1], strip.left + 0.01)
        if left and right and _is_gutter(left, right, em):
            parts = (rows[: strip.first], left, right, rows[strip.last + 1 :])
            return [region for part in parts for region in _cut(regrouped(part), em, rules, depth + 1)]
    return [[*rows]]


def _beside_strip(rows: Sequence[Row], edge: float) -> tuple[list[Row], list[Row]]:
    """What of the rows ends before the edge, and the rest."""
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        ended, rest = row.parted_at(edge)
        if ended is not None:
            left.append(ended)
        if rest is not None:
            right.append(rest)
    return left, right


def _may_be_parted(rows: Sequence[Row], em: float) -> bool:
    """Whether a strip may have words on both sides: beside a gap in a row, or between a row and the next."""
    if any(row.gap >= _NARROWEST * em for row in rows):
        return True
    return any(above.right <= row.left or row.right <= above.left for above, row in pairwise(rows))


def _strips(rows: Sequence[Row], em: float, rules: Sequence[Rule]) -> list[_Strip]:
    """Empty strips between words, each as far up and down as nothing stands in it."""
    narrowest = _NARROWEST * em
    edges = [_Edges(row.lefts, sorted(row.rights)) for row in rows]
    open_strips: list[tuple[_Stretch, int]] = []
    done: list[_Strip] = []
    for at, row in enumerate(rows):
        crossing = _crossing(rows, at, em, rules) if rules else []
        gaps = _gaps(row, em)
        going: dict[_Stretch, int] = {}
        for strip, first in open_strips:
            whole = False
            start, end = strip
            for left, right in gaps:
                low, high = left if left > start else start, right if right < end else end
                if high - low >= narrowest and not (crossing and _crossed((low, high), crossing, em)):
                    if going.get((low, high), first) >= first:
                        going[low, high] = first
                    whole = whole or (low == start and high == end)
            if not whole:
                done.append(_Strip(start, end, first, at - 1))
        for stretch in _beginning(gaps, edges[at + 1 : at + 3], narrowest):
            going.setdefault(stretch, at)
        open_strips = sorted(going.items(), key=itemgetter(1))[:_MOST_STRIPS]
    done += (_Strip(*strip, first, len(rows) - 1) for strip, first in open_strips)
    return [strip for strip in done if _is_wide_enough(strip, em)]


def _tallest_first(strip: _Strip) -> tuple[int, float]:
    return strip.first - strip.last, strip.left - strip.right


def _beginning(gaps: Sequence[_Stretch], following: Sequence[_Edges], narrowest: float) -> Iterator[_Stretch]:
    """Where strips begin in a row: in its gaps, and beside it, where the words of the next rows leave it free."""
    if len(gaps) > 2:
        yield from gaps[1:-1]
    for left, right in gaps:
        for lefts, rights in following:
            if left > _NOWHERE:
                at = bisect_left(lefts, left)
                end = lefts[at] if at < len(lefts) and lefts[at] < right else right
                if narrowest <= end - left < -_NOWHERE:
                    yield left, end
            if right < -_NOWHERE:
                at = bisect_right(rights, right)
                start = rights[at - 1] if at and rights[at - 1] > left else left
                if narrowest <= right - start < -_NOWHERE:
                    yield start, right


def _gaps(row: Row, em: float) -> list[tuple[float, float]]:
    """The stretches of the row without words, its margins included."""
    narrowest = _NARROWEST * em
    if row.gap < narrowest:
        return [(_NOWHERE, row.left), (row.right, -_NOWHERE)]
    lefts, rights = row.lefts, row.rights
    gaps = [(_NOWHERE, lefts[0])]
    right = rights[0]
    for left, end in zip(lefts[1:], rights[1:], strict=True):
        if left - right >= narrowest:
            gaps.append((right, left))
        if end > right:
            right = end
    return [*gaps, (right, -_NOWHERE)]


def _crossing(rows: Sequence[Row], at: int, em: float, rules: Sequence[Rule]) -> list[Rule]:
    """The rules between the row `at` and the one above it."""
    low, high = rows[at].top - 0.3 * em, rows[at - 1].base if at else float("-inf")
    return [rule for rule in rules if low < rule.at < high]


def _crossed(strip: _Stretch, rules: list[Rule], em: float) -> bool:
    return any(rule.start < strip[0] - em and rule.end > strip[1] + em for rule in rules)


def _is_wide_enough(strip: _Strip, em: float) -> bool:
    rows = strip.last - strip.first + 1
    needed = _NARROWEST if rows >= _TALL_ROWS else _SHORT if rows >= 3 else _SHORTEST
    return rows >= 2 and strip.right - strip.left >= needed * em


class _Side:
    """What stands on one side of a strip: lines that fill it, that go on in small letters, figures."""

    def __init__(self, parts: Sequence[Row]) -> None:
        self._parts = parts
        self._plain = [text for row in parts if row.table < 0 for text in row.texts]

    @cached_property
    def rows(self) -> list[Row]:
        """Its rows from the top."""
        return regrouped(self._parts)

    @cached_property
    def _lines(self) -> list[Row]:
        return [row for row in self.rows if row.table < 0]

    @cached_property
    def is_figures(self) -> bool:
        """Whether it is a column of figures."""
        return bool(self._plain) and sum(map(_is_of_figures, self._plain)) >= _FIGURES * len(self._plain)

    @cached_property
    def is_text(self) -> bool:
        """Whether its lines are of words and fill it."""
        lines, plain = self._lines, self._plain
        if not lines:
            return True
        if len(plain) < _LINE_WORDS * len(lines) or 2 * sum(map(_has_letters, plain)) <= len(plain):
            return False
        width = max(row.right for row in lines) - min(row.left for row in lines)
        return sum(row.right - row.left for row in lines) / (len(lines) * max(width, 1.0)) >= _FULL

    @cached_property
    def goes_on(self) -> bool:
        """Whether its lines are those of sentences, which go on in small letters."""
        lines = self._lines
        if not lines:
            return True
        if len(lines) < 2 or not self.is_text:
            return False
        begin = [row.texts[0][:1] for row in lines[1:]]
        return sum(1 for first in begin if first.isalpha() and not first.isupper()) >= _GOES_ON * len(lines)


@lru_cache(maxsize=10_000)  # The same words are asked of for each strip that is tried.
def _is_of_figures(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text))


@lru_cache(maxsize=10_000)
def _has_letters(text: str) -> bool:
    return bool(_LETTERS.search(text))


def is_running_text(words: list[Word]) -> bool:
    """Whether words make lines of sentences, and no list, label or table."""
    side = _Side(rows_of(words))
    return side.is_text and not side.is_figures and (side.goes_on or len(side.rows) < _FEW_ROWS)


def _is_gutter(left_rows: Sequence[Row], right_rows: Sequence[Row], em: float) -> bool:
    """Whether a strip parts columns of text, and not columns of a table, whose rows are read across it."""
    left = _Side(left_rows)
    right = _Side(right_rows)
    if left.is_figures or right.is_figures:
        return False
    top = min(left.rows[0].top, right.rows[0].top)
    bottom = max(left.rows[-1].bottom, right.rows[-1].bottom)
    if bottom > top:
        return False
    fewer, more = sorted((left, right), key=lambda side: len(side.rows))
    if len(fewer.rows) < _FEW_ROWS or len(more.rows) < _TALL_ROWS:
        texts = left.is_text and right.is_text
        return texts and more.goes_on and (fewer.goes_on or len(more.rows) >= _TALL_ROWS)
    beside = _beside(left.rows, right.rows, em)
    if left.is_text and right.is_text:
        sentences = left.goes_on or right.goes_on
        return not _in_groups(left.rows, right.rows, em) if sentences else beside < _PAIRED
    if left.is_text or right.is_text:
        return beside < _PAIRED or (more.goes_on and fewer.goes_on)
    return beside < _UNPAIRED


def _beside(left: list[Row], right: list[Row], em: float) -> float:
    """Share of the shorter side's rows that have one of the other at the same height."""
    fewer, more = sorted((left, right), key=len)
    bases = [row.base for row in more]
    return sum(1 for row in fewer if any(abs(row.base - base) < 0.15 * em for base in bases)) / len(fewer)


def _in_groups(left: list[Row], right: list[Row], em: float) -> bool:
    """Whether both sides are in groups of rows that begin at the same heights, as the cells of a table do."""
    fewer, more = sorted((_group_starts(left), _group_starts(right)), key=len)
    if len(fewer) < 3:
        return False
    met = sum(1 for base in fewer if any(abs(base - other) < 0.3 * em for other in more))
    return met >= _PAIRED * len(fewer)


def _group_starts(rows: list[Row]) -> list[float]:
    distances = sorted(a.base - b.base for a, b in pairwise(rows))
    if not distances:
        return [rows[0].base]
    usual = distances[len(distances) // 3]
    starts = [b.base for a, b in pairwise(rows) if a.base - b.base > _GROUP_GAP * usual]
    return [rows[0].base, *starts]
