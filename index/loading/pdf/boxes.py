"""Boxes with text of their own on a page: sidebars and frames."""

from __future__ import annotations

from collections.abc import Sequence

from index.loading.pdf.columns import is_running_text
from index.loading.pdf.drawings import Box
from index.loading.pdf.words import Word

_MOST_BOXES = 40
"""Rectangles of a page that are looked into, the largest; a magazine's page has ten sidebars at most."""

_LARGEST = 0.6
"""Share of the text's area from which a box is the page's frame or ground."""

_FEWEST_WORDS = 4
_FEWEST_LINES = 3.0
"""Ems of height from which a box holds more than the ground of a heading."""


def boxes_for_text(boxes: Sequence[Box], em: float) -> list[Box]:
    """The boxes that are high enough for text of their own."""
    return [box for box in boxes if box.top - box.bottom >= _FEWEST_LINES * em]


def text_boxes(boxes: Sequence[Box], words: Sequence[Word], em: float) -> list[Box]:
    """Those of `boxes_for_text` that hold sentences whole, with other text beside them, the outermost first."""
    plain = [word for word in words if word.table < 0] if boxes else []
    if not plain:
        return []
    left, right = min(word.left for word in plain), max(word.right for word in plain)
    bottom, top = min(word.bottom for word in plain), max(word.top for word in plain)
    area = max((right - left) * (top - bottom), 1.0)
    found: list[Box] = []
    within = (box for box in boxes if box.area <= _LARGEST * area)
    for box in sorted(within, key=lambda box: -box.area)[:_MOST_BOXES]:
        if any(_holds(other, box) for other in found):
            continue
        inside = [word for word in plain if _overlaps(word, box)]
        if len(inside) < _FEWEST_WORDS or not all(_has(box, word, em) for word in inside):
            continue
        if _stands_beside(box, plain, inside) and is_running_text(inside):
            found.append(box)
    return found


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left + 1
        and inner.right <= outer.right + 1
        and outer.bottom <= inner.bottom + 1
        and inner.top <= outer.top + 1
    )


def _overlaps(word: Word, box: Box) -> bool:
    return word.left < box.right and box.left < word.right and word.bottom < box.top and box.bottom < word.top


def _has(box: Box, word: Word, em: float) -> bool:
    edge = 0.3 * em
    across = box.left - edge <= word.left and word.right <= box.right + edge
    return across and box.bottom - edge <= word.bottom and word.top <= box.top + edge


def _stands_beside(box: Box, words: Sequence[Word], inside: Sequence[Word]) -> bool:
    held = {word.at for word in inside}
    beside = sum(
        1 for word in words if word.at not in held and box.bottom < (word.top + word.bottom) / 2 < box.top
    )
    return beside >= len(inside) / 2
