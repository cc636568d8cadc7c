"""Further answers beside the best one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.types import Hit, Span
from qa.question.analysis import analyse
from qa.reading.checks.further import whole_clauses, whole_lists, without_headings, without_other_events
from qa.types import Quote, Reading
from tests.qa import marking

MakeHit = Callable[..., Hit]

PLANT = (
    "The mill at Orlen was built in 1904 by two brothers.",
    "A storm tore off its roof in March 1951.",
    "The mill was built again in 1953.",
)


def quotes(make_hit: MakeHit, marked: Sequence[tuple[int, str, float]], language: str = "en") -> tuple[Quote, ...]:
    hit = make_hit("a", " ".join(PLANT), start=0, language=language)
    found = []
    for number, answer, score in marked:
        text = PLANT[number]
        start = hit.passage.text.index(text)
        at = start + text.index(answer)
        found.append(Quote(text, start, start + len(text), hit.document, "a-1", score, Span(at, at + len(answer))))
    return tuple(found)


def kept(question: str, found: tuple[Quote, ...]) -> list[str]:
    return [quote.answer_text for quote in without_other_events(analyse(question), Reading(found, 0.9)).quotes]


def test_of_a_document_only_sentences_that_tell_of_the_same_answer_too(make_hit: MakeHit) -> None:
    found = quotes(make_hit, [(0, "1904", 0.9), (1, "March 1951", 0.5), (2, "1953", 0.4)])
    assert kept("When was the mill built?", found) == ["1904", "1953"]


def test_what_is_as_likely_stays(make_hit: MakeHit) -> None:
    found = quotes(make_hit, [(0, "1904", 0.9), (1, "March 1951", 0.85)])
    assert kept("When was the mill built?", found) == ["1904", "March 1951"]


def test_other_documents_and_other_languages_are_judged_by_themselves(make_hit: MakeHit) -> None:
    found = quotes(make_hit, [(0, "1904", 0.9)])
    other = make_hit("b", "Its roof was new in 1960.", start=0, language="en")
    apart = Quote(other.passage.text, 0, 25, other.document, "b-1", 0.4, Span(20, 24))
    assert kept("When was the mill built?", (*found, apart)) == ["1904", "1960"]
    foreign = quotes(make_hit, [(0, "1904", 0.9), (1, "March 1951", 0.5)], language="sv")
    assert kept("When was the mill built?", foreign) == ["1904", "March 1951"]


@pytest.mark.parametrize("question", ["What became of the mill?", "Why was the mill built?"])
def test_other_questions_have_many_answers(make_hit: MakeHit, question: str) -> None:
    found = quotes(make_hit, [(0, "1904", 0.9), (1, "March 1951", 0.5)])
    assert kept(question, found) == ["1904", "March 1951"]


@pytest.mark.parametrize(
    ("question", "text", "marked", "whole"),
    [
        (
            "Who are the owners of the mill?",
            "The owners are Ann Lee (chair), Per Olsson and Bo de Vries.",
            "Per Olsson",
            "Ann Lee (chair), Per Olsson and Bo de Vries",
        ),
        ("Vilka äger kvarnen?", "Kvarnen ägs av Ann Lee och Per Olsson.", "Ann Lee", "Ann Lee"),
        ("Vilka är ägare?", "Ägare är Ann Lee och Per Olsson.", "Ann Lee", "Ann Lee och Per Olsson"),
        ("Who is the owner?", "The owners are Ann Lee and Per Olsson.", "Ann Lee", "Ann Lee"),
        ("Who are the owners?", "Two brothers own it, says Ann Lee.", "Two brothers", "Two brothers"),
    ],
)
def test_of_several_asked_for_the_whole_list_is_marked(
    make_hit: MakeHit, question: str, text: str, marked: str, whole: str
) -> None:
    hit = make_hit("a", text, start=40)
    at = 40 + text.index(marked)
    quote = Quote(text, 40, 40 + len(text), hit.document, "a-1", 0.9, Span(at, at + len(marked)))
    (found,) = whole_lists(analyse(question), Reading((quote,), 0.9)).quotes
    assert found.answer_text == whole


def marked(make_hit: MakeHit, name: str, text: str, answer: str, score: float) -> Quote:
    hit = make_hit(name, text, start=0, language="en")
    return marking.marked(hit, answer, score)


def test_holders_of_other_offices_and_of_other_years_do_not_stand_beside_the_best(make_hit: MakeHit) -> None:
    best = marked(make_hit, "a", "Ann Lee became head gardener in 2012.", "Ann Lee", 0.9)
    other = marked(make_hit, "b", "The head cook, Bo Ek, came in 2012.", "Bo Ek", 0.8)
    before = marked(make_hit, "c", "Head gardener Cy Dunn spoke.", "Cy Dunn", 0.8)
    assert kept("Who became head gardener in 2012?", (best, other, before)) == ["Ann Lee"]
    assert kept("Who is head gardener?", (best, before)) == ["Ann Lee", "Cy Dunn"]
    elsewhere = marked(make_hit, "d", "The beds are tended by Di Roe.", "Di Roe", 0.8)
    assert kept("Who is head gardener?", (best, elsewhere)) == ["Ann Lee", "Di Roe"]


def test_a_heading_is_no_reason_and_stands_beside_no_sentence(make_hit: MakeHit) -> None:
    heading, sentence = (
        Quote(text, 0, len(text), make_hit("a", text, start=0).document, "a-1", 0.6)
        for text in ("3. Opening hours", "The hall will not open on Fridays.")
    )
    both = Reading((heading, sentence), 0.6)
    assert without_headings(analyse("Will the hall open on Fridays?"), both).quotes == (sentence,)
    alone = Reading((heading,), 0.6)
    assert without_headings(analyse("Does the hall have opening hours?"), alone) == alone
    assert without_headings(analyse("Why is the hall closed?"), alone).quotes == ()


def test_what_a_name_is_called_is_no_further_answer(make_hit: MakeHit) -> None:
    text = "The fair was opened by the pilot Ann Lee."
    both = (marked(make_hit, "a", text, "Ann Lee", 0.9), marked(make_hit, "a", text, "pilot", 0.85))
    assert kept("Who opened the fair?", both) == ["Ann Lee"]


FEE = "The fee is set by the weight of the boat, with a discount for skippers of St. Olof Inc. and for locals."


@pytest.mark.parametrize(
    ("question", "marked", "answer"),
    [
        ("How is the fee determined?", "by the weight of the boat", FEE[FEE.index("by the") : -1]),
        ("What does the fee include?", "a discount", FEE[FEE.index("a discount") : -1]),
        ("What led to the discount?", "skippers", FEE[FEE.index("skippers") : -1]),
        ("What did the council set?", "The fee", "The fee"),
        ("What is the fee set by?", "the weight of the boat", "the weight of the boat"),
    ],
)
def test_a_way_or_what_something_holds_is_told_to_the_end_of_its_sentence(
    make_hit: MakeHit, question: str, marked: str, answer: str
) -> None:
    hit = make_hit("a", FEE, start=0, language="en")
    at = FEE.index(marked)
    found = Quote(FEE, 0, len(FEE), hit.document, "a-1", 0.9, Span(at, at + len(marked)))
    again = Quote(FEE, 0, len(FEE), hit.document, "a-1", 0.4, Span(len(FEE) - 7, len(FEE) - 1))
    quotes = whole_clauses(analyse(question), Reading((found, again), 0.9)).quotes
    assert quotes[0].answer_text == answer
    assert len(quotes) == (1 if answer != marked else 2)
