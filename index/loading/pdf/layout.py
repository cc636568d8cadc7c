"""The lines and tables of a page in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.loading.pdf.aligned_tables import with_tables
from index.loading.pdf.boxes import boxes_for_text, text_boxes
from index.loading.pdf.columns import reading_order
from index.loading.pdf.drawings import Box, Drawings, Rule
from index.loading.pdf.found_tables import FoundTable
from index.loading.pdf.paragraphs import Line
from index.loading.pdf.row import Row, text_of
from index.loading.pdf.rows import em_in, pieces, regrouped, rows_of, words_in
from index.loading.pdf.ruled_tables import ruled_tables
from index.loading.pdf.words import CUT, LINE_HEIGHT, Word

_APART = 1.2
"""Ems between pieces of a row from which they are no one line: an address on the left, a date on the right."""

_STRETCHED = 2.0
"""The same in usual word spaces of the row: all spaces of a line that is stretched to its column are wide."""

_MARKER = re.compile(r"\S{1,4}|[A-Z]?[\d.]{1,9}")
"""A list's marker, "(iv)", or a section's number, which belongs to its text however far away it stands."""

_SHARE = 0.2
"""Share of a line's letters that are of its largest type: an initial is no line of its size."""

_BACKGROUND = 0.8
"""Height of a picture, in heights of the text, from which it lies under the page and is no part of it."""

Item = Line | FoundTable


@dataclass(slots=True)
class _Regions:
    """Counts the regions of a page, and knows its bold words."""

    bold: frozenset[int]
    count: int = 0


def laid_out(rows: Sequence[Row], drawings: Drawings, bold: frozenset[int] = frozenset()) -> list[Item]:
    """What the page of these rows says, in the order in which it is read; boxes beside the text after the text.

    `bold` holds the indices of bold words, where they are known.
    """
    return _laid_out(rows, drawings, _Regions(bold), with_boxes=True)


def _laid_out(rows: Sequence[Row], drawings: Drawings, regions: _Regions, *, with_boxes: bool) -> list[Item]:
    em = em_in(rows)
    tables = ruled_tables(drawings, rows, em)
    stand_ins: list[list[Item]] = [[table] for table in tables]
    large = boxes_for_text(drawings.boxes, em) if with_boxes else []
    words = words_in(rows) if tables or large else []
    for number, table in enumerate(tables):
        words = [word for word in words if not _is_in(word, table.box)]
        words.append(_stand_in(table.box, number))
    later: list[Item] = []
    for box in text_boxes(large, words, em):
        inside = [word for word in words if _is_in(word, box)]
        words = [word for word in words if not _is_in(word, box)]
        later += _laid_out(rows_of(inside), Drawings(), regions, with_boxes=False)
    rows = rows_of(words) if tables or later else regrouped(rows)
    items = []
    for region in reading_order(rows, em, [*drawings.along, *_edges(drawings.pictures, rows)]):
        regions.count += 1
        for item in with_tables(region, em, drawings.along):
            items += _items(item, stand_ins, regions, em)
    return [*items, *later]


def _edges(pictures: Sequence[Box], rows: Sequence[Row]) -> list[Rule]:
    """The upper and lower edges of pictures in the text, which end its columns as rules do."""
    if not rows or not pictures:
        return []
    height = max(row.top for row in rows) - min(row.bottom for row in rows)
    within = [picture for picture in pictures if picture.top - picture.bottom < _BACKGROUND * height]
    return [Rule(y, picture.left, picture.right) for picture in within for y in (picture.top, picture.bottom)]


def _stand_in(box: Box, number: int) -> Word:
    return Word("", box.left, box.bottom, box.right, box.top, 0, number)


def _is_in(word: Word, box: Box) -> bool:
    x, y = (word.left + word.right) / 2, (word.bottom + word.top) / 2
    return word.table < 0 and box.left <= x <= box.right and box.bottom <= y <= box.top


def _items(found: Row | FoundTable, stand_ins: Sequence[list[Item]], regions: _Regions, em: float) -> list[Item]:
    if isinstance(found, FoundTable):
        return [found]
    if found.table >= 0:
        return stand_ins[found.table]
    return list(_lines(found, regions, em))


def _lines(row: Row, regions: _Regions, em: float) -> list[Line]:
    """The row as a line, or as several where its pieces stand far apart; the value of a field stands alone."""
    if row.is_level and row.gap <= _APART * em:
        return [_level_line(row, regions)]
    spaces = [b.left - a.right for a, b in pairwise(row.words)]
    parts = pieces(row, max(_APART * em, _STRETCHED * median(spaces) if len(spaces) > 2 else 0.0))
    if len(parts) > 1 and _MARKER.fullmatch(text_of(parts[0])):
        parts[:2] = [[*parts[0], *parts[1]]]
    lines = [_line(words, regions) for words in parts]
    is_apart = len(lines) > 1 or any(word.at < 0 for word in row.words)
    return [replace(line, is_apart=True) for line in lines] if is_apart else lines


def _level_line(row: Row, regions: _Regions) -> Line:
    """What `_line` makes of a row whose words are all as high."""
    size = (row.top - row.bottom) / LINE_HEIGHT
    bold = bool(regions.bold) and regions.bold.issuperset(row.starts)
    text = row.text
    if row.texts[-1].endswith(CUT):
        text = f"{text[:-1]}{CUT}"
    return Line(text, row.left, row.right, row.bottom, row.top, size, size, regions.count, bold)


def _line(words: Sequence[Word], regions: _Regions) -> Line:
    heights = sorted((word.height for word in words if len(word.text) > 1), reverse=True) or [words[0].height]
    largest = _largest(words)
    text = text_of(words)
    if words[-1].text.endswith(CUT):
        text = f"{text[:-1]}{CUT}"
    return Line(
        text,
        min(word.left for word in words),
        max(word.right for word in words),
        largest.bottom,
        largest.top,
        largest.height / LINE_HEIGHT,
        heights[-1] / LINE_HEIGHT,
        regions.count,
        all(word.at in regions.bold for word in words),
    )


def _largest(words: Sequence[Word]) -> Word:
    """A word of the largest type that is no mere initial or sign: a fifth of the line is set in it."""
    letters = sum(len(word.text) for word in words)
    seen = 0
    for word in sorted(words, key=lambda word: -word.height):
        seen += len(word.text)
        if seen >= _SHARE * letters:
            return word
    return words[0]
