"""The figure of a sentence that is for the place and time asked about, and what a text puts right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit
from qa.language.detection import guess_language
from qa.language.pack import pack_of
from qa.question.analysis import analyse
from qa.reading.checks.other_scope import in_asked_scope, without_elsewhere
from qa.reading.statements.corrections import is_correction, put_right
from qa.types import Reading
from tests.qa.marking import marked_in_sentence

MakeHit = Callable[..., Hit]

MEMBERS = "The union has 540 members, of whom 310 live in Norway and 90 live in Chile."
SALES = "The yard sold boats for 7 million euros in 2016, up from 5 million euros in 2015."
WRONG = "An earlier version of this text said that 840 people came. The correct number is 480. It rained."


@pytest.mark.parametrize(
    ("question", "text", "marked", "told"),
    [
        ("How many members live in Chile?", MEMBERS, "310", "90"),
        ("How many members live in Norway?", MEMBERS, "310", "310"),
        ("How many members does the union have?", MEMBERS, "540", "540"),
        ("For how much did the yard sell boats in 2015?", SALES, "7 million euros", "5 million euros"),
        ("For how much did the yard sell boats in 2016?", SALES, "7 million euros", "7 million euros"),
    ],
)
def test_the_figure_for_the_place_or_year_asked_about_is_marked(
    make_hit: MakeHit, question: str, text: str, marked: str, told: str
) -> None:
    hit = make_hit("a", text, language="en")
    assert in_asked_scope(analyse(question), hit, marked_in_sentence(hit, marked)).answer_text == told


def test_figures_for_elsewhere_do_not_stand_beside_that_for_the_place_asked_about(make_hit: MakeHit) -> None:
    hit = make_hit("a", MEMBERS, language="en")
    both = Reading((marked_in_sentence(hit, "90"), marked_in_sentence(hit, "310")), 0.7)
    only = without_elsewhere(analyse("How many members live in Chile?"), both, [hit])
    assert [quote.answer_text for quote in only.quotes] == ["90"]
    assert without_elsewhere(analyse("How many members live there?"), both, [hit]) == both


def test_what_an_earlier_version_said_gives_way_to_what_is_right(make_hit: MakeHit) -> None:
    hit = make_hit("a", WRONG, language="en")
    told = put_right(hit, marked_in_sentence(hit, "840"))
    assert told is not None
    assert told.answer_text == "480"
    assert told.text == WRONG.removesuffix(" It rained.")
    plain = marked_in_sentence(hit, "480")
    assert put_right(hit, plain) == plain


def test_a_wrong_number_without_the_right_one_is_no_answer(make_hit: MakeHit) -> None:
    hit = make_hit("a", "The notice wrongly gave 840 seats. The correct name is Ek Hall.", language="en")
    assert put_right(hit, marked_in_sentence(hit, "840")) is None


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("An earlier version of this article gave the toll as 30.", True),
        ("The letter was incorrectly given as 30 pages long.", True),
        ("En tidigare version angav 30 meter.", True),
        ("The army admits that it killed 30 people by mistake.", False),
        ("The first report is 30 pages long.", False),
    ],
)
def test_what_a_text_got_wrong_is_told_from_what_somebody_did_wrong(sentence: str, wrong: bool) -> None:
    assert is_correction(sentence, pack_of(guess_language(sentence))) is wrong
