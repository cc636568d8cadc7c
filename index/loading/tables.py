"""CSV and TSV: an article per row where a column holds texts, else the table itself as one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import LoadError
from index.fields import Field, columns_of
from index.files.decoding import decode
from index.files.delimited import Records, Row, read_records, rows_under, unique_names
from index.files.opening import read_bytes
from index.files.problems import Problems
from index.loading.articles import article
from index.loading.blocks import Blocks
from index.loading.columns import facts_beside, label, text_column, with_facts
from index.loading.grid import YEAR, Grid, is_figure
from index.types import Loaded, LoadedDocument

_JUDGED = 50
"""Rows by which it is told whether the first one is of heads."""


class TableLoader:
    """Reads rows under a header line, if there is one; the separator is found by looking."""

    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def load(self, path: Path) -> Loaded:
        """A document per row with a text, `row` as a spreadsheet counts; one in all without such a column."""
        decoded = decode(read_bytes(path), path)
        problems = Problems("row")
        media_type = "text/tab-separated-values" if path.suffix.lower() == ".tsv" else "text/csv"
        records = read_records(decoded.text, path, problems)
        documents = tuple(_documents(records, path.stem, media_type, problems))
        if not any(document.text.strip() for document in documents):
            column = columns_of(records.rows[0][1]).get(Field.TEXT)
            raise LoadError(str(path), f"no row under its header has text{': ' + column if column else ''}")
        return Loaded(documents, (*((decoded.damage,) if decoded.damage else ()), *problems.lines()))


def _documents(records: Records, name: str, media_type: str, problems: Problems) -> Iterator[LoadedDocument]:
    alone = len(records.rows) == 1 and bool(records.titles)  # a line under a title is not a header of nothing
    has_header = not alone and _has_header([cells for _, cells in records.rows])
    width = max(len(cells) for _, cells in records.rows)
    names = unique_names(records.rows[0][1] if has_header else [""] * width)
    rows = rows_under(names, records, problems, skip=int(has_header))
    column = text_column(names, [row.values for row in rows])
    if column is not None:
        yield from _articles(rows, names, column, media_type, problems)
    elif rows:
        yield _table(records.titles, names if has_header else None, rows, name, media_type)


def _articles(
    rows: Sequence[Row], names: Sequence[str], column: str, media_type: str, problems: Problems
) -> Iterator[LoadedDocument]:
    beside = facts_beside(tuple(names), column)
    for row in rows:
        text = row.values.get(column, "").strip()
        if not text:
            problems.add(row.number, f"nothing under “{column}”")
            continue
        document, doubts = article(text, row.values, row=row.number, media_type=media_type)
        for doubt in doubts:
            problems.add(row.number, doubt)
        yield with_facts(document, {name: row.values.get(name, "") for name in beside})


def _table(
    titles: Sequence[str], names: Sequence[str] | None, rows: Sequence[Row], name: str, media_type: str
) -> LoadedDocument:
    """The table as one document. Its first row, which would be the title, is as good or bad as any other."""
    values = ([*row.values.values()] for row in rows)
    built = Blocks()
    caption = "\n".join(titles)
    if names is not None:
        built.add_records([*map(label, names)], values, caption=caption)
    else:
        grid = Grid()
        for cells in values:
            grid.add_texts(cells)
        built.add_grid(grid, caption=caption, labelled=True)
    return built.into(LoadedDocument("", title=name, media_type=media_type))


def _has_header(records: Sequence[Sequence[str]]) -> bool:
    """Whether the first record names the columns: it has more than figures, years apart, and no figure over a
    column of figures.
    """
    first, below = records[0], records[1 : 1 + _JUDGED]
    told = [*filter(None, map(str.strip, first))]
    if all(map(is_figure, told)) and not any(map(YEAR.fullmatch, told)):
        return False
    if not below:
        return not any(map(is_figure, told))
    for column, cell in enumerate(first):
        if not cell.strip() or not is_figure(cell.strip()):
            continue
        under = [value for record in below if column < len(record) and (value := record[column].strip())]
        figures = sum(map(is_figure, under))
        years = sum(1 for value in under if YEAR.fullmatch(value))
        is_year = bool(YEAR.fullmatch(cell.strip())) and years < len(under) / 2
        if under and figures > len(under) / 2 and not is_year:
            return False
    return True
