from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import pytest

from index.types import LoadedDocument
from tests.index.loading.drawing import LEADING, Sheet, wrapped

FERRY = (
    "The council of Olmen decided on Tuesday that the old ferry will sail until the tunnel is open. The ship is"
    " thirty years old and needs a new engine, which costs nine hundred crowns a day to hire. Nobody voted against"
    " the proposal, though two members asked where the money was to come from."
)
LIBRARY = (
    "A thief took eleven books from the reading room of the library in Varn and sent ten of them back by post."
    " The librarian keeps the shelf free for the last one. She says that whoever has it may also leave it at the"
    " bakery, where no questions are asked before noon."
)
FROST = (
    "The apple growers around Kolm lost half of their harvest in the frost of early May. Insurance covers a third"
    " of it at most. Some of them will plant cherries instead, which flower later and sell at a better price in"
    " the towns along the coast."
)


def flat(document: LoadedDocument) -> str:
    return " ".join(document.text.split())


def by_row(sheet: Sheet, xs: list[float], y: float, columns: list[list[str]], drop: float = 0.0) -> None:
    for number, row in enumerate(zip_longest(*columns, fillvalue="")):
        for place, (x, text) in enumerate(zip(xs, row, strict=True)):
            if text:
                sheet.line(x, y + number * LEADING + place * drop, text)


def by_column(sheet: Sheet, xs: list[float], y: float, columns: list[list[str]], drop: float = 0.0) -> None:
    for place, (x, lines) in enumerate(zip(xs, columns, strict=True)):
        sheet.lines(x, y + place * drop, lines)


Drawn = Callable[[Sheet, list[float], float, list[list[str]], float], None]


@pytest.mark.parametrize("draw", [by_row, by_column])
@pytest.mark.parametrize("drop", [0.0, 3.0, 6.5])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, draw: Drawn, drop: float) -> None:
    sheet = Sheet()
    draw(sheet, [60, 320], 100, [wrapped(FERRY, 44), wrapped(LIBRARY, 44)], drop)
    text = flat(sheet.read(tmp_path / "a.pdf"))
    assert text == f"{FERRY} {LIBRARY}"


@pytest.mark.parametrize("draw", [by_row, by_column])
@pytest.mark.parametrize("gap", [172, 165, 180])
def test_three_columns_under_a_headline_over_all_of_them(tmp_path: Path, draw: Drawn, gap: float) -> None:
    sheet = Sheet()
    sheet.line(120, 80, "Three things that happened along the coast this week", size=15)
    columns = [wrapped(text, 30) for text in (FERRY, LIBRARY, FROST)]
    draw(sheet, [40, 40 + gap, 40 + 2 * gap], 110, columns, 0.0)
    document = sheet.read(tmp_path / "a.pdf")
    assert flat(document) == f"Three things that happened along the coast this week {FERRY} {LIBRARY} {FROST}"
    assert document.title == "Three things that happened along the coast this week"


def test_text_over_two_columns_ends_them(tmp_path: Path) -> None:
    sheet = Sheet()
    by_row(sheet, [60, 320], 100, [wrapped(FERRY, 44), wrapped(LIBRARY, 44)])
    sheet.lines(60, 300, wrapped(FROST, 95))
    assert flat(sheet.read(tmp_path / "a.pdf")) == f"{FERRY} {LIBRARY} {FROST}"


def test_a_sentence_goes_on_in_the_next_column(tmp_path: Path) -> None:
    lines = wrapped(FERRY, 44)
    sheet = Sheet()
    by_row(sheet, [60, 320], 100, [lines[:3], lines[3:]])
    assert FERRY in flat(sheet.read(tmp_path / "a.pdf")).replace("\n\n", " ")


@pytest.mark.parametrize(("x", "y"), [(330, 126), (330, 113), (60, 126)])
def test_a_box_beside_the_text_is_read_after_it(tmp_path: Path, x: float, y: float) -> None:
    box = wrapped(
        "The tunnel under the sound is four miles long and was begun two years ago with money from a toll.", 34
    )
    text = wrapped(f"{FERRY} {FROST}", 46)
    sheet = Sheet()
    sheet.lines(60 if x > 200 else 300, 100, text)
    sheet.pdf.rect(x - 8, y - 14, 190, len(box) * LEADING + 12)
    sheet.lines(x, y, box)
    said = flat(sheet.read(tmp_path / "a.pdf"))
    assert f"{FERRY} {FROST}" in said
    assert " ".join(box) in said


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_an_upright_one(tmp_path: Path, turn: int) -> None:
    sheet = Sheet()
    with sheet.pdf.rotation(turn, 300, 420):
        by_row(sheet, [100, 360], 300, [wrapped(FERRY, 44), wrapped(LIBRARY, 44)])
    assert flat(sheet.read(tmp_path / "a.pdf")) == f"{FERRY} {LIBRARY}"


