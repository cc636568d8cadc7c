"""What an answer would be without sayso's reading: whole passages, found in four plain ways.

Each shows what it found as it is, never abstains and understands no follow-up, as systems without a
language model do. All of them search passages made from the same documents with the same embedding model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evals.runner import Options, Progress, run_cases
from evals.systems import SEARCHED, Outcome, opened_corpus
from evals.types import Case, Run
from index.types import Document, Hit
from qa.types import Abstention, Answer, Claim, Quote

if TYPE_CHECKING:
    from index.corpus import Corpus

# Wide enough that the first twenty of either ranking are all among the fused ones.
_DEPTH = 200

Ranking = Callable[[str], list[Hit]]


@dataclass(slots=True)
class PassageSystem:
    """Shows the first `shown` passages of a ranking whole."""

    name: str
    corpus: Corpus
    rank: Ranking
    shown: int = 1
    models: Mapping[str, str] = field(default_factory=dict)

    def answer(self, turns: Sequence[str]) -> Outcome:
        """The first passages for the last turn."""
        hits = self.rank(turns[-1])
        quotes = tuple(_quote(hit) for hit in hits[: self.shown])
        return Outcome(_answer(turns[-1], quotes), tuple(hits[:SEARCHED]), quotes)

    def document(self, document_id: str) -> Document:
        """The document a quote names."""
        return self.corpus.document(document_id)

    def documents(self) -> Mapping[str, str]:
        """The content hash of every document by its id."""
        return {info.id: info.content_hash for info in self.corpus.documents()}


def run_baselines(
    cases: Sequence[Case],
    folder: Path,
    *,
    corpus: str,
    options: Options | None = None,
    progress: Progress | None = None,
) -> dict[str, Run]:
    """Every baseline over the same cases and documents, by name."""
    from qa.assistant import Assistant

    with Assistant.open(folder) as assistant, baselines(opened_corpus(assistant)) as systems:
        return {
            one.name: run_cases(cases, one, corpus=corpus, options=options, progress=progress) for one in systems
        }


@contextmanager
def baselines(corpus: Corpus) -> Iterator[list[PassageSystem]]:
    """The baselines over an indexed corpus."""
    from evals.llamaindex import TOP_K, default_pipeline

    models = {"embedder": corpus.embedder.name}

    def system(name: str, rank: Ranking, shown: int = 1) -> PassageSystem:
        return PassageSystem(name, corpus, rank, shown, models)

    with default_pipeline(corpus) as llama_index:
        yield [
            system("BM25 only", lambda question: by_lexical(corpus, question)),
            system("dense only", lambda question: by_dense(corpus, question)),
            system("first passage", lambda question: first_passages(corpus, question)),
            system("llama-index default", llama_index, shown=TOP_K),
        ]


def by_lexical(corpus: Corpus, question: str) -> list[Hit]:
    """Passages by BM25 alone."""
    hits = [hit for hit in corpus.search(question, _DEPTH) if hit.lexical is not None]
    return sorted(hits, key=lambda hit: -(hit.lexical or 0.0))


def by_dense(corpus: Corpus, question: str) -> list[Hit]:
    """Passages by cosine similarity alone."""
    hits = [hit for hit in corpus.search(question, _DEPTH) if hit.dense is not None]
    return sorted(hits, key=lambda hit: -(hit.dense or 0.0))


def first_passages(corpus: Corpus, question: str) -> list[Hit]:
    """The opening passage of each document, which in news says the most; documents by their nearest passage."""
    found = {hit.document.id: hit for hit in reversed(by_dense(corpus, question))}
    ordered = sorted(found.values(), key=lambda hit: -(hit.dense or 0.0))
    openings = [(corpus.passages(hit.document.id), hit) for hit in ordered]
    return [Hit(passages[0], hit.document, hit.score, hit.dense) for passages, hit in openings if passages]


def _quote(hit: Hit) -> Quote:
    passage, document = hit.passage, hit.document
    score = min(1.0, max(0.0, hit.dense if hit.dense is not None else 0.0))
    return Quote(passage.text, passage.start, passage.end, document, passage.id, score)


def _answer(question: str, quotes: tuple[Quote, ...]) -> Answer:
    if not quotes:
        return Answer(question, question, abstention=Abstention("nothing was found"))
    claims = tuple(Claim(quote.text, (number,)) for number, quote in enumerate(quotes))
    return Answer(question, question, claims=claims, quotes=quotes)
