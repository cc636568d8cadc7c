"""The façade: a folder of documents, questions, cited answers, conversations."""

from __future__ import annotations

import asyncio
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

from index.errors import CorpusLocked, DocumentNotFound
from index.types import Document, DocumentInfo, Embedder, Filter, Hit, Part, Progress, ProgressCallback
from qa.answering.collection.catalogue import Catalogue
from qa.answering.collection.shelf import Readable
from qa.answering.comparison.asking import Asking
from qa.answering.comparison.compared import compared
from qa.answering.composition import Found, bare, compose, refuse
from qa.answering.ledger import StoredFacts, ledger_of
from qa.answering.phrases import notes_in
from qa.answering.writings import sayers, writings
from qa.errors import EmptyQuestion, QuestionTooLong
from qa.figures.annotations import FACTS_NAME
from qa.figures.attribution.writers import as_written, writer_among
from qa.question.analysis import Question, analyse, check
from qa.question.followups import standalone
from qa.question.question_language import languages_of
from qa.question.spelling import respelt
from qa.reading import load_reader
from qa.reading.bylines import asks_writer, bylines
from qa.reading.readable import read_one_by_one
from qa.reading.struck import read_valid
from qa.stages import Stage, attempt, watched
from qa.suggestions.suggestions import suggest
from qa.types import Answer, AnswerPart, AnswerPartKind, Ledger, Quote, Reader, Reading, Turn

if TYPE_CHECKING:
    from index.corpus import Corpus
    from index.settings import Settings
    from qa.llamaindex import SaysoChatEngine, SaysoQueryEngine, SaysoRetriever

PASSAGES = 20
"""Passages retrieved per question; the figures of their documents make the ledger."""

_MOST_PARTS_KEPT = 4_096
"""Documents of which it is remembered whose words stand where."""


class Searchable(Readable, Protocol):
    """What an assistant needs of a corpus."""

    def close(self) -> None:
        """Let go of files."""
        ...


@runtime_checkable
class KeepsFacts(Protocol):
    """A corpus that keeps what was derived from its documents at indexing."""

    def facts_of(self, annotator: str, document_id: str) -> list[dict[str, Any]] | None:
        """One document's facts; None where the annotator never looked at it."""
        ...


def _configured_reader(settings: Settings | None) -> Reader:
    from index.settings import Settings

    return load_reader((settings or Settings()).reader)


