"""Builds a document's text from paragraphs, headings and tables in order, and remembers where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.files.decoding import one_line, squeezed
from index.loading.grid import Grid, GridCell, WrittenTable, moved_parts, written
from index.loading.record_tables import written_records
from index.types import Heading, LoadedDocument, Part, Span, Table

DEEPEST_HEADING = 6


class Blocks:
    """A text in the making: blocks with an empty line between them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._headings: list[Heading] = []
        self._tables: list[Table] = []
        self._told_apart: list[Part] = []

    def add(self, text: str, *, level: int | None = None, parts: Iterable[Part] = ()) -> Span | None:
        """Append a paragraph, or a heading of `level`; returns where it stands, None if it is blank.

        `parts` are stretches told apart from the rest, in offsets of `text` as it is given here.
        """
        cleaned = one_line if level else squeezed
        block = cleaned(text)
        if not block:
            return None
        span = self._append(block)
        if level:
            self._headings.append(Heading(min(max(level, 1), DEEPEST_HEADING), span))
        self._told_apart += moved_parts(parts, text, block, cleaned, span.start)
        return span

    def add_grid(
        self, grid: Grid, *, caption: str = "", notes: Sequence[str] = (), labelled: bool = False
    ) -> Table | None:
        """Append a table, a line a row, between its caption and its notes; None where no cell holds text.

        With `labelled` each value stands behind its head, where one row of heads names them all.
        Offsets are those of the text.
        """
        above = self.add(caption)
        return self._add_written(written(grid, labelled=labelled, at=self._next), above, notes)

    def add_records(
        self, names: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = ""
    ) -> Table | None:
        """Append rows of values under their names, a line a row, each value behind its name."""
        above = self.add(caption)
        return self._add_written(written_records(names, rows, at=self._next), above)

    def _add_written(
        self, table: WrittenTable | None, above: Span | None, notes: Sequence[str] = ()
    ) -> Table | None:
        if table is None:
            return None
        span = self._append(table.text)
        self._told_apart += table.parts
        below = tuple(filter(None, [self.add(note) for note in notes]))
        added = Table(span, table.cells, above, below)
        self._tables.append(added)
        return added

    def add_table(self, rows: Iterable[Sequence[str]]) -> Table | None:
        """Append a table of plain rows, whose heads are found by looking."""
        grid = Grid()
        for row in rows:
            grid.add_row(map(GridCell, row))
        return self.add_grid(grid)

    def add_raw(self, text: str) -> Span:
        """Append a text as it stands, which is known to be tidy."""
        return self._append(text)

    def add_part(self, part: Part) -> None:
        """Tell apart a stretch of the text that is there already, in offsets of the text."""
        self._told_apart.append(part)

    def _append(self, block: str) -> Span:
        span = Span(self._next, self._next + len(block))
        if self._parts:
            self._parts.append("\n\n")
        self._parts.append(block)
        self._length = span.end
        return span

    def into(self, document: LoadedDocument) -> LoadedDocument:
        """The document with the text so far and all that is known of its places."""
        return replace(document, text=self.text, headings=self.headings, tables=self.tables, parts=self.parts)

    @property
    def _next(self) -> int:
        return self._length + 2 if self._parts else 0

    @property
    def text(self) -> str:
        """All blocks so far."""
        return "".join(self._parts)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings so far, in order."""
        return tuple(self._headings)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables so far, in order."""
        return tuple(self._tables)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The stretches told apart so far, in order."""
        return tuple(sorted(self._told_apart, key=lambda part: (part.span.start, part.span.end)))
