"""The words of a Word paragraph as they are shown: hidden text never, struck text marked, symbols, equations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from index.loading.docx_styles import Styles, W, switch, value
from index.loading.equations import linear
from index.loading.runs import Runs

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_BOX = f"{W}txbxContent"
NOT_READ = frozenset(
    {*(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rt", "pPr", "tbl")), FALLBACK}
)
_SIGNS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{W}softHyphen": "\N{SOFT HYPHEN}",
}
_PRIVATE = range(0xF000, 0xF100)
"""Where Word keeps the characters of fonts that have no Unicode of their own."""

_SYMBOL_FONT = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
"""The font Symbol from 0x20 to 0x7E, by the Unicode consortium's table for it."""

_SYMBOL_FONT_ABOVE = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
"""The same from 0xA0 to 0xE5."""

_DINGBATS = {0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "□", 0xD8: "➢",
             0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}  # fmt: skip
"""Signs of Wingdings that texts use as words: ticks, crosses, boxes, arrows."""


@dataclass(slots=True)
class Left:
    """What was met on the way: comments to be read where they are anchored, and parts that are not read."""

    comments: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    pictures: int = 0
    charts: int = 0
    objects: int = 0
    symbols: set[str] = field(default_factory=set)


class Words:
    """Reads the words of paragraphs by the styles of their document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._is_on = cache(styles.switch)
        self.left = Left()

    def add_paragraph(self, paragraph: Any, runs: Runs) -> None:
        """Append what a paragraph, or a cell of several, shows."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._styles.default
        for element in self._shown(paragraph):
            if element.tag == f"{W}r":
                self._add_run(element, style, runs)
            else:
                runs.add(linear(element))

    def _shown(self, paragraph: Any) -> Iterator[Any]:
        """Runs and equations in order, not recursive: content controls, links, insertions and fields may nest."""
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            if element.tag in (f"{W}r", _MATH):
                yield element
            elif isinstance(element.tag, str) and element.tag not in NOT_READ:
                stack.extend(reversed(element))

    def _add_run(self, run: Any, style: str | None, runs: Runs) -> None:
        properties = run.find(f"{W}rPr")
        own_style = value(properties.find(f"{W}rStyle")) if properties is not None else None
        if self._has(properties, own_style, style, "vanish"):
            return
        is_struck = self._has(properties, own_style, style, "strike", "dstrike")
        stack = list(reversed(run))
        while stack:
            element = stack.pop()
            if element.tag == f"{W}t":
                runs.add(element.text or "", is_struck=is_struck)
            elif element.tag in _SIGNS:
                runs.add(_SIGNS[element.tag])
            elif element.tag == f"{W}sym":
                runs.add(self._symbol(element), is_struck=is_struck)
            elif element.tag == f"{W}commentReference":
                self.left.comments.append(element.get(f"{W}id") or "")
            elif element.tag == _BOX:
                self.left.boxes.append(element)
            elif isinstance(element.tag, str) and element.tag not in NOT_READ:
                self._note(element.tag)
                stack.extend(reversed(element))

    def _has(self, properties: Any, own_style: str | None, style: str | None, *names: str) -> bool:
        found = switch(properties, *names)
        return found if found is not None else self._is_on(own_style, *names) or self._is_on(style, *names)

    def _note(self, tag: str) -> None:
        self.left.pictures += tag == _BLIP
        self.left.charts += tag == _CHART
        self.left.objects += tag == f"{W}object"

    def _symbol(self, element: Any) -> str:
        font = element.get(f"{W}font") or ""
        try:
            code = int(element.get(f"{W}char") or "", 16)
        except ValueError:
            return ""
        if code not in _PRIVATE:
            return chr(code) if code < 0x110000 else ""
        found = _of_font(font.casefold(), code - _PRIVATE.start)
        if not found:
            self.left.symbols.add(font)
        return found


def _of_font(font: str, place: int) -> str:
    """The character at a place of a font of symbols; empty where it is not known."""
    if font.startswith("wingdings"):
        return _DINGBATS.get(place, "")
    if font != "symbol":
        return ""
    for first, signs in ((0x20, _SYMBOL_FONT), (0xA0, _SYMBOL_FONT_ABOVE)):
        if first <= place < first + len(signs):
            return signs[place - first]
    return ""
