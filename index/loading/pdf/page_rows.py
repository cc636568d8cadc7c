"""The rows of a whole page, found from its words all at once."""

from __future__ import annotations

from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from index.loading.pdf.page_words import Words
from index.loading.pdf.row import First, Lie, Row, RowWords
from index.loading.pdf.rows import SAME_BASE, rows_of, with_raised_marks
from index.loading.pdf.word_arrays import WordArrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def page_rows(words: Words) -> list[Row]:
    """The rows that `rows_of` finds, from the top down."""
    if not isinstance(words, WordArrays):
        return rows_of(words)
    if not len(words):
        return []
    return with_raised_marks(_rows(words))


def _rows(words: WordArrays) -> list[Row]:
    import numpy as np

    keys = -(words.edges[:, 1] + 0.2 * (words.edges[:, 3] - words.edges[:, 1]))
    from_top = np.argsort(keys, kind="stable")
    keys, edges = keys[from_top], words.edges[from_top]
    heights = edges[:, 3] - edges[:, 1]
    begins, firsts = _begins(keys, heights)
    number = np.zeros(len(keys), np.int64)
    number[begins[1:]] = 1
    from_left = np.lexsort((edges[:, 0], number.cumsum()))
    edges, heights = edges[from_left], heights[from_left]
    order = from_top[from_left].tolist()
    page = RowWords([words.texts[at] for at in order], edges, [words.starts[at] for at in order])
    stretches = starmap(slice, pairwise([*begins, len(keys)]))
    lies = _lies(edges, heights, begins)
    return [Row.on_page(page, *told) for told in zip(stretches, lies, firsts, strict=True)]


def _begins(keys: NDArray[np.float64], heights: NDArray[np.float64]) -> tuple[list[int], list[First]]:
    """Where rows begin among words from the top down, and the first of each: words alike are looked at once."""
    import numpy as np

    changed = np.flatnonzero((keys[1:] != keys[:-1]) | (heights[1:] != heights[:-1])) + 1
    begins: list[int] = [0]
    base, height = -float(keys[0]), float(heights[0])
    firsts = [First(base, height)]
    for at, key, own in zip(changed.tolist(), keys[changed].tolist(), heights[changed].tolist(), strict=True):
        if base + key > SAME_BASE * (height if height < own else own):
            base, height = -key, own
            begins.append(at)
            firsts.append(First(base, own))
    return begins, firsts


def _lies(edges: NDArray[np.float64], heights: NDArray[np.float64], begins: list[int]) -> list[Lie]:
    """Where the rows lie that begin at these words; those of a row stand from left to right."""
    import numpy as np

    lefts, bottoms, rights, tops = edges.T
    count = len(edges)
    widths = rights - lefts
    widest = np.repeat(np.maximum.reduceat(widths, begins), np.diff([*begins, count]))
    at = np.minimum.reduceat(np.where(widths == widest, np.arange(count), count), begins)
    gaps = np.full(count, -np.inf)
    gaps[:-1] = lefts[1:] - rights[:-1]
    gaps[np.array([*begins[1:], count]) - 1] = -np.inf
    gap = np.maximum.reduceat(gaps, begins)
    is_behind = np.ones(count, bool)
    is_behind[1:] = rights[1:] >= rights[:-1]
    is_behind[begins] = True
    top, bottom = np.maximum.reduceat(tops, begins), np.minimum.reduceat(bottoms, begins)
    is_level = (bottom == np.maximum.reduceat(bottoms, begins)) & (top == np.minimum.reduceat(tops, begins))
    columns = (
        lefts[begins],
        np.maximum.reduceat(rights, begins),
        top,
        bottom,
        bottoms[at] + 0.2 * heights[at],
        np.where(gap == -np.inf, 0.0, gap),
        is_level,
        np.minimum.reduceat(heights, begins),
        np.maximum.reduceat(heights, begins),
        is_level & np.logical_and.reduceat(is_behind, begins),
    )
    return [*map(Lie._make, zip(*(column.tolist() for column in columns), strict=True))]
