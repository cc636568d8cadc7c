"""Text of a page that nobody sees: white on white, under one point high, drawn invisibly, on a hidden layer."""

from __future__ import annotations

import ctypes
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

    bitmap = page.render(scale=1.5, grayscale=True, no_smoothtext=False, may_draw_forms=False)
    pixels = np.asarray(bitmap.to_numpy())
    pixels = pixels[:, :, 0] if pixels.ndim == 3 else pixels
    seen = []
    for word in words:
        left, top = _on_bitmap(page, pixels.shape, word.left, word.top)
        right, bottom = _on_bitmap(page, pixels.shape, word.right, word.bottom)
        area = pixels[min(top, bottom) : max(top, bottom) + 1, min(left, right) : max(left, right) + 1]
        if area.size and int(area.max()) - int(area.min()) >= _FLAT:
            seen.append(word)
    bitmap.close()
    return seen


def _on_bitmap(page: Any, shape: tuple[int, ...], x: float, y: float) -> tuple[int, int]:
    import pypdfium2.raw as pdfium

    column, row = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, shape[1], shape[0], 0, x, y, ctypes.byref(column), ctypes.byref(row))
    return max(column.value, 0), max(row.value, 0)
