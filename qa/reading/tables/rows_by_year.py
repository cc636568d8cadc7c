"""Rows of figures by year: the cells of the years that a question names, or the year with the most or least."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Hit, Span
from qa.language.words import FRAME, Vocabulary, Word, word_set, words
from qa.question.analysis import Question
from qa.reading.passages import quoted
from qa.reading.tables.rows import Cell, Row, rows_of
from qa.types import Quote

LOOKED_UP = 0.85
"""Score of a cell whose row says every word of the question and whose head is the year asked about."""

_FEWEST_YEARS = 2
_LONGEST_QUOTE = 1_500
"""Characters from the heads to a row up to which both are quoted as one."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHICH_YEAR = re.compile(
    r"\b(?:which|what|vilket|vilka) (?:[\w-]+ )?(?:years?|fy|år|räkenskapsår)\b", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:largest|larger|highest|higher|greatest|greater|most|biggest|bigger|störst|större|högst|högre"
    r"|(?P<least>smallest|smaller|lowest|lower|least|fewest|minst|mindre|lägst|lägre))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\(?[-−–]?\s?[$€£¥]?\s?\(?\d[\d.,\s]*\)?\s?%?")
_LIGHT = word_set(
    """amount amounts value values figure figures balance number total year years fiscal fy end ended ending
    respective respectively company reported recorded many much between higher highest larger largest lower lowest
    greater greatest smaller smallest most least bigger biggest belopp värde summa år respektive högst störst minst
    lägst högre större mindre lägre"""
)
"""Words that say no more than that a figure of some year is asked for."""


def yearly(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The cells, or the year, that the question asks for of the one row that says all of its words; else none."""
    years = tuple(dict.fromkeys(question.years))
    compared = _COMPARED.search(question.text) if _WHICH_YEAR.search(question.text) else None
    if not years and compared is None:
        return []
    row = _row_asked(question, hits)
    if row is None:
        return []
    cells = _by_year(row)
    if compared is not None:
        among = {year: cell for year, cell in cells.items() if year in years or len(years) < _FEWEST_YEARS}
        best = _compared(among, least=bool(compared["least"]))
        told = _year_told(row, best) if best is not None else None
        return [told] if told else []
    if not all(year in cells for year in years):
        return []
    return [_told(row, cells[year]) for year in years]


def _row_asked(question: Question, hits: Sequence[Hit]) -> Row | None:
    """The row of figures by year whose names say every word of the question, and the fewest others."""
    asked = [
        term.key
        for term in question.terms
        if term.key not in FRAME and term.text.casefold() not in _LIGHT and not _YEAR.fullmatch(term.text)
    ]
    if not asked:
        return None
    fitting: dict[tuple[str, int], tuple[int, Row]] = {}
    for hit in hits:
        for row in rows_of(hit, hit.document.language or question.language):
            own = _own_words(row)
            said = Vocabulary((*own, *words(row.group, row.language)))
            is_own = any(map(Vocabulary(own).says, asked))
            if is_own and all(map(said.says, asked)) and len(_by_year(row)) >= _FEWEST_YEARS:
                further = sum(word.key not in asked for word in own)
                fitting.setdefault((hit.document.id, hit.passage.start + row.start), (further, row))
    fewest = min((further for further, _ in fitting.values()), default=0)
    best = [row for further, row in fitting.values() if further == fewest]
    return best[0] if len(best) == 1 else None


def _own_words(row: Row) -> Sequence[Word]:
    """The words of the cells that name a row."""
    return words(" ".join(key.value for key in row.keys), row.language)


def _by_year(row: Row) -> dict[int, Cell]:
    """The figures of a row by the year in their heads; none where a year heads several."""
    found: dict[int, Cell] = {}
    for cell in row.cells:
        years = _YEAR.findall(cell.head)
        if cell.names_row or len(set(years)) != 1 or _FIGURE.fullmatch(cell.value.strip()) is None:
            continue
        if int(years[0]) in found:
            return {}
        found[int(years[0])] = cell
    return found


def _compared(cells: dict[int, Cell], *, least: bool) -> int | None:
    """The year with the most, or the least; None where two years share it."""
    numbers = {year: _number(cell.value) for year, cell in cells.items()}
    if not numbers:
        return None
    best = min(numbers.values()) if least else max(numbers.values())
    years = [year for year, number in numbers.items() if number == best]
    return years[0] if len(years) == 1 else None


def _number(figure: str) -> float:
    """How much a figure is, without its sign: a loss in brackets is as large as it is."""
    return float(re.sub(r"[^\d.]", "", figure).strip(".") or 0)


def _told(row: Row, cell: Cell) -> Quote:
    return quoted(row.hit, Span(row.start, row.end), Span(cell.start, cell.end), LOOKED_UP)


def _year_told(row: Row, year: int) -> Quote | None:
    """The year where it heads the row, quoted from there to the row's end; None where they are far apart."""
    text = row.hit.passage.text
    at = text.rfind(str(year), 0, row.start)
    start = text.rfind("\n", 0, at) + 1
    if at < 0 or row.end - start > _LONGEST_QUOTE:
        return None
    return quoted(row.hit, Span(start, row.end), Span(at, at + len(str(year))), LOOKED_UP)
