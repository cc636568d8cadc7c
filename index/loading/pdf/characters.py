"""Single characters of a page through PDFium: where they stand, how large, whether they may be unseen."""

from __future__ import annotations

import ctypes
from enum import IntEnum
from typing import Any

_WHITE = 245
"""Of 255 in every colour from which type may be invisible on paper; light grey captions stay under it."""

_CLEAR = 20
"""Of 255 of opacity under which type cannot be read."""

_NOTHING_DRAWN = 3
"""The text rendering mode that draws nothing; a scan's recognised text lies in it over the picture."""


class Doubt(IntEnum):
    """Whether a word may be unseen: drawn with nothing, or in white, clear or on a layer."""

    NONE = 0
    INVISIBLE = 1
    UNSURE = 2


class Places:
    """Origins and boxes of characters, through one buffer each."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._rect = pdfium.FS_RECTF()
        self._rect_reference = ctypes.byref(self._rect)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_reference, self._y_reference = ctypes.byref(self._x), ctypes.byref(self._y)
        self._ask_box = pdfium.FPDFText_GetLooseCharBox
        self._ask_origin = pdfium.FPDFText_GetCharOrigin
        self._raw = textpage.raw

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the character at `index`, as high as its font."""
        rect = self._rect
        self._ask_box(self._raw, index, self._rect_reference)
        return rect.left, rect.bottom, rect.right, rect.top

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character at `index` begins, on the line that it stands on."""
        self._ask_origin(self._raw, index, self._x_reference, self._y_reference)
        return self._x.value, self._y.value


class TextObjects:
    """Size of type and doubts of visibility by drawn object, of which a page has one for each change of type."""

    def __init__(self, textpage: Any, *, has_layers: bool) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._raw = textpage.raw
        self._has_layers = has_layers
        self._known: dict[int, tuple[float, Doubt]] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._size = ctypes.c_float()
        self._colours = [ctypes.c_uint() for _ in range(4)]
        self._references = [ctypes.byref(colour) for colour in self._colours]

    def at(self, index: int) -> tuple[float, Doubt]:
        """Size in points, 0 where it is not known, and doubt of the character at `index`."""
        handle = self._pdfium.FPDFText_GetTextObject(self._raw, index)
        if not handle:
            return 0.0, Doubt.NONE
        address = ctypes.addressof(handle.contents)
        found = self._known.get(address)
        if found is None:
            found = self._known[address] = self._size_of(handle), self._doubt(handle)
        return found

    def _size_of(self, handle: Any) -> float:
        pdfium, matrix = self._pdfium, self._matrix
        if not pdfium.FPDFTextObj_GetFontSize(handle, ctypes.byref(self._size)):
            return 0.0
        pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix))
        return float(abs(self._size.value) * max(abs(matrix.c) + abs(matrix.d), 0.0))

    def _doubt(self, handle: Any) -> Doubt:
        pdfium = self._pdfium
        if pdfium.FPDFTextObj_GetTextRenderMode(handle) == _NOTHING_DRAWN:
            return Doubt.INVISIBLE
        if pdfium.FPDFPageObj_GetFillColor(handle, *self._references):
            red, green, blue, alpha = (colour.value for colour in self._colours)
            if alpha < _CLEAR or (red >= _WHITE and green >= _WHITE and blue >= _WHITE):
                return Doubt.UNSURE
        return Doubt.UNSURE if self._has_layers and self._is_on_layer(handle) else Doubt.NONE

    def _is_on_layer(self, handle: Any) -> bool:
        pdfium = self._pdfium
        buffer = (pdfium.FPDF_WCHAR * 16)()
        length = ctypes.c_ulong()
        for i in range(max(pdfium.FPDFPageObj_CountMarks(handle), 0)):
            mark = pdfium.FPDFPageObj_GetMark(handle, i)
            if pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), ctypes.byref(length)):
                name = bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
                if name == "OC":
                    return True
        return False
