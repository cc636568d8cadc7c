"""Words that stand beside each other: the rows of a page, and the pieces of a row between wide gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from statistics import median

from index.loading.pdf.raised import raised
from index.loading.pdf.row import First, Row
from index.loading.pdf.words import LINE_HEIGHT, Word

_LEFT = Word._fields.index("left")

SAME_BASE = 0.3
"""Sizes of type by which two bases on one row may differ; lines are set at least 0.9 apart."""

_RAISED_BY = 0.75
"""Height of a raised mark in heights of its line up to which it is one, and not a word of the line."""

_TOUCHING = 0.35
"""Sizes of type up to which a smaller mark raised beside a word belongs to it."""

_LONGEST_MARK = 4
_MOST_MARKS = 12
"""Characters of a mark, and words of a row of them: a line of notes on a table has a dozen."""

_BEFORE = 0.5
"""Heights between a raised mark and the word that it stands before, as in a note or an address."""


def words_in(rows: Iterable[Row]) -> list[Word]:
    """The words of the rows."""
    return [word for row in rows for word in row.words]


def em_in(rows: Iterable[Row]) -> float:
    """The usual size of type in the rows, in points; 10 where there are none."""
    heights = [height for row in rows for height in row.heights]
    return (median(heights) / LINE_HEIGHT if heights else 0.0) or 10.0


def regrouped(rows: Sequence[Row]) -> list[Row]:
    """The rows of the words that stand in these, which are rows, or parts of them, from the top down.

    They stay as they are where `rows_of` would find them again: apart from each other, with no marks between.
    """
    above: Row | None = None
    before = First(0.0, 0.0)
    for row in rows:
        first = row.first or (First(row.base, row.top - row.bottom) if row.is_level else None)
        if first is None:
            break
        if above is not None:
            if before.base - first.base <= SAME_BASE * min(before.height, first.height):
                break
            if _may_be_marks(above, row) or _may_be_marks(row, above):
                break
        above, before = row, first
    else:
        return list(rows)
    return rows_of(words_in(rows))


def _may_be_marks(row: Row, beside: Row) -> bool:
    """Whether a row may be the raised marks of the one beside it."""
    return row.lowest <= _RAISED_BY * beside.highest and is_of_marks(row)


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
        if height >= 0 and word.table < 0 and base + key <= SAME_BASE * (height if height < own else own):
            rows[-1].words.append(word)
        else:
            base, height = -key, own if word.table < 0 else -1.0
            rows.append(Row([word], First(base, own) if word.table < 0 else None))
    for row in rows:
        if len(row.words) > 1:
            row.words.sort(key=itemgetter(_LEFT))
    return with_raised_marks(rows)


def _from_top(word: Word) -> float:
    """Where what stands for a table or a box comes among the bases of words."""
    return -(word.top - min(word.top - word.bottom, 12.0))


def with_raised_marks(rows: list[Row]) -> list[Row]:
    """Rows without those that hold just the raised figures and signs of the row below, which go there."""
    kept: list[Row] = []
    for i, row in enumerate(rows):
        if not is_of_marks(row):
            kept.append(row)
            continue
        homes = [
            other for other in (rows[i + 1] if i + 1 < len(rows) else None, kept[-1] if kept else None) if other
        ]
        lone = [word for word in row.words if not any(_set_beside(word, home) for home in homes)]
        if lone:
            kept.append(Row(lone))
    return kept


def is_of_marks(row: Row) -> bool:
    """Whether a row may be the raised marks of another: a few signs each, and few of them."""
    if row.table >= 0 or len(row) > _MOST_MARKS:
        return False
    return all(len(text) <= _LONGEST_MARK for text in row.texts)


def _set_beside(mark: Word, row: Row) -> bool:
    """Puts a mark that is raised, or lowered, beside a word of the row there; False where it is neither."""
    for at, word in enumerate(row.words):
        small = word.table < 0 and mark.height <= _RAISED_BY * word.height
        middle = (mark.top + mark.bottom) / 2
        if not small or not word.bottom <= middle <= word.top + 0.2 * word.height:
            continue
        text = raised(mark.text) if middle > (word.top + word.bottom) / 2 else mark.text
        if -_TOUCHING * word.height <= mark.left - word.right <= _TOUCHING * word.height:
            row.put(at, word._replace(text=word.text + text, right=max(word.right, mark.right)))
            return True
        if text != mark.text and -_TOUCHING * word.height <= word.left - mark.right <= _BEFORE * word.height:
            row.put(at, word._replace(text=f"{text} {word.text}", left=min(word.left, mark.left)))
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
