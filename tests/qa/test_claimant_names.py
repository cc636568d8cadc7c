"""Names of claimants that hold words which mean something else in this or in another language."""

from __future__ import annotations

import pytest

from qa.figures.attribution import sayings_in
from qa.figures.document_figures import figures_in
from qa.figures.scope.places import places_in
from qa.language.pack import pack_of


def claimants(text: str, language: str = "en") -> list[str | None]:
    return [figure.claimant for figure in figures_in(text, language)]


@pytest.mark.parametrize(
    ("opening", "claimant"),
    [
        ("The Imperial War Museum said", "Imperial War Museum"),
        ("The Centre for War Studies said", "Centre for War Studies"),
        ("On Monday, War Child said", "War Child"),
        ("On Monday War Child said", "War Child"),
        ("Le Monde reported", "Le Monde"),
        ("Der Spiegel said", "Der Spiegel"),
        ("Die Welt reported", "Die Welt"),
        ("Des Moines police said", "Des Moines police"),
        ("Den Haag officials said", "Den Haag officials"),
        ("Par Svensson said", "Par Svensson"),
        ("Till Lindemann said", "Till Lindemann"),
        ("The Hat Factory said", "Hat Factory"),
        ("Las Vegas police said", "Las Vegas police"),
        ("Son Heung-min said", "Son Heung-min"),
        ("Sin City Motors said", "Sin City Motors"),
    ],
)
def test_words_of_another_language_cut_no_name(opening: str, claimant: str) -> None:
    assert claimants(f"{opening} 340 people had fallen ill.") == [claimant]


@pytest.mark.parametrize(
    ("opening", "claimant"),
    [
        ("Doctors Without Borders said", "Doctors Without Borders"),
        ("Reporters Without Borders said", "Reporters Without Borders"),
        ("University College London said", "University College London"),
        ("The Union Pacific Railroad said", "Union Pacific Railroad"),
        ("Yesterday University Hospital Southampton said", "University Hospital Southampton"),
        ("General Motors said", "General Motors"),
        ("Major League Baseball said", "Major League Baseball"),
        ("Police Scotland said", "Police Scotland"),
    ],
)
def test_a_role_inside_a_name_is_part_of_it(opening: str, claimant: str) -> None:
    assert claimants(f"{opening} 340 people had fallen ill.") == [claimant]


@pytest.mark.parametrize(
    ("opening", "claimant"),
    [
        ("US army colonel Sean Ryan said", "Sean Ryan"),
        ("Police Chief Anna Berg said", "Anna Berg"),
        ("Health Ministry Spokesman Ali Hassan said", "Health Ministry"),
        ("The charity Clear Rivers Relief said", "Clear Rivers Relief"),
        ("Charity Clear Rivers Relief said", "Clear Rivers Relief"),
        ("Professor Maria Lund said", "Maria Lund"),
    ],
)
def test_a_role_before_a_name_is_none(opening: str, claimant: str) -> None:
    assert claimants(f"{opening} 340 people had fallen ill.") == [claimant]


@pytest.mark.parametrize(
    ("opening", "claimant"),
    [
        ("Save the Children said", "Save the Children"),
        ("On Monday, Save the Children said", "Save the Children"),
        ("A spokesman for Save the Children said", "Save the Children"),
        ("Stop the War Coalition said", "Stop the War Coalition"),
        ("Feed the Valley admitted", "Feed the Valley"),
        ("Later the Red Lantern said", "Red Lantern"),
        ("Elsewhere the Red Lantern said", "Red Lantern"),
        ("In Orlen the Red Lantern said", "Red Lantern"),
        ("In the Netherlands the Red Lantern said", "Red Lantern"),
        ("Suddenly the Red Lantern said", "Red Lantern"),
    ],
)
def test_an_article_inside_a_name_is_part_of_it(opening: str, claimant: str) -> None:
    assert claimants(f"{opening} 340 people had fallen ill.") == [claimant]


