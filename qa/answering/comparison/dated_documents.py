"""Which documents tell of a time: those of it, by their title, their day or the head of their text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from index.types import DocumentInfo, Filter
from qa.answering.collection.shelf import SCANNED, Readable, Shelf
from qa.figures.scope.periods import years_in
from qa.language.detection import language_of_text
from qa.question.sides import whole_year
from qa.types import Period


class DatedDocuments:
    """The documents that a filter lets through, by the years they tell of, for the time of one question."""

    def __init__(self, corpus: Readable, where: Filter) -> None:
        self._shelf = Shelf(corpus, where)
        self._where = where
        few = len(self._shelf.infos) <= SCANNED
        self._years = {info.id: self._years_of(info, few=few) for info in self._shelf.infos}

    def of(self, period: Period | None) -> Filter | None:
        """A filter for the documents of a period; None where none is known to be of it.

        Of a year are those that bear it in their title, though they came out later, else those of a day in it;
        those on a part of it only where there are no others.
        """
        if period is None or period.start is None or period.end is None:
            return None
        found = [info for info in self._shelf.infos if self._is_of(info, period.start, period.end)]
        if whole_year(period) is not None:
            found = [info for info in found if not _is_of_part(info)] or found
        inside = [info.id for info in found]
        return replace(self._where, documents=tuple(inside)) if inside else None

    def years(self, of: Iterable[str] | None = None) -> list[int]:
        """The years of the documents with these ids, or of all, in order."""
        ids = self._years if of is None else dict.fromkeys(of)
        return sorted({year for each in ids for year in self._years.get(each, ())})

    def _is_of(self, info: DocumentInfo, start: date, end: date) -> bool:
        if whole_year(Period(start, end)) is None and info.published:
            return start <= info.published <= end
        return any(start.year <= year <= end.year for year in self._years[info.id])

    def _years_of(self, info: DocumentInfo, *, few: bool) -> tuple[int, ...]:
        titled = years_in(info.title, language_of_text(info.title, info.language))
        if titled:
            return tuple(dict.fromkeys(titled[-1:]))
        found = self._shelf.date_of(info) if info.published or few else None
        return tuple(dict.fromkeys((found.first.year, found.last.year))) if found else ()


def _is_of_part(info: DocumentInfo) -> bool:
    """Whether a title names a part of a year and no whole one: "First quarter of 2021"."""
    language = language_of_text(info.title, info.language)
    said = language.comparison
    if said.part.search(info.title) is None:
        return False
    times = [match.group() for match in said.time.finditer(info.title) if any(map(str.isdigit, match.group()))]
    return all(said.part.search(time) for time in times)
