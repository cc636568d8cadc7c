"""How much of onnxruntime's own speed is left of the reader?"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine, Row
from evals.benchmarks.reading import hits_of
from index.embedding.shipped import MODEL
from index.types import Hit
from qa.question.analysis import analyse
from qa.reading.network.network_reader import NeuralReader
from qa.reading.network.span_model import FOLDER, SpanModel

PASSAGES = 20
WORDS = 150  # about 200 word pieces of prose
QUESTIONS = ("How many people were killed, and who says so?", "When did it begin?", "Who leads the inquiry?")
TURNS = 5


class ReaderSpeed:
    """Passages a second: onnxruntime on ready batches, and a whole reading from text to quotes."""

    name = "reader-speed"
    data_format = "a folder with text files (.txt or .md), or one such file"

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the texts in `data`. Raises BenchmarkDataError where there are none."""
        hits = hits_of("", passages_of(data, self.data_format))
        reader = NeuralReader()
        reader.load()
        alone = _bare_network([hit.passage.text for hit in hits])
        # In turns, so that what else the machine does falls on both.
        turns = [(_milliseconds(lambda: _read_all(reader, hits)), _milliseconds(alone)) for _ in range(TURNS)]
        whole, bare = zip(*turns, strict=True)
        progress(f"{TURNS} turns of {len(QUESTIONS)} questions on {PASSAGES} passages")
        return BenchmarkResult(
            name=self.name,
            title=f"Reading {PASSAGES} passages of about 200 tokens",
            rows=(_speed_row("sayso, text to quotes", whole), _speed_row("onnxruntime alone", bare)),
            scoring=f"median of {TURNS} turns in alternation; milliseconds a question; {os.cpu_count()} cores",
            source="this program",
        )


def passages_of(data: Path, data_format: str) -> list[str]:
    """Twenty passages cut from the texts, repeated where they are short. Raises BenchmarkDataError."""
    files = sorted(data.rglob("*.txt")) + sorted(data.rglob("*.md")) if data.is_dir() else [data]
    words = " ".join(
        path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file()
    ).split()
    if not words:
        raise BenchmarkDataError(f"{data}: no text. Expected {data_format}")
    needed = PASSAGES * WORDS
    words = (words * (needed // len(words) + 1))[:needed]
    return [" ".join(words[start : start + WORDS]) for start in range(0, needed, WORDS)]


def _bare_network(texts: Sequence[str]) -> Callable[[], None]:
    """The same inputs through onnxruntime with its own threads, tokenised beforehand."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(FOLDER / MODEL), providers=["CPUExecutionProvider"])
    model = SpanModel()
    ready = [model.prepare(question, texts) for question in QUESTIONS]

    def run() -> None:
        for batches in ready:
            for batch in batches:
                session.run(None, batch.feed)

    run()
    return run


def _read_all(reader: NeuralReader, hits: Sequence[Hit]) -> None:
    for question in QUESTIONS:
        reader.read(analyse(question), hits)


def _milliseconds(run: Callable[[], None]) -> float:
    began = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - began)


def _speed_row(system: str, turns: Sequence[float]) -> Row:
    per_question = median(turns) / len(QUESTIONS)
    return Row(system, {"ms per question": per_question, "passages per second": 1000 * PASSAGES / per_question})
