"""The gate: our own cases on the sample corpus, as `sayso eval` runs them."""

from __future__ import annotations

import hashlib

import pytest

from evals.cases import load_cases
from evals.records import read_run
from evals.report import explain
from evals.runner import run_cases
from evals.sources import own_baseline, own_cases
from evals.summary import difference, summarise
from evals.systems import AssistantSystem
from evals.types import Run
from index.embedding import load_embedder

# What the baseline reaches (206 of 214), less the cases that MOVED allows another machine.
FAIL_UNDER = 0.953

# The baseline is of a processor that rounds so that the vector of SENTENCE has this hash. On another one a case
# near a threshold may come out otherwise. None did in four draws that moved every floating-point weight of both
# networks by its last bit or two, nor in three that moved them a hundred times as far; MOVED leaves room for two.
SENTENCE, ROUNDED = "Which processor is this?", "dc1c9a9861d5b915"
MOVED = 2

# One worker runs the cases, for all tests of them.
pytestmark = pytest.mark.xdist_group("sample-cases")


@pytest.fixture(scope="module")
def run(sample_system: AssistantSystem) -> Run:
    return run_cases(load_cases(own_cases()), sample_system, corpus="sample")


def test_enough_cases_are_right(run: Run) -> None:
    failed = "\n\n".join(f"{r.lost_at}: {explain(r)}" for r in run.results if not r.passed)
    assert run.share_passed >= FAIL_UNDER, failed


def test_no_worse_than_the_baseline(run: Run) -> None:
    change = difference(read_run(own_baseline()), run)
    vector = load_embedder().embed_query(SENTENCE).tobytes()
    room = 0 if hashlib.sha256(vector).hexdigest().startswith(ROUNDED) else MOVED
    lost = change.passed.worse - change.passed.better
    assert lost <= room, f"newly failing: {', '.join(change.newly_failing)}"


def test_every_quote_is_verbatim_and_nothing_breaks(run: Run) -> None:
    summary = summarise(run)
    assert summary.scores["quote fidelity"].mean == 1
    assert summary.errors == 0
