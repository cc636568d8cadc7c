"""Conditions that questions put on figures: "more than 5 million", "below 20 %"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.reading.tables.grids import number
from qa.reading.tables.rows import Cell

_CONDITION = re.compile(
    r"\b(?:(?P<more>(?:more|greater|higher|larger|bigger) than|exceed\w*|above|over|at least"
    r"|(?:mer|större|högre|fler) än|översteg\w*|överstiger|över|minst)"
    r"|(?:less|fewer|lower|smaller) than|below|under|at most|(?:mindre|lägre|färre) än|understiger|högst)"
    r"\s*(?P<figure>[$€£]?\s?[(-]?\d[\d.,]*\)?)\s*(?P<scale>%|[^\W\d]+)?",
    re.IGNORECASE,
)
_SCALES: Mapping[str, float] = {
    "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9,
    "tusen": 1e3, "miljon": 1e6, "miljoner": 1e6, "miljard": 1e9, "miljarder": 1e9,
}  # fmt: skip
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
        own = next((factor for name, factor in _SCALES.items() if name in cell.unit.split()), 1.0)
        as_shown = not self.scale and self.limit <= _OF_OTHER_SIZE * max(map(abs, shown), default=0.0)
        figure, limit = number(cell.value), self.limit
        if limit >= 0 and all(value <= 0 for value in shown):
            figure = -figure
        if not as_shown:
            figure, limit = figure * own, limit * (self.scale or 1.0)
        return figure > limit if self.is_more else figure < limit


def condition_in(question: str) -> Condition | None:
    """The condition that a question puts on figures; None where it has none."""
    found = _CONDITION.search(question)
    if found is None:
        return None
    bare, scale = found["figure"].strip("$€£ .,?"), (found["scale"] or "").casefold()
    if re.fullmatch(r"(?:19|20)\d\d", bare) and scale not in _SCALES and found["figure"][0].isdigit():
        return None  # "over 2019 and 2018"
    return Condition(found.start(), found.end(), number(bare), _SCALES.get(scale, 0.0), bool(found["more"]))


def meeting(condition: Condition, cells: Sequence[Cell]) -> list[Cell]:
    """The cells whose figures meet a condition."""
    shown = [number(cell.value) for cell in cells]
    return [cell for cell in cells if condition.holds(cell, shown)]
