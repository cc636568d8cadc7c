"""The sentences of one document, each read once: its words, the claims it makes, the places and times it names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from index.types import DocumentInfo, Span
from qa.figures.attribution import Saying, sayings_in
from qa.figures.attribution.sentence_words import SentenceWords, words_of
from qa.figures.attribution.writers import Writer, WriterAt, as_written, writer_of
from qa.figures.scope.periods import Calendar, TimeMention, times_in, years_in
from qa.figures.scope.places import PlaceMention, containments_in, place_parts, places_in
from qa.figures.scope.seats import is_seat
from qa.language.pack import Language

LONGEST_SENTENCE = 2_000
"""Characters; longer stretches are tables or lists that no sentence rules apply to."""
_YEARS_BEFORE = 3
"""Sentences before that may tell the year a sentence speaks of."""
_YEARS_SAMPLE = 20_000
"""Characters in which the year is looked for that an undated document speaks of most."""


class Sentences:
    """Reads sentences on demand and remembers what they say; `first_rows` are those of the tables of rows; `known`
    are names of places that no sentence need name as such.
    """

    def __init__(
        self,
        text: str,
        language: Language,
        sentences: Sequence[Span],
        info: DocumentInfo,
        writer_at: WriterAt | None = None,
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.text = text
        self.language = language
        self.sentences = sentences
        self.info = info
        self._writer_at = writer_at or (lambda _: writer_of(info))
        self._starts = [s.start for s in sentences]
        self._words: dict[int, SentenceWords] = {}
        self._sayings: dict[int, tuple[Saying, ...]] = {}
        self._places: dict[int, tuple[PlaceMention, ...]] = {}
        self._times: dict[int, tuple[TimeMention, ...]] = {}
        self._known = set(known)
        self.first_rows: dict[int, int] = {}
        self._year: int | None = None

    def sentence_at(self, offset: int) -> int | None:
        """The number of the sentence that holds `offset`."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self.sentences[number].end else None

    def writer_at(self, offset: int) -> Writer | None:
        """Who wrote the words at `offset`, where they are not simply the publisher's."""
        return self._writer_at(offset)

    def info_at(self, offset: int) -> DocumentInfo:
        """What is known of the document, told of who wrote the words at `offset`."""
        return as_written(self.info, self._writer_at(offset))

    def words(self, number: int) -> SentenceWords:
        """The words of a sentence."""
        if number not in self._words:
            span = self.sentences[number]
            self._words[number] = words_of(self.text, self.language, span.start, span.end)
        return self._words[number]

    def containments(self) -> dict[str, str]:
        """Which country each place named here lies in."""
        return containments_in(self.text, self.language) if self._known or self._places else {}

    def sayings(self, number: int) -> tuple[Saying, ...]:
        """The claims made in a sentence."""
        if number not in self._sayings:
            span = self.sentences[number]
            short = len(span) < LONGEST_SENTENCE
            self._sayings[number] = sayings_in(self.text, self.language, span.start, span.end) if short else ()
        return self._sayings[number]

    def places(self, number: int) -> tuple[PlaceMention, ...]:
        """The places a sentence names, with those the document named before."""
        if number not in self._places:
            span = self.sentences[number]
            known = frozenset(self._known)
            found = (
                places_in(self.text, self.language, span.start, span.end, known)
                if len(span) < LONGEST_SENTENCE
                else ()
            )
            found = tuple(m for m in found if not is_seat(self.text, self.language, m.start, m.end))
            self._known |= {m.name for m in found if m.strong and len(place_parts(m.name)) == 1}
            self._places[number] = found
        return self._places[number]

    def times(self, number: int) -> tuple[TimeMention, ...]:
        """The times a sentence names, as dates."""
        if number not in self._times:
            span = self.sentences[number]
            calendar = self._calendar(number)
            self._times[number] = (
                times_in(self.text, self.language, calendar, span.start, span.end)
                if len(span) < LONGEST_SENTENCE
                else ()
            )
        return self._times[number]

    def _calendar(self, number: int) -> Calendar:
        span = self.sentences[number]
        floor = self.sentences[max(0, number - _YEARS_BEFORE)].start
        near = years_in(self.text, self.language, floor, span.end)
        published = self.info_at(span.start).published
        if near:
            return Calendar(published, near[-1])
        if published is not None:
            return Calendar(published, None)
        return Calendar(None, self._main_year())

    def _main_year(self) -> int | None:
        """The year an undated document speaks of most."""
        if self._year is None:
            years = years_in(self.text, self.language, 0, min(len(self.text), _YEARS_SAMPLE))
            self._year = max(set(years), key=years.count) if years else 0
        return self._year or None

    def seen_sayings(self, number: int) -> tuple[Saying, ...]:
        """The claims of a sentence that was read before; empty where it was not."""
        return self._sayings.get(number, ())
