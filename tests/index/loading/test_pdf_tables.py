from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.tables import TableView
from index.types import LoadedDocument
from tests.index.loading.drawing import LEADING, Sheet, wrapped

Drawn = Callable[[Sheet, Sequence[float], float, Sequence[Sequence[str]]], None]


def view(document: LoadedDocument, number: int = 0) -> TableView:
    return TableView(document.text, document.tables[number])


def cell_under(table: TableView, row: str, column: str) -> str:
    """What a table says in the row and the column of these names."""
    rows = [n for n in range(len(table.lines)) if row in [table.words(head) for head in table.row_heads(n)][-1:]]
    columns = [n for n in range(table.width) if table.column_name(n) == column]
    cell = table.cell(rows[0], columns[0])
    assert cell is not None
    return table.words(cell)


BOATS = [
    ("Harbour", "Boats", "Berths", "Fee"),
    ("Olmen", "41", "60", "1,200"),
    ("Varn", "17", "", "950"),
    ("Kolm", "230", "310", "2,450"),
]
CATCH = [
    ("", "2023", "2022"),
    ("Fish landed:", "", ""),
    ("Cod", "$ 4,120", "3,987"),
    ("Herring and other", "", ""),
    ("small fish", "918", "1,004"),
    ("Total", "$ 5,038", "4,991"),
]


@pytest.mark.parametrize("draw", [Sheet.rows, Sheet.columns])
@pytest.mark.parametrize("xs", [(60, 190, 320, 450), (60, 130, 200, 270), (200, 300, 360, 420)])
def test_rows_without_rules_are_a_table(tmp_path: Path, draw: Drawn, xs: tuple[float, ...]) -> None:
    sheet = Sheet()
    sheet.line(60, 80, "Boats counted in the harbours in June")
    draw(sheet, xs, 110, BOATS)
    document = sheet.read(tmp_path / "a.pdf")
    table = view(document)
    assert cell_under(table, "Kolm", "Fee") == "2,450"
    assert cell_under(table, "Varn", "Fee") == "950"
    assert cell_under(table, "Olmen", "Boats") == "41"
    assert table.title() == "Boats counted in the harbours in June"
    assert "Varn | 17 | | 950" in document.text


CREW = [
    ("Duty", "Sailor", "Watch", "Cabin"),
    ("Look-out on the fore deck", "Mia Lund", "from noon", "4"),
    ("Cook and steward", "Odd Berg", "", "11 B"),
    ("Engine", "Una Kvist", "at night", "7"),
]
WARES = [("Ware", "Small", "Box"), ("Rope", "12 crowns", "90 crowns"), ("Tar", "31 crowns", "205 crowns")]


@pytest.mark.parametrize("draw", [Sheet.rows, Sheet.columns])
def test_heads_over_words_and_measures_are_heads(tmp_path: Path, draw: Drawn) -> None:
    sheet = Sheet()
    draw(sheet, (60, 240, 340, 440), 110, CREW)
    table = view(sheet.read(tmp_path / "a.pdf"))
    assert cell_under(table, "Engine", "Sailor") == "Una Kvist"
    sheet = Sheet()
    draw(sheet, (60, 190, 320), 110, WARES)
    table = view(sheet.read(tmp_path / "b.pdf"))
    assert cell_under(table, "Tar", "Box") == "205 crowns"


