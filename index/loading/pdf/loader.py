"""PDF: the text layer of each page laid out as a person reads it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import LoadError
from index.files.decoding import one_line
from index.files.opening import CONTAINER_LIMIT, read_bytes
from index.languages import base_code
from index.loading.ocr import EXTRA, recognizer
from index.loading.pdf.drawings import Drawings
from index.loading.pdf.flow import SheetContent
from index.loading.pdf.layers import has_layers
from index.loading.pdf.layout import laid_out
from index.loading.pdf.page_rows import page_rows
from index.loading.pdf.pages import raw_pages
from index.loading.pdf.properties import properties_of
from index.loading.pdf.raw import RawPage
from index.loading.pdf.row import Row
from index.loading.pdf.rows import rows_of
from index.loading.pdf.running_heads import body_of, recurring, running_patterns
from index.loading.pdf.text import set_text
from index.loading.pdf.words import Word
from index.types import Loaded, LoadedDocument

_LOCK = threading.Lock()
"""PDFium keeps global state and may only be entered by one thread at a time."""

_PASSWORD_ERROR = 4


class PdfLoader:
    """Reads the text layer of PDFs through PDFium."""

    suffixes: tuple[str, ...] = (".pdf",)

    def load(self, path: Path) -> Loaded:
        """All pages as one document whose `pages` tile its text."""
        data = read_bytes(path, CONTAINER_LIMIT)
        with _LOCK:
            source = _read(data, path)
        if not any(len(page.words) or page.aside or page.comments for page in source.pages):
            raise LoadError(str(path), _why_empty(source.pages))
        sheets = _sheets(source.pages)
        made = set_text(sheets)
        said = properties_of(source.metadata, sheets, made.text)
        document = LoadedDocument(
            text=made.text,
            title=said.title,
            author=said.author,
            published=said.published,
            language=base_code(source.metadata.get("Language")),
            media_type="application/pdf",
            pages=made.pages,
            headings=made.headings,
            tables=made.tables,
            parts=made.parts,
        )
        return Loaded((document,), tuple(_left_out(source.pages)))


@dataclass(frozen=True, slots=True)
class _Source:
    pages: list[RawPage]
    metadata: dict[str, str]


def _read(data: bytes, path: Path) -> _Source:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise LoadError(str(path), _why(error)) from error
    with closing(document):
        metadata = document.get_metadata_dict()
        pages = list(raw_pages(document, has_layers=has_layers(data), read=recognizer()))
    return _Source(pages, metadata)


def _why(error: Any) -> str:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR:
        return "encrypted with a password; save it without one"
    return f"not a PDF, or a damaged one ({one_line(str(error))[:100]})"


def _why_empty(pages: Sequence[RawPage]) -> str:
    if not pages:
        return "it has no pages that can be read"
    if any(page.hidden for page in pages):
        return "none of its text is shown on its pages: it is white, or on a layer that is switched off"
    if recognizer() is None:
        return f"no text layer: the pages are pictures; run OCR over it first, or install it here ({EXTRA})"
    return "no text layer, and OCR finds no text on its pages"


def _sheets(pages: Sequence[RawPage]) -> list[SheetContent]:
    """Each page in reading order, without what runs over all of them; text in other directions last."""
    rows: list[list[Row]] = [page_rows(page.words) for page in pages]
    running = running_patterns(rows)
    margins = recurring([_said(aside) for page in pages for aside in page.aside], len(pages))
    sheets = []
    for number, (page, own) in enumerate(zip(pages, rows, strict=True), 1):
        body = body_of(own, number, running)
        items = laid_out(body, page.drawings, page.bold)
        for aside in page.aside:
            if _said(aside) not in margins:
                items += laid_out(rows_of(aside), Drawings())
        sheets.append(SheetContent(items, page.comments, page.confidence))
    return sheets


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _left_out(pages: Sequence[RawPage]) -> list[str]:
    """What of the file was not read, and why."""
    said = [
        f"page {number} cannot be read ({page.failure})" for number, page in enumerate(pages, 1) if page.failure
    ]
    empty = [number for number, page in enumerate(pages, 1) if not len(page.words) and not page.aside]
    if empty and not said:
        said.append(f"no text layer on {len(empty)} of {len(pages)} pages (the first is page {empty[0]})")
    hidden = [number for number, page in enumerate(pages, 1) if page.hidden]
    if hidden:
        count = sum(page.hidden for page in pages)
        said.append(f"{count} words that the page does not show were left out (the first on page {hidden[0]})")
    return said
