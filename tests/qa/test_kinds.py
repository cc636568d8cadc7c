"""What sort of answer a question wants."""

from __future__ import annotations

import pytest

from qa.kinds import QuestionKind, kind_of


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What did the repairs of the roof cost?", "en"),
        ("What will it cost?", "en"),
        ("Vad kostar den nya bron?", "sv"),
        ("Vad har bron kostat?", "sv"),
    ],
)
def test_what_something_costs_is_an_amount(question: str, language: str) -> None:
    assert kind_of(question, language) is QuestionKind.HOW_MANY


def test_what_else_is_no_amount() -> None:
    assert kind_of("What did the council decide?", "en") is QuestionKind.WHAT
    assert kind_of("Vad beslutade rådet?", "sv") is QuestionKind.WHAT
