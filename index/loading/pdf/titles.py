"""The title of a document, by the layout of its first page: what stands out, and is no letterhead.

Blocks of lines alike in type are scored: size over the text's, weight, place in the middle and right above
the text speak for a title; telephone numbers, addresses, a single word and many words speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.dates import WRITTEN_DAY
from index.files.decoding import one_line
from index.loading.pdf.flow import SheetContent, usual_size
from index.loading.pdf.hyphens import Spellings
from index.loading.pdf.paragraphs import Line
from index.loading.pdf.raw import TITLE_PAGES

_SURE = 0.75
"""Score from which a block is a title: bold and in the middle, or a third larger than the text."""

_ALIKE = 1.06
_LINE_GAP = 1.75
"""Distance of two lines of a title in sizes of its type; two paragraphs stand two apart."""

_SPACED_GAP = 2.2
"""The same for lines in the middle of the page, which are often set wider."""

_CENTRED = 2.0
"""Sizes of type that the middle of a line may be off the middle of the text."""

_INSET = 0.6
"""Sizes of type that a line in the middle leaves free on either side; justified lines leave nothing."""

_FULL = 0.8
"""Share of the text's width from which a line of usual type is one of the text."""

_SENTENCE_WORDS = 8
"""Words from which a full line of usual type is the beginning of the text."""

_PAGES_MEASURED = 20
_FEWEST_WORDS, _MOST_WORDS = 3, 40
_LONGEST = 250
_COVER_SIZE = 1.15
"""Type of a cover's title in sizes of the text's: lines of this size anywhere on the page are parts of it."""

_ADDRESS = re.compile(
    r"@|\bwww\.|https?:|\d{3}[-/. )]{1,2}\d{3}[-. ]?\d{2,4}|\+\d{1,3}[ (]\d|\b\d{5}(?:-\d{4})?$"
    r"|^\d{1,5} \w+.*\b(?:St|Street|Ave|Avenue|Road|Rd|Blvd)\b"
)
_LETTER = re.compile(r"[^\W\d_]")
_FEW_BLOCKS = 8
"""Blocks above the text up to which the one right above it is likely its title; covers and forms have more."""

_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d+)*\.?|[IVX]{1,4}\.)\s")
_NO_HYPHENS = Spellings()