def test_a_statement_with_years_groups_and_labels_of_two_lines(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.line(60, 80, "Fish landed in tonnes (in thousands)")
    sheet.rows((60, 300, 400), 110, CATCH)
    table = view(sheet.read(tmp_path / "a.pdf"))
    assert cell_under(table, "Cod", "2022") == "3,987"
    assert cell_under(table, "Herring and other small fish", "2023") == "918"
    assert cell_under(table, "Total", "2023") == "$ 5,038"
    assert table.unit(next(cell for cell in table.table.cells if table.words(cell) == "918")).scale == "thousand"


@pytest.mark.parametrize("shift", [0, 60, 130])
def test_figures_are_set_to_the_right_and_heads_in_the_middle(tmp_path: Path, shift: float) -> None:
    sheet = Sheet()
    sheet.line(285 + shift / 2, 100, "Guests by season")
    for number, (label, *values) in enumerate(
        [("", "Summer", "Winter"), ("Inn", "12", "7"), ("Camp", "1,340", "0")]
    ):
        sheet.line(60, 114 + number * LEADING, label or " ")
        for column, value in enumerate(values):
            sheet.line(
                320 + column * (70 + shift) - sheet.pdf.get_string_width(value), 114 + number * LEADING, value
            )
    table = view(sheet.read(tmp_path / "a.pdf"))
    assert cell_under(table, "Camp", "Guests by season Summer") == "1,340"
    assert cell_under(table, "Inn", "Guests by season Winter") == "7"


def ruled(sheet: Sheet, x: float, y: float, widths: Sequence[float], heights: Sequence[float]) -> None:
    sheet.pdf.rect(x, y, sum(widths), sum(heights))
    for row in range(1, len(heights)):
        sheet.pdf.line(x, y + sum(heights[:row]), x + sum(widths), y + sum(heights[:row]))


@pytest.mark.parametrize("thin", [0.3, 1.0, 2.0])
def test_rules_make_cells_that_span_and_cells_of_several_lines(tmp_path: Path, thin: float) -> None:
    sheet = Sheet()
    sheet.pdf.set_line_width(thin)
    x, y, widths, heights = 60.0, 100.0, (120.0, 90.0, 90.0, 160.0), (20.0, 20.0, 34.0, 34.0)
    sheet.pdf.rect(x, y, sum(widths), sum(heights))
    sheet.pdf.line(x + 120, y + 20, x + 300, y + 20)
    sheet.pdf.line(x, y + 40, x + 460, y + 40)
    sheet.pdf.line(x, y + 74, x + 460, y + 74)
    for edge, top in ((120, 0), (210, 20), (300, 0)):
        sheet.pdf.line(x + edge, y + top, x + edge, y + sum(heights))
    sheet.line(64, 128, "House")
    sheet.line(200, 114, "Beds")
    sheet.line(184, 134, "Rooms")
    sheet.line(274, 134, "Halls")
    sheet.line(364, 128, "Open")
    for number, (name, rooms, halls, when) in enumerate(
        [("Gull", "14", "2", ["from the first of May", "to the last of August"]), ("Tern", "9", "1", ["all year"])]
    ):
        base = 154 + number * 34
        sheet.line(64, base, name)
        sheet.line(184, base, rooms)
        sheet.line(274, base, halls)
        sheet.lines(364, base, when)
    table = view(sheet.read(tmp_path / "a.pdf"))
    assert cell_under(table, "Tern", "Beds Halls") == "1"
    assert cell_under(table, "Gull", "Beds Rooms") == "14"
    assert cell_under(table, "Gull", "Open") == "from the first of May to the last of August"


def test_a_table_goes_on_on_the_next_page_under_its_first_heads(tmp_path: Path) -> None:
    sheet = Sheet()
    rows = [(f"Ward {n}", str(n * 31), str(n * 7)) for n in range(1, 41)]
    sheet.rows((60, 200, 300), 600, [("Ward", "Voters", "Houses"), *rows[:14]])
    sheet.page()
    sheet.rows((60, 200, 300), 60, [("Ward", "Voters", "Houses"), *rows[14:]])
    document = sheet.read(tmp_path / "a.pdf")
    (table,) = document.tables
    assert cell_under(view(document), "Ward 39", "Houses") == "273"
    assert document.text.count("Voters") == 1
    second = document.pages[1].span
    assert document.text[second.start :].startswith("Ward 15 ")
    assert table.span.start < second.start < table.span.end


def test_a_note_under_a_table_is_its_note(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(
        60, 60, wrapped("The harbours of the coast are counted each June by the people of the pilot station.", 70)
    )
    sheet.rows((60, 190, 320, 450), 110, BOATS)
    sheet.line(60, 165, "* Without the boats that lay on land.", size=7.5)
    document = sheet.read(tmp_path / "a.pdf")
    assert view(document).notes() == "* Without the boats that lay on land."


def test_two_columns_of_prose_are_no_table_and_a_table_is_no_prose(tmp_path: Path) -> None:
    sheet = Sheet()
    left = wrapped(
        "The pilots of Olmen count the boats each June and send the list to the council of the county.", 40
    )
    right = wrapped(
        "The council prints it in the autumn when the fees of the coming year are set for the harbours.", 40
    )
    for number, pair in enumerate(zip(left, right, strict=False)):
        sheet.line(60, 80 + number * LEADING, pair[0])
        sheet.line(310, 80 + number * LEADING, pair[1])
    sheet.pdf.line(60, 125, 530, 125)
    sheet.rows((60, 190, 320, 450), 150, BOATS)
    document = sheet.read(tmp_path / "a.pdf")
    assert len(document.tables) == 1
    assert "list to the council of the county." in " ".join(document.text.split())


def test_a_list_with_numbers_before_its_lines_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    for number, text in enumerate(
        ["Count the boats in the harbour", "Write the list", "Send it to the council"], 1
    ):
        sheet.line(60, 80 + number * LEADING, f"{number}.")
        sheet.line(90, 80 + number * LEADING, text)
    document = sheet.read(tmp_path / "a.pdf")
    assert document.tables == ()
    assert "2. Write the list" in document.text
