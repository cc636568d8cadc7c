"""Where and when a figure holds: what its sentence says of it, else what is carried from the sentences before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from index.types import Span
from qa.figures.attribution import REVISIONS, Saying
from qa.figures.context.document_sentences import LONGEST_SENTENCE, Sentences
from qa.figures.counted import Key, counted_key
from qa.figures.counted.keys import concepts
from qa.figures.scope.periods import Sense, days_of
from qa.figures.scope.places import PlaceMention, country_code, places_in, undirected
from qa.figures.scope.time_patterns import any_of, time_patterns
from qa.language.pack import Language, pack_of
from qa.types import Figure, Period

_PLACE_REACH = 4
_TIME_REACH = 1
# "The government on Friday acknowledged": a day between subject and verb is the day of speaking.
_INSERTED = 3
# So many sentences into a report its figures still speak of the event that the opening dates.
_SHORT_REPORT = 12
# A byline is a name and a date; a sentence that tells of an event on its day of publication is longer.
_BYLINE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Holding:
    """Where and when a figure holds; `stated` says the place stands in the figure's own sentence."""

    place: str | None = None
    period: Period | None = None
    as_of: date | None = None
    stated: bool = False


class Scopes:
    """Finds place and period of each amount of one document."""

    def __init__(self, read: Sentences) -> None:
        self._read = read
        self._language = pack_of(read.language)

    def scope_at(self, number: int, span: Span, event: bool, key: Key, before: Sequence[Figure]) -> Holding:
        """Place and period of the amount at `span`, from its sentence, else carried from those before."""
        place = self._nearest_place(number, span)
        stated = place is not None
        period, as_of = self._period(number, span)
        carried = _same_count(before, key, self._language, self._read.sentences[max(0, number - 2)].start)
        if place is None:
            place = self._carried_place(number, carried) if event else carried.place if carried else None
        if (days := self._days_back(number)) is not None:
            published = self._read.info.published
            as_of = as_of or (published - timedelta(days=days) if published else None)
        elif period is None:
            period = self._unstated_period(number, event, carried)
        return Holding(place, period, as_of, stated)

    def _unstated_period(self, number: int, event: bool, carried: Figure | None) -> Period | None:
        """The period that other sentences give: the day "that day" means, the span the next one states, what was
        said before.
        """
        if (
            event
            and self._says(number, self._language.scopes.that_time)
            and (meant := self._carried_period(number))
        ):
            return meant
        if event and (told := self._told_after(number)):
            return told
        if carried is not None and carried.period:
            return carried.period
        return self._carried_period(number) if event else None

    def _days_back(self, number: int) -> int | None:
        """How many days "A month earlier" goes back; what the sentence before says of time is not its own."""
        span = self._read.sentences[number]
        match = time_patterns(self._language).gone_back.match(self._read.text, span.start, span.end)
        if match is None:
            return None
        return days_of(match["n"], match["u"], self._language) if match["u"] else 1

    def _says(self, number: int, pattern: re.Pattern[str]) -> bool:
        span = self._read.sentences[number]
        return len(span) < LONGEST_SENTENCE and pattern.search(self._read.text, span.start, span.end) is not None

    def _told_after(self, number: int) -> Period | None:
        """The period that the next sentence states of the count: "The tally runs from May 2014 to June 2015"."""
        if number + 1 >= len(self._read.sentences):
            return None
        span = self._read.sentences[number + 1]
        if not self._language.scopes.count_runs.match(self._read.text, span.start, span.end):
            return None
        told = [m.period for m in self._read.times(number + 1) if m.sense is not Sense.AS_OF]
        if len(told) == 1:
            return told[0]
        if len(told) != 2 or told[0].start is None or told[1].end is None or told[1].end < told[0].start:
            return None
        mentions = self._read.times(number + 1)
        return Period(told[0].start, told[1].end, self._read.text[mentions[0].start : mentions[-1].end])

    def _nearest_place(self, number: int, span: Span) -> str | None:
        mentions = [
            m
            for m in self._read.places(number)
            if not self._of_saying(number, m.start, m.end)
            and not self._is_compared(number, m.start)
            and not self._of_other(m.start, span)
        ]
        best = min(mentions, key=lambda m: (not m.strong, self._distance(m.start, m.end, span)), default=None)
        return _narrowest(best, mentions).name if best else None

    def _is_compared(self, number: int, start: int) -> bool:
        """Whether a place only stands for what the figure is measured against: "more than in Lund"."""
        before = self._read.text[self._read.sentences[number].start : start]
        return self._language.scopes.compared.search(before) is not None

    def _of_other(self, start: int, span: Span) -> bool:
        """Whether a place or time belongs to a part of the amount, or to another amount in brackets."""
        text = self._read.text
        if span.end <= start and self._language.scopes.part.search(text, span.end, start):
            return True
        bracket = _BRACKET_BEFORE.search(text, max(0, start - _LONGEST_BRACKET), start)
        return bracket is not None and span.end <= bracket.start() and _OWN_AMOUNT.match(text, start) is not None

    def _period(self, number: int, span: Span) -> tuple[Period | None, date | None]:
        as_of = None
        mentions = []
        for mention in self._read.times(number):
            if mention.sense is Sense.AS_OF:
                as_of = mention.period.end
            elif mention.sense is Sense.POINT and self._of_saying(number, mention.start, mention.end):
                as_of = as_of or mention.period.end
            elif not (
                (mention.start < span.end and span.start < mention.end) or self._of_other(mention.start, span)
            ):
                mentions.append(mention)
        best = min(mentions, key=lambda m: self._distance(m.start, m.end, span), default=None)
        return (best.period if best else None), as_of

    def _of_saying(self, number: int, start: int, end: int) -> bool:
        """Whether a place or time belongs to the act of saying: "said on Monday", "told reporters in Geneva"."""
        time = self._is_time(number, start)
        return any(
            self._after_saying(found, start, end, time)
            or (time and (self._on_day(found, start) or self._before_saying(found, number, start, end)))
            for found in self._read.sayings(number)
        )

    def _after_saying(self, found: Saying, start: int, end: int, time: bool) -> bool:
        """Whether a place or time after the verb is told of the saying: nothing stands between that is said."""
        text, words, verb_end = self._read.text, self._language.scopes, found.at + len(found.verb)
        if verb_end > start:
            return False
        between = text[verb_end:start]
        between = between.replace(found.speaker.name, "", 1) if found.speaker.name else between
        if found.verb.lower() in words.publishing and not _PAUSE.search(between):
            return True
        asides, linked = _saying_patterns(self._language)
        if len(between) > _LONGEST_ASIDE or not (time or linked.search(between)) or not asides.fullmatch(between):
            return False
        adjective = text[end : end + 1] == " " and not words.definite.isdisjoint(between.lower().split()[-1:])
        return not adjective and not self._is_object(end)

    def _is_object(self, end: int) -> bool:
        """Whether a place only describes the noun after it, that is told of: "Lund's mayor", "Lund people"."""
        match = _NEXT_WORD.match(self._read.text, end)
        if match is None:
            return False
        counted = match["word"] and match["word"].lower()
        return not counted or counted in concepts(self._language) or counted in self._language.counts.event_nouns

    def _on_day(self, found: Saying, start: int) -> bool:
        """Whether a day is that on which a number was raised or lowered: "raised the toll to 40 on Monday"."""
        before = self._read.text[max(0, start - _REACH_LINK) : start].lower().split(" ")[-2:]
        return (
            found.verb.lower() in REVISIONS and before[-1] == "" and before[0] in self._language.scopes.day_links
        )

    def _before_saying(self, found: Saying, number: int, start: int, end: int) -> bool:
        """Whether a time stands right before the verb ("the mayor on Friday said") or opens its sentence."""
        if not end <= found.at <= found.start:
            return False
        between = self._read.text[end : found.at]
        inserted = len(between) <= _INSERTED and not between.strip()
        fronted = start - self._read.sentences[number].start <= _FRONT
        return inserted or (fronted and between.count(" ") <= _LONGEST_SUBJECT)

    def _is_time(self, number: int, start: int) -> bool:
        return any(m.start == start for m in self._read.times(number))

    def _distance(self, start: int, end: int, span: Span) -> int:
        """How far a mention lies from an amount; other amounts and contrasts in between push it away."""
        low, high = (end, span.start) if end <= span.start else (span.end, start)
        between = self._read.text[low:high] if low < high else ""
        said, counts = _WORD.findall(between.lower()), self._language.counts
        crossed = len(_NUMBER.findall(between)) + sum(word in counts.contrasts for word in said)
        joined = between.count(",") + sum(word in counts.conjunctions for word in said)
        return len(between) + 60 * crossed + 20 * joined

    def _carried_place(self, number: int, carried: Figure | None) -> str | None:
        """The place of the last figure that counts the same, or a place named since then."""
        since = (
            self._read.sentence_at(carried.amount.span.start) if carried is not None and carried.place else None
        )
        for earlier in range(number - 1, max(-1, number - _PLACE_REACH - 1), -1):
            if earlier == since and carried is not None:
                return carried.place
            mentions = [m for m in self._read.places(earlier) if not self._of_saying(earlier, m.start, m.end)]
            if mentions:
                strong = [m for m in mentions if m.strong]
                return _narrowest((strong or mentions)[-1], mentions).name
        if since == number and carried is not None:
            return carried.place
        return self._lede_place(number)

    def _lede_place(self, number: int) -> str | None:
        for early in range(min(3, number, len(self._read.sentences))):
            strong = [m for m in self._read.places(early) if m.strong]
            if strong:
                return strong[0].name
        title = places_in(self._read.info.title) if self._read.info.title else ()
        return title[0].name if title else None

    def _carried_period(self, number: int) -> Period | None:
        for earlier in range(number - 1, max(-1, number - _TIME_REACH - 1), -1):
            usable = [
                m.period for m in self._read.times(earlier)
                if m.sense is not Sense.AS_OF
                and not self._of_saying(earlier, m.start, m.end)
                and not self._is_byline(earlier, m.period)
            ]  # fmt: skip
            if usable:
                return usable[-1]
        return self._lede_day(number)

    def _lede_day(self, number: int) -> Period | None:
        """The day of the event a short report opens with ("The ferry sank on April 16")."""
        if not 0 < number <= _SHORT_REPORT:
            return None
        for early in range(min(3, number)):
            for mention in self._read.times(early):
                period = mention.period
                one_day = mention.sense is Sense.POINT and period.start and period.start == period.end
                if one_day and not self._of_saying(early, mention.start, mention.end):
                    return None if self._is_byline(early, period) else period
        return None

    def _is_byline(self, number: int, period: Period) -> bool:
        """Whether a line gives the day of publication and no event: "By Ann Lee, 3 May 2021"."""
        span = self._read.sentences[number]
        words = self._read.text[span.start : span.end].split()
        return period.start == self._read.info.published and len(words) <= _BYLINE_WORDS