@dataclass(slots=True)
class _Block:
    """Lines of one type under each other; sizes and places in points."""

    lines: list[Line]
    is_centred: bool

    @property
    def size(self) -> float:
        """Of its type."""
        return self.lines[0].size

    @property
    def is_bold(self) -> bool:
        """Whether all of it is."""
        return self.lines[0].is_bold

    @property
    def text(self) -> str:
        """Its lines as one."""
        text = ""
        for line in self.lines:
            text = _NO_HYPHENS.joined(text, one_line(line.text)) if text else one_line(line.text)
        return text

    @property
    def count(self) -> int:
        """How many words it has."""
        return sum(len(line.text.split()) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Measure:
    """The usual size of type and the left and right edge of the page's text."""

    size: float
    left: float
    right: float


def title_on(sheets: Sequence[SheetContent], known: str = "") -> str | None:
    """The title on the first page that has one; None where nothing stands out enough.

    `known` is what the file's properties call it, which holds where the page says the same.
    """
    usual = usual_size(sheets[:_PAGES_MEASURED])
    for sheet in sheets[:TITLE_PAGES]:
        lines = _with_true_weight([item for item in sheet.items if isinstance(item, Line)])
        if lines and (title := _title(lines, usual, known)) is not None:
            return title
    return None


def _with_true_weight(lines: list[Line]) -> list[Line]:
    """The lines, none of them bold where most of the page is: that makes nothing stand out."""
    bold = sum(len(line.text) for line in lines if line.is_bold)
    if 2 * bold <= sum(len(line.text) for line in lines):
        return lines
    return [replace(line, is_bold=False) for line in lines]


def _title(lines: Sequence[Line], usual: float, known: str) -> str | None:
    measure = _Measure(usual, min(line.left for line in lines), max(line.right for line in lines))
    blocks = _blocks(lines, measure)
    text_at = next((i for i, block in enumerate(blocks) if _is_text(block, measure)), len(blocks))
    scored = [(_score(blocks, i, text_at, measure), -i) for i in range(min(text_at + 1, len(blocks)))]
    score, place = max(scored, default=(0.0, 0))
    if score < _SURE:
        return None
    best = blocks[-place]
    if len(known.split()) >= _FEWEST_WORDS and any(
        _plain(block.text) == _plain(known) for block in blocks[:text_at]
    ):
        return known
    return _shortened(_with_parts(blocks[:text_at], best) if best.size >= _COVER_SIZE * usual else best.text)


def _with_parts(blocks: Sequence[_Block], best: _Block) -> str:
    """The title with what else on a cover is set as large, and a day between: its kind, its subject, its year."""
    large = [i for i, block in enumerate(blocks) if block.size >= best.size / _ALIKE and _is_worded(block)]
    if len(large) < 2 or best.size < max(block.size for block in blocks) / _ALIKE:
        return best.text
    between = range(large[0], large[-1] + 1)
    dated = [
        one_line(line.text).rstrip(".")
        for i in between
        if i not in large
        for line in blocks[i].lines
        if WRITTEN_DAY.search(line.text)
    ]
    parts = [blocks[i].text for i in large] + dated[:1]
    return ", ".join(part.rstrip(" ,") for part in parts)


def _is_worded(block: _Block) -> bool:
    return bool(_LETTER.search(block.text)) and not _ADDRESS.search(block.text)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _blocks(lines: Sequence[Line], measure: _Measure) -> list[_Block]:
    blocks: list[_Block] = []
    for line in lines:
        if not _LETTER.search(line.text) and not _ADDRESS.search(line.text):
            continue
        made = _Block([line], _is_centred(line, measure))
        if blocks and _belongs(blocks[-1], made):
            blocks[-1].lines.append(line)
        else:
            blocks.append(made)
    return blocks


def _belongs(block: _Block, line: _Block) -> bool:
    last, next_line = block.lines[-1], line.lines[0]
    if not 1 / _ALIKE < line.size / max(block.size, 0.1) < _ALIKE or block.is_bold != line.is_bold:
        return False
    if block.is_centred != line.is_centred:
        return False
    spaced = block.is_centred and line.is_centred and not _ADDRESS.search(last.text)
    return 0 < last.bottom - next_line.bottom <= (_SPACED_GAP if spaced else _LINE_GAP) * line.size


def _is_centred(line: Line, measure: _Measure) -> bool:
    off = abs(line.left + line.right - measure.left - measure.right) / 2
    inset = min(line.left - measure.left, measure.right - line.right)
    return not line.is_apart and inset > _INSET * line.size and off < _CENTRED * line.size


def _is_text(block: _Block, measure: _Measure) -> bool:
    """Whether a block is the first of the text: lines of usual type that fill its width, or several of them."""
    if len(block.lines) > 2 and not block.is_bold and block.count > _MOST_WORDS:
        return True
    if block.is_bold or block.is_centred or block.size > _COVER_SIZE * measure.size:
        return False
    widest = max(line.right - line.left for line in block.lines)
    full = widest > _FULL * (measure.right - measure.left)
    return full and block.count > _SENTENCE_WORDS and not _ADDRESS.search(block.text)


def _score(blocks: Sequence[_Block], at: int, text_at: int, measure: _Measure) -> float:
    block = blocks[at]
    text, count = block.text, block.count
    stands_out = min(block.size / max(measure.size, 0.1) - 1, 1.2) * 1.5
    score = max(stands_out, 0.0) + 0.5 * block.is_bold + 0.35 * block.is_centred
    score += 0.25 * (text.isupper() and count > 1)
    if text_at <= _FEW_BLOCKS:
        score += 0.7 * (at == text_at - 1) + 0.3 * (at == text_at - 2)
    if at == text_at:
        score -= 0.5
    score -= 0.7 * (count < _FEWEST_WORDS) + 1.5 * (count > _MOST_WORDS)
    score -= 0.8 * bool(_SECTION.match(text))
    score -= 1.5 * bool(_ADDRESS.search(text)) + 0.5 * text.endswith((":", ","))
    score -= 1.0 * (_is_day(text) or not _LETTER.search(text))
    return score - 2.0 * _is_letterhead(blocks, at, text_at)


def _is_day(text: str) -> bool:
    match = WRITTEN_DAY.search(text)
    return match is not None and len(match.group()) > 0.6 * len(text)


def _is_letterhead(blocks: Sequence[_Block], at: int, text_at: int) -> bool:
    """Whether a block at the top is followed by telephone numbers or addresses, and these by a title."""
    if at > 1 or at + 2 > text_at - 1:
        return False
    if not any(_ADDRESS.search(block.text) for block in blocks[at + 1 : min(text_at, at + 5)]):
        return False
    above = [block for block in blocks[max(text_at - 2, at + 2) : text_at] if not _ADDRESS.search(block.text)]
    return any(
        (block.is_bold or block.is_centred) and block.count > _FEWEST_WORDS and not _SECTION.match(block.text)
        for block in above
    )
