"""Pages that are pictures: what OCR reads on them, as words at their places."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from index.loading.ocr import Recognizer, SeenWord
from index.loading.pdf.raw import RawPage
from index.loading.pdf.words import Word, em_of

_LOG = logging.getLogger(__name__)

_SCALE = 200 / 72
"""Pixels a point: at 200 dots an inch ten point type is 28 pixels high, near what OCR models are trained on."""

_MOST_PIXELS = 40_000_000

_SAME_SIZE = 0.25
"""Share by which the box of a line of text varies with its letters: "nose" is lower than "flag"."""


def recognized(page: Any, read: Recognizer, number: int) -> RawPage:
    """What OCR reads on a page of a PDF, drawn as a picture."""
    _LOG.info("reading page %d by OCR", number)
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    picture = bitmap.to_numpy()[:, :, :3].copy()
    bitmap.close()
    return recognized_page(read(picture), height, scale)


def recognized_page(seen: Sequence[SeenWord], height: float, scale: float) -> RawPage:
    """The words of a picture as those of a page of `height` points; `scale` is pixels a point."""
    words = [
        Word(
            word.text,
            word.left / scale,
            height - word.bottom / scale,
            word.right / scale,
            height - word.top / scale,
            index,
        )
        for index, word in enumerate(seen)
    ]
    letters = sum(len(word.text) for word in seen)
    sure = sum(word.confidence * len(word.text) for word in seen) / letters if letters else None
    return RawPage(words=_of_one_size(words), confidence=sure)


def _of_one_size(words: list[Word]) -> list[Word]:
    """The words with boxes of the page's usual height, where theirs are nearly as high."""
    usual = em_of(words) * 1.12
    return [
        word._replace(bottom=word.top - usual) if abs(word.height - usual) < _SAME_SIZE * usual else word
        for word in words
    ]
