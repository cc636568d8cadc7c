"""Comparisons over real files: reports of several years, tables, minutes, in several languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.settings import Settings
from qa.answering.exports import answer_markdown, answer_record
from qa.assistant import Assistant
from ui.rendering.answers import answer_html

FILES = {
    "report-2016.md": "# Annual report 2016 of the Brennick Rowing Club\n\n"
    "At the end of the year the club counted 412 paying members. The membership fee was 80 euros. "
    "The chair of the club was Ruth Aldane.\n",
    "report-2019.md": "# Annual report 2019 of the Brennick Rowing Club\n\n"
    "At the end of the year the club counted 530 paying members. The membership fee was 92 euros. "
    "The chair of the club was Milo Varga.\n",
    "report-2022.md": "# Annual report 2022 of the Brennick Rowing Club\n\n"
    "At the end of the year the club counted 498 paying members. The membership fee was 100 euros. "
    "For 2030 the board expects a membership fee of 140 euros.\n",
    "boats.html": """<html lang="en"><body><article><h1>The boats of the club</h1>
<p>The boathouse keeps a list of all boats at the end of each season.</p>
<table><tr><td></td><td>2018</td><td>2019</td><td>2020</td><td>2021</td></tr>
<tr><td>Racing shells</td><td>14</td><td>17</td><td>16</td><td>21</td></tr>
<tr><td>Canoes</td><td>40</td><td>38</td><td>35</td><td>30</td></tr></table></article></body></html>""",
    "visitors.html": """<html lang="en"><body><article><h1>Guests of the club</h1>
