"""What is on each page of a PDF, before it is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from index.loading.ocr import Recognizer
from index.loading.pdf.annotations import Annotations, annotations_of, field_words
from index.loading.pdf.drawings import Drawings, drawings_of
from index.loading.pdf.page_words import PageWords, Words, bold_words, words_of
from index.loading.pdf.raw import TITLE_PAGES, RawPage
from index.loading.pdf.scans import recognized
from index.loading.pdf.visibility import without_hidden
from index.loading.pdf.words import turned

_SCANNED = 0.3
"""Share of a page that pictures cover from which it may be a scan: a column of one, with wide margins."""

_FEW_WORDS = 5
"""Words up to which a page under a picture is a scan: a stamp, or a number set over it."""


def raw_pages(document: Any, *, has_layers: bool, read: Recognizer | None = None) -> Iterator[RawPage]:
    """The pages in order; one that cannot be read is empty and says why. `read` reads those that are pictures."""
    import pypdfium2

    forms = _forms_of(document)
    for index in range(len(document)):
        try:
            with closing(document[index]) as page:
                found = _raw_page(page, forms, has_layers, with_bold=index < TITLE_PAGES)
                if read is not None and found.pictured >= _SCANNED and len(found.words) <= _FEW_WORDS:
                    scan = recognized(page, read, index + 1)
                    scan.comments, scan.pictured = found.comments, found.pictured
                    found = scan if len(scan.words) > len(found.words) else found
                yield found
        except (pypdfium2.PdfiumError, UnicodeDecodeError) as error:
            yield RawPage(failure=str(error))


def _forms_of(document: Any) -> Any:
    if document.get_formtype() == 0:
        return None
    document.init_forms()
    return document.formenv


def _raw_page(page: Any, forms: Any, has_layers: bool, *, with_bold: bool) -> RawPage:
    with closing(page.get_textpage()) as textpage:
        found = words_of(textpage, page.get_bbox(), has_layers=has_layers)
        drawings = drawings_of(page, found.turns)
        pictured = _pictured(drawings, page.get_bbox())
        turned_words: list[tuple[int, Words]] = []
        hidden = 0
        for turns, words in found.turned:
            upright = [turned(word, -turns % 4) for word in words] if turns else words
            seen, unseen = without_hidden(page, upright, found.doubts, pictured)
            hidden += unseen
            turned_words.append((turns, [turned(word, turns) for word in seen] if turns else seen))
        bold = bold_words(textpage, turned_words[0][1]) if with_bold and turned_words else frozenset()
    read = _with_fields(PageWords(tuple(turned_words)), drawings, annotations_of(page, forms))
    read.pictured, read.hidden, read.bold = pictured, hidden, bold
    return read


def _with_fields(words: PageWords, drawings: Drawings, annotations: Annotations) -> RawPage:
    main = words.main
    if annotations.fields:
        upright = next((group for turns, group in words.turned if turns == 0), [])
        fields = field_words(annotations.fields, [*upright])
        main = [*main, *(turned(word, words.turns) for word in fields)]
    aside = [[*group] for _, group in words.turned[1:] if len(group)]
    return RawPage(main, aside, drawings, annotations.comments)


def _pictured(drawings: Drawings, box: tuple[float, float, float, float]) -> float:
    """The share of the page that its pictures cover, overlaps counted twice."""
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    return min(sum(picture.area for picture in drawings.pictures) / area, 1.0)
