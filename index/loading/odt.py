"""OpenDocument texts: paragraphs, headings, lists, tables, notes and comments in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index import languages
from index.dates import day_of
from index.errors import LoadError
from index.files.archives import Archive
from index.files.decoding import one_line
from index.loading.blocks import Blocks
from index.loading.grid import Grid, GridCell
from index.loading.runs import Runs
from index.types import Loaded, LoadedDocument, Part, PartKind, Span

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE, _DRAW = (_ODF % name for name in ("text", "table", "office", "drawing"))
_STYLE, _META, _FO = _ODF % "style", _ODF % "meta", _ODF % "xsl-fo-compatible"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NOT_READ = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}forms", f"{_OFFICE}annotation-end", f"{_TEXT}note-citation"}
)
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table"})
_NOWHERE = Span(0, 0)
_MOST_REPEATED = 100
"""How often a cell is repeated at most: spreadsheets fill their width with thousands of empty ones."""

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"


class OdtLoader:
    """Reads .odt files by the parts of the package."""

    suffixes: tuple[str, ...] = (".odt",)

    def load(self, path: Path) -> Loaded:
        """The text body as one document, its notes behind it, its comments told apart."""
        archive = Archive(path, "an OpenDocument text")
        if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
            raise LoadError(str(path), "encrypted; save it without a password")
        content = archive.xml("content.xml")
        body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise LoadError(str(path), "no text document of OpenDocument")
        reader = _Reader(_looks(content, archive.xml("styles.xml")))
        reader.take(body)
        if not reader.built.text:
            raise LoadError(str(path), "there is no text in the document")
        document = _described(archive.xml("meta.xml"))
        return Loaded((reader.built.into(document),), tuple(_not_read(body, archive)))


@dataclass(frozen=True, slots=True)
class _Looks:
    """Names of the styles in which text is hidden or struck."""

    hidden: frozenset[str]
    struck: frozenset[str]


def _looks(*roots: Any) -> _Looks:
    hidden, struck = set(), set()
    for root in roots:
        for style in () if root is None else root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name")
            for look in style.iter(f"{_STYLE}text-properties"):
                if look.get(f"{_TEXT}display") == "none":
                    hidden.add(name)
                if look.get(f"{_STYLE}text-line-through-style", "none") != "none":
                    struck.add(name)
    return _Looks(frozenset(hidden), frozenset(struck))


@dataclass(slots=True)
class _Reader:
    """Builds the text from the elements of the body."""

    looks: _Looks
    built: Blocks = field(default_factory=Blocks)
    _notes: list[str] = field(default_factory=list)
    _comments: list[tuple[str, Part]] = field(default_factory=list)

    def take(self, body: Any) -> None:
        """Read everything, then the notes and comments."""
        for element in self._elements(body):
            if element.tag == f"{_TABLE}table":
                self._table(element)
                continue
            text, parts = self._words(element)
            level = _level(element)
            if text.strip() and not level and _in_list(element):
                text, parts = f"• {text}", tuple(_further(part, 2) for part in parts)
            self.built.add(text, level=level, parts=parts)
        for note in self._notes:
            self.built.add(note)
        for text, part in self._comments:
            if span := self.built.add(text):
                self.built.add_part(Part(part.kind, span, part.author, part.published))

    def _elements(self, root: Any) -> Iterator[Any]:
        """Paragraphs, headings and tables in order, those of text boxes after what holds them; not recursive."""
        stack = list(reversed(root))
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in _NOT_READ or not isinstance(tag, str) or element.get(f"{_TEXT}display") == "none":
                continue
            if tag in _BLOCKS:
                yield element
                if tag != f"{_TABLE}table":
                    stack.extend(reversed(list(element.iter(f"{_DRAW}text-box"))))
            else:
                stack.extend(reversed(element))

    def _words(self, element: Any) -> tuple[str, tuple[Part, ...]]:
        """What a paragraph says, struck text marked; hidden text, frames, notes and comments are not of it."""
        runs = Runs()
        stack: list[tuple[Any, bool, bool]] = [(element, False, False)]
        while stack:
            node, struck, is_tail = stack.pop()
            if is_tail:
                runs.add(node.tail or "", is_struck=struck)
                continue
            tag, style = node.tag, node.get(f"{_TEXT}style-name")
            if node is not element:
                stack.append((node, struck, True))
            if not isinstance(tag, str) or self._aside(node) or style in self.looks.hidden:
                continue
            struck = struck or style in self.looks.struck
            runs.add(_blank(node) or node.text or "", is_struck=struck)
            stack.extend((child, struck, False) for child in reversed(node))
        return runs.finished()

    def _aside(self, node: Any) -> bool:
        """Whether an element inside a paragraph stands elsewhere; notes and comments are kept for the end."""
        if node.tag == f"{_TEXT}note":
            body = node.find(f"{_TEXT}note-body")
            text = "" if body is None else " ".join(self._words(p)[0] for p in body.iter(f"{_TEXT}p"))
            self._notes.append(f"[{node.findtext(f'{_TEXT}note-citation') or ''}] {text}")
            return True
        if node.tag == f"{_OFFICE}annotation":
            text = "\n".join(self._words(p)[0] for p in node.iter(f"{_TEXT}p"))
            author, day = one_line(node.findtext(f"{_DC}creator") or ""), node.findtext(f"{_DC}date")
            span = Part(PartKind.COMMENT, _NOWHERE, author or None, day_of(day) if day else None)
            self._comments.append((text, span))
            return True
        return bool(node.tag in _NOT_READ or node.tag.startswith(_DRAW))

    def _table(self, table: Any) -> None:
        grid = Grid()
        for row in _rows(table):
            head = row.getparent().tag == f"{_TABLE}table-header-rows"
            cells = list(self._cells(row, head))
            for _ in range(_count(row, "number-rows-repeated") if any(cell.text for cell in cells) else 1):
                grid.add_row(cells)
        self.built.add_grid(grid)

    def _cells(self, row: Any, is_head: bool) -> Iterator[GridCell]:
        for cell in row.iterchildren(f"{_TABLE}table-cell"):
            text, parts = _beside([self._words(paragraph) for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h")])
            rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            for _ in range(_count(cell, "number-columns-repeated")):
                yield GridCell(text, rows, columns, is_head, parts=parts)


def _further(part: Part, by: int) -> Part:
    return replace(part, span=Span(part.span.start + by, part.span.end + by))


def _beside(said: Sequence[tuple[str, tuple[Part, ...]]]) -> tuple[str, tuple[Part, ...]]:
    """Paragraphs of a cell on one line, with their parts."""
    text = ""
    parts: list[Part] = []
    for words, told in said:
        if words.strip():
            text = f"{text} " if text else ""
            parts += [_further(part, len(text)) for part in told]
            text += words
    return text, tuple(parts)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, without those of the tables inside it."""
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is table:
            yield row