class Assistant:
    """Answers questions over a corpus with quoted, cited passages. Safe to share between threads."""

    def __init__(self, corpus: Searchable, reader: Reader | None = None) -> None:
        """An assistant over an open corpus, which stays its owner's to close, with a reader of your own if you
        like.
        """
        self.corpus = corpus
        self.reader = reader or _configured_reader(None)
        self._owns_corpus = False
        self._parts: dict[tuple[str, str], tuple[Part, ...]] = {}
        self._catalogue = Catalogue(corpus, self._suggested)

    @classmethod
    def open(
        cls,
        folder: Path | str,
        *,
        settings: Settings | None = None,
        embedder: Embedder | None = None,
        reader: Reader | None = None,
        progress: ProgressCallback | bool = False,
    ) -> Assistant:
        """Index what is new in `folder`, open the rest. `progress=True` tells the steps on standard error.

        Where another process is indexing the folder, what it has finished so far is used. Raises
        CorpusError where the folder cannot be indexed or its index cannot be opened.
        """
        from index.corpus import Corpus
        from qa.figures.annotations import FigureAnnotator

        corpus = Corpus.open(folder, settings=settings, embedder=embedder, annotators=[FigureAnnotator()])
        try:
            _bring_up_to_date(corpus, _tell if progress is True else progress or None)
            assistant = cls(corpus, reader or _configured_reader(settings))
        except BaseException:
            corpus.close()
            raise
        assistant._owns_corpus = True
        return assistant

    def ask(self, question: str, where: Filter | None = None) -> Answer:
        """The cited answer, or an abstention; odd questions get an abstention that says what is wrong with
        them.
        """
        return self._answer(question, (), where)

    async def aask(self, question: str, where: Filter | None = None) -> Answer:
        """`ask` without blocking the event loop."""
        return await asyncio.to_thread(self.ask, question, where)

    def stream(self, question: str, where: Filter | None = None) -> Iterator[AnswerPart]:
        """The answer in parts: how the question was understood, the text piece by piece, the whole answer."""
        return parts_of(self.ask(question, where))

    def hits(self, question: str, where: Filter | None = None) -> list[Hit]:
        """The passages in which a question is answered, the best first, with who wrote their words as source."""
        hits = self.corpus.search(question, k=PASSAGES, where=where)
        return attempt(Stage.TOLD, question, lambda: [self._written(hit) for hit in hits], lambda: hits)

    def chat(self) -> Chat:
        """A conversation of its own, in which follow-up questions are understood."""
        return Chat(self)

    def as_retriever(self, k: int = PASSAGES, where: Filter | None = None) -> SaysoRetriever:
        """A llama-index retriever over the corpus."""
        from qa.llamaindex import SaysoRetriever

        return SaysoRetriever(self.corpus, k=k, where=where)

    def as_query_engine(self, where: Filter | None = None) -> SaysoQueryEngine:
        """A llama-index query engine that answers as `ask` does."""
        from qa.llamaindex import SaysoQueryEngine

        return SaysoQueryEngine(self, where=where)

    def as_chat_engine(self, where: Filter | None = None) -> SaysoChatEngine:
        """A llama-index chat engine over a conversation of its own."""
        from qa.llamaindex import SaysoChatEngine

        return SaysoChatEngine(self, where=where)

    def close(self) -> None:
        """Close what `open` opened; calling it twice is no error."""
        if self._owns_corpus:
            self._owns_corpus = False
            self.corpus.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, asked: str, turns: Sequence[Turn], where: Filter | None) -> Answer:
        """The journey of a question; a stage beside the quotes that fails is left out, and the answer says so."""
        with watched() as failed:
            answer = self._journey(asked, turns, where)
        return replace(answer, notes=notes_in(answer.language, failed)) if failed else answer

    def _journey(self, asked: str, turns: Sequence[Turn], where: Filter | None) -> Answer:
        try:
            alone = check(asked)
        except EmptyQuestion:
            return self._catalogue.wordless(asked, where)
        except QuestionTooLong as problem:
            return refuse(asked, str(problem), where=where)
        text = attempt(Stage.FOLLOW_UP, asked, lambda: standalone(alone, turns), lambda: alone)
        told = attempt(
            Stage.COLLECTION, asked, lambda: self._catalogue.answer(asked, text, turns, where), lambda: None
        )
        if told is not None:
            return attempt(Stage.PAGES, asked, lambda: self._with_pages(told), lambda: told)
        question = analyse(text)
        answer = attempt(Stage.COMPARISON, asked, lambda: self._compared(question, asked, where), lambda: None)
        if answer is None:
            found = self._found(question, asked, where)
            answer = attempt(Stage.ACCOUNT, asked, lambda: compose(found), lambda: bare(found))
        return attempt(Stage.PAGES, asked, lambda: self._with_pages(answer), lambda: answer)

    def _compared(self, question: Question, asked: str, where: Filter | None) -> Answer | None:
        """The sides of a comparison told beside each other; None where the question asks for none."""

        def found(text: str, among: Filter) -> Found:
            return self._found(analyse(text), asked, among)

        return compared(question, asked, Asking(self.hits, found), self.corpus, where or Filter())

    def _found(self, question: Question, asked: str, where: Filter | None) -> Found:
        """What one question leads to: passages, what the reader marks in them, and their figures."""
        hits = self.hits(question.text, where)
        around = languages_of(hits)
        question = analyse(question.text, around)
        spelt = attempt(Stage.FOLLOW_UP, asked, lambda: respelt(question, hits), lambda: question.text)
        if spelt != question.text:
            question = analyse(spelt, around)
            hits = self.hits(question.text, where)
        reading = self._read(question, hits)
        ledger = attempt(Stage.FIGURES, question.text, lambda: self._ledger(question, hits, reading), Ledger)
        return Found(question, asked, hits, reading, ledger, where or Filter())

    def _read(self, question: Question, hits: Sequence[Hit]) -> Reading:
        """What is marked in the hits; where a passage makes the reader fail, in the others.

        Who wrote something, or what somebody wrote, is told in their own words.
        """

        def read(some: Sequence[Hit]) -> Reading:
            return read_valid(self.reader, question, some)

        def read_all() -> Reading:
            return attempt(Stage.PASSAGES, question.text, lambda: read(hits), lambda: read_one_by_one(read, hits))

        def nothing() -> Reading:
            return Reading(quotes=(), answerable=0.0)

        document = self.corpus.document
        if asks_writer(question, hits):
            return attempt(Stage.TOLD, question.text, lambda: bylines(question, hits, document), read_all)
        told = attempt(Stage.TOLD, question.text, lambda: _told(question, hits, document), nothing)
        if told.quotes or (reading := read_all()).quotes:
            return told if told.quotes else reading
        written = attempt(Stage.TOLD, question.text, lambda: writings(question, hits), nothing)
        return written if written.quotes else reading

    def _ledger(self, question: Question, hits: Sequence[Hit], reading: Reading) -> Ledger:
        facts = self._kept_figures(hits)
        return ledger_of(question, reading.quotes, hits=hits, facts=facts)

    def _written(self, hit: Hit) -> Hit:
        """The hit with the writer of its words as its source: those a mail quotes have another."""
        info = hit.document
        writer = writer_among(info, self._parts_of(info), hit.passage.start)
        return replace(hit, document=as_written(info, writer)) if writer else hit

    def _parts_of(self, info: DocumentInfo) -> tuple[Part, ...]:
        """The parts of a document, read once for each of its texts."""
        key = info.id, info.content_hash
        if key not in self._parts:
            if len(self._parts) >= _MOST_PARTS_KEPT:
                self._parts.clear()
            try:
                self._parts[key] = self.corpus.document(info.id).parts
            except DocumentNotFound:  # removed since it was found
                return ()
        return self._parts[key]

    def _kept_figures(self, hits: Sequence[Hit]) -> StoredFacts | None:
        """The figures that were computed at indexing; None where a document of the hits has none kept."""
        if not isinstance(self.corpus, KeepsFacts):
            return None
        documents = dict.fromkeys(hit.document.id for hit in hits)
        kept = {document: self.corpus.facts_of(FACTS_NAME, document) for document in documents}
        return None if None in kept.values() else lambda document_id: kept.get(document_id) or ()

    def _suggested(self, limit: int) -> list[str]:
        """Questions that the documents answer; none where they cannot be tried."""
        documents = self.corpus.documents()
        facts = ((info, self._facts_of(info)) for info in documents)
        about = "\n".join(info.content_hash for info in documents)
        with watched():
            return attempt(Stage.SUGGESTIONS, about, lambda: suggest(self, documents, facts, limit), list)

    def _facts_of(self, info: DocumentInfo) -> Sequence[dict[str, Any]]:
        kept = self.corpus.facts_of(FACTS_NAME, info.id) if isinstance(self.corpus, KeepsFacts) else None
        return kept or ()

    def _with_pages(self, answer: Answer) -> Answer:
        """The answer with page numbers on the quotes from paged documents."""
        quotes, further = (tuple(map(self._with_page, each)) for each in (answer.quotes, answer.further))
        is_same = quotes == answer.quotes and further == answer.further
        return answer if is_same else replace(answer, quotes=quotes, further=further)

    def _with_page(self, quote: Quote) -> Quote:
        if quote.document.media_type != "application/pdf":
            return quote
        return replace(quote, page=self.corpus.document(quote.document.id).page_of(quote.start))


