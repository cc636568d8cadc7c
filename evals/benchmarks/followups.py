"""Follow-up questions made standalone, against a person's rewrite (MTRAG)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.base import (
    BenchmarkDataError,
    BenchmarkResult,
    ProgressLine,
    Row,
    json_line_files,
    read_json_lines,
)
from qa.followups import standalone
from qa.types import Answer, Turn
from qa.words import keys

Rewrite = Callable[[Sequence[str], str], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the questions before it, and a person's standalone rewrite."""

    turns: tuple[str, ...]
    question: str
    rewrite: str

    @property
    def alone(self) -> bool:
        """Whether the person left the question as it was asked."""
        return self.question.strip() == self.rewrite.strip()


class FollowupsBenchmark:
    """Content words of the human rewrite that ours has (recall), and of ours that the human's has (precision)."""

    name = "followups"
    data_format = "a folder of *.jsonl.gz files of objects with turns (questions before), question and standalone"

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure no rewriting, all turns joined, and ours. Raises BenchmarkDataError."""
        cases = list(_cases(data, self.data_format))
        progress(f"{len(cases)} questions, {sum(bool(case.turns) for case in cases)} of them follow another")
        systems: tuple[tuple[str, Rewrite], ...] = (
            ("no rewriting", lambda _, question: question),
            ("all turns joined", lambda turns, question: " ".join([*turns, question])),
            ("sayso", rewritten),
        )
        return BenchmarkResult(
            name=self.name,
            title="Follow-up questions made standalone",
            rows=tuple(Row(system, score(cases, rewrite)) for system, rewrite in systems),
            scoring="mean over questions of the share of content words (stems, without function words) in common; "
            "`changed alone`: questions that the person left as they were and the system did not",
            source="Katsis et al. 2025, MTRAG: A Multi-Turn Conversational Benchmark; its human rewrites",
            caveats=(
                "No figure is published for this measure; the rows without rewriting are what it has to beat.",
                "The person saw the answers given in the conversation, the systems only its questions: the "
                "recall of "
                "all turns joined is the most that words of the conversation can give.",
            ),
        )


def rewritten(turns: Sequence[str], question: str) -> str:
    """The question as a conversation would understand it, each turn built on how the ones before were
    understood.
    """
    understood: list[Turn] = []
    for turn in turns:
        understood.append(Turn(turn, Answer(question=turn, understood_as=standalone(turn, understood))))
    return standalone(question, understood)


def score(cases: Sequence[Case], rewrite: Rewrite) -> dict[str, float]:
    """Recall and precision of content words in percent, and how many questions that stand alone were changed."""
    recalls, precisions = [], []
    changed = 0
    for case in cases:
        ours = rewrite(case.turns, case.question)
        changed += case.alone and ours.strip() != case.question.strip()
        said, meant = keys(ours, "en"), keys(case.rewrite, "en")
        recalls.append(len(said & meant) / len(meant) if meant else 1.0)
        precisions.append(len(said & meant) / len(said) if said else float(not meant))
    return {
        "recall": 100 * sum(recalls) / len(recalls),
        "precision": 100 * sum(precisions) / len(precisions),
        "changed alone": changed,
    }


def _cases(data: Path, data_format: str) -> Iterator[Case]:
    for path in json_line_files(data, data_format):
        for number, row in enumerate(read_json_lines(path, data_format), start=1):
            match row:
                case {"turns": list(turns), "question": str(question), "standalone": str(rewrite)}:
                    yield Case(tuple(str(turn) for turn in turns), question, rewrite)
                case _:
                    raise BenchmarkDataError(f"{path}:{number}: a field is missing. Expected {data_format}")
