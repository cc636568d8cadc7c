"""Figures raised above the line: footnote marks and powers, which must not become part of a number."""

from __future__ import annotations

import re

from index.loading.pdf.characters import Places

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_FIGURES = re.compile(r"[0-9]{1,3}")
_BETWEEN = "0123456789,-–"
"""What stands in a raised mark: several marks are parted by commas."""

_SMALL = 0.8
"""Ratio of heights under which a figure beside a letter is raised; set small caps stay over it."""

_HIGHER = 0.12
"""Heights of a letter by which the line that a figure stands on is over its own; raised marks have a quarter."""


def raised(text: str) -> str:
    """Figures as they stand above the line: "2" as "²"; anything else as it is."""
    return text.translate(_RAISED) if _FIGURES.fullmatch(text) else text


def with_raised_after(places: Places, text: str, start: int) -> str:
    """The word that begins at `start` with the small figures at its end raised: "4,200¹", not "4,2001"."""
    cut = len(text)
    while cut > 1 and text[cut - 1] in _BETWEEN and _is_raised(places, start + cut - 1, start):
        cut -= 1
    return text[:cut] + text[cut:].translate(_RAISED)


def with_raised_before(places: Places, text: str, start: int) -> str:
    """The word that begins at `start` with the small figures before it raised and apart: "¹ The"."""
    last = start + len(text) - 1
    cut = 0
    while cut < len(text) - 1 and text[cut].isdigit() and _is_raised(places, start + cut, last):
        cut += 1
    return f"{raised(text[:cut])} {text[cut:]}" if cut else text


def may_be_raised(height: float, beside: float) -> bool:
    """Whether a character of this height is small enough beside one of that height to be a raised mark."""
    return height <= _SMALL * beside


def _is_raised(places: Places, index: int, beside: int) -> bool:
    """Whether the character at `index` is smaller than the one at `beside` and stands higher."""
    if index == beside:
        return False
    _, bottom, _, top = places.box(index)
    _, low, _, high = places.box(beside)
    if not may_be_raised(top - bottom, high - low):
        return False
    return places.origin(index)[1] - places.origin(beside)[1] > _HIGHER * (high - low)
