from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.benchmarks.base import BenchmarkDataError
from evals.cli import app
from evals.piles import Judgement, PileCase, PileResult, judged, read_piles, run, tally
from qa.types import Abstention, Answer, Claim, Quote
from tests.evals.scripted import INFO

REFUSED = Answer("q", "q", abstention=Abstention("Nothing says so."))
HEIGHT = PileCase("p", "How high is it?", must=("31 met",), may=("about thirty",))


def told(*short: str, quote: str = "") -> Answer:
    quotes = (Quote(quote, 0, len(quote), INFO, "p", 0.9),)
    return Answer("q", "q", (Claim("; ".join(short), (0,)),), quotes, short)


@pytest.mark.parametrize(
    ("case", "answer", "judgement"),
    [
        (HEIGHT, told("31 Metres"), Judgement.CLEAN),
        (HEIGHT, told("31 metres", "about thirty metres"), Judgement.CLEAN),
        (HEIGHT, told("31 metres", "1987"), Judgement.NOISY),
        (HEIGHT, told("1987", "31 metres"), Judgement.BURIED),
        (HEIGHT, told("1987", quote="Built in 1987, it is 31 metres high."), Judgement.BURIED),
        (HEIGHT, told("1987"), Judgement.WRONG),
        (HEIGHT, REFUSED, Judgement.REFUSED),
        (PileCase("p", "q", must=("red", "blue")), told("blue", "red"), Judgement.CLEAN),
        (PileCase("p", "q", must=("red", "blue")), told("blue", "red", "1987"), Judgement.NOISY),
        (PileCase("p", "q", must=("red", "blue")), told("blue", "1987"), Judgement.WRONG),
        (PileCase("p", "q", must=("storm",), whole=True), told("The storm took it.", "It fell."), Judgement.CLEAN),
        (PileCase("p", "q", abstain=True), REFUSED, Judgement.CLEAN),
        (PileCase("p", "q", abstain=True), told("1987"), Judgement.INVENTED),
    ],
)
def test_an_answer_is_judged_as_its_reader_would(case: PileCase, answer: Answer, judgement: Judgement) -> None:
    assert judged(case, answer) is judgement


def test_questions_without_an_answer_are_counted_apart() -> None:
    refusal = PileCase("p", "q", abstain=True)
    counted = tally(
        PileResult(case, judgement)
        for case, judgement in (
            (HEIGHT, Judgement.CLEAN),
            (HEIGHT, Judgement.NOISY),
            (refusal, Judgement.CLEAN),
            (refusal, Judgement.INVENTED),
        )
    )
    assert counted.asked == 4
    assert counted.share(Judgement.CLEAN) == counted.refused_rightly == 0.5


def written(folder: Path) -> Path:
    (folder / "masts").mkdir()
    (folder / "masts" / "a.txt").write_text(
        "The mast of Orrvik is 31 metres high. The mast of Lund is 64 metres high."
    )
    cases = [
        {"question": "How high is the mast of Orrvik?", "must": ["31"]},
        {"question": "and the mast of Lund?", "must": ["64"], "after": "How high is the mast of Orrvik?"},
        {"question": "Who designed the mast of Orrvik?", "must": [], "abstain": True},
    ]
    (folder / "masts.cases.jsonl").write_text("\n".join(map(json.dumps, cases)))
    return folder


def test_a_pile_is_indexed_once_and_asked_with_its_follow_ups(tmp_path: Path) -> None:
    data = written(tmp_path)
    results = list(run(data, read_piles(data), tmp_path / "home"))
    assert [result.judgement for result in results] == [Judgement.CLEAN] * 3


def test_the_command_prints_a_line_a_question_and_a_table(tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["piles", "--data", str(written(tmp_path))])
    assert printed.exit_code == 0
    assert "clean    masts: How high is the mast of Orrvik?" in printed.output
    assert "refused rightly" in printed.output


def test_a_pile_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkDataError, match=r"no PILE.cases.jsonl"):
        read_piles(tmp_path)
    (tmp_path / "gone.cases.jsonl").write_text('{"question": "q", "must": ["a"]}\n')
    with pytest.raises(BenchmarkDataError, match="no such folder"):
        list(run(tmp_path, read_piles(tmp_path), tmp_path))
    (tmp_path / "gone.cases.jsonl").write_text('{"question": "q"}\n')
    with pytest.raises(BenchmarkDataError, match="a case without 'must'"):
        read_piles(tmp_path)
