"""What an answer would be without sayso's reading: whole passages, found in four plain ways.

Each shows what it found as it is, never abstains and understands no follow-up, as systems without a
language model do. All of them search passages made from the same documents with the same embedding model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.runner import Options, Progress, run_cases
from evals.systems import SEARCHED, Outcome, opened_corpus
from evals.types import Case, Run
from index.types import Document, Embedder, Hit, Passage, Span
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

    with Assistant.open(folder) as assistant:
        systems = baselines(opened_corpus(assistant))
        return {
            one.name: run_cases(cases, one, corpus=corpus, options=options, progress=progress) for one in systems
        }


def baselines(corpus: Corpus) -> list[PassageSystem]:
    """The baselines over an indexed corpus."""
    models = {"embedder": corpus.embedder.name}

    def system(name: str, rank: Ranking, shown: int = 1) -> PassageSystem:
        return PassageSystem(name, corpus, rank, shown, models)

    return [
        system("BM25 only", lambda question: by_lexical(corpus, question)),
        system("dense only", lambda question: by_dense(corpus, question)),
        system("first passage", lambda question: first_passages(corpus, question)),
        system("llama-index default", llama_index_ranking(corpus), shown=_LLAMA_INDEX_TOP_K),
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


_LLAMA_INDEX_TOP_K = 2
"""What llama-index's retriever returns where nothing is said (DEFAULT_SIMILARITY_TOP_K)."""


def llama_index_ranking(corpus: Corpus) -> Ranking:
    """llama-index as its quick start sets it up: SentenceSplitter, VectorStoreIndex, its retriever.

    Two things differ from its defaults. The sentence boundaries come from sayso's segmenter, because the
    default would load NLTK data at run time. The vectors lie in its in-memory store, which finds the exact
    nearest neighbours, so that no approximate index can cost it a hit.
    """
    from llama_index.core import Document as LlamaDocument
    from llama_index.core import VectorStoreIndex

    documents = {info.id: corpus.document(info.id) for info in corpus.documents()}
    index = VectorStoreIndex.from_documents(
        [LlamaDocument(text=document.text, id_=name) for name, document in documents.items()],
        transformations=[_splitter()],
        embed_model=_embedding(corpus.embedder),
        show_progress=False,
    )
    retriever = index.as_retriever(similarity_top_k=SEARCHED)

    def rank(question: str) -> list[Hit]:
        found = retriever.retrieve(question)
        return [hit for node in found if (hit := _hit(node, documents)) is not None]

    return rank


def _splitter() -> Any:
    from llama_index.core.node_parser import SentenceSplitter

    return SentenceSplitter(chunking_tokenizer_fn=_sentences)


def llama_index_chunks(text: str) -> list[Span]:
    """Where llama-index's default splitter cuts a text: 1,024 tokens, 200 of them shared with the chunk before."""
    from llama_index.core import Document as LlamaDocument

    nodes = _splitter().get_nodes_from_documents([LlamaDocument(text=text)])
    return [Span(n.start_char_idx, n.end_char_idx) for n in nodes if n.start_char_idx is not None]


def _sentences(text: str) -> list[str]:
    """The text cut before each sentence; joined again it is the text."""
    from index.sentences import sentence_spans

    starts = [0, *(span.start for span in sentence_spans(text)[1:])]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _embedding(embedder: Embedder) -> Any:
    """sayso's embedding model as a llama-index one."""
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class Embedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(value) for value in embedder.embed_query(query)]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(value) for value in row] for row in embedder.embed_passages(texts)]

    return Embedding(model_name=embedder.name)


def _hit(found: Any, documents: Mapping[str, Document]) -> Hit | None:
    """A node with its offsets as a hit; None for one whose place in its document is not known."""
    node = found.node
    if node.start_char_idx is None or node.end_char_idx is None:
        return None
    document = documents[node.ref_doc_id]
    start, end = node.start_char_idx, node.end_char_idx
    passage = Passage(node.node_id, document.info.id, 0, start, end, document.text[start:end])
    score = float(found.score or 0.0)
    return Hit(passage, document.info, score, dense=score)


def _quote(hit: Hit) -> Quote:
    passage, document = hit.passage, hit.document
    score = min(1.0, max(0.0, hit.dense if hit.dense is not None else 0.0))
    return Quote(passage.text, passage.start, passage.end, document, passage.id, score)


def _answer(question: str, quotes: tuple[Quote, ...]) -> Answer:
    if not quotes:
        return Answer(question, question, abstention=Abstention("nothing was found"))
    claims = tuple(Claim(quote.text, (number,)) for number, quote in enumerate(quotes))
    return Answer(question, question, claims=claims, quotes=quotes)
