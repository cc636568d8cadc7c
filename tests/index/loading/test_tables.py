from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.tables import TableView


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_an_article_per_row_columns_found_by_name(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        "Headline,Body,Publication Date,Source,Link,Byline,Lang\n"
        '"Deaths, admitted","First line.\n\nSecond line.",2019-05-31,The Wire,'
        "https://wire.example/1,Ann Lee,en-GB\n",
    )
    (document,) = load_file(path).documents
    assert document.text == "First line.\n\nSecond line."
    assert (document.title, document.publisher, document.author) == ("Deaths, admitted", "The Wire", "Ann Lee")
    assert (document.published, document.language) == (date(2019, 5, 31), "en")
    assert (document.url, document.row) == ("https://wire.example/1", 2)


@pytest.mark.parametrize(
    ("header", "separator"),
    [
        ("Rubrik;Brödtext;Datum;Källa", ";"),
        ("Titel\tText\tDatum\tQuelle", "\t"),
        ("Titre|Texte|Date|Éditeur", "|"),
    ],
)
def test_other_languages_and_separators(tmp_path: Path, header: str, separator: str) -> None:
    row = separator.join(
        ["Döda i staden", "Alliansen medger, till slut, trettiotvå döda.", "2018-06-05", "Tråden"]
    )
    (document,) = load_file(write(tmp_path / "a.csv", f"{header}\n{row}\n", "cp1252")).documents
    assert document.title == "Döda i staden"
    assert document.text == "Alliansen medger, till slut, trettiotvå döda."
    assert (document.published, document.publisher) == (date(2018, 6, 5), "Tråden")


def test_a_table_of_values_is_one_document_that_reads_without_its_header(tmp_path: Path) -> None:
    (document,) = load_file(write(tmp_path / "a.tsv", "Place\tKilled\nRaqqa\t32\nMosul\t\n")).documents
    assert document.text == "Place: Raqqa | Killed: 32\nPlace: Mosul"
    assert document.title == "a"


def test_ragged_and_empty_rows_are_named_and_the_rest_loads(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "title,text\nA,One told.\nB\nC,Three told.,extra\n\nD,Four told.\n")
    loaded = load_file(path)
    assert [(d.row, d.text) for d in loaded.documents] == [
        (2, "One told."),
        (4, "Three told.,extra"),
        (6, "Four told."),
    ]
    assert loaded.warnings == (
        "row 3: 1 cells under 2 columns",
        "row 4: 3 cells under 2 columns",
        "row 3: nothing under “text”",
    )


def test_a_column_alone_needs_no_quotation_marks(tmp_path: Path) -> None:
    loaded = load_file(write(tmp_path / "a.csv", "text\nOne told, with a comma.\nTwo; told.\n"))
    assert [d.text for d in loaded.documents] == ["One told, with a comma.", "Two; told."]
    assert loaded.warnings == ()


def test_a_quotation_mark_left_open_is_told(tmp_path: Path) -> None:
    loaded = load_file(write(tmp_path / "a.csv", 'id,text\n1,One told.\n2,"Two told.\n3,Three told.\n'))
    assert loaded.documents[1].text == "Two told.\n3,Three told.\n\nid: 2"
    assert loaded.warnings == ("row 3: a quotation mark is not closed; all after it ran together in this row",)


def test_a_date_of_two_readings_stays_empty_and_is_named(tmp_path: Path) -> None:
    loaded = load_file(write(tmp_path / "a.csv", "text,date\nOne told.,03/04/2019\nTwo told.,25/04/2019\n"))
    assert [d.published for d in loaded.documents] == [None, date(2019, 4, 25)]
    assert loaded.warnings == ("row 2: “03/04/2019” under “date” is no date that can be read one way",)


def test_no_rows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no row under its header has text"):
        load_file(write(tmp_path / "a.csv", "title,text\n"))
    with pytest.raises(LoadError, match="no text"):
        load_file(write(tmp_path / "b.csv", "\n\n  \n"))


@pytest.mark.parametrize(
    ("content", "first"),
    [
        (
            "Artikel;Menge;Lager\nNagel 40 mm;200;Halle 2\nSieb;3;Halle 1\n",
            "Artikel: Nagel 40 mm | Menge: 200 | Lager: Halle 2",
        ),
        (
            "Name,Content,Story\nJar,250 g,2nd floor\nTin,80 g,cellar\n",
            "Name: Jar | Content: 250 g | Story: 2nd floor",
        ),
        (
            "when,unit,message\n08:00,pump 1,low oil\n08:04,pump 2,no flow\n",
            "when: 08:00 | unit: pump 1 | message: low oil",
        ),
        (
            "Rule,Text,Fine\n7,Loose dogs,40 marks\n8,Open gates,15 marks\n",
            "Rule: 7 | Text: Loose dogs | Fine: 40 marks",
        ),
        ("sep=|\nTown|Wells\nOrr|3\nVik|12\n", "Town: Orr | Wells: 3"),
        ("waterDepth,site_name\n12,Orr\n9,Vik\n", "water depth: 12 | site name: Orr"),
    ],
)
def test_what_a_column_holds_decides_not_its_name(tmp_path: Path, content: str, first: str) -> None:
    (document,) = load_file(write(tmp_path / "a.csv", content)).documents
    assert document.text.split("\n")[0] == first
    view = TableView(document.text, document.tables[0])
    assert [f"{view.column_name(c.column)}: {view.words(c)}" for c in view.row(1)] == first.split(" | ")


def test_facts_beside_an_article_are_kept_in_its_text(tmp_path: Path) -> None:
    content = (
        "no,title,text,state,keeper\n4,Leak,Water drips from the roof of shed two.,open,Ira Holm\n"
        "5,Lock,The lock of the gate is stuck.,shut,Ole Ny\n"
    )
    first, second = load_file(write(tmp_path / "a.csv", content)).documents
    assert (
        first.text
        == "Water drips from the roof of shed two.\n\nno: 4 | title: Leak | state: open | keeper: Ira Holm"
    )
    assert second.text.endswith("no: 5 | title: Lock | state: shut | keeper: Ole Ny")


def test_titles_above_the_header_are_the_caption(tmp_path: Path) -> None:
    (document,) = load_file(
        write(tmp_path / "a.csv", "Catch of the year\nin tonnes\n\nPort,Cod\nOrr,12\nVik,7\n")
    ).documents
    view = TableView(document.text, document.tables[0])
    assert (view.title(), view.column_name(1)) == ("Catch of the year\nin tonnes", "Cod")
    assert document.text.endswith("Port: Orr | Cod: 12\nPort: Vik | Cod: 7")


def test_rows_without_a_header_are_all_values(tmp_path: Path) -> None:
    (document,) = load_file(write(tmp_path / "a.csv", "Orr,1904,33\nVik,1911,27\n")).documents
    assert document.text == "Orr | 1904 | 33\nVik | 1911 | 27"
    assert TableView(document.text, document.tables[0]).head_rows == 0


def test_years_may_be_heads(tmp_path: Path) -> None:
    (document,) = load_file(write(tmp_path / "a.csv", "Port,2021,2022\nOrr,12,15\nVik,7,9\n")).documents
    assert document.text == "Port: Orr | 2021: 12 | 2022: 15\nPort: Vik | 2021: 7 | 2022: 9"
