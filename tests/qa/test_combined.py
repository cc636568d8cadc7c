"""What the two readers make of a question together, on scripted marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from index.types import Hit, Span
from qa.answering.ledger import ledger_of
from qa.question.analysis import analyse
from qa.question.question import Question
from qa.question.question_language import languages_of
from qa.reading.combined_reader import CombinedReader
from qa.reading.network.network_reader import Witness
from qa.reading.overlap.rule_reader import RulesReader
from qa.types import Quote, Reading

MakeHit = Callable[..., Hit]


class Scripted:
    """A network that marks what it is told to."""

    name = "scripted"

    def __init__(self, *answers: str, less_likely: float = 1.0) -> None:
        """`less_likely`: the score of each further answer as a share of the one before."""
        self._answers, self._less_likely = answers, less_likely

    def read(self, question: Question, hits: Sequence[Hit], witness: Witness | None = None) -> Reading:
        (hit,) = hits
        text, start = hit.passage.text, hit.passage.start
        quotes: list[Quote] = []
        for rank, answer in enumerate(self._answers):
            at = start + text.index(answer)
            marked = Span(at, at + len(answer))
            score = 0.8 * self._less_likely**rank
            quote = Quote(text, start, hit.passage.end, hit.document, hit.passage.id, score, marked)
            told = witness.examined(quote) if witness else quote
            quotes += [told] if told else []
        return Reading(tuple(quotes), 0.8 if quotes else 0.0, None)


def read(question: str, hit: Hit, *answers: str) -> list[str]:
    asked = analyse(question, languages_of([hit]))
    return [quote.answer_text for quote in CombinedReader(Scripted(*answers)).read(asked, [hit]).quotes]


@pytest.mark.parametrize(
    ("question", "language", "text", "answer", "told"),
    [
        ("When did the fair begin?", "en", "The fair lasted from 3 May to 9 June 2018.", "9 June 2018", "3 May"),
        ("When did the fair end?", "en", "The fair lasted from 3 May to 9 June 2018.", "3 May", "9 June 2018"),
        (
            "När började mässan?",
            "sv",
            "Mässan varade från den 3 maj till den 9 juni 2018.",
            "9 juni 2018",
            "3 maj",
        ),
        ("När var mässan slut?", "sv", "Mässan pågick 3 maj–9 juni 2018.", "3 maj", "9 juni 2018"),
        ("When was the fair?", "en", "The fair lasted from 3 May to 9 June 2018.", "9 June 2018", "9 June 2018"),
    ],
)
def test_of_a_stretch_the_asked_end_is_told(
    make_hit: MakeHit, question: str, language: str, text: str, answer: str, told: str
) -> None:
    assert read(question, make_hit("a", text, language=language), answer) == [told]


def test_the_line_that_names_the_writer_dates_no_event(make_hit: MakeHit) -> None:
    line = "By Ann Reed, 4 May 2020, the harbour fire"
    hit = make_hit("a", line, language="en", published=date(2020, 5, 4))
    assert read("When was the harbour fire?", hit, "4 May 2020") == []
    assert read("When was the text on the harbour fire published?", hit, "4 May 2020") == ["4 May 2020"]


@pytest.mark.parametrize(
    ("less_likely", "told"),
    [(0.5, ["the Larks"]), (0.95, ["the Larks", "Ida Boyle"]), (1.0, ["the Larks", "Ida Boyle"])],
)
def test_of_a_sentence_another_name_is_told_where_it_is_as_likely(
    make_hit: MakeHit, less_likely: float, told: list[str]
) -> None:
    hit = make_hit("a", "The album Mornings was made by the Larks singer Ida Boyle.", language="en")
    reader = CombinedReader(Scripted("the Larks", "Ida Boyle", less_likely=less_likely))
    reading = reader.read(analyse("Who made the album Mornings?"), [hit])
    assert [quote.answer_text for quote in reading.quotes] == told


def test_a_name_of_initials_answers(make_hit: MakeHit) -> None:
    hit = make_hit("a", "The album Mornings was made by T.A.L. in a barn.", language="en")
    assert read("Who made the album Mornings?", hit, "T.A.L.") == ["T.A.L."]
    assert read("Who made the album Mornings?", hit, "in a") == []


def test_what_somebody_says_of_a_matter_is_told_in_whole_sentences(make_hit: MakeHit) -> None:
    text = "Ann Reed said the harbour is too shallow for ferries."
    hit = make_hit("a", text, language="en")
    assert read("What did Ann Reed say about the harbour?", hit, "too shallow", "ferries") == [text]
    assert read("What is the harbour too shallow for?", hit, "ferries") == ["ferries"]


def test_what_somebody_concluded_is_told_in_whole_sentences(make_hit: MakeHit) -> None:
    text = "Ann Reed concluded that no ferry may use the harbour."
    assert read("What did Ann Reed conclude?", make_hit("a", text, language="en"), "no ferry") == [text]


def test_yes_or_no_is_told_by_the_sentence_that_speaks_of_the_matter(make_hit: MakeHit) -> None:
    text = "The mayor opened the new harbour in May."
    assert read("Did the mayor open the harbour?", make_hit("a", text, language="en"), "May") == [text]


def test_how_often_is_answered_by_a_rate(make_hit: MakeHit) -> None:
    text = "The ferry runs for three months and leaves every twenty minutes."
    reading = RulesReader().read(
        analyse("How often does the ferry leave in the three months?"), [make_hit("a", text)]
    )
    assert [quote.answer_text for quote in reading.quotes] == ["twenty minutes"]


@pytest.mark.parametrize(
    ("question", "claimant"),
    [
        ("What does the explainer say about tolls?", None),
        ("What does the Swedish nurse Karin Ek say about the ward?", "Karin Ek"),
        ("How does the yearly report define a healthy forest?", None),
        ("What did the navy report in May?", "navy"),
    ],
)
def test_texts_speak_everywhere_and_people_by_their_names(question: str, claimant: str | None) -> None:
    assert analyse(question).claimant == claimant


def test_a_nationality_before_a_named_person_is_no_name() -> None:
    assert analyse("What did the French pilot Luc Morel see in Oran?").names == ("Luc Morel", "Oran")
    assert "French" in analyse("Which French ministers resigned?").names


def test_a_count_in_an_answer_is_in_the_ledger_though_none_was_asked_for(make_hit: MakeHit) -> None:
    hit = make_hit("a", "Green Line says 14 bears live in Narvik.", language="en")
    quote = Quote(hit.passage.text, hit.passage.start, hit.passage.end, hit.document, hit.passage.id, 0.9)
    ledger = ledger_of(analyse("What does Green Line say about Narvik?"), [quote], hits=[hit])
    assert [(figure.claimant, figure.amount.text, figure.place) for figure in ledger.figures] == [
        ("Green Line", "14", "Narvik")
    ]


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("What does a day pass cost for pupils?", "9 pounds for grown-ups and 4 pounds", ["4 pounds"]),
        ("What does a day pass cost for pupils?", "9 pounds", []),
        ("What does a day pass cost for grown-ups?", "9 pounds", ["9 pounds"]),
        ("What does a locker cost?", "9 pounds", []),
        ("What does a locker cost?", "2 pounds", ["2 pounds"]),
    ],
)
def test_of_prices_side_by_side_that_is_told_whose_words_are_asked_for(
    make_hit: MakeHit, question: str, answer: str, told: list[str]
) -> None:
    text = "A day pass costs 9 pounds for grown-ups and 4 pounds for pupils, a locker 2 pounds."
    assert read(question, make_hit("a", text, language="en"), answer) == told


def test_of_two_counts_that_is_told_whose_sentence_says_more_of_the_question(make_hit: MakeHit) -> None:
    text = "The chess club has 31 members. The rowing club has 52 members."
    hit = make_hit("a", text, language="en")
    reading = CombinedReader(BySentence("31", "52")).read(analyse("How many members has the rowing club?"), [hit])
    assert [quote.answer_text for quote in reading.quotes] == ["52"]


@pytest.mark.parametrize(
    ("question", "language", "text", "answer", "told"),
    [
        (
            "How often is the bin emptied?",
            "en",
            "The bin is emptied every third day.",
            "third day",
            "every third day",
        ),
        ("Hur ofta töms tunnan?", "sv", "Tunnan töms var tredje dag.", "tredje dag", "var tredje dag"),
    ],
)
def test_how_often_is_told_with_its_every(
    make_hit: MakeHit, question: str, language: str, text: str, answer: str, told: str
) -> None:
    assert read(question, make_hit("a", text, language=language), answer) == [told]


class BySentence:
    """A network that marks answers, each in its own sentence."""

    name = "by sentence"

    def __init__(self, *answers: str) -> None:
        self._answers = answers

    def read(self, question: Question, hits: Sequence[Hit], witness: Witness | None = None) -> Reading:
        (hit,) = hits
        text, first = hit.passage.text, hit.passage.start
        quotes: list[Quote] = []
        for answer in self._answers:
            at = text.index(answer)
            start, end = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0, text.index(".", at) + 1
            marked = Span(first + at, first + at + len(answer))
            quote = Quote(text[start:end], first + start, first + end, hit.document, hit.passage.id, 0.5, marked)
            told = witness.examined(quote) if witness else quote
            quotes += [told] if told else []
        return Reading(tuple(quotes), 0.5)
