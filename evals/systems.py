"""What is evaluated: anything that answers questions over a corpus and shows what it retrieved and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from evals.tracing import NotingCorpus, NotingReader, Searchable, TraceNotes
from evals.types import EvalError, Usage
from index.types import Document, Hit
from qa.errors import ReaderError
from qa.types import Answer, Dropped, Quote

if TYPE_CHECKING:
    from index.corpus import Corpus
    from qa.assistant import Assistant

SEARCHED = 20
"""How many passages retrieval is judged on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer with what led to it: the passages retrieved, the quotes the reader found in them, and those that
    did not stand up to a check.

    `usage` is for systems that call a language model otherwise than through llama-index, which is watched.
    """

    answer: Answer
    hits: tuple[Hit, ...] = ()
    read: tuple[Quote, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    usage: Usage | None = None


class System(Protocol):
    """A system under evaluation. `name` stands in tables, `models` in cache keys and reports.

    A language model among them goes by the name `llm`; its calls are then counted.
    """

    name: str
    models: Mapping[str, str]

    def answer(self, turns: Sequence[str]) -> Outcome:
        """The answer to the last turn of a conversation, the earlier ones having been asked before it."""
        ...

    def document(self, document_id: str) -> Document:
        """The document a quote names."""
        ...

    def documents(self) -> Mapping[str, str]:
        """The content hash of every document by its path."""
        ...


@dataclass(slots=True)
class AssistantSystem(AbstractContextManager["AssistantSystem"]):
    """sayso as its users meet it. What its corpus finds and its reader reads is noted on the way."""

    corpus: Searchable
    assistant: Assistant
    name: str = "sayso"
    models: Mapping[str, str] = field(default_factory=dict)
    notes: TraceNotes = field(default_factory=TraceNotes)

    def __post_init__(self) -> None:
        self.assistant.corpus = NotingCorpus(self.corpus, self.notes)
        self.assistant.reader = NotingReader(self.assistant.reader, self.notes)

    @classmethod
    def open(cls, folder: Path, reader: str | None = None) -> AssistantSystem:
        """Index what is new in the folder and open it, with the reader of that name. Raises EvalError."""
        from qa.assistant import Assistant
        from qa.reading import load_reader

        try:
            assistant = Assistant.open(folder, reader=load_reader(reader) if reader else None)
        except ReaderError as error:
            raise EvalError(str(error)) from error
        if not assistant.corpus.documents():
            assistant.close()
            raise EvalError(f"{folder}: no document there can be read; `sayso index {folder}` says why")
        models = {"reader": assistant.reader.name, "embedder": opened_corpus(assistant).embedder.name}
        return cls(assistant.corpus, assistant, models=models)

    def answer(self, turns: Sequence[str]) -> Outcome:
        """Asks every turn in one chat; the trace is of the last."""
        chat = self.assistant.chat()
        for turn in turns:
            self.notes.clear()
            answer = chat.ask(turn)
        if answer.abstention is not None and answer.abstention.examples:
            # What was looked up then is whether the questions it proposes have an answer.
            self.notes.clear()
        return Outcome(answer, self.notes.hits, self.notes.read, self.notes.dropped)

    def document(self, document_id: str) -> Document:
        """The document a quote names."""
        return self.corpus.document(document_id)

    def documents(self) -> Mapping[str, str]:
        """The content hash of every document by its id."""
        return {info.id: info.content_hash for info in self.corpus.documents()}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.assistant.close()


def opened_corpus(assistant: Assistant) -> Corpus:
    """The corpus that `Assistant.open` opened. Raises TypeError for one of another kind."""
    from index.corpus import Corpus

    if not isinstance(assistant.corpus, Corpus):
        raise TypeError(f"{type(assistant.corpus).__name__} is not a corpus on disk")
    return assistant.corpus
