"""What holds for every loader, whatever the words are."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Callable
from html import escape
from itertools import pairwise
from pathlib import Path

import docx
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import LoadError
from index.loading import load_file
from index.tables import TableView
from index.types import Cell, LoadedDocument, Table
from tests.index.loading.sheets import make_ods, make_xlsx
from tests.making import make_eml, make_epub, make_odt, make_pdf

WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), codec="utf-8"), min_size=1, max_size=12)
PARAGRAPH = st.lists(WORDS, min_size=3, max_size=25).map(" ".join)
PARAGRAPHS = st.lists(PARAGRAPH.filter(lambda text: any(map(str.isalpha, text))), min_size=1, max_size=4)
PLAIN = st.lists(
    st.lists(st.text("abcdefghij", min_size=2, max_size=9), min_size=3, max_size=60).map(" ".join),
    min_size=1,
    max_size=4,
)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def as_text(path: Path, paragraphs: list[str]) -> Path:
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path


def as_html(path: Path, paragraphs: list[str]) -> Path:
    body = "".join(f"<h2>{escape(p)}</h2>" if i % 2 else f"<p>{escape(p)}</p>" for i, p in enumerate(paragraphs))
    path.write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    return path


def as_docx(path: Path, paragraphs: list[str]) -> Path:
    document = docx.Document()
    for i, text in enumerate(paragraphs):
        document.add_paragraph(text, style="Heading 2" if i % 2 else "Normal")
    document.save(str(path))
    return path


def as_csv(path: Path, paragraphs: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["title", "text"], ["A title", "\n\n".join(paragraphs)]])
    return path


def as_jsonl(path: Path, paragraphs: list[str]) -> Path:
    path.write_text(json.dumps({"text": "\n\n".join(paragraphs)}) + "\n", encoding="utf-8")
    return path


def as_eml(path: Path, paragraphs: list[str]) -> Path:
    return make_eml(path, text="\n\n".join(paragraphs))


def as_mbox(path: Path, paragraphs: list[str]) -> Path:
    text = "\n\n".join(paragraphs)
    path.write_text(f"From a@b.c Wed Mar  8 10:00:00 2023\nSubject: A title\n\n{text}\n", encoding="utf-8")
    return path


def as_pptx(path: Path, paragraphs: list[str]) -> Path:
    deck = pptx.Presentation()
    for number, text in enumerate(paragraphs):
        slide = deck.slides.add_slide(deck.slide_layouts[5 if number % 2 else 6])
        if number % 2:
            slide.shapes.title.text = text
        else:
            slide.shapes.add_textbox(0, 0, 9_000, 9_000).text_frame.text = text
    deck.save(str(path))
    return path


def as_odt(path: Path, paragraphs: list[str]) -> Path:
    tags = ("text:p", "text:h")
    body = "".join(f"<{tags[i % 2]}>{escape(text)}</{tags[i % 2]}>" for i, text in enumerate(paragraphs))
    return make_odt(path, body)


def as_epub(path: Path, paragraphs: list[str]) -> Path:
    pages = {f"{i}.xhtml": f"<p>{escape(text)}</p>" for i, text in enumerate(paragraphs)}
    return make_epub(path, pages, order=list(pages))


def as_rtf(path: Path, paragraphs: list[str]) -> Path:
    """Every character beyond ASCII as its UTF-16 units, as word processors write them."""
    units = {"\\": r"\\", "{": r"\{", "}": r"\}"}
    lines = []
    for text in paragraphs:
        data = text.encode("utf-16-le")
        codes = [int.from_bytes(data[i : i + 2], "little") for i in range(0, len(data), 2)]
        lines.append(
            "".join(units.get(chr(c), chr(c)) if c < 128 else rf"\u{c - 65536 * (c > 32767)}?" for c in codes)
        )
    path.write_text("{\\rtf1\\ansi " + "\\par ".join(lines) + "}", encoding="ascii")
    return path


WRITERS: dict[str, Callable[[Path, list[str]], Path]] = {
    ".txt": as_text,
    ".md": as_text,
    ".html": as_html,
    ".docx": as_docx,
    ".csv": as_csv,
    ".jsonl": as_jsonl,
    ".eml": as_eml,
    ".mbox": as_mbox,
    ".pptx": as_pptx,
    ".odt": as_odt,
    ".epub": as_epub,
    ".rtf": as_rtf,
}


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\ufeff", "")).split()


def check_spans(document: LoadedDocument) -> None:
    document.text.encode("utf-8")
    for table in document.tables:
        check_table(document.text, table)
    for part in document.parts:
        assert part.span.end <= len(document.text)
        assert document.text[part.span.start : part.span.end].strip()
    for heading in document.headings:
        assert heading.span.end <= len(document.text)
        assert document.text[heading.span.start : heading.span.end].strip()
        assert 1 <= heading.level <= 6
    for before, after in zip(document.pages, document.pages[1:], strict=False):
        assert before.span.end == after.span.start
    if document.pages:
        assert (document.pages[0].span.start, document.pages[-1].span.end) == (0, len(document.text))


def check_table(text: str, table: Table) -> None:
    """Cells lie in the table and in a line each, overlap nowhere, and every place of the grid is one cell's."""
    view = TableView(text, table)
    assert table.cells
    for span in (table.span, *filter(None, (table.caption, *table.notes))):
        assert span.end <= len(text)
    places: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        assert table.span.contains(cell.span)
        assert text[cell.span.start : cell.span.end].strip()
        assert "\n" not in text[cell.span.start : cell.span.end]
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                assert places.setdefault((row, column), cell) is cell
                assert view.cell(row, column) is cell
                view.column_heads(column)
    for before, after in pairwise(sorted(cell.span for cell in table.cells)):
        assert before.end <= after.start
    for row, line in enumerate(view.lines):
        assert "\n" not in text[line.start : line.end]
        told = view.told(row) if row >= view.head_rows else None
        assert told is None or all(line.contains(cell.span) for cell in told.cells)


