"""Who did what to whom, who says it, whose age it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.question.question import Question
from qa.reading.checks.ordered_checks import Checks
from qa.reading.combined_reader import CombinedReader
from qa.reading.network.network_reader import Witness
from qa.types import Reading
from tests.qa.marking import marked

MakeHit = Callable[..., Hit]


def stands(make_hit: MakeHit, question: str, text: str, answer: str) -> bool:
    hit = make_hit("a", text, language="en", title="News")
    return Checks(analyse(question), [hit]).stands(marked(hit, answer))


BANK = "Maria Lund, who is 51, took over the Harbour Bank from Per Holm in May."
UNION = "The Dockers Union said Port Ellen has at least six cranes that nobody may use."


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Who took over the Harbour Bank?", BANK, "Maria Lund"),
        ("Who replaced Per Holm at the Harbour Bank?", BANK, "Maria Lund"),
        ("How old is Maria Lund?", BANK, "51"),
        ("Who bit the dog?", "The dog was bitten by a badger.", "a badger"),
        ("Who says that Port Ellen has six cranes?", UNION, "Dockers Union"),
        (
            "Who speaks for the Dockers Union?",
            "Ann Reed speaks for the union, says the Dockers Union.",
            "Ann Reed",
        ),
        ("How old is Tom Ash?", "The judge told Eva Roth that a 19-year-old Tom Ash was hurt.", "19"),
    ],
)
def test_who_stands_in_the_part_asked_for_answers(
    make_hit: MakeHit, question: str, text: str, answer: str
) -> None:
    assert stands(make_hit, question, text, answer)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Who took over the Harbour Bank?", BANK, "Per Holm"),
        ("Who replaced Maria Lund at the Harbour Bank?", BANK, "Per Holm"),
        ("Who succeeded Holm at the Harbour Bank?", BANK, "Per Holm"),
        ("How old is Per Holm?", BANK, "51"),
        ("Who chased the fox?", "The fox chased a hen through the yard.", "a hen"),
        ("Who says that Port Ellen has six cranes?", UNION, "Port Ellen"),
        ("Who disputes the union's figure?", "By Dockers Union staff", "Dockers Union"),
        ("Who leads the bank?", "By Maria Lund, Harbour Post", "Maria Lund"),
        ("How many people did the Dockers Union kill?", "The storm killed 40 people in Port Ellen.", "40"),
    ],
)
def test_who_stands_in_another_part_does_not(make_hit: MakeHit, question: str, text: str, answer: str) -> None:
    assert not stands(make_hit, question, text, answer)


class Scripted:
    """A network that marks what it is told to."""

    name = "scripted"

    def __init__(self, *answers: str) -> None:
        self._answers = answers

    def read(self, question: Question, hits: Sequence[Hit], witness: Witness | None = None) -> Reading:
        quotes = [marked(hits[0], answer, 0.9 - n / 10) for n, answer in enumerate(self._answers)]
        return Reading(tuple(quotes), 0.9, None)


@pytest.mark.parametrize(
    ("text", "answers", "kept"),
    [
        ("Maria Lund of the Old Guard leads the Harbour Bank.", ["Maria Lund", "Old Guard"], ["Maria Lund"]),
        ("Maria Lund and Per Holm lead the Harbour Bank.", ["Maria Lund", "Per Holm"], ["Maria Lund", "Per Holm"]),
    ],
)
def test_a_sentence_gives_one_answer_or_those_it_lists(
    make_hit: MakeHit, text: str, answers: list[str], kept: list[str]
) -> None:
    hit = make_hit("a", text, language="en")
    reading = CombinedReader(Scripted(*answers)).read(analyse("Who leads the Harbour Bank?"), [hit])
    assert [quote.answer_text for quote in reading.quotes] == kept
