"""What is written over a page: the values of form fields, and comments with who made them and when."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.dates import day_of
from index.files.decoding import one_line, tidy
from index.loading.pdf.words import LINE_HEIGHT, Word

_MOST = 5_000
"""Annotations of a page above which it is an attack."""

_LONGEST = 20_000
"""Characters of one value or comment that are read."""

_TICKED, _UNTICKED = "☒", "☐"
_PASSWORD = 1 << 13
"""The flag of a text field whose value is shown as dots."""

_LETTER = 0.5
"""Width of a letter on average in sizes of its type."""

_SPACE = 0.3
"""Width of a word space in sizes of its type."""

_LABEL_DISTANCE = 200.0
"""Points beside a field within which words on its row name it; forms leave up to a third of the page free."""

_LARGEST_TYPE = 12.0
"""Points of type in a field: boxes are often higher than what is written in them."""


@dataclass(frozen=True, slots=True)
class Field:
    """A form field with what stands in it, and its box on the page in points (left, bottom, right, top)."""

    name: str
    value: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Comment:
    """A note that someone put on a page."""

    text: str
    author: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Annotations:
    """The filled fields and the comments of a page."""

    fields: tuple[Field, ...] = ()
    comments: tuple[Comment, ...] = ()


def annotations_of(page: Any, forms: Any) -> Annotations:
    """What is written over the page; `forms` is the document's form environment, None where it has no form."""
    import pypdfium2.raw as pdfium

    fields: list[Field] = []
    comments: list[Comment] = []
    for annotation in _each(page):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            if forms is not None and (field := _field(forms, annotation)) is not None:
                fields.append(field)
        elif kind in _comment_kinds():
            text = tidy(_string(annotation, b"Contents")).strip()
            if text:
                author = one_line(_string(annotation, b"T")) or None
                comments.append(Comment(text, author, _day(annotation)))
    return Annotations(tuple(fields), tuple(comments))


def field_words(fields: Sequence[Field], words: Sequence[Word]) -> list[Word]:
    """The values as words where their fields are, behind the field's name where nothing is written beside it."""
    made = []
    for field in fields:
        _, bottom, _, top = field.box
        size = min(top - bottom, _LARGEST_TYPE * LINE_HEIGHT)
        lines = [one_line(line) for line in field.value.split("\n")]
        if field.name and not any(_is_beside(word, field.box) for word in words):
            lines[0] = f"{field.name}: {lines[0]}"
        first = (top + bottom + size) / 2 if len(lines) == 1 else top
        begin = _beside_label(words, field.box, size)
        for number, line in enumerate(lines):
            high = first - number * size
            end = begin + _LETTER * size * len(line)
            made.append(Word(line, begin, high - size, max(end, begin + 1), high, -1))
    return [word for word in made if word.text]


def _beside_label(words: Sequence[Word], box: tuple[float, float, float, float], size: float) -> float:
    """The left edge of a value: a word space behind the label on its row, if there is one, else its field's."""
    left, bottom, right, top = box
    row = [word for word in words if bottom - 2 < (word.top + word.bottom) / 2 < top + 2]
    before = max((word.right for word in row if word.right <= left + 2), default=None)
    after = min((word.left for word in row if word.left >= right - 2), default=None)
    if after is not None and (before is None or after - right < left - before):
        return min(after - (_SPACE + _LETTER) * size, left)
    near = before is not None and left - before < _LABEL_DISTANCE
    return before + _SPACE * size if near and before is not None else left


def _is_beside(word: Word, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    middle = (word.top + word.bottom) / 2
    near = word.right > left - _LABEL_DISTANCE and word.left < right + _LABEL_DISTANCE
    above = word.left < right and word.right > left and top <= middle < top + 2 * word.height
    return above or (near and bottom - 2 < middle < top + 2)


def _comment_kinds() -> frozenset[int]:
    import pypdfium2.raw as pdfium

    return frozenset(
        {
            pdfium.FPDF_ANNOT_TEXT,
            pdfium.FPDF_ANNOT_FREETEXT,
            pdfium.FPDF_ANNOT_HIGHLIGHT,
            pdfium.FPDF_ANNOT_UNDERLINE,
            pdfium.FPDF_ANNOT_SQUIGGLY,
            pdfium.FPDF_ANNOT_STRIKEOUT,
            pdfium.FPDF_ANNOT_CARET,
            pdfium.FPDF_ANNOT_STAMP,
            pdfium.FPDF_ANNOT_INK,
            pdfium.FPDF_ANNOT_SQUARE,
            pdfium.FPDF_ANNOT_CIRCLE,
            pdfium.FPDF_ANNOT_POLYGON,
            pdfium.FPDF_ANNOT_LINE,
        }
    )


def _each(page: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    hidden = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            if not pdfium.FPDFAnnot_GetFlags(annotation) & hidden:
                yield annotation
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _field(forms: Any, annotation: Any) -> Field | None:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(forms.raw, annotation)
    if kind in (pdfium.FPDF_FORMFIELD_PUSHBUTTON, pdfium.FPDF_FORMFIELD_SIGNATURE, pdfium.FPDF_FORMFIELD_UNKNOWN):
        return None
    flags = pdfium.FPDFAnnot_GetFormFieldFlags(forms.raw, annotation)
    if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD and flags & _PASSWORD:
        return None
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        value = _TICKED if pdfium.FPDFAnnot_IsChecked(forms.raw, annotation) else _UNTICKED
    else:
        value = tidy(_asked(pdfium.FPDFAnnot_GetFormFieldValue, forms.raw, annotation)).strip()
    rect = pdfium.FS_RECTF()
    if not value or not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        return None
    name = _asked(pdfium.FPDFAnnot_GetFormFieldAlternateName, forms.raw, annotation)
    name = name or _asked(pdfium.FPDFAnnot_GetFormFieldName, forms.raw, annotation)
    box = (rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
    return Field(one_line(name), value, box)


def _day(annotation: Any) -> date | None:
    for key in (b"M", b"CreationDate"):
        if day := day_of(_string(annotation, key).removeprefix("D:")[:8]):
            return day
    return None


def _string(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    return _asked(lambda *rest: pdfium.FPDFAnnot_GetStringValue(annotation, key, *rest))


def _asked(ask: Callable[..., int], *arguments: Any) -> str:
    """What a function that fills a buffer of UTF-16 says."""
    import pypdfium2.raw as pdfium

    length = ask(*arguments, None, 0)
    if not 2 < length <= 2 * _LONGEST:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (length // 2))()
    ask(*arguments, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace").replace("\r", "\n").replace("\0", "")
