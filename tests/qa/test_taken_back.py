"""What a text says it got wrong is no answer, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.reading.checks.ordered_checks import Checks
from tests.qa.marking import marked_in_sentence

MakeHit = Callable[..., Hit]


@pytest.mark.parametrize(
    ("language", "title", "question", "text", "answer", "is_taken_back"),
    [
        (
            "en",
            "Corrections",
            "Who is Ida Falk?",
            "We wrote that Ida Falk is a judge. She is a clerk.",
            "a judge",
            True,
        ),
        (
            "en",
            "Corrections",
            "Who is Ida Falk?",
            "We wrote that Ida Falk is a judge. She is a clerk.",
            "a clerk",
            False,
        ),
        (
            "en",
            "On the pier",
            "Who is Ida Falk?",
            "We wrote that Ida Falk is a judge. She sat down.",
            "a judge",
            False,
        ),
        (
            "en",
            "The pier",
            "When did the pier open?",
            "An earlier version of this text said that the pier opened in May. It opened in June.",
            "May",
            True,
        ),
        (
            "sv",
            "Rättelser",
            "Vem är Ida Falk?",
            "Vi skrev att Ida Falk är domare. Hon är notarie.",
            "domare",
            True,
        ),
        (
            "de",
            "Berichtigung",
            "Wer ist Ida Falk?",
            "Wir schrieben, Ida Falk sei Richterin. Sie ist Anwältin.",
            "Richterin",
            True,
        ),
    ],
)
def test_what_a_text_takes_back_is_no_answer(
    make_hit: MakeHit, language: str, title: str, question: str, text: str, answer: str, is_taken_back: bool
) -> None:
    hit = make_hit("a", text, language=language, title=title)
    against = list(Checks(analyse(question), [hit]).against(marked_in_sentence(hit, answer)))
    assert ("taken back" in against) is is_taken_back
