"""When a document is from: the day it was published, else the year that its title, its head or its name tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from index.dates import WRITTEN_DAY, day_of
from index.types import Document, DocumentInfo, Span
from qa.figures.scope.periods import years_in
from qa.language.detection import language_of_text
from qa.types import Period

HEAD = 1_500
"""Characters of a text in which it says when it is from: those in which indexing looks for a date."""

STANDING_WORDS = 8
"""Words of a line that stands for itself, as a date in a head does; in a longer one years belong to a sentence."""

_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class OwnDate:
    """The first and the last day that a document may be from: one day, or all of a year or several."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether the very day is known."""
        return self.first == self.last

    def is_within(self, period: Period) -> bool:
        """Whether the document is surely of a period."""
        return (period.start is None or period.start <= self.first) and (
            period.end is None or self.last <= period.end
        )


def own_date(info: DocumentInfo, text: Callable[[], str]) -> OwnDate | None:
    """When a document is from; None where nothing tells. `text` is called only where no day is known."""
    if info.published:
        return OwnDate(info.published, info.published)
    language = language_of_text(info.title, info.language)
    name = info.path.rpartition("/")[2]
    return (
        _of_years(years_in(info.title, language))
        or _of_years([year for line in standing_lines(text()) for year in years_in(line, language)][:1])
        or _of_years([int(year) for year in _NAMED_YEAR.findall(name)])
        or _of_years([int(found["year"]) for found in language.collection.fiscal.finditer(text()[:HEAD])][:1])
    )


def _of_years(years: list[int]) -> OwnDate | None:
    past = [year for year in years if year <= date.today().year + 1]
    return OwnDate(date(min(past), 1, 1), date(max(past), 12, 31)) if past else None


def standing_lines(text: str) -> list[str]:
    """The lines at the top of a text that stand for themselves."""
    return [line for line in text[:HEAD].splitlines() if 0 < len(line.split()) <= STANDING_WORDS]


def date_span(document: Document, found: OwnDate) -> Span | None:
    """Where the top of a text says the day or the year; None where it does not."""
    head = document.text[:HEAD]
    if found.is_day:
        for match in WRITTEN_DAY.finditer(head):
            if day_of(match.group(), document.info.language) == found.first:
                return Span(*match.span())
        return None
    year = re.search(rf"(?<!\d){found.first.year}(?!\d)", head)
    return Span(*year.span()) if year else None
