"""The cases on real texts, which stay outside the tree: run where they are.

They are looked for where `SAYSO_EVAL_CASES` and `SAYSO_EVAL_CORPUS` say (as for `sayso eval run`), then in
../shared/cases and ../shared/corpus.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.cases import load_cases
from evals.report import explain
from evals.reviewing import read_folder, review
from evals.runner import run_cases
from evals.summary import summarise
from evals.systems import AssistantSystem
from evals.types import Case, Kind, Run
from tests.conftest import SHARED

# What is reached, less what chance moves on another machine.
FAIL_UNDER = 0.70


@pytest.fixture(scope="module")
def corpus() -> Path:
    folder = Path(os.environ.get("SAYSO_EVAL_CORPUS") or SHARED / "corpus")
    if not folder.is_dir():
        pytest.skip("no real texts here: name their folder with SAYSO_EVAL_CORPUS")
    return folder


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    file = Path(os.environ.get("SAYSO_EVAL_CASES") or SHARED / "cases")
    if not file.exists():
        pytest.skip("no cases on the real texts here: name their file with SAYSO_EVAL_CASES")
    return load_cases(file)


@pytest.fixture(scope="module")
def run(cases: tuple[Case, ...], corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYSO_HOME", str(tmp_path_factory.mktemp("home")))
        with AssistantSystem.open(corpus) as system:
            yield run_cases(cases, system, corpus="the real texts")


def test_the_cases_hold_in_the_texts_and_are_of_every_kind(cases: tuple[Case, ...], corpus: Path) -> None:
    assert review(cases, read_folder(corpus)) == ()
    assert len(cases) >= 60
    assert {case.kind for case in cases} >= set(Kind) - {Kind.OTHER}
    assert sum(case.language == "sv" for case in cases) >= 5
    assert sum("cross-language" in case.tags for case in cases) >= 5


def test_enough_cases_are_right(run: Run) -> None:
    failed = "\n\n".join(f"{r.lost_at}: {explain(r)}" for r in run.results if not r.passed)
    assert run.share_passed >= FAIL_UNDER, failed


def test_every_quote_is_verbatim_and_nothing_breaks(run: Run) -> None:
    summary = summarise(run)
    assert summary.scores["quote fidelity"].mean == 1
    assert summary.errors == 0