def _narrowest(mention: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention:
    """The town rather than the country right after it: "near Arcos, in northern Chile"."""
    if country_code(undirected(mention.name)) is None:
        return mention
    for other in mentions:
        if 0 <= mention.start - other.end <= _SAME_PLACE and country_code(other.name.split(" and ")[0]) is None:
            return other
    return mention


# "near Arcos, in northern Chile", "the Tamra prison in Lebanon": so far apart stand a place and its country.
_SAME_PLACE = 24
# "came to 169 (2020: 158)": the year in brackets is that of the amount beside it there.
_BRACKET_BEFORE = re.compile(r"\([^()]*$")
_OWN_AMOUNT = re.compile(r"[^()\d]*\d{4}\s*:\s*[^()\d]{0,12}\d[^()]*\)")
_LONGEST_BRACKET = 60
_PAUSE = re.compile(r"[,;:\d]")
_NUMBER = re.compile(r"\d[\d,.]*|;")
_WORD = re.compile(r"\w+")
_NEXT_WORD = re.compile(r"[’']s\b|\s(?P<word>\w+)")
_REACH_LINK = 8
"""Characters before a time in which a preposition stands ("på ")."""
_LONGEST_ASIDE = 30
"""Characters between a verb of saying and its time or place ("reporters at a briefing in")."""
_FRONT = 24
"""Characters from the beginning of a sentence in which a time opens it ("Late on Friday, …")."""
_LONGEST_SUBJECT = 8
"""Words between such a time and the verb of saying."""


@lru_cache(maxsize=64)
def _saying_patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands between a verb of saying and the place or time of saying, and the preposition at its end."""
    words = language.scopes
    asides = re.compile(rf"[\s,]*(?:(?:{any_of(words.asides)})\s*)*", re.IGNORECASE)
    linked = rf"(?<!\w)(?:{any_of(words.links)})(?:\s+(?:{any_of(words.link_articles)}))?\s*$"
    return asides, re.compile(linked, re.IGNORECASE)


def _same_count(before: Sequence[Figure], key: Key, language: Language, floor: int) -> Figure | None:
    """The last figure within reach that counts the same thing."""
    for figure in reversed(before):
        if figure.amount.span.start < floor:
            return None
        other = counted_key(figure.counted, language)
        if other.event == key.event and other.noun == key.noun and key.noun:
            return figure
    return None
