"""What sort of answer a question wants."""

from __future__ import annotations

import pytest

from qa.language.pack import pack_of
from qa.question.kinds import kind_of
from qa.types import QuestionKind


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
    assert kind_of(question, pack_of(language)) is QuestionKind.HOW_MANY


def test_what_else_is_no_amount() -> None:
    assert kind_of("What did the council decide?", pack_of("en")) is QuestionKind.WHAT
    assert kind_of("Vad beslutade rådet?", pack_of("sv")) is QuestionKind.WHAT


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("How fast was the train?", "en", QuestionKind.HOW_MANY),
        ("At what temperature does it melt?", "en", QuestionKind.HOW_MANY),
        ("Hur djupt är hålet?", "sv", QuestionKind.HOW_MANY),
        ("Var Eva på festen?", "sv", QuestionKind.YES_NO),
        ("Var det kallt?", "sv", QuestionKind.YES_NO),
        ("Var ligger Ystad?", "sv", QuestionKind.WHERE),
        ("Var hölls festen?", "sv", QuestionKind.WHERE),
    ],
)
def test_measures_and_swedish_questions_with_var(question: str, language: str, kind: QuestionKind) -> None:
    assert kind_of(question, pack_of(language)) is kind
