"""The blocks of a whole PDF in order: paragraphs and tables that go on over page ends made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.loading.pdf.annotations import Comment
from index.loading.pdf.found_tables import FoundTable
from index.loading.pdf.hyphens import Spellings
from index.loading.pdf.layout import Item
from index.loading.pdf.paragraphs import Line, Paragraph, goes_on, paragraphs_of

HEADING_SIZE = 1.15
"""Size of type in sizes of the text's from which a short paragraph is a heading."""

LONGEST_HEADING = 200
NOTE_SIZE = 0.93
"""Type of footnotes in sizes of the text's; they are set at least half a point smaller."""

NOTE_MARK = re.compile(r"[*†‡§¹²³⁴-⁹⁰]|\(?\d{1,3}\)?[\s.]|\[\d{1,3}\]|\([a-z]\)\s")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[^\W\d_a-zà-ÿ])")
_SAME_EDGE = 1.5
"""Sizes of type by which the columns of a table may be off on its next page."""


@dataclass(slots=True)
class SheetContent:
    """A page laid out: its items in reading order, the comments on it, and how sure OCR was of it."""

    items: list[Item]
    comments: tuple[Comment, ...] = ()
    confidence: float | None = None


@dataclass(slots=True)
class Entry:
    """A block of the document, and the page on which it begins, from 1.

    `breaks` are the pages that begin inside it, with the offset in its text, or the row of its table.
    """

    block: Paragraph | FoundTable | Comment
    page: int
    is_note: bool = False
    breaks: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Flow:
    """The entries of a document, and the size of type that most of it is set in, in points."""

    entries: list[Entry]
    usual: float


def flow_of(contents: Sequence[SheetContent]) -> Flow:
    """What the pages hold, in order; footnotes and comments after their page's text."""
    usual = usual_size(contents)
    spellings = Spellings([line.text for content in contents for line in content.items if isinstance(line, Line)])
    entries: list[Entry] = []
    last: Entry | None = None
    for number, content in enumerate(contents, 1):
        body, notes = _without_notes(content.items, usual)
        blocks = _over_columns(_blocks(body, usual, spellings), usual, spellings)
        if last is not None and blocks:
            _carry_over(last, blocks, number, is_last=last is entries[-1], usual=usual, spellings=spellings)
        entries += [Entry(block, number) for block in blocks]
        if blocks:
            last = entries[-1]
        entries += [Entry(note, number, is_note=True) for note in paragraphs_of(notes, usual, spellings)]
        entries += [Entry(comment, number) for comment in content.comments]
    return Flow(entries, usual)


def is_heading(block: Paragraph, usual: float) -> bool:
    """Whether a paragraph is a heading by the size of its type."""
    return block.size > usual * HEADING_SIZE and len(block.text) <= LONGEST_HEADING


def usual_size(contents: Sequence[SheetContent]) -> float:
    """The size of type that most letters are set in, in points; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for content in contents:
        for item in content.items:
            if isinstance(item, Line):
                sizes[round(item.size, 1)] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _blocks(items: Sequence[Item], usual: float, spellings: Spellings) -> list[Paragraph | FoundTable]:
    blocks: list[Paragraph | FoundTable] = []
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        blocks += [*paragraphs_of(lines, usual, spellings), item]
        lines = []
    return [*blocks, *paragraphs_of(lines, usual, spellings)]


def _over_columns(
    blocks: list[Paragraph | FoundTable], usual: float, spellings: Spellings
) -> list[Paragraph | FoundTable]:
    """The blocks of a page with sentences whole that go on from one column in the next, around a table too."""
    made: list[Paragraph | FoundTable] = []
    for block in blocks:
        before = made[-1] if made else None
        if (
            isinstance(block, Paragraph)
            and isinstance(before, Paragraph)
            and before.last.region != block.first.region
            and _goes_on(before, block, usual)
        ):
            before.text = spellings.joined(before.text, block.text)
            before.last, before.is_open = block.last, block.is_open
        else:
            made.append(block)
    return made


def _goes_on(before: Paragraph, after: Paragraph, usual: float) -> bool:
    return goes_on(before, after) and not is_heading(before, usual)


def _carry_over(
    last: Entry,
    blocks: list[Paragraph | FoundTable],
    number: int,
    *,
    is_last: bool,
    usual: float,
    spellings: Spellings,
) -> None:
    """Take into the last block of the pages before what goes on with it on page `number`.

    Where footnotes stand between (`is_last` is False) just the sentence is finished, before them.
    """
    before, first = last.block, blocks[0]
    if isinstance(before, Paragraph) and isinstance(first, Paragraph) and _goes_on(before, first, usual):
        end = None if is_last else _SENTENCE_END.search(first.text)
        taken = first.text[: end.end()] if end else first.text
        rest = first.text[len(taken) :].strip()
        before.text = spellings.joined(before.text, taken)
        before.last = first.last
        before.is_open = first.is_open and not rest
        blocks[:1] = [Paragraph(rest, first.first, first.last, first.is_open)] if rest else []
        if is_last:
            last.breaks.append((number, len(before.text) - len(taken)))
    elif (
        is_last
        and isinstance(before, FoundTable)
        and isinstance(first, FoundTable)
        and before.goes_on_in(first, _SAME_EDGE * usual)
    ):
        last.breaks.append((number, len(before.grid().laid_out())))
        last.block = before.with_rows_of(first)
        blocks.pop(0)


def _without_notes(items: Sequence[Item], usual: float) -> tuple[list[Item], list[Line]]:
    """The page without footnotes, small lines with a mark at the foot of a region, and the footnotes."""
    body: list[Item] = []
    notes: list[Line] = []
    start = 0
    while start < len(items):
        stop = start + 1
        region = _region(items[start])
        while stop < len(items) and _region(items[stop]) == region:
            stop += 1
        first = _first_note(items[start:stop], usual)
        body += items[start : start + first]
        notes += [item for item in items[start + first : stop] if isinstance(item, Line)]
        start = stop
    return body, notes


def _region(item: Item) -> int:
    return item.region if isinstance(item, Line) else -1


def _first_note(items: Sequence[Item], usual: float) -> int:
    """Where the footnotes of a region begin; its length where it has none, or is nothing else."""
    at = len(items)
    while at and isinstance(item := items[at - 1], Line) and item.size <= NOTE_SIZE * usual:
        at -= 1
    if at == 0:
        return len(items)
    while at < len(items) and not (isinstance(item := items[at], Line) and NOTE_MARK.match(item.text)):
        at += 1
    return at
