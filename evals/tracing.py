"""Notes what a corpus finds and a reader quotes while a question is answered, to say where a case was lost."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from index.types import Document, DocumentInfo, Filter, Hit
from qa.question.question import Question
from qa.types import Dropped, Quote, Reader, Reading


class Searchable(Protocol):
    """What of a corpus an assistant and its evaluation need."""

    def search(self, question: str, k: int = 20, where: Filter | None = None) -> list[Hit]:
        """The k passages most likely to answer, best first."""
        ...

    def document(self, reference: str) -> Document:
        """The document by id, path or title."""
        ...

    def documents(self) -> list[DocumentInfo]:
        """What is known of every document."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class TraceNotes(threading.local):
    """What was retrieved and read for the question that this thread is asking, each once, first found first."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Start on another question."""
        self._hits: dict[str, Hit] = {}
        self._read: dict[tuple[str, int, int], Quote] = {}
        self._dropped: dict[Dropped, None] = {}

    def retrieved(self, hits: Iterable[Hit]) -> None:
        """Note the passages of a search."""
        for hit in hits:
            self._hits.setdefault(hit.passage.id, hit)

    def quoted(self, quotes: Iterable[Quote]) -> None:
        """Note the quotes of a reading."""
        for quote in quotes:
            self._read.setdefault((quote.document.id, quote.start, quote.end), quote)

    def stopped(self, dropped: Iterable[Dropped]) -> None:
        """Note the quotes that did not stand up to a check."""
        self._dropped |= dict.fromkeys(dropped)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """The quotes that did not stand up to a check, with its name, in the order of the checks."""
        return tuple(self._dropped)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The passages, best first."""
        return tuple(self._hits.values())

    @property
    def read(self) -> tuple[Quote, ...]:
        """The quotes, best first."""
        return tuple(self._read.values())


class NotingCorpus:
    """A corpus that notes what it finds; everything else it does as the one inside."""

    def __init__(self, corpus: Searchable, notes: TraceNotes) -> None:
        self._corpus = corpus
        self._notes = notes

    def search(self, question: str, k: int = 20, where: Filter | None = None) -> list[Hit]:
        """The k passages most likely to answer, best first."""
        hits = self._corpus.search(question, k, where)
        self._notes.retrieved(hits)
        return hits

    def document(self, reference: str) -> Document:
        """The document by id, path or title."""
        return self._corpus.document(reference)

    def documents(self) -> list[DocumentInfo]:
        """What is known of every document."""
        return self._corpus.documents()

    def facts_of(self, annotator: str, document_id: str) -> list[dict[str, Any]] | None:
        """One document's facts; None where none are kept."""
        kept = getattr(self._corpus, "facts_of", None)
        return None if kept is None else kept(annotator, document_id)

    def close(self) -> None:
        """Let go of files."""
        self._corpus.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._corpus, name)


class NotingReader:
    """A reader that notes what it quotes; everything else it does as the one inside."""

    def __init__(self, reader: Reader, notes: TraceNotes) -> None:
        self._reader = reader
        self._notes = notes

    @property
    def name(self) -> str:
        """Identity of the reader inside."""
        return self._reader.name

    def read(self, question: Question, hits: Sequence[Hit]) -> Reading:
        """The quotes that answer."""
        reading = self._reader.read(question, hits)
        self._notes.quoted(reading.quotes)
        self._notes.stopped(reading.dropped)
        return reading

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)
