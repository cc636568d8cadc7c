"""What a marked answer must stand up to, on passages made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit, Span
from qa.question.analysis import analyse
from qa.reading.checks.ordered_checks import CHECKS, Checks
from qa.types import Quote
from tests.qa.marking import marked_in_sentence

MakeHit = Callable[..., Hit]

LEDGE = "The Rhine Institute says floods in Bonn killed 40 people, 12 of them children. A dam broke in May 1954."


def stands(make_hit: MakeHit, question: str, answer: str, text: str = LEDGE, score: float = 0.2) -> bool:
    hit = make_hit("ledge", text, language="en", title="Floods in Bonn")
    at = text.index(answer)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    marked = Span(hit.passage.start + at, hit.passage.start + at + len(answer))
    quote = Quote(
        text[start:], hit.passage.start + start, hit.passage.end, hit.document, hit.passage.id, score, marked
    )
    return Checks(analyse(question), [hit]).stands(quote)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many people did the floods in Bonn kill?", "40"),
        ("How many children died in the floods in Bonn?", "12"),
        ("How many people died, as the Rhein Institute has it?", "40"),
        ("When did the dam break?", "May 1954"),
    ],
)
def test_answers_that_the_passage_carries_stand(make_hit: MakeHit, question: str, answer: str) -> None:
    assert stands(make_hit, question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many people did the floods in Verona kill?", "40"),
        ("How many horses died in the floods?", "40"),
        ("How many children were among the 40 dead?", "40"),
        ("How many people did the Rhine Institute kill?", "40"),
        ("How many people did the floods in Bonn kill?", "floods"),
        ("When did the dam break?", "A dam"),
        ("Who is the mayor of Bonn?", "Rhine Institute"),
        ("Who runs the Rhine Institute?", "Rhine Institute"),
    ],
)
def test_answers_without_evidence_fall(make_hit: MakeHit, question: str, answer: str) -> None:
    assert not stands(make_hit, question, answer)


def test_a_sure_answer_may_use_other_words(make_hit: MakeHit) -> None:
    assert stands(make_hit, "Who is the mayor of Bonn?", "Rhine Institute", score=0.6)


def test_a_passage_in_another_language_is_not_asked_for_the_same_words(make_hit: MakeHit) -> None:
    text = "Tolv barn och 28 vuxna drunknade i Bonn."
    hit = make_hit("sv", text, language="sv", title="Bonn")
    at = hit.passage.start + text.index("28")
    quote = Quote(text, hit.passage.start, hit.passage.end, hit.document, hit.passage.id, 0.3, Span(at, at + 2))
    assert Checks(analyse("How many grown-ups drowned in Bonn?"), [hit]).stands(quote)


@pytest.mark.parametrize(
    ("question", "text", "spoken"),
    [
        ("Who rules Norway?", "King Olav told Norway-Press that he rules.", False),
        ("Who rules Norway?", "King Olav, who rules, spoke to the Norway Times.", False),
        ("Who rules Norway?", "King Olav rules Norway, the Norway Times says.", True),
        ("Who leads Lantern?", "King Olav leads Lantern International.", True),
        ("Who joined the Lund-led group?", "King Olav joined the Lund-led group.", True),
    ],
)
def test_a_name_inside_a_longer_name_is_not_that_name(
    make_hit: MakeHit, question: str, text: str, spoken: bool
) -> None:
    assert stands(make_hit, question, "King Olav", text, score=0.7) is spoken


@pytest.mark.parametrize(
    ("answer", "stood"), [("Low Water", True), ("great neglect", False), ("River Post", True)]
)
def test_a_title_is_written_as_titles_are(make_hit: MakeHit, answer: str, stood: bool) -> None:
    text = "The report on Bonn, Low Water, finds great neglect, the River Post writes."
    assert stands(make_hit, "What is the report on Bonn called?", answer, text, 0.6) is stood
    assert stands(make_hit, "What does the report on Bonn find?", "great neglect", text, 0.6)


@pytest.mark.parametrize(
    ("question", "answer", "text", "kept"),
    [
        ("What were the sales in 1999?", "12 million", "Sales in 2005 were 12 million.", False),
        ("What were the sales in 2003?", "12 million", "Sales from 2001 to 2005 were 12 million.", True),
        ("Why was the ferry sold?", "The skipper", "The skipper sold the ferry in Bonn.", False),
        ("Why was the ferry sold?", "Rust", "Rust.", True),
        ("Why was the ferry sold?", "3 May 2004", "The ferry was sold on 3 May 2004.", False),
        ("Who is the director of Falk?", "Ann Lee", "Ann Lee is the new director. She came from Falk.", False),
        ("Who is the director of Falk?", "Ann Lee", "Falk grows. Ann Lee is the director.", True),
        (
            "Who is the director of Falk?",
            "Ann Lee",
            "Bo Ek came from Falk. Ann Lee is the director.",
            False,
        ),
        ("Why did Bo Ek resign?", "he was ill", "Chair Ann Lee resigned as he was ill.", False),
        ("Why did Bo Ek resign?", "he was ill", "Chair Bo Ek resigned, to Ann Lee's regret, as he was ill.", True),
        ("Why did Bo Ek resign?", "he was ill", "He resigned as he was ill, and Bo Ek left.", True),
        ("Varför avgick Bo Ek?", "var sjuk", "Ann Lee avgick eftersom hon var sjuk.", False),
    ],
)
def test_answers_of_another_year_body_person_or_kind_fall(
    make_hit: MakeHit, question: str, answer: str, text: str, kept: bool
) -> None:
    assert stands_in_sentence(make_hit, question, answer, text) is kept


def stands_in_sentence(make_hit: MakeHit, question: str, answer: str, text: str) -> bool:
    hit = make_hit("a", text, language="en", title="News of the week")
    quote = marked_in_sentence(hit, answer)
    return Checks(analyse(question), [hit]).stands(quote)


def test_of_two_issues_of_a_series_the_one_of_the_year_asked_about_answers(make_hit: MakeHit) -> None:
    hits = [
        make_hit(name, text, language="en", title=f"Choir yearbook {name}")
        for name, text in (("2010-11", "Ida Berg led the choir."), ("2011-12", "Tor Dahl led the choir."))
    ]
    checks = Checks(analyse("Who led the choir in 2011-12?"), hits)
    name = Span(100, 100 + len("Ida Berg"))
    told = [Quote(hit.passage.text, 100, hit.passage.end, hit.document, hit.passage.id, 0.7, name) for hit in hits]
    assert [checks.stands(quote) for quote in told] == [False, True]
    before = Checks(analyse("Who led the choir in 2008-09?"), hits)
    assert not any(before.stands(quote) for quote in told)


DOCK = "The dock is run by Siv Alm. Bo Rud did not sign the lease. Skiffs may not moor there."


@pytest.mark.parametrize(
    ("question", "answer", "is_answer"),
    [
        ("Who does not run the dock?", "Siv Alm", False),
        ("Who doesn't run the dock?", "Bo Rud", False),
        ("Who did not sign the lease?", "Bo Rud", True),
        ("Who runs the dock?", "Siv Alm", True),
        ("Who may not moor at the dock?", "Skiffs", True),
    ],
)
def test_who_does_not_is_answered_where_a_sentence_denies_it(
    make_hit: MakeHit, question: str, answer: str, is_answer: bool
) -> None:
    hit = make_hit("dock", DOCK, language="en", title="The dock")
    quote = marked_in_sentence(hit, answer)
    assert Checks(analyse(question), [hit]).stands(quote) is is_answer


def test_a_question_word_behind_an_opening_mark_is_no_name(make_hit: MakeHit) -> None:
    text = "El puerto de Alda tiene dos muelles. La jefa es Rosa Vidal."
    assert stands(make_hit, "¿Quién es la jefa del puerto de Alda?", "Rosa Vidal", text, score=0.5)


def test_every_check_has_a_name_of_its_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))


def test_a_mark_that_does_not_stand_is_kept_with_the_check_that_says_so(make_hit: MakeHit) -> None:
    hit = make_hit("mill", "The mill of Ores burned in 1911.", language="en", title="A mill")
    checks = Checks(analyse("When did the mill of Tveit burn?"), [hit])
    assert not checks.stands(marked_in_sentence(hit, "1911", 0.2))
    assert [one.check for one in checks.dropped] == ["names"]
