"""Spreadsheets (xlsx, xls, xlsb, ods): each sheet that is shown as tables, numbers and dates as they are read."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from index.errors import LoadError
from index.files.decoding import one_line
from index.files.opening import CONTAINER_LIMIT, read_bytes
from index.loading.blocks import Blocks
from index.loading.grid import Grid, GridCell, is_figure
from index.loading.sheet_looks import Layout, Looks, looks_of
from index.types import Loaded, LoadedDocument

_MOST_CELLS = 5_000_000
"""Cells of one sheet; a formatted but empty sheet of a million rows claims billions."""

_MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
Place = tuple[int, int]
Range = tuple[Place, Place]


class SheetLoader:
    """Reads spreadsheets by calamine: values as the last program that saved them computed them."""

    suffixes: tuple[str, ...] = tuple(_MEDIA_TYPES)

    def load(self, path: Path) -> Loaded:
        """The sheets as one document, each under its name. Warnings name the sheets that are not read."""
        import python_calamine as calamine

        data = read_bytes(path, CONTAINER_LIMIT)
        try:
            book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        except calamine.PasswordError as error:
            raise LoadError(str(path), "encrypted; save it without a password") from error
        except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError, ValueError) as error:
            raise LoadError(
                str(path), f"not a spreadsheet, or a damaged one ({one_line(str(error))[:120]})"
            ) from error
        built, warnings, looks = Blocks(), [], looks_of(data)
        for number, sheet in enumerate(book.sheets_metadata):
            if sheet.visible is not calamine.SheetVisibleEnum.Visible:
                warnings.append(f"the sheet “{sheet.name}” is hidden and not read")
            elif sheet.typ is not calamine.SheetTypeEnum.WorkSheet:
                warnings.append(f"the sheet “{sheet.name}” holds a chart or macros and is not read")
            else:
                warnings += _add_sheet(book, number, sheet.name, built, looks)
        if path.suffix.lower() == ".xlsm":
            warnings.append("its macros are not read")
        if not built.text:
            raise LoadError(str(path), "; ".join(("there is no text in the spreadsheet", *warnings)))
        document = built.into(LoadedDocument("", title=path.stem, media_type=_MEDIA_TYPES[path.suffix.lower()]))
        return Loaded((document,), tuple(warnings))


def _add_sheet(book: Any, number: int, name: str, built: Blocks, looks: Looks | None) -> list[str]:
    """Append the tables of a sheet under its name; returns what was not read."""
    import python_calamine as calamine

    try:
        sheet = book.get_sheet_by_index(number)
        if sheet.height * sheet.width > _MOST_CELLS:
            return [f"the sheet “{name}” claims more than {_MOST_CELLS:,} cells and is not read"]
        rows = sheet.to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError, ValueError) as error:
        return [f"the sheet “{name}” cannot be read ({one_line(str(error))[:120]})"]
    layout = looks.layout(number) if looks else Layout()
    shown = [
        [_shown(value, (n, column) in layout.percents) for column, value in enumerate(row)]
        for n, row in enumerate(rows)
        if n not in layout.hidden_rows
    ]
    kept = [n for n in range(len(rows)) if n not in layout.hidden_rows]
    _write(
        _without(shown, layout.hidden_columns),
        _kept_ranges(sheet.merged_cell_ranges or (), kept, layout),
        name,
        built,
    )
    return layout.not_read(name)


def _write(rows: Sequence[Sequence[str]], merged: Mapping[Place, Place], name: str, built: Blocks) -> None:
    """Append the stretches of rows between blank ones: lines of one cell as text, the others as tables."""
    if any(map(any, rows)):
        built.add(name, level=2)
    covered: dict[int, dict[int, int]] = defaultdict(dict)
    for (top, left), (bottom, right) in merged.items():
        for number in range(top + 1, bottom + 1):
            covered[number][left] = right
    for first, last in _stretches(rows):
        titles = first
        while titles < last and sum(map(bool, rows[titles])) == 1:
            titles += 1
        lines = ["".join(row) for row in rows[first:titles]]
        if titles == last:
            for line in lines:
                built.add(line)
            continue
        left = min(next(n for n, cell in enumerate(row) if cell) for row in rows[titles:last] if any(row))
        grid = Grid()
        for number in range(titles, last):
            grid.add_row(_cells(rows[number], number, left, merged, covered[number]))
        built.add_grid(grid, caption="\n".join(lines), labelled=True)


def _stretches(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """First row of what stands together and the one behind its last. Figures go on after one blank row."""
    open_first, end = None, 0
    for is_blank, numbers in groupby(range(len(rows)), key=lambda n: not any(rows[n])):
        if is_blank:
            continue
        first, *_ = together = list(numbers)
        goes_on = open_first is not None and first - end == 1 and _continues(rows[open_first], rows[first])
        if open_first is not None and not goes_on:
            yield open_first, end
            open_first = None
        open_first = first if open_first is None else open_first
        end = together[-1] + 1
    if open_first is not None:
        yield open_first, end


def _continues(top: Sequence[str], row: Sequence[str]) -> bool:
    return (
        sum(map(bool, row)) > 1
        and any(map(is_figure, filter(None, row)))
        and not any(map(is_figure, filter(None, top)))
    )


def _cells(
    row: Sequence[str], number: int, left: int, merged: Mapping[Place, Place], covered: Mapping[int, int]
) -> Iterator[GridCell]:
    """The cells of a row from column `left` on, without those that a range from above covers (first: last)."""
    column = left
    while column < len(row):
        if column in covered:
            column = covered[column] + 1
            continue
        last = merged.get((number, column), (number, column))
        yield GridCell(row[column], rows=last[0] - number + 1, columns=last[1] - column + 1)
        column = last[1] + 1


def _kept_ranges(ranges: Iterable[Range], kept: Sequence[int], layout: Layout) -> dict[Place, Place]:
    """Merged ranges by their first cell, in rows and columns that are shown."""
    found: dict[Place, Place] = {}
    hidden = sorted(layout.hidden_columns)
    for (top, left), (bottom, right) in ranges:
        rows = bisect_left(kept, top), bisect_left(kept, bottom + 1)
        columns = left - bisect_left(hidden, left), right + 1 - bisect_left(hidden, right + 1)
        if rows[0] < rows[1] and columns[0] < columns[1]:
            found[rows[0], columns[0]] = (rows[1] - 1, columns[1] - 1)
    return found


def _without(rows: Sequence[list[str]], hidden: frozenset[int]) -> Sequence[list[str]]:
    if not hidden:
        return rows
    return [[cell for column, cell in enumerate(row) if column not in hidden] for row in rows]


def _shown(value: Any, is_percent: bool) -> str:
    """A value as a sheet shows it by default."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return f"{_number(value * 100)} %" if is_percent else _number(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return one_line(str(value)) if isinstance(value, str | timedelta) else ""


def _number(value: float) -> str:
    """A number with at most the fifteen digits that spreadsheets keep."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.15g}"
