"""Lines of set type back to running text: paragraphs joined, cut words made whole, headings found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.files.decoding import one_line
from index.loading.blocks import DEEPEST_HEADING
from index.types import Heading, Page, Span

_CUT_WORD = ("\x02", "\ufffe", "\u00ad")
"""How PDFium writes a hyphen at the end of a line that cuts a word."""

_WIDE_GAP = 1.45
"""Distance of two lines, in usual distances of the page, from which they are two paragraphs."""

_OTHER_SIZE = 1.12
"""Ratio of two type sizes from which lines do not belong together; rounding stays under 1.05."""

_HEADING_SIZE = 1.15
_LONGEST_HEADING = 200
_EDGE = 2
"""Lines at the top and at the bottom of a page among which its head and foot are."""

_LONGEST_RUNNING = 80
"""Characters of a head or foot: a longer line is one of the text, on forms that say the same on every page."""

_RUNNING_PAGES = 3
_RUNNING_SHARE = 0.6
_BULLET = re.compile(r"\s*(?:[•▪◦‣●■–—-]|\(?\d{1,2}[.)])\s")
_ENDS = re.compile(r"[.!?…:]['\"’”»)\]]*\s*$")
_HYPHEN_AT_END = re.compile(r"\w-$")
_DASH_AT_END = re.compile(r"\w[–/]$")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")
_FIRST_WORD = re.compile(r"[^\w-]")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|sida|seite|p\.?|s\.)?\s*(\d{1,4})(?:\s*(?:of|av|von|de|sur|/)\s*\d{1,4})?\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; coordinates in points from the lower left, all 0 where they are not known."""

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual on a page: type size and distance of lines, in points; and the compounds written out."""

    size: float
    leading: float
    compounds: frozenset[str]


@dataclass(slots=True)
class _Block:
    text: str
    size: float
    ends_sentence: bool = True


def running_lines(sheets: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Heads and feet that recur on most pages, with at most a page number in them that counts on."""
    edges: Counter[str] = Counter()
    for number, sheet in enumerate(sheets, 1):
        edges.update({pattern for line in _edges(sheet) for pattern in _patterns(line.text, number)})
    needed = max(_RUNNING_PAGES, _RUNNING_SHARE * len(sheets))
    return frozenset(pattern for pattern, pages in edges.items() if pages >= needed)


def _edges(sheet: Sequence[Line]) -> tuple[Line, ...]:
    return (*sheet[:_EDGE], *sheet[max(_EDGE, len(sheet) - _EDGE) :])


def _patterns(text: str, page: int) -> set[str]:
    """The line as it is, and with each of its numbers in turn told as its distance from the page's own."""
    shown = one_line(text)
    if len(shown) > _LONGEST_RUNNING:
        return set()
    counting = {
        f"{shown[: match.start()]}<page{int(match.group()) - page:+d}>{shown[match.end() :]}"
        for match in _NUMBER.finditer(shown)
    }
    return {shown, *counting}


def laid_out(
    sheets: Sequence[Sequence[Line]], running: frozenset[str] = frozenset()
) -> tuple[str, tuple[Page, ...], tuple[Heading, ...]]:
    """The text of all pages, the pages' spans, which tile it, and the headings by the size of their type."""
    usual = _usual_size(sheets)
    compounds = _compounds(sheets)
    parts: list[str] = []
    pages: list[Page] = []
    headings: list[tuple[float, Span]] = []
    length, open_sentence = 0, False
    for number, sheet in enumerate(sheets, 1):
        start = length
        for position, block in enumerate(_blocks(_body(sheet, number, running), usual, compounds)):
            continues = position == 0 and open_sentence and block.text[:1].islower()
            separator = "" if not parts else " " if continues else "\n\n"
            parts += [separator, block.text]
            length += len(separator)
            if block.size > usual * _HEADING_SIZE and len(block.text) <= _LONGEST_HEADING:
                headings.append((block.size, Span(length, length + len(block.text))))
            length += len(block.text)
            open_sentence = not block.ends_sentence
        pages.append(Page(number, Span(start, length)))
    return "".join(parts), tuple(pages), _ranked(headings)


def _body(sheet: Sequence[Line], page: int, running: frozenset[str]) -> Sequence[Line]:
    """The page without running heads, feet and its number; a page that is nothing else stays whole."""
    head = _running_at(sheet, page, running)
    foot = _running_at(sheet[::-1], page, running)
    return sheet[head : len(sheet) - foot] or sheet


def _running_at(lines: Sequence[Line], page: int, running: frozenset[str]) -> int:
    """How many of the first lines, from either edge, run on every page and are set apart from the text."""
    leading = _leading(lines)
    count = 0
    for i, line in enumerate(lines[:_EDGE], 1):
        if not (_patterns(line.text, page) & running or _is_number_of(page, one_line(line.text))):
            break
        if i == len(lines) or _set_apart(line, lines[i], leading):
            count = i
    return count


