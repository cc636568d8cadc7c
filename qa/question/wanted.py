"""What an answer must be: a number and in which units, a time, a name, a place or any text; and which measure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from qa.figures.amounts.unit_table import names_of_kind
from qa.figures.amounts.units import TIMES
from qa.language.sections.check_words import Measure
from qa.types import QuestionKind

if TYPE_CHECKING:
    from qa.question.question import Question


class Wanted(StrEnum):
    """What an answer must be."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    TEXT = "text"


_UNITS: Mapping[Measure, frozenset[str]] = {
    Measure.OLD: frozenset(("year of age", "year")),
    Measure.LONG: TIMES,
    Measure.OFTEN: TIMES,
    Measure.SHARE: frozenset(("percentage",)),
}
"""The units that alone answer a question for a measure."""

_FIRST_WORDS = 40
"""Characters in which a question word stands that others come before: "At the end of 2019, how old"."""


def wanted_of(question: Question) -> Wanted:
    """What the wording of a question asks for; any text where it does not tell."""
    shape = question.spoken.checks.shape
    told = ((shape.number, Wanted.NUMBER), (shape.date, Wanted.DATE), (shape.name, Wanted.NAME))
    rest = Wanted.PLACE if question.kind is QuestionKind.WHERE else Wanted.TEXT
    return next((kind for pattern, kind in told if pattern.search(question.text)), rest)


def measures_of(question: Question) -> frozenset[Measure]:
    """The measures that a question opens by asking for."""
    asked = question.spoken.checks.measures.asked
    return frozenset(measure for measure, pattern in asked.items() if question.opens(pattern))


def early_measures_of(question: Question) -> frozenset[Measure]:
    """The measures that a question asks for in its first words, others before them or not."""
    asked, first = question.spoken.checks.measures.asked, question.text[:_FIRST_WORDS]
    return frozenset(measure for measure, pattern in asked.items() if pattern.search(first))


def units_of(question: Question) -> frozenset[str] | None:
    """The units that alone can answer ("how old", "how long"); None where the question does not say."""
    units = next((units for measure, units in _UNITS.items() if measure in question.early_measures), None)
    return units | names_of_kind("length") if units and Measure.EXTENT in question.measures else units
