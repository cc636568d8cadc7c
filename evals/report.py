"""A run in the terminal: what failed and why, then the totals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evals.stats import Interval
from evals.summary import COMPARED_SCORES, Difference, Summary, difference, summarise
from evals.types import CaseResult, Run

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


def explain(result: CaseResult) -> str:
    """Why a case failed, in lines."""
    lines = [" → ".join(result.turns)]
    lines += [f"{c.name}: expected {c.expected}; found {c.found}" for c in result.checks if not c.passed]
    lines += [f"{e.expected} stands in {e.path}, passage {e.rank} retrieved: {e.text}" for e in result.evidence]
    if result.error:
        lines.append(result.error)
    return "\n".join(lines)


def terminal_view(run: Run, *, baseline: Run | None = None, verbose: bool = False) -> RenderableType:
    """What a person sees at the end of a run: the failed cases, then the totals."""
    from rich.console import Group
    from rich.text import Text

    summary = summarise(run)
    parts: list[RenderableType] = []
    failed = [result for result in run.results if not result.passed]
    if failed:
        parts.append(_failed_table(failed))
    parts.append(_kinds_table(summary))
    if verbose:
        parts.append(scores_table(summary))
    parts.append(Text("\n".join((_totals(run, summary), *run.notes))))
    if baseline:
        change = difference(baseline, run)
        low, high = 100 * change.passed.low, 100 * change.passed.high
        parts.append(
            Text(
                f"against the baseline: {100 * change.passed.difference:+.1f} points ({low:+.1f} to {high:+.1f}, "
                f"p = {change.passed.p_value:.3f}), {len(change.newly_failing)} newly failing, "
                f"{len(change.newly_passing)} newly passing{_not_shared(change)}"
            )
        )
    return Group(*parts)


def _not_shared(change: Difference) -> str:
    if not (change.only_before or change.only_after):
        return ""
    return f"; not compared: {change.only_before} cases only in the baseline, {change.only_after} only in this run"


def _totals(run: Run, summary: Summary) -> str:
    fidelity = summary.scores.get("quote fidelity")
    return (
        f"{run.passed} of {len(run.results)} cases right ({100 * summary.passed.mean:.1f}%, 95% interval "
        f"{100 * summary.passed.low:.1f} to {100 * summary.passed.high:.1f}); "
        f"quotes verbatim {100 * fidelity.mean if fidelity else 100:.1f}%; "
        f"{summary.wrong_answers} wrong answers shown; "
        f"abstention precision {_shares(summary.abstention_precision)[0]}, "
        f"recall {_shares(summary.abstention_recall)[0]}; {run.seconds:.1f} s in all, "
        f"{1000 * summary.seconds_p50.mean:.0f} ms a question (p95 {1000 * summary.seconds_p95.mean:.0f} ms)"
        f"{_spent(summary)}"
    )


def _spent(summary: Summary) -> str:
    """Tokens and cost of a language model, where one was called."""
    if summary.usage is None:
        return ""
    cost = "" if summary.cost is None else f", cost {summary.cost:.4f}"
    used = summary.usage
    return (
        f"; {used.prompt_tokens:,} tokens sent, {used.completion_tokens:,} written in {used.calls:,} calls{cost}"
    )


def _failed_table(failed: list[CaseResult]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(
        "question", "lost at", "what is wrong", title="failed cases", title_justify="left", show_lines=True
    )
    for result in failed:
        wrong = [
            f"{c.name}: expected {c.expected}; found {_short(c.found)}" for c in result.checks if not c.passed
        ]
        table.add_row(
            Text(" → ".join(result.turns)),
            Text("\n".join([str(result.lost_at or ""), *(f"check: {name}" for name in result.stopped_by)])),
            Text("\n".join(wrong) or result.error or ""),
        )
    return table


def _kinds_table(summary: Summary) -> Table:
    from rich.table import Table

    table = Table("kind of question", "right", "of", title="by kind", title_justify="left")
    for kind, interval in summary.by_kind.items():
        table.add_row(kind, str(round(interval.mean * interval.count)), str(interval.count))
    return table


def scores_table(summary: Summary) -> Table:
    """Every score with its interval."""
    from rich.table import Table

    table = Table("score", "value", "95% interval", "cases", title="scores", title_justify="left")
    for name, interval in summary.scores.items():
        table.add_row(name, *_shares(interval))
    table.add_row("abstention precision", *_shares(summary.abstention_precision))
    table.add_row("abstention recall", *_shares(summary.abstention_recall))
    error = summary.calibration_error
    if error.count:
        span = f"{error.low:.3f} to {error.high:.3f}"
        table.add_row("calibration error", f"{error.mean:.3f}", span, str(error.count))
    for name, seconds in (("seconds, median", summary.seconds_p50), ("seconds, p95", summary.seconds_p95)):
        span = f"{seconds.low:.2f} to {seconds.high:.2f}"
        table.add_row(name, f"{seconds.mean:.2f}", span, str(seconds.count))
    return table


def _shares(interval: Interval) -> tuple[str, str, str]:
    if not interval.count:
        return "–", "", "0"
    return (
        f"{100 * interval.mean:.1f}%",
        f"{100 * interval.low:.1f} to {100 * interval.high:.1f}",
        str(interval.count),
    )


def systems_table(runs: Mapping[str, Run]) -> Table:
    """Several systems over the same cases, side by side."""
    from rich.table import Table

    table = Table("system", "right", *COMPARED_SCORES, "ms", title_justify="left")
    for name, run in runs.items():
        summary = summarise(run)
        values = [
            f"{100 * summary.scores[score].mean:.1f}" if score in summary.scores else "–"
            for score in COMPARED_SCORES
        ]
        table.add_row(name, f"{100 * summary.passed.mean:.1f}", *values, f"{1000 * summary.seconds_p50.mean:.0f}")
    return table


def _short(text: str, limit: int = 240) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
