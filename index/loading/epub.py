"""Books as EPUB: the pages of the spine in their order, read as web pages are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from index import languages
from index.dates import day_of
from index.errors import LoadError
from index.files.archives import Archive
from index.files.decoding import decode, one_line
from index.loading import html
from index.loading.blocks import Blocks
from index.loading.html_blocks import blocks_of
from index.types import Loaded, LoadedDocument

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS_ONLY = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
"""How fonts are scrambled against copying; the text beside them is not."""

MEDIA_TYPE = "application/epub+zip"


class EpubLoader:
    """Reads .epub files without a protection against copying."""

    suffixes: tuple[str, ...] = (".epub",)

    def load(self, path: Path) -> Loaded:
        """The whole book as one document, with the headings of its chapters."""
        archive = Archive(path, "an EPUB")
        if _is_protected(archive):
            raise LoadError(str(path), "protected against copying; a copy without protection can be read")
        name = _package_name(archive)
        package = archive.xml(name)
        if package is None:
            raise LoadError(str(path), "no EPUB: its list of contents is missing")
        built = Blocks()
        warnings: list[str] = []
        pictures = 0
        for page in _pages(package, posixpath.dirname(name)):
            tree, problem = _parsed(archive, page)
            if problem:
                warnings.append(problem)
            if tree is not None:
                html.lay_out(blocks_of(tree), built)
                pictures += sum(1 for _ in tree.iter("img", "image"))
        if not built.text:
            raise LoadError(str(path), "there is no text in the book")
        if pictures:
            warnings.append(f"{pictures} pictures are not read")
        return Loaded((built.into(_described(package)),), tuple(warnings))


def _is_protected(archive: Archive) -> bool:
    """Whether more than fonts is encrypted."""
    listed = archive.read(_ENCRYPTION)
    if listed is None:
        return False
    fonts = sum(listed.count(method) for method in _FONTS_ONLY)
    return listed.count(b"EncryptionMethod ") > fonts


def _package_name(archive: Archive) -> str:
    container = archive.xml("META-INF/container.xml")
    root = None if container is None else container.find(f".//{_CONTAINER}rootfile")
    named = None if root is None else root.get("full-path")
    return named or next((name for name in archive.names if name.endswith(".opf")), "")


def _pages(package: Any, folder: str) -> Iterator[str]:
    """The names of the pages in reading order, without the list of contents."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and item.get("href") and "nav" not in (item.get("properties") or "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href").split("#")[0])))


def _parsed(archive: Archive, page: str) -> tuple[Any, str]:
    """The tree of a page, and what is wrong with it."""
    try:
        data = archive.read(page)
        if data is None:
            return None, f"{page} is named in the book and missing"
        return html.parse(decode(data, archive.path).text)
    except LoadError as error:
        return None, f"{page} is not read: {error.reason}"


def _described(package: Any) -> LoadedDocument:
    def said(name: str) -> list[str]:
        return [text for found in package.iter(f"{_DC}{name}") if (text := one_line(found.text or ""))]

    days = [day for text in said("date") if (day := day_of(text))]
    return LoadedDocument(
        "",
        title=next(iter(said("title")), None),
        publisher=next(iter(said("publisher")), None),
        author=", ".join(said("creator")) or None,
        published=days[0] if days else None,
        language=languages.base_code(next(iter(said("language")), None)),
        media_type=MEDIA_TYPE,
    )
