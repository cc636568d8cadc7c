"""Who, when and of what a figure is, where its own sentence leaves that to a clause or to the next sentence."""

from __future__ import annotations

from datetime import date

import pytest

from index.types import DocumentInfo
from qa.figures.document_figures import figures_in
from qa.types import Figure

PUBLISHED = date(2021, 11, 20)


def read(text: str, language: str = "en") -> tuple[Figure, ...]:
    return figures_in(text, language, DocumentInfo("d", "d.txt", "", "", language=language, published=PUBLISHED))


@pytest.mark.parametrize(
    ("text", "language", "claimant"),
    [
        (
            "The flood killed 70 farmers, Dry Land Watch concluded after visiting the valley.",
            "en",
            "Dry Land Watch",
        ),
        (
            "Oxbridge Hospital puts the number of patients that fell ill last spring at 240.",
            "en",
            "Oxbridge Hospital",
        ),
        ("The mayor holds that 31 homes burned.", "en", "mayor"),
        ("By the end of 2020 Three Lakes Trust estimated that 900 boats were lost.", "en", "Three Lakes Trust"),
        (
            "Minst 14 fiskare har omkommit i stormen. Det uppgav kustbevakningen på lördagen.",
            "sv",
            "kustbevakningen",
        ),
        (
            "Gröna Linjens Fond anser att bygget är farligt. "
            "Bara i Luleå skadades 17 elever, enligt organisationens rapport.",
            "sv",
            "Gröna Linjens Fond",
        ),
    ],
)
def test_the_claimant_stands_in_a_trailing_clause_or_the_next_sentence(
    text: str, language: str, claimant: str
) -> None:
    assert read(text, language)[-1].claimant == claimant


def test_a_trailing_verb_of_saying_with_an_object_of_its_own_covers_no_more_than_that() -> None:
    (before, _) = read("The storm hit 40 villages, and the army said after the rain that 12 soldiers died.")
    assert before.claimant is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "The army admitted that its shells killed 210 herders. "
            "The count runs from May 2015, when the war began, to June 2018.",
            date(2015, 5, 1),
            date(2018, 6, 30),
        ),
        (
            "The worst day was 3 October 2020. Doctors counted 44 people killed that day.",
            date(2020, 10, 3),
            date(2020, 10, 3),
        ),
        ("From May 2019 through June 2020 the mine killed 6 people. A year earlier 5 people died.", None, None),
    ],
)
def test_a_period_is_told_by_the_sentence_after_or_meant_by_that_day(
    text: str, start: date | None, end: date | None
) -> None:
    period = read(text)[-1].period
    assert (period.start if period else None, period.end if period else None) == (start, end)


def test_the_day_a_study_was_published_is_no_day_of_what_it_counts() -> None:
    (figure,) = read("Green Line, which published its study of the delta in May 2020, says 80 people drowned.")
    assert figure.period is None


def test_a_swedish_range_may_be_closed_by_a_longer_word() -> None:
    (figure,) = read("Minst 90 soldater dödades från mars 2018 till och med juli 2019.", "sv")
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == (date(2018, 3, 1), date(2019, 7, 31))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The fire killed 18 people, 7 of them children.", ["deaths", "children killed"]),
        ("Nine gardeners work there, three of them women.", ["gardeners", "women"]),
        ("Records show that 60 miners lost their lives.", ["miners killed"]),
    ],
)
def test_of_them_and_lost_their_lives(text: str, counted: list[str]) -> None:
    assert [figure.counted for figure in read(text)] == counted


def test_a_number_word_inside_a_name_counts_nothing() -> None:
    assert read("It is run by Seven Hills Clinic in the north.") == ()


TABLE = """How the farms fared.

| Year | Cows sold | Barns built |
|---|---|---|
| 2018 | 420 | 7 |
| 2019 | 515 | 9 |

The 12 farms are in the north.
"""


def test_a_cell_of_a_table_counts_what_its_column_is_headed_and_its_row_dates() -> None:
    found = [(f.amount.text, f.counted, f.period.text if f.period else "") for f in read(TABLE)]
    assert found == [
        ("420", "cows sold", "2018"),
        ("7", "barns built", "2018"),
        ("515", "cows sold", "2019"),
        ("9", "barns built", "2019"),
        ("12", "farms", ""),
    ]


def test_a_table_takes_no_place_from_the_prose_above_it() -> None:
    table = "| Year | Employees |\n| --- | --- |\n| 2018 | 96 |\n| 2019 | 118 |\n"
    figures = read(f"A new plant in Portugal will open next year, with room for 40 workers.\n\n{table}")
    assert [(f.amount.text, f.place) for f in figures if f.counted == "employees"] == [("96", None), ("118", None)]


def test_a_part_and_a_bracket_keep_their_place_and_year_to_themselves() -> None:
    whole, first, second = figures_in(
        "The union has 540 members, of whom 310 live in Norway and 90 in Chile.", "en"
    )
    assert (whole.place, first.place, second.place) == (None, "Norway", "Chile")
    sales, before = figures_in("Sales in 2014 reached 77 million euros (2013: 70 million euros).", "en")
    assert [figure.period.text for figure in (sales, before) if figure.period] == ["2014", "2013"]
