"""The reader that needs no model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.benchmarks.reading import read_by
from index.types import DocumentInfo, Hit, Passage
from qa.question.analysis import analyse
from qa.reading.overlap.rule_reader import RulesReader

MakeHit = Callable[..., Hit]
READER = RulesReader()


def answers(question: str, *hits: Hit) -> list[str]:
    return [quote.answer_text for quote in read_by(READER, question, hits).quotes]


def test_every_admission_is_found_and_nobody_elses_number(coalition_hits: list[Hit]) -> None:
    found = answers("How many deaths did the coalition admit?", *coalition_hits)
    assert sorted(found) == ["32", "at least 1,257", "at least 1,302"]


def test_a_claimant_gets_its_own_numbers(coalition_hits: list[Hit]) -> None:
    assert set(answers("How many civilians were killed according to Airwars?", *coalition_hits)) == {
        "almost 7,600",
        "1,400",
    }


def test_an_admission_that_nobody_made_is_not_found(coalition_hits: list[Hit]) -> None:
    reading = READER.read(analyse("When did Airwars admit to killing 7,600 civilians?"), coalition_hits)
    assert reading.quotes == ()
    assert reading.nearest is not None


def test_a_place_asked_for_rules_other_places_out(coalition_hits: list[Hit]) -> None:
    assert answers("How many deaths did the coalition admit in Raqqa?", *coalition_hits) == ["32"]


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When was the coalition formed?", "The coalition was formed in 2014 by seven states.", "2014"),
        ("Who called the findings wrong?", "Colonel Sean Ryan called the findings wrong.", "Colonel Sean Ryan"),
        ("Where was the spokesman born?", "The spokesman was born in Boston and grew up poor.", "Boston"),
        ("How many bridges were destroyed?", "In all 14 bridges and 3 mills were destroyed.", "14"),
        ("Hur många broar förstördes?", "Totalt förstördes 14 broar i staden.", "14"),
        ("När bildades koalitionen?", "Koalitionen bildades 2014 av sju stater.", "2014"),
    ],
)
def test_the_answer_is_marked_by_kind(question: str, text: str, answer: str, make_hit: MakeHit) -> None:
    language = "sv" if "å" in question or "ä" in question else "en"
    assert answers(question, make_hit("a", text, language=language))[:1] == [answer]


def test_quotes_are_letter_for_letter_in_document_coordinates(coalition_hits: list[Hit]) -> None:
    by_id = {hit.document.id: hit.passage for hit in coalition_hits}
    for quote in READER.read(analyse("How many deaths did the coalition admit?"), coalition_hits).quotes:
        passage = by_id[quote.document.id]
        assert passage.text[quote.start - passage.start : quote.end - passage.start] == quote.text
        assert 0 <= quote.score <= 1
        assert quote.answer is not None
        assert quote.span.contains(quote.answer)


def test_what_the_passages_do_not_speak_of_is_not_answered(coalition_hits: list[Hit]) -> None:
    assert answers("How many bridges did the Red Cross rebuild in Mosul?", *coalition_hits) == []
    assert answers("What is the capital of Mongolia?", *coalition_hits) == []


def test_overlapping_passages_give_a_sentence_once(make_hit: MakeHit) -> None:
    text = "The coalition was formed in 2014 by seven states."
    assert answers("When was the coalition formed?", make_hit("a", text), make_hit("a", text)) == ["2014"]


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=80))
def test_odd_text_never_raises(text: str, question: str) -> None:
    hit = Hit(Passage("p", "d", 0, 0, len(text), text), DocumentInfo("d", "d.txt", "h", "d", language="en"), 1.0)
    for quote in read_by(READER, question, [hit]).quotes:
        assert text[quote.start : quote.end] == quote.text
