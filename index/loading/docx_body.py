"""The blocks of a Word document in the order they are read: paragraphs, tables, comments, headers, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.dates import day_of
from index.files.decoding import one_line
from index.loading.blocks import Blocks
from index.loading.docx_numbering import Numbering
from index.loading.docx_styles import Styles, W, outline_level, switch, value
from index.loading.docx_text import NOT_READ, Left, Words
from index.loading.grid import Grid, GridCell
from index.loading.runs import Runs
from index.types import Part, PartKind, Span

_P, _TBL, _TR, _TC = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_LONGEST_CELL = 1_000
"""Characters from which a cell holds a text rather than a value: the table then only lays out the page."""

_PAGE_WORDS = frozenset(
    {"page", "of", "sida", "sidan", "av", "seite", "von", "side", "pagina", "página", "de", "sur"}
)
"""Words of a header or footer that only counts pages."""


class Body:
    """Reads one document. `read` is called once, `not_read` after it."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._damaged: list[str] = []
        self._styles = Styles(document.styles.element)
        numbering = next((part for _, part in self._parts("numbering")), None)
        self._numbering = Numbering(numbering, self._styles)
        self._words = Words(self._styles)
        self._comments = {
            comment.get(f"{W}id") or "": comment for _, part in self._parts("comments") for comment in part
        }
        self._built = Blocks()
        self._hidden_rows = 0

    def read(self) -> Blocks:
        """The body, then what stands at the top and foot of its pages, then its notes."""
        self._add_all(self._document.element.body)
        for comment in list(self._comments):
            self._add_comment(comment)
        self._add_page_furniture()
        for text in self._notes():
            self._built.add(text)
        return self._built

    def not_read(self) -> tuple[str, ...]:
        """What of the document was met and left out."""
        left: Left = self._words.left
        kinds = (
            (left.pictures, "picture", "what is written in it"),
            (left.charts, "chart", "it"),
            (left.objects, "embedded object", "it"),
            (self._hidden_rows, "hidden row", "it"),
        )
        told = [_told(count, name, what) for count, name, what in kinds if count]
        if left.symbols:
            told.append(f"symbols of {', '.join(sorted(left.symbols))[:80]} are left out")
        told += [f"its {kind} are damaged and left out" for kind in dict.fromkeys(self._damaged)]
        return tuple(told)

    def _add_all(self, root: Any) -> None:
        for element in _blocks_in(root):
            self._add_table(element) if element.tag == _TBL else self._add_paragraph(element)
            self._add_met()

    def _add_met(self) -> None:
        """The text boxes and comments that are anchored in what was read last."""
        left = self._words.left
        boxes, left.boxes = left.boxes, []
        comments, left.comments = left.comments, []
        for box in boxes:
            self._add_all(box)
        for comment in comments:
            self._add_comment(comment)

    def _add_paragraph(self, paragraph: Any) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._styles.default
        level = outline_level(properties) or self._styles.heading_level(style)
        runs = Runs()
        self._words.add_paragraph(paragraph, runs)
        text, parts = runs.finished()
        if not text.strip():
            return
        label = self._numbering.label(properties, style)
        self._built.add(label + text, level=level, parts=[_moved(part, len(label)) for part in parts])

    def _add_table(self, table: Any) -> None:
        rows = list(_through_controls(table, _TR))
        if _lays_out(rows):
            for row in rows:
                for cell in _through_controls(row, _TC):
                    self._add_all(cell)
            return
        grid = Grid()
        inner: list[Any] = []
        for row in rows:
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            if switch(properties, "hidden"):
                self._hidden_rows += 1
                continue
            before = value(properties.find(f"{W}gridBefore")) if properties is not None else None
            cells = [
                self._cell(cell, bool(switch(properties, "tblHeader"))) for cell in _through_controls(row, _TC)
            ]
            grid.add_row([*(GridCell("") for _ in range(_number(before, 0))), *cells])
            inner += [
                each for cell in _through_controls(row, _TC) for each in _blocks_in(cell) if each.tag == _TBL
            ]
        self._built.add_grid(grid)
        for each in inner:
            self._add_table(each)

    def _cell(self, cell: Any, is_head: bool) -> GridCell:
        runs = Runs()
        for paragraph in _blocks_in(cell):
            if paragraph.tag == _P:
                if runs:
                    runs.add("\n")
                style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._styles.default
                runs.add(self._numbering.label(paragraph.find(f"{W}pPr"), style))
                self._words.add_paragraph(paragraph, runs)
        text, parts = runs.finished()
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        return GridCell(
            text,
            columns=_number(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1),
            is_head=is_head,
            continues=merged is not None and value(merged) != "restart",
            parts=parts,
        )

    def _add_comment(self, name: str) -> None:
        """A comment as a paragraph that begins with its writer, of whom and whose day its words are a part."""
        comment = self._comments.pop(name, None)
        if comment is None:
            return
        text = one_line(self._text(comment))
        author = one_line(comment.get(f"{W}author") or "") or None
        said = f"{author}: " if author else ""
        if text:
            day = day_of((comment.get(f"{W}date") or "")[:10])
            part = Part(PartKind.COMMENT, Span(len(said), len(said) + len(text)), author, day)
            self._built.add(said + text, parts=[part])

    def _add_page_furniture(self) -> None:
        """What the headers and footers of pages say, each once, but for those that count pages."""
        seen: set[str] = set()
        for _, root in (*self._parts("header"), *self._parts("footer")):
            for element in _blocks_in(root):
                text = one_line(self._text(element))
                words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
                if words <= _PAGE_WORDS or text in seen:
                    continue
                seen.add(text)
                if element.tag == _TBL:
                    self._add_table(element)
                else:
                    self._built.add(text)

    def _notes(self) -> Iterator[str]:
        for _, root in self._parts("footnotes", "endnotes"):
            for note in root:
                if (
                    isinstance(note.tag, str)
                    and note.get(f"{W}type") is None
                    and (text := self._text(note).strip())
                ):
                    yield f"[{note.get(f'{W}id')}] {text}"

    def _text(self, root: Any) -> str:
        """The words of all paragraphs below an element, a line each."""
        lines = []
        for paragraph in [root] if root.tag == _P else root.iter(_P):
            runs = Runs()
            self._words.add_paragraph(paragraph, runs)
            lines.append(runs.finished()[0])
        return "\n".join(lines)

    def _parts(self, *kinds: str) -> Iterator[tuple[str, Any]]:
        """The roots of the parts of these kinds that the document refers to, by the names they are referred by."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for name, relation in sorted(self._document.part.rels.items()):
            kind = relation.reltype.rsplit("/", 1)[-1]
            if not relation.is_external and kind in kinds:
                try:
                    yield name, etree.fromstring(relation.target_part.blob, parser)
                except etree.XMLSyntaxError:
                    self._damaged.append(kind)  # The body can be read without its headers or notes.


def _blocks_in(root: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also out of content controls; not recursive."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if element.tag in (_P, _TBL):
            yield element
        elif isinstance(element.tag, str) and element.tag not in NOT_READ:
            stack.extend(reversed(element))


def _through_controls(root: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also in content controls, not those of tables inside."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif isinstance(element.tag, str) and element.tag not in (*NOT_READ, _P, _TR, _TC):
            stack.extend(reversed(element))


def _lays_out(rows: list[Any]) -> bool:
    """Whether a table has a single cell, or one that holds a whole text."""
    cells = [cell for row in rows for cell in _through_controls(row, _TC)]
    return len(cells) == 1 or any(
        sum(len(text.text or "") for text in cell.iter(f"{W}t")) > _LONGEST_CELL for cell in cells
    )


def _number(written: str | None, default: int) -> int:
    return int(written[:3]) if written and written.isdecimal() else default


def _moved(part: Part, by: int) -> Part:
    return Part(part.kind, Span(part.span.start + by, part.span.end + by), part.author, part.published)


def _told(count: int, name: str, what: str) -> str:
    return f"{count:,} {name}{'s' if count > 1 else ''}: {what} is not read"
