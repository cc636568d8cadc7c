"""Questions about cells, numbered rules, comments and struck words, asked through the product."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import pytest

from index.corpus import Corpus
from index.settings import Settings
from qa.assistant import Assistant
from tests.index.loading.sheets import make_xlsx

PAGE = """<html><body><article><h1>Orrvik Shipping</h1>
<p>The board presents the accounts of the company for the two years.</p>
<table><caption>Income statement, SEK million</caption><tr><td></td><td>2021</td><td>2020</td></tr>
<tr><td>Revenue</td><td></td><td></td></tr><tr><td>Freight</td><td>412</td><td>388</td></tr>
<tr><td>Passengers</td><td>97</td><td>61</td></tr></table>
<table><tr><th rowspan=2>Quay</th><th rowspan=2>Crane</th><th colspan=2>Lifts</th></tr>
<tr><th>Spring</th><th>Autumn</th></tr>
<tr><td rowspan=2>Nord quay</td><td>A</td><td>31</td><td>44</td></tr><tr><td>B</td><td>12</td><td>19</td></tr>
<tr><td rowspan=2>Syd quay</td><td>A</td><td>56</td><td>58</td></tr><tr><td>B</td><td>27</td><td>33</td></tr>
</table>
</article></body></html>"""
FARES = """# Fares

A day card is ~~3 crowns~~ 4 crowns.

| Line | Driver | Minutes |
|---|---|---|
| North loop | Siv Alm | 35 |
| South loop | Bo Rud | 50 |
"""
FLATS = """# Homes of the valley

| Village | Flats | Vacant | Rooms |
|---|---|---|---|
| Hult | 341 | 27 | 1020 |
| Almby | 96 | 8 | 300 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder, home = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("home")
    (folder / "accounts.html").write_text(PAGE, encoding="utf-8")
    (folder / "fares.md").write_text(FARES, encoding="utf-8")
    (folder / "flats.md").write_text(FLATS, encoding="utf-8")
    (folder / "stables.csv").write_text(
        "Farm,Horses,Lame,Owner\nBacka,44,3,Liv Roos\nTorp,61,9,Arn Vik\n", encoding="utf-8"
    )
    (folder / "lager.csv").write_text(
        "Artikel;Preis;Menge\nHammer klein;8,50;12\nSäge;21,00;4\n", encoding="utf-8"
    )
    towns = [{"town": "Hamnes", "mayor": "Tor Lie", "foundedYear": 1702}, {"town": "Vik", "mayor": "Ane Moe"}]
    (folder / "towns.json").write_text(json.dumps(towns), encoding="utf-8")
    _write_rules(folder / "rules.docx")
    sheets: dict[str, list[list[str | float | None]]] = {
        "Depots": [["Depot", "Guard", "Vans"], ["Brunn", "Per Ek", 9.0]],
        "Old": [["Depot", "Guard"], ["Brunn", "Ola Ny"]],
    }
    make_xlsx(folder / "depots.xlsx", sheets, hidden=["Old"])
    with Assistant.open(folder, settings=Settings(home=home)) as opened:
        yield opened


def _write_rules(path: Path) -> None:
    made = docx.Document()
    first = made.add_paragraph("The rent of the boathouse is set by the council each spring.")
    made.add_comment(first.runs, text="The rent for 2026 is 310 crowns.", author="Ada Vik")
    made.add_heading("Harbour rules", 1)
    for rule in ("Engines are off inside the pier.", "Nets are dried on the north wall only."):
        made.add_paragraph(rule, style="List Number")
    made.sections[0].header.paragraphs[0].text = "File no. KB-77/2"
    made.save(str(path))


@pytest.mark.parametrize(
    ("question", "short", "quoted"),
    [
        ("What was the revenue from freight in 2020?", ["388"], "Freight | 412 | 388"),
        ("How many lifts did crane B at Nord quay have in autumn?", ["19"], "Nord quay | B | 12 | 19"),
        ("How many lifts did crane B at Syd quay have in spring?", ["27"], "Syd quay | B | 27 | 33"),
        ("How many flats in Hult are vacant?", ["27"], "| Hult | 341 | 27 | 1020 |"),
        ("How many vacant flats are there in Almby?", ["8"], "| Almby | 96 | 8 | 300 |"),
        ("How many flats are there in Almby?", ["96"], "| Almby | 96 | 8 | 300 |"),
        ("How many rooms do the flats in Hult have?", ["1020"], "| Hult | 341 | 27 | 1020 |"),
        ("How many horses at Torp are lame?", ["9"], "Farm: Torp | Horses: 61 | Lame: 9 | Owner: Arn Vik"),
        (
            "Who owns the Torp farm?",
            ["Arn Vik"],
            "Farm: Torp | Horses: 61 | Lame: 9 | Owner: Arn Vik",
        ),
        ("How many horses does Backa have?", ["44"], "Farm: Backa | Horses: 44 | Lame: 3 | Owner: Liv Roos"),
        ("Who is the mayor of Hamnes?", ["Tor Lie"], "town: Hamnes | mayor: Tor Lie | founded year: 1702"),
        ("How long does the south loop take?", ["50"], "| South loop | Bo Rud | 50 |"),
        ("Was kostet der Hammer klein?", ["8,50"], "Artikel: Hammer klein | Preis: 8,50 | Menge: 12"),
        (
            "What does rule 2 say?",
            ["Nets are dried on the north wall only."],
            "2. Nets are dried on the north wall only.",
        ),
        ("What is the file number?", ["KB-77/2"], "File no. KB-77/2"),
        ("What is the rent for 2026?", ["310 crowns"], "The rent for 2026 is 310 crowns."),
        ("How much is a day card?", ["4 crowns"], "A day card is ~~3 crowns~~ 4 crowns."),
        ("Who is the guard of the Brunn depot?", ["Per Ek"], "Depot: Brunn | Guard: Per Ek | Vans: 9"),
    ],
)
def test_the_cell_asked_for_is_told_with_its_row(
    assistant: Assistant, question: str, short: Sequence[str], quoted: str
) -> None:
    answer = assistant.ask(question)
    assert (list(answer.short), answer.quotes[0].text if answer.quotes else answer.text) == (short, quoted)


def test_the_unit_that_the_table_gives_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("What was the revenue from freight in 2020?")
    assert answer.text.startswith("388 (SEK million) — “Freight | 412 | 388”")
    assert answer.quotes[0].unit == "SEK million"


@pytest.mark.parametrize(
    "question",
    ["What was the revenue from freight in 2017?", "Who is the mayor of Lund?", "Was kostet die Feile?"],
)
def test_what_no_row_or_column_is_of_has_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


def test_what_of_a_file_was_not_read_is_known_beside_its_document(assistant: Assistant) -> None:
    corpus = assistant.corpus
    assert isinstance(corpus, Corpus)
    assert corpus.not_read(corpus.document("depots.xlsx").info.id) == "the sheet “Old” is hidden and not read"
    assert corpus.not_read(corpus.document("fares.md").info.id) == ""


def test_letters_printed_as_one_sign_are_read_as_letters(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    text = "The oﬃce of the staﬀ is in Skarvik. The chieﬀ is Eli Fiﬁeld. It has ﬁve hundred ﬂags."
    (tmp_path / "documents" / "a.txt").write_text(text, encoding="utf-8")
    with Assistant.open(tmp_path / "documents", settings=Settings(home=tmp_path / "home")) as assistant:
        assert assistant.ask("Who is the chief?").short == ("Eli Fiﬁeld",)
        assert assistant.ask("How many flags does it have?").short == ("ﬁve hundred",)
