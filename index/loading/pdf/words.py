"""A word of a page with where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from statistics import median
from typing import Any, NamedTuple

CUT = "\u00ad"
"""What ends a word that a hyphen cuts at the end of its line, in the words of this package."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

LINE_HEIGHT = 1.12
"""Height of a word's box in sizes of its type: 0.9 over the line it stands on and 0.22 under it, in any font."""


class Word(NamedTuple):
    """A word and its box in points from the lower left, with the text's own direction turned to the right.

    `at` is where it begins in PDFium's text of the page. `table` numbers a table or a box that stands
    for its words while the page is laid out, -1 for a word.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    at: int = 0
    table: int = -1

    @property
    def height(self) -> float:
        """From the deepest to the highest that a letter of this type can reach, in points."""
        return self.top - self.bottom

    @property
    def base(self) -> float:
        """Where the letters stand: a fifth of the box is for what hangs below, in the usual types."""
        return self.bottom + 0.2 * (self.top - self.bottom)


AS_WORD: Callable[[Iterable[Any]], Word] = partial(tuple.__new__, Word)
"""A word of all its values; a page has hundreds, and `Word(…)` takes three times as long."""


def em_of(words: list[Word]) -> float:
    """The usual size of type among the words, in points; 10 where there are none."""
    return (median([word[4] - word[2] for word in words]) / LINE_HEIGHT if words else 0.0) or 10.0


def turned(word: Word, turns: int) -> Word:
    """The word on a page that is turned so that text which goes up (1), backward (2), down (3) goes right."""
    left, bottom, right, top = turned_box((word.left, word.bottom, word.right, word.top), turns)
    return word._replace(left=left, bottom=bottom, right=right, top=top)


def turned_box(box: tuple[float, float, float, float], turns: int) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) on the page turned as by `turned`."""
    left, bottom, right, top = box
    if turns == 1:
        return bottom, -right, top, -left
    if turns == 2:
        return -right, -top, -left, -bottom
    if turns == 3:
        return -top, left, -bottom, right
    return box


def is_leftward(text: str) -> bool:
    """Whether a letter in it is of a script that goes from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def reads_leftward(words: list[Word]) -> bool:
    """Whether most of the words are of a script that goes from right to left."""
    return 2 * sum(1 for word in words if _RIGHT_TO_LEFT.search(word.text)) > len(words)
