"""SciFact: which of 5,183 abstracts bear on a scientific claim? BM25, dense and fused ranking, side by side."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from evals.benchmarks.base import (
    BenchmarkDataError,
    BenchmarkResult,
    ProgressLine,
    Row,
    first_there,
    read_json_lines,
    read_text,
)
from index.embedding import load_embedder
from index.fusion import POOL, fuse
from index.lexical import LexicalEntry, LexicalIndex
from index.types import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LANGUAGE = "en"
JUDGEMENTS = "qrels/test.tsv"
# Abstracts embedded between two lines of progress.
AT_ONCE = 500
PUBLISHED = (
    Row("BM25", {"nDCG@10": 0.696}, published=True, note="on these claims"),
    Row("all-MiniLM-L6-v2, fp32", {"nDCG@10": 0.660}, published=True, note="on these claims"),
    Row("bge-small-en-v1.5", {"nDCG@10": 0.748}, published=True),
)
PUBLISHED_TEST = (
    Row("BM25", {"nDCG@10": 0.687}, published=True),
    Row("all-MiniLM-L6-v2, fp32", {"nDCG@10": 0.645}, published=True),
    Row("bge-small-en-v1.5", {"nDCG@10": 0.748}, published=True),
)

Ranking = list[tuple[str, float]]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Abstract:
    """One abstract of the collection."""

    id: str
    title: str
    text: str

    @property
    def searchable(self) -> str:
        """What is embedded: the title, a line break, the text."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True)
class ScientificClaim:
    """A claim and the ids of the abstracts that support or refute it."""

    id: str
    text: str
    relevant: frozenset[str]


