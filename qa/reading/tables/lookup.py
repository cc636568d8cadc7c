"""The row of a table that a question speaks of, by how much of it the row's names say, and its cells asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.types import Hit, Span
from qa.language.alternation import any_of, either
from qa.language.words import FRAME, Vocabulary, Word, content, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.passages import quoted
from qa.reading.tables.asked_heads import words_asked, words_told
from qa.reading.tables.grids import Grid, by_year, figures_of, grids_of, own_words, years_in
from qa.reading.tables.rows import Cell, Row, codes
from qa.types import Quote, Reading

LOOKED_UP = 0.85
"""Score of a cell whose row and head say what the question asks for."""

_SURE = 0.6
"""Score from which a text that says as much of the question stands before a cell."""
_OF_GROUP, _OF_HEADS, _AROUND = 0.8, 0.4, 0.1
"""What a word of the question counts that not the name of the row says, but that of its group, the heads of the
columns, or the title and the text around: these are said of many rows.
"""
FURTHER, _MOST_FURTHER = 0.35, 1.5
"""What a word of a row's name takes away that the question does not say, and all of them at most."""
_MOST_UNSAID = 1
"""Words of a question that no part of a table need say where its row says more than so many others."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A row, and how well it is the one that a question speaks of; `unsaid` are the words it says nowhere."""

    grid: Grid
    row: Row
    score: float
    own: int
    unsaid: tuple[Word, ...]
    further: int


def asked_words(question: Question, beside: Collection[str] = ()) -> list[Word]:
    """What a question asks about: its words but years, those that frame it, and those of a list given as well."""
    light = words_asked(question).figures.light
    return [
        term
        for term in content(words(question.text, question.language))
        if term.text.casefold() not in light
        and term.text.casefold() not in beside
        and not years_in(term.text)
        and not (term.is_number and _of_fiscal(question, term))
    ]


def _of_fiscal(question: Question, term: Word) -> bool:
    """Whether a number is the year behind "FY"."""
    fiscal = words_asked(question).figures.fiscal_number.pattern
    return re.search(rf"\b(?:{fiscal}) ?'?$", question.text[: term.start], re.IGNORECASE) is not None


def fits_of(question: Question, asked: Sequence[Word], grids: Sequence[Grid]) -> list[Fit]:
    """The rows of figures with how well they fit, best first; without those whose names say nothing of it.

    Rows that it takes several cells to name are told apart by all of them, letter for letter, elsewhere.
    """
    said = {word.key for word in words(question.text, question.language)}
    found = [
        _fit(asked, said, grid, row)
        for grid in grids
        for row in grid.rows
        if len(row.keys) == 1 and figures_of(row)
    ]
    return sorted((fit for fit in found if fit.own), key=lambda fit: -fit.score)


def _fit(asked: Sequence[Word], said_at_all: Collection[str], grid: Grid, row: Row) -> Fit:
    names = [word for word in own_words(row) if not word.function]
    own = Vocabulary(names)
    group, title = Vocabulary(words(row.group, row.language)), Vocabulary(words(row.title, row.language))
    score, said, unsaid = 0.0, 0, []
    for term in asked:
        if own.says(term.key):
            score, said = score + 1, said + 1
        elif group.says(term.key):
            score += _OF_GROUP
        elif grid.heads.says(term.key):
            score += _OF_HEADS
        elif grid.around.says(term.key) or title.says(term.key):
            score += _AROUND
        elif term.key not in FRAME:
            unsaid.append(term)
    further = sum(word.key not in said_at_all and len(word.text) > 1 and not word.is_number for word in names)
    return Fit(grid, row, score - min(_MOST_FURTHER, FURTHER * further), said, tuple(unsaid), further)


def best_fit(fits: Sequence[Fit]) -> Fit | None:
    """The first of the rows that fit best; None where none says enough of what is asked."""
    best = fits[0] if fits else None
    if best is None or len(best.unsaid) > _MOST_UNSAID:
        return None
    if any(term.is_name or term.is_number for term in best.unsaid) or best.own < 2 * len(best.unsaid):
        return None
    return best


def looked_up(question: Question, hits: Sequence[Hit], read: Reading) -> list[Quote]:
    """The cells asked for, by year where the question names several; none where it is not plain which.

    None either where what was read outside the tables says more of the question, or as much and is sure.
    """
    told = words_asked(question).figures
    if not question.opens(told.asked) or question.claimant or question.kind is QuestionKind.WHY:
        return []
    grids = grids_of(hits, question.language)
    if any(row.values.says(code.key) for code in codes(question.text) for grid in grids for row in grid.rows):
        return []  # A code names its row letter for letter.
    asked = asked_words(question)
    fits = fits_of(question, asked, grids)
    best = best_fit(fits)
    if best is None or _told_in_text(question, asked, best, read):
        return []
    for fit in fits:
        if fit.score < best.score - 0.01:
            break
        cells = list(_cells(question, asked, fit))
        if cells and (len(cells) > 1 or not told.respective.search(question.text)):
            return [cell_quote(fit.row, cell) for cell in cells]
    return []


