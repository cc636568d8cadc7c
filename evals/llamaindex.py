"""llama-index as its quick start sets it up, to measure beside: its splitter, Chroma, its index and retriever.

One thing differs from its defaults: sentence boundaries come from sayso's segmenter, because llama-index's own
would load NLTK data at run time. The embedding model is the one sayso uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from evals.systems import SEARCHED
from index.types import Document, Embedder, Hit, Passage, Span, VectorRecord

if TYPE_CHECKING:
    from index.corpus import Corpus
    from index.vectors.chroma import ChromaIndex

TOP_K = 2
"""What llama-index's retriever returns where nothing is said (DEFAULT_SIMILARITY_TOP_K)."""


@contextmanager
def default_pipeline(corpus: Corpus) -> Iterator[Callable[[str], list[Hit]]]:
    """Index the corpus's documents in a Chroma folder of its own; yields its ranking of a question."""
    from llama_index.core import Document as LlamaDocument
    from llama_index.core import StorageContext, VectorStoreIndex

    from index.vectors.chroma import open_folder

    documents = {info.id: corpus.document(info.id) for info in corpus.documents()}
    with TemporaryDirectory() as folder, closing(open_folder(Path(folder), "llama-index")) as collection:
        index = VectorStoreIndex.from_documents(
            [LlamaDocument(text=document.text, id_=name) for name, document in documents.items()],
            storage_context=StorageContext.from_defaults(vector_store=_vector_store(collection)),
            transformations=[_splitter()],
            embed_model=_embedding(corpus.embedder),
            show_progress=False,
        )
        retriever = index.as_retriever(similarity_top_k=SEARCHED)

        def rank(question: str) -> list[Hit]:
            found = retriever.retrieve(question)
            return [hit for node in found if (hit := _hit(node, documents)) is not None]

        yield rank


def chunks(text: str) -> list[Span]:
    """Where llama-index's default splitter cuts a text: 1,024 tokens, 200 of them shared with the chunk before."""
    from llama_index.core import Document as LlamaDocument

    nodes = _splitter().get_nodes_from_documents([LlamaDocument(text=text)])
    return [Span(n.start_char_idx, n.end_char_idx) for n in nodes if n.start_char_idx is not None]


def _splitter() -> Any:
    from llama_index.core.node_parser import SentenceSplitter

    return SentenceSplitter(chunking_tokenizer_fn=sentences)


def sentences(text: str) -> list[str]:
    """The text cut before each sentence; joined again it is the text."""
    from index.sentences import sentence_spans

    starts = [0, *(span.start for span in sentence_spans(text)[1:])]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _vector_store(collection: ChromaIndex) -> Any:
    """A Chroma collection as a vector store of llama-index's; the nodes are kept beside it."""
    import numpy as np
    from llama_index.core.schema import BaseNode
    from llama_index.core.vector_stores.types import (
        BasePydanticVectorStore,
        VectorStoreQuery,
        VectorStoreQueryResult,
    )

    kept: dict[str, BaseNode] = {}

    class Store(BasePydanticVectorStore):
        stores_text: bool = True

        @property
        def client(self) -> ChromaIndex:
            return collection

        def add(self, nodes: Sequence[BaseNode], **_: Any) -> list[str]:
            kept.update((node.node_id, node) for node in nodes)
            collection.upsert(
                VectorRecord(node.node_id, np.asarray(node.get_embedding(), dtype=np.float32)) for node in nodes
            )
            return [node.node_id for node in nodes]

        def delete(self, ref_doc_id: str, **_: Any) -> None:
            collection.delete([name for name, node in kept.items() if node.ref_doc_id == ref_doc_id])

        def query(self, query: VectorStoreQuery, **_: Any) -> VectorStoreQueryResult:
            found = collection.query(np.asarray(query.query_embedding, dtype=np.float32), query.similarity_top_k)
            return VectorStoreQueryResult(
                nodes=[kept[name] for name, _score in found],
                similarities=[score for _name, score in found],
                ids=[name for name, _score in found],
            )

    return Store()


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
