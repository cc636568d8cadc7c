"""How the sheets of an xlsx file look, which their values do not say: hidden rows and columns, percentages."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from index.files.opening import CONTAINER_LIMIT

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERCENT_FORMATS = frozenset({9, 10})
"""The numbers of the built-in formats "0%" and "0.00%"."""

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})" s="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ATTRIBUTE = re.compile(rb'\b(r|min|max)="(\d+)"')
_MOST_HIDDEN_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Layout:
    """Hidden rows and columns of a sheet, and the cells that are shown as percentages; all counted from 0."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percents: frozenset[tuple[int, int]] = field(default=frozenset())

    def not_read(self, name: str) -> list[str]:
        """What is left out of the sheet of this name."""
        told = []
        for count, what in ((len(self.hidden_rows), "row"), (len(self.hidden_columns), "column")):
            if count:
                told.append(f"{count:,} hidden {what}{'s' if count > 1 else ''} of the sheet “{name}” not read")
        return told


class Looks:
    """The layouts of the sheets of one file, by the order of the sheets."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._files = _sheet_files(package)
        self._percent_styles = _percent_styles(package)

    def layout(self, number: int) -> Layout:
        """How the sheet of this number looks; without remarks where the file does not say."""
        if number >= len(self._files):
            return Layout()
        try:
            data = _read(self._package, self._files[number])
        except (KeyError, OSError, zipfile.BadZipFile):
            return Layout()
        rows = {
            int(numbers[b"r"]) - 1
            for match in _ROW.finditer(data)
            if _HIDDEN.search(match.group()) and b"r" in (numbers := dict(_ATTRIBUTE.findall(match.group())))
        }
        return Layout(frozenset(rows), self._hidden_columns(data), self._percents(data))

    def _hidden_columns(self, data: bytes) -> frozenset[int]:
        hidden: set[int] = set()
        for match in _COLUMN.finditer(data):
            numbers = dict(_ATTRIBUTE.findall(match.group()))
            if _HIDDEN.search(match.group()) and b"min" in numbers and b"max" in numbers:
                last = min(int(numbers[b"max"]), _MOST_HIDDEN_COLUMNS)
                hidden.update(range(int(numbers[b"min"]) - 1, last))
        return frozenset(hidden)

    def _percents(self, data: bytes) -> frozenset[tuple[int, int]]:
        if not self._percent_styles:
            return frozenset()
        return frozenset(
            (int(row) - 1, _column(letters))
            for letters, row, style in _CELL.findall(data)
            if int(style) in self._percent_styles
        )


def looks_of(data: bytes) -> Looks | None:
    """How the sheets of an xlsx file look; None for other files."""
    from lxml import etree

    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        total = sum(entry.file_size for entry in package.infolist())
        if "xl/workbook.xml" not in package.namelist() or total > CONTAINER_LIMIT:
            return None
        return Looks(package)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, KeyError, ValueError):
        return None


def _sheet_files(package: zipfile.ZipFile) -> list[str]:
    targets = {
        relation.get("Id"): relation.get("Target") or ""
        for relation in _parsed(package, "xl/_rels/workbook.xml.rels")
        if isinstance(relation.tag, str)
    }
    sheets = _parsed(package, "xl/workbook.xml").iter(f"{_NS}sheet")
    return [posixpath.normpath(posixpath.join("/xl", targets.get(s.get(_ID), ""))).lstrip("/") for s in sheets]


def _percent_styles(package: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the cell styles whose format ends in a percent sign."""
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    root = _parsed(package, "xl/styles.xml")
    formats = {
        int(each.get("numFmtId") or 0)
        for each in root.iter(f"{_NS}numFmt")
        if "%" in (each.get("formatCode") or "")
    }
    formats |= _PERCENT_FORMATS
    styles = root.find(f"{_NS}cellXfs")
    if styles is None:
        return frozenset()
    return frozenset(n for n, style in enumerate(styles) if int(style.get("numFmtId") or 0) in formats)


def _parsed(package: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    return etree.fromstring(_read(package, name), etree.XMLParser(resolve_entities=False, no_network=True))


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as file:
        return file.read(CONTAINER_LIMIT)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
