"""Ordinary questions that are taken for one about the collection, and how near titles lie to their articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.benchmarks.base import (
    BenchmarkDataError,
    BenchmarkResult,
    ProgressLine,
    Row,
    json_line_files,
    read_json_lines,
)
from qa.question.collection.requests import is_wordless, request_in, talk_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CUTS = (0.4, 0.45, 0.5, 0.55, 0.6)
"""Similarities tried, around `qa.answering.collection.matters.NEAR`."""

TITLES = 400
"""Titles looked at: each is held against every article, so that more take long and change little."""


@dataclass(frozen=True, slots=True)
class CollectionBenchmark:
    """How many questions of reading sets are taken as asked of the collection, and what `NEAR` is set by."""

    name: str = "collection"
    data_format: str = (
        "a folder with *.jsonl files, plain or gzipped, at any depth; lines with a question or an input, of which "
        "those with a title and a context, or with passages, also serve as articles"
    )

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the folder `data`. Raises BenchmarkDataError where it cannot be read or has no question."""
        folders = [data, *sorted(one for one in data.glob("**/*") if one.is_dir())]
        held = [one for one in folders if one.is_dir() and any(one.glob("*.jsonl*"))]
        files = [path for folder in held or [data] for path in json_line_files(folder, self.data_format)]
        rows = [(path, row) for path in files for row in read_json_lines(path, self.data_format)]
        asked = sorted({(path.parent.name, text) for path, row in rows if (text := _question(row))})
        if not asked:
            raise BenchmarkDataError(f"{files[0]}: no question in it. Expected {self.data_format}")
        progress(f"{len(asked)} questions")
        articles = _articles(row for _, row in rows)
        return BenchmarkResult(
            name=self.name,
            title="Questions about the collection",
            rows=(*_taken(asked), *(_nearness(articles) if len(articles) > 1 else ())),
            scoring="'taken' is how many of the questions, none of which is about a collection, are worded as one;"
            " a noun for a kind of documents must be borne by their titles as well before it is answered so."
            " 'own' is the share of titles that lie that near to a passage of their article, 'others' how many"
            " further articles do.",
            source="The questions and articles of the public sets given.",
        )


def _question(row: Mapping[str, Any]) -> str:
    return str(row.get("question") or row.get("input") or "").strip()


def _taken(asked: Sequence[tuple[str, str]]) -> list[Row]:
    """For each folder of questions how many there are, and how many are taken for something else."""
    counts: dict[str, Counter[str]] = {}
    for name, text in asked:
        found = counts.setdefault(name, Counter())
        found["questions"] += 1
        found["taken"] += request_in(text) is not None
        found["as talk"] += talk_in(text) is not None or is_wordless(text)
    counts["all"] = sum(counts.values(), Counter())
    return [
        Row(f"sayso, {name}", {key: float(found[key]) for key in ("questions", "taken", "as talk")})
        for name, found in counts.items()
    ]


def _articles(rows: Any) -> dict[str, list[str]]:
    """The texts of each title."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        passages = [(row.get("title"), row.get("context"))]
        passages += [
            (one.get("title"), one.get("text")) for one in row.get("passages", ()) if isinstance(one, dict)
        ]
        for title, text in passages:
            if isinstance(title, str) and isinstance(text, str) and len(title) > 2:
                found.setdefault(title.replace("_", " "), {}).setdefault(text)
    return {title: list(texts) for title, texts in list(found.items())[:TITLES]}


def _nearness(articles: Mapping[str, Sequence[str]]) -> list[Row]:
    """At each cut the share of titles near to their own article, and how many others each is near to."""
    nearest = _similarities(articles)
    own = nearest.diagonal()
    return [
        Row(
            f"titles within {cut}",
            {
                "own": float((own >= cut).mean()),
                "others": float(((nearest >= cut).sum() - (own >= cut).sum()) / len(own)),
            },
        )
        for cut in CUTS
    ]


def _similarities(articles: Mapping[str, Sequence[str]]) -> NDArray[np.float32]:
    """float32 array (titles, articles): the cosine similarity of a title to the nearest passage of an article."""
    import numpy as np

    from index.embedding import load_embedder

    embedder = load_embedder()
    titles = np.array([embedder.embed_query(title) for title in articles])
    columns = [(titles @ embedder.embed_passages(list(texts[:6])).T).max(axis=1) for texts in articles.values()]
    return np.array(columns, dtype=np.float32).T
