"""Tables put together again from their rows among the hits: years of columns, parts of sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from index.types import Hit
from qa.language.alternation import either
from qa.language.words import Vocabulary, Word, words
from qa.reading.tables.asked_heads import words_told
from qa.reading.tables.rows import Cell, Row, rows_of, without_rows

_APART = 400
"""Characters between two rows from which they are of different tables; heads of groups lie between rows too."""

_FIGURE = re.compile(r"[(\[]?[-−–+]?\s?[$€£¥]?\s?[-−–(]?\s?\d[\d.,'’\s]*[)\]]?\s?%?\s?\)?|[$€£¥]?\s?[-–—−]")
_NEGATIVE = re.compile(r"^\W*[-−–(]")
_ROUNDED = 1.01
"""Units of its last digit by which a sum may lie beside that of its rounded parts."""


@dataclass(frozen=True)
class Grid:
    """The rows of one table from the top. `around` holds the words of its title and of what is told beside it."""

    rows: tuple[Row, ...]
    around: Vocabulary

    @cached_property
    def heads(self) -> Vocabulary:
        """The words of the heads of its columns."""
        return Vocabulary(word for row in self.rows for word in row.heads)

    def members(self, of: int) -> tuple[Row, ...]:
        """The rows that add up to the row at this place, which stand right above it; none where none do."""
        for first in range(of - 2, -1, -1):
            if self.rows[first].group != self.rows[of - 1].group and self.rows[first].group:
                break
            if _adds_up(self.rows[first:of], self.rows[of]):
                return self.rows[first:of]
        return ()

    def of_group(self, group: str) -> tuple[Row, ...]:
        """The rows of a group down to their sum, which is none of them."""
        kept: list[Row] = []
        for row in self.rows:
            if row.group == group:
                if kept and (is_total(row) or (len(kept) > 1 and _adds_up(kept, row))):
                    break
                kept.append(row)
        return tuple(kept)

    def parts(self) -> tuple[Row, ...]:
        """All rows but sums."""
        return tuple(row for place, row in enumerate(self.rows) if not is_total(row) and not self.members(place))


def grids_of(hits: Sequence[Hit], language: str) -> list[Grid]:
    """The tables of the hits' documents, those of the best hit's document first."""
    found: dict[str, dict[int, Row]] = {}
    beside: dict[str, list[Word]] = {}
    for hit in hits:
        own = hit.document.language or language
        rows = rows_of(hit, own)
        told = f"{hit.document.title} {hit.passage.context} {without_rows(hit.passage.text, rows)}"
        beside.setdefault(hit.document.id, []).extend(words(told, own))
        placed = found.setdefault(hit.document.id, {})
        for row in rows:
            placed.setdefault(hit.passage.start + row.start, row)
    return [
        Grid(table, Vocabulary((*beside[document], *words(table[0].title, table[0].language))))
        for document, placed in found.items()
        for table in _tables([placed[start] for start in sorted(placed)])
    ]


def _tables(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    kept: list[Row] = list(rows[:1])
    for above, row in pairwise(rows):
        apart = row.hit.passage.start + row.start - (above.hit.passage.start + above.end)
        if above.title != row.title or apart > _APART:
            yield tuple(kept)
            kept = []
        kept.append(row)
    if kept:
        yield tuple(kept)


def own_words(row: Row) -> Sequence[Word]:
    """The words of the cells that name a row."""
    return words(" ".join(key.value for key in row.keys), row.language)


def figures_of(row: Row) -> tuple[Cell, ...]:
    """The cells of a row that hold a figure each and do not name it."""
    return tuple(cell for cell in row.cells if not cell.names_row and is_figure(cell.value))


def is_figure(value: str) -> bool:
    """Whether a cell is one figure, with its sign and currency, or a dash for none."""
    return _FIGURE.fullmatch(value.strip()) is not None


def is_total(row: Row) -> bool:
    """Whether a row is named as a sum, or has figures and no name of its own."""
    return not row.keys or _total().match(row.keys[0].value) is not None


@lru_cache(maxsize=1)
def _total() -> re.Pattern[str]:
    return re.compile(either(each.figures.totals for each in words_told()), re.IGNORECASE)


@lru_cache(maxsize=4096)
def years_in(text: str) -> Mapping[int, str]:
    """The years that a head or a question names, as they are written; one that runs over two by its end."""
    found: dict[int, str] = {}
    for match in _year().finditer(text):
        end = match["last"] or match["fiscal"]
        year = int(end) + (2000 if match["fiscal"] else int(match["first"]) // 100 * 100) if end else int(match[0])
        found.setdefault(year, match[0])
    return found


@lru_cache(maxsize=1)
def _year() -> re.Pattern[str]:
    fiscal = either(each.figures.fiscal for each in words_told())
    return re.compile(
        r"(?<!\d)(?P<first>(?:19|20)\d\d)(?:/(?:19|20)?(?P<last>\d\d))?(?!\d)"
        rf"|\b{fiscal} ?'?(?P<fiscal>\d\d)\b",
        re.IGNORECASE,
    )


def by_year(cells: Sequence[Cell]) -> Mapping[int, tuple[Cell, ...]]:
    """Cells by the one year that their heads name."""
    found: dict[int, tuple[Cell, ...]] = {}
    for cell in cells:
        years = tuple(years_in(cell.head))
        if len(years) == 1:
            found[years[0]] = (*found.get(years[0], ()), cell)
    return found


def number(value: str) -> float:
    """The number that a figure is, negative where it stands in brackets or behind a sign."""
    size = float(re.sub(r"[^\d.]", "", value).strip(".") or 0)
    return -size if _NEGATIVE.match(value.replace("$", "")) else size


def _adds_up(parts: Sequence[Row], total: Row) -> bool:
    """Whether the figures of a row are the sums of those of other rows, in every column it has."""
    sums = figures_of(total)
    columns = [
        [number(cell.value) for part in parts for cell in figures_of(part) if cell.head == told.head]
        for told in sums
    ]
    return bool(sums) and all(
        len(column) > 1
        and number(told.value)
        and abs(sum(column) - number(told.value)) <= _ROUNDED * _last_unit(told.value)
        for column, told in zip(columns, sums, strict=True)
    )


def _last_unit(value: str) -> float:
    """One of the last digit of a figure: 0.1 of "27.3"."""
    decimals = re.search(r"\.(\d+)\D*$", value)
    return float(10 ** -len(decimals[1])) if decimals else 1.0