def test_turned_text_beside_upright_text_stands_after_it(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(100, 100, wrapped(FERRY, 80))
    with sheet.pdf.rotation(90, 40, 400):
        sheet.line(40, 400, "Printed by the harbour press")
    assert flat(sheet.read(tmp_path / "a.pdf")) == f"{FERRY} Printed by the harbour press"


@pytest.mark.parametrize("number", ["{}", "Page {}", "Town news {}"])
def test_running_heads_and_numbers_are_no_part_of_sentences(tmp_path: Path, number: str) -> None:
    sheet = Sheet()
    lines = wrapped(f"{FERRY} {LIBRARY} {FROST}", 56)
    for page in range(6):
        if page:
            sheet.page()
        sheet.line(60, 40, "Harbour and Coast" if page % 2 else "The weekly of Olmen")
        sheet.lines(60, 100, lines[page * 2 : page * 2 + 2])
        sheet.line(300, 800, number.format(page + 1))
    document = sheet.read(tmp_path / "a.pdf")
    assert flat(document) == " ".join(lines[:12])
    assert len(document.pages) == 6


@pytest.mark.parametrize("mark", ["1", "*", "12"])
def test_footnotes_stand_after_the_text_of_their_page(tmp_path: Path, mark: str) -> None:
    lines = wrapped(FERRY, 90)
    sheet = Sheet()
    sheet.lines(60, 100, lines[:2])
    sheet.line(60, 760, f"{mark} The engine was built in Kolm by a firm that no longer exists.", size=7.5)
    sheet.page()
    sheet.lines(60, 100, lines[2:])
    document = sheet.read(tmp_path / "a.pdf")
    said = flat(document)
    note = f"{mark} The engine was built in Kolm by a firm that no longer exists."
    assert note in said
    assert said.replace(f"{note} ", "").replace(note, "").strip() == FERRY
    first = document.pages[0].span
    assert note in document.text[first.start : first.end]


def test_a_raised_mark_does_not_become_part_of_a_number(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.line(60, 100, "The repair costs 4,200")
    sheet.line(60 + sheet.pdf.get_string_width("The repair costs 4,200"), 96, "1", size=6)
    sheet.line(172, 100, "crowns and takes a month.")
    text = sheet.read(tmp_path / "a.pdf").text
    assert "4,2001" not in text
    assert "4,200¹ crowns" in text


CUTS = [
    ("The new suspen-", "sion bridge is open.", "The new suspension bridge is open."),
    ("He is a well-", "known painter of boats.", "He is a well-known painter of boats."),
    ("They met the long-", "serving mayor of Varn.", "They met the long-serving mayor of Varn."),
    ("It was an inter-", "national meeting.", "It was an international meeting."),
    ("The US-", "led group agreed.", "The US-led group agreed."),
    ("A quarrel over fish-", "eries went on.", "A quarrel over fisheries went on."),
]


@pytest.mark.parametrize(("before", "after", "whole"), CUTS)
def test_a_hyphen_at_the_end_of_a_line_goes_only_where_it_cuts_a_word(
    tmp_path: Path, before: str, after: str, whole: str
) -> None:
    sheet = Sheet()
    sheet.lines(60, 100, [before, after])
    assert flat(sheet.read(tmp_path / "a.pdf")) == whole


def test_a_documents_own_spelling_decides_of_a_hyphen(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(60, 100, ["A re-entry costs more than one entry does. The re-", "entry of today was free to all."])
    assert "The re-entry of today" in flat(sheet.read(tmp_path / "a.pdf"))


def test_text_that_nobody_sees_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    from index.loading import load_file

    sheet = Sheet()
    sheet.lines(60, 100, wrapped(FERRY, 90))
    sheet.pdf.set_text_color(255, 255, 255)
    sheet.line(60, 200, "The ferry costs one million crowns")
    sheet.pdf.set_fill_color(0, 0, 0)
    sheet.pdf.rect(50, 230, 300, 20, style="F")
    sheet.line(60, 244, "White on black is seen")
    sheet.pdf.output(str(tmp_path / "a.pdf"))
    loaded = load_file(tmp_path / "a.pdf")
    assert "one million" not in loaded.documents[0].text
    assert "White on black is seen" in loaded.documents[0].text
    assert loaded.warnings == ("6 words that the page does not show were left out (the first on page 1)",)


def test_a_note_put_on_a_page_is_its_writers_and_not_the_documents(tmp_path: Path) -> None:
    from index.types import PartKind

    sheet = Sheet()
    sheet.lines(60, 100, wrapped(FERRY, 90))
    sheet.pdf.text_annotation(60, 100, "I doubt this number.", title="Maja Holt")
    document = sheet.read(tmp_path / "a.pdf")
    (part,) = document.parts
    assert (part.kind, part.author) == (PartKind.COMMENT, "Maja Holt")
    assert document.text[part.span.start : part.span.end] == "I doubt this number."


def test_the_largest_line_of_a_letterhead_is_no_title(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.line(150, 60, "OLMEN FERRY COMPANY", size=24)
    sheet.line(60, 90, "Contact: Ida Brun, 555/201-3344", size=8)
    sheet.line(110, 130, "Ferry company buys a second ship for the winter", size=10.5, style="B")
    sheet.lines(60, 160, wrapped(f"{FERRY} {LIBRARY}", 92))
    assert sheet.read(tmp_path / "a.pdf").title == "Ferry company buys a second ship for the winter"
