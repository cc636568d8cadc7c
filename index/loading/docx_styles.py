"""What the styles of a Word document say of its paragraphs and runs: headings, numbers, hidden and struck text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 50
"""Styles that may be based on each other; Word allows fewer."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which list a paragraph is of, and at which level from 0; None where nothing is said of it."""

    list_id: str | None
    level: int | None


def value(element: Any) -> str | None:
    """The `w:val` of an element; None for none."""
    return None if element is None else element.get(f"{W}val")


def switch(properties: Any, *names: str) -> bool | None:
    """Whether one of these switches is on; None where none of them is there."""
    found = [element for name in names if (element := _child(properties, name)) is not None]
    return any((value(element) or "on").lower() not in _OFF for element in found) if found else None


def numbered(properties: Any) -> Numbered:
    """What paragraph properties say of the list they belong to."""
    found = _child(properties, "numPr")
    level = value(_child(found, "ilvl")) or ""
    return Numbered(value(_child(found, "numId")), int(level) if level.isdecimal() else None)


def outline_level(properties: Any) -> int | None:
    """The heading level of paragraph properties: an outline level counts from 0 and is 9 for running text."""
    level = value(_child(properties, "outlineLvl")) or ""
    return int(level) + 1 if level.isdecimal() and int(level) < 9 else None


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str | None, int | None] = {}
        self._numbered: dict[str | None, Numbered] = {}
        found = root.iterchildren(f"{W}style")
        self._styles = {style.get(f"{W}styleId") or "": style for style in found}
        self.default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and (style.get(f"{W}default") or "0") not in _OFF
            ),
            None,
        )

    def heading_level(self, style: str | None) -> int | None:
        """The level of a style of headings, by its name or outline level; a title is 1."""
        if style not in self._levels:
            self._levels[style] = self._heading_level(style)
        return self._levels[style]

    def _heading_level(self, style: str | None) -> int | None:
        for element in self._with_bases(style):
            name = (value(_child(element, "name")) or "").lower()
            named = re.fullmatch(r"heading (\d)", name)
            level = 1 if name == "title" else int(named.group(1)) if named else None
            if level := level or outline_level(_child(element, "pPr")):
                return level
        return None

    def numbered(self, style: str | None) -> Numbered:
        """Which list the paragraphs of a style are of."""
        if style not in self._numbered:
            self._numbered[style] = self._numbered_by(style)
        return self._numbered[style]

    def _numbered_by(self, style: str | None) -> Numbered:
        list_id, level = None, None
        for element in self._with_bases(style):
            own = numbered(_child(element, "pPr"))
            list_id, level = list_id or own.list_id, own.level if level is None else level
        return Numbered(list_id, level)

    def switch(self, style: str | None, *names: str) -> bool:
        """Whether a style switches its runs to one of these."""
        return any(
            found
            for element in self._with_bases(style)
            if (found := switch(_child(element, "rPr"), *names)) is not None
        )

    def _with_bases(self, style: str | None) -> list[Any]:
        chain: list[Any] = []
        while style in self._styles and len(chain) < _DEEPEST:
            element = self._styles[style]
            chain.append(element)
            style = value(_child(element, "basedOn"))
        return chain


def _child(element: Any, name: str) -> Any:
    return None if element is None else element.find(f"{W}{name}")
