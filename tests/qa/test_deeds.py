"""An answer stands only where its text tells of the deed asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.reading.checks import deeds
from tests.qa.marking import marked, marked_in_sentence

MakeHit = Callable[..., Hit]


def untold(make_hit: MakeHit, question: str, text: str, answer: str, language: str, score: float = 0.3) -> bool:
    hit = make_hit("a", text, language=language, title="News")
    quote = marked_in_sentence(hit, answer, score)
    return deeds.lacks_deed(analyse(question), hit, quote)


VASE = "The vase was made in 1790. It stood in the hall. Thieves took it in May 2001, says the curator, Ada Holm."
MILL = "Kvarnen uppfördes 1870. Den eldhärjades 1912 och såldes till Nils Ek."


@pytest.mark.parametrize(
    ("question", "text", "answer", "language", "falls"),
    [
        ("When was the vase stolen?", VASE, "1790", "en", True),
        ("When was the vase stolen?", VASE, "May 2001", "en", False),
        ("När stals vasen?", VASE, "May 2001", "en", False),
        ("Who founded the gallery?", "Ada Holm has run the gallery since May.", "Ada Holm", "en", True),
        ("Who founded the gallery?", "The gallery was set up by Ada Holm.", "Ada Holm", "en", False),
        ("When did the paper retract its story?", "The story ran on 3 June.", "3 June", "en", True),
        ("När brann kvarnen?", MILL, "1912", "sv", False),
        ("När brann kvarnen?", MILL, "1870", "sv", True),
        ("När såldes kvarnen?", "Kvarnen såldes 1912. Den byggdes 1870.", "1870", "sv", True),
        ("När drogs planen tillbaka?", "Planen drogs sent omsider tillbaka 1912.", "1912", "sv", False),
        ("When was the vase stolen?", "The vase was stolen. It happened in May 2001.", "May 2001", "en", False),
        ("När brann kvarnen ner?", "Kvarnen byggdes 1870 av Nils Ek.", "1870", "sv", True),
        ("Vem ritade kvarnen?", "Kvarnen byggdes 1870 åt Nils Ek.", "Nils Ek", "sv", True),
        ("When was the mill painted?", "The mill was built in 1870.", "1870", "en", True),
        ("När började loppet?", "Loppet pågick från 3 till 9 maj.", "3", "sv", False),
        ("Who started the quarrel?", "Jo Lind saw the quarrel.", "Jo Lind", "en", True),
        ("Who painted the mill?", "Jo Lind painted it.", "Jo Lind", "en", False),
        ("When did Jo Lind leave the mill?", "Jo Lind, who came in 1912, runs the mill.", "1912", "en", True),
        ("When did Jo Lind leave the mill?", "Jo Lind retired from the mill in 1931.", "1931", "en", False),
        ("När lämnade Jo Lind kvarnen?", "Jo Lind driver kvarnen sedan 1912.", "1912", "sv", True),
        ("När lämnade Jo Lind kvarnen?", "Jo Lind slutade på kvarnen 1931.", "1931", "sv", False),
        ("Who leads the Founded Trust?", "Jo Lind heads it.", "Jo Lind", "en", False),
    ],
)
def test_a_deed_must_be_told_beside_its_answer(
    make_hit: MakeHit, question: str, text: str, answer: str, language: str, falls: bool
) -> None:
    assert untold(make_hit, question, text, answer, language) is falls


def test_a_sure_answer_may_tell_a_deed_that_no_list_holds_in_other_words(make_hit: MakeHit) -> None:
    charted = "Jo Lind charted the river."
    assert untold(make_hit, "Who mapped the river?", charted, "Jo Lind", "en", score=0.4)
    assert not untold(make_hit, "Who mapped the river?", charted, "Jo Lind", "en", score=0.7)
    assert untold(make_hit, "Who stole the map?", charted, "Jo Lind", "en", score=0.7)


@pytest.mark.parametrize(
    ("question", "text", "answer", "told"),
    [
        ("When did Orby win the cup?", "Orby came second in the cup of 1988.", "1988", False),
        ("When did Orby win the cup?", "Orby were champions in 1988.", "1988", True),
        ("Vem köpte kvarnen?", "Ägaren Lund Trä lägger ned kvarnen.", "Lund Trä", False),
        ("Vem köpte kvarnen?", "Kvarnen såldes till Lund Trä.", "Lund Trä", True),
        (
            "How much did the bridge cost to build?",
            "The bridge pays 40,000 pounds in tax.",
            "40,000 pounds",
            False,
        ),
    ],
)
def test_who_won_bought_or_built_must_be_told(
    make_hit: MakeHit, question: str, text: str, answer: str, told: bool
) -> None:
    hit = make_hit("a", text, language="sv" if question.startswith("Vem") else "en")
    quote = marked(hit, answer, 0.6)
    assert deeds.lacks_deed(analyse(question), hit, quote) is not told
