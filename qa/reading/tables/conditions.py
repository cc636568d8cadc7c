"""Conditions that questions put on figures: "more than 5 million", "below 20 %"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.figures.amounts.number_words import scales_after
from qa.language.pack import Language
from qa.question.analysis import Question
from qa.reading.tables.cells import SCALES
from qa.reading.tables.grids import number
from qa.reading.tables.rows import Cell

_OF_OTHER_SIZE = 20.0
"""How far beyond a row's figures as shown a limit lies that is meant in whole units."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What figures must be: above a limit or below it; `scale` is 0 where the question names none. It stands from
    `start` to `end` in the question.
    """

    start: int
    end: int
    limit: float
    scale: float
    is_more: bool

    def holds(self, cell: Cell, shown: Sequence[float]) -> bool:
        """Whether a figure meets it; `shown` are the figures beside it, by which the limit's scale is told.

        Where all are negative, as costs in brackets are, and the limit is not, it is their size that is meant.
        """
        own = next((factor for name, factor in SCALES.items() if name in cell.unit.split()), 1.0)
        as_shown = not self.scale and self.limit <= _OF_OTHER_SIZE * max(map(abs, shown), default=0.0)
        figure, limit = number(cell.value), self.limit
        if limit >= 0 and all(value <= 0 for value in shown):
            figure = -figure
        if not as_shown:
            figure, limit = figure * own, limit * (self.scale or 1.0)
        return figure > limit if self.is_more else figure < limit


def condition_in(question: Question) -> Condition | None:
    """The condition that a question puts on figures; None where it has none."""
    language = question.spoken
    found = _condition(language).search(question.text)
    if found is None:
        return None
    bare = found["figure"].strip("$€£ .,?")
    scale = scales_after(language).get((found["scale"] or "").casefold(), 0)
    if re.fullmatch(r"(?:19|20)\d\d", bare) and not scale and found["figure"][0].isdigit():
        return None  # "over 2019 and 2018"
    return Condition(found.start(), found.end(), number(bare), float(scale), bool(found["more"]))


@lru_cache(maxsize=64)
def _condition(language: Language) -> re.Pattern[str]:
    told = language.tables.figures
    return re.compile(
        rf"\b(?:(?P<more>{told.more.pattern})|{told.less.pattern})"
        r"\s*(?P<figure>[$€£]?\s?[(-]?\d[\d.,]*\)?)\s*(?P<scale>%|[^\W\d]+)?",
        re.IGNORECASE,
    )


def meeting(condition: Condition, cells: Sequence[Cell]) -> list[Cell]:
    """The cells whose figures meet a condition."""
    shown = [number(cell.value) for cell in cells]
    return [cell for cell in cells if condition.holds(cell, shown)]
