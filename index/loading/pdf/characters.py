"""Single characters of a page through PDFium: where they stand, how large, whether they may be unseen."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import count, repeat
from typing import Any

from index.loading.pdf.direct import ADDRESS, NUMBER, address_of, direct

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
    """Origins and boxes of characters, one by one or many at once."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._ask_box = direct("FPDFText_GetLooseCharBox", ADDRESS, NUMBER, ADDRESS)
        self._ask_origin = direct("FPDFText_GetCharOrigin", ADDRESS, NUMBER, ADDRESS, ADDRESS)
        self._page = address_of(textpage.raw)
        self._rect = pdfium.FS_RECTF()
        self._rect_at = ctypes.addressof(self._rect)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the character at `index`, as high as its font."""
        rect = self._rect
        self._ask_box(self._page, index, self._rect_at)
        return rect.left, rect.bottom, rect.right, rect.top

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character at `index` begins, on the line that it stands on."""
        return self.origins([index])[0]

    def boxes(self, indices: Sequence[int]) -> list[tuple[float, float, float, float]]:
        """The boxes of the characters at these indices."""
        found = (ctypes.c_float * (4 * len(indices)))()
        at = ctypes.addressof(found)
        _exhaust(map(self._ask_box, repeat(self._page), indices, count(at, 4 * ctypes.sizeof(ctypes.c_float))))
        values = found[:]
        # PDFium's rectangles are left, top, right, bottom.
        return list(zip(values[::4], values[3::4], values[2::4], values[1::4], strict=True))

    def origins(self, indices: Sequence[int]) -> list[tuple[float, float]]:
        """Where the characters at these indices begin."""
        found = (ctypes.c_double * (2 * len(indices)))()
        size = ctypes.sizeof(ctypes.c_double)
        at = ctypes.addressof(found)
        _exhaust(
            map(self._ask_origin, repeat(self._page), indices, count(at, 2 * size), count(at + size, 2 * size))
        )
        values = found[:]
        return list(zip(values[::2], values[1::2], strict=True))


def _exhaust(calls: Iterator[Any]) -> None:
    deque(calls, maxlen=0)


class TextObjects:
    """Size of type and doubts of visibility by drawn object, of which a page has one for each change of type."""

    def __init__(self, textpage: Any, *, has_layers: bool) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = address_of(textpage.raw)
        self._has_layers = has_layers
        self._known: dict[int | None, tuple[float, Doubt]] = {None: (0.0, Doubt.NONE)}
        self._matrix = pdfium.FS_MATRIX()
        self._size = ctypes.c_float()
        self._colours = (ctypes.c_uint * 4)()
        one = ctypes.sizeof(ctypes.c_uint)
        self._places = (
            ctypes.addressof(self._size),
            ctypes.addressof(self._matrix),
            *(ctypes.addressof(self._colours) + one * i for i in range(4)),
        )
        self._ask_object = direct("FPDFText_GetTextObject", ADDRESS, NUMBER, result=ADDRESS)
        self._ask_size = direct("FPDFTextObj_GetFontSize", ADDRESS, ADDRESS)
        self._ask_matrix = direct("FPDFPageObj_GetMatrix", ADDRESS, ADDRESS)
        self._ask_mode = direct("FPDFTextObj_GetTextRenderMode", ADDRESS)
        self._ask_colour = direct("FPDFPageObj_GetFillColor", *[ADDRESS] * 5)

    def at(self, indices: Sequence[int]) -> list[tuple[float, Doubt]]:
        """Size in points, 0 where it is not known, and doubt of the characters at these indices."""
        known = self._known
        addresses = list(map(self._ask_object, repeat(self._page), indices))
        for address in addresses:
            if address not in known:
                known[address] = self._size_of(address), self._doubt(address)
        return [known[address] for address in addresses]

    def _size_of(self, address: int) -> float:
        size, matrix = self._size, self._matrix
        if not self._ask_size(address, self._places[0]):
            return 0.0
        self._ask_matrix(address, self._places[1])
        return float(abs(size.value) * max(abs(matrix.c) + abs(matrix.d), 0.0))

    def _doubt(self, address: int) -> Doubt:
        if self._ask_mode(address) == _NOTHING_DRAWN:
            return Doubt.INVISIBLE
        if self._ask_colour(address, *self._places[2:]):
            red, green, blue, alpha = self._colours
            if alpha < _CLEAR or (red >= _WHITE and green >= _WHITE and blue >= _WHITE):
                return Doubt.UNSURE
        return Doubt.UNSURE if self._has_layers and self._is_on_layer(address) else Doubt.NONE

    def _is_on_layer(self, address: int) -> bool:
        pdfium = self._pdfium
        handle = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        buffer = (pdfium.FPDF_WCHAR * 16)()
        length = ctypes.c_ulong()
        for i in range(max(pdfium.FPDFPageObj_CountMarks(handle), 0)):
            mark = pdfium.FPDFPageObj_GetMark(handle, i)
            if pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), ctypes.byref(length)):
                name = bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
                if name == "OC":
                    return True
        return False
