"""Chroma's chunking evaluation: do few passages hold what a question needs, and how little else?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from evals.benchmarks.base import (
    BenchmarkDataError,
    BenchmarkResult,
    ProgressLine,
    Row,
    first_there,
    read_json_lines,
    read_text,
)
from index.chunking import ChunkingSettings, chunk
from index.embedding import load_embedder
from index.types import Document, DocumentInfo, Embedder, Passage, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RETRIEVED = 5
PUBLISHED = (
    Row("recursive splitter, 200 tokens", {"recall": 75.7, "precision-omega": 31.2}, published=True),
    Row("recursive splitter, 250 tokens", {"recall": 78.5, "precision-omega": 26.7}, published=True),
)


@dataclass(frozen=True, slots=True)
class ChunkingQuestion:
    """A question, the corpus it asks of, and the spans of that corpus that a full answer needs."""

    text: str
    corpus: str
    references: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ChunkingScores:
    """Shares, 0 to 1, each the mean over the questions."""

    recall: float
    precision: float
    precision_omega: float
    iou: float


class ChunkingBenchmark:
    """Our passages on the five corpora of the evaluation, beside the published figures for the same model."""

    name = "chunking"
    data_format = (
        "a folder with questions.jsonl (rows of question, corpus, references[{start_index, end_index}]) "
        "and CORPUS.md for every corpus, each gzipped or not"
    )

    def __init__(self, settings: ChunkingSettings | None = None, embedder: Embedder | None = None) -> None:
        self._settings = settings or ChunkingSettings()
        self._embedder = embedder

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the folder `data`. Raises BenchmarkDataError where it cannot be read."""
        questions = tuple(read_questions(data, self.data_format))
        texts = {name: read_corpus(data, name, self.data_format) for name in sorted({q.corpus for q in questions})}
        embedder = self._embedder or load_embedder()
        passages = cut(texts, self._settings, embedder)
        progress(f"{len(texts)} corpora cut into {len(passages)} passages; embedding them with {embedder.name}")
        settings = self._settings
        name = f"sayso, {settings.target_tokens} tokens, overlap {settings.overlap_tokens}"
        rows = [_row(name, questions, passages, embedder)]
        passages = cut_by_llama_index(texts)
        progress(f"llama-index's splitter: {len(passages)} passages")
        rows.append(_row("llama-index default splitter", questions, passages, embedder))
        return BenchmarkResult(
            name=self.name,
            title="Chunking: what five retrieved passages hold of the answer",
            rows=(*rows, *PUBLISHED),
            scoring=(
                f"characters; mean over {len(questions)} questions, the {RETRIEVED} nearest passages of all "
                "corpora together. recall: share of the reference spans retrieved. precision-omega: share of "
                "reference characters in all passages that touch a reference, as if retrieval were perfect"
            ),
            source="Smith and Troynikov, Evaluating Chunking Strategies for Retrieval, Chroma 2024",
            caveats=(
                "The corpora are cut whole, as by the published splitters: no cleaning, headings or titles.",
                f"The model reads the first {embedder.max_tokens} tokens of a passage; llama-index's are longer.",
            ),
        )


def _row(name: str, questions: Sequence[ChunkingQuestion], passages: Sequence[Passage], embedder: Embedder) -> Row:
    scores = score(questions, passages, retrieve(questions, passages, embedder))
    values = {
        "recall": 100 * scores.recall,
        "precision-omega": 100 * scores.precision_omega,
        "precision": 100 * scores.precision,
        "IoU": 100 * scores.iou,
        "passages": len(passages),
    }
    return Row(name, values, note=embedder.name)


def cut_by_llama_index(texts: Mapping[str, str]) -> list[Passage]:
    """The passages of every corpus as llama-index cuts them where nothing is said."""
    from evals.llamaindex import chunks

    return [
        Passage(f"{name}-{number}", name, number, span.start, span.end, text[span.start : span.end])
        for name, text in texts.items()
        for number, span in enumerate(chunks(text))
    ]


