"""PDFium's functions called with plain numbers: a page takes thousands of calls, and checked types double each."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

ADDRESS = ctypes.c_void_p
NUMBER = ctypes.c_int


@cache
def direct(name: str, *arguments: Any, result: Any = NUMBER) -> Callable[..., Any]:
    """The function of that name, whose pointers are addresses, and 0 or None where there is nothing.

    It holds Python's lock, so that it is only for what answers at once.
    """
    import pypdfium2.raw as pdfium

    address = ctypes.cast(getattr(pdfium, name), ADDRESS).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def address_of(pointer: Any) -> int:
    """Where a pointer of pypdfium2 points, 0 for nowhere."""
    return ctypes.cast(pointer, ADDRESS).value or 0
