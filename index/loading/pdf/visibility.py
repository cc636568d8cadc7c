"""Text of a page that nobody sees: white on white, under one point high, drawn invisibly, on a hidden layer."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Mapping, Sequence
from typing import Any

from index.loading.pdf.characters import Doubt
from index.loading.pdf.page_words import Words
from index.loading.pdf.word_arrays import WordArrays
from index.loading.pdf.words import Word

_SMALLEST = 1.0
"""Points of height under which no one reads a letter; the finest print of a contract has four."""

_PICTURED = 0.5
"""Share of a page that pictures cover from which invisible text is what they say."""

_SCALE = 1.5
"""Pixels a point in which a page is drawn to see what is on it."""

_FLAT = 24
"""Range of brightness, of 255, in a word's box under which nothing is written there."""


def without_hidden(page: Any, words: Words, doubts: Mapping[int, Doubt], pictured: float) -> tuple[Words, int]:
    """The words that are seen, and how many are not. `pictured` is the share of the page under pictures.

    The boxes of `words` are those of the page as it is drawn, not turned.
    """
    if not doubts and _are_large(words):
        return words, 0
    kept, hidden = _parted(page, [*words], doubts, pictured)
    if not hidden or not isinstance(words, WordArrays):
        return kept if hidden else words, hidden
    seen = {word.at for word in kept}
    return words.only([place for place, at in enumerate(words.starts) if at in seen]), hidden


def _are_large(words: Words) -> bool:
    if isinstance(words, WordArrays):
        return bool((words.edges[:, 3] - words.edges[:, 1] >= _SMALLEST).all())
    return all(word.height >= _SMALLEST for word in words)


def _parted(
    page: Any, words: Sequence[Word], doubts: Mapping[int, Doubt], pictured: float
) -> tuple[list[Word], int]:
    kept: list[Word] = []
    doubted: list[Word] = []
    hidden = 0
    for word in words:
        doubt = doubts.get(word.at, Doubt.NONE)
        if word.height < _SMALLEST or (doubt is Doubt.INVISIBLE and pictured < _PICTURED):
            hidden += 1
        elif doubt is Doubt.UNSURE:
            doubted.append(word)
        else:
            kept.append(word)
    if doubted:
        seen = _written(page, doubted)
        hidden += len(doubted) - len(seen)
        kept = sorted([*kept, *seen], key=lambda word: word.at)
    return kept, hidden


def _written(page: Any, words: Sequence[Word]) -> list[Word]:
    """The words in whose boxes something is seen once the page is drawn."""
    import numpy as np

    width, height = (math.ceil(side * _SCALE) for side in page.get_size())
    boxes = [_on_bitmap(page, (width, height), word) for word in words]
    least = min(box[0] for box in boxes), min(box[1] for box in boxes)
    most = max(box[2] for box in boxes), max(box[3] for box in boxes)
    if least[0] >= width or least[1] >= height:
        return []
    outside = (least[0], height - most[1], width - most[0], least[1])
    # Half a pixel less is cut off than stands outside, as what is cut off is rounded up to whole ones.
    crop = tuple(max(side - 0.5, 0.0) / _SCALE for side in outside)
    bitmap = page.render(scale=_SCALE, crop=crop, grayscale=True, no_smoothtext=False, may_draw_forms=False)
    pixels = np.asarray(bitmap.to_numpy())
    pixels = pixels[:, :, 0] if pixels.ndim == 3 else pixels
    seen = []
    for word, (left, top, right, bottom) in zip(words, boxes, strict=True):
        area = pixels[top - least[1] : bottom - least[1], left - least[0] : right - least[0]]
        if area.size and int(area.max()) - int(area.min()) >= _FLAT:
            seen.append(word)
    bitmap.close()
    return seen


def _on_bitmap(page: Any, size: tuple[int, int], word: Word) -> tuple[int, int, int, int]:
    """The pixels of a word's box from the left and the top, the last ones excluded."""
    import pypdfium2.raw as pdfium

    column, row = ctypes.c_int(), ctypes.c_int()
    columns, rows = [], []
    for x, y in ((word.left, word.top), (word.right, word.bottom)):
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, ctypes.byref(column), ctypes.byref(row))
        columns.append(max(column.value, 0))
        rows.append(max(row.value, 0))
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1
