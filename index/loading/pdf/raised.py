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


def raised(text: str) -> str:
    """Figures as they stand above the line: "2" as "²"; anything else as it is."""
    return text.translate(_RAISED) if _FIGURES.fullmatch(text) else text


def with_raised_after(places: Places, text: str, start: int) -> str:
    """The word that begins at `start` with the small figures at its end raised: "4,200¹", not "4,2001"."""
    first, last = places.box(start), places.box(start + len(text) - 1)
    if not _is_raised(last, first):
        return text
    cut = len(text) - 1
    while cut > 1 and text[cut - 1] in _BETWEEN and _is_raised(places.box(start + cut - 1), first):
        cut -= 1
    return text[:cut] + text[cut:].translate(_RAISED)


def with_raised_before(places: Places, text: str, start: int) -> str:
    """The word that begins at `start` with the small figures before it raised and apart: "¹ The"."""
    first, last = places.box(start), places.box(start + len(text) - 1)
    if not _is_raised(first, last):
        return text
    cut = 1
    while cut < len(text) - 1 and text[cut].isdigit() and _is_raised(places.box(start + cut), last):
        cut += 1
    return f"{raised(text[:cut])} {text[cut:]}"


def _is_raised(box: tuple[float, ...], other: tuple[float, ...]) -> bool:
    smaller = box[3] - box[1] <= _SMALL * (other[3] - other[1])
    return smaller and box[3] > other[1] + 0.5 * (other[3] - other[1])
