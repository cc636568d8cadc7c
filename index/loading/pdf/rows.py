"""Words that stand beside each other: the rows of a page, and the pieces of a row between wide gaps."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter, sub
from typing import NamedTuple

from index.loading.pdf.raised import raised
from index.loading.pdf.words import CUT, Word, is_leftward, reads_leftward

_LEFT = Word._fields.index("left")

_SAME_BASE = 0.3
"""Sizes of type by which two bases on one row may differ; lines are set at least 0.9 apart."""

_RAISED_BY = 0.75
"""Height of a raised mark in heights of its line up to which it is one, and not a word of the line."""

_TOUCHING = 0.35
"""Sizes of type up to which a smaller mark raised beside a word belongs to it."""

_BEFORE = 0.5
"""Heights between a raised mark and the word that it stands before, as in a note or an address."""


class Row:
    """Words on one base line, from left to right. Where it lies is told once: no row changes after it is made."""

    __slots__ = ("_text", "_told", "_whole", "words")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self._told: _Lie | None = None
        self._text: str | None = None
        self._whole: Row | None = None

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

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
    def text(self) -> str:
        """What it says."""
        if self._text is None:
            self._text = text_of(self.words)
        return self._text

    @property
    def _lie(self) -> _Lie:
        if self._told is None:
            self._told = self._found()
        return self._told

    def part(self, words: list[Word]) -> Row:
        """Some of its words as a row of their own."""
        row = Row(words)
        row._whole = self if self.is_level else None
        return row

    def _found(self) -> _Lie:
        if self._whole is not None:
            ends = [word[3] for word in self.words]
            gaps = map(sub, [word[1] for word in self.words[1:]], ends)
            return self._whole._lie._replace(right=max(ends), gap=max(gaps, default=0.0))
        _, lefts, bottoms, rights, tops, places, tables = zip(*self.words, strict=True)
        widths = [*map(sub, rights, lefts)]
        count = len(widths)
        return _Lie(
            max(rights),
            max(tops),
            min(bottoms),
            self.words[widths.index(max(widths))].base,
            max(map(sub, lefts[1:], rights), default=0.0),
            bottoms.count(bottoms[0]) == count == tops.count(tops[0])
            and tables.count(-1) == count
            and min(places) >= 0,
        )


class _Lie(NamedTuple):
    """Where a row lies (see `Row`)."""

    right: float
    top: float
    bottom: float
    base: float
    gap: float
    is_level: bool


def regrouped(rows: Sequence[Row]) -> list[Row]:
    """The rows of the words that stand in these, which are rows, or parts of them, from the top down.

    They stay as they are where `rows_of` would find them again: apart from each other, with no marks between.
    """
    above: Row | None = None
    base = height = 0.0
    for row in rows:
        if not row.is_level:
            break
        own = row.top - row.bottom
        if above is not None:
            smaller, larger = (height, own) if height < own else (own, height)
            if base - row.base <= _SAME_BASE * smaller:
                break
            if smaller <= _RAISED_BY * larger and (_is_of_marks(above) or _is_of_marks(row)):
                break
        above, base, height = row, row.base, own
    else:
        return list(rows)
    return rows_of([word for row in rows for word in row.words])


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows from the top down; a table or box that stands for its words is a row of its own."""
    rows: list[Row] = []
    base, height = 0.0, -1.0
    keyed = [
        (-(word.bottom + 0.2 * (word.top - word.bottom)) if word.table < 0 else _from_top(word), word)
        for word in words
    ]
    keyed.sort(key=itemgetter(0))
    for key, word in keyed:
        own = word.top - word.bottom
        if height >= 0 and word.table < 0 and base + key <= _SAME_BASE * (height if height < own else own):
            rows[-1].words.append(word)
        else:
            rows.append(Row([word]))
            base, height = -key, own if word.table < 0 else -1.0
    for row in rows:
        if len(row.words) > 1:
            row.words.sort(key=itemgetter(_LEFT))
    return _with_raised_marks(rows)


def _from_top(word: Word) -> float:
    """Where what stands for a table or a box comes among the bases of words."""
    return -(word.top - min(word.top - word.bottom, 12.0))


def _with_raised_marks(rows: list[Row]) -> list[Row]:
    """Rows without those that hold just the raised figures and signs of the row below, which go there."""
    kept: list[Row] = []
    for i, row in enumerate(rows):
        if not _is_of_marks(row):
            kept.append(row)
            continue
        homes = [
            other for other in (rows[i + 1] if i + 1 < len(rows) else None, kept[-1] if kept else None) if other
        ]
        lone = [word for word in row.words if not any(_set_beside(word, home) for home in homes)]
        if lone:
            kept.append(Row(lone))
    return kept


def _is_of_marks(row: Row) -> bool:
    first = row.words[0]
    if len(first.text) > 4 or len(row.words) > 12 or first.table >= 0:
        return False
    return all(len(word.text) <= 4 and word.table < 0 for word in row.words)


def _set_beside(mark: Word, row: Row) -> bool:
    """Puts a mark that is raised, or lowered, beside a word of the row there; False where it is neither."""
    for at, word in enumerate(row.words):
        small = word.table < 0 and mark.height <= _RAISED_BY * word.height
        middle = (mark.top + mark.bottom) / 2
        if not small or not word.bottom <= middle <= word.top + 0.2 * word.height:
            continue
        text = raised(mark.text) if middle > (word.top + word.bottom) / 2 else mark.text
        if -_TOUCHING * word.height <= mark.left - word.right <= _TOUCHING * word.height:
            row.words[at] = word._replace(text=word.text + text, right=max(word.right, mark.right))
            return True
        if text != mark.text and -_TOUCHING * word.height <= word.left - mark.right <= _BEFORE * word.height:
            row.words[at] = word._replace(text=f"{text} {word.text}", left=min(word.left, mark.left))
            return True
    return False


def pieces(row: Row, gap: float) -> list[list[Word]]:
    """The row's words, parted where more than `gap` points are between two."""
    parts: list[list[Word]] = [[row.words[0]]]
    right = row.words[0].right
    for word in row.words[1:]:
        if word.left - right > gap:
            parts.append([word])
        else:
            parts[-1].append(word)
        if word.right > right:
            right = word.right
    return parts


def text_of(words: Sequence[Word]) -> str:
    """The words as a line of text, from right to left in scripts that read so."""
    text = " ".join([word.text for word in words])
    if text.isascii() or not (CUT in text or is_leftward(text)):
        return text
    ordered = sorted(words, key=lambda word: -word.right) if reads_leftward(list(words)) else words
    return " ".join(word.text.rstrip(CUT) + ("-" if word.text.endswith(CUT) else "") for word in ordered)
