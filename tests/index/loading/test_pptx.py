from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from index.errors import LoadError
from index.loading import load_file
from index.types import PartKind

SQUARE = Inches(1), Inches(1), Inches(4), Inches(2)


def presentation(path: Path) -> Path:
    deck = pptx.Presentation()
    deck.core_properties.title, deck.core_properties.author = "PowerPoint Presentation", "Ida Falk"
    deck.core_properties.created = datetime(2022, 5, 4)
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "The new pier"
    first.placeholders[1].text = "It is 40 metres long.\nIt opens in June."
    first.notes_slide.notes_text_frame.text = "Thank the divers."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Costs"
    table = second.shapes.add_table(3, 3, *SQUARE).table
    for row, cells in enumerate([["Item", "2021", "2022"], ["Timber", "300", "410"], ["Nails", "20", ""]]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(2, 1).merge(table.cell(2, 2))
    price = second.shapes.add_textbox(*SQUARE).text_frame.paragraphs[0]
    old, new = price.add_run(), price.add_run()
    old.text, new.text = "500 crowns", " 450 crowns"
    old._r.get_or_add_rPr().set("strike", "sngStrike")
    data = CategoryChartData()
    data.categories = ["May", "June"]
    data.add_series("Boats", (4, 7))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *SQUARE, data)
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(*SQUARE).text_frame.text = "In a group"
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "Not for the public"
    hidden._element.set("show", "0")
    deck.save(str(path))
    return path


def test_slides_are_pages_with_notes_tables_and_charts(tmp_path: Path) -> None:
    loaded = load_file(presentation(tmp_path / "a.pptx"))
    (document,) = loaded.documents
    text = document.text
    assert (document.title, document.author, document.published) == ("The new pier", "Ida Falk", date(2022, 5, 4))
    assert [page.number for page in document.pages] == [1, 2]
    assert (document.pages[0].span.start, document.pages[1].span.end) == (0, len(text))
    assert text[document.pages[1].span.start :].startswith("Costs")
    assert "It is 40 metres long.\n\nIt opens in June.\n\nNotes: Thank the divers." in text
    costs, boats = document.tables
    assert text[costs.span.start : costs.span.end].startswith("Item | 2021 | 2022\nTimber | 300 | 410\nNails | 20")
    assert [c.columns for c in costs.cells if text[c.span.start : c.span.end] == "20"] == [2]
    assert "June | 7" in text[boats.span.start : boats.span.end]
    assert "In a group" in text
    assert "Not for the public" not in text
    struck = [text[p.span.start : p.span.end] for p in document.parts if p.kind is PartKind.STRUCK]
    assert struck == ["~~500 crowns~~"]
    assert loaded.warnings == ("1 hidden slides are not read",)


def test_damaged_and_foreign_files(tmp_path: Path) -> None:
    whole = presentation(tmp_path / "a.pptx").read_bytes()
    for name, data in (("cut", whole[:4000]), ("old", b"\xd0\xcf\x11\xe0" + b"x" * 600), ("text", b"hello there")):
        path = tmp_path / f"{name}.pptx"
        path.write_bytes(data)
        with pytest.raises(LoadError):
            load_file(path)
