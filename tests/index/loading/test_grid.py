"""Cells on a grid: spans resolved, heads told, lines that read alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.loading.blocks import Blocks
from index.loading.grid import Grid, GridCell, is_figure, written
from index.loading.record_tables import written_records
from index.loading.runs import Runs
from index.records import part_of, part_record, table_of, table_record
from index.tables import TableView, Unit, unit_in
from index.types import Part, PartKind, Span

C = GridCell


def view(rows: list[list[GridCell]], **around: object) -> TableView:
    grid, built = Grid(), Blocks()
    for row in rows:
        grid.add_row(row)
    table = built.add_grid(grid, **around)  # type: ignore[arg-type]
    assert table is not None
    return TableView(built.text, table)


def said(table: TableView, row: int, column: int) -> str | None:
    cell = table.cell(row, column)
    return table.words(cell) if cell else None


def heads(table: TableView, row: int) -> list[str]:
    return [table.words(cell) for cell in table.row_heads(row)]


def test_a_cell_over_several_rows_is_said_in_each_and_stands_once() -> None:
    table = view([[C("Mill", rows=2), C("day"), C("14")], [C("night"), C("9")], [C("Kiln"), C("day"), C("3")]])
    assert table.text == "Mill | day | 14\nMill | night | 9\nKiln | day | 3"
    assert said(table, 1, 0) == "Mill"
    assert table.cell(1, 0) is table.cell(0, 0)
    assert heads(table, 1) == ["Mill", "night"]


def test_two_rows_of_heads_name_a_column_from_the_outside_in() -> None:
    table = view(
        [
            [C("Mill", rows=2), C("Workers", columns=2)],
            [C("Day"), C("Night")],
            [C("Old"), C("14"), C("9")],
        ]
    )
    assert table.text == "Mill | Workers\nMill | Day | Night\nOld | 14 | 9"
    assert (table.head_rows, table.column_name(1), table.column_name(2)) == (2, "Workers Day", "Workers Night")
    assert table.column_name(0) == "Mill"
    assert said(table, 0, 2) == "Workers"


def test_years_over_figures_are_heads_and_a_row_of_one_cell_names_those_below() -> None:
    table = view(
        [
            [C(""), C("2021"), C("2020")],
            [C("Assets"), C(""), C("")],
            [C("Cash"), C("1,204"), C("988")],
            [C("Ships"), C("77"), C("80")],
        ]
    )
    assert table.text == "| 2021 | 2020\nAssets\nCash | 1,204 | 988\nShips | 77 | 80"
    assert (table.column_name(2), heads(table, 3)) == ("2020", ["Assets", "Ships"])


def test_a_table_of_two_columns_of_words_names_each_row_by_its_first_cell() -> None:
    table = view([[C("Depth"), C("70 m")], [C("Fish"), C("perch")]])
    assert (table.head_rows, heads(table, 1), table.column_name(1)) == (0, ["Fish"], "")


def test_labelled_rows_stand_under_their_heads() -> None:
    rows = [[C("Place"), C("Opened"), C("Beds")], [C("Lund"), C("1990"), C("40")], [C("Ystad"), C(""), C("12")]]
    table = view(rows, labelled=True)
    assert table.text == "Place: Lund | Opened: 1990 | Beds: 40\nPlace: Ystad | Beds: 12"
    assert [table.column_name(n) for n in range(3)] == ["Place", "Opened", "Beds"]
    assert (table.row_at(3), table.row_at(len(table.text) - 1)) == (1, 2)
    assert (said(table, 2, 2), said(table, 2, 1)) == ("12", None)


def test_caption_and_notes_stand_around_the_rows_and_tell_the_unit() -> None:
    table = view(
        [[C(""), C("2021")], [C("Sales"), C("15")], [C("Share (%)"), C("4")]],
        caption="Results, SEK million",
        notes=["Unaudited."],
    )
    assert table.text == "Results, SEK million\n\n| 2021\nSales | 15\nShare (%) | 4\n\nUnaudited."
    assert (table.title(), table.notes()) == ("Results, SEK million", "Unaudited.")
    sales, share = table.cell(1, 1), table.cell(2, 1)
    assert sales is not None
    assert share is not None
    assert (str(table.unit(sales)), str(table.unit(share))) == ("SEK million", "%")


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("(in thousands)", Unit("thousand")),
        ("Amounts in MSEK", Unit("million", "SEK")),
        ("Belopp i tkr", Unit("thousand", "SEK")),
        ("$ million", Unit("million", "USD")),
        ("Height (m)", Unit(None, "m")),
        ("€bn", Unit("billion", "EUR")),
        ("Moss and heather", Unit()),
    ],
)
def test_units_and_scales_in_heads(words: str, unit: Unit) -> None:
    assert unit_in([words]) == unit


def test_where_cells_claim_one_place_the_upper_one_has_it() -> None:
    table = view([[C("a"), C("b", rows=2)], [C("c", columns=3), C("d")]])
    assert table.text == "a | b\nc | b | d"
    assert table.cell(1, 0) != table.cell(1, 1)


@pytest.mark.parametrize("text", ["1,257 m", "$ 40", "(12.5)", "12 %", "2019-05-31", "–", "1 234 kr", "€3.2bn"])
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["Ward B", "M6 bolts", "Mutter M6", "3 June 2020", "the 12 apostles", ""])
def test_no_figures(text: str) -> None:
    assert not is_figure(text)


def test_struck_runs_are_marked_in_the_text_and_told_apart() -> None:
    runs = Runs()
    for text, is_struck in [("It costs ", False), ("40", True), (" ", False), ("crowns", True), (" 55.", False)]:
        runs.add(text, is_struck=is_struck)
    text, parts = runs.finished()
    assert text == "It costs ~~40 crowns~~ 55."
    built = Blocks()
    built.add("First.")
    built.add(f"  {text}", parts=[Part(p.kind, Span(p.span.start + 2, p.span.end + 2)) for p in parts])
    (part,) = built.parts
    assert (part.kind, built.text[part.span.start : part.span.end]) == (PartKind.STRUCK, "~~40 crowns~~")
    assert part_of(part_record(part)) == part


CELLS = st.builds(
    GridCell,
    st.text("ab1 |\n", max_size=6),
    rows=st.integers(0, 4),
    columns=st.integers(0, 4),
    is_head=st.booleans(),
    continues=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=6), labelled=st.booleans())
def test_any_grid_resolves(rows: list[list[GridCell]], labelled: bool) -> None:
    grid, built = Grid(), Blocks()
    built.add("Before.")
    for row in rows:
        grid.add_row(row)
    table = built.add_grid(grid, labelled=labelled)
    if table is None:
        assert built.text == "Before."
        return
    shown = TableView(built.text, table)
    covered: dict[tuple[int, int], object] = {}
    for cell in table.cells:
        is_label = labelled and cell.row < shown.head_rows
        assert is_label or shown.line(cell.row).contains(cell.span)
        assert shown.words(cell).strip() == shown.words(cell) != ""
        for row_number in range(cell.row, cell.row + cell.rows):
            assert (
                is_label
                or shown.words(cell) in built.text[slice(shown.line(row_number).start, shown.line(row_number).end)]
            )
            for column in range(cell.column, cell.column + cell.columns):
                assert covered.setdefault((row_number, column), cell) is cell
                assert shown.cell(row_number, column) is cell
    spans = sorted(cell.span for cell in table.cells)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert table_of(table_record(table)) == table


def test_spans_that_claim_more_than_there_is_cost_nothing() -> None:
    grid = Grid()
    for row in range(120):
        grid.add_row(C(f"{row} {n}", rows=1_000, columns=1_000) for n in range(60))
    table = Blocks().add_grid(grid)
    assert table is not None
    assert table.span.end < 3_000_000


VALUES = st.one_of(st.sampled_from(["", "a", "2019", "12", "x  y", " b", "é"]), st.text(max_size=4))


@given(
    names=st.lists(VALUES, max_size=4),
    rows=st.lists(st.lists(VALUES, max_size=5), max_size=6),
    at=st.integers(0, 9),
)
@example(names=["a", "b", "c"], rows=[["12", "x"], ["", "", "x"], ["12"]], at=0)
def test_rows_of_values_are_written_as_the_grid_of_them(names: list[str], rows: list[list[str]], at: int) -> None:
    grid = Grid()
    grid.add_row(GridCell(name, is_head=True) for name in names)
    for row in rows:
        grid.add_texts(row)
    assert written_records(names, rows, at=at) == written(grid, labelled=True, at=at)


@pytest.mark.parametrize(("text", "told"), [("Q1", False), ("H2", False), ("SEK 100", True), ("EUR5", True)])
def test_a_code_is_no_figure(text: str, told: bool) -> None:
    assert is_figure(text) is told


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        ([["", "2022", "2021"], ["", "€m", "€m"], ["Tolls", "12", "14"]], Unit("million", "EUR")),
        ([["", "", "Year to"], ["", "May 3, 2022", "May 4, 21"], ["", "", "(in millions)"], ["Toll", "12", "14"]],
         Unit("million")),
        ([["May 3,", "", ""], ["", "2022", "2021"], ["(In thousands)", "", ""], ["Tolls", "12", "14"]],
         Unit("thousand")),
        ([["", "2022", "2021"], ["", "$'000", "$'000"], ["Tolls", "12", "14"]], Unit("thousand", "USD")),
        ([["(SEK million, except per share)", "2022"], ["Earnings per share", "12"]], Unit(None, "SEK")),
    ],
)  # fmt: skip
def test_the_unit_of_a_table_is_told_by_any_row_of_its_heads(rows: list[list[str]], unit: Unit) -> None:
    table = view([[C(text) for text in row] for row in rows])
    cell = table.cell(len(rows) - 1, 1)
    assert cell is not None
    assert table.unit(cell) == unit


def test_a_head_without_its_span_stands_over_the_empty_places_beside_it() -> None:
    rows = [["", "Sales", "", "Costs", ""], ["", "2022", "2021", "2022", "2021"], ["Ferry", "3", "4", "5", "6"]]
    table = view([[C(text) for text in row] for row in rows])
    assert [table.column_name(column) for column in range(1, 5)] == [
        "Sales 2022", "Sales 2021", "Costs 2022", "Costs 2021",
    ]  # fmt: skip


@pytest.mark.parametrize("year", ["FY22", "2021/22", "2022 €m", "2022 (1)"])
def test_a_year_with_what_belongs_to_it_is_a_head(year: str) -> None:
    table = view([[C(""), C(year), C("Change")], [C("Ferry"), C("3"), C("4")], [C("Bridge"), C("5"), C("6")]])
    assert table.head_rows == 1


def test_the_scale_that_notes_above_are_headed_with_is_the_tables() -> None:
    grid, built = Grid(), Blocks()
    built.add("NOTES TO THE ACCOUNTS (in thousands, except for berths)")
    built.add("Tolls fell by a third (5 million crossings in all).")
    for row in (["", "2022", "2021"], ["Tolls", "12", "14"]):
        grid.add_row([C(text) for text in row])
    table = built.add_grid(grid)
    assert table is not None
    told = TableView(built.text, table)
    cell = told.cell(1, 1)
    assert cell is not None
    assert told.unit(cell).scale == "thousand"
