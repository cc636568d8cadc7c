"""What is struck out in a document: its place in a text, the text without it, and what of it is no passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.types import Document, PartKind, Span

STRIKE = "~~"
"""What stands before and behind struck text, as in Markdown, so that no reader of a quote takes it for valid."""

_STRUCK = re.compile(r"~~(?=[^\s~])(?:[^~\n]|~(?!~)|\n(?!\s*\n)){1,2000}?(?<=[^\s~])~~")
_WORD = re.compile(r"\w")
_OPENS = re.compile(r"(?:^|[.!?…:])\W*$")
_CLOSES = re.compile(r"[.!?…][\W_]*$")


def struck_in(text: str) -> tuple[Span, ...]:
    """What is struck out in a text, by the tildes around it; in order."""
    if STRIKE not in text:
        return ()
    return tuple(Span(match.start(), match.end()) for match in _STRUCK.finditer(text))


def masked(text: str) -> str:
    """The text with spaces for what is struck out, so that all offsets hold."""
    return _STRUCK.sub(lambda match: " " * len(match.group()), text) if STRIKE in text else text


def struck_whole(document: Document) -> tuple[Span, ...]:
    """The lines and sentences of a document that are struck out whole; a struck word inside a sentence is none."""
    parts = [part.span for part in document.parts if part.kind is PartKind.STRUCK]
    text = document.text
    found: list[Span] = []
    for span in parts:
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        line = Span(start, end if end >= 0 else len(text))
        rest = "".join(text[kept.start : kept.end] for kept in without([line], parts))
        if not _WORD.search(rest):
            found.append(line)
        elif _OPENS.search(text[start : span.start]) and _CLOSES.search(text[span.start : span.end]):
            found.append(span)
    return tuple(dict.fromkeys(found))


def without(spans: Sequence[Span], gaps: Sequence[Span]) -> Iterator[Span]:
    """The spans without the gaps cut out of them; both in order."""
    for span in spans:
        start = span.start
        for gap in gaps:
            if gap.overlaps(span):
                if start < gap.start:
                    yield Span(start, gap.start)
                start = max(start, gap.end)
        if start < span.end:
            yield Span(start, span.end)
