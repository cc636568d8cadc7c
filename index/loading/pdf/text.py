"""The text of a whole PDF, with its pages, headings, tables and parts in offsets of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.loading.blocks import DEEPEST_HEADING
from index.loading.grid import written
from index.loading.pdf.annotations import Comment
from index.loading.pdf.flow import NOTE_MARK, NOTE_SIZE, Entry, Flow, SheetContent, flow_of, is_heading
from index.loading.pdf.found_tables import FoundTable
from index.loading.pdf.paragraphs import Paragraph
from index.loading.pdf.words import CUT
from index.types import Heading, Page, Part, PartKind, Span, Table

_MOST_CAPTIONS = 3
_LONGEST_CAPTION = 250
_CAPTION_GAP = 4.0
"""Sizes of type between a table and what stands over it, or under it, as its caption or its notes."""


@dataclass(frozen=True, slots=True)
class SetText:
    """A document's text with what stands where in it; `pages` tile it."""

    text: str
    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...]
    parts: tuple[Part, ...]


def set_text(contents: Sequence[SheetContent]) -> SetText:
    """The text of all pages. A sentence, or a table, that goes on over a page's end stands whole."""
    return _Writer(flow_of(contents)).written(contents)


@dataclass(slots=True)
class _Writer:
    """Appends entries, and remembers where each stands."""

    flow: Flow
    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: dict[int, int] = field(default_factory=dict)
    headings: list[tuple[float, Span]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    told_apart: list[Part] = field(default_factory=list)
    above: list[tuple[Entry, Span]] = field(default_factory=list)
    """The paragraphs since the last table, in order."""
    below: int = -1
    """Which table may still have notes: the last, while nothing but notes came after it."""

    def written(self, contents: Sequence[SheetContent]) -> SetText:
        """The text with its pages, as many as there are contents."""
        for entry in self.flow.entries:
            self.starts.setdefault(entry.page, self.length)
            if isinstance(entry.block, FoundTable):
                self._write_table(entry, entry.block)
            elif isinstance(entry.block, Comment):
                span = self._append(entry.block.text)
                part = Part(PartKind.COMMENT, span, entry.block.author, entry.block.published)
                self.told_apart.append(part)
            else:
                self._write_paragraph(entry, entry.block)
        pages = self._pages(len(contents))
        for page, content in zip(pages, contents, strict=True):
            if content.confidence is not None and len(page.span):
                self.told_apart.append(Part(PartKind.OCR, page.span, confidence=round(content.confidence, 3)))
        parts = sorted(self.told_apart, key=lambda part: (part.span.start, part.span.end))
        return SetText("".join(self.parts), pages, _ranked(self.headings), tuple(self.tables), tuple(parts))

    def _pages(self, count: int) -> tuple[Page, ...]:
        """The pages; one that holds nothing is empty and stands where the next begins."""
        starts = [self.length] * (count + 1)
        for number in range(count, 0, -1):
            starts[number - 1] = self.starts.get(number, starts[number])
        starts[0] = 0
        return tuple(Page(number, Span(starts[number - 1], starts[number])) for number in range(1, count + 1))

    def _write_paragraph(self, entry: Entry, block: Paragraph) -> None:
        span = self._append(_shown(block.text))
        for page, offset in entry.breaks:
            self.starts[page] = span.start + min(offset, len(span))
        if is_heading(block, self.flow.usual) and not entry.is_note:
            self.headings.append((block.size, span))
        if self.below >= 0 and self._is_note_below(block):
            table = self.tables[self.below]
            self.tables[self.below] = Table(table.span, table.cells, table.caption, (*table.notes, span))
        else:
            self.below = -1
        self.above.append((entry, span))

    def _write_table(self, entry: Entry, table: FoundTable) -> None:
        made = written(table.grid(), at=self.next)
        if made is None:
            return
        caption = self._caption(entry, table)
        span = self._append(made.text)
        line_starts = [0]
        for line in made.text.split("\n"):
            line_starts.append(line_starts[-1] + len(line) + 1)
        for page, row in entry.breaks:
            self.starts[page] = span.start + min(line_starts[min(row, len(line_starts) - 1)], len(span))
        self.tables.append(Table(span, made.cells, caption))
        self.below = len(self.tables) - 1
        self.above = []

    def _caption(self, entry: Entry, table: FoundTable) -> Span | None:
        """The short paragraphs right above a table on its page, as one span."""
        edge, spans = table.box.top, []
        for above, span in self.above[: -_MOST_CAPTIONS - 1 : -1]:
            block = above.block
            if above.page != entry.page or not isinstance(block, Paragraph) or not _may_be_caption(block, edge):
                break
            spans.append(span)
            edge = block.first.top
        return Span(spans[-1].start, spans[0].end) if spans else None

    def _is_note_below(self, block: Paragraph) -> bool:
        return bool(NOTE_MARK.match(block.text)) and block.size <= NOTE_SIZE * self.flow.usual

    def _append(self, text: str) -> Span:
        span = Span(self.next, self.next + len(text))
        if self.parts:
            self.parts.append("\n\n")
        self.parts.append(text)
        self.length = span.end
        return span

    @property
    def next(self) -> int:
        """Where the next block will begin."""
        return self.length + 2 if self.parts else 0


def _may_be_caption(block: Paragraph, edge: float) -> bool:
    text = block.text.rstrip()
    short = len(text) <= _LONGEST_CAPTION or (text.endswith(":") and len(text) <= 2 * _LONGEST_CAPTION)
    near = -2.0 <= block.last.bottom - edge <= _CAPTION_GAP * max(block.size, 1.0)
    return short and near and not text.endswith((".", ";", ","))


def _shown(text: str) -> str:
    return f"{text[:-1]}-" if text.endswith(CUT) else text


def _ranked(headings: list[tuple[float, Span]]) -> tuple[Heading, ...]:
    """Levels by size, the largest being 1."""
    sizes = sorted({round(size) for size, _ in headings}, reverse=True)
    return tuple(Heading(min(sizes.index(round(size)) + 1, DEEPEST_HEADING), span) for size, span in headings)
