"""Where and when a figure holds: what its sentence says of it, else what is carried from the sentences before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.types import Span
from qa.figures.attribution import REVISIONS
from qa.figures.context.document_sentences import LONGEST_SENTENCE, Sentences
from qa.figures.counted import Key, counted_key
from qa.figures.scope.periods import Sense, days_of
from qa.figures.scope.places import PlaceMention, country_code, places_in, undirected
from qa.language.vocabulary import vocabulary
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

    def scope_at(self, number: int, span: Span, event: bool, key: Key, before: Sequence[Figure]) -> Holding:
        """Place and period of the amount at `span`, from its sentence, else carried from those before."""
        place = self._nearest_place(number, span)
        stated = place is not None
        period, as_of = self._period(number, span)
        carried = _same_count(before, key, self._read.sentences[max(0, number - 2)].start)
        if place is None:
            place = self._carried_place(number, carried) if event else carried.place if carried else None
        back = self._goes_back(number)
        if back is not None:
            as_of = as_of or back
        elif period is None:
            period = self._unstated_period(number, event, carried)
        return Holding(place, period, as_of, stated)

    def _unstated_period(self, number: int, event: bool, carried: Figure | None) -> Period | None:
        """The period that other sentences give: the day "that day" means, the span the next one states, what was
        said before.
        """
        if event and self._says(number, _THAT_TIME) and (meant := self._carried_period(number)):
            return meant
        if event and (told := self._told_after(number)):
            return told
        if carried is not None and carried.period:
            return carried.period
        return self._carried_period(number) if event else None

    def _goes_back(self, number: int) -> date | None:
        """The day to which "A month earlier" goes back; what the sentence before says of time is not its own."""
        span = self._read.sentences[number]
        match = _SHIFTED.match(self._read.text, span.start, span.end)
        if match is None:
            return None
        days = days_of(match["n"], match["u"]) if match["u"] else 1
        return (self._read.info.published or date.max) - timedelta(days=days)

    def _says(self, number: int, pattern: re.Pattern[str]) -> bool:
        span = self._read.sentences[number]
        return len(span) < LONGEST_SENTENCE and pattern.search(self._read.text, span.start, span.end) is not None

    def _told_after(self, number: int) -> Period | None:
        """The period that the next sentence states of the count: "The tally runs from May 2014 to June 2015"."""
        if number + 1 >= len(self._read.sentences):
            return None
        span = self._read.sentences[number + 1]
        if not _COUNT_RUNS.match(self._read.text, span.start, span.end):
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
        return _COMPARED.search(before) is not None

    def _of_other(self, start: int, span: Span) -> bool:
        """Whether a place or time belongs to a part of the amount, or to another amount in brackets."""
        text = self._read.text
        if span.end <= start and _PART.search(text, span.end, start):
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
        for found in self._read.sayings(number):
            verb_end = found.at + len(found.verb)
            between = self._read.text[verb_end:start] if verb_end <= start else ""
            between = between.replace(found.speaker.name, "", 1) if found.speaker.name else between
            on = self._read.text[max(0, start - 3) : start].lower() in ("on ", "på ")
            if on and found.verb.lower() in REVISIONS and self._is_time(number, start):
                return True
            adjective = (
                between.rstrip().lower().endswith((" the", "the")) and self._read.text[end : end + 1] == " "
            )
            if (
                verb_end <= start
                and len(between) <= 30
                and (_LINKED.search(between) or self._is_time(number, start))
                and not adjective
                and _ONLY_SAYING.fullmatch(between)
                and not _OBJECT.match(self._read.text, end)
            ):
                return True
            if found.verb.lower() in _PUBLISHING and verb_end <= start and not _PAUSE.search(between):
                return True
            inserted = (
                end <= found.at <= end + _INSERTED
                and found.start >= found.at
                and not self._read.text[end : found.at].strip()
            )
            if inserted and self._is_time(number, start):
                return True
            fronted = start - self._read.sentences[number].start <= 24 and end <= found.at
            if (
                fronted
                and found.start >= found.at
                and self._read.text[end : found.at].count(" ") <= 8
                and self._is_time(number, start)
            ):
                return True
        return False

    def _is_time(self, number: int, start: int) -> bool:
        return any(m.start == start for m in self._read.times(number))

    def _distance(self, start: int, end: int, span: Span) -> int:
        """How far a mention lies from an amount; other amounts and contrasts in between push it away."""
        low, high = (end, span.start) if end <= span.start else (span.end, start)
        between = self._read.text[low:high] if low < high else ""
        crossed = len(re.findall(r"\d[\d,.]*|;|\bwhile\b|\bmedan\b|\bbut\b|\bmen\b", between))
        joined = len(re.findall(r",|\band\b|\boch\b", between))
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
_ONLY_SAYING = re.compile(
    r"[\s,]*(?:(?:that|reporters|journalists|parliament|afp|reuters|in|at|on|late|early|a|an|the|statement|interview|report|tweet|news|conference|to|its|his|her"
    r"|press|briefing|told|for|first|time|på|i|vid|sent|under|till|journalister|presskonferens|ett|en|pressmeddelande)\s*)*",
    re.IGNORECASE,
)
# "told reporters in Lund" was told there; "said Lund has nine" tells of Lund.
_LINKED = re.compile(
    r"(?<!\w)(?:in|at|to|from|on|i|på|vid|till|från)(?:\s+(?:the|a|an|its|his|her|den|det))?\s*$", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:(?:than|unlike|compared (?:to|with)|än|jämfört med)\s"
    r"(?:(?:it|they|those|that|was|were|did|had|ever|before|det|de|dem|var|har|hade)\s){0,4}"
    r"|(?:since|sedan)\b[^,;]{0,20}\b(?:war|kriget)\s)"
    r"(?:in|of|i)\s(?:the\s)?$",
    re.IGNORECASE,
)
# "871 people, of whom 188 in Poland": the part has its own place and time.
_PART = re.compile(r"\bof (?:whom|which|these|those|them)\b|\b(?:varav|av (?:vilka|dem|dessa))\b", re.IGNORECASE)
# "came to 169 (2020: 158)": the year in brackets is that of the amount beside it there.
_BRACKET_BEFORE = re.compile(r"\([^()]*$")
_OWN_AMOUNT = re.compile(r"[^()\d]*\d{4}\s*:\s*[^()\d]{0,12}\d[^()]*\)")
_LONGEST_BRACKET = 60
_PUBLISHING = vocabulary("published released issued unveiled publicerade släppte presenterade")
_PAUSE = re.compile(r"[,;:\d]")
_THAT_TIME = re.compile(
    r"\b(?:that|the same|on the) (?:day|night|morning|evening|week|weekend|month|year)\b"
    r"|\b(?:den|samma) dag(?:en)?\b",
    re.IGNORECASE,
)
_SHIFTED = re.compile(
    r"\W*(?:(?P<n>an?|one|two|three|four|five|six|\d{1,3}|several|some|ett|en|två|tre) "
    r"(?P<u>(?:day|week|month|year|dag|veck|månad|år)\w*) (?:earlier|before|previously|tidigare|innan)"
    r"|(?:earlier|previously|before that|tidigare|dessförinnan))\b",
    re.IGNORECASE,
)
_COUNT_RUNS = re.compile(
    r"(?:the|this|that|its|their)\s(?:new\s|latest\s)?"
    r"(?:tally|count|toll|total|figures?|numbers?|data|statistics|period|review|report|estimate)\s"
    r"(?:runs?|covers?|starts?|begins?|spans?|goes|reach(?:es)?|extends?|stretch(?:es)?|concerns?|refers?"
    r"|is for|are for)\b"
    r"|(?:siffran|räkningen|uppgiften|siffrorna|perioden)\s(?:gäller|avser|omfattar|sträcker|börjar|täcker)",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"[’']s\b|\s(?:civilians|people|deaths|strikes)\b")


def _same_count(before: Sequence[Figure], key: Key, floor: int) -> Figure | None:
    """The last figure within reach that counts the same thing."""
    for figure in reversed(before):
        if figure.amount.span.start < floor:
            return None
        other = counted_key(figure.counted)
        if other.event == key.event and other.noun == key.noun and key.noun:
            return figure
    return None