def test_a_name_with_an_article_is_whole_after_a_preposition_too() -> None:
    assert claimants("According to Save the Children, 340 people fell ill.") == ["Save the Children"]
    assert claimants("340 people fell ill, according to Save the Children.") == ["Save the Children"]


@pytest.mark.parametrize(
    ("opening", "claimant"),
    [
        ("The May Institute said", "May Institute"),
        ("The Sunday Times reported", "Sunday Times"),
        ("Theresa May said", "Theresa May"),
        ("April Jones said", "April Jones"),
        ("The August Wilson Center said", "August Wilson Center"),
        ("In May Red Lantern said", "Red Lantern"),
        ("On Sunday Red Lantern said", "Red Lantern"),
        ("On 3 May Red Lantern said", "Red Lantern"),
        ("The Red Lantern Friday said", "Red Lantern"),
        ("The army on Sunday said", "army"),
        ("The March of Dimes said", "March of Dimes"),
        ("The Hospital Saturday Fund said", "Hospital Saturday Fund"),
        ("Last April Red Lantern said", "Red Lantern"),
    ],
)
def test_a_month_inside_a_name_is_part_of_it(opening: str, claimant: str) -> None:
    assert claimants(f"{opening} 340 people had fallen ill.") == [claimant]


@pytest.mark.parametrize(
    ("opening", "claimant"),
    [
        ("The Food and Agriculture Organization said", "Food and Agriculture Organization"),
        ("The Department of Health and Human Services said", "Department of Health and Human Services"),
        ("Marks & Spencer said", "Marks & Spencer"),
        ("The Not For Sale Trust said", "Not For Sale Trust"),
        ("The Only Way Up Foundation said", "Only Way Up Foundation"),
        ("Airsight and Floodline said", "Floodline"),
        ("Kelly said", "Kelly"),
        ("Grace Kelly repeatedly said", "Grace Kelly"),
    ],
)
def test_links_inside_a_run_of_capitals_join_it(opening: str, claimant: str) -> None:
    assert claimants(f"{opening} 340 people had fallen ill.") == [claimant]


@pytest.mark.parametrize(
    ("text", "language", "claimant"),
    [
        ("Läkare utan gränser uppger att 340 personer har insjuknat.", "sv", "Läkare utan gränser"),
        ("Enligt Syrian Network for Human Rights dog 340 personer.", "sv", "Syrian Network for Human Rights"),
        ("Human Rights Watch uppger att 340 personer dog.", "sv", "Human Rights Watch"),
        ("Will Over sade att 340 personer dog.", "sv", "Will Over"),
        ("Hans Lind sade att 340 personer dog.", "sv", "Hans Lind"),
        ("Will Young said 340 people died.", "en", "Will Young"),
        ("Laut Polizei starben 340 Menschen.", "de", "Polizei"),
        ("Selon la police, 340 personnes sont mortes.", "fr", "police"),
    ],
)
def test_each_language_reads_with_its_own_words(text: str, language: str, claimant: str) -> None:
    assert claimants(text, language)[0] == claimant


def test_a_headline_has_capitals_that_are_no_names() -> None:
    (found,) = claimants("Army Admits 40 Deaths In Orlen")
    assert found == "Army"


def test_a_language_without_a_pack_names_no_speaker_and_no_place() -> None:
    text = "A katonaság szerint Budapesten 40 ember halt meg in Orlen, the army said."
    assert sayings_in(text, pack_of("hu")) == ()
    assert places_in(text, pack_of("hu")) == ()
    assert {figure.claimant for figure in figures_in(text, "hu")} <= {None}


@pytest.mark.parametrize("run", ["May ", "the ", "Save the ", "Fish and ", "Friday ", "Doctors Without ", "’s "])
def test_a_long_run_of_such_words_is_read_in_time_and_without_an_error(run: str) -> None:
    assert isinstance(sayings_in(run * 2_000 + "said 40 died.", pack_of("en")), tuple)
