"""Questions that set things or times beside each other, taken apart into one question for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from qa.figures.scope.periods import Calendar, times_in
from qa.language.pack import Language
from qa.language.sections.question_words import Comparison, QuestionWords
from qa.language.words import content, words
from qa.types import Period

if TYPE_CHECKING:
    from qa.question.question import Question


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: how the question calls it and the question for it alone; where it is a time, its
    `period`, and with `bare` the question for no time. `is_described` where it is asked who or what it is, and
    for no number; `is_named` where what tells it must name it.
    """

    label: str
    question: str
    period: Period | None = None
    bare: str = ""
    is_described: bool = False
    is_named: bool = False

    @property
    def start(self) -> date:
        """When it begins; of what is no time, the first of all days."""
        return self.period.start if self.period and self.period.start else date.min


@dataclass(frozen=True, slots=True)
class AskedChange:
    """What a question asks the course of: `bare` is the question for it at no time, `topic` that without what else
    is said of it; `sides` are the times named,
    the earliest first; `start` and `end` are years, None where they are left open; `is_relative` tells that the
    first time is only called the year before the other.
    """

    bare: str
    topic: str
    template: str
    sides: tuple[Side, ...] = ()
    start: int | None = None
    end: int | None = None
    is_relative: bool = False

    def side(self, year: int, at: str) -> Side:
        """The side of a further year, whose time stands in a question as `at` says."""
        return Side(str(year), _sentence(self.template.replace(_AT, at.format(year))), _of_year(year), self.bare)

    def covers(self, year: int) -> bool:
        """Whether a year lies within the time asked about."""
        return (self.start is None or self.start <= year) and (self.end is None or year <= self.end)


_AT = "\0"
"""Stands in a question for its time until that is known."""


def sides_of(question: Question) -> tuple[Side, ...]:
    """The questions whose answers are to be compared, times in their order; none where nothing is compared."""
    said, spoken = question.spoken.questions, question.spoken
    text = _plain(question.text)
    for comparison in said.comparisons:
        if match := comparison.pattern.search(text):
            return tuple(_dated(side, spoken) for side in _of_two(comparison, match, said))
    for comparison in spoken.comparison.times:
        if match := comparison.pattern.search(text):
            sides = _by_time(_templated(comparison, match), match["times"], spoken)
            return tuple(replace(side, is_described=comparison.described) for side in sides)
    for comparison in spoken.comparison.things:
        if match := comparison.pattern.search(text):
            return tuple(_dated(side, spoken) for side in _of_things(comparison, match, spoken))
    return ()


def change_of(question: Question) -> AskedChange | None:
    """The change over time that is asked for; None where none is."""
    spoken, text = question.spoken, _plain(question.text)
    for asked in spoken.comparison.changes:
        match = asked.pattern.search(text)
        if match is None:
            continue
        template = _templated(asked, match)
        named = match.groupdict()
        sides = _by_time(template, named.get("times") or "", spoken)
        years = [year for side in sides if (year := year_of(side.period))]
        since = _by_time(template, named.get("since") or "", spoken)
        first = years[0] if years else next((year_of(side.period) for side in since), None)
        return AskedChange(
            _sentence(template.replace(_AT, "")),
            _sentence(asked.question.format_map({**named, "rest": "", "at": ""})),
            template,
            sides,
            first,
            years[-1] if years else None,
            is_relative=spoken.comparison.year_earlier.search(named.get("times") or "") is not None,
        )
    return None


def year_of(period: Period | None) -> int | None:
    """The year in which a period ends; None where it has no end."""
    return period.end.year if period is not None and period.end is not None else None


def whole_year(period: Period | None) -> int | None:
    """The year that a period is; None where it is less or more than one."""
    if period is None or period.start is None:
        return None
    year = period.start.year
    return year if (period.start, period.end) == (date(year, 1, 1), date(year, 12, 31)) else None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ?¿.")


def _sentence(question: str) -> str:
    question = " ".join(question.split()).replace(" ?", "?")
    return question[:1].upper() + question[1:]


def _templated(comparison: Comparison, match: re.Match[str]) -> str:
    named = {name: part or "" for name, part in match.groupdict().items()}
    return comparison.question.format_map({"rest": "", **named, "at": _AT})


def _by_time(template: str, told: str, spoken: Language) -> tuple[Side, ...]:
    """The sides of the times that are told in a text, the earliest first; each once."""
    said = spoken.comparison
    bare = _sentence(template.replace(_AT, ""))
    labels = list(_with_years([match.group() for match in said.time.finditer(told)]))
    carried = said.carried.match(labels[0]) if labels else None
    if carried:
        labels = [f"{carried[0]} {label}" if label.isdigit() else label for label in labels]
    if len(labels) == 1:
        labels += list(_a_year_off(labels[0], told, spoken))
    found: dict[str, Side] = {}
    for label in labels:
        question = _sentence(template.replace(_AT, said.at.format(label)))
        found.setdefault(label, Side(label, question, _period(label, spoken), bare))
    return tuple(sorted(found.values(), key=lambda side: side.start))


