"""Whether a span looks like what a question asks for."""

from __future__ import annotations

import pytest

from qa.reading.checks.answer_shape import cannot_answer


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("Who is Olga Brandt?", "60"),
        ("Why did the library close?", "1 June 2024"),
        ("Varför stängs biblioteket?", "1 juni 2024"),
        ("Vem är Olga Brandt?", "60 procent"),
        ("How is the fee of a hive determined?", "4.00%"),
        ("What does the fee of a hive include?", "$310"),
        ("What was the reason for the rise of the fee?", "1 June 2024"),
    ],
)
def test_a_bare_number_or_date_says_neither_who_nor_why_nor_how(question: str, span: str) -> None:
    assert cannot_answer(span, question, "sv" if question.startswith("V") else "en")


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("Who is Olga Brandt?", "a beekeeper with 60 hives"),
        ("Why did the library close?", "visits had halved since 2018"),
        ("When did the library close?", "1 June 2024"),
        ("How many hives are there?", "60"),
        ("Who won in 2016?", "U2"),
        ("What does the keeper earn?", "$310"),
    ],
)
def test_other_spans_and_questions_are_left(question: str, span: str) -> None:
    assert not cannot_answer(span, question, "en")