def read_questions(folder: Path, data_format: str) -> Iterator[ChunkingQuestion]:
    """The questions of the evaluation. Raises BenchmarkDataError."""
    path = first_there(folder, ("questions.jsonl.gz", "questions.jsonl"), data_format)
    for row in read_json_lines(path, data_format):
        try:
            yield _question(row)
        except (KeyError, TypeError, ValueError) as error:
            problem = f"{path}: a row without the expected fields ({error!r}). Expected {data_format}"
            raise BenchmarkDataError(problem) from error


def _question(row: Mapping[str, Any]) -> ChunkingQuestion:
    references = tuple(Span(int(r["start_index"]), int(r["end_index"])) for r in row["references"])
    return ChunkingQuestion(str(row["question"]), str(row["corpus"]), references)


def read_corpus(folder: Path, name: str, data_format: str) -> str:
    """The text of one corpus, its line breaks as they are. Raises BenchmarkDataError."""
    path = first_there(folder, (f"{name}.md.gz", f"{name}.md"), data_format)
    return read_text(path, data_format)


def cut(texts: Mapping[str, str], settings: ChunkingSettings, embedder: Embedder) -> list[Passage]:
    """The passages of every corpus; `document_id` is the corpus."""
    passages: list[Passage] = []
    for name, text in texts.items():
        info = DocumentInfo(name, name, sha256(text.encode()).hexdigest(), title="", language="en")
        whole = (Span(0, len(text)),)
        passages.extend(chunk(Document(info, text), whole, settings, embedder.count_tokens, embedder.max_tokens))
    return passages


def retrieve(
    questions: Sequence[ChunkingQuestion], passages: Sequence[Passage], embedder: Embedder
) -> list[list[Passage]]:
    """For each question the passages nearest to it, of all corpora together, best first."""
    import numpy as np

    matrix = embedder.embed_passages([passage.searchable for passage in passages])
    asked: NDArray[np.float32] = np.stack([embedder.embed_query(question.text) for question in questions])
    nearest = np.argsort(-(asked @ matrix.T), axis=1, kind="stable")[:, :RETRIEVED]
    return [[passages[place] for place in row] for row in nearest]


def score(
    questions: Sequence[ChunkingQuestion], passages: Sequence[Passage], retrieved: Sequence[Sequence[Passage]]
) -> ChunkingScores:
    """The evaluation's four measures. Overlapping retrieved passages count each time in precision and IoU."""
    by_corpus: dict[str, list[Passage]] = {}
    for passage in passages:
        by_corpus.setdefault(passage.document_id, []).append(passage)
    recalls, precisions, omegas, ious = [], [], [], []
    for question, found in zip(questions, retrieved, strict=True):
        wanted = sum(map(len, question.references))
        own = [passage.span for passage in found if passage.document_id == question.corpus]
        hit = covered(question.references, own)
        read = sum(len(passage.span) for passage in found)
        missed = sum(map(len, united(question.references))) - hit
        recalls.append(hit / wanted)
        precisions.append(hit / read)
        ious.append(hit / (read + missed))
        omegas.append(_omega(question.references, [p.span for p in by_corpus[question.corpus]]))
    return ChunkingScores(fmean(recalls), fmean(precisions), fmean(omegas), fmean(ious))


def _omega(references: Sequence[Span], passages: Sequence[Span]) -> float:
    """Reference characters over all characters of the passages that touch one (and of references outside any)."""
    touching = [span for span in passages if any(span.overlaps(reference) for reference in references)]
    hit = covered(references, touching)
    missed = sum(map(len, united(references))) - hit
    return hit / (sum(map(len, united(touching))) + missed)


def covered(references: Sequence[Span], spans: Sequence[Span]) -> int:
    """How many characters of the references lie in the spans, each counted once."""
    parts = united(spans)
    return sum(
        max(0, min(reference.end, part.end) - max(reference.start, part.start))
        for reference in united(references)
        for part in parts
    )


def united(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result
