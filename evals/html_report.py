"""A run as one HTML page that needs nothing else: it opens from disk, offline, without scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from evals import plots
from evals.runner import CONTEXT
from evals.scoring import SCORE_TITLES
from evals.summary import COMPARED_SCORES, Difference, Summary, difference, summarise
from evals.types import CaseResult, QuoteRecord, Run, Stage

if TYPE_CHECKING:
    from jinja2 import Template

# The page stays under 2 MB: so many quotes a case, and so many characters of quotes on the whole page.
_QUOTES_A_CASE = 8
_QUOTES_IN_ALL = 900_000

_MEANINGS = {
    Stage.NOT_RETRIEVED: "no retrieved passage holds what is expected",
    Stage.NOT_READ: "a retrieved passage holds it, and the reader did not mark it",
    Stage.NOT_SHOWN: "the reader marked it, and the answer leaves it out",
    Stage.SHOWN_WRONGLY: "it is shown, with something wrong or missing beside it",
    Stage.WRONGLY_ABSTAINED: "the reader marked it, and the answer says that the documents do not tell",
    Stage.WRONGLY_ANSWERED: "the documents do not answer, and an answer is shown",
    Stage.ERROR: "asking or judging raised an error",
}
_STEPS = ("retrieved", "read", "shown", "right")
_LOST_AT_STEP = {
    Stage.NOT_RETRIEVED: 0,
    Stage.NOT_READ: 1,
    Stage.NOT_SHOWN: 2,
    Stage.WRONGLY_ABSTAINED: 2,
    Stage.SHOWN_WRONGLY: 3,
}


@dataclass(frozen=True, slots=True)
class _LostAt:
    """How many failed cases were lost at a stage, and what that means."""

    name: str
    count: int
    meaning: str


@dataclass(frozen=True, slots=True)
class _ShownQuote:
    """A quote cut around the words marked in it, in its context; `left` is all of it where none are."""

    record: QuoteRecord
    before: str
    left: str
    marked: str
    right: str
    after: str


@dataclass(frozen=True, slots=True)
class _FailedCase:
    """A failed case as the page shows it. `stage` numbers the stages of the page from 1."""

    result: CaseResult
    anchor: str
    stage: int
    newly: bool
    steps: tuple[tuple[str, str], ...]
    quotes: tuple[_ShownQuote, ...]
    left_out: int


def html_page(run: Run, *, baseline: Run | None = None, others: Mapping[str, Run] | None = None) -> str:
    """The report as one page. Everything from documents and cases is escaped."""
    summary = summarise(run)
    change = difference(baseline, run) if baseline else None
    systems = {run.system: summary} | {name: summarise(one) for name, one in (others or {}).items()}
    stages = _stages(summary)
    failed = _failed_cases(run.results, stages, change)
    return _template().render(
        run=run,
        started=_day(run),
        summary=summary,
        titles=SCORE_TITLES,
        baseline=baseline,
        baseline_started=_day(baseline) if baseline else "",
        change=change,
        moved={name: one for name, one in change.scores.items() if one.difference} if change else {},
        questions={result.case_id: " → ".join(result.turns) or result.case_id for result in run.results},
        anchors={one.result.case_id: one.anchor for one in failed},
        others=systems if others else {},
        other_scores=COMPARED_SCORES,
        stages=stages,
        failed=failed,
        passed=[result for result in run.results if result.passed],
        plots={
            "reliability": plots.reliability_diagram(summary.reliability, "Share right by confidence"),
            "seconds": plots.histogram([r.seconds for r in run.results], "Seconds a question"),
        },
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files("evals") / "templates"
    parts = {name: (folder / name).read_text(encoding="utf-8") for name in ("report.html.jinja", "report.css")}
    environment = Environment(
        loader=DictLoader(parts), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html.jinja")


def _day(run: Run) -> str:
    """When the run began, as people write it; as it stands where it is no time."""
    try:
        return datetime.fromisoformat(run.started).strftime("%-d %B %Y, %H:%M %Z").strip()
    except ValueError:
        return run.started


def _stages(summary: Summary) -> list[_LostAt]:
    counted = [(stage, summary.lost.get(stage, 0)) for stage in Stage]
    return [_LostAt(str(stage), count, _MEANINGS[stage]) for stage, count in counted if count]


def _failed_cases(
    results: Sequence[CaseResult], stages: Sequence[_LostAt], change: Difference | None
) -> list[_FailedCase]:
    numbers = {stage.name: number for number, stage in enumerate(stages, start=1)}
    newly = set(change.newly_failing) if change else set()
    cases: list[_FailedCase] = []
    room = _QUOTES_IN_ALL
    for result in results:
        if result.passed:
            continue
        records = result.answer.quotes if result.answer else ()
        shown = records[:_QUOTES_A_CASE] if room > 0 else ()
        room -= sum(len(record.before) + len(record.text) + len(record.after) for record in shown)
        cases.append(
            _FailedCase(
                result,
                anchor=f"case-{len(cases) + 1}",
                stage=numbers.get(str(result.lost_at), 0),
                newly=result.case_id in newly,
                steps=_steps(result.lost_at),
                quotes=tuple(_shown(record) for record in shown),
                left_out=len(records) - len(shown),
            )
        )
    return cases


def _steps(lost_at: Stage | None) -> tuple[tuple[str, str], ...]:
    """The steps of an answer, each done, lost here or never reached; none for a case that has no such way."""
    if lost_at not in _LOST_AT_STEP:
        return ()
    here = _LOST_AT_STEP[lost_at]
    states = ["done"] * here + ["here"] + ["never"] * (len(_STEPS) - here - 1)
    return tuple(zip(_STEPS, states, strict=True))


def _shown(record: QuoteRecord) -> _ShownQuote:
    left, marked, right = record.text.partition(record.answer) if record.answer else (record.text, "", "")
    before, after = record.before, record.after
    if len(before) >= CONTEXT:
        before = "…" + before[before.find(" ") :]
    if len(after) >= CONTEXT:
        after = after[: after.rfind(" ") + 1] + "…"
    return _ShownQuote(record, _close(before), left, marked, right, _close(after))


def _close(text: str) -> str:
    """The text without its empty lines."""
    return re.sub(r"\n\s*\n", "\n", text)
