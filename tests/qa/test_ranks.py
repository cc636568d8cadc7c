"""Who won and who came second is told by a table's column of places; a namesake's row is another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit, Span
from qa.question.analysis import analyse
from qa.reading.passages import quoted
from qa.reading.tables.asked_cells import Tables

MakeHit = Callable[..., Hit]

ROWING = (
    "Place: 1st | Boat: Tern | Cox: Mia Vold | Points: 12\n"
    "Place: 2nd | Boat: Gannet | Cox: Arne Lie | Points: 15\n"
    "Place: 3rd | Boat: Puffin | Cox: Tore Dal | Points: 19"
)
CHESS = "| Rang | Spieler | Punkte |\n| --- | --- | --- |\n| 1. | Ute Hahn | 8 |\n| 2. | Lars Beck | 7,5 |"
SKI = "| Plats | Åkare | Tid |\n| --- | --- | --- |\n| 1 | Eva Ström | 31:02 |\n| 2 | Nils Hed | 31:40 |"
FARMS = (
    "Farm: Ek Farm | Owner: Ada Moss | Keeper: Per Ek\n"
    "Farm: Moss Farm | Owner: Per Ek | Keeper: Ada Moss\n"
    "Farm: Long Farm | Owner: Siv Moss | Keeper: Jon Ek"
)


def told(make_hit: MakeHit, question: str, *texts: tuple[str, str, str]) -> list[str]:
    hits = [make_hit(name, text, title=name, language=language) for name, text, language in texts]
    return [quote.answer_text for quote in Tables(analyse(question), hits).found()]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Which boat won the rowing?", ["Tern"]),
        ("Which boat came second in the rowing?", ["Gannet"]),
        ("Which boat was third in the rowing?", ["Puffin"]),
        ("Which boat finished 2nd in the rowing?", ["Gannet"]),
        ("Which boat came last in the rowing?", ["Puffin"]),
        ("How many points did the winner of the rowing get?", ["12"]),
        ("Which boat came ninth in the rowing?", []),
        ("Who was cox of the boat that came third in the rowing?", []),
        ("Wer gewann das Schach?", ["Ute Hahn"]),
        ("Wer wurde Zweiter im Schach?", ["Lars Beck"]),
        ("Wer kam im Schach auf Platz 2?", ["Lars Beck"]),
        ("Vem vann skidloppet?", ["Eva Ström"]),
        ("Vem kom tvåa eller på andra plats i skidloppet?", ["Nils Hed"]),
    ],
)
def test_the_row_of_a_place(make_hit: MakeHit, question: str, answers: list[str]) -> None:
    texts = (("rowing", ROWING, "en"), ("schach", CHESS, "de"), ("skidloppet", SKI, "sv"))
    assert told(make_hit, question, *texts) == answers


def test_another_place_is_contradicted(make_hit: MakeHit) -> None:
    hit = make_hit("rowing", ROWING, title="rowing", language="en")
    tables = Tables(analyse("Which boat came second in the rowing?"), [hit])
    start = hit.passage.text.index
    quotes = {
        boat: quoted(
            hit, Span(start(boat), start(boat) + len(boat)), Span(start(boat), start(boat) + len(boat)), 0.7
        )
        for boat in ("Tern", "Gannet", "Puffin")
    }
    assert [boat for boat, quote in quotes.items() if not tables.contradicts(quote)] == ["Gannet"]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Who owns Ek Farm?", ["Ada Moss"]),
        ("Who owns Moss Farm?", ["Per Ek"]),
        ("Who keeps Moss Farm?", ["Ada Moss"]),
        ("Who is the keeper of Ek Farm?", ["Per Ek"]),
        ("Who owns Long Farm?", ["Siv Moss"]),
    ],
)
def test_a_namesake_in_another_cell(make_hit: MakeHit, question: str, answers: list[str]) -> None:
    assert told(make_hit, question, ("farms", FARMS, "en")) == answers
