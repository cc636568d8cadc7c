"""CSV and TSV: an article per row where a column holds text, else the table itself as one document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.errors import LoadError
from index.fields import Field, columns_of
from index.files.decoding import decode, one_line
from index.files.delimited import Row, read_table
from index.files.opening import read_bytes
from index.files.problems import Problems
from index.loading.articles import article
from index.types import Loaded, LoadedDocument


class TableLoader:
    """Reads rows under a header line; the separator is found by looking."""

    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def load(self, path: Path) -> Loaded:
        """A document per row with a text, `row` as a spreadsheet counts; one in all without such a column."""
        decoded = decode(read_bytes(path), path)
        problems = Problems("row")
        header, rows = read_table(decoded.text, path, problems)
        column = columns_of(header).get(Field.TEXT)
        media_type = "text/tab-separated-values" if path.suffix.lower() == ".tsv" else "text/csv"
        if column:
            documents = list(_articles(rows, column, media_type, problems))
        else:
            # The first row, which would be the title, is as good or bad as any other.
            documents = [LoadedDocument(_as_lines(rows), title=path.stem, media_type=media_type)]
        if not any(document.text.strip() for document in documents):
            raise LoadError(str(path), f"no row under its header has text{': ' + column if column else ''}")
        return Loaded(tuple(documents), (*((decoded.damage,) if decoded.damage else ()), *problems.lines()))


def _articles(rows: list[Row], column: str, media_type: str, problems: Problems) -> Iterator[LoadedDocument]:
    for row in rows:
        text = row.values.get(column, "").strip()
        if not text:
            problems.add(row.number, f"nothing under “{column}”")
            continue
        document, doubts = article(text, row.values, row=row.number, media_type=media_type)
        for doubt in doubts:
            problems.add(row.number, doubt)
        yield document


def _as_lines(rows: list[Row]) -> str:
    """Each row as a line that can be read, and quoted, without the header: "Place: Raqqa | Killed: 32"."""
    return "\n".join(
        " | ".join(f"{name}: {one_line(cell)}" for name, cell in row.values.items() if cell.strip())
        for row in rows
    )
