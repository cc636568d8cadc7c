from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.tables import TableView
from tests.index.loading.sheets import make_ods, make_xlsx

STOCK = [["Part", "Price", "Stock"], ["Bolt", 0.12, 1200.0], ["Nut", 0.08, 950.0]]


def test_each_sheet_is_a_table_under_its_name(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "shop.xlsx", {"North": STOCK, "South": [["Part", "Stock"], ["Pin", 4.0]]})
    (document,) = load_file(path).documents
    assert document.text == (
        "North\n\nPart: Bolt | Price: 0.12 | Stock: 1200\nPart: Nut | Price: 0.08 | Stock: 950\n\n"
        "South\n\nPart: Pin | Stock: 4"
    )
    assert [document.text[h.span.start : h.span.end] for h in document.headings] == ["North", "South"]
    assert (document.title, len(document.tables)) == ("shop", 2)


def test_titles_merged_ranges_percentages_and_dates(tmp_path: Path) -> None:
    rows: list[list[str | float | None]] = [
        ["Berths, in thousands"],
        ["Harbour", "Berths", None, "Free", "Counted"],
        [None, "Summer", "Winter", None, None],
        ["Orr", 3.0, 1.5, 0.25, 45000.0],
        [None, 4.0, 2.0, 0.1, 45001.0],
    ]
    merged = ["A2:A3", "B2:C2", "D2:D3", "E2:E3", "A4:A5"]
    path = make_xlsx(tmp_path / "a.xlsx", {"Sheet": rows}, merged=merged, percent_columns="D", date_columns="E")
    (document,) = load_file(path).documents
    table = TableView(document.text, document.tables[0])
    assert table.title() == "Berths, in thousands"
    assert (table.head_rows, table.column_name(2)) == (2, "Berths Winter")
    assert document.text.split("\n")[-2:] == [
        "Orr | 3 | 1.5 | 25 % | 2023-03-15",
        "Orr | 4 | 2 | 10 % | 2023-03-16",
    ]
    cell = table.cell(3, 2)
    assert cell is not None
    assert str(table.unit(cell)) == "thousand"


def test_what_is_hidden_is_not_read_and_named(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", {"Open": STOCK, "Secret": STOCK}, hidden=["Secret"], hidden_rows=[2])
    loaded = load_file(path)
    assert loaded.documents[0].text == "Open\n\nPart: Nut | Price: 0.08 | Stock: 950"
    assert loaded.warnings == (
        "1 hidden row of the sheet “Open” not read",
        "the sheet “Secret” is hidden and not read",
    )


def test_two_tables_and_notes_on_a_sheet(tmp_path: Path) -> None:
    rows: list[list[str | float | None]] = [
        *STOCK,
        [None],
        ["Counted by hand."],
        [None],
        ["Van", "Seats"],
        ["Red", 3.0],
    ]
    (document,) = load_file(make_xlsx(tmp_path / "a.xlsx", {"S": rows})).documents
    assert document.text.endswith("Stock: 950\n\nCounted by hand.\n\nVan: Red | Seats: 3")


def test_opendocument(tmp_path: Path) -> None:
    (document,) = load_file(
        make_ods(tmp_path / "a.ods", [["City", "Mayor", "Since"], ["Bro", "Tor Lie", "2019"]])
    ).documents
    assert document.text == "Sheet1\n\nCity: Bro | Mayor: Tor Lie | Since: 2019"


def test_what_is_no_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(LoadError, match="not a spreadsheet, or a damaged one"):
        load_file(tmp_path / "a.xlsx")
    with pytest.raises(LoadError, match="no text in the spreadsheet"):
        load_file(make_xlsx(tmp_path / "b.xlsx", {"Empty": []}))
