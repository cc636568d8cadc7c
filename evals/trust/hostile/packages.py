"""Presentations, sheets, OpenDocument texts, books, rich text, mailboxes: sound ones, and ones beyond reading."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from evals.trust.hostile.base import HostileFile, named

_DAY = (2020, 1, 1, 0, 0, 0)
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these parts, the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, kind)
    return made.getvalue()


def odt(body: str) -> bytes:
    """An OpenDocument text; `body` is what stands in its text."""
    return _open_document("text", f"<office:text>{body}</office:text>")


def ods(rows: str) -> bytes:
    """An OpenDocument sheet; `rows` are the rows of its table."""
    table = f'<table:table table:name="Sheet">{rows}</table:table>'
    return _open_document("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")


def _open_document(kind: str, body: str) -> bytes:
    media = f"application/vnd.oasis.opendocument.{kind}"
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table"))
    return packed(
        {
            "mimetype": media,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
            f'office:version="1.2"><office:body>{body}</office:body></office:document-content>',
        }
    )


def epub(body: str, spine: int = 1) -> bytes:
    """A book of one chapter with this body, which its reading order names `spine` times."""
    container = "urn:oasis:names:tc:opendocument:xmlns:container"
    item = '<itemref idref="a"/>'
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": f'<container xmlns="{container}" version="1.0"><rootfiles>'
            '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>River</dc:title></metadata>'
            '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            f"<spine>{item * spine}</spine></package>",
            "a.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A</title></head>'
            f"<body>{body}</body></html>",
        }
    )


def xlsx(rows: str) -> bytes:
    """A workbook of one sheet; `rows` is what stands in its data."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{office}"><sheets>'
            '<sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def pptx(lines: list[str]) -> bytes:
    """A presentation of one slide with these lines."""
    from pptx import Presentation

    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "The river"
    slide.shapes.add_textbox(0, 0, 5_000_000, 5_000_000).text_frame.text = "\n".join(lines)
    written = io.BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def rtf(body: str) -> bytes:
    """A rich text; letters beyond ASCII as its escapes."""
    escaped = "".join(one if ord(one) < 128 else f"\\u{ord(one)}?" for one in body)
    return f"{{\\rtf1\\ansi\\deff0 {escaped}}}".encode("ascii")


def mbox(messages: int, lines: str) -> bytes:
    """A mailbox of this many messages that say the same."""
    one = (
        "From anna@desk.example Fri May 31 10:00:00 2019\n"
        "From: Anna Berg <anna@desk.example>\nSubject: The river\n"
        f"Date: Fri, 31 May 2019 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{lines}\n"
    )
    return (one * messages).encode("utf-8")


def cells(values: list[str]) -> str:
    """A row of a workbook with these texts."""
    inner = "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in values)
    return f"<row>{inner}</row>"


def package_files() -> list[HostileFile]:
    """Files of these formats that nest, multiply, or lie about what they are."""
    cell = "<table:table-cell><text:p>a</text:p></table:table-cell>"
    huge = '<table:table-cell table:number-columns-repeated="2000000000"><text:p>a</text:p></table:table-cell>'
    return named(
        {
            "packages/nested-spans.odt": lambda: odt("<text:span>" * 50_000 + "a" + "</text:span>" * 50_000),
            "packages/many-paragraphs.odt": lambda: odt("<text:p>a</text:p>" * 400_000),
            "packages/spaces-by-count.odt": lambda: odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>'),
            "packages/no-content.odt": lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
            "packages/repeated-columns.ods": lambda: ods(f"<table:table-row>{huge}</table:table-row>"),
            "packages/repeated-rows.ods": lambda: ods(
                f'<table:table-row table:number-rows-repeated="1000000000">{cell}</table:table-row>'
            ),
            "packages/spine-of-repeats.epub": lambda: epub("<p>The river rose.</p>" * 1_000, spine=20_000),
            "packages/nested-tags.epub": lambda: epub("<div>" * 50_000 + "a" + "</div>" * 50_000),
            "packages/outside.epub": lambda: packed(
                {"META-INF/container.xml": '<container><rootfile full-path="../../a"/></container>'}
            ),
            "packages/far-cell.xlsx": lambda: xlsx(
                '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>'
            ),
            "packages/many-rows.xlsx": lambda: xlsx(cells(["a", "b"]) * 200_000),
            "packages/far-cell.xlsm": lambda: xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "packages/nested-groups.rtf": lambda: rtf("{" * 100_000 + "a" + "}" * 100_000),
            "packages/binary-of-lies.rtf": lambda: rtf(r"\bin2000000000 a"),
            "packages/many-escapes.rtf": lambda: rtf(r"\'e9" * 300_000),
            "packages/5000-messages.mbox": lambda: mbox(5_000, "The river rose."),
            "packages/only-separators.mbox": lambda: b"From a Fri May 31 10:00:00 2019\n" * 100_000,
            "packages/only-separators.mbx": lambda: b"From a Fri May 31 10:00:00 2019\n" * 100_000,
            "packages/not-a-message.msg": lambda: _COMPOUND + b"\0" * 3_000,
            "packages/sectors-in-a-circle.msg": lambda: _COMPOUND + bytes(range(256)) * 200,
            "packages/not-a-workbook.xls": lambda: _COMPOUND + b"\0" * 3_000,
            "packages/page.xhtml": lambda: b"<html><body>" + b"<b>" * 50_000 + b"a",
        }
    )
