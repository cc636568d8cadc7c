"""What a Word document says beside its plain paragraphs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.loading import load_file
from index.tables import TableView
from index.types import LoadedDocument, PartKind

W = nsdecls("w")
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def body(tmp_path: Path, *blocks: str) -> LoadedDocument:
    """A document of these blocks of WordprocessingML."""
    made = docx.Document()
    for xml in blocks:
        made.element.body.insert(len(made.element.body) - 1, parse_xml(xml))
    made.save(str(tmp_path / "a.docx"))
    return load_file(tmp_path / "a.docx").documents[0]


def paragraph(*runs: str) -> str:
    return f"<w:p {W} {M}>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_hidden_text_is_never_read_and_struck_text_is_marked(tmp_path: Path) -> None:
    document = body(
        tmp_path,
        paragraph(
            run("Mooring costs "),
            run("80", "<w:strike/>"),
            run(" crowns", "<w:dstrike/>"),
            run(" 95 crowns"),
            run(" (secret: 10)", "<w:vanish/>"),
            run(" a week.", '<w:vanish w:val="0"/><w:strike w:val="false"/>'),
        ),
    )
    assert document.text == "Mooring costs ~~80 crowns~~ 95 crowns a week."
    (part,) = document.parts
    assert (part.kind, document.text[part.span.start : part.span.end]) == (PartKind.STRUCK, "~~80 crowns~~")


def test_cells_merged_down_and_across_belong_to_all_they_cover(tmp_path: Path) -> None:
    merge, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Depot", merge) + cell("Trucks", '<w:gridSpan w:val="2"/>'),
        cell("", go_on) + cell("Old") + cell("New"),
        cell("Harstad", merge) + cell("4") + cell("7"),
        cell("", go_on) + cell("5") + cell("9"),
    )
    document = body(tmp_path, f"<w:tbl {W}>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    view = TableView(document.text, document.tables[0])
    assert document.text.split("\n")[3] == "Harstad | 5 | 9"
    assert (view.head_rows, view.column_name(2)) == (2, "Trucks New")
    assert [view.words(head) for head in view.row_heads(3)] == ["Harstad"]


def test_rows_and_cells_in_content_controls_belong_to_their_table(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format(f"<w:tr>{control.format(cell('Cook'))}{cell('Pia Lind')}</w:tr>")
    document = body(tmp_path, f"<w:tbl {W}><w:tr>{cell('Mate')}{cell('Ola Berg')}</w:tr>{row}</w:tbl>")
    assert document.text == "Mate | Ola Berg\nCook | Pia Lind"


def test_a_table_inside_a_cell_is_read_once(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('in 1')}{cell('in 2')}</w:tr></w:tbl>"
    outer = f"<w:tr>{cell('left')}<w:tc><w:p><w:r><w:t>right</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr>"
    assert body(tmp_path, f"<w:tbl {W}>{outer}</w:tbl>").text == "left | right\n\nin 1 | in 2"


def test_numbers_of_lists_belong_to_the_text(tmp_path: Path) -> None:
    made = docx.Document()
    for text in ("No open fires.", "Dogs on a leash.", "Gates stay shut."):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("A tent.", style="List Bullet")
    made.save(str(tmp_path / "a.docx"))
    text = load_file(tmp_path / "a.docx").documents[0].text
    assert text == "1. No open fires.\n\n2. Dogs on a leash.\n\n3. Gates stay shut.\n\n• A tent."


def test_lists_of_several_levels_count_as_their_format_says(tmp_path: Path) -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {W} w:abstractNumId="90">'
            '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="§ %1"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
            '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for level, text in ((0, "Tolls"), (1, "Carts"), (1, "Boats"), (0, "Fines"), (1, "Late")):
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr></w:pPr>'
        made.element.body.insert(len(made.element.body) - 1, parse_xml(paragraph(properties, run(text))))
    made.save(str(tmp_path / "a.docx"))
    lines = load_file(tmp_path / "a.docx").documents[0].text.split("\n\n")
    assert lines == ["§ IV Tolls", "IV.a) Carts", "IV.b) Boats", "§ V Fines", "V.a) Late"]


def test_comments_stand_after_what_they_are_about_with_their_writer_and_day(tmp_path: Path) -> None:
    made = docx.Document()
    first = made.add_paragraph("The lease runs for a year.")
    made.add_comment(first.runs, text="It will be two years.", author="Ada Vik")
    made.add_paragraph("The rent is paid in May.")
    made.save(str(tmp_path / "a.docx"))
    document = load_file(tmp_path / "a.docx").documents[0]
    assert document.text == (
        "The lease runs for a year.\n\nAda Vik: It will be two years.\n\nThe rent is paid in May."
    )
    (part,) = document.parts
    assert (part.kind, part.author) == (PartKind.COMMENT, "Ada Vik")
    assert document.text[part.span.start : part.span.end] == "It will be two years."
    assert part.published is not None


def test_headers_and_footers_are_read_once_and_page_numbers_not(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("The ferry carries goats.")
    section = made.sections[0]
    section.header.paragraphs[0].text = "File no. KV-12"
    table = section.header.add_table(2, 2, docx.shared.Inches(4))
    for cell, said in zip(table._cells, ("Master", "Eva Roos", "Port", "Vik"), strict=True):
        cell.text = said
    section.footer.paragraphs[0].text = "Page 3 of 9"
    made.add_section().footer.is_linked_to_previous = False
    made.sections[1].footer.paragraphs[0].text = "In force until 4 May 2031"
    made.save(str(tmp_path / "a.docx"))
    document = load_file(tmp_path / "a.docx").documents[0]
    header = "File no. KV-12\n\nMaster | Eva Roos\nPort | Vik"
    assert document.text == f"The ferry carries goats.\n\n{header}\n\nIn force until 4 May 2031"
    assert len(document.tables) == 1


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>", "(a+b)/2"),
        ("<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "c^2"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>x+1</m:t></m:r></m:e></m:rad>", "√(x+1)"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub>'
            "<m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary>",
            "∑_(i=1)^n i",
        ),
    ],
)
def test_equations_read_in_a_line(tmp_path: Path, xml: str, line: str) -> None:
    text = body(tmp_path, paragraph(run("It holds that y = "), f"<m:oMath>{xml}</m:oMath>", run("."))).text
    assert text == f"It holds that y = {line}."


def test_symbols_and_text_boxes(tmp_path: Path) -> None:
    symbols = (
        '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    document = body(tmp_path, paragraph(run("At 40"), symbols, run(" C"), box))
    assert document.text == "At 40°✓ C\n\nIn the box."


def test_the_date_of_a_template_is_no_date(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("A note.")
    made.save(str(tmp_path / "a.docx"))
    assert load_file(tmp_path / "a.docx").documents[0].published is None
    from datetime import datetime

    made.core_properties.created = datetime(2024, 2, 3)
    made.save(str(tmp_path / "b.docx"))
    assert load_file(tmp_path / "b.docx").documents[0].published == date(2024, 2, 3)
