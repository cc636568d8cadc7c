"""Stretches of a document by whose words they are."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from index.types import Document, Part, PartKind, Span

SPOKEN = frozenset({PartKind.QUOTED, PartKind.FORWARDED, PartKind.MESSAGE, PartKind.COMMENT})
"""Parts that are the words of a writer of their own."""

_UNSAID = frozenset({PartKind.HEAD, PartKind.SIGNATURE})
"""Parts that only tell who wrote what."""


def by_voice(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans cut where another writer begins or ends, without what only introduces or signs their words."""
    parts = [part for part in document.parts if part.kind in SPOKEN | _UNSAID]
    if not parts:
        yield from spans
        return
    unsaid = sorted((part.span for part in parts if part.kind in _UNSAID), key=lambda span: span.start)
    borders = sorted({place for part in parts for place in (part.span.start, part.span.end)})
    at = skip = 0
    for span in spans:
        start = span.start
        while at < len(borders) and borders[at] <= start:
            at += 1
        while at < len(borders) and borders[at] < span.end:
            skip = yield from _said(document.text, Span(start, borders[at]), unsaid, skip)
            start = borders[at]
            at += 1
        skip = yield from _said(document.text, Span(start, span.end), unsaid, skip)


def _said(text: str, span: Span, unsaid: list[Span], skip: int) -> Generator[Span, None, int]:
    """The span without white space at its ends, unless it lies in a stretch that says nothing.

    Returns the first of the stretches that the next span may lie in; those before are behind `skip`.
    """
    while skip < len(unsaid) and unsaid[skip].end <= span.start:
        skip += 1
    is_unsaid = skip < len(unsaid) and unsaid[skip].start <= span.start
    said = text[span.start : span.end]
    if said.strip() and not is_unsaid:
        start = span.start + len(said) - len(said.lstrip())
        yield Span(start, start + len(said.strip()))
    return skip


def part_at(parts: Iterable[Part], offset: int) -> Part | None:
    """The innermost part that has a writer of its own and holds `offset`; None in the document's own words."""
    held = [part for part in parts if part.kind in SPOKEN and part.span.start <= offset < part.span.end]
    return min(held, key=lambda part: len(part.span), default=None)
