"""Long answers: the sentences of the right passage that answer, and silence where it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from evals.benchmarks.base import (
    BenchmarkDataError,
    BenchmarkResult,
    ProgressLine,
    Row,
    json_line_files,
    read_json_lines,
)
from evals.benchmarks.reading import hits_of, read_by, readers_or_own, rows_of
from index.embedding import load_embedder
from qa.types import Quote, Reader

PUBLISHED = (
    Row("GPT-4", {"RougeL": 35.9, "refused": 18.0}, published=True),
    Row("whole passage", {"RougeL": 49.5, "refused": 0.0}, published=True),
    Row("T5-large, fine-tuned", {"RougeL": 57.2, "refused": 89.2}, published=True),
)


@dataclass(frozen=True, slots=True)
class LongQuestion:
    """A question, its passages, and the reference answers; none where the passages do not answer."""

    question: str
    passages: tuple[str, ...]
    titles: tuple[str, ...]
    answers: tuple[str, ...]


class ClapNq:
    """The readers on Natural Questions with the right passage given."""

    name = "clapnq"
    data_format = (
        "a folder of *answerable*.jsonl files, gzipped or not, or one of them: rows of input, passages[{text}], "
        "output[{answer}] (no answer, or an empty one: unanswerable)"
    )

    def __init__(self, readers: Sequence[Reader] | None = None) -> None:
        self._readers = readers_or_own(readers)

    def questions(self, data: Path) -> list[LongQuestion]:
        """The questions of the folder `data`. Raises BenchmarkDataError where it cannot be read."""
        return [
            _question(row, path, self.data_format)
            for path in json_line_files(data, self.data_format, "*answerable*")
            for row in read_json_lines(path, self.data_format)
        ]

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the folder `data`. Raises BenchmarkDataError where it cannot be read."""
        asked = self.questions(data)
        rows = [_whole(asked), *rows_of(self._readers, asked, _row, progress)]
        return BenchmarkResult(
            name=self.name,
            title="ClapNQ: quoted sentences against full-sentence answers",
            rows=(*rows, *PUBLISHED),
            scoring=(
                "RougeL: F1 of the longest common subsequence of words (Lin 2004), best reference, mean over the "
                "answerable questions, 0 where refused; refused: share of unanswerable questions without a quote; "
                "both in percent"
            ),
            source="Rosenthal et al., CLAPnq, TACL 2025",
            caveats=("The published rows are of the whole test set.",),
        )


def _question(row: Mapping[str, Any], path: Path, data_format: str) -> LongQuestion:
    try:
        passages = tuple(str(passage["text"]) for passage in row["passages"])
        titles = tuple(str(passage.get("title", "")) for passage in row["passages"])
        answers = tuple(str(output["answer"]) for output in row["output"] if output["answer"])
        return LongQuestion(str(row["input"]), passages, titles, answers)
    except (KeyError, TypeError) as error:
        raise BenchmarkDataError(f"{path}: a row without {error}. Expected {data_format}") from error


def _whole(asked: Sequence[LongQuestion]) -> Row:
    """What showing every passage whole would get, as a search without a reader does."""
    overlap = [
        max(rouge_l(" ".join(one.passages), answer) for answer in one.answers) for one in asked if one.answers
    ]
    values = {"RougeL": 100 * fmean(overlap)} if overlap else {}
    return Row("whole passage, here", {**values, "refused": 0.0, "kept": 100.0}, note="no reader")


def _row(reader: Reader, asked: Sequence[LongQuestion]) -> Row:
    embedder = load_embedder()
    overlap, refused, kept = [], [], []
    for one in asked:
        hits = hits_of(one.question, one.passages, embedder=embedder, titles=one.titles)
        quotes = read_by(reader, one.question, hits).quotes
        if one.answers:
            kept.append(bool(quotes))
            overlap.append(max(rouge_l(quoted(quotes), answer) for answer in one.answers))
        else:
            refused.append(not quotes)
    measured: dict[str, Sequence[float]] = {"RougeL": overlap, "refused": refused, "kept": kept}
    return Row(reader.name, {name: 100 * fmean(each) for name, each in measured.items() if each})


def quoted(quotes: Sequence[Quote]) -> str:
    """The quoted sentences in the order of their passages, each once."""
    distinct = {(quote.document.id, quote.start): quote.text for quote in quotes}
    return " ".join(distinct[place] for place in sorted(distinct))


def rouge_l(answer: str, reference: str) -> float:
    """F1 of the longest common subsequence of lower-case words (Lin 2004), 0 to 1."""
    given, wanted = _words(answer), _words(reference)
    common = _longest_common(given, wanted)
    return 2 * common / (len(given) + len(wanted)) if common else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _longest_common(first: Sequence[str], second: Sequence[str]) -> int:
    row = [0] * (len(second) + 1)
    for word in first:
        diagonal = 0
        for place, other in enumerate(second, start=1):
            above = row[place]
            row[place] = diagonal + 1 if word == other else max(above, row[place - 1])
            diagonal = above
    return row[-1]
