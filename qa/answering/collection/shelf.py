"""The documents that a question about the collection may be about, with what is known of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from index.errors import DocumentNotFound
from index.types import Document, DocumentInfo, Filter, Hit
from qa.answering.collection.own_dates import OwnDate, own_date, standing_lines
from qa.language.alternation import any_of
from qa.language.detection import language_of_text
from qa.language.pack import known, pack_of

HELD = 64
"""Texts held while one question is answered; more of a large collection would fill the memory."""

SCANNED = 300
"""Documents of which all are read to answer one question, which takes about a second."""

_OF_MEDIA = {"message/rfc822": frozenset({"mail", "message", "letter"})}
"""Kinds that documents of a format are of, however they are called."""

_WORDS = re.compile(r"[^\W\d_]+")


class Readable(Protocol):
    """What is needed of a corpus."""

    def search(self, question: str, k: int = 20, where: Filter | None = None) -> list[Hit]:
        """The passages nearest to the question, best first."""
        ...

    def document(self, reference: str) -> Document:
        """The document by id, path or title."""
        ...

    def documents(self) -> list[DocumentInfo]:
        """What is known of every document."""
        ...


class Shelf:
    """The documents that a filter lets through, for the time of one question."""

    def __init__(self, corpus: Readable, where: Filter | None = None) -> None:
        self.corpus = corpus
        self.where = where
        self.infos: tuple[DocumentInfo, ...] = tuple(
            info for info in corpus.documents() if where is None or where.admits(info)
        )
        self._texts: dict[str, Document] = {}

    def document(self, info: DocumentInfo) -> Document:
        """A document with its text; without one where it was removed since."""
        if info.id not in self._texts:
            if len(self._texts) >= HELD:
                self._texts.clear()
            try:
                self._texts[info.id] = self.corpus.document(info.id)
            except DocumentNotFound:
                self._texts[info.id] = Document(info, "")
        return self._texts[info.id]

    def date_of(self, info: DocumentInfo) -> OwnDate | None:
        """When a document is from; None where nothing tells."""
        return own_date(info, lambda: self.document(info).text)

    def dated(self, infos: Sequence[DocumentInfo]) -> list[tuple[OwnDate, DocumentInfo]]:
        """Those of the documents whose date is known, the earliest first."""
        found = [(when, info) for info in infos if (when := self.date_of(info))]
        return sorted(found, key=lambda pair: (pair[0].first, pair[0].last, pair[1].path, pair[1].id))

    def bears(self, info: DocumentInfo, kind: str) -> bool:
        """Whether a document is called by a noun of a kind: in its title, its file's name, a line of its head."""
        if kind in _OF_MEDIA.get(info.media_type, ()):
            return True
        forms = forms_of(kind)
        own = language_of_text(info.title, info.language).collection
        endings = [form for form, name in own.kinds.items() if name == kind] if own.bound else []

        def is_called(line: str) -> bool:
            folded = f" {' '.join(_WORDS.findall(line.casefold()))} "
            return any(f" {form} " in folded or (form in endings and f"{form} " in folded) for form in forms)

        if is_called(info.title) or is_called(info.path.replace("_", " ")):
            return True
        few = len(self.infos) <= SCANNED
        return few and any(map(is_called, standing_lines(self.document(info).text)))

    def is_of_kind(self, info: DocumentInfo) -> bool:
        """Whether a document is called by a noun of any kind."""
        return any(self.bears(info, kind) for kind in _kinds())

    def speaks_as(self, kind: str) -> float:
        """The share of the documents, 0 to 1, whose text uses a noun for a kind; 0 of too many to read."""
        if not 0 < len(self.infos) <= SCANNED:
            return 0.0
        said = re.compile(rf"\b(?:{any_of(forms_of(kind))})\b", re.IGNORECASE)
        return sum(said.search(self.document(info).text) is not None for info in self.infos) / len(self.infos)


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    return frozenset(kind for code in known() for kind in pack_of(code).collection.kinds.values())


@lru_cache(maxsize=256)
def forms_of(kind: str) -> frozenset[str]:
    """The nouns for a kind of documents in all languages."""
    return frozenset(
        form for code in known() for form, name in pack_of(code).collection.kinds.items() if name == kind
    )
