from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.benchmarks.base import BenchmarkDataError
from evals.faults import FaultCase, judged, read_cases, run
from qa.types import Abstention, Answer, Claim, Quote
from tests.evals.scripted import INFO


def answer(told: str, quote: str = "", short: tuple[str, ...] = ()) -> Answer:
    quotes = (Quote(quote, 0, len(quote), INFO, "p", 0.9),)
    return Answer("q", "q", (Claim(told, (0,)),), quotes, short)


def test_an_answer_must_tell_one_of_what_it_must_and_none_of_what_it_must_not() -> None:
    case = FaultCase("a", "q", ("4[05]", "forty"), ("30",))
    assert judged(case, answer("It is 45.")).is_right
    assert judged(case, answer("It is so.", "forty it is")).is_right
    assert judged(case, answer("It is 45.", short=("30",))).problem == "tells '30'"
    assert judged(case, answer("It is 30.")).problem == "does not tell it"


def test_a_refusal_is_right_only_where_it_is_asked_for() -> None:
    near = Quote("forty it is", 0, 11, INFO, "p", 0.2)
    refused = Answer("q", "q", abstention=Abstention("Nothing says so.", near))
    assert judged(FaultCase("a", "q", ("ABSTAIN",), ()), refused).is_right
    assert not judged(FaultCase("a", "q", ("ABSTAIN",), ()), answer("It is 45.")).is_right
    assert judged(FaultCase("a", "q", ("forty",), ()), refused).problem == "only shows it as nearest"


def test_each_corpus_is_asked_by_itself(tmp_path: Path) -> None:
    rows = []
    for name, height in (("one", "31 metres"), ("two", "64 metres")):
        (tmp_path / name / "corpus").mkdir(parents=True)
        (tmp_path / name / "corpus" / "a.txt").write_text(f"The mast of Orrvik is {height} high.")
        rows.append(
            {"case": name, "question": "How high is the mast of Orrvik?", "must": [height], "must_not": []}
        )
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert [result.problem for result in run(tmp_path, read_cases(tmp_path))] == ["", ""]
    assert [case.case for case in read_cases(tmp_path, ["tw"])] == ["two"]


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text('{"case": "x", "question": "q", "must": ["a"], "must_not": []}\n')
    with pytest.raises(BenchmarkDataError, match="no such folder"):
        list(run(tmp_path, read_cases(tmp_path)))