def _set_apart(line: Line, other: Line, leading: float) -> bool:
    if not line.size:
        return True
    far = abs(line.top - other.top) > _WIDE_GAP * max(leading, other.size)
    return far or not 1 / _OTHER_SIZE < line.size / max(other.size, 0.1) < _OTHER_SIZE


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance from one line to the next, in points."""
    distances = [abs(a.top - b.top) for a, b in pairwise(lines)]
    near = [
        distance for line, distance in zip(lines, distances, strict=False) if 0 < distance < 4 * max(line.size, 1)
    ]
    return median(near) if near else 0.0


def _is_number_of(page: int, text: str) -> bool:
    match = _PAGE_NUMBER.fullmatch(text)
    return match is not None and int(match.group(1)) == page


def _usual_size(sheets: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _blocks(lines: Sequence[Line], usual: float, compounds: frozenset[str]) -> list[_Block]:
    measure = _Measure(usual, _leading(lines), compounds)
    blocks: list[_Block] = []
    for i, line in enumerate(lines):
        text = one_line(_without_cut(line.text))
        if not text:
            continue
        if blocks and i and not _begins_paragraph(lines, i, measure):
            blocks[-1] = _joined(blocks[-1], lines[i - 1].text, text, compounds)
        else:
            blocks.append(_Block(text, line.size))
        blocks[-1].ends_sentence = bool(_ENDS.search(text)) and not line.text.rstrip().endswith(_CUT_WORD)
    return blocks


def _compounds(sheets: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Words the document writes with a hyphen inside a line, in lower case."""
    return frozenset(
        word
        for sheet in sheets
        for line in sheet
        for word in _COMPOUND.findall(line.text.lower())
        if "-" in line.text
    )


def _without_cut(text: str) -> str:
    return text.rstrip().rstrip("".join(_CUT_WORD))


def _joined(block: _Block, previous: str, text: str, compounds: frozenset[str]) -> _Block:
    """The block with the next line: a word cut by a hyphen is joined, unless it is a compound written with one."""
    before = block.text
    cut = previous.rstrip().endswith(_CUT_WORD)
    if not cut and not _HYPHEN_AT_END.search(before):
        return _Block(f"{before}{'' if _DASH_AT_END.search(before) else ' '}{text}", block.size)
    stem = before.removesuffix("-")
    compound = f"{stem.split()[-1]}-{_FIRST_WORD.split(text)[0]}".lower() if stem.split() else ""
    whole = stem[-1:].islower() and text[:1].islower() and compound not in compounds
    return _Block(f"{stem}{'' if whole else '-'}{text}", block.size)


def _begins_paragraph(lines: Sequence[Line], i: int, measure: _Measure) -> bool:
    """Whether line `i` begins a paragraph, by distance, type, indent, and room on the line before."""
    before, line = lines[i - 1], lines[i]
    if before.text.rstrip().endswith(_CUT_WORD):
        return False
    if before.size and not 1 / _OTHER_SIZE < line.size / before.size < _OTHER_SIZE:
        return True
    if _BULLET.match(line.text):
        return True
    if not before.right:
        return bool(_ENDS.search(before.text))
    distance = before.top - line.top
    if distance < 0:
        return bool(_ENDS.search(before.text)) or not line.text.lstrip()[:1].islower()
    if abs(distance) > _WIDE_GAP * max(measure.leading, measure.size):
        return True
    column = _column(lines, i, measure)
    if line.left > column.start + 0.8 * measure.size and abs(before.left - column.start) < 0.5 * measure.size:
        return True
    first_word = len(line.text.split()[0]) + 1
    room = column.end - before.right
    return room > first_word * (line.right - line.left) / max(len(line.text), 1) and room > 0.05 * len(column)


@dataclass(frozen=True, slots=True)
class _Column:
    start: float
    end: float

    def __len__(self) -> int:
        return int(self.end - self.start)


def _column(lines: Sequence[Line], i: int, measure: _Measure) -> _Column:
    """How wide the column around line `i` is: the extent of the lines near it that overlap it sideways."""
    line = lines[i]
    near = [
        other
        for other in lines[max(0, i - 30) : i + 30]
        if other.left < line.right and line.left < other.right and abs(other.left - line.left) < 6 * measure.size
    ]
    return _Column(min(other.left for other in near), max(other.right for other in near))


def _ranked(headings: list[tuple[float, Span]]) -> tuple[Heading, ...]:
    """Levels by size, the largest being 1."""
    sizes = sorted({round(size) for size, _ in headings}, reverse=True)
    return tuple(Heading(min(sizes.index(round(size)) + 1, DEEPEST_HEADING), span) for size, span in headings)