def _with_years(labels: list[str]) -> Iterator[str]:
    """The times told, a part of a year with the year that is told after it."""
    year = ""
    told = []
    for label in reversed(labels):
        found = _YEAR.search(label)
        year = found.group() if found else year
        told.append(label if found or not year else f"{label} {year}")
    return reversed(told)


_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d)?")


def _a_year_off(label: str, told: str, spoken: Language) -> Iterator[str]:
    """The same time of the next year or of the year before, where the text says so: "a year later"."""
    said, year = spoken.comparison, _YEAR.search(label)
    after = told[told.find(label) + len(label) :]
    step = 1 if said.year_later.search(after) else -1 if said.year_earlier.search(after) else 0
    if year and year.group().isdigit() and step:
        yield label.replace(year.group(), str(int(year.group()) + step))


def _period(label: str, spoken: Language) -> Period | None:
    times = [time.period for time in times_in(label, spoken, Calendar()) if time.period.end is not None]
    if times:
        return times[0]
    year = _YEAR.search(label)
    return _of_year(int(year.group()[:4])) if year else None


def _of_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def _dated(side: Side, spoken: Language) -> Side:
    """The side with its period, where its label tells one, and called by that alone where it says no more."""
    found = spoken.comparison.time.search(side.label)
    if found is None:
        return side
    rest = f"{side.label[: found.start()]} {side.label[found.end() :]}"
    label = side.label if content(words(rest, spoken.code)) else found.group()
    return replace(side, label=label, period=_period(found.group(), spoken))


def _of_two(comparison: Comparison, match: re.Match[str], said: QuestionWords) -> Iterator[Side]:
    named = {name: part or "" for name, part in match.groupdict().items()}
    named["lead"] = said.pairing.sub("", named.get("lead", ""))
    for side in _completed(match["one"], match["other"], said):
        yield Side(side.strip(), comparison.question.format_map({"rest": "", **named, "side": side.strip()}))


def _of_things(comparison: Comparison, match: re.Match[str], spoken: Language) -> Iterator[Side]:
    """The sides of things; none where the comparative is of no adjective that is known."""
    named: Mapping[str, str] = {name: part or "" for name, part in match.groupdict().items()}
    degree = named.get("degree", "").lower()
    if degree and degree not in spoken.comparison.degrees:
        return
    named = {"rest": "", **named, "degree": spoken.comparison.degrees.get(degree, "")}
    labels = [part.strip() for part in (*match["one"].split(", "), match["other"])]
    labels[1:] = [_with_noun(label, labels[0], spoken) for label in labels[1:]]
    labels = _of_one_time(labels, spoken)
    if len(set(labels)) < len(labels) or not all(content(words(label, spoken.code)) for label in labels):
        return
    for before, label in pairwise(("", *labels)):
        template = comparison.other_question if before and comparison.other_question else comparison.question
        asked = _sentence(template.format_map({**named, "side": label}))
        yield Side(label, asked, is_described=comparison.described, is_named=not comparison.described)


def _of_one_time(labels: list[str], spoken: Language) -> list[str]:
    """The things with the time that stands behind the last and is meant of all: "revenue or income *in 2019*"."""
    found = list(spoken.comparison.time.finditer(labels[-1]))
    if not found or found[-1].end() < len(labels[-1]) or not found[-1].start():
        return labels
    if any(spoken.comparison.time.search(label) for label in labels[:-1]):
        return labels
    before = words(labels[-1][: found[-1].start()], spoken.code)
    start = before[-1].start if before and before[-1].function else found[-1].start()
    tail = labels[-1][start:]
    return [*(f"{label} {tail}" for label in labels[:-1]), labels[-1]]


def _with_noun(label: str, first: str, spoken: Language) -> str:
    """A thing that is only called "the one at the river" or "the new one", with the noun of the first."""
    found = spoken.comparison.pronoun.search(label)
    if found is None:
        return label
    placing = spoken.questions.placing
    noun = " ".join(takewhile(lambda word: word.casefold() not in placing, first.split()))
    noun = noun if found.start() == 0 else noun.rpartition(" ")[2]
    return f"{label[: found.start()]}{noun}{label[found.end() :]}" if noun else label


def _completed(one: str, other: str, said: QuestionWords) -> tuple[str, str]:
    """Both sides with the noun that only one of them has: "the first" of "the first or the second week"."""
    ends = [found.end() for found in said.ordinal.finditer(one)]
    if len(one) in ends and (tail := said.ordinal.search(other)):
        one = f"{one}{other[tail.end() :]}"
    if head := said.place_noun.match(one):
        other = said.the_one.sub(said.the.format(head["noun"]), other)
    return one, other
