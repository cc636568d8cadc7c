"""Who won, who came second, who was last: the row of a table by the place that its own column of places tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.language.alternation import any_of
from qa.language.sections.table_words import RankWords
from qa.question.analysis import Question, QuestionKind
from qa.reading.tables.asked_heads import words_asked, words_told
from qa.reading.tables.rows import Cell, Row

_LAST = 0
"""The place asked for by "last", before it is known how many there are."""

_PLACE = re.compile(r"[=T(]?\s?(\d{1,3})\s?(?:\.|\)|º|ª|°|[:.]?[a-zà-ÿ]{1,3}\.?)?", re.IGNORECASE)
"""A place as a cell tells it: "2", "2.", "2nd", "=2", "2:a"."""

_WITH_ENDING = r"\d{1,3}(?=\.|º|ª|:?[a-zà-ÿ]{1,3}\b)"
"""A number that tells a place by its ending; others need a word before them: "place 2"."""

_LONGEST_ENDING = 3
"""Letters behind the beginning of a word for a place: "zweit", "zweiter"."""

_FEWEST_ROWS = 2
_DIGITS = 0.5
"""Share of figures in a cell from which it is a result, and no name."""


def asked_rows(question: Question, rows: Sequence[Row]) -> list[Row]:
    """The rows of the place that a question asks for; none where it asks for none, or no column tells places."""
    place = _asked_place(question)
    if place is None:
        return []
    places = [(row, told) for row in rows if (cell := _place_cell(row)) and (told := _place(cell.value))]
    if len(places) < _FEWEST_ROWS:
        return []
    if place == _LAST:
        place = max(told for _, told in places)
    return [row for row, told in places if told == place]


def cell_of_place(question: Question, row: Row, columns: Sequence[Cell], spoken_of: int) -> Cell | None:
    """The cell of such a row that is asked for: that of its one column asked for, else the first name beside the
    place; None where it is not plain. `spoken_of` is how many heads the question speaks of.
    """
    place = _place_cell(row)
    columns = [cell for cell in columns if cell is not place]
    if question.kind is QuestionKind.WHO and spoken_of > 1:
        return None  # "Who skippered the boat that came third" speaks of two columns.
    if len(columns) == 1:
        return columns[0]
    names = (cell for cell in row.cells if cell is not place and cell.value and not _is_result(cell.value))
    return next(names, None) if question.kind is not QuestionKind.HOW_MANY else None


def _place_cell(row: Row) -> Cell | None:
    return next((cell for cell in row.cells if heads_places(cell.head)), None)


def heads_places(text: str) -> bool:
    """Whether a column of places goes by this name, in any language."""
    return text.casefold().strip(" .:") in _heads()


def _is_result(value: str) -> bool:
    return sum(map(str.isdigit, value)) >= _DIGITS * len(value)


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset().union(*(told.ranks.heads for told in words_told()), ("#",))


def _place(value: str) -> int | None:
    if match := _PLACE.fullmatch(value.strip()):
        return int(match.group(1))
    return next((place for told in words_told() if (place := _in_words(value.casefold(), told.ranks))), None)


def _in_words(text: str, told: RankWords) -> int | None:
    said = enumerate(told.ordinals, 1)
    longest = _LONGEST_ENDING
    return next((n for n, start in said if text.startswith(start) and len(text) - len(start) <= longest), None)


def _asked_place(question: Question) -> int | None:
    """The place a question asks for, `_LAST` for the last one; None for none."""
    told = words_asked(question).ranks
    if not told.came:
        return None
    match = _asked_pattern(told.came, told.ordinals, told.last, told.heads).search(question.text)
    if match is None:
        return 1 if told.won.search(question.text) else None
    if number := match["number"] or match["numbered"]:
        return int(number)
    return _in_words(match["ordinal"].casefold(), told) if match["ordinal"] else _LAST


@lru_cache(maxsize=16)
def _asked_pattern(
    came: tuple[str, ...], ordinals: tuple[str, ...], last: tuple[str, ...], heads: frozenset[str]
) -> re.Pattern[str]:
    numbers = rf"(?P<number>{_WITH_ENDING})|{any_of(heads)} (?P<numbered>\d{{1,3}})\b"
    in_words = rf"(?P<ordinal>{any_of(ordinals)})\w{{0,{_LONGEST_ENDING}}}\b|(?P<last>{any_of(last)})\w*"
    return re.compile(rf"\b{any_of(came)}\b[^?]*?\b(?:{numbers}|{in_words})", re.IGNORECASE)
