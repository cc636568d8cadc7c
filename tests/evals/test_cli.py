from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evals import records
from evals.cli import app
from evals.types import EvalError, Prices
from tests.evals.conftest import LIBRARY, Library

ROOT = Path(__file__).resolve().parents[2]

CASES = """\
- {question: How many books does the library hold, kind: how many, answer: 40000, tags: [easy]}
- {question: How many books does the library hold according to the mayor, kind: who, answer: {name: Nobody}}
"""


@pytest.fixture
def folder(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_HOME", str(library.home))
    (tmp_path / "articles").symlink_to(library.articles)
    (tmp_path / "cases.yaml").write_text(CASES)
    return tmp_path


def call(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def ask(folder: Path, *more: object) -> Result:
    return call("run", "--cases", folder / "cases.yaml", "--corpus", folder / "articles", *more)


def test_run_prints_and_writes_every_form(folder: Path) -> None:
    html, run, junit = folder / "out" / "r.html", folder / "out" / "r.json", folder / "out" / "r.xml"
    result = ask(folder, "--html", html, "--json", run, "--junit", junit, "--verbose")
    assert result.exit_code == 0
    assert "1 of 2 cases right (50.0%" in result.output
    assert [r.passed for r in records.read_run(run).results] == [True, False]
    assert html.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "<testsuite" in junit.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_said_before_anything_is_asked(folder: Path) -> None:
    with pytest.raises(EvalError, match="is a folder; name a file in it"):
        ask(folder, "--json", folder)
    with pytest.raises(EvalError, match=r"cases\.yaml.*r\.html: cannot be written"):
        ask(folder, "--html", folder / "cases.yaml" / "r.html")
    assert not (folder / "r.html.part").exists()


def test_a_case_file_that_is_not_there_is_said_first(folder: Path) -> None:
    with pytest.raises(EvalError, match=r"none\.yaml: no such case file; draft one"):
        call("run", "--cases", folder / "none.yaml")


def test_gates_open_and_close(folder: Path, library: Library) -> None:
    run = folder / "r.json"
    (folder / "articles").unlink()  # the library itself stays as it is for the other tests
    shutil.copytree(library.articles, folder / "articles")
    assert ask(folder, "--json", run, "--fail-under", 50).exit_code == 0
    closed = ask(folder, "--fail-under", 51)
    assert closed.exit_code == 1
    assert "fewer than the 51% asked for" in closed.output
    assert ask(folder, "--no-worse-than", run).exit_code == 0
    (folder / "articles" / "library.txt").write_text(
        "There is no library in Lindby; the town has a swimming hall."
    )
    worse = ask(folder, "--no-worse-than", run)
    assert worse.exit_code == 1
    assert "worse than the baseline: how-many-books-does-the-library-hold" in worse.output


def test_cases_are_chosen_by_kind_tag_and_words(folder: Path) -> None:
    assert "of 1 cases" in ask(folder, "--tag", "easy").output
    assert "of 1 cases" in ask(folder, "--kind", "who").output
    assert "of 1 cases" in ask(folder, "--match", "MAYOR").output
    with pytest.raises(EvalError, match="no case is left"):
        ask(folder, "--tag", "none")


def test_baselines_stand_beside_sayso(folder: Path) -> None:
    result = ask(folder, "--baselines", "--tag", "easy", "--json", folder / "r.json")
    others = json.loads((folder / "r.json").read_text())["others"]
    assert list(others) == ["BM25 only", "dense only", "first passage", "llama-index default"]
    assert others["dense only"]["passed"]["count"] == 1
    for name in ("sayso", "BM25 only", "dense only", "first passage", "llama-index default"):
        assert name in result.output


def test_a_run_is_shown_again_compared_and_slimmed(folder: Path) -> None:
    run, slim = folder / "r.json", folder / "slim.json"
    ask(folder, "--json", run)
    result = call("report", run, "--baseline", run, "--slim", slim)
    assert "against the baseline: +0.0 points" in result.output
    assert all(result.answer is None for result in records.read_run(slim).results)
    assert "+0.0 points" in call("report", run, "--baseline", slim).output
    assert call("report", run, "--fail-under", 90).exit_code == 1
    assert call("report", run, "--no-worse-than", slim).exit_code == 0
    better = records.read_run(run)
    results = tuple(replace(one, passed=True) for one in better.results)
    records.write_run(replace(better, results=results), slim)
    closed = call("report", run, "--no-worse-than", slim)
    assert closed.exit_code == 1
    assert "worse than the baseline: how-many-books-does-the-library-hold-according-to-the-mayor" in closed.output


def test_a_second_run_says_what_it_did_not_ask_again(folder: Path) -> None:
    ask(folder)
    assert "2 of 2 answers and their times are those of an earlier run" in ask(folder).output
    assert "earlier run" not in ask(folder, "--no-cache").output


def test_progress_is_told_where_there_is_no_terminal(folder: Path) -> None:
    assert "asking: 2 of 2, 1 right" in ask(folder).stderr


def test_prices_are_taken_but_cost_nothing_without_a_model(folder: Path) -> None:
    run = folder / "r.json"
    assert "cost" not in ask(folder, "--price", 3, 15, "--json", run).stdout
    assert records.read_run(run).prices == Prices(3, 15)


def test_an_ablation_tells_what_each_stage_is_worth(folder: Path) -> None:
    files = ("--cases", folder / "cases.yaml", "--corpus", folder / "articles")
    printed = call("ablation", *files, "--tag", "easy").stdout
    for stage in ("everything", "cleaning", "dense only", "BM25 only", "reader's ranking", "rules only", "ledger"):
        assert stage in printed
    assert "+0.0" in printed


def test_a_run_stopped_by_hand_goes_on_where_it_was(folder: Path) -> None:
    many = "".join(
        f"- {{question: How many books does the library number {n} hold, answer: 40000}}\n" for n in range(400)
    )
    (folder / "many.yaml").write_text(many)
    command = [sys.executable, "-m", "ui.cli", "eval", "run", "--cases", "many.yaml", "--corpus", "articles"]
    started = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # A shell's background jobs ignore the signal of Ctrl-C, and hand that down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert started.stderr is not None
    assert "asking: 40 of 400" in started.stderr.readline()
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert started.returncode != 0
    assert "Traceback" not in said
    assert "stopped; what was answered is kept" in said
    (cache,) = (
        one
        for one in (Path(os.environ["SAYSO_HOME"]) / "evals").glob("*.jsonl")
        if len(one.read_text().splitlines()) >= 40
    )
    assert len(cache.read_text().splitlines()) < 400


def test_drafts_can_be_checked(folder: Path) -> None:
    drafts = folder / "drafts.yaml"
    assert "2 cases drafted" in call("new", drafts, "--corpus", folder / "articles").output
    assert "2 cases, no problem found" in call("check", drafts, "--corpus", folder / "articles").output
    with pytest.raises(EvalError, match="cannot be written"):
        call("new", folder / "cases.yaml" / "more.yaml", "--corpus", folder / "articles")
    with pytest.raises(EvalError, match="exists already"):
        call("new", drafts, "--corpus", folder / "articles")


def test_check_names_file_line_and_fault(folder: Path) -> None:
    wrong = folder / "wrong.yaml"
    wrong.write_text("- question: How many?\n  answer: 41000\n  cite: [library.txt]\n- question: Who?\n")
    result = call("check", wrong, "--corpus", folder / "articles")
    assert result.exit_code == 1
    assert f"{wrong}:4: nothing is expected" in result.output.replace("\n", "")
    assert "41,000 does not stand in library.txt" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "--corpus", "{}/articles"], "no cases for"),
        (["run", "--cases", "{}/cases.yaml"], "no corpus for"),
        (["run", "--cases", "{}/none.yaml", "--corpus", "{}/articles"], "no such case file"),
        (["run", "--cases", "{}/cases.yaml", "--corpus", "{}/none"], "no such folder"),
        (
            ["run", "--cases", "{}/cases.yaml", "--corpus", "{}/articles", "--kind", "riddle"],
            "kinds here: how many, who",
        ),
        (["report", "{}/none.json"], "none.json"),
        (["bench", "riddles"], "no benchmark is called 'riddles'; there are scifact"),
        (["bench", "newsquiz"], "needs --data"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: list[str], said: str) -> None:
    with pytest.raises(EvalError) as caught:
        call(*(one.format(folder) for one in arguments))
    assert said in str(caught.value)


def test_a_folder_without_documents_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(EvalError, match="no document there can be read"):
        call("run", "--cases", folder / "cases.yaml", "--corpus", tmp_path / "empty")


def test_benchmarks_print_tables_and_json(folder: Path) -> None:
    question = {
        "question_id": "q",
        "question_sentence": "Which town opened a library?",
        "choices": ["Lindby"],
        "answer": [0],
    }
    article = {"url": "https://news.example/1", "title": "Library", "text": LIBRARY}
    (folder / "w_qa.jsonl").write_text(json.dumps(question))
    (folder / "w_gcs.jsonl").write_text(json.dumps({"question_id": "q", "search_result": [article]}))
    printed = call("bench", "newsquiz", "--data", folder).output
    assert "sayso" in printed
    assert "scoring: exact match" in printed.replace("\n", " ")
    assert "not comparable:" in printed
