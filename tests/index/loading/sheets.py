"""Writes small spreadsheets for tests, without a library."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Value = str | float | None
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def make_xlsx(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    *,
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    percent_columns: str = "",
    date_columns: str = "",
) -> Path:
    """A workbook; merged ranges, hidden rows and formats by column letter are those of every sheet."""
    names = list(sheets)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        rows = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}" state="{_state(name in hidden)}"/>'
            for n, name in enumerate(names, 1)
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{rows}</sheets></workbook>',
        )
        relations = "".join(
            f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in enumerate(names, 1)
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}<Relationship Id="rId99" '
            f'Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        )
        package.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{_MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/>'
            '<xf numFmtId="14"/></cellXfs></styleSheet>',
        )
        for n, name in enumerate(names, 1):
            body = "".join(
                f'<row r="{r}" hidden="{int(r in hidden_rows)}">'
                + "".join(
                    _cell(chr(ord("A") + c), r, value, percent_columns, date_columns)
                    for c, value in enumerate(row)
                )
                + "</row>"
                for r, row in enumerate(sheets[name], 1)
            )
            ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
            merges = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
            package.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>{merges}</worksheet>',
            )
    return path


def make_ods(path: Path, rows: Sequence[Sequence[str]], name: str = "Sheet1") -> Path:
    """An OpenDocument spreadsheet of texts."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}manifest:1.0"><manifest:file-entry '
            'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
            f'xmlns:text="{office}text:1.0"><office:body><office:spreadsheet><table:table table:name="{name}">'
            f"{body}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _state(is_hidden: bool) -> str:
    return "hidden" if is_hidden else "visible"


def _cell(column: str, row: int, value: Value, percents: str, dates: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{column}{row}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    style = 1 if column in percents else 2 if column in dates else 0
    return f'<c r="{column}{row}" s="{style}"><v>{value}</v></c>'