VALUES = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), codec="utf-8"), max_size=8)
ROWS = st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=2, max_size=5)


def as_table_html(path: Path, rows: list[list[str]]) -> Path:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    path.write_text(f"<html><body><p>A table.</p><table>{body}</table></body></html>", encoding="utf-8")
    return path


def as_table_docx(path: Path, rows: list[list[str]]) -> Path:
    document = docx.Document()
    document.add_paragraph("A table.")
    table = document.add_table(len(rows), 3)
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.save(str(path))
    return path


def as_table_md(path: Path, rows: list[list[str]]) -> Path:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    path.write_text("\n".join(["A table.", "", lines[0], "|---|---|---|", *lines[1:]]), encoding="utf-8")
    return path


def as_table_csv(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def as_table_json(path: Path, rows: list[list[str]]) -> Path:
    path.write_text(json.dumps([dict(zip("abc", row, strict=True)) for row in rows]), encoding="utf-8")
    return path


def as_table_xlsx(path: Path, rows: list[list[str]]) -> Path:
    return make_xlsx(path, {"A table": rows})


TABLE_WRITERS: dict[str, Callable[[Path, list[list[str]]], Path]] = {
    ".html": as_table_html,
    ".docx": as_table_docx,
    ".md": as_table_md,
    ".csv": as_table_csv,
    ".json": as_table_json,
    ".xlsx": as_table_xlsx,
    ".ods": make_ods,
}


@pytest.mark.parametrize("suffix", TABLE_WRITERS)
@QUICK
@given(rows=ROWS)
def test_every_word_of_a_table_survives_and_every_cell_resolves(
    tmp_path: Path, suffix: str, rows: list[list[str]]
) -> None:
    if suffix == ".csv":  # a file of ";,;" may be meant either way
        rows = [[cell.replace(";", ",") for cell in row] for row in rows]
    try:
        documents = load_file(TABLE_WRITERS[suffix](tmp_path / f"a{suffix}", rows)).documents
    except LoadError:
        assert sum(any(words("".join(row))) for row in rows) < 2
        return
    for document in documents:
        check_spans(document)
    text = "".join("".join(words(document.text)) for document in documents)
    for number, row in enumerate(rows[1:], start=1):
        for column, cell in enumerate(row):
            under = [words(below[column]) for below in rows[number + 1 :]]
            if not under or any(under):  # what may be a head is said with what is under it, if anything is
                assert "".join(words(cell)) in text


@pytest.mark.parametrize("suffix", WRITERS)
@QUICK
@given(paragraphs=PARAGRAPHS)
def test_every_word_survives_in_order_and_spans_lie_inside(
    tmp_path: Path, suffix: str, paragraphs: list[str]
) -> None:
    if suffix in (".eml", ".mbox"):  # what a line of a mail begins with there is how deeply it is quoted
        paragraphs = [text.lstrip("> ") for text in paragraphs]
    (document,) = load_file(WRITERS[suffix](tmp_path / f"a{suffix}", paragraphs)).documents
    check_spans(document)
    kept = words(document.text)
    assert kept[-len(words(" ".join(paragraphs))) :] == words(" ".join(paragraphs))


@QUICK
@given(pages=PLAIN)
def test_every_word_of_a_pdf_survives_in_order(tmp_path: Path, pages: list[str]) -> None:
    (document,) = load_file(make_pdf(tmp_path / "a.pdf", pages)).documents
    check_spans(document)
    assert words(document.text) == words(" ".join(pages))
    assert len(document.pages) == len(pages)


@pytest.mark.parametrize("suffix", [*WRITERS, ".msg", ".pdf", ".tsv", ".json", ".xlsx", ".ods"])
@QUICK
@given(data=st.binary(min_size=1, max_size=400))
def test_junk_is_text_or_a_clear_error(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"junk{suffix}"
    path.write_bytes(data)
    try:
        documents = load_file(path).documents
    except LoadError:
        documents = ()
    for document in documents:
        check_spans(document)