<p>The club keeps count of all guests who come to its boathouse at the lake.</p>
<table><tr><td></td><td>2020</td><td>2021</td><td>2026 (forecast)</td></tr>
<tr><td>Day visitors</td><td>1,250</td><td>1,400</td><td>2,100</td></tr>
<tr><td>Overnight stays</td><td>310</td><td>290</td><td>400</td></tr></table></article></body></html>""",
    "harbour.md": "# The harbour of Tallow Point\n\n"
    "The north pier is 310 metres long. The south pier is 195 metres long. "
    "The number of berths rose from 120 in 2011 to 180 in 2017.\n",
    "flood.md": "# The flood at Ostby\n\nThe ministry admits that 12 people died in Ostby. "
    "Hill Trust says that 300 people died in Ostby.\n",
    "hamnen.md": "# Hamnen i Sjövik\n\nAntalet båtplatser ökade från 75 platser 2010 till 90 platser 2016. "
    "Norra bryggan är 220 meter lång. Södra bryggan är 140 meter lång.\n",
    "hafen.md": "# Der Hafen von Kleinhorn\n\n"
    "Die Zahl der Liegeplätze stieg von 64 im Jahr 2012 auf 88 im Jahr 2018. "
    "Die Hafenmeisterin war stolz auf den neuen Steg.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder, home = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("home")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Assistant.open(folder, settings=Settings(home=home)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short", "change"),
    [
        (
            "How did the number of racing shells change over time?",
            ("14", "17", "16", "21"),
            "From 2018 to 2021: +7 (+50.0 %).",
        ),
        (
            "How did the number of canoes change between 2019 and 2021?",
            ("38", "35", "30"),
            "From 2019 to 2021: −8 (−21.1 %).",
        ),
        ("Compare the number of canoes in 2018 and 2020", ("40", "35"), "From 2018 to 2020: −5 (−12.5 %)."),
        (
            "How did the number of paying members change over time?",
            ("412", "530", "498"),
            "From 2016 to 2022: +86 (+20.9 %).",
        ),
        (
            "Was the membership fee higher in 2022 or 2016?",
            ("80 euros", "100 euros"),
            "From 2016 to 2022: +20 (+25.0 %).",
        ),
        (
            "How did the number of berths at Tallow Point change between 2011 and 2017?",
            ("120", "180"),
            "From 2011 to 2017: +60 (+50.0 %).",
        ),
        (
            "Hur förändrades antalet båtplatser mellan 2010 och 2016?",
            ("75", "90"),
            "Från 2010 till 2016: +15 (+20,0 %).",
        ),
        (
            "Wie entwickelte sich die Zahl der Liegeplätze zwischen 2012 und 2018?",
            ("64", "88"),
            "Von 2012 bis 2018: +24 (+37,5 %).",
        ),
    ],
)
def test_values_are_told_by_time_with_what_changed(
    assistant: Assistant, question: str, short: tuple[str, ...], change: str
) -> None:
    answer = assistant.ask(question)
    assert tuple(value.removeprefix("from ").removeprefix("to ") for value in answer.short) == short
    assert change in [claim.text for claim in answer.claims]
    assert [len(side.values) for side in answer.sides] == [1] * len(short)
    assert all(quote.answer_text in quote.text for quote in answer.quotes)


def test_each_year_is_asked_of_its_own_documents(assistant: Assistant) -> None:
    answer = assistant.ask("Who was the chair of the club in 2016 and who in 2019?")
    assert answer.short == ("Ruth Aldane", "Milo Varga")
    assert [quote.document.path for quote in answer.quotes[:2]] == ["report-2016.md", "report-2019.md"]


def test_what_was_expected_stands_apart_from_what_was_counted(assistant: Assistant) -> None:
    answer = assistant.ask("How did the number of day visitors change over time?")
    assert [side.projected for side in answer.sides] == [False, False, True]
    assert answer.claims[0].text == "2020: 1,250; 2021: 1,400; 2026 (expected): 2,100."
    assert "From 2020 to 2021: +150 (+12.0 %)." in [claim.text for claim in answer.claims]


def test_a_side_that_is_not_told_is_said_and_the_others_are_told(assistant: Assistant) -> None:
    answer = assistant.ask("Compare the membership fee in 2016 and 1997")
    assert answer.short == ("80 euros",)
    assert answer.claims[0].text.endswith("Not found: 1997.")
    assert [side.values for side in answer.sides] == [(), ("80 euros",)]


def test_what_two_say_of_one_thing_is_told_beside_each_other(assistant: Assistant) -> None:
    answer = assistant.ask("How do the ministry's and Hill Trust's figures for Ostby compare?")
    assert answer.short == ("12", "300")
    assert answer.claims[0].text == "Ministry: 12; Hill Trust: 300."
    assert all(claim.quotes for claim in answer.claims)


def test_what_names_another_thing_does_not_tell_it(assistant: Assistant) -> None:
    answer = assistant.ask("Which is longer, the north pier or the moon pier?")
    assert [len(side.values) for side in answer.sides] == [1, 0]
    assert answer.claims[0].text == "North pier: 310 metres. Not found: moon pier."


@pytest.mark.parametrize(
    "question",
    [
        "Compare the membership fee in 1996 and 1997",
        "How did the number of lighthouses change over time?",
        "How did the number of canoes change between 1950 and 1960?",
    ],
)
def test_what_is_told_of_no_two_times_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Which is longer, the north pier or the south pier?", ("310 metres", "195 metres")),
        ("Compare the number of racing shells and canoes in 2019", ("17", "38")),
        ("Vilken är längre, norra bryggan eller södra bryggan?", ("220 meter", "140 meter")),
    ],
)
def test_things_are_told_beside_each_other(assistant: Assistant, question: str, short: tuple[str, ...]) -> None:
    assert (
        tuple(value.removesuffix(" long").removesuffix(" lång") for value in assistant.ask(question).short)
        == short
    )


def test_sides_go_into_records_markdown_and_the_page(assistant: Assistant) -> None:
    answer = assistant.ask("Compare the number of canoes in 2018 and 1950")
    record = answer_record(answer)
    assert record["sides"] == [
        {"label": "1950", "values": [], "quotes": [], "projected": False},
        {"label": "2018", "values": ["40"], "quotes": [1], "projected": False},
    ]
    assert "2018: 40" in answer_markdown(answer)
    page = answer_html(answer, 3)
    assert '<table class="sides"' in page
    assert 'href="#cite-3-1"' in page
    assert "Not found" in page
