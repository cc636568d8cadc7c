"""Best answers that stand, what supports them, and which reader a figure is taken from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.question.question import Question
from qa.question.question_language import languages_of
from qa.reading.checks.ordered_checks import Checks
from qa.reading.checks.support import SUPPORT, support
from qa.reading.combined_reader import CombinedReader
from qa.reading.network.network_reader import NeuralReader, Witness
from qa.types import Quote, Reading
from tests.qa.marking import marked_in_sentence

MakeHit = Callable[..., Hit]


@pytest.mark.parametrize(
    ("question", "language", "text", "answer", "supported"),
    [
        (
            "Who repaired the tower clock?",
            "en",
            "The tower clock stood still. Ola Dahl repaired it.",
            "Ola Dahl",
            True,
        ),
        ("Who repaired the tower clock?", "en", "The tower stood still. Ola Dahl repaired it.", "Ola Dahl", False),
        ("Whom did Ann Reed replace?", "en", "Ann Reed took over from Per Holm.", "Per Holm", True),
        (
            "What did Ann Reed say about the closed pier?",
            "en",
            "“The pier is rotten,” Ann Reed said.",
            "The pier is rotten",
            True,
        ),
        ("Var ligger Brimley Trust?", "en", "Brimley Trust, based in London, lost a case.", "London", True),
        ("Var ligger Brimley Trust?", "en", "Brimley Trust lost 14 cases.", "14", False),
        ("Var ligger Brimley Trust?", "en", "The trust, based in London, lost a case.", "London", False),
    ],
)
def test_words_around_an_answer_support_it(
    make_hit: MakeHit, question: str, language: str, text: str, answer: str, supported: bool
) -> None:
    hit = make_hit("a", text, language=language)
    assert support(analyse(question), hit, marked_in_sentence(hit, answer, 0.2)) == (SUPPORT if supported else 0.0)


LODGE = "On that day Captain Ann Reed of the River Guard, who is 40, took over Port Command from Per Holm."


@pytest.mark.parametrize(
    ("question", "text", "answer", "stands"),
    [
        ("Whom did Captain Ann Reed replace?", LODGE, "Per Holm", True),
        ("Whom did Captain Ann Reed replace?", LODGE, "River Guard", False),
        ("Whom did Captain Ann Reed take over from?", LODGE, "Port Command", False),
        ("Who led Port Command before Ann Reed?", LODGE, "Per Holm", True),
        ("Who led Port Command before Ann Reed?", LODGE, "Captain Ann Reed of the River Guard", False),
        ("Who commands the River Guard Service?", "The RGS commands respect.", "RGS", False),
        ("Who commands the River Guard Service?", "Ann Reed commands the River Guard Service.", "Ann Reed", True),
        ("Where do the Three Sisters meet?", "Three Sisters Inn has 12 rooms.", "12", False),
        ("Which river passes the Inn?", "The Inn of Three Rivers Relief burnt.", "Three", False),
        ("What share of the costs of Hill Trust are rents?", "Hill Trust spent 9 euros.", "9 euros", False),
        (
            "What share of the costs of Hill Trust are rents?",
            "Rents are 9 percent at Hill Trust.",
            "9 percent",
            True,
        ),
        ("What is the population of Ostby according to the 2010 census?", "Ostby had 495 people.", "495", True),
    ],
)
def test_only_evidence_against_an_answer_fells_it(
    make_hit: MakeHit, question: str, text: str, answer: str, stands: bool
) -> None:
    hit = make_hit("a", text, language="en")
    assert Checks(analyse(question), [hit]).stands(marked_in_sentence(hit, answer, 0.2)) is stands


@pytest.mark.parametrize(
    ("question", "claimant"),
    [
        ("What may the spills amount to, according to Hill Trust in June 2018?", "Hill Trust"),
        ("What may the spills amount to, according to Hill Trust?", "Hill Trust"),
        ("What is the population of Ostby according to the 2010 Norway census?", None),
    ],
)
def test_a_time_or_a_census_is_no_speaker(question: str, claimant: str | None) -> None:
    assert analyse(question).claimant == claimant


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("What is the population of Ostby?", False),
        ("What is the population of Ostby according to the 2010 census?", False),
        ("How many boats sank?", True),
        ("What figure does the ministry give?", True),
    ],
)
def test_the_rules_know_counts_that_are_named(question: str, known: bool) -> None:
    assert analyse(question).names_count is known


class Scripted:
    """A network that marks what it is told to, as surely as it is told, where its witness lets it."""

    name = "scripted"

    def __init__(self, *answers: tuple[str, float]) -> None:
        self._answers = answers

    def read(self, question: Question, hits: Sequence[Hit], witness: Witness | None = None) -> Reading:
        (hit,) = hits
        quotes = [marked_in_sentence(hit, answer, score) for answer, score in self._answers]
        told = [witness.examined(quote) if witness else quote for quote in quotes]
        return Reading(tuple(quote for quote in told if quote), 0.9)


def read(hit: Hit, question: str, *answers: tuple[str, float]) -> list[str]:
    asked = analyse(question, languages_of([hit]))
    return [quote.answer_text for quote in CombinedReader(Scripted(*answers)).read(asked, [hit]).quotes]


def test_a_population_is_read_by_the_network(make_hit: MakeHit) -> None:
    hit = make_hit("a", "Ostby was founded in 1886. Ostby has 495 inhabitants.", language="en")
    assert read(hit, "What is the population of Ostby?", ("495", 0.9)) == ["495"]


def test_a_sure_network_picks_among_figures_side_by_side(make_hit: MakeHit) -> None:
    text = "A flood killed 32 people in Ostby. A week later a fire killed 27 people in Ostby."
    hit = make_hit("a", text, language="en")
    question = "How many people were killed by the flood in Ostby?"
    assert read(hit, question, ("32", 0.9), ("27", 0.3)) == ["32"]
    assert "27" in read(hit, question, ("32", 0.5), ("27", 0.4))


def test_the_dead_are_not_told_beside_the_living(make_hit: MakeHit) -> None:
    text = "Some 9,000 people lived in Ostby. Hill Trust says 300 people lost their lives in Ostby."
    hit = make_hit("a", text, language="en")
    told = read(hit, "How many people lived in Ostby?", ("9,000", 0.9), ("300", 0.4))
    assert [each.split()[-1] for each in told] == ["9,000"]


def test_of_two_names_in_a_sentence_the_likelier_is_told(make_hit: MakeHit) -> None:
    hit = make_hit("a", "The film was directed by Ann Reed after a play by Per Holm.", language="en")
    assert read(hit, "Who directed the film?", ("Per Holm", 0.6), ("Ann Reed", 0.8)) == ["Ann Reed"]


class Refusing:
    """A witness against some answers that may support others."""

    def __init__(self, *refused: str, support: float = 0.0) -> None:
        self._refused, self._support = refused, support

    def examined(self, quote: Quote) -> Quote | None:
        return None if quote.answer_text in self._refused else quote

    def support(self, quote: Quote) -> float:
        return self._support


def test_the_best_answer_that_stands_is_told(make_hit: MakeHit) -> None:
    reader = NeuralReader(threads=1)
    hit = make_hit("a", "The lighthouse of Velmora was designed by Ines Duarte in 1923.", language="en")
    asked = analyse("Who designed the lighthouse of Velmora?")
    best = reader.read(asked, [hit]).quotes[0].answer_text
    assert best == "Ines Duarte"
    assert best not in [quote.answer_text for quote in reader.read(asked, [hit], Refusing(best)).quotes]
    assert reader.read(asked, [hit], Refusing(support=-20.0)).quotes == ()
