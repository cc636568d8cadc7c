"""Presentations: each slide a page, its title, texts, tables, charts and notes; the only importer of pptx."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index import languages
from index.dates import day_of
from index.errors import LoadError
from index.files.archives import Archive, xml_tree
from index.files.decoding import one_line
from index.loading.blocks import Blocks
from index.loading.grid import Grid, GridCell
from index.loading.runs import Runs
from index.types import Loaded, LoadedDocument, Page, Part, PartKind, Span

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_NO_TITLES = frozenset({"powerpoint presentation", "presentation", "powerpoint-präsentation", "titel", "title"})
_NO_AUTHORS = frozenset({"steve canny", "microsoft office user", "user", "admin", "windows user"})
_COMMENTS = "/comments"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


class PptxLoader:
    """Reads .pptx files by python-pptx's model of the package."""

    suffixes: tuple[str, ...] = (".pptx",)

    def load(self, path: Path) -> Loaded:
        """All slides that are shown as one document whose pages tile its text."""
        archive = Archive(path, "a presentation of PowerPoint")
        presentation = _opened(path)
        reader = _Reader(path)
        try:
            for number, slide in enumerate(presentation.slides, 1):
                reader.take(slide, number)
        except (KeyError, ValueError, AttributeError, IndexError, TypeError) as error:
            raise LoadError(str(path), f"a damaged presentation ({one_line(str(error))[:100]})") from error
        if not reader.built.text:
            raise LoadError(str(path), "there is no text on the slides")
        document = reader.built.into(_described(presentation, reader.first_title))
        has_macros = any(name.endswith("vbaProject.bin") for name in archive.names)
        macros = ("its macros are not read",) if has_macros else ()
        return Loaded((_paged(document, reader.starts),), (*reader.warnings(), *macros))


