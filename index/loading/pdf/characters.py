"""Single characters of a page through PDFium: where they stand, how large, whether they may be unseen."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import count, pairwise, repeat
from typing import TYPE_CHECKING, Any

from index.loading.pdf.direct import ADDRESS, NUMBER, address_of, direct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WHITE = 245
"""Of 255 in every colour from which type may be invisible on paper; light grey captions stay under it."""

_CLEAR = 20
"""Of 255 of opacity under which type cannot be read."""

_NOTHING_DRAWN = 3
"""The text rendering mode that draws nothing; a scan's recognised text lies in it over the picture."""


_IN_MATRIX = 6
"""Numbers of a matrix (a, b, c, d, e, f), of which c and d stretch type upward."""


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
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the character at `index`, as high as its font."""
        rect = self._rect
        self._ask_box(self._page, index, self._rect_at)
        return rect.left, rect.bottom, rect.right, rect.top

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character at `index` begins, on the line that it stands on."""
        x, y = self._x, self._y
        self._ask_origin(self._page, index, ctypes.addressof(x), ctypes.addressof(y))
        return x.value, y.value

    def boxes(self, indices: Sequence[int]) -> NDArray[np.float64]:
        """The boxes of the characters at these indices: a row of left, top, right, bottom for each."""
        import numpy as np

        found = (ctypes.c_float * (4 * len(indices)))()
        at = ctypes.addressof(found)
        _exhaust(map(self._ask_box, repeat(self._page), indices, count(at, 4 * ctypes.sizeof(ctypes.c_float))))
        return np.array(found, np.float64).reshape(-1, 4)

    def origins(self, indices: Sequence[int]) -> NDArray[np.float64]:
        """Where the characters at these indices begin: a row of x and y for each."""
        import numpy as np

        found = (ctypes.c_double * (2 * len(indices)))()
        size = ctypes.sizeof(ctypes.c_double)
        at = ctypes.addressof(found)
        _exhaust(
            map(self._ask_origin, repeat(self._page), indices, count(at, 2 * size), count(at + size, 2 * size))
        )
        return np.array(found, np.float64).reshape(-1, 2)


def changes(values: NDArray[np.int64]) -> list[tuple[int, int]]:
    """From where to where each stretch of one value goes."""
    import numpy as np

    edges = [0, *(np.flatnonzero(values[1:] != values[:-1]) + 1).tolist(), len(values)]
    return [*pairwise(edges)] if len(values) else []


def _exhaust(calls: Iterator[Any]) -> None:
    deque(calls, maxlen=0)


class TextObjects:
    """Size of type and doubts of visibility by drawn object, of which a page has one for each change of type."""

    def __init__(self, textpage: Any, *, has_layers: bool = False) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = address_of(textpage.raw)
        self._has_layers = has_layers
        self._ask_object = direct("FPDFText_GetTextObject", ADDRESS, NUMBER, result=ctypes.c_size_t)
        self._ask_size = direct("FPDFTextObj_GetFontSize", ADDRESS, ADDRESS)
        self._ask_matrix = direct("FPDFPageObj_GetMatrix", ADDRESS, ADDRESS)
        self._ask_mode = direct("FPDFTextObj_GetTextRenderMode", ADDRESS)
        self._ask_colour = direct("FPDFPageObj_GetFillColor", *[ADDRESS] * 5)

    def addresses(self, indices: Sequence[int]) -> NDArray[np.int64]:
        """The drawn objects that the characters at these indices are of, 0 for none."""
        import numpy as np

        return np.fromiter(map(self._ask_object, repeat(self._page), indices), np.int64, len(indices))

    def at(self, indices: Sequence[int]) -> tuple[NDArray[np.float64], dict[int, Doubt]]:
        """Sizes in points of the characters at these indices, 0 where not known, and the doubtful of them."""
        import numpy as np

        addresses = self.addresses(indices)
        stretches = changes(addresses)
        objects = addresses[[first for first, _ in stretches]].tolist()
        doubtful = {
            at: doubt
            for number, doubt in self._doubts(objects).items()
            for at in indices[slice(*stretches[number])]
        }
        return np.repeat(self._sizes(objects), [last - first for first, last in stretches]), doubtful

    def _sizes(self, objects: Sequence[int]) -> NDArray[np.float64]:
        import numpy as np

        sizes = (ctypes.c_float * len(objects))()
        matrices = (ctypes.c_float * (_IN_MATRIX * len(objects)))()
        one = ctypes.sizeof(ctypes.c_float)
        told = list(map(self._ask_size, objects, count(ctypes.addressof(sizes), one)))
        _exhaust(map(self._ask_matrix, objects, count(ctypes.addressof(matrices), _IN_MATRIX * one)))
        upward = np.abs(np.array(matrices, np.float64).reshape(-1, _IN_MATRIX)[:, 2:4]).sum(axis=1)
        return np.where(told, np.abs(np.array(sizes, np.float64)) * upward, 0.0)

    def _doubts(self, objects: Sequence[int]) -> dict[int, Doubt]:
        """The doubts by the places of doubtful objects among these."""
        import numpy as np

        colours = (ctypes.c_uint * (4 * len(objects)))()
        one = ctypes.sizeof(ctypes.c_uint)
        at = ctypes.addressof(colours)
        told = list(map(self._ask_colour, objects, *(count(at + one * i, 4 * one) for i in range(4))))
        red_green_blue, alpha = np.split(np.array(colours, np.int64).reshape(-1, 4), [3], axis=1)
        unseen = np.array(told, bool) & ((alpha[:, 0] < _CLEAR) | (red_green_blue >= _WHITE).all(axis=1))
        found = dict.fromkeys(np.flatnonzero(unseen).tolist(), Doubt.UNSURE)
        if self._has_layers:
            found |= {
                n: Doubt.UNSURE for n, address in enumerate(objects) if address and self._is_on_layer(address)
            }
        modes = map(self._ask_mode, objects)
        return found | {n: Doubt.INVISIBLE for n, mode in enumerate(modes) if mode == _NOTHING_DRAWN}

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
