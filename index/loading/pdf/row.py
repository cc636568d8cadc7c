"""One row of a page: words on one base line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import repeat
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from index.loading.pdf.words import AS_WORD, CUT, Word, is_leftward, reads_leftward

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class RowWords:
    """The words of all rows of a page, those of a row next to each other from left to right.

    `edges` has a row of left, bottom, right and top for each, `starts` where it begins in PDFium's text.
    """

    def __init__(self, texts: list[str], edges: NDArray[np.float64], starts: list[int]) -> None:
        self.texts = texts
        self.starts = starts
        self._edges = edges

    @cached_property
    def lefts(self) -> list[float]:
        """Where the words begin."""
        return self._listed(0)

    @cached_property
    def bottoms(self) -> list[float]:
        """How deep the words reach."""
        return self._listed(1)

    @cached_property
    def rights(self) -> list[float]:
        """Where the words end."""
        return self._listed(2)

    @cached_property
    def tops(self) -> list[float]:
        """How high the words reach."""
        return self._listed(3)

    def words(self, of: slice) -> list[Word]:
        """The words of a stretch."""
        edges = (self.lefts[of], self.bottoms[of], self.rights[of], self.tops[of])
        return [*map(AS_WORD, zip(self.texts[of], *edges, self.starts[of], repeat(-1), strict=False))]

    def _listed(self, number: int) -> list[float]:
        edges: list[float] = self._edges[:, number].tolist()
        return edges


class Lie(NamedTuple):
    """Where a row lies (see `Row`).

    `lowest` and `highest` are the least and greatest height of its words; `is_apart` says that it is level,
    and that each word ends behind the one before it.
    """

    left: float
    right: float
    top: float
    bottom: float
    base: float
    gap: float
    is_level: bool
    lowest: float
    highest: float
    is_apart: bool


class First(NamedTuple):
    """Base and height of the word that a row was begun with, which the others were measured by."""

    base: float
    height: float


_NOTHING = slice(0, 0)


class Row:
    """Words on one base line, from left to right. Where it lies is told once: no row changes after it is made.

    A row may hold no words of its own, but where they stand in the lists of its page, of which they are made when
    they are asked for one by one. `first` is None where a row is no longer, or never was, as `rows_of` found it.
    """

    __slots__ = ("_page", "_stretch", "_text", "_told", "_whole", "_words", "first")

    def __init__(self, words: list[Word], first: First | None = None) -> None:
        self._words: list[Word] | None = words
        self._told: Lie | None = None
        self._text: str | None = None
        self._whole: Row | None = None
        self._page: RowWords | None = None
        self._stretch = _NOTHING
        self.first = first

    @classmethod
    def on_page(cls, page: RowWords, stretch: slice, lie: Lie, first: First | None) -> Row:
        """The row of a stretch of the words of a page."""
        row = cls([], first)
        row._words, row._page, row._stretch, row._told = None, page, stretch, lie
        return row

    @property
    def words(self) -> list[Word]:
        """Its words from the left."""
        if self._words is None:
            assert self._page is not None
            self._words = self._page.words(self._stretch)
        return self._words

    def __len__(self) -> int:
        return self._stretch.stop - self._stretch.start if self._page else len(self.words)

    @property
    def texts(self) -> list[str]:
        """Its words' texts."""
        return self._page.texts[self._stretch] if self._page else [word[0] for word in self.words]

    @property
    def lefts(self) -> list[float]:
        """Where its words begin."""
        return self._page.lefts[self._stretch] if self._page else [word[1] for word in self.words]

    @property
    def rights(self) -> list[float]:
        """Where its words end."""
        return self._page.rights[self._stretch] if self._page else [word[3] for word in self.words]

    @property
    def starts(self) -> list[int]:
        """Where its words begin in PDFium's text."""
        return self._page.starts[self._stretch] if self._page else [word.at for word in self.words]

    @property
    def heights(self) -> list[float]:
        """How high its words are."""
        if self.is_level:
            return [self._lie.highest] * len(self)
        return [word[4] - word[2] for word in self.words]

    @property
    def table(self) -> int:
        """The table or the box that it stands for, -1 where it is of words."""
        return -1 if self._page else self.words[0].table

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self._lie.left

    @property
    def right(self) -> float:
        """Where the furthest of its words ends."""
        return self._lie.right

    @property
    def top(self) -> float:
        """Of its highest word."""
        return self._lie.top

    @property
    def bottom(self) -> float:
        """Of its deepest word."""
        return self._lie.bottom

    @property
    def base(self) -> float:
        """Of its widest word: a mark in other type does not move a row."""
        return self._lie.base

    @property
    def gap(self) -> float:
        """The widest between two words that follow each other, 0 where it has one word."""
        return self._lie.gap

    @property
    def is_level(self) -> bool:
        """Whether all its words are of the page's text, and stand as high and as deep as each other."""
        return self._lie.is_level

    @property
    def lowest(self) -> float:
        """The least height of its words."""
        return self._lie.lowest

    @property
    def highest(self) -> float:
        """The greatest height of its words."""
        return self._lie.highest

    @property
    def text(self) -> str:
        """What it says."""
        if self._text is None:
            text = " ".join(self.texts)
            self._text = text if text.isascii() or not _needs_order(text) else text_of(self.words)
        return self._text

    @property
    def _lie(self) -> Lie:
        if self._told is None:
            self._told = self._found()
        return self._told

    def parted_at(self, edge: float) -> tuple[Row | None, Row | None]:
        """The words that end before the edge, and the others, each as a row; None for none."""
        if self.right <= edge:
            return self, None
        if self.left > edge:
            return None, self
        if self._page and self._lie.is_apart:
            rights = self.rights
            before = bisect_right(rights, edge)
            return (
                (self._stretch_of(0, before, rights), self._stretch_of(before, len(rights), rights))
                if before
                else (None, self)
            )
        ended = [word for word in self.words if word[3] <= edge]
        if not ended:
            return None, self
        return self._part(ended), self._part([word for word in self.words if word[3] > edge])

    def _stretch_of(self, start: int, stop: int, rights: list[float]) -> Row:
        """Some words next to each other of a row that is level, and whose words stand apart."""
        assert self._page is not None
        stretch = slice(self._stretch.start + start, self._stretch.start + stop)
        lefts = self._page.lefts[stretch]
        gap = max(map(sub, lefts[1:], rights[start:]), default=0.0)
        lie = self._lie._replace(left=lefts[0], right=rights[stop - 1], gap=gap)
        return Row.on_page(self._page, stretch, lie, None)

    def _part(self, words: list[Word]) -> Row:
        row = Row(words)
        row._whole = self if self.is_level else None
        return row

    def put(self, at: int, word: Word) -> None:
        """Sets a word in the place of another, while the rows of the page are being found."""
        self.words[at] = word
        self._page = self._told = self.first = None

    def _found(self) -> Lie:
        if self._whole is not None:
            ends = [word[3] for word in self.words]
            gaps = map(sub, [word[1] for word in self.words[1:]], ends)
            return self._whole._lie._replace(left=self.words[0][1], right=max(ends), gap=max(gaps, default=0.0))
        _, lefts, bottoms, rights, tops, places, tables = zip(*self.words, strict=True)
        widths = [*map(sub, rights, lefts)]
        heights = [*map(sub, tops, bottoms)]
        count = len(widths)
        return Lie(
            lefts[0],
            max(rights),
            max(tops),
            min(bottoms),
            self.words[widths.index(max(widths))].base,
            max(map(sub, lefts[1:], rights), default=0.0),
            bottoms.count(bottoms[0]) == count == tops.count(tops[0])
            and tables.count(-1) == count
            and min(places) >= 0,
            min(heights),
            max(heights),
            False,
        )


def text_of(words: Sequence[Word]) -> str:
    """The words as a line of text, from right to left in scripts that read so."""
    text = " ".join([word.text for word in words])
    if text.isascii() or not _needs_order(text):
        return text
    ordered = sorted(words, key=lambda word: -word.right) if reads_leftward(list(words)) else words
    return " ".join(word.text.rstrip(CUT) + ("-" if word.text.endswith(CUT) else "") for word in ordered)


def _needs_order(text: str) -> bool:
    return CUT in text or is_leftward(text)
