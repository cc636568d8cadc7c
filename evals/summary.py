"""Puts the results of a run together: shares with intervals, calibration, speed, where cases were lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evals import metrics
from evals.scoring import SCORE_TITLES
from evals.stats import Comparison, Interval, bootstrap_of, compare, share_interval
from evals.types import Abstain, CaseResult, EvalError, Run, Stage, Usage

First = TypeVar("First")
Second = TypeVar("Second")


COMPARED_SCORES = ("answer shown", "first answer", "citation precision", "citation recall", "recall@5", "mrr")
"""The scores that stand beside each other when systems are compared."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in numbers. `scores` are in the order of `SCORE_TITLES`; seconds are of one question.

    `usage` is None where no language model was called, `cost` where its prices are not known.
    """

    passed: Interval
    by_kind: Mapping[str, Interval]
    scores: Mapping[str, Interval]
    abstention_precision: Interval
    abstention_recall: Interval
    abstention_cases: int
    wrong_answers: int
    errors: int
    calibration_error: Interval
    reliability: tuple[metrics.Bin, ...]
    seconds_p50: Interval
    seconds_p95: Interval
    lost: Mapping[Stage, int]
    usage: Usage | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs over the cases they share, by id."""

    passed: Comparison
    scores: Mapping[str, Comparison]
    newly_failing: tuple[str, ...]
    newly_passing: tuple[str, ...]
    only_before: int
    only_after: int

    @property
    def worse(self) -> bool:
        """Whether fewer of the shared cases pass, or a quote is no longer verbatim."""
        fidelity = self.scores.get("quote fidelity")
        return self.passed.worse > self.passed.better or (fidelity is not None and fidelity.difference < 0)


def summarise(run: Run) -> Summary:
    """The run in numbers."""
    results = run.results
    kinds = dict.fromkeys(str(result.kind) for result in results)
    settled = [
        (r.answer.abstained, should) for r in results if r.answer and (should := should_abstain(r)) is not None
    ]
    answered = [r for r in results if r.answer and not r.answer.abstained and should_abstain(r) is not None]
    sure = [(min(1.0, max(0.0, r.answer.confidence)), r.passed) for r in answered if r.answer]
    seconds = [r.seconds for r in results]
    usage = sum((r.usage for r in results if r.usage), Usage()) if any(r.usage for r in results) else None
    return Summary(
        passed=share_interval([float(r.passed) for r in results]),
        by_kind={kind: share_interval([float(r.passed) for r in results if r.kind == kind]) for kind in kinds},
        scores={name: share_interval(values) for name in SCORE_TITLES if (values := _values(results, name))},
        abstention_precision=bootstrap_of(settled, lambda rows: _abstention(rows).precision),
        abstention_recall=bootstrap_of(settled, lambda rows: _abstention(rows).recall),
        abstention_cases=sum(should for _, should in settled),
        wrong_answers=sum(not c.passed for r in results for c in r.checks if c.name == "no wrong answer"),
        errors=sum(r.error is not None for r in results),
        calibration_error=bootstrap_of(sure, lambda rows: metrics.expected_calibration_error(*_columns(rows))),
        reliability=metrics.reliability(*_columns(sure)),
        seconds_p50=bootstrap_of(seconds, lambda rows: metrics.percentile(rows, 0.5)),
        seconds_p95=bootstrap_of(seconds, lambda rows: metrics.percentile(rows, 0.95)),
        lost=Counter(r.lost_at for r in results if r.lost_at),
        usage=usage,
        cost=run.prices.of(usage) if run.prices and usage else None,
    )


def _abstention(rows: Sequence[tuple[bool, bool]]) -> metrics.PrecisionRecall:
    return metrics.abstention(*_columns(rows))


def _columns(rows: Sequence[tuple[First, Second]]) -> tuple[list[First], list[Second]]:
    return [first for first, _ in rows], [second for _, second in rows]


def should_abstain(result: CaseResult) -> bool | None:
    """Whether the case is to be left unanswered; None where either will do or it broke."""
    for check in result.checks:
        if check.name == "abstains":
            return None if check.expected == Abstain.EITHER else check.expected == Abstain.ALWAYS
    return None


def _values(results: Sequence[CaseResult], name: str) -> list[float]:
    return [result.scores[name] for result in results if name in result.scores]


def difference(before: Run, after: Run) -> Difference:
    """What changed from one run to another. Raises EvalError where they share no case."""
    old = {result.case_id: result for result in before.results}
    new = {result.case_id: result for result in after.results}
    shared = [case for case in new if case in old]
    if not shared:
        raise EvalError("the two runs have no case in common; compare runs of the same case files")
    scores: dict[str, Comparison] = {}
    for name in SCORE_TITLES:
        both = [c for c in shared if name in old[c].scores and name in new[c].scores]
        if both:
            scores[name] = compare([old[c].scores[name] for c in both], [new[c].scores[name] for c in both])
    return Difference(
        passed=compare([float(old[c].passed) for c in shared], [float(new[c].passed) for c in shared]),
        scores=scores,
        newly_failing=tuple(c for c in shared if old[c].passed and not new[c].passed),
        newly_passing=tuple(c for c in shared if new[c].passed and not old[c].passed),
        only_before=len(old) - len(shared),
        only_after=len(new) - len(shared),
    )


def refusals(run: Run, *, fail_under: float | None, baseline: Run | None) -> tuple[str, ...]:
    """Why a gate must not open: too few cases right (`fail_under` in percent), or worse than the baseline."""
    said: list[str] = []
    share = 100 * run.share_passed
    if fail_under is not None and share < fail_under:
        counted = f"{run.passed} of {len(run.results)} cases passed ({share:.2f}%)"
        said.append(f"{counted}, fewer than the {fail_under:g}% asked for")
    if baseline is not None and (change := difference(baseline, run)).worse:
        lost = ", ".join(change.newly_failing[:5]) or "quotes are no longer verbatim"
        more = f" and {len(change.newly_failing) - 5} more" if len(change.newly_failing) > 5 else ""
        said.append(f"worse than the baseline: {lost}{more}")
    return tuple(said)
