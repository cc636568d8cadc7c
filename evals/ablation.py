"""What each stage is worth: the same cases with one stage at a time switched off."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evals.baselines import by_dense, by_lexical
from evals.runner import Options, Progress, run_cases
from evals.sources import Suite
from evals.summary import difference, summarise
from evals.systems import AssistantSystem, opened_corpus
from evals.tracing import Searchable
from evals.types import Run
from index.types import Document, DocumentInfo, Filter, Hit, Passage
from qa.question.question import Question
from qa.types import Ledger, Reader, Reading

if TYPE_CHECKING:
    from rich.table import Table

    from index.corpus import Corpus

WHOLE = "everything"

_CANDIDATES = 100
"""Passages of each ranking that fusion gets, as in a corpus."""


@dataclass(frozen=True, slots=True)
class RankedBy:
    """A corpus whose search is another ranking of the same passages."""

    corpus: Corpus
    rank: Callable[[Corpus, str], list[Hit]]

    def search(self, question: str, k: int = 20, where: Filter | None = None) -> list[Hit]:
        """The k best by that ranking."""
        hits = self.rank(self.corpus, question)
        return [hit for hit in hits if where is None or where.admits(hit.document)][:k]

    def document(self, reference: str) -> Document:
        """The document by id, path or title."""
        return self.corpus.document(reference)

    def documents(self) -> list[DocumentInfo]:
        """What is known of every document."""
        return self.corpus.documents()

    def close(self) -> None:
        """Nothing of its own to close."""


class Uncleaned:
    """The same documents cut into passages whole, boilerplate and all; searched in memory."""

    def __init__(self, corpus: Corpus) -> None:
        from index.chunking import ChunkingSettings, chunk
        from index.lexical import LexicalEntry, LexicalIndex
        from index.types import Span

        self._corpus = corpus
        self._embedder = embedder = corpus.embedder
        self._documents = {info.id: info for info in corpus.documents()}
        self._passages: dict[str, Passage] = {}
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._lexical = LexicalIndex(self._connection)
        self._lexical.create()
        for name, info in self._documents.items():
            document = corpus.document(name)
            whole = (Span(0, len(document.text)),)
            cut = chunk(document, whole, ChunkingSettings(), embedder.count_tokens, embedder.max_tokens)
            self._passages |= {passage.id: passage for passage in cut}
            self._lexical.add(LexicalEntry(p.id, name, p.context, p.text, info.language) for p in cut)
        self._vectors = embedder.embed_passages([passage.searchable for passage in self._passages.values()])

    def search(self, question: str, k: int = 20, where: Filter | None = None) -> list[Hit]:
        """The k best of both rankings fused."""
        from index.fusion import fuse

        scores = self._vectors @ self._embedder.embed_query(question)
        dense = sorted(zip(self._passages, map(float, scores), strict=True), key=lambda pair: -pair[1])[
            :_CANDIDATES
        ]
        lexical = self._lexical.search(question, _CANDIDATES, None)
        hits = [
            Hit(self._passages[one.id], self._documents[self._passages[one.id].document_id], one.score, one.dense)
            for one in fuse(dense, lexical, _CANDIDATES)
        ]
        return [hit for hit in hits if where is None or where.admits(hit.document)][:k]

    def document(self, reference: str) -> Document:
        """The document by id, path or title."""
        return self._corpus.document(reference)

    def documents(self) -> list[DocumentInfo]:
        """What is known of every document."""
        return list(self._documents.values())

    def close(self) -> None:
        """Let go of the terms."""
        self._connection.close()


@dataclass(frozen=True, slots=True)
class InRetrievalOrder:
    """A reader whose quotes rank as their passages were retrieved; the scores it gave go by that order too."""

    reader: Reader

    @property
    def name(self) -> str:
        """Identity of the reader inside."""
        return f"{self.reader.name}, in retrieval order"

    def read(self, question: Question, hits: Sequence[Hit]) -> Reading:
        """The same quotes; those of the passage retrieved first come first."""
        reading = self.reader.read(question, hits)
        rank = {hit.passage.id: number for number, hit in enumerate(hits)}
        ordered = sorted(reading.quotes, key=lambda quote: rank.get(quote.passage_id, len(rank)))
        scores = sorted((quote.score for quote in ordered), reverse=True)
        quotes = tuple(replace(quote, score=score) for quote, score in zip(ordered, scores, strict=True))
        return replace(reading, quotes=quotes)


def run_ablations(suite: Suite, options: Options, progress: Progress | None = None) -> dict[str, Run]:
    """The suite with everything, then without each stage, by name."""
    from qa.assistant import Assistant

    with Assistant.open(suite.folder) as assistant:
        return {
            system.name: run_cases(suite.cases, system, corpus=suite.name, options=options, progress=progress)
            for system in _systems(opened_corpus(assistant))
        }


def _systems(corpus: Corpus) -> Iterator[AssistantSystem]:
    from qa.reading import load_reader

    reader = load_reader()
    models = {"reader": reader.name, "embedder": corpus.embedder.name}
    yield _system(WHOLE, corpus, reader, models)
    uncleaned = Uncleaned(corpus)
    try:
        yield _system("without cleaning", uncleaned, reader, models)
    finally:
        uncleaned.close()
    yield _system("without fusion, dense only", RankedBy(corpus, by_dense), reader, models)
    yield _system("without fusion, BM25 only", RankedBy(corpus, by_lexical), reader, models)
    yield _system("without the reader's ranking", corpus, InRetrievalOrder(reader), models)
    rules = load_reader("rules")
    yield _system("without the reader's network, rules only", corpus, rules, {**models, "reader": rules.name})
    with _without_ledger():
        yield _system("without the ledger", corpus, reader, models)


def _system(name: str, corpus: Searchable, reader: Reader, models: Mapping[str, str]) -> AssistantSystem:
    from qa.assistant import Assistant

    return AssistantSystem(corpus, Assistant(corpus, reader), name, models)


def _without_ledger() -> AbstractContextManager[object]:
    """No figure is read from the quotes meanwhile: the façade has no switch for what users never turn off."""
    from unittest.mock import patch

    return patch("qa.assistant.ledger_of", lambda *_, **__: Ledger())


def ablation_table(runs: Mapping[str, Run]) -> Table:
    """What is lost without each stage, with the 95% interval and p-value of the paired difference."""
    from rich.table import Table

    whole = runs[WHOLE]
    scores = ("first answer", "citation precision", "recall@5", "mrr")
    table = Table("", "right", *scores, "change", "95% interval", "p", "lost", "won", title_justify="left")
    for name, run in runs.items():
        measured = summarise(run).scores
        row = [name, f"{100 * run.share_passed:.1f}"]
        row += [f"{100 * measured[score].mean:.1f}" if score in measured else "–" for score in scores]
        if name != WHOLE:
            change = difference(whole, run).passed
            interval = f"{100 * change.low:+.1f} – {100 * change.high:+.1f}"
            row += [f"{100 * change.difference:+.1f}", interval, f"{change.p_value:.3f}"]
            row += [str(change.worse), str(change.better)]
        table.add_row(*row)
    return table
