"""Where and when a figure holds, resolved against the document's date."""

from __future__ import annotations

from datetime import date

import pytest

from index.types import DocumentInfo
from qa.figures.document_figures import figures_in
from qa.figures.scope import Scope, compare_places
from qa.figures.scope.periods import Calendar, times_in
from qa.types import Figure

TODAY = date(2019, 5, 15)


def period(text: str, calendar: Calendar | None = None) -> tuple[date | None, date | None]:
    mentions = times_in(text, calendar or Calendar(TODAY))
    assert len(mentions) == 1, mentions
    return mentions[0].period.start, mentions[0].period.end


def figure(text: str, amount: str, published: date | None = TODAY, language: str = "en") -> Figure:
    info = DocumentInfo("d", "d", "", "", language=language, published=published)
    return next(f for f in figures_in(text, language, info) if f.amount.text.endswith(amount))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("between August 2014 and the end of April 2019", date(2014, 8, 1), date(2019, 4, 30)),
        ("from June to October 2017", date(2017, 6, 1), date(2017, 10, 31)),
        ("mellan den 6 juni och 12 oktober 2017", date(2017, 6, 6), date(2017, 10, 12)),
        ("since 2014", date(2014, 1, 1), None),
        ("for the time to March 2016", None, date(2016, 3, 31)),
        ("to the end of March 2016", None, date(2016, 3, 31)),
        ("till och med mars 2016", None, date(2016, 3, 31)),
        ("put off to March 2016", date(2016, 3, 1), date(2016, 3, 31)),
        ("sedan den 11 november 2018", date(2018, 11, 11), None),
        ("on September 25, 2017", date(2017, 9, 25), date(2017, 9, 25)),
        ("in 2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("in the first half of 2018", date(2018, 1, 1), date(2018, 6, 30)),
        ("in the past week", date(2019, 5, 8), TODAY),
        ("last week", date(2019, 5, 6), date(2019, 5, 12)),
        ("last month", date(2019, 4, 1), date(2019, 4, 30)),
        ("on Monday", date(2019, 5, 13), date(2019, 5, 13)),
        ("från måndag till onsdag", date(2019, 5, 13), date(2019, 5, 15)),
        ("yesterday", date(2019, 5, 14), date(2019, 5, 14)),
        ("in June", date(2018, 6, 1), date(2018, 6, 30)),
        ("de senaste två veckorna", date(2019, 5, 1), TODAY),
        ("this year", date(2019, 1, 1), TODAY),
        ("i fjol", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_times_become_dates(text: str, start: date | None, end: date | None) -> None:
    assert period(text) == (start, end)


def test_a_month_takes_the_year_the_text_is_about() -> None:
    text = "The town fell in October 2017. The army admitted 32 deaths between June and October."
    assert figure(text, "32").period is not None
    found = figure(text, "32").period
    assert found is not None
    assert (found.start, found.end) == (date(2017, 6, 1), date(2017, 10, 31))


def test_without_a_date_relative_times_stay_open() -> None:
    found = figure("In the past week 170 people were killed.", "170", published=None).period
    assert found is not None
    assert (found.start, found.end) == (None, None)
    assert "past week" in found.text


def test_may_is_a_month_only_with_a_capital() -> None:
    assert times_in("it may take years", Calendar(TODAY)) == ()


def test_the_day_somebody_spoke_is_no_period() -> None:
    found = figure("The army said on Monday that 12 villagers were killed.", "12")
    assert found.period is None
    assert found.as_of == date(2019, 5, 13)


@pytest.mark.parametrize(
    ("text", "amount", "place"),
    [
        ("In Lund, 12 people were killed and in Malmö 3 were injured.", "12", "Lund"),
        ("In Lund, 12 people were killed and in Malmö 3 were injured.", "3", "Malmö"),
        ("At least 40 people were killed in Syria and Iraq.", "40", "Syria and Iraq"),
        ("The Syrian city of Raqqa was hit. 55 civilians were killed.", "55", "Raqqa"),
        ("At least 100 Syrian civilians were killed.", "100", "Syria"),
        ("Six miners were killed near Arcos, in northern Chile.", "Six", "Arcos"),
        ("12 people were killed, the UN said in Geneva.", "12", None),
        ("Profits rose to 12 million dollars.", "12 million dollars", None),
    ],
)
def test_places_belong_to_the_nearest_figure(text: str, amount: str, place: str | None) -> None:
    assert figure(text, amount).place == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A landslide killed 40 people in West Orlen.", "West Orlen"),
        ("The fever killed 40 people in South Carolina.", "South Carolina"),
        ("The fever killed 40 people in the West.", None),
        ("Medics were sent to Orlen. The Red Lantern said Orlen has at least 40 nurses.", None),
        ("Medics work in Orlen. The Red Lantern said Orlen has at least 40 nurses.", "Orlen"),
        ("The Red Lantern said Chile has 40 lighthouses.", "Chile"),
        ("The army fired 40 shells, more than anybody since the war in Chile.", None),
        ("The fever killed 40 people, fewer than in Chile.", None),
        ("The fever killed 40 people in Chile, fewer than in Peru.", "Chile"),
        ("The fever killed more than 40 people in Orlen.", "Orlen"),
        ("The fever killed more people than it did in Peru: 40.", None),
        ("The Red Lantern told reporters in Orlen that 40 wells ran dry.", None),
    ],
)
def test_a_place_that_has_something_is_its_scope(text: str, place: str | None) -> None:
    assert figure(text, "40").place == place


