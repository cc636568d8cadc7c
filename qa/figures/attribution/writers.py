"""Who wrote the words at a place of a document, where they are not simply its publisher's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from index.types import Document, DocumentInfo, Part
from index.voices import part_at

_LETTERS = frozenset({"message/rfc822"})
"""Documents that are one person's words: their writer is a claimant as somebody who is quoted is."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who wrote, and when; None for what the document does not tell."""

    name: str | None = None
    day: date | None = None


WriterAt = Callable[[int], Writer | None]


def writer_at(document: Document, offset: int) -> Writer | None:
    """The writer of the words at `offset`: of a quoted or forwarded mail, a message, a comment, else of the mail.

    None in articles and other documents that speak with their publisher's voice. A writer without a name is
    somebody else whom the document does not name.
    """
    return writer_among(document.info, document.parts, offset)


def writer_among(info: DocumentInfo, parts: Iterable[Part], offset: int) -> Writer | None:
    """`writer_at` of a document whose text is not at hand."""
    part = part_at(parts, offset)
    return Writer(part.author, part.published) if part else writer_of(info)


def writer_of(info: DocumentInfo) -> Writer | None:
    """The writer of a document as a whole, if it is a mail."""
    return Writer(info.author, info.published) if info.media_type in _LETTERS else None


def speaks_for_itself(info: DocumentInfo) -> bool:
    """Whether the words are one writer's own, published by nobody else, as those `as_written` tells of are."""
    return info.author is not None and info.author == info.publisher


def as_written(info: DocumentInfo, writer: Writer | None) -> DocumentInfo:
    """What is known of a document, told of the words of `writer` in it: they are the source, on their day."""
    if writer is None or (writer.name, writer.name, writer.day) == (info.publisher, info.author, info.published):
        return info
    return replace(info, publisher=writer.name, author=writer.name, published=writer.day)
