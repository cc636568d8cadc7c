"""Follow-up questions made standalone, against a person's rewrite (MTRAG)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
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
from evals.stats import bootstrap
from qa.language.words import keys
from qa.question.followups import standalone
from qa.question.followups.fit import Rewritten, fit_weights
from qa.question.followups.weights import WEIGHTS, Weights
from qa.types import Answer, Turn

FOLDS = 10


@dataclass(frozen=True, slots=True)
class Case(Rewritten):
    """A question, the questions before it, a person's standalone rewrite, and the file it was read from."""

    file: str

    @property
    def conversation(self) -> str:
        """The question that the conversation begins with."""
        return self.turns[0] if self.turns else self.question


class FollowupsBenchmark:
    """Content words of the human rewrite that ours has (recall), and of ours that the human's has (precision)."""

    name = "followups"
    data_format = "a folder of *.jsonl.gz files of objects with turns (questions before), question and standalone"

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure no rewriting, all turns joined, and ours, as it is and fitted on others.

        Raises BenchmarkDataError.
        """
        cases = list(_cases(data, self.data_format))
        progress(f"{len(cases)} questions, {sum(bool(case.turns) for case in cases)} of them follow another")
        systems = [
            ("no rewriting", [case.question for case in cases]),
            ("all turns joined", [" ".join([*case.turns, case.question]) for case in cases]),
            ("sayso", [understood(case) for case in cases]),
        ]
        conversations = sorted({case.conversation for case in cases})
        if len(conversations) >= FOLDS:
            ours = held_out(cases, lambda case: conversations.index(case.conversation) % FOLDS)
            systems.append((f"sayso, fitted on other conversations, {FOLDS} folds", ours))
        if len({case.file for case in cases}) > 1:
            systems.append(("sayso, fitted on the other files", held_out(cases, lambda case: case.file)))
        return BenchmarkResult(
            name=self.name,
            title="Follow-up questions made standalone",
            rows=tuple(score(system, cases, ours) for system, ours in systems),
            scoring="mean over questions of the share of content words (stems, without function words) in common, "
            "with the 95% interval; `changed alone`: questions that the person left as they were and the system "
            "did not",
            source="Katsis et al. 2025, MTRAG: A Multi-Turn Conversational Benchmark; its human rewrites",
            caveats=(
                "No figure is published for this measure; the rows without rewriting are what it has to beat.",
                "The person saw the answers given in the conversation, the systems only its questions: the recall "
                "of all turns joined is the most that words of the conversation can give.",
                "The weights of sayso were fitted on these conversations: the rows fitted on others are nearer to "
                "what new ones would give, though its rules and features were also chosen with these in view.",
            ),
        )


def held_out(cases: Sequence[Case], part: Callable[[Case], Hashable]) -> list[str]:
    """Each case as understood with weights fitted on the cases of the other parts.

    Raises ValueError where those have nothing to fit on.
    """
    fitted = {
        key: fit_weights([case for case in cases if part(case) != key]) for key in {part(case) for case in cases}
    }
    return [understood(case, fitted[part(case)]) for case in cases]


def understood(case: Case, weights: Weights = WEIGHTS) -> str:
    """The question as a conversation understands it, each turn built on how the ones before were understood."""
    earlier: list[Turn] = []
    for turn in case.turns:
        read = standalone(turn, earlier, weights=weights)
        earlier.append(Turn(turn, Answer(question=turn, understood_as=read)))
    return standalone(case.question, earlier, weights=weights)


def score(system: str, cases: Sequence[Case], rewrites: Sequence[str]) -> Row:
    """Recall and precision of content words in percent, and how many questions that stand alone were changed."""
    recalls, precisions = [], []
    for case, ours in zip(cases, rewrites, strict=True):
        said, meant = keys(ours, "en"), keys(case.rewrite, "en")
        recalls.append(100 * len(said & meant) / len(meant) if meant else 100.0)
        precisions.append(100 * len(said & meant) / len(said) if said else 100.0 * (not meant))
    recall, precision = bootstrap(recalls), bootstrap(precisions)
    changed = [
        case.alone and ours.strip() != case.question.strip() for case, ours in zip(cases, rewrites, strict=True)
    ]
    return Row(
        system,
        {"recall": recall.mean, "precision": precision.mean, "changed alone": float(sum(changed))},
        note=f"recall {recall.low:.1f} – {recall.high:.1f}, precision {precision.low:.1f} – {precision.high:.1f}",
    )


def _cases(data: Path, data_format: str) -> Iterator[Case]:
    for path in json_line_files(data, data_format):
        for number, row in enumerate(read_json_lines(path, data_format), start=1):
            match row:
                case {"turns": list(turns), "question": str(question), "standalone": str(rewrite)}:
                    yield Case(tuple(map(str, turns)), question, rewrite, path.name)
                case _:
                    raise BenchmarkDataError(f"{path}:{number}: a field is missing. Expected {data_format}")