def _opened(path: Path) -> Any:
    import pptx
    from lxml import etree
    from pptx.exc import PythonPptxError

    try:
        return pptx.Presentation(str(path))
    except (
        PythonPptxError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        detail = one_line(str(error))[:100]
        raise LoadError(str(path), f"not a presentation of PowerPoint, or a damaged one ({detail})") from error


@dataclass(slots=True)
class _Reader:
    """Builds the text slide by slide; `starts` is the number of each slide and where its text begins."""

    path: Path
    built: Blocks = field(default_factory=Blocks)
    starts: list[tuple[int, int]] = field(default_factory=list)
    first_title: str = ""
    _unread: dict[str, int] = field(default_factory=dict)

    def take(self, slide: Any, number: int) -> None:
        """Read a slide: its title, what stands on it from the back to the front, its notes and comments."""
        if slide._element.get("show") == "0":
            self._left_out("hidden slides")
            return
        before = len(self.built.text)
        title = slide.shapes.title
        if title is not None and title.has_text_frame and (text := one_line(title.text_frame.text)):
            self.first_title = self.first_title or text
            self.built.add(text, level=1 if number == 1 else 2)
        for shape in _shapes(slide.shapes):
            if title is None or shape.shape_id != title.shape_id:
                self._shape(shape, slide)
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
            self.built.add(f"Notes: {notes.text}" if notes.text.strip() else "")
        self._comments(slide)
        if len(self.built.text) > before:
            self.starts.append((number, before + 2 if before else 0))

    def warnings(self) -> tuple[str, ...]:
        """What was left out."""
        return tuple(f"{count} {what} are not read" for what, count in self._unread.items())

    def _left_out(self, what: str) -> None:
        self._unread[what] = self._unread.get(what, 0) + 1

    def _shape(self, shape: Any, slide: Any) -> None:
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                text, parts = _words(paragraph._p)
                self.built.add(text, parts=parts)
        elif getattr(shape, "has_table", False):
            self._table(shape.table)
        elif getattr(shape, "has_chart", False):
            self._chart(shape.chart)
        elif _DIAGRAM in (data := _graphic_uri(shape)):
            self._diagram(shape, slide)
        elif data:
            self._left_out("embedded objects")
        elif shape._element.tag.endswith("}pic"):
            self._left_out("pictures, films and sounds")

    def _table(self, table: Any) -> None:
        grid = Grid()
        for number, row in enumerate(table.rows):
            cells = []
            for cell in row.cells:
                if not cell.is_spanned:
                    text = " ".join(filter(None, (_words(p._p)[0] for p in cell.text_frame.paragraphs)))
                    head = table.first_row and number == 0
                    rows, columns = (cell.span_height, cell.span_width) if cell.is_merge_origin else (1, 1)
                    cells.append(GridCell(text, rows, columns, head))
            grid.add_row(cells)
        self.built.add_grid(grid)

    def _chart(self, chart: Any) -> None:
        """A chart as the table it shows."""
        grid = Grid()
        title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
        for plot in chart.plots:
            series = list(plot.series)
            heads = ["", *(str(one.name or "") for one in series)]
            grid.add_row([GridCell(head, is_head=True) for head in heads])
            for at, category in enumerate(plot.categories):
                values = (s.values[at] if at < len(s.values) else None for s in series)
                shown = [GridCell("" if value is None else f"{value:.12g}") for value in values]
                grid.add_row([GridCell(str(category), is_head=True), *shown])
        self.built.add_grid(grid, caption=one_line(title))

    def _diagram(self, shape: Any, slide: Any) -> None:
        """The words of a diagram, which stand in a part of their own."""
        for name in shape._element.iter(f"{{{_DIAGRAM}}}relIds"):
            key = next((value for attribute, value in name.attrib.items() if attribute.endswith("}dm")), "")
            part = slide.part.rels.get(key)
            if part is not None and not part.is_external:
                for point in xml_tree(part.target_part.blob, self.path, "a diagram").iter(f"{_A}p"):
                    self.built.add(_words(point)[0])

    def _comments(self, slide: Any) -> None:
        authors = _authors(slide, self.path)
        for relation in slide.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(_COMMENTS):
                continue
            for comment in xml_tree(relation.target_part.blob, self.path, "comments"):
                said = [node.text or "" for node in comment.iter() if str(node.tag).endswith(("}text", "}t"))]
                made = comment.get("dt") or comment.get("created")
                span = self.built.add(" ".join(said))
                if span:
                    author, day = authors.get(comment.get("authorId") or ""), day_of(made[:10]) if made else None
                    self.built.add_part(Part(PartKind.COMMENT, span, author, day))


def _authors(slide: Any, path: Path) -> dict[str, str]:
    """The names of those who comment, by id."""
    found: dict[str, str] = {}
    package = slide.part.package
    for part in package.iter_parts():
        if part.partname in ("/ppt/commentAuthors.xml", "/ppt/authors.xml"):
            for author in xml_tree(part.blob, path, "comments"):
                found[author.get("id") or ""] = one_line(author.get("name") or "")
    return found


def _shapes(shapes: Any) -> Iterator[Any]:
    """The shapes that are shown, those inside groups one by one; not recursive."""
    stack = list(reversed(list(shapes)))
    while stack:
        shape = stack.pop()
        if any(node.get("hidden") == "1" for node in shape._element.iter() if str(node.tag).endswith("}cNvPr")):
            continue
        if shape._element.tag.endswith("}grpSp"):
            stack.extend(reversed(list(shape.shapes)))
        elif not _is_furniture(shape):
            yield shape


def _is_furniture(shape: Any) -> bool:
    """Whether a shape holds the number, the date or the footer that every slide repeats."""
    return shape.is_placeholder and shape.placeholder_format.type in (13, 15, 16)


def _graphic_uri(shape: Any) -> str:
    return next((node.get("uri") or "" for node in shape._element.iter(f"{_A}graphicData")), "")


def _words(paragraph: Any) -> tuple[str, tuple[Part, ...]]:
    """What a paragraph says, struck text marked."""
    runs = Runs()
    for node in paragraph.iter(f"{_A}t", f"{_A}br"):
        if node.tag == f"{_A}br":
            runs.add("\n")
            continue
        look = node.getparent().find(f"{_A}rPr")
        struck = look is not None and look.get("strike", "noStrike") != "noStrike"
        runs.add(node.text or "", is_struck=struck)
    return runs.finished()


def _described(presentation: Any, first_title: str) -> LoadedDocument:
    properties = presentation.core_properties
    title, author = one_line(properties.title or ""), one_line(properties.author or "")
    made = properties.created or properties.modified
    return LoadedDocument(
        "",
        title=(title if title.lower() not in _NO_TITLES else "") or first_title or None,
        author=author if author and author.lower() not in _NO_AUTHORS else None,
        published=made.date() if made else None,
        language=languages.base_code(properties.language),
        media_type=MEDIA_TYPE,
    )


def _paged(document: LoadedDocument, starts: list[tuple[int, int]]) -> LoadedDocument:
    ends = [*(start for _, start in starts[1:]), len(document.text)]
    pages = (Page(number, Span(start, end)) for (number, start), end in zip(starts, ends, strict=True))
    return replace(document, pages=tuple(pages))
