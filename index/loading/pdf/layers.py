"""Whether a PDF has optional layers, which may be switched off."""

from __future__ import annotations

import re
import zlib

_LAYERS = b"/OCProperties"
_OBJECTS = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)
_MOST_OBJECTS = 5_000
_LONGEST = 4_000_000
"""Bytes of one packed stream that are looked into; a catalogue is a few thousand."""


def has_layers(data: bytes) -> bool:
    """Whether the file's catalogue names optional content, in plain objects or in packed ones."""
    if _LAYERS in data:
        return True
    for number, match in enumerate(_OBJECTS.finditer(data)):
        if number >= _MOST_OBJECTS:
            return True
        try:
            inflated = zlib.decompressobj().decompress(data[match.end() : match.end() + _LONGEST], _LONGEST)
        except zlib.error:
            continue
        if _LAYERS in inflated:
            return True
    return False
