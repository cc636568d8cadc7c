"""Whether a span looks like what a question asks for."""

from __future__ import annotations

import pytest

from qa.language.pack import pack_of
from qa.question.analysis import analyse
from qa.question.wanted import Wanted
from qa.reading.checks.answer_shape import cannot_answer, fits


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
    asked = analyse(question)
    assert cannot_answer(span, asked, pack_of(asked.language))


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
    assert not cannot_answer(span, analyse(question), pack_of("en"))


@pytest.mark.parametrize(
    ("span", "language", "told"),
    [
        ("in early March", "en", True),
        ("after the war", "en", True),
        ("at the height of the market", "en", False),
        ("the mayor decided", "en", False),
        ("under hösten", "sv", True),
        ("i maj", "sv", True),
        ("Ende Dezember", "de", True),
        ("am Freitag", "de", True),
        ("au printemps", "fr", True),
        ("la maison", "fr", False),
        ("nel maggio", "it", True),
    ],
)
def test_a_time_is_told_by_a_digit_or_in_the_words_of_its_language(span: str, language: str, told: bool) -> None:
    assert fits(span, Wanted.DATE, pack_of(language)) is told
