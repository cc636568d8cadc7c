"""How many sentences a second the figure reader takes on one core, beside splitting the text into sentences."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine, Row
from index.sentences import sentence_spans
from index.types import Document, DocumentInfo, Passage
from qa.figures.amounts import amounts_in
from qa.figures.annotations import FigureAnnotator

TURNS = 3


@dataclass(frozen=True, slots=True)
class FiguresSpeed:
    """Sentences a second for amounts alone and for the whole ledger of a document, in processor time."""

    name: str = "figures-speed"
    data_format: str = "a folder with text files (.txt or .md), or one such file"

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the texts in `data`. Raises BenchmarkDataError where there are none."""
        documents = _documents(data, self.data_format)
        sentences = sum(len(sentence_spans(d.text, d.info.language)) for d in documents)
        progress(f"{len(documents)} documents, {sentences} sentences, {TURNS} turns")
        annotator = FigureAnnotator()
        parts: tuple[tuple[str, Callable[[Document], object]], ...] = (
            ("splitting into sentences", lambda d: sentence_spans(d.text, d.info.language)),
            ("amounts", lambda d: amounts_in(d.text, d.info.language)),
            ("figures with claimant and scope", lambda d: annotator.annotate(d, [_whole(d)])),
        )
        rows = tuple(
            Row(name, {"sentences_per_second": round(sentences / _seconds(part, documents))})
            for name, part in parts
        )
        return BenchmarkResult(
            name=self.name,
            title="Figures: sentences a second on one core",
            rows=rows,
            scoring=f"sentences by median processor time of {TURNS} turns; the last row includes the first two",
            source="this program",
        )


def _documents(data: Path, data_format: str) -> list[Document]:
    files = sorted(data.rglob("*.txt")) + sorted(data.rglob("*.md")) if data.is_dir() else [data]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file()]
    if not any(text.strip() for text in texts):
        raise BenchmarkDataError(f"{data}: no text. Expected {data_format}")
    return [Document(DocumentInfo(str(i), str(i), "", ""), text) for i, text in enumerate(texts)]


def _whole(document: Document) -> Passage:
    return Passage(f"{document.info.id}-0", document.info.id, 0, 0, len(document.text), document.text)


def _seconds(part: Callable[[Document], object], documents: Sequence[Document]) -> float:
    turns = []
    for _ in range(TURNS):
        began = time.process_time()
        for document in documents:
            part(document)
        turns.append(time.process_time() - began)
    return median(turns) or 1e-9
