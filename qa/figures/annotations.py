"""Computes the figures of a document while it is indexed, so that a whole corpus has its ledger at once later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.types import Document, Passage, Span
from qa.figures.attribution.writers import writer_at
from qa.figures.document_figures import read_figures
from qa.figures.records import to_fact
from qa.language.countries import country_code

FACTS_NAME = "figures"
# Raise it whenever the same document would give other figures: stored facts are then computed anew.
VERSION = "18"


class FigureAnnotator:
    """An `index.types.Annotator`: the facts are figures as `qa.figures.records` writes them."""

    name = FACTS_NAME
    version = VERSION

    def annotate(self, document: Document, passages: Sequence[Passage]) -> list[dict[str, Any]]:
        """One record per figure in the passages, in the order of the text."""
        spans = _merged([passage.span for passage in passages])
        reading = read_figures(
            document.text,
            document.info.language,
            document.info,
            spans,
            writer_at=lambda offset: writer_at(document, offset),
        )
        owners = sorted(passages, key=lambda passage: passage.start)
        facts = []
        for figure in reading.figures:
            country = None
            if figure.place:
                country = country_code(figure.place) or reading.containments.get(figure.place)
            fact = to_fact(figure, country, writer_at(document, figure.amount.span.start))
            fact["passage"] = _owner(owners, figure.amount.span)
            if section := _section(document, figure.amount.span.start):
                fact["section"] = section
            facts.append(fact)
        return facts


def _section(document: Document, offset: int) -> str:
    """The headings over an offset, and the caption of the table it lies in."""
    over: dict[int, str] = {}
    for heading in document.headings:
        if heading.span.start > offset:
            break
        over = {level: said for level, said in over.items() if level < heading.level}
        over[heading.level] = document.text[heading.span.start : heading.span.end].strip()
    captions = (table.caption for table in document.tables if table.span.start <= offset < table.span.end)
    said = [*over.values(), *(document.text[span.start : span.end] for span in captions if span is not None)]
    return "\n".join(said)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Passages that overlap or touch, as one stretch each: an amount may stand across a border."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _owner(passages: Sequence[Passage], span: Span) -> str:
    """The id of the first passage that holds the span, the empty string where none does wholly."""
    from bisect import bisect_right

    at = bisect_right([p.start for p in passages], span.start) - 1
    for passage in reversed(passages[max(0, at - 3) : at + 1]):
        if passage.span.contains(span):
            return passage.id
    return ""
