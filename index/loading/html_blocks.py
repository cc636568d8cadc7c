"""The blocks of an HTML page in order: paragraphs, headings, list items, tables; what is not shown is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.files.decoding import one_line, squeezed
from index.loading.grid import Grid, GridCell, moved_parts
from index.loading.runs import Runs
from index.types import Part

_NOT_READ = frozenset(
    {
        "script", "style", "noscript", "template", "head", "svg", "math", "canvas", "iframe", "object",
        "audio", "video", "picture", "map", "select", "option", "button", "input", "textarea", "dialog",
        "nav", "footer", "menu",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "aside", "form", "main", "header", "body", "html", "h1", "h2",
        "h3", "h4", "h5", "h6", "ul", "ol", "dl", "li", "dt", "dd", "blockquote", "pre", "figure",
        "figcaption", "address", "center", "table", "caption", "details", "summary", "hgroup", "fieldset",
    }
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK = frozenset({"del", "s", "strike"})
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the page before it is chosen.

    `linked` is the share of its text that stands in links, `home` numbers the element its own element is in.
    A table has its `grid`, its text being that of its rows, and its `caption`; `parts` are struck stretches.
    """

    text: str
    level: int | None
    linked: float
    home: int
    grid: Grid | None = None
    caption: str = ""
    parts: tuple[Part, ...] = ()


def blocks_of(tree: Any) -> Iterator[Block]:
    """The page's visible blocks in order: text between block elements, tables as a whole."""
    body = tree.find("body")
    collector = _Collector()
    for event, element in _events(tree if body is None else body):
        yield from collector.take(event, element)
    yield from collector.flush()


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    """("start", e), ("end", e) and ("table", e) in document order; not recursive."""
    stack: list[tuple[str, Any]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        if event == "end":
            yield event, element
            continue
        if _is_hidden(element):
            yield "skip", element
        elif element.tag == "table" and _is_data_table(element):
            yield "table", element
        else:
            yield "start", element
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))


def _is_hidden(element: Any) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in _NOT_READ
        or (element.tag == "aside" and not _is_fact_box(element))
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _is_struck(element: Any) -> bool:
    return element.tag in _STRUCK or bool(_LINE_THROUGH.search(element.get("style") or ""))


def _is_fact_box(aside: Any) -> bool:
    """Whether an aside belongs to the article's telling: it stands in one and leads nowhere else."""
    return aside.find(".//a") is None and any(outer.tag in ("article", "main") for outer in aside.iterancestors())


def _is_data_table(table: Any) -> bool:
    """Whether a table is one of values; pages of old are laid out in tables that hold whole articles."""
    return table.find(".//table") is None and all(len(cell.text_content()) < 1_000 for cell in table.iter("td"))


class _Collector:
    """Gathers running text until a block element begins or ends."""

    def __init__(self) -> None:
        self._runs = Runs()
        self._linked = 0
        self._struck = 0
        self._links = 0
        self._level: int | None = None
        self._bullet = False
        self._pre = 0
        self._open = [0]
        self._opened = 0

    def take(self, event: str, element: Any) -> Iterator[Block]:
        """What an event of the walk completes."""
        if event == "start":
            yield from self._start(element)
        elif event == "end":
            yield from self._end(element)
        elif event == "table":
            yield from self.flush()
            yield from _table(element, self._open[-1])
        if event != "start":
            self._text(element.tail)

    def flush(self) -> Iterator[Block]:
        """The block gathered so far, if there is text in it."""
        raw, struck = self._runs.finished()
        text = squeezed(raw)
        if text:
            bullet = "• " if self._bullet else ""
            parts = tuple(moved_parts(struck, raw, text, squeezed, len(bullet)))
            linked = min(1.0, self._linked / len(text))
            yield Block(bullet + text, self._level, linked, self._open[-2:][0], parts=parts)
            self._bullet = False
        self._runs, self._linked = Runs(), 0

    def _start(self, element: Any) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCKS:
            yield from self.flush()
            self._opened += 1
            self._open.append(self._opened)
            self._level = _HEADINGS.get(tag, self._level)
            self._bullet = tag == "li" or (self._bullet and tag in ("p", "div"))
        elif tag == "br":
            self._runs.add("\n")
        elif tag in ("td", "th"):
            self._runs.add(" ")
        self._pre += tag == "pre"
        self._links += tag == "a"
        self._struck += _is_struck(element)
        self._text(element.text)

    def _end(self, element: Any) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCKS or tag == "tr":
            yield from self.flush()
            if tag in _BLOCKS:
                self._open.pop()
            if tag in _HEADINGS:
                self._level = None
        self._pre -= tag == "pre"
        self._links -= tag == "a"
        self._struck -= _is_struck(element)

    def _text(self, text: str | None) -> None:
        if text:
            shown = text if self._pre else re.sub(r"[ \t\r\n\f]+", " ", text)
            self._runs.add(shown, is_struck=bool(self._struck))
            self._linked += len(shown.strip()) if self._links else 0


def _table(table: Any, home: int) -> Iterator[Block]:
    grid = Grid()
    group = None
    texts = []
    for row in table.iter("tr"):
        if row.getparent() is not group:
            group = row.getparent()
            grid.close_group()
        if _is_hidden(row):
            continue
        is_head = group.tag == "thead"
        cells = [_cell(cell, is_head) for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell)]
        texts += [cell.text for cell in cells]
        grid.add_row(cells)
    text = one_line(" ".join(texts))
    caption = table.find("caption")
    title = "" if caption is None or _is_hidden(caption) else one_line(_inner_text(caption)[0])
    if text:
        yield Block(text, None, 0.0, home, grid, title)
    elif title:
        yield Block(title, None, 0.0, home)


def _cell(cell: Any, is_head: bool) -> GridCell:
    text, parts = _inner_text(cell)
    return GridCell(
        text,
        rows=_span(cell.get("rowspan")),
        columns=_span(cell.get("colspan")) or 1,
        is_head=is_head or cell.tag == "th",
        parts=parts,
    )


def _span(value: str | None) -> int:
    """How many rows or columns an attribute says, 0 for all that follow; 1 where it cannot be read."""
    digits = (value or "").strip()
    return int(digits[:5]) if digits.isascii() and digits.isdecimal() else 1


def _inner_text(root: Any) -> tuple[str, tuple[Part, ...]]:
    """The text in an element as it reads: inline markup joins, blocks are apart, what is not shown is left out."""
    runs = Runs()
    struck = 0
    for event, element in _events(root):
        is_own = element is root
        if event == "start" and not is_own:
            if element.tag in _BLOCKS or element.tag == "br":
                runs.add("\n")
            struck += _is_struck(element)
        if event == "start":
            runs.add(re.sub(r"\s+", " ", element.text or ""), is_struck=struck > 0)
            continue
        if event == "end" and not is_own:
            struck -= _is_struck(element)
            if element.tag in _BLOCKS:
                runs.add("\n")
        if not is_own:
            runs.add(re.sub(r"\s+", " ", element.tail or ""), is_struck=struck > 0)
    return runs.finished()