def _cells(question: Question, asked: Sequence[Word], fit: Fit) -> Iterator[Cell]:
    """The cells of a row in the columns asked for; none where several may be meant."""
    years = _years(question)
    changes = words_asked(question).figures.changes
    if len(years) > 1 and any(word.text.casefold() in changes for word in question.terms):
        moved = [cell for cell in figures_of(fit.row) if _tells_change(cell.head)]
        of_years = [cell for cell in moved if set(years_in(cell.head)) <= set(years)] or moved
        yield from _one([cell for cell in of_years if _is_percent(cell) == bool(_percent().search(question.text))])
        return
    if not years:
        yield from _one(_fullest(_of_kind(question, figures_of(fit.row)), asked, fit.row))
        return
    columns = one_by_year(question, asked, fit.row)
    if not columns and set(years) & {*years_in(fit.row.group), *years_in(fit.row.title)}:
        yield from _one(_fullest(_of_kind(question, figures_of(fit.row)), asked, fit.row))
    elif all(year in columns for year in years):
        yield from (columns[year] for year in years)


def one_by_year(question: Question, asked: Sequence[Word], row: Row) -> dict[int, Cell]:
    """Of the figures of a row for each year, the one whose heads say most of what is asked; none where two do."""
    found = {}
    for year, cells in by_year(_of_kind(question, figures_of(row))).items():
        fullest = _fullest(cells, asked, row)
        if len(fullest) != 1:
            return {}
        found[year] = fullest[0]
    return found


def _of_kind(question: Question, cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells without shares beside amounts, where no share is asked for."""
    if _percent().search(question.text):
        return cells
    amounts = [cell for cell in cells if not _is_percent(cell)]
    return amounts if any(re.search(r"\d", cell.value) for cell in amounts) else cells


def _one(cells: Sequence[Cell]) -> Sequence[Cell]:
    return cells if len(cells) == 1 else ()


def _fullest(cells: Sequence[Cell], asked: Sequence[Word], row: Row) -> list[Cell]:
    """The cells whose heads say most of what is asked, and of these the ones that say the fewest other words."""
    own = Vocabulary(own_words(row))
    free = [term for term in asked if not own.says(term.key)]
    said = {}
    for cell in cells:
        heads = [word for word in words(cell.head, row.language) if not word.function and not word.is_number]
        vocabulary = Vocabulary(words(cell.head, row.language))
        said[cell] = sum(vocabulary.says(term.key) for term in free) - len(heads) / 100
    most = max(said.values(), default=0.0)
    return [cell for cell in cells if said[cell] == most]


def _years(question: Question) -> list[int]:
    years = list(years_in(question.text))
    links = any_of(words_asked(question).figures.year_links)
    if len(years) == 2 and re.search(rf"(?:19|20)\d\d {links} (?:19|20)\d\d", question.text, re.IGNORECASE):
        step = 1 if years[0] < years[1] else -1
        return list(range(years[0], years[1] + step, step))
    return years


def _tells_change(head: str) -> bool:
    said = {word.text.casefold() for word in words(head)}
    return any(said & each.figures.changes for each in words_told())


@lru_cache(maxsize=1)
def _percent() -> re.Pattern[str]:
    return re.compile(f"%|{either(each.figures.percent for each in words_told())}", re.IGNORECASE)


def _is_percent(cell: Cell) -> bool:
    return "%" in cell.unit or bool(_percent().search(f"{cell.head} {cell.value}"))


def _told_in_text(question: Question, asked: Sequence[Word], fit: Fit, read: Reading) -> bool:
    """Whether what was read outside the tables says more of the question than row and heads do, or as much and is
    sure.
    """
    row = fit.row
    names = Vocabulary((*own_words(row), *words(f"{row.group} {row.title}", row.language), *row.heads))
    own = sum(names.says(term.key) for term in asked)
    years = set(_years(question))
    for quote in read.quotes:
        if (
            " | " in quote.text
            or not years <= set(years_in(quote.text))
            or not re.search(r"\d", quote.answer_text)
        ):
            continue
        said = Vocabulary(words(quote.text, row.language))
        more = sum(said.says(term.key) for term in asked) - own
        if more > 0 or (more == 0 and (quote.score >= _SURE or fit.further)):
            return True
    return False


def cell_quote(row: Row, cell: Cell) -> Quote:
    """A row quoted with one of its cells marked."""
    return quoted(row.hit, Span(row.start, row.end), Span(cell.start, cell.end), LOOKED_UP)
