"""Word documents: paragraphs, headings, tables and notes in the order they are read."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index import languages
from index.errors import LoadError
from index.files.archives import check_sizes
from index.files.decoding import one_line
from index.files.opening import CONTAINER_LIMIT, SIZE_LIMIT, read_bytes, unreadable
from index.files.problems import technical
from index.loading.blocks import Blocks
from index.types import Loaded, LoadedDocument

_MAIN_PART = "word/document.xml"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_READ = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK})
_NOTES = ("footnotes", "endnotes")
_NO_AUTHORS = frozenset({"python-docx", "microsoft office user", "user", "admin", "windows user"})
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocxLoader:
    """Reads .docx by python-docx's model of the package; tracked insertions are read, deletions not."""

    suffixes: tuple[str, ...] = (".docx",)

    def load(self, path: Path) -> Loaded:
        """The text body, then foot- and endnotes, as one document."""
        _check_package(path)
        document = _opened(path)
        built = Blocks()
        levels = _heading_levels(document)
        for element in _block_elements(document.element.body):
            _add(element, built, levels)
        for note in _notes(document):
            built.add(note)
        if not built.text:
            raise LoadError(str(path), "there is no text in the document")
        return Loaded((_described(document, built),))


def _check_package(path: Path) -> None:
    """Refuses what is no Word file, and archives that unpack to more than is read."""
    if read_head(path).startswith(_COMPOUND_FILE):
        raise LoadError(str(path), "encrypted, or of the old .doc format; save it as .docx without a password")
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            if _MAIN_PART not in package.namelist() and not _is_word(package):
                raise LoadError(str(path), "a zip archive, not a Word document")
            if any(entry.flag_bits & 1 for entry in entries):
                raise LoadError(str(path), "encrypted; save it without a password")
    except OSError as error:
        raise LoadError(str(path), unreadable(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise LoadError(str(path), f"not a Word document, or a damaged one ({error})") from error
    check_sizes(entries, path)


def read_head(path: Path) -> bytes:
    """The first bytes of the file, after the checks of `read_bytes`."""
    return read_bytes(path, CONTAINER_LIMIT)[:8]


def _is_word(package: zipfile.ZipFile) -> bool:
    try:
        return b"wordprocessingml" in package.read("[Content_Types].xml")[:SIZE_LIMIT]
    except KeyError:
        return False


def _opened(path: Path) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        return docx.Document(str(path))
    except (
        OpcError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
    ) as error:
        raise LoadError(str(path), f"not a Word document, or a damaged one{technical(error)}") from error
    except zlib.error as error:
        raise LoadError(str(path), f"a damaged Word document ({error})") from error


def _heading_levels(document: Any) -> dict[str, int]:
    """Heading level by style id: its outline level or that of the style it is based on; a title is 1."""
    levels: dict[str, int] = {}
    for style in document.styles.element.iterchildren(f"{_W}style"):
        name = (style.findtext(f"{_W}name") or _value(style.find(f"{_W}name")) or "").lower()
        numbered = re.fullmatch(r"heading (\d)", name)
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        parent = _value(style.find(f"{_W}basedOn"))
        style_id = style.get(f"{_W}styleId") or ""
        if name == "title":
            levels[style_id] = 1
        elif numbered:
            levels[style_id] = int(numbered.group(1))
        elif level := _outline_level(outline):
            levels[style_id] = level
        elif parent in levels:
            levels[style_id] = levels[parent]
    return levels


def _outline_level(element: Any) -> int | None:
    """The heading level of an outline level, which counts from 0 and is 9 for running text."""
    value = _value(element) or ""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def _block_elements(root: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also out of content controls and text boxes; not recursive."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
            if element.tag == f"{_W}p":
                stack.extend(reversed(list(_text_boxes(element))))
        elif element.tag not in _NOT_READ and isinstance(element.tag, str):
            stack.extend(reversed(element))


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """What stands in the boxes of a paragraph; boxes in those boxes belong to the paragraphs in there."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}txbxContent":
            yield from element
        elif element.tag != _FALLBACK:
            stack.extend(reversed(element))


def _add(element: Any, built: Blocks, levels: dict[str, int]) -> None:
    if element.tag == f"{_W}tbl":
        rows = [
            [_text(cell) for cell in row.iter(f"{_W}tc") if cell.getparent().getparent().tag != f"{_W}tc"]
            for row in element.iterchildren(f"{_W}tr")
        ]
        built.add_table(rows)
        return
    style = _value(element.find(f"{_W}pPr/{_W}pStyle"))
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    built.add(_text(element), level=_outline_level(outline) or levels.get(style or ""))


def _text(root: Any) -> str:
    """The characters of a paragraph or cell; paragraphs inside a cell are apart by line breaks."""
    parts: list[str] = []
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == f"{_W}t":
            parts.append(element.text or "")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}tab":
            parts.append("\t")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("\N{NON-BREAKING HYPHEN}")
        elif tag == f"{_W}txbxContent" or tag in _NOT_READ or not isinstance(tag, str):
            continue
        else:
            if tag == f"{_W}p" and parts:
                parts.append("\n")
            stack.extend(reversed(element))
    return "".join(parts)


def _notes(document: Any) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_NOTES):
            continue
        for note in etree.fromstring(relation.target_part.blob, parser):
            if note.get(f"{_W}type") is None and isinstance(note.tag, str) and (text := _text(note).strip()):
                yield f"[{note.get(f'{_W}id')}] {text}"


def _described(document: Any, built: Blocks) -> LoadedDocument:
    properties = document.core_properties
    author = one_line(properties.author or "")
    return LoadedDocument(
        text=built.text,
        title=one_line(properties.title or "") or None,
        author=author if author.lower() not in _NO_AUTHORS and author else None,
        published=_day(properties),
        language=languages.base_code(properties.language),
        media_type=MEDIA_TYPE,
        headings=built.headings,
    )


def _day(properties: Any) -> Any:
    try:
        made = properties.created
    except ValueError:
        return None
    return made.date() if made else None