class Chat:
    """A conversation. Its turns are asked one after the other, also from several threads."""

    def __init__(self, assistant: Assistant, turns: Sequence[Turn] = ()) -> None:
        self._assistant = assistant
        self._turns = list(turns)
        self._lock = threading.Lock()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What was asked and answered so far."""
        return tuple(self._turns)

    def ask(self, question: str, where: Filter | None = None) -> Answer:
        """The answer to a question that may lean on the turns before; `understood_as` is how it was read."""
        with self._lock:
            answer = self._assistant._answer(question, self._turns, where)
            self._turns.append(Turn(question, answer))
        return answer

    async def aask(self, question: str, where: Filter | None = None) -> Answer:
        """`ask` without blocking the event loop."""
        return await asyncio.to_thread(self.ask, question, where)

    def stream(self, question: str, where: Filter | None = None) -> Iterator[AnswerPart]:
        """`ask`, in parts."""
        return parts_of(self.ask(question, where))

    def drop_last(self) -> None:
        """Take back the last turn, to ask it again; no error where there is none."""
        with self._lock:
            del self._turns[-1:]

    def forget(self) -> None:
        """Start over, with no turns."""
        with self._lock:
            self._turns.clear()


def parts_of(answer: Answer) -> Iterator[AnswerPart]:
    """An answer as the parts of a stream."""
    yield AnswerPart(AnswerPartKind.UNDERSTOOD, answer.understood_as)
    for piece in re.findall(r"\s*\S+\s*", answer.text):
        yield AnswerPart(AnswerPartKind.TEXT, piece)
    yield AnswerPart(AnswerPartKind.DONE, answer=answer)


def _bring_up_to_date(corpus: Corpus, progress: ProgressCallback | None) -> None:
    try:
        corpus.index(progress=progress)
    except CorpusLocked:
        if not corpus.documents():
            raise


def _tell(step: Progress) -> None:
    print(f"{step.stage} {step.done}/{step.total} {step.path}", file=sys.stderr)


def _told(question: Question, hits: Sequence[Hit], document: Callable[[str], Document]) -> Reading:
    """Who wrote what the question speaks of, or what somebody wrote, where the passages are of several writers."""
    told = sayers(question, hits, document)
    return writings(question, hits) if not told.quotes and question.asked_words else told
