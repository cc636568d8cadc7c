from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evals import records
from evals.runner import Options, run_cases
from evals.types import Case, CaseResult, EvalError, Run, Stage
from tests.evals.scripted import Scripted, answer_of, outcome_of, quote

Read = Callable[[str], tuple[Case, ...]]

CASES = """
- {question: "deaths?", kind: how many, answer: 32, cite: [raqqa.txt]}
- {question: "punished?", kind: unanswerable, abstain: true}
- {question: "unknown?", kind: who, answer: x}
"""


@pytest.fixture
def run(read_yaml: Read, scripted: Scripted) -> Run:
    return run_cases(read_yaml(CASES), scripted, corpus="notes")


def test_results_stand_in_the_order_of_the_cases(run: Run) -> None:
    assert [result.case_id for result in run.results] == ["deaths", "punished", "unknown"]
    assert [result.passed for result in run.results] == [True, True, False]
    assert run.share_passed == pytest.approx(2 / 3)


def test_a_case_that_breaks_the_system_is_a_record(run: Run) -> None:
    broken = run.results[2]
    assert broken.lost_at is Stage.ERROR
    assert broken.error == "KeyError: 'unknown?'"


def test_an_answer_that_cannot_be_judged_is_a_record(read_yaml: Read, scripted: Scripted) -> None:
    strange = quote("Nobody was punished.")
    stranger = replace(strange, document=replace(strange.document, id="gone"))
    scripted.outcomes = {"deaths?": outcome_of(answer_of(stranger))}
    (result,) = run_cases(read_yaml(CASES)[:1], scripted, corpus="notes").results
    assert result.lost_at is Stage.ERROR
    assert result.error is not None
    assert result.error.startswith("while judging: AssertionError")


def test_a_metric_that_breaks_leaves_answer_and_checks(
    read_yaml: Read, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> dict[str, float]:
        raise ZeroDivisionError("nothing to divide by")

    monkeypatch.setattr("evals.runner.scores", broken)
    result = run_cases(read_yaml(CASES), scripted, corpus="notes").results[0]
    assert result.error == "while judging: ZeroDivisionError: nothing to divide by"
    assert not result.passed
    assert result.answer is not None
    assert result.answer.short == ("32",)
    assert all(check.passed for check in result.checks)


def test_a_record_shows_the_quote_in_its_context(run: Run) -> None:
    answer = run.results[0].answer
    assert answer is not None
    assert answer.quotes[0].answer == "32"
    assert answer.quotes[0].after.startswith(" Airwars speaks")
    assert answer.quotes[0].verbatim
    assert answer.retrieved == ("notes/raqqa.txt",)


def test_what_has_not_changed_is_not_asked_again(read_yaml: Read, scripted: Scripted, tmp_path: Path) -> None:
    options = Options(cache=tmp_path)
    first = run_cases(read_yaml(CASES), scripted, corpus="notes", options=options)
    scripted.asked.clear()
    again = run_cases(read_yaml(CASES), scripted, corpus="notes", options=options)
    assert scripted.asked == ["unknown?"]
    assert again.results[:2] == first.results[:2]
    assert first.notes == ()
    assert again.notes[0].startswith("2 of 3 answers and their times are those of an earlier run")

    scripted.asked.clear()
    changed = CASES.replace("answer: 32", "answer: 33")
    assert not run_cases(read_yaml(changed), scripted, corpus="notes", options=options).results[0].passed
    assert scripted.asked[0] == "deaths?"

    scripted.asked.clear()
    scripted.models = {"reader": "another"}
    run_cases(read_yaml(CASES), scripted, corpus="notes", options=options)
    assert sorted(scripted.asked) == ["deaths?", "punished?", "unknown?"]


def test_old_cache_files_are_forgotten(
    read_yaml: Read, scripted: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.runner._KEPT", 2)
    for age, model in enumerate(("one", "two", "three")):
        for older in tmp_path.glob("*.jsonl"):
            os.utime(older, (older.stat().st_mtime - age,) * 2)  # a file system's clock may tick slowly
        scripted.models = {"reader": model}
        run_cases(read_yaml(CASES), scripted, corpus="notes", options=Options(cache=tmp_path))
    assert len(list(tmp_path.glob("*.jsonl"))) == 2
    scripted.asked.clear()
    run_cases(read_yaml(CASES), scripted, corpus="notes", options=Options(cache=tmp_path))
    assert scripted.asked == ["unknown?"]


def test_an_interrupted_run_goes_on_where_it_stopped(read_yaml: Read, scripted: Scripted, tmp_path: Path) -> None:
    def stop(result: CaseResult, done: int, total: int) -> None:
        raise KeyboardInterrupt

    options = Options(jobs=1, cache=tmp_path)
    with pytest.raises(KeyboardInterrupt):
        run_cases(read_yaml(CASES), scripted, corpus="notes", options=options, progress=stop)
    (cache,) = tmp_path.glob("*.jsonl")
    with cache.open("a") as torn:
        torn.write("a line cut sho")
    finished = len(cache.read_text().splitlines()) - 1
    assert finished >= 1
    scripted.asked.clear()
    run_cases(read_yaml(CASES), scripted, corpus="notes", options=options)
    assert len(scripted.asked) == 3 - finished


def test_progress_counts_up_to_the_number_of_cases(read_yaml: Read, scripted: Scripted) -> None:
    seen: list[tuple[int, int]] = []
    run_cases(
        read_yaml(CASES), scripted, corpus="notes", progress=lambda result, done, total: seen.append((done, total))
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_run_reads_back_as_it_was_written(run: Run, tmp_path: Path) -> None:
    records.write_run(run, tmp_path / "deep" / "run.json")
    assert records.read_run(tmp_path / "deep" / "run.json") == run
    written = json.loads((tmp_path / "deep" / "run.json").read_text())
    assert written["summary"]["passed"]["mean"] == pytest.approx(2 / 3)
    assert set(written["summary"]["scores"]["recall@5"]) == {"mean", "low", "high", "count"}


def test_a_run_without_cases_is_json_too(run: Run, tmp_path: Path) -> None:
    records.write_run(replace(run, results=()), tmp_path / "run.json")
    assert json.loads((tmp_path / "run.json").read_text())["summary"]["passed"]["mean"] is None


@pytest.mark.parametrize("content", [None, "", "{}", '{"system": 3}'])
def test_what_is_no_run_is_refused(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "run.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(EvalError, match=r"run\.json"):
        records.read_run(file)
