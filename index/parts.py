"""Stretches of a document that are not simply its author's word: who wrote them and when, what is struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.types import Document, Part, PartKind, Span

STRIKE = "~~"
"""What stands before and behind struck text, as in Markdown, so that no reader of a quote takes it for valid."""

_STRUCK = re.compile(r"~~(?=[^\s~])(?:[^~\n]|~(?!~)|\n(?!\s*\n)){1,2000}?(?<=[^\s~])~~")
_WORD = re.compile(r"\w")
_OPENS = re.compile(r"(?:^|[.!?…:])\W*$")
_CLOSES = re.compile(r"[.!?…][\W_]*$")


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote the text at a place, and on which day; None where it is not told."""

    author: str | None
    published: date | None


def writer_at(document: Document, offset: int) -> Writer:
    """Who wrote the character at `offset`, and when: the innermost part that has a writer, else the document's."""
    return writer_in(document.parts, offset) or Writer(document.info.author, document.info.published)


def writer_in(parts: Sequence[Part], offset: int) -> Writer | None:
    """The writer of the innermost of the parts around `offset` that has one; None where none does."""
    holding = [part for part in parts if part.author and part.span.start <= offset < part.span.end]
    inner = min(holding, key=lambda part: len(part.span), default=None)
    return None if inner is None else Writer(inner.author, inner.published)


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