def _count(element: Any, name: str) -> int:
    value = element.get(f"{_TABLE}{name}") or "1"
    return max(1, min(int(value), _MOST_REPEATED)) if value.isdecimal() and len(value) < 9 else 1


def _blank(node: Any) -> str:
    """The white space an element stands for."""
    if node.tag == f"{_TEXT}s":
        return " "
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(node.tag, "")


def _level(element: Any) -> int | None:
    value = element.get(f"{_TEXT}outline-level") if element.tag == f"{_TEXT}h" else None
    if element.tag == f"{_TEXT}p" and element.get(f"{_TEXT}style-name") == "Title":
        return 1
    if value and value.isdecimal() and len(value) < 3:
        return int(value)
    return 1 if element.tag == f"{_TEXT}h" else None


def _in_list(element: Any) -> bool:
    return next(element.iterancestors(f"{_TEXT}list-item"), None) is not None


def _described(meta: Any) -> LoadedDocument:
    def said(name: str) -> str | None:
        return None if meta is None else one_line(meta.findtext(f".//{name}") or "") or None

    made = said(f"{_META}creation-date") or said(f"{_DC}date")
    return LoadedDocument(
        "",
        title=said(f"{_DC}title"),
        author=said(f"{_META}initial-creator") or said(f"{_DC}creator"),
        published=day_of(made) if made else None,
        language=languages.base_code(said(f"{_DC}language")),
        media_type=MEDIA_TYPE,
    )


def _not_read(body: Any, archive: Archive) -> Iterator[str]:
    pictures = sum(1 for _ in body.iter(f"{_DRAW}image"))
    objects = sum(1 for _ in body.iter(f"{_DRAW}object", f"{_DRAW}object-ole"))
    if pictures:
        yield f"{pictures} pictures are not read"
    if objects:
        yield f"{objects} embedded objects (formulas, charts) are not read"
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names):
        yield "its macros are not read"