def test_swedish_places_and_times() -> None:
    found = figure("I Haldane dödades tolv civila i januari 2016.", "tolv", language="sv")
    assert found.place == "Haldane"
    assert found.period is not None
    assert found.period.start == date(2016, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "scope"),
    [
        ("Syria", "Syria and Iraq", Scope.INSIDE),
        ("Syria and Iraq", "Iraq and Syria", Scope.SAME),
        ("Syrien", "Syria", Scope.SAME),
        ("Raqqa", "Syria", Scope.INSIDE),
        ("northern Syria", "Syria", Scope.INSIDE),
        ("Damascus", "Syria", Scope.INSIDE),
        ("Syria", "Iraq", Scope.DIFFERENT),
        ("Raqqa", None, Scope.UNKNOWN),
    ],
)
def test_places_lie_in_each_other(one: str, other: str | None, scope: Scope) -> None:
    assert compare_places(one, other, {"Raqqa": "SY"}) is scope


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("Floodline, a rescue group with offices in Oslo, says 640 civilians died.", "en", None),
        ("London-based Floodline says 640 civilians died.", "en", None),
        ("The charity, headquartered in Geneva, counted 640 deaths.", "en", None),
        (
            "According to Floodline, a group based in Berlin, 640 civilians were killed in Tessara.",
            "en",
            "Tessara",
        ),
        ("Floodline has offices in Oslo and Geneva. It says 640 civilians died.", "en", None),
        ("Fredsvakt, som har sitt kontor i Malmö, uppger att 640 civila har dött.", "sv", None),
        ("Fredsvakt, med säte i Oslo, uppger att 640 civila har dött i Tessara.", "sv", "Tessara"),
    ],
)
def test_the_seat_of_a_speaker_is_no_scope(text: str, language: str, place: str | None) -> None:
    assert figure(text, "640", language=language).place == place


@pytest.mark.parametrize(
    "text", ["A strike killed 12 soldiers based in Lorvan.", "A fire destroyed 12 offices in Lorvan."]
)
def test_where_the_counted_are_based_is_the_scope(text: str) -> None:
    assert figure(text, "12").place == "Lorvan"


def test_the_day_of_a_byline_is_no_period() -> None:
    text = (
        "Rail toll passes four hundred\n\nBy Ann Lee, 3 May 2021\n\n"
        "The rail union said its own count had reached 412 deaths in Velmora.\n"
    )
    info = DocumentInfo("a", "a.txt", "h", "Rail toll", published=date(2021, 5, 3), language="en")
    (figure,) = [f for f in figures_in(text, "en", info) if f.amount.value == 412]
    assert figure.period is None
