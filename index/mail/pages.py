"""The HTML text of a mail, as lines that know how deeply they are quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.loading import html
from index.mail.attributions import attributed
from index.mail.quotes import Line
from index.types import Part, Table

_OPEN, _CLOSE, _SIGNS, _SIGNED = "\ue000>", "\ue000<", "\ue000-", "\ue000+"
"""Paragraphs put around quotations and signatures, so that they can be told in the rendered text."""

_MARKS = "\ue000"
_QUOTING = re.compile(
    r"(?:^|\s)(?:x_)*(?:gmail_quote|yahoo_quoted|protonmail_quote|zmail_extra|mail-editor-reference-message-container"
    r"|ms-outlook-mobile-reference-message|tutanota_quote|moz-forward-container|quoted?|cite)(?:_\w+)?(?=\s|$)",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"(?:^|\s)(?:x_)*(?:gmail_signature|moz-signature|signature|ms-outlook-mobile-signature|AppleMailSignature"
    r"|protonmail_signature_block|elementToProof_signature)(?=\s|$)",
    re.IGNORECASE,
)
_UNREAD = frozenset({"script", "style", "head", "title", "template"})
_LONGEST_LEAD = 400


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a mail as lines; its tables and struck parts in offsets of the text that `Line.at` counts in."""

    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[Part, ...] = ()


def read_page(source: str) -> Page:
    """The lines of a page of a mail; those inside its quotations are deeper."""
    tree, _ = html.parse(source.replace(_MARKS, " "))
    if tree is None:
        return Page()
    for element in list(tree.iter("blockquote", "div", "pre", "table")):
        if _is_signature(element):
            _enclose(element, _SIGNS, _SIGNED)
        elif _is_quotation(element):
            _enclose(element, _OPEN, _CLOSE)
    built = html.rendered(tree, whole=True)
    return Page(tuple(_unmarked(built.text)), built.tables, built.parts)


def page_words(source: str) -> str:
    """Roughly what a page says, in a fraction of the time that reading it takes."""
    tree, _ = html.parse(source)
    if tree is None:
        return ""
    return " ".join(
        element.text or "" if place == "in" else element.tail or ""
        for element in tree.iter()
        for place in ("in", "after")
        if place == "after" or element.tag not in _UNREAD
    )


def _unmarked(text: str) -> Iterator[Line]:
    depth = signing = 0
    blank = True
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if line.startswith(_MARKS):
            depth += {_OPEN: 1, _CLOSE: -1}.get(line, 0)
            signing += {_SIGNS: 1, _SIGNED: -1}.get(line, 0)
        elif line.strip() or not blank:
            blank = not line.strip()
            yield Line(line, max(depth, 0), signs=signing > 0, at=start)


def _is_quotation(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag == "blockquote":
        return (
            element.get("type") == "cite" or bool(_QUOTING.search(named)) or attributed(_lead(element)) is not None
        )
    return bool(_QUOTING.search(named))


def _is_signature(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_SIGNING.search(named)) or element.get("data-smartmail") == "gmail_signature"


def _lead(element: Any) -> str:
    """The words right before an element."""
    before = element.getprevious()
    if before is None:
        parent = element.getparent()
        if parent is None:
            return ""
        if (parent.text or "").strip():
            return _tail_of(parent.text)
        before = parent.getprevious()
    if before is None:
        return ""
    return _tail_of(before.tail) if (before.tail or "").strip() else _tail_of("".join(before.itertext()))


def _tail_of(text: str | None) -> str:
    lines = (text or "").strip()[-_LONGEST_LEAD:].split("\n\n")
    return " ".join(lines[-1].split())


def _enclose(element: Any, first: str, last: str) -> None:
    """Put a paragraph with a mark before and one after what the element holds."""
    from lxml import html as pages

    before, after = pages.Element("p"), pages.Element("p")
    before.text, after.text = first, last
    before.tail, element.text = element.text, None
    element.insert(0, before)
    element.append(after)
