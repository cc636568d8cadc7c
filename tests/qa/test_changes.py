"""Which end of a change answers, and what a text only corrects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.reading.statements import changes
from qa.types import Quote
from tests.qa.marking import marked

MakeHit = Callable[..., Hit]


def mark(make_hit: MakeHit, text: str, answer: str, language: str) -> Quote:
    return marked(make_hit("a", text, language=language), answer)


@pytest.mark.parametrize(
    ("question", "language", "text", "marked", "told"),
    [
        ("How many cows are there?", "en", "The herd shrank from 310 cows to 275.", "310", "275"),
        ("How many cows were there before?", "en", "The herd shrank from 310 cows to 275.", "275", "310"),
        ("How many cows were there before?", "en", "The herd shrank from 310 to 275.", "310 to 275", "310"),
        ("How many cows are there?", "en", "The herd shrank from 310 to 275.", "310 to 275", "275"),
        ("How many cows are there?", "en", "The herd has 275 cows, down from 310.", "310", "275"),
        (
            "How many trams run daily?",
            "en",
            "Some 44 trams run daily, compared with 38 last spring.",
            "38",
            "Some 44",
        ),
        ("Hur många kor finns det?", "sv", "Antalet kor har ökat från 40 till 65.", "40", "65"),
        ("Hur många kor fanns det tidigare?", "sv", "Antalet kor har ökat från 40 till 65.", "65", "40"),
        ("Wie viele Kühe gibt es?", "de", "Die Herde schrumpfte von 310 auf 275.", "310", "275"),
        ("Wie viele Kühe gab es vorher?", "de", "Die Herde schrumpfte von 310 auf 275.", "275", "310"),
        ("Combien de vaches y a-t-il ?", "fr", "Le troupeau est tombé de 310 à 275.", "310", "275"),
        ("How many cows were there in 1990?", "en", "The herd shrank from 310 cows to 275.", "310", "310"),
        ("By how many did the herd shrink?", "en", "The herd shrank from 310 cows to 275.", "310", "310"),
        ("How many came?", "en", "Between 12 and 15 people came from 3 villages to the fair.", "3", "3"),
        ("When was it?", "en", "The herd shrank from 310 cows to 275.", "310", "310"),
    ],
)
def test_the_asked_end_of_a_change_is_told(
    make_hit: MakeHit, question: str, language: str, text: str, marked: str, told: str
) -> None:
    quote = changes.end_of_change(analyse(question), mark(make_hit, text, marked, language))
    assert quote.answer_text == told


@pytest.mark.parametrize(
    ("question", "language", "text", "answer", "falls"),
    [
        ("How many bowls were sold?", "en", "The shop sold 71 bowls, not 17 as we wrote.", "17", True),
        ("How many bowls were sold?", "en", "The shop sold 71 bowls, not 17 as we wrote.", "71", False),
        ("How many bowls were sold?", "en", "The shop sold not more than 17 bowls.", "not more than 17", False),
        ("Hur många kom?", "sv", "Det kom 90 gäster, inte 60.", "60", True),
        ("Wie viele kamen?", "de", "Es kamen 90 Gäste, nicht 60.", "60", True),
        ("Wie viele kamen?", "de", "Es kamen nicht mehr als 60.", "nicht mehr als 60", False),
        ("Combien de clients ?", "fr", "Il y avait 90 clients et non 60.", "60", True),
        ("Who won?", "en", "The race was won by Kim Dahl, not Per Ek.", "Per Ek", True),
        ("Who won?", "en", "The race was won by Kim Dahl, not Per Ek.", "Kim Dahl", False),
        ("Who won?", "en", "It was not Per Ek who won.", "Per Ek", False),
        ("How many came this year?", "en", "Last year 55 came.", "55", True),
        ("How many came last year?", "en", "Last year 55 came.", "55", False),
        ("Hur många kom i år?", "sv", "Förra året var de 55.", "55", True),
    ],
)
def test_what_is_corrected_or_was_last_year_falls(
    make_hit: MakeHit, question: str, language: str, text: str, answer: str, falls: bool
) -> None:
    assert changes.marks_other_end(analyse(question), mark(make_hit, text, answer, language)) is falls
