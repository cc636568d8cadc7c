"""Tables and parts of documents as JSON, for the store and for whoever hands documents to another process."""

from __future__ import annotations

from datetime import date
from typing import Any

from index.types import Cells, Part, PartKind, RowCell, Span, Table, TableRow


def table_record(table: Table) -> list[Any]:
    """[start, end, [[start, end, row, column, rows, columns, is_head], ...], caption, [note, ...]]."""
    cells = [*map(list, zip(*table.cells.numbers, strict=True))]
    caption = None if table.caption is None else [table.caption.start, table.caption.end]
    return [table.span.start, table.span.end, cells, caption, [[n.start, n.end] for n in table.notes]]


def table_of(record: list[Any]) -> Table:
    """The table that `table_record` wrote."""
    start, end, cells, caption, notes = record
    return Table(
        Span(start, end),
        Cells.of_columns(zip(*cells, strict=True)),
        Span(*caption) if caption else None,
        tuple(Span(*note) for note in notes),
    )


def row_record(row: TableRow) -> list[Any]:
    """[start, end, [[start, end, head, names_row, unit], ...], group, title]."""
    cells = [[c.span.start, c.span.end, c.head, int(c.names_row), c.unit] for c in row.cells]
    return [row.span.start, row.span.end, cells, row.group, row.title]


def row_of(record: list[Any]) -> TableRow:
    """The row that `row_record` wrote."""
    start, end, cells, group, title = record
    told = tuple(RowCell(Span(a, b), head, bool(names), unit) for a, b, head, names, unit in cells)
    return TableRow(Span(start, end), told, group, title)


def part_record(part: Part) -> list[Any]:
    """[kind, start, end, author, day as ISO 8601, confidence]."""
    day = part.published.isoformat() if part.published else None
    return [part.kind.value, part.span.start, part.span.end, part.author, day, part.confidence]


def part_of(record: list[Any]) -> Part:
    """The part that `part_record` wrote."""
    kind, start, end, author, day, confidence = record
    published = date.fromisoformat(day) if day else None
    return Part(PartKind(kind), Span(start, end), author, published, confidence)
