"""The numbers that Word puts before the paragraphs of its lists: "2.", "1.3", "(b)", or a bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from index.loading.docx_styles import Numbered, Styles, W, numbered, value

_LEVELS = 9
_BULLET = "•"
_UNNUMBERED = frozenset({"bullet", "none"})
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts; `text` has "%1" where the number of level 1 goes."""

    start: int
    form: str
    text: str
    is_legal: bool


class Numbering:
    """Counts the paragraphs of the lists of one document, which must be asked about in order."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._by_style: dict[str, dict[str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def label(self, properties: Any, style: str | None) -> str:
        """What stands before a paragraph with these properties; empty where it is of no list."""
        own, inherited = numbered(properties), self._styles.numbered(style)
        list_id = own.list_id or inherited.list_id
        abstract = self._abstract.get(list_id or "")
        if list_id is None or abstract is None:
            return ""
        level = self._level_of(abstract, own, inherited, style)
        rule = self._levels.get(abstract, {}).get(level)
        if rule is None:
            return ""
        counts = self._count(list_id, abstract, level)
        if rule.form in _UNNUMBERED:
            return f"{_BULLET} " if rule.form == "bullet" else ""
        text = _PLACE.sub(lambda place: self._number(abstract, counts, int(place.group(1)) - 1, rule), rule.text)
        return f"{text.strip()} " if text.strip() else ""

    def _level_of(self, abstract: str, own: Numbered, inherited: Numbered, style: str | None) -> int:
        by_style = self._by_style.get(abstract, {}).get(style or "")
        found = next((level for level in (own.level, by_style, inherited.level) if level is not None), 0)
        return min(found, _LEVELS - 1)

    def _count(self, list_id: str, abstract: str, level: int) -> list[int | None]:
        """The numbers of all levels once one more paragraph of this level has come."""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        restart = self._restarts.get(list_id, {}).pop(level, None)
        if restart is not None:
            counts[level] = restart
        else:
            number = counts[level]
            counts[level] = self._start(abstract, level) if number is None else number + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return counts

    def _start(self, abstract: str, level: int) -> int:
        rule = self._levels.get(abstract, {}).get(level)
        return rule.start if rule else 1

    def _number(self, abstract: str, counts: list[int | None], level: int, rule: _Level) -> str:
        number = counts[level]
        number = self._start(abstract, level) if number is None else number
        own = self._levels.get(abstract, {}).get(level)
        return _written(number, "decimal" if rule.is_legal or own is None else own.form)

    def _read(self, root: Any) -> None:
        for element in root.iterchildren(f"{W}abstractNum"):
            name = element.get(f"{W}abstractNumId") or ""
            for each in element.iterchildren(f"{W}lvl"):
                level = int(each.get(f"{W}ilvl") or 0)
                self._levels.setdefault(name, {})[level] = _level(each)
                if style := value(each.find(f"{W}pStyle")):
                    self._by_style.setdefault(name, {})[style] = level
        for element in root.iterchildren(f"{W}num"):
            list_id = element.get(f"{W}numId") or ""
            self._abstract[list_id] = value(element.find(f"{W}abstractNumId")) or ""
            for override in element.iterchildren(f"{W}lvlOverride"):
                start = value(override.find(f"{W}startOverride")) or ""
                if start.isdecimal():
                    self._restarts.setdefault(list_id, {})[int(override.get(f"{W}ilvl") or 0)] = int(start)


def _level(element: Any) -> _Level:
    start = value(element.find(f"{W}start")) or ""
    return _Level(
        start=int(start) if start.isdecimal() else 1,
        form=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText")) or "",
        is_legal=element.find(f"{W}isLgl") is not None,
    )


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for size, sign in _ROMAN:
        letters += sign * min(number // size, 20)
        number %= size
    return letters