class SciFact:
    """The two rankings of a search and their fusion, each scored alone."""

    name = "scifact"
    data_format = (
        "a folder with corpus.jsonl (rows of _id, title, text) and either train_claims.jsonl (rows of id, text, "
        "relevant[ids]) or, as BEIR publishes it, queries.jsonl (rows of _id, text) and qrels/test.tsv (query id, "
        "document id, grade); JSON lines gzipped or not"
    )

    def __init__(self, embedder: Embedder | None = None, cache: Path | None = None) -> None:
        self._embedder = embedder
        self._cache = cache

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the folder `data`. Raises BenchmarkDataError where it cannot be read."""
        abstracts = read_abstracts(data, self.data_format)
        claims = read_claims(data, self.data_format)
        embedder = self._embedder or load_embedder()
        dense = rank_dense(abstracts, claims, embedder, self._cache, progress)
        progress("ranking by BM25")
        lexical = rank_lexical(abstracts, claims)
        fused = {
            claim.id: [(hit.id, hit.score) for hit in fuse(dense[claim.id], lexical[claim.id], POOL)]
            for claim in claims
        }
        rows = (
            Row("sayso, fused", score(claims, fused)),
            Row("sayso, BM25 alone", score(claims, lexical)),
            Row("sayso, dense alone", score(claims, dense), note=embedder.name),
        )
        return BenchmarkResult(
            name=self.name,
            title=f"SciFact: {len(claims)} claims, {len(abstracts):,} abstracts",
            rows=(*rows, *(PUBLISHED_TEST if _is_beir(data) else PUBLISHED)),
            scoring=f"ir_measures over the first {POOL} of each ranking; every listed abstract counts as relevant",
            source="Wadden et al., Fact or Fiction: Verifying Scientific Claims, EMNLP 2020; retrieval as in BEIR",
            caveats=(
                "Published figures without a note are on the 300 test claims, which BEIR's layout holds.",
                "llama-index's default pipeline ranks as `dense alone` does here: its splitter cuts at 1,024 "
                "tokens, and all but a few abstracts are shorter.",
                f"An abstract is one passage here: the model reads its first {embedder.max_tokens} tokens.",
            ),
        )


def rank_dense(
    abstracts: Sequence[Abstract],
    claims: Sequence[ScientificClaim],
    embedder: Embedder,
    cache: Path | None,
    progress: ProgressLine,
) -> dict[str, Ranking]:
    """The nearest abstracts of each claim by exact cosine similarity."""
    import numpy as np

    ids = np.array([abstract.id for abstract in abstracts])
    vectors = embedded([a.searchable for a in abstracts], embedder, cache, progress)
    similar = np.stack([embedder.embed_query(claim.text) for claim in claims]) @ vectors.T
    order = np.argsort(-similar, axis=1, kind="stable")[:, :POOL]
    return {
        claim.id: [(str(ids[place]), float(row[place])) for place in places]
        for claim, row, places in zip(claims, similar, order, strict=True)
    }


def embedded(
    texts: Sequence[str], embedder: Embedder, cache: Path | None, progress: ProgressLine
) -> NDArray[np.float32]:
    """The vectors of `texts`; kept in the folder `cache`, where one is given, under model and content."""
    import numpy as np

    digest = hashlib.sha256("\0".join([embedder.name, *texts]).encode()).hexdigest()[:16]
    kept = cache / f"vectors-{digest}.npy" if cache else None
    if kept and kept.is_file():
        progress(f"vectors of an earlier run: {kept}")
        vectors: NDArray[np.float32] = np.load(kept)
        return vectors
    parts = []
    for start in range(0, len(texts), AT_ONCE):
        progress(f"embedding with {embedder.name}: {start:,} of {len(texts):,}")
        parts.append(embedder.embed_passages(texts[start : start + AT_ONCE]))
    vectors = np.concatenate(parts)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, vectors)
    return vectors


def rank_lexical(abstracts: Iterable[Abstract], claims: Iterable[ScientificClaim]) -> dict[str, Ranking]:
    """The best abstracts of each claim by BM25."""
    with closing(sqlite3.connect(":memory:")) as connection:
        index = LexicalIndex(connection)
        index.create()
        index.add(LexicalEntry(a.id, a.id, a.title, a.text, LANGUAGE) for a in abstracts)
        return {claim.id: index.search(claim.text, POOL, language=LANGUAGE) for claim in claims}


def score(claims: Sequence[ScientificClaim], rankings: Mapping[str, Ranking]) -> dict[str, float]:
    """nDCG@10, recall@10 and @50 and MRR of the rankings, by ir_measures."""
    import ir_measures
    from ir_measures import RR, R, nDCG

    measures = {"nDCG@10": nDCG @ 10, "recall@10": R @ 10, "recall@50": R @ 50, "MRR": RR}
    relevant = [ir_measures.Qrel(claim.id, doc, 1) for claim in claims for doc in claim.relevant]
    run = [ir_measures.ScoredDoc(claim, doc, score) for claim, hits in rankings.items() for doc, score in hits]
    values = ir_measures.calc_aggregate(list(measures.values()), relevant, run)
    return {name: float(values[measure]) for name, measure in measures.items()}


def read_abstracts(data: Path, data_format: str) -> tuple[Abstract, ...]:
    """The collection. Raises BenchmarkDataError."""
    path = first_there(data, ("corpus.jsonl.gz", "corpus.jsonl"), data_format)
    return tuple(
        _parsed(path, data_format, lambda r: Abstract(str(r["_id"]), str(r.get("title", "")), str(r["text"])))
    )


def read_claims(data: Path, data_format: str) -> tuple[ScientificClaim, ...]:
    """The claims, those of BEIR's layout being the ones its judgements name. Raises BenchmarkDataError."""
    if not _is_beir(data):
        path = first_there(data, ("train_claims.jsonl.gz", "train_claims.jsonl"), data_format)
        return tuple(
            _parsed(
                path,
                data_format,
                lambda r: ScientificClaim(str(r["id"]), str(r["text"]), frozenset(map(str, r["relevant"]))),
            )
        )
    judged = _judgements(data / JUDGEMENTS, data_format)
    queries = first_there(data, ("queries.jsonl.gz", "queries.jsonl"), data_format)
    texts = dict(_parsed(queries, data_format, lambda r: (str(r["_id"]), str(r["text"]))))
    claims = tuple(ScientificClaim(one, texts[one], frozenset(judged[one])) for one in judged if one in texts)
    if not claims:
        raise BenchmarkDataError(f"{queries}: none of the queries of {JUDGEMENTS}. Expected {data_format}")
    return claims


def _is_beir(data: Path) -> bool:
    return (data / JUDGEMENTS).is_file()


def _judgements(path: Path, data_format: str) -> dict[str, set[str]]:
    """The relevant documents of each query; the first line is a heading."""
    judged: dict[str, set[str]] = {}
    for number, line in enumerate(read_text(path, data_format).splitlines()[1:], start=2):
        match line.split("\t"):
            case [query, document, grade] if grade.strip().isdigit():
                if int(grade) > 0:
                    judged.setdefault(query, set()).add(document)
            case _:
                raise BenchmarkDataError(f"{path}:{number}: not three columns. Expected {data_format}")
    return judged


def _parsed(path: Path, data_format: str, make: Callable[[dict[str, Any]], Made]) -> Iterable[Made]:
    for number, row in enumerate(read_json_lines(path, data_format), start=1):
        try:
            yield make(row)
        except (KeyError, TypeError) as error:
            raise BenchmarkDataError(f"{path}: row {number} lacks {error}. Expected {data_format}") from error
