"""Lines of a region joined to paragraphs: by distance, type, indent and the room that a line leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.files.decoding import one_line
from index.loading.pdf.hyphens import Spellings
from index.loading.pdf.words import CUT

_WIDE_GAP = 1.45
"""Distance of two lines, in usual distances of the page, from which they are two paragraphs."""

_WIDEST_LEADING = 2.6
"""Distance of two lines in sizes of their type from which they are two paragraphs; double spacing is 2.3."""

_OTHER_SIZE = 1.12
"""Ratio of two type sizes from which lines do not belong together; rounding stays under 1.05."""

_INDENT = 0.8
"""Sizes of type by which a line is indented; typesetters indent by one at least."""

_ELSEWHERE = 2.0
"""Sizes of type between the beginnings of two lines that are not of one paragraph, if the first is short."""

_SHORT_LINE = 0.33
"""Share of its column that a line leaves free when it ends a paragraph in the middle of a sentence: a heading."""

_ENDED_LINE = 0.05
"""The same of a line that ends with a sentence."""

_NEIGHBOURS = 30
"""Lines before and after among which the width of a column shows."""

_BULLET = re.compile(r"\s*(?:[•▪◦‣●■○□✓➢–—\ue000-\uf8ff-]|\(?\d{1,2}[.)]|\(?[a-zA-Z]{1,3}\))\s")
_ENDS = re.compile(r"[.!?…:。！？][⁰¹²³⁴⁵⁶⁷⁸⁹]*['\"’”»)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*\s*$")
_LAST = frozenset(".!?…:。！？⁰¹²³⁴⁵⁶⁷⁸⁹'\"’”»)]")
"""What `_ENDS` may end with."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a region of a page; coordinates in points from the lower left.

    `size` is that of its largest type, `smallest` that of its smallest. `region` numbers the column or box it
    is in; `is_apart` says that it stands beside another of its row.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    smallest: float
    region: int = 0
    is_bold: bool = False
    is_apart: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph in the making; `is_open` says that its last sentence does not end with it."""

    text: str
    first: Line
    last: Line
    is_open: bool = False

    @property
    def size(self) -> float:
        """Of its type, in points."""
        return self.first.size


def ends_sentence(text: str) -> bool:
    """Whether a line ends with the end of a sentence."""
    return text.rstrip()[-1:] in _LAST and bool(_ENDS.search(text))


def paragraphs_of(lines: Sequence[Line], size: float, spellings: Spellings) -> list[Paragraph]:
    """The paragraphs of lines that follow each other; `size` is the document's usual size of type."""
    leading = _leading(lines)
    found: list[Paragraph] = []
    for i, line in enumerate(lines):
        if not line.text.strip():
            continue
        text = one_line(line.text) + CUT * line.text.endswith(CUT)
        if found and i and not _begins(lines, i, leading, size):
            found[-1].text = spellings.joined(found[-1].text, text)
            found[-1].last = line
        else:
            found.append(Paragraph(text, line, line))
        found[-1].is_open = not ends_sentence(line.text)
    return found


def goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph goes on in the first of another column, region or page: in the middle of a sentence."""
    last, first = before.last, after.first
    alike = first.size >= last.smallest / _OTHER_SIZE and first.smallest <= last.size * _OTHER_SIZE
    return before.is_open and alike and (after.text[:1].islower() or before.text.endswith(CUT))


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance from one line to the next, in points."""
    distances = [a.top - b.top for a, b in pairwise(lines) if a.region == b.region]
    near = [distance for distance in distances if 0 < distance < 40]
    return median(near) if near else 0.0


def _begins(lines: Sequence[Line], i: int, leading: float, size: float) -> bool:
    """Whether line `i` begins a paragraph."""
    before, line = lines[i - 1], lines[i]
    if line.is_apart or before.is_apart:
        return True
    if before.text.rstrip().endswith(CUT):
        return False
    if line.size < before.smallest / _OTHER_SIZE or line.smallest > before.size * _OTHER_SIZE:
        return True
    if line.region != before.region:
        return ends_sentence(before.text) or not line.text[:1].islower() or _leaves_room(lines, i)
    if _BULLET.match(line.text) or before.is_bold != line.is_bold:
        return True
    if before.top - line.top > min(_WIDE_GAP * max(leading, size), _WIDEST_LEADING * line.size):
        return True
    return _is_indented(lines, i, size) or _is_set_elsewhere(lines, i) or _leaves_room(lines, i)


def _is_set_elsewhere(lines: Sequence[Line], i: int) -> bool:
    """Whether line `i` begins far from where the short line before it did, as lines in the middle do."""
    before, line = lines[i - 1], lines[i]
    if abs(line.left - before.left) <= _ELSEWHERE * line.size or line.text[:1].islower():
        return False
    near = lines[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS]
    right = max(other.right for other in near if other.region == line.region)
    return before.right < right - _ELSEWHERE * line.size


def _is_indented(lines: Sequence[Line], i: int, size: float) -> bool:
    if lines[i].left <= lines[i - 1].left:
        return False
    left, _ = _column(lines, i - 1)
    return lines[i].left > left + _INDENT * size and abs(lines[i - 1].left - left) < 0.5 * size


def _leaves_room(lines: Sequence[Line], i: int) -> bool:
    """Whether line `i` begins anew though its first word would have fitted on the line before.

    Ragged lines leave room too: in the middle of a sentence a line that is two thirds full goes on.
    """
    before, line = lines[i - 1], lines[i]
    is_ended = ends_sentence(before.text)
    if not is_ended and line.text[:1].islower():
        return False
    left, right = _column(lines, i - 1)
    first_word = (len(line.text.split(maxsplit=1)[0]) + 1) * (line.right - line.left) / max(len(line.text), 1)
    room = right - before.right
    return room > first_word and room > (_ENDED_LINE if is_ended else _SHORT_LINE) * (right - left)


def _column(lines: Sequence[Line], i: int) -> tuple[float, float]:
    """How far the lines of a column reach to the left and right: those near line `i` that overlap it sideways."""
    line = lines[i]
    near = [
        other
        for other in lines[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS]
        if other.region == line.region
        and other.left < line.right
        and line.left < other.right
        and abs(other.left - line.left) < 6 * line.size
    ]
    return min((other.left for other in near), default=line.left), max(
        (other.right for other in near), default=line.right
    )
