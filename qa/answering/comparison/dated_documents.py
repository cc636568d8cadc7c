"""Which documents tell of a time: those of it, by their title, their day or the head of their text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from index.types import DocumentInfo, Filter
from qa.answering.collection.shelf import SCANNED, Readable, Shelf
from qa.figures.scope.periods import years_in
from qa.language.detection import language_of_text
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

        Of a year are those that bear it in their title, though they came out later, else those of a day in it.
        """
        if period is None or period.start is None or period.end is None:
            return None
        inside = [info.id for info in self._shelf.infos if self._is_of(info, period.start, period.end)]
        return replace(self._where, documents=tuple(inside)) if inside else None

    def years(self, of: Iterable[str] | None = None) -> list[int]:
        """The years of the documents with these ids, or of all, in order."""
        ids = self._years if of is None else dict.fromkeys(of)
        return sorted({year for each in ids for year in self._years.get(each, ())})

    def _is_of(self, info: DocumentInfo, start: date, end: date) -> bool:
        is_whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        if not is_whole and info.published:
            return start <= info.published <= end
        return any(start.year <= year <= end.year for year in self._years[info.id])

    def _years_of(self, info: DocumentInfo, *, few: bool) -> tuple[int, ...]:
        titled = years_in(info.title, language_of_text(info.title, info.language))
        if titled:
            return tuple(dict.fromkeys(titled[-1:]))
        found = self._shelf.date_of(info) if info.published or few else None
        return tuple(dict.fromkeys((found.first.year, found.last.year))) if found else ()
