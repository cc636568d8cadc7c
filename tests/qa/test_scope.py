"""Where and when a figure holds, resolved against the document's date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.types import DocumentInfo
from qa.figures.document_figures import figures_in
from qa.figures.scope import Scope, compare_places
from qa.figures.scope.periods import Calendar, times_in
from qa.language.pack import pack_of, read_pack
from qa.types import Figure

TODAY = date(2019, 5, 15)


def period(text: str, language: str) -> tuple[date | None, date | None]:
    mentions = times_in(text, pack_of(language), Calendar(TODAY))
    assert len(mentions) == 1, mentions
    return mentions[0].period.start, mentions[0].period.end


def figure(text: str, amount: str, published: date | None = TODAY, language: str = "en") -> Figure:
    info = DocumentInfo("d", "d", "", "", language=language, published=published)
    return next(f for f in figures_in(text, language, info) if f.amount.text.endswith(amount))


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("en", "between August 2014 and the end of April 2019", date(2014, 8, 1), date(2019, 4, 30)),
        ("en", "from June to October 2017", date(2017, 6, 1), date(2017, 10, 31)),
        ("sv", "mellan den 6 juni och 12 oktober 2017", date(2017, 6, 6), date(2017, 10, 12)),
        ("en", "since 2014", date(2014, 1, 1), None),
        ("en", "for the time to March 2016", None, date(2016, 3, 31)),
        ("en", "to the end of March 2016", None, date(2016, 3, 31)),
        ("sv", "till och med mars 2016", None, date(2016, 3, 31)),
        ("en", "put off to March 2016", date(2016, 3, 1), date(2016, 3, 31)),
        ("sv", "sedan den 11 november 2018", date(2018, 11, 11), None),
        ("en", "on September 25, 2017", date(2017, 9, 25), date(2017, 9, 25)),
        ("en", "in 2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("en", "in the first half of 2018", date(2018, 1, 1), date(2018, 6, 30)),
        ("en", "in the past week", date(2019, 5, 8), TODAY),
        ("en", "last week", date(2019, 5, 6), date(2019, 5, 12)),
        ("en", "last month", date(2019, 4, 1), date(2019, 4, 30)),
        ("en", "on Monday", date(2019, 5, 13), date(2019, 5, 13)),
        ("sv", "från måndag till onsdag", date(2019, 5, 13), date(2019, 5, 15)),
        ("en", "yesterday", date(2019, 5, 14), date(2019, 5, 14)),
        ("en", "in June", date(2018, 6, 1), date(2018, 6, 30)),
        ("sv", "de senaste två veckorna", date(2019, 5, 1), TODAY),
        ("en", "this year", date(2019, 1, 1), TODAY),
        ("sv", "i fjol", date(2018, 1, 1), date(2018, 12, 31)),
        ("sv", "under mars", date(2019, 3, 1), date(2019, 3, 31)),
        ("sv", "förra veckan", date(2019, 5, 6), date(2019, 5, 12)),
        ("sv", "veckan före den 10 maj 2019", date(2019, 5, 3), date(2019, 5, 10)),
        ("en", "over the past two quarters", date(2018, 11, 16), TODAY),
        ("de", "seit dem 3. Dez. 2018", date(2018, 12, 3), None),
        ("de", "zwischen März und Mai 2018", date(2018, 3, 1), date(2018, 5, 31)),
        ("en", "in the last quarter of 2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("de", "letzte Woche", date(2019, 5, 6), date(2019, 5, 12)),
        ("fr", "depuis le 1er févr. 2019", date(2019, 2, 1), None),
        ("fr", "les trois derniers mois", date(2019, 2, 14), TODAY),
        ("fr", "en mars", date(2019, 3, 1), date(2019, 3, 31)),
        ("es", "en enero", date(2019, 1, 1), date(2019, 1, 31)),
        ("el", "τον Ιανουάριος 2018", date(2018, 1, 1), date(2018, 1, 31)),
        ("en", "between 3 and 9 May 2019", date(2019, 5, 3), date(2019, 5, 9)),
        ("en", "the 3rd to the 9th of May 2019", date(2019, 5, 3), date(2019, 5, 9)),
        ("en", "3–9 June", date(2018, 6, 3), date(2018, 6, 9)),
        ("en", "on 3 and 9 May 2019", date(2019, 5, 9), date(2019, 5, 9)),
        ("en", "version 1.3 to 9 May 2019", date(2019, 5, 9), date(2019, 5, 9)),
        ("sv", "från den 3 till den 9 maj 2019", date(2019, 5, 3), date(2019, 5, 9)),
        ("de", "vom 3. bis zum 9. Mai 2019", date(2019, 5, 3), date(2019, 5, 9)),
        ("fr", "entre le 3 et le 9 mai 2019", date(2019, 5, 3), date(2019, 5, 9)),
        ("es", "del 3 al 9 de mayo de 2019", date(2019, 5, 3), date(2019, 5, 9)),
    ],
)
def test_times_become_dates(language: str, text: str, start: date | None, end: date | None) -> None:
    assert period(text, language) == (start, end)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Par Mars, le mal et juin."), ("sv", "They may march on Monday."), ("sv", "Vi ses i jul."),
        ("sv", "den förra ordföranden"), ("de", "Il a mangé dimanche ici."),
        ("fr", "Les sept personnes. Sept élèves."),
        ("en", "They slept 4 hours before the race."), ("en", "It cost 2000 dollars, and 1900 people came."),
    ],
)  # fmt: skip
def test_words_of_another_language_and_look_alikes_are_no_times(language: str, text: str) -> None:
    assert times_in(text, pack_of(language), Calendar(TODAY)) == ()


@pytest.mark.parametrize(
    "text",
    ["fırst half of 2018", "the past two dayſ", "on Frıday", "in Aprıl 2018", "ſpring 2018", "last wee\u212a"],
)
def test_letters_that_only_look_alike_break_nothing(text: str) -> None:
    times_in(text, pack_of("en"), Calendar(TODAY))


SPANISH = """
[times]
articles = "la el los"
of = "de"
past = "últimos pasados"
weekday_leads = { latest = "el" }
numbers = { 1 = "un una", 2 = "dos", 3 = "tres" }
units = { day = "día días", week = "semana semanas", year = "año años" }
prior = { week = ["semana pasada"], year = ["año pasado"] }
leads = { since = "desde", between = "entre", until = "hasta", plain = "en" }
lead_fillers = "el"
joints = "y"
loose_joints = "y"
"""


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("desde el 3 de enero de 2019", date(2019, 1, 3), None),
        ("entre marzo y el 5 de mayo de 2018", date(2018, 3, 1), date(2018, 5, 5)),
        ("en los últimos tres días", date(2019, 5, 12), TODAY),
        ("la semana pasada", date(2019, 5, 6), date(2019, 5, 12)),
        ("el lunes", date(2019, 5, 13), date(2019, 5, 13)),
        ("hasta dic. 2018", None, date(2018, 12, 31)),
    ],
)
def test_a_language_is_added_by_its_file_alone(
    tmp_path: Path, text: str, start: date | None, end: date | None
) -> None:
    (tmp_path / "es.toml").write_text(SPANISH, encoding="utf-8")
    (mention,) = times_in(text, read_pack(tmp_path / "es.toml"), Calendar(TODAY))
    assert (mention.period.start, mention.period.end) == (start, end)


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
    assert times_in("it may take years", pack_of("en"), Calendar(TODAY)) == ()


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


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("The flood killed 40 people in Łódź.", "en", "Łódź"),
        ("The flood killed 40 people in Škofja Loka.", "en", "Škofja Loka"),
        ("The flood killed 40 people in Den Haag.", "en", "Den Haag"),
        ("The flood killed 40 people in Des Moines.", "en", "Des Moines"),
        ("The flood killed 40 people in flooded Orlen.", "en", "Orlen"),
        ("The storm hit Nepal and killed 40 people.", "en", "Nepal"),
        ("The fever killed 40 Peruvian nurses.", "en", "Peru"),
        ("The fever killed 40 people in Europe, the United Kingdom and Peru.", "en",
         "Europe, the United Kingdom and Peru"),
        ("I Saw Orlen sold 40 copies.", "en", None),
        ("Översvämningen dödade 40 personer i Łódź.", "sv", "Łódź"),
        ("In der Schweiz starben 40 Menschen.", "de", "Schweiz"),
        ("À Évry, 40 personnes sont mortes.", "fr", "Évry"),
    ],
)  # fmt: skip
def test_places_are_read_with_the_words_of_their_language(text: str, language: str, place: str | None) -> None:
    assert figure(text, "40", language=language).place == place


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
