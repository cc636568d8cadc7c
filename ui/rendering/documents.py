"""A document beside the conversation, with a quote marked in it."""

from __future__ import annotations

from index.types import Document, DocumentInfo, Span
from qa.answering.exports import citation
from qa.types import Quote
from ui.rendering.answers import marked
from ui.rendering.html import day, isolated, language_name, original_link, struck_through, text
from ui.rendering.tables import table_html

WINDOW = 20_000  # characters of a document shown on either side of a quote; a page longer than this drags


def document_html(
    document: Document, quote: Quote | None, position: int = 0, total: int = 0, key: str = ""
) -> str:
    """The document with `quote` marked, which is number `position` of `total` quotes, both from 1.

    `key` tells one opening from the next, so that the page scrolls to the quote each time.
    """
    info = document.info
    place = place_of(quote, document) if quote else None
    note = _stale_note(quote, info, place) if quote else ""
    return (
        f'<article class="document" {_place(key, position, total)} aria-label="{text(info.title)}">'
        f'<header>{_position(position, total)}<h2 dir="auto">{text(info.title)}</h2>'
        f"{_facts(info, quote)}{note}</header>"
        f'<div class="body" dir="auto" lang="{text(info.language or "")}">{_body(document, place, quote)}</div>'
        f"{copy_source(quote) if quote else ''}</article>"
    )


def place_of(quote: Quote, document: Document) -> Span | None:
    """Where the words of the quote stand in the document as it is now; None where they are gone."""
    if document.text[quote.start : quote.end] == quote.text:
        return quote.span
    start = document.text.find(quote.text)
    return Span(start, start + len(quote.text)) if start >= 0 and quote.text else None


def _stale_note(quote: Quote, info: DocumentInfo, place: Span | None) -> str:
    if quote.document.content_hash == info.content_hash and place is not None:
        return ""
    said = (
        "This document has changed since it was quoted. The quote still stands, and is marked where it is now."
        if place is not None
        else "This document has changed since it was quoted, and the quote is no longer in it. It read:"
    )
    gone = "" if place is not None else f'<blockquote dir="auto">{marked(quote)}</blockquote>'
    return f'<div class="stale" role="status"><p>{said}</p>{gone}</div>'


def removed_html(quote: Quote, position: int = 0, total: int = 0, key: str = "") -> str:
    """A citation whose document was taken out of the index: what it said, and where it said it."""
    info = quote.document
    return (
        f'<article class="document removed" {_place(key, position, total)} aria-label="{text(info.title)}">'
        f'<header>{_position(position, total)}<h2 dir="auto">{text(info.title)}</h2>{_facts(info, quote)}'
        '<div class="stale" role="status"><p>This document was removed since it was quoted. '
        "The quote as it was read:</p></div></header>"
        f'<blockquote dir="auto">{marked(quote)}</blockquote>{copy_source(quote)}</article>'
    )


def _place(key: str, position: int, total: int) -> str:
    """What assets/page.js needs to go to the quote before or behind."""
    return f'data-key="{text(key)}" data-position="{position}" data-total="{total}"'


def copy_source(quote: Quote) -> str:
    """What the copy button puts on the clipboard: the quote and where it stands."""
    return f'<span hidden data-copy="{text(f"“{quote.text}” ({citation(quote)})")}"></span>'


def _position(position: int, total: int) -> str:
    return f'<p class="position" aria-live="polite">Quote {position} of {total}</p>' if total and position else ""


def _facts(info: DocumentInfo, quote: Quote | None) -> str:
    facts = [
        isolated(info.publisher) if info.publisher else "",
        isolated(info.author) if info.author else "",
        day(info.published),
        text(language_name(info.language)) if info.language else "",
        f"page {quote.page}" if quote is not None and quote.page else "",
        isolated(info.path),
        original_link(info.url),
    ]
    return f'<ul class="facts">{"".join(f"<li>{fact}</li>" for fact in facts if fact)}</ul>'


def _body(document: Document, place: Span | None, quote: Quote | None) -> str:
    words, length = document.text, len(document.text)
    if place is None or quote is None:
        shown = Span(0, min(length, 2 * WINDOW))
        return _with_tables(document, shown, None, None) + _cut(length - shown.end)
    start, end = max(0, place.start - WINDOW), min(length, place.end + WINDOW)
    holding = next((table for table in document.tables if table.span.contains(place)), None)
    if holding is not None:
        return _cut(start) + _with_tables(document, Span(start, end), place, quote) + _cut(length - end)
    inner = marked(quote) if words[place.start : place.end] == quote.text else text(words[place.start : place.end])
    return (
        _cut(start)
        + _with_tables(document, Span(start, place.start), None, None)
        + f'<span class="quoted" id="quoted" tabindex="-1">{inner}</span>'
        + _with_tables(document, Span(place.end, end), None, None)
        + _cut(length - end)
    )


def _with_tables(document: Document, span: Span, place: Span | None, quote: Quote | None) -> str:
    """The words of a stretch, its tables as tables; a quote at `place` is marked in its table."""
    parts, at = [], span.start
    for table in document.tables:
        holds = place is not None and table.span.contains(place)
        if not holds and not (table.span.start >= at and span.contains(table.span)):
            continue
        before = table.caption or table.span
        before = (
            table.span if before.start < at or document.text[before.end : table.span.start].strip() else before
        )
        parts.append(_plain(document, Span(at, max(at, min(before.start, table.span.start)))).rstrip())
        parts.append(table_html(document, table, place if holds else None, quote))
        at = table.span.end
        at += len(document.text[at : span.end]) - len(document.text[at : span.end].lstrip("\n"))
    return "".join([*parts, _plain(document, Span(at, span.end)) if at < span.end else ""])


def _plain(document: Document, span: Span) -> str:
    """The words of a stretch, its headings set apart and what is struck out struck through."""
    parts, at = [], span.start
    for heading in document.headings:
        if heading.span.start < at or heading.span.end > span.end:
            continue
        parts.append(struck_through(document.text[at : heading.span.start]))
        parts.append(f'<b class="heading">{text(document.text[heading.span.start : heading.span.end])}</b>')
        at = heading.span.end
    return "".join([*parts, struck_through(document.text[at : span.end])])


def _cut(characters: int) -> str:
    return f'<p class="cut">… {characters:,} more characters …</p>' if characters > 0 else ""
