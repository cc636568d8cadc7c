"""Comparisons taken apart, and their answers set side by side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.types import Hit
from qa.answering.composition import Found, compare
from qa.answering.ledger import ledger_of
from qa.question.analysis import Question, analyse
from qa.reading.overlap.rule_reader import RulesReader

MakeHit = Callable[..., Hit]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "How do the ministry's and Hill Trust's figures for Ostby differ?",
            ["What figure does ministry give for Ostby?", "What figure does Hill Trust give for Ostby?"],
        ),
        (
            "Is the union's count lower than the army's?",
            ["What count does union give?", "What count does army give?"],
        ),
        (
            "Were more trees felled in the first or in the third quarter of 2020?",
            [
                "How many trees felled in the first quarter of 2020?",
                "How many trees felled in the third quarter of 2020?",
            ],
        ),
        (
            "Did the company lose more ships in 2015 than in 2016?",
            ["How many ships did the company lose in 2015?", "How many ships did the company lose in 2016?"],
        ),
        (
            "Did more girls than boys pass the test?",
            ["How many girls pass the test?", "How many boys pass the test?"],
        ),
        (
            "Do the mayor and the police agree on how many people were hurt in Lund?",
            [
                "How many people were hurt in Lund according to mayor?",
                "How many people were hurt in Lund according to police?",
            ],
        ),
        (
            "How does the bank's estimate of June 2020 compare with that of May 2021?",
            ["What estimate does bank give of June 2020?", "What estimate does bank give of May 2021?"],
        ),
        (
            "How many ships sank according to the navy and Green Line?",
            ["How many ships sank according to navy?", "How many ships sank according to Green Line?"],
        ),
        (
            "Hur skiljer sig polisens och fackets siffror för Umeå?",
            ["Vilken siffra uppger polisens för Umeå?", "Vilken siffra uppger fackets för Umeå?"],
        ),
    ],
)
def test_a_comparison_asks_for_each_of_two(question: str, asked: list[str]) -> None:
    assert [side.question for side in analyse(question).sides] == asked


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in Lund?",
        "What did the mayor and the police say about the fire?",
        "Is the river deeper than the lake?",
        "Who said that more than 40 ships were lost?",
    ],
)
def test_other_questions_are_left_whole(question: str) -> None:
    assert analyse(question).sides == ()


@pytest.fixture
def counts(make_hit: MakeHit) -> list[Hit]:
    """Two counts of one flood."""
    known = {"publisher": "River Post", "published": date(2021, 8, 20), "language": "en"}
    return [
        make_hit("ministry", "The ministry admits that 12 people died in Ostby.", **known),
        make_hit("trust", "Hill Trust says that 300 people died in Ostby.", **known),
    ]


def found_for(question: Question, hits: list[Hit]) -> Found:
    reading = RulesReader().read(question, hits)
    ledger = ledger_of(question, reading.quotes, hits=hits)
    return Found(question, question.text, hits, reading, ledger)


def compared(question: str, hits: list[Hit]) -> str | None:
    asked = analyse(question)
    parts = [(side.label, found_for(analyse(side.question), hits)) for side in asked.sides]
    answer = compare(found_for(asked, hits), parts)
    return answer.text if answer else None


def test_both_sides_are_told_with_their_quotes(counts: list[Hit]) -> None:
    text = compared("How do the ministry's and Hill Trust's figures for Ostby compare?", counts)
    assert text is not None
    assert text.splitlines()[0] == "Ministry: 12; Hill Trust: 300. [1] [2]"
    assert "“The ministry admits that 12 people died in Ostby.”" in text
    assert text.splitlines()[-1].endswith("[2]")


def test_a_side_without_an_answer_makes_no_comparison(counts: list[Hit]) -> None:
    assert compared("How do the ministry's and the navy's figures for Ostby compare?", counts) is None
    assert compared("How many people died in Ostby?", counts) is None
