"""Pages of news sites with their reporting lines marked, from the test data of the Fundus project.

Fundus (Dallabetta et al. 2024, MIT; github.com/flairNLP/fundus) keeps, for each publisher it reads, a page as it
was fetched and the paragraphs, crossheads and titles that its hand-written parser takes from it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import languages
from index.errors import SaysoError
from index.files.decoding import decode, squeezed
from index.loading import html

TEST_DATA = Path("tests/resources/parser/test_data")
_UNSHOWN = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "select", "textarea"})
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
     "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var")
)  # fmt: skip
_LEAST_FOUND = 0.6
"""Share of the paragraphs that a page must show to be used: some are behind a wall, some come by script."""

_SHORT = 24
"""Letters under which a line is only of a report where it is one of its paragraphs or titles as a whole."""


class LineDataError(SaysoError):
    """There are no marked pages where they were looked for."""


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """The shown lines of a page from top to bottom, and which of them are of its report."""

    site: str
    language: str | None
    lines: tuple[str, ...]
    marks: tuple[bool, ...]
    source: str


def marked_pages(checkout: Path) -> Iterator[MarkedPage]:
    """The pages in a checkout of Fundus. Raises LineDataError where there are none."""
    files = sorted((checkout / TEST_DATA).glob("*/*.html.gz"))
    if not files:
        raise LineDataError(f"{checkout}: no pages under {TEST_DATA}; a checkout of flairNLP/fundus holds them")
    for file in files:
        name = re.sub(r"_\d{4}_\d{2}_\d{2}$", "", file.name.removesuffix(".html.gz"))
        gold = file.with_name(f"{name}.json")
        if gold.is_file():
            source = decode(gzip.decompress(file.read_bytes()), file).text
            if page := _marked(f"{file.parent.name}/{name}", source, json.loads(gold.read_text(encoding="utf-8"))):
                yield page


def _marked(site: str, source: str, gold: dict[str, Any]) -> MarkedPage | None:
    tree, _ = html.parse(source)
    if tree is None:
        return None
    lines = list(shown_lines(tree))
    shown = _letters("".join(lines))
    best: tuple[float, list[str]] = (0.0, [])
    for version in gold.values():
        texts = list(_texts(version))
        found = sum(letters in shown for text in texts if (letters := _letters(text)))
        best = max(best, (found / max(len(texts), 1), texts), key=lambda each: each[0])
    share, texts = best
    if share < _LEAST_FOUND or len(texts) < 3:
        return None
    whole = {_letters(text) for text in texts}
    joined = " ".join(sorted(whole))
    marks = tuple(_is_of(_letters(line), whole, joined) for line in lines)
    return MarkedPage(site, languages.detect(" ".join(texts)), tuple(lines), marks, source)


def _texts(version: dict[str, Any]) -> Iterator[str]:
    """The title, summary, crossheads and paragraphs of a parsed article."""
    body = version.get("body") or {}
    yield from filter(None, [version.get("title")])
    yield from body.get("summary") or ()
    for section in body.get("sections") or ():
        yield from section.get("headline") or ()
        yield from section.get("paragraphs") or ()


def _is_of(letters: str, whole: set[str], joined: str) -> bool:
    if letters in whole:
        return True
    if len(letters) < _SHORT:
        return False
    return letters in joined or any(len(text) >= _SHORT and text in letters for text in whole)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def shown_lines(tree: Any) -> Iterator[str]:
    """The lines of everything a page shows, menus and footers too, as somebody gets who copies all of it."""
    pieces: list[str] = []
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        element, is_end = stack.pop()
        inline = element.tag in _INLINE
        if is_end:
            pieces.append("" if inline else "\n")
            pieces.append(re.sub(r"\s+", " ", element.tail or ""))
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSHOWN:
            pieces.append(re.sub(r"\s+", " ", element.tail or ""))
            continue
        pieces.append("" if inline else "\n")
        pieces.append(re.sub(r"\s+", " ", element.text or ""))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from (line for raw in "".join(pieces).split("\n") if (line := squeezed(raw)))
