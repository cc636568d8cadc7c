from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from evals.cases import load_cases
from evals.reviewing import SourceText, read_folder, review
from evals.sources import own_cases
from evals.types import Abstain, Case, Kind
from index.sample import folder

SOURCES = (
    SourceText("notes/a.txt", "Raqqa in figures", "The coalition admits\nto 32 deaths on 6 June 2018."),
    SourceText("b.jsonl", "Row one", "Airwars speaks of at least 1,400."),
    SourceText("b.jsonl", "Row two", "Nothing of note."),
)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("{question: q, answer: 32, cite: [a.txt]}", None),
        ("{question: q, answer: 32, cite: [Raqqa in figures]}", None),
        ("{question: q, answer: 32}", None),
        ("{question: q, answer: {number: 1400, bound: at least}, cite: [b.jsonl]}", None),
        ("{question: q, answer: {date: 2018-06-06}, cite: [a]}", None),
        ("{question: q, quotes: [{document: a.txt, text: The coalition admits to 32 deaths}]}", None),
        ("{question: q, answer: 33, cite: [a.txt]}", "33 does not stand in notes/a.txt"),
        ("{question: q, answer: {number: 32, bound: at least}, cite: [a.txt]}", "at least 32 does not stand"),
        ("{question: q, answer: 32, cite: [c.txt]}", "no document is called 'c.txt'"),
        ("{question: q, answer: 32, cite: [[a.txt, b.jsonl]]}", "b.jsonl is to be cited but holds none"),
        ("{question: q, quotes: [{document: a.txt, text: to 33 deaths}]}", "does not hold the words"),
        ("{question: q, figures: [{value: 33}]}", "the figure 33 does not stand"),
    ],
)
def test_cases_are_held_against_the_documents(
    read_yaml: Callable[[str], tuple[Case, ...]], case: str, said: str | None
) -> None:
    problems = [problem.message for problem in review(read_yaml(f"- {case}"), SOURCES)]
    assert bool(problems) is (said is not None)
    assert said is None or said in problems[0]


def test_our_own_cases_hold_in_the_sample_corpus() -> None:
    assert review(load_cases(own_cases()), read_folder(folder())) == ()


def test_our_own_cases_cover_every_kind() -> None:
    cases = load_cases(own_cases())
    kinds = Counter(case.kind for case in cases)
    assert len(cases) >= 150
    assert set(kinds) == set(Kind) - {Kind.OTHER}
    assert min(kinds.values()) >= 5
    assert sum(case.abstain is Abstain.ALWAYS for case in cases) >= 25
    assert sum(case.language == "sv" for case in cases) >= 15
    assert sum("cross-language" in case.tags for case in cases) >= 5
