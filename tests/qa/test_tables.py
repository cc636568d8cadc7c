"""A row of a table answers only about what it is of, in the column that is asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.types import Hit, Span
from qa.question.analysis import analyse
from qa.question.question import Question
from qa.reading.combined_reader import CombinedReader
from qa.reading.network.network_reader import Witness
from qa.reading.tables.asked_cells import Tables
from qa.types import Quote, Reading

MakeHit = Callable[..., Hit]

HUTS = (
    "Hut: Grey Peak | Opened: 1931 | Beds: 24 | Height m: 1480 | Warden: Lena Moss | Code: H1\n"
    "Hut: Long Moor | Opened: 1977 | Beds: 40 | Height m: 905 | Warden: Piet Vos | Code: H2\n"
    "Hut: Far Moor | Opened: 2004 | Beds: 12 | Height m: 1120 | Warden: Ada Quist | Code: H3"
)
MARKDOWN = "| Stuga | Byggår | Bäddar |\n| --- | --- | --- |\n| Gråtoppen | 1931 | 24 |\n| Långheden | 1977 | 40 |"


def looked_up(make_hit: MakeHit, question: str, text: str = HUTS, language: str | None = None) -> list[str]:
    hits = [make_hit("huts", text, title="huts", language=language)]
    return [quote.answer_text for quote in Tables(analyse(question), hits).found()]


def contradicted(
    make_hit: MakeHit, question: str, answer: str, text: str = HUTS, language: str | None = None
) -> bool:
    hit = make_hit("huts", text, title="huts", language=language)
    at = text.index(answer)
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at) % (len(text) + 1)
    first = hit.passage.start
    marked = Span(first + at, first + at + len(answer))
    quote = Quote(text[start:end], first + start, first + end, hit.document, hit.passage.id, 0.7, marked)
    return Tables(analyse(question), [hit]).contradicts(quote)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When was the Long Moor hut opened?", ["1977"]),
        ("How many beds does Grey Peak have?", ["24"]),
        ("How many beds does hut H3 have?", ["12"]),
        ("How high is Far Moor?", ["1120"]),
        ("Who is the warden of Grey Peak?", ["Lena Moss"]),
        ("Which hut is code H2?", ["Long Moor"]),
        ("Who opened the hut at Far Moor?", []),
    ],
)
def test_the_cell_of_the_row_and_column_asked_about_is_found(
    make_hit: MakeHit, question: str, told: Sequence[str]
) -> None:
    assert looked_up(make_hit, question) == told


@pytest.mark.parametrize(
    "question",
    [
        "When was the Black Tarn hut opened?",
        "When was the Grey Moor hut opened?",
        "How many beds does hut H7 have?",
        "When was Long Moor sold?",
        "When was the hut opened?",
    ],
)
def test_nothing_is_found_for_what_no_row_is_of(make_hit: MakeHit, question: str) -> None:
    assert looked_up(make_hit, question) == []


def test_swedish_rows_under_a_line_of_heads(make_hit: MakeHit) -> None:
    assert looked_up(make_hit, "Hur många bäddar har Långheden?", MARKDOWN, "sv") == ["40"]
    assert contradicted(make_hit, "När byggdes Långheden?", "1931", MARKDOWN, "sv")
    assert not contradicted(make_hit, "Vilket år byggdes Långheden?", "1977", MARKDOWN, "sv")


@pytest.mark.parametrize(
    ("question", "answer", "falls"),
    [
        ("When was Long Moor opened?", "1977", False),
        ("When was Long Moor opened?", "1931", True),
        ("When was Long Moor opened?", "905", True),
        ("When was Black Tarn opened?", "1977", True),
        ("When was Long Moor sold?", "1977", True),
        ("How many beds are there?", "24", True),
        ("List the huts with beds.", "Grey Peak", False),
    ],
)
def test_a_mark_in_another_row_or_column_falls(make_hit: MakeHit, question: str, answer: str, falls: bool) -> None:
    assert contradicted(make_hit, question, answer) is falls


def test_what_the_text_around_a_table_speaks_of_need_not_stand_in_its_rows(make_hit: MakeHit) -> None:
    text = "The Orrest trail grew.\n\nStage | When\nPath cleared to Orrest | May 1990\nSigns put up | June 1993"
    assert not contradicted(make_hit, "When were signs put up on the Orrest trail?", "June 1993", text, "en")
    assert contradicted(make_hit, "When were signs put up on the Orrest trail?", "May 1990", text, "en")


class Silent:
    """A network that marks nothing."""

    name = "silent"

    def read(self, question: Question, hits: Sequence[Hit], witness: Witness | None = None) -> Reading:
        return Reading((), 0.0)


def test_the_reader_tells_the_cell_with_its_row(make_hit: MakeHit) -> None:
    hit = make_hit("huts", HUTS, title="huts")
    reading = CombinedReader(Silent()).read(analyse("Who is the warden of Far Moor?"), [hit])
    assert [(quote.answer_text, quote.text) for quote in reading.quotes] == [("Ada Quist", HUTS.split("\n")[2])]
    assert CombinedReader(Silent()).read(analyse("Who is the warden of Black Tarn?"), [hit]).quotes == ()


LIFTS = (
    "Lift: 3 | Owner: Alp Tow | Seats: 8 | Rises m: 412\n"
    "Lift: 5 | Owner: Alp Tow | Seats: 4 | Rises m: 650\n"
    "Lift: 8 | Owner: Nord | Seats: 2 | Rises m: 795"
)


def test_a_number_after_the_head_of_a_column_is_looked_for_in_that_column(make_hit: MakeHit) -> None:
    assert looked_up(make_hit, "How many seats does lift 8 have?", LIFTS) == ["2"]
    assert looked_up(make_hit, "How many seats does lift 4 have?", LIFTS) == []
    assert contradicted(make_hit, "How many seats does lift 4 have?", "8 |", LIFTS)


def test_the_most_of_a_column_is_told_by_no_other_row_and_not_by_its_number(make_hit: MakeHit) -> None:
    question = "Which Alp Tow lift rises the most?"
    assert looked_up(make_hit, question, LIFTS) == []
    assert contradicted(make_hit, question, "3 |", LIFTS)
    assert contradicted(make_hit, question, "650", LIFTS)
    assert not contradicted(make_hit, question, "5 |", LIFTS)
