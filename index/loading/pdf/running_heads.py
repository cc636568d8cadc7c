"""Heads and feet that recur on a document's pages, and page numbers: no part of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.files.decoding import one_line
from index.loading.pdf.row import Row
from index.loading.pdf.rows import pieces

_EDGE = 3
"""Rows at the top and at the bottom of a page among which its head and foot are."""

_LONGEST = 120
"""Characters of a head or foot: a longer row is one of the text, on forms that say the same on every page."""

_FEWEST_PAGES = 3
_SHARE = 0.25
"""Share of the pages that a head is on; those of left pages are on half of them, those of a part on fewer."""

_MOST_PIECES = 3
"""Pieces of a head or foot: left, middle and right; a row of more is the head of a table."""

_PIECE_GAP = 1.0
"""Heights of a row between two of its pieces."""

_SET_APART = 1.45
"""Distance to the next row, in usual distances of the page, from which a row is no line of the text."""

_OTHER_SIZE = 1.12
"""Ratio of two type sizes from which rows do not belong together; rounding stays under 1.05."""

_NUMBER = re.compile(r"(?<!\d)\d{1,6}(?!\d)")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|sida|seite|p\.?|s\.)?\s*(\d{1,4})(?:\s*(?:of|av|von|de|sur|/)\s*\d{1,4})?\W*", re.IGNORECASE
)


def running_patterns(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """What recurs at the edges of pages, with at most a page number in it that counts on."""
    edges: Counter[str] = Counter()
    for number, rows in enumerate(pages, 1):
        edges.update({pattern for row in _edges(rows) for pattern in _patterns(row, number)})
    return _on_many(edges, len(pages))


def recurring(texts: Sequence[str], pages: int) -> frozenset[str]:
    """The texts, given once for each page that has them, that are on too many pages to be of the text."""
    return _on_many(Counter(texts), pages)


def _on_many(counts: Counter[str], pages: int) -> frozenset[str]:
    needed = max(_FEWEST_PAGES, _SHARE * pages)
    return frozenset(text for text, count in counts.items() if count >= needed)


def body_of(rows: Sequence[Row], page: int, running: frozenset[str]) -> Sequence[Row]:
    """The rows of a page without running heads, feet and its number; one that is nothing else stays whole."""
    head = _running_from(rows, page, running)
    foot = _running_from(rows[::-1], page, running)
    return rows[head : len(rows) - foot] or rows


def _edges(rows: Sequence[Row]) -> tuple[Row, ...]:
    return (*rows[:_EDGE], *rows[max(_EDGE, len(rows) - _EDGE) :])


def _patterns(row: Row, page: int) -> set[str]:
    """The row as it is, and with each of its numbers in turn told as its distance from the page's own."""
    shown = one_line(row.text)
    gap = _PIECE_GAP * (row.top - row.bottom)
    if len(shown) > _LONGEST or (row.gap > gap and len(pieces(row, gap)) > _MOST_PIECES):
        return set()
    counting = {
        f"{shown[: match.start()]}<page{int(match.group()) - page:+d}>{shown[match.end() :]}"
        for match in _NUMBER.finditer(shown)
    }
    return {shown, *counting}


def _running_from(rows: Sequence[Row], page: int, running: frozenset[str]) -> int:
    """How many of the first rows, from either edge, run on every page and are set apart from the text."""
    leading: float | None = None
    count = 0
    for i, row in enumerate(rows[:_EDGE], 1):
        if not (_patterns(row, page) & running or _is_number_of(page, one_line(row.text))):
            break
        if leading is None:
            leading = _leading(rows)
        if i == len(rows) or _is_set_apart(row, rows[i], leading):
            count = i
    return count


def _is_set_apart(row: Row, other: Row, leading: float) -> bool:
    size, other_size = row.top - row.bottom, other.top - other.bottom
    far = abs(row.base - other.base) > _SET_APART * max(leading, 0.9 * other_size)
    return far or not 1 / _OTHER_SIZE < size / max(other_size, 0.1) < _OTHER_SIZE


def _leading(rows: Sequence[Row]) -> float:
    """The usual distance from one row to the next, in points."""
    distances = [abs(a.base - b.base) for a, b in pairwise(rows)]
    near = [d for row, d in zip(rows, distances, strict=False) if 0 < d < 4 * (row.top - row.bottom)]
    return median(near) if near else 0.0


def _is_number_of(page: int, text: str) -> bool:
    match = _PAGE_NUMBER.fullmatch(text)
    return match is not None and int(match.group(1)) == page
