"""Ambiguous names, misinformation and noise: are all the right answers shown, and no wrong one?"""

from __future__ import annotations

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
from evals.matching import holds_tokens
from index.embedding import load_embedder
from qa.reading.same_answer import same_text
from qa.types import Reader

PUBLISHED = (Row("Llama-3.3-70B, best baseline", {"exact match": 32.6}, published=True),)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A question with documents that answer it rightly, wrongly or not at all."""

    question: str
    documents: tuple[str, ...]
    right: tuple[str, ...]
    wrong: tuple[str, ...]


class RamDocs:
    """The readers on documents that disagree, all of them given."""

    name = "ramdocs"
    data_format = (
        "JSON lines, gzipped or not, or a folder of such files: rows of question, documents[{text}], "
        "gold_answers, wrong_answers"
    )

    def __init__(self, readers: Sequence[Reader] | None = None) -> None:
        self._readers = readers_or_own(readers)

    def questions(self, data: Path) -> list[Ambiguous]:
        """The questions of `data`. Raises BenchmarkDataError where it cannot be read."""
        return [
            _question(row, path, self.data_format)
            for path in json_line_files(data, self.data_format)
            for row in read_json_lines(path, self.data_format)
        ]

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on `data`. Raises BenchmarkDataError where it cannot be read."""
        asked = self.questions(data)
        rows = [_whole(asked), *rows_of(self._readers, asked, _row, progress)]
        return BenchmarkResult(
            name=self.name,
            title="RAMDocs: every right answer and no wrong one",
            rows=(*rows, *PUBLISHED),
            scoring=(
                "an answer counts as shown if its normalised words stand, in order, in a marked answer, or if "
                "that is the same figure, date or name in other words; what is told apart as an altered copy's is "
                "no answer; exact match: share of questions with every right answer shown and no wrong one; "
                "recall: share of the right answers shown; wrong: share of the wrong ones shown; all in percent"
            ),
            source="Wang et al., Retrieval-Augmented Generation with Conflicting Evidence, 2025",
            caveats=("The published baselines were scored on a language model's text, by the words alone.",),
        )


def _question(row: Mapping[str, Any], path: Path, data_format: str) -> Ambiguous:
    try:
        return Ambiguous(
            str(row["question"]),
            tuple(str(document["text"]) for document in row["documents"]),
            tuple(map(str, row["gold_answers"])),
            tuple(map(str, row["wrong_answers"])),
        )
    except (KeyError, TypeError) as error:
        raise BenchmarkDataError(f"{path}: a row without {error}. Expected {data_format}") from error


def _whole(asked: Sequence[Ambiguous]) -> Row:
    """What showing every document whole would get, as a search without a reader does."""
    values = _shares(asked, [list(one.documents) for one in asked], in_words=True)
    return Row("every document, whole", values, note="no reader")


def _row(reader: Reader, asked: Sequence[Ambiguous]) -> Row:
    embedder = load_embedder()
    shown = []
    for one in asked:
        quotes = read_by(reader, one.question, hits_of(one.question, one.documents, embedder=embedder)).quotes
        shown.append([quote.answer_text for quote in quotes if quote.answer is not None])
    return Row(reader.name, _shares(asked, shown))


def _shares(
    asked: Sequence[Ambiguous], shown: Sequence[Sequence[str]], *, in_words: bool = False
) -> dict[str, float]:
    """The measures over what was shown of each question; `in_words`: by the words alone, for whole texts."""
    is_there = _stands_in if in_words else is_shown
    exact, recall, wrong = [], [], []
    for one, texts in zip(asked, shown, strict=True):
        right = [is_there(answer, texts) for answer in one.right]
        false = [is_there(answer, texts) for answer in one.wrong]
        exact.append(all(right) and not any(false))
        recall += right
        wrong += false
    values = {"exact match": exact, "recall": recall, "wrong": wrong}
    return {name: 100 * fmean(each) for name, each in values.items() if each}


def _stands_in(answer: str, texts: Sequence[str]) -> bool:
    return any(holds_tokens(text, answer) for text in texts)


def is_shown(answer: str, shown: Sequence[str]) -> bool:
    """Whether an answer stands in one of the shown texts, or is the same in other words."""
    return any(holds_tokens(text, answer) or same_text(text, answer) for text in shown)
