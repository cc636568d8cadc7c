"""Which of the documents have the traits that a question names, and what is quoted of each for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.types import DocumentInfo
from qa.answering.collection.document_quotes import date_quote, naming_quote, quote_at, writer_quote
from qa.answering.collection.matters import Matter, Speaking, about, mentioning
from qa.answering.collection.shelf import Shelf
from qa.figures.claimants import same_claimant
from qa.language.sections.collection_words import Trait, Wanted
from qa.question.collection.requests import Request
from qa.question.collection.traits import Picked
from qa.types import Quote

ENDINGS = {
    "pdf": frozenset({".pdf"}),
    "word": frozenset({".docx", ".odt", ".rtf"}),
    "sheet": frozenset({".xlsx", ".xls", ".ods", ".csv", ".tsv"}),
    "slides": frozenset({".pptx"}),
    "web": frozenset({".html", ".htm", ".xhtml"}),
    "markdown": frozenset({".md", ".markdown"}),
    "text": frozenset({".txt"}),
    "book": frozenset({".epub"}),
    "json": frozenset({".json", ".jsonl", ".ndjson"}),
    "mail": frozenset({".eml", ".mbox", ".msg"}),
    "picture": frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"}),
}
"""The endings of files of each format that packs have words for."""

KIND_SHARE = 1 / 3
"""Share of the documents that must be called by a noun for a question that does not name the collection to mean
them: where fewer are, "the oldest law" is one that the documents speak of.
"""

SPOKEN_SHARE = 1 / 2
"""Share of the documents that must use a noun in their text for all to be of that kind where no title has it: the
talks of a series call themselves its episodes.
"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document that has every trait, and what its text says of them."""

    info: DocumentInfo
    spoken: Speaking | None = None


def candidates(shelf: Shelf, request: Request) -> tuple[DocumentInfo, ...] | None:
    """The documents of the kind that is asked for; None where the question means no document of the collection.

    All documents where they use the noun themselves, or where hardly any is called anything and they are counted.
    """
    for picked in request.traits:
        if picked.loose and not any(_is_by(shelf, info, picked) for info in shelf.infos):
            return None
    if not request.kind:
        return shelf.infos
    borne = tuple(info for info in shelf.infos if shelf.bears(info, request.kind))
    if len(borne) >= KIND_SHARE * max(1, len(shelf.infos)) or (borne and request.is_of_collection):
        return borne
    spoken = request.is_of_collection or _is_about(request)
    if spoken and shelf.speaks_as(request.kind) >= SPOKEN_SHARE:
        return shelf.infos
    if not request.is_of_collection:
        return None
    has_kinds = sum(map(shelf.is_of_kind, shelf.infos)) >= KIND_SHARE * len(shelf.infos)
    return () if has_kinds or request.wants is not Wanted.COUNT else shelf.infos


def _is_about(request: Request) -> bool:
    return any(picked.trait is Trait.TOPIC for picked in request.traits)


def choose(shelf: Shelf, infos: Sequence[DocumentInfo], request: Request) -> list[Chosen]:
    """The documents that have all traits a question names: by date where dates are asked, by how much they speak
    of a matter where one is. Where none is about it, those that mention it.
    """
    chosen = list(infos)
    spoken: dict[str, Speaking] = {}
    for picked in sorted(request.choosing, key=lambda picked: picked.trait in _READ):
        if picked.trait in _READ:
            matter = Matter(picked.value, request.language)
            found = about(shelf, chosen, matter) if picked.trait is Trait.TOPIC else []
            found = found or mentioning(shelf, chosen, matter)
            spoken |= {each.info.id: each for each in found}
            chosen = [each.info for each in found]
        else:
            chosen = [info for info in chosen if _TESTS[picked.trait](shelf, info, picked)]
    if not spoken and any(picked.trait is Trait.DATED for picked in request.choosing):
        chosen = [info for _, info in shelf.dated(chosen)]
    return [Chosen(info, spoken.get(info.id)) for info in chosen]


_READ = (Trait.TOPIC, Trait.MENTION)
"""Traits that are looked for in the texts, among those documents that have the others."""


def _is_dated(shelf: Shelf, info: DocumentInfo, picked: Picked) -> bool:
    when = shelf.date_of(info)
    return when is not None and picked.period is not None and when.is_within(picked.period)


def _is_in_language(_shelf: Shelf, info: DocumentInfo, picked: Picked) -> bool:
    return info.language == picked.value


def _is_by(shelf: Shelf, info: DocumentInfo, picked: Picked) -> bool:
    return any(same_claimant(picked.value, name) for name in writers_of(shelf, info))


def _is_of_format(_shelf: Shelf, info: DocumentInfo, picked: Picked) -> bool:
    return format_of(info) == picked.value


_TESTS: dict[Trait, Callable[[Shelf, DocumentInfo, Picked], bool]] = {
    Trait.DATED: _is_dated,
    Trait.LANGUAGE: _is_in_language,
    Trait.WRITER: _is_by,
    Trait.FORMAT: _is_of_format,
}


def writers_of(shelf: Shelf, info: DocumentInfo) -> tuple[str, ...]:
    """Whom a document names as its writer and its publisher; of a conversation those who wrote in it."""
    named = tuple(dict.fromkeys(name for name in (info.author, info.publisher) if name))
    if named:
        return named
    return tuple(dict.fromkeys(part.author for part in shelf.document(info).parts if part.author))


def format_of(info: DocumentInfo) -> str:
    """The name of a document's format, by the ending of its file; empty where packs have no word for it."""
    ending = PurePosixPath(info.path).suffix.lower()
    return next((name for name, endings in ENDINGS.items() if ending in endings), "")


def quote_of(shelf: Shelf, chosen: Chosen, request: Request) -> Quote | None:
    """The words of a document that best show why it was chosen; None of one without words."""
    document = shelf.document(chosen.info)
    if chosen.spoken:
        return quote_at(document, chosen.spoken.sentence, chosen.spoken.word)
    for picked in request.choosing:
        when = shelf.date_of(chosen.info) if picked.trait is Trait.DATED else None
        if when and (told := date_quote(document, when)):
            return told
        if picked.trait is Trait.WRITER:
            for name in writers_of(shelf, chosen.info):
                if same_claimant(picked.value, name) and (told := writer_quote(document, name)):
                    return told
    return naming_quote(document)
