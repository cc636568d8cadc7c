"""A table of a document as a table of the page, with a quote marked in it."""

from __future__ import annotations

from index.tables import TableView
from index.types import Cell, Document, Span, Table
from qa.types import Quote
from ui.rendering.html import struck_through, text

MOST_ROWS = 60
"""Rows shown on either side of the row that is quoted; the heads are always shown."""


def table_html(document: Document, table: Table, place: Span | None, quote: Quote | None) -> str:
    """The table with the row at `place` told apart and the answer marked in its cell; far rows are left out."""
    view = TableView(document.text, table)
    row = None if place is None else view.row_at(_target(place, quote).start)
    first, last = _shown(view, row)
    parts = [f"<caption>{_words(document, table.caption)}</caption>" if table.caption else ""]
    parts += ["<thead>", *(_row(view, n, last, None, None) for n in range(view.head_rows)), "</thead><tbody>"]
    parts.append(_gap(first - view.head_rows, view.width))
    for number in range(first, last):
        parts.append(_row(view, number, last, place if number == row else None, quote, first=first))
    parts += [_gap(len(view.lines) - last, view.width), "</tbody>"]
    return f'<div class="table" tabindex="0" role="group"><table>{"".join(parts)}</table></div>'


def _target(place: Span, quote: Quote | None) -> Span:
    """Where the answer stands, of a quote that stands at `place` now."""
    if quote is None or quote.answer is None:
        return place
    moved = place.start - quote.start
    return Span(quote.answer.start + moved, quote.answer.end + moved)


def _shown(view: TableView, row: int | None) -> tuple[int, int]:
    """The first row of values that is shown and the one behind the last."""
    heads, rows = view.head_rows, len(view.lines)
    if row is None:
        return heads, min(rows, heads + 2 * MOST_ROWS)
    return max(heads, row - MOST_ROWS), min(rows, max(row, heads) + MOST_ROWS + 1)


def _row(view: TableView, number: int, last: int, place: Span | None, quote: Quote | None, first: int = 0) -> str:
    cells = []
    column = 0
    target = _target(place, quote) if place is not None else None
    for cell in view.row(number):
        cells += ["<td></td>"] * (cell.column - column)
        column = cell.column + cell.columns
        if cell.row == number or number == first:
            cells.append(_cell(view, cell, min(cell.row + cell.rows, last) - number, target))
    cells += ["<td></td>"] * (view.width - column)
    quoted = ' class="quoted" id="quoted" tabindex="-1"' if place is not None else ""
    return f"<tr{quoted}>{''.join(cells)}</tr>"


def _cell(view: TableView, cell: Cell, rows: int, target: Span | None) -> str:
    tag = "th" if cell.is_head else "td"
    spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
    scope = "" if not cell.is_head else ' scope="col"' if cell.row < view.head_rows else ' scope="row"'
    words = struck_through(view.words(cell))
    if target is not None and target.overlaps(cell.span):
        start, end = max(target.start, cell.span.start), min(target.end, cell.span.end)
        before, inside, after = (
            struck_through(view.text[a:b])
            for a, b in ((cell.span.start, start), (start, end), (end, cell.span.end))
        )
        words = f"{before}<mark>{inside}</mark>{after}"
    return f'<{tag}{spans}{scope} dir="auto">{words}</{tag}>'


def _gap(rows: int, width: int) -> str:
    """A row that says how many are left out."""
    if rows <= 0:
        return ""
    return f'<tr class="cut"><td colspan="{max(width, 1)}">… {rows:,} more rows …</td></tr>'


def _words(document: Document, span: Span) -> str:
    return text(document.text[span.start : span.end])
