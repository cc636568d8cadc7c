"""Reads the times a sentence names and turns them into dates, resolved against the document's own date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from qa.figures.scope.time_patterns import time_patterns
from qa.language import cldr
from qa.language.pack import Language
from qa.language.sections.time_words import Lead, Part, TimeUnit, TimeWords, Weekday
from qa.types import Period

T = TypeVar("T")


class Sense(StrEnum):
    """What a time stands for: a stretch things happened in, a single day or month, or the state of a count."""

    STRETCH = "stretch"
    POINT = "point"
    AS_OF = "as of"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time in a text: its offsets, the period it means (open where that cannot be known), and its sense."""

    start: int
    end: int
    period: Period
    sense: Sense


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative times are resolved against: the document's date, and the year its text is about."""

    today: date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    first: date | None
    last: date | None
    sense: Sense
    month_only: tuple[int, int | None] | None = None


def times_in(
    text: str, language: Language, calendar: Calendar, start: int = 0, end: int | None = None
) -> tuple[TimeMention, ...]:
    """The times named in `text` between two offsets, as periods; offsets are those of `text`."""
    stop = len(text) if end is None else end
    if not time_patterns(language).quick.search(text, start, stop):
        return ()
    atoms = _without_weekdays(text, list(_atoms(text, language, calendar, start, stop)), language)
    return tuple(_joined(text, atoms, start, language))


def _without_weekdays(text: str, atoms: list[_Atom], language: Language) -> list[_Atom]:
    """Without the day of the week before a date: "Monday 21 August" is one day."""
    between = {"", *language.times.articles}

    def is_weekday(atom: _Atom) -> bool:
        return time_patterns(language).weekday.fullmatch(text, atom.start, atom.end) is not None

    kept = []
    for atom, following in zip(atoms, [*atoms[1:], None], strict=False):
        dated = following is not None and following.first == following.last and not is_weekday(following)
        said = text[atom.end : following.start].strip().removeprefix(",").lstrip() if following else ""
        if not (dated and is_weekday(atom) and said in between):
            kept.append(atom)
    return kept


def years_in(text: str, language: Language, start: int = 0, end: int | None = None) -> list[int]:
    """The years that `text` names, in order."""
    found = time_patterns(language).year.finditer(text, start, len(text) if end is None else end)
    return [int(match.group()) for match in found]


def _atoms(text: str, language: Language, calendar: Calendar, start: int, stop: int) -> Iterator[_Atom]:
    for match in time_patterns(language).atom.finditer(text, start, stop):
        if match["m4"] not in language.times.also_words and (atom := _read(match, language, calendar)):
            yield atom


def _read(match: re.Match[str], language: Language, calendar: Calendar) -> _Atom | None:
    span, words = (match.start(), match.end()), language.times
    if match["iso"]:
        return _day(span, *(int(part) for part in match["iso"].split("-")))
    named = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    if named:
        month = _meaning(cldr.months(language), named)
        return _month_atom(match, month, words, calendar) if month else None
    if match["season"]:
        low, year = _meaning(words.seasons, match["season"]), int(match["y5"])
        return _Atom(*span, date(year, low, 1), _month_end(year, low + 2), Sense.STRETCH) if low else None
    if match["unit"] or match["q"]:
        return _part_of_year(match, words, calendar)
    if match["y4"]:
        year = int(match["y4"])
        first, last = _within(match["part"], words, date(year, 1, 1), date(year, 12, 31))
        return _Atom(*span, first, last, Sense.STRETCH)
    return _relative(match, language, calendar.today)


def _day(span: tuple[int, int], year: int, month: int, day: int) -> _Atom | None:
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return _Atom(*span, exact, exact, Sense.POINT)


def _month_atom(match: re.Match[str], month: int, words: TimeWords, calendar: Calendar) -> _Atom | None:
    span = (match.start(), match.end())
    year_text = match["y1"] or match["y2"] or match["y3"]
    day_text = match["d1"] or match["d2"]
    day = int(re.sub(r"\D", "", day_text)) if day_text else None
    if day is not None and not 1 <= day <= 31:
        return None
    year = int(year_text) if year_text else _year_of(month, day, calendar)
    named = None if year_text else (month, day)
    if year is None:
        return _Atom(*span, None, None, Sense.POINT, named)
    if day is not None:
        atom = _day(span, year, month, day)
        return replace(atom, month_only=named) if atom else None
    first, last = _within(match["part"], words, date(year, month, 1), _month_end(year, month))
    return _Atom(*span, first, last, Sense.POINT, named)


def _year_of(month: int, day: int | None, calendar: Calendar) -> int | None:
    """The year of a month that names none: the year the text is about, else the latest that has passed."""
    if calendar.year is not None:
        return calendar.year
    if calendar.today is None:
        return None
    passed = (month, day or 1) <= (calendar.today.month, calendar.today.day)
    return calendar.today.year if passed else calendar.today.year - 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _within(part: str | None, words: TimeWords, first: date, last: date) -> tuple[date, date]:
    """The part of a stretch that "early", "mid", "the end of" picks out."""
    third = (last - first) / 3
    match _meaning(words.parts, part or ""):
        case Part.START:
            return first, first + third
        case Part.MIDDLE:
            return first + third, last - third
        case Part.LATE:
            return last - third, last
        case Part.END:
            return last, last
    return first, last


def _meaning(forms: Mapping[str, T], said: str) -> T | None:
    """What a phrase stands for, whatever its capitals and white space; None also for letters that only a pattern
    takes for one of its own ("fırst").
    """
    plain = " ".join(said.split())
    return forms.get(plain.lower(), forms.get(plain.casefold()))


def _part_of_year(match: re.Match[str], words: TimeWords, calendar: Calendar) -> _Atom | None:
    span, year_text = (match.start(), match.end()), match["y6"] or match["y7"]
    year = int(year_text) if year_text else calendar.year or (calendar.today.year if calendar.today else None)
    number = int(match["q"]) if match["q"] else _meaning(words.ordinals, match["nth"]) or 0
    length = 6 if match["unit"] and match["unit"].lower() in words.halves else 3
    if year is None or not 0 < number * length <= _MONTHS:
        return _Atom(*span, None, None, Sense.STRETCH)
    return _Atom(*span, date(year, (number - 1) * length + 1, 1), _month_end(year, number * length), Sense.STRETCH)


def _relative(match: re.Match[str], language: Language, today: date | None) -> _Atom | None:
    span, words = (match.start(), match.end()), language.times
    if match["past"]:
        return _past(match, words, today)
    if unit := _meaning(words.prior, match["prior"] or ""):
        first, last = _unit_before(unit, today) if today else (None, None)
        return _Atom(*span, first, last, Sense.STRETCH)
    if today is None or match["later"]:
        return _Atom(*span, None, None, Sense.POINT)
    if match["weekday"]:
        return _weekday(match, language, today)
    if unit := _meaning(words.this, match["this"] or ""):
        return _Atom(*span, _start_of(unit, today), today, Sense.STRETCH)
    day = today - timedelta(days=1) if match["yesterday"] else today
    return _Atom(*span, day, day, Sense.POINT)


def _weekday(match: re.Match[str], language: Language, today: date) -> _Atom | None:
    lead = _meaning(language.times.weekday_leads, match["wl"] or "")
    weekday = _meaning(cldr.weekdays(language), match["weekday"])
    if weekday is None or lead is Weekday.NEXT:
        return None
    back = (today.weekday() - weekday) % 7
    exact = today - timedelta(days=back or (7 if lead is Weekday.LAST else 0))
    return _Atom(match.start(), match.end(), exact, exact, Sense.POINT)


def _start_of(unit: TimeUnit, today: date) -> date:
    if unit is TimeUnit.WEEK:
        return today - timedelta(days=today.weekday())
    if unit is TimeUnit.MONTH:
        return today.replace(day=1)
    if unit is TimeUnit.QUARTER:
        return date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return date(today.year, 1, 1)


def _unit_before(unit: TimeUnit, today: date) -> tuple[date, date]:
    """The calendar week, month or year before the one `today` lies in."""
    start = _start_of(unit, today)
    last = start - timedelta(days=1)
    return _start_of(unit, last), last


def _past(match: re.Match[str], words: TimeWords, today: date | None) -> _Atom | None:
    span, amount = (match.start(), match.end()), (match["n"] or match["n0"] or "").lower()
    unit = _meaning(words.units, match["u"])
    number = int(amount) if amount.isdecimal() else words.numbers.get(amount, 0 if amount else 1)
    if unit is None or (number == 0 and amount not in words.vague_numbers):
        return None
    if today is None or number == 0:
        return _Atom(*span, None, None, Sense.STRETCH)
    if unit is TimeUnit.YEAR:
        return _Atom(*span, _years_before(today, number), today, Sense.STRETCH)
    days = UNIT_DAYS[unit] * number or -(-number // 24)
    return _Atom(*span, today - timedelta(days=min(days, _MOST_DAYS)), today, Sense.STRETCH)


_MONTHS = 12
_MOST_DAYS = 200_000
"""More than five centuries, and no further back than dates reach."""
UNIT_DAYS = {
    TimeUnit.HOUR: 0, TimeUnit.DAY: 1, TimeUnit.WEEK: 7, TimeUnit.MONTH: 30, TimeUnit.QUARTER: 90,
    TimeUnit.YEAR: 365, TimeUnit.DECADE: 3650,
}  # fmt: skip


def _years_before(today: date, years: int) -> date:
    year = max(1, today.year - years)
    return date(year, today.month, min(today.day, monthrange(year, today.month)[1]))


def _joined(text: str, atoms: list[_Atom], floor: int, language: Language) -> Iterator[TimeMention]:
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        if opening := _opening_day(text, atom, floor, language):
            _, begin = _lead_before(text, opening.start, floor, language)
            period = Period(opening.first, atom.last, text[begin : atom.end])
            yield TimeMention(begin, atom.end, period, Sense.STRETCH)
            at += 1
            continue
        lead, begin = _lead_before(text, atom.start, floor, language)
        if at + 1 < len(atoms) and _ranges(text, atom, atoms[at + 1], lead, language):
            last = atoms[at + 1]
            first = _same_year(atom, last)
            period = Period(first.first, last.last, text[begin : last.end])
            yield TimeMention(begin, last.end, _ordered(period), Sense.STRETCH)
            at += 2
            continue
        yield _single(text, atom, lead, begin, language)
        at += 1


def _lead_before(text: str, start: int, floor: int, language: Language) -> tuple[Lead | None, int]:
    """The word before a time that says how it is meant, and where it stands; else where the time itself does."""
    before = time_patterns(language).lead.search(text, max(floor, start - _REACH), start)
    return (_meaning(language.times.leads, before["lead"]), before.start("lead")) if before else (None, start)


def _opening_day(text: str, atom: _Atom, floor: int, language: Language) -> _Atom | None:
    """The day that a range of days begins with, whose month its last day names: "between 3 and 9 May"."""
    last = atom.first.day if atom.first and atom.first == atom.last else (atom.month_only or (0, None))[1]
    if last is None or not text[atom.start].isdigit():
        return None
    found = time_patterns(language).opening_day.search(text, max(floor, atom.start - _REACH), atom.start)
    if found is None or not 1 <= int(found["day"]) < last:
        return None
    first = atom.first and atom.first.replace(day=int(found["day"]))
    opening = _Atom(*found.span("day"), first, first, Sense.POINT)
    lead, _ = _lead_before(text, opening.start, floor, language)
    ranges = _ranges(text, replace(opening, end=found.end("ending")), atom, lead, language)
    return opening if ranges else None


_REACH = 24
"""Characters before a time in which its lead stands ("till och med den ")."""


def _ranges(text: str, first: _Atom, second: _Atom, lead: Lead | None, language: Language) -> bool:
    joint = text[first.end : second.start]
    if not time_patterns(language).joint.match(joint):
        return False
    word = joint.strip().lower().split(" ")[0]
    return lead is Lead.BETWEEN or word not in language.times.loose_joints


def _same_year(first: _Atom, last: _Atom) -> _Atom:
    """Gives the first end of a range the year of the second: "between June and October 2017"."""
    if first.month_only is None or last.last is None:
        return first
    month, day = first.month_only
    year = last.last.year if (month, day or 1) <= (last.last.month, last.last.day) else last.last.year - 1
    if last.month_only is not None and first.first is not None and first.first.year == year:
        return first
    try:
        start = date(year, month, day or 1)
    except ValueError:
        return first
    return replace(first, first=start, last=start if day else _month_end(year, month))


def _ordered(period: Period) -> Period:
    if period.start and period.end and period.end < period.start:
        if (period.start - period.end).days < 8:
            return replace(period, start=period.start - timedelta(days=7))
        return replace(period, start=None, end=None)
    return period


def _counted_days(text: str, until: int, language: Language) -> int:
    """The days before "before" or "after" a date: 7 of "the week before", 3 of "three days after"; 0 for none."""
    match = time_patterns(language).days_before.search(text, max(0, until - _REACH), until)
    return days_of(match["n"] or "", match["u"], language) if match else 0


def days_of(amount: str, unit: str, language: Language) -> int:
    """How many days "two weeks" or "a month" are, by number and unit; 0 for a unit that is not known."""
    folded, known = amount.lower(), language.times.units.get(unit.lower())
    number = int(folded) if folded.isdecimal() else language.times.numbers.get(folded, 1)
    return min(UNIT_DAYS[known] * number, _MOST_DAYS) if known else 0


def _beside(atom: _Atom, lead: Lead, days: int, said: str, begin: int) -> TimeMention:
    """The stretch of so many days that ends, or begins, at a date."""
    if atom.first is None or atom.last is None:
        return TimeMention(begin, atom.end, Period(None, None, said), Sense.STRETCH)
    span, before = timedelta(days=days), lead is Lead.BEFORE
    period = Period(atom.first - span, atom.first, said) if before else Period(atom.last, atom.last + span, said)
    return TimeMention(begin, atom.end, period, Sense.STRETCH)


_BEFORE_TO = 8
"""Characters before "to" in which `TimeWords.to_end` finds what ends there ("period ")."""


def _single(text: str, atom: _Atom, lead: Lead | None, begin: int, language: Language) -> TimeMention:
    said = text[begin : atom.end]
    if lead is Lead.TO and language.times.to_end.search(text[max(0, begin - _BEFORE_TO) : atom.end]):
        lead = Lead.UNTIL
    if lead in (Lead.BEFORE, Lead.AFTER) and (days := _counted_days(text, begin, language)):
        return _beside(atom, lead, days, said, begin)
    day = timedelta(days=1)
    match lead:
        case Lead.SINCE:
            return TimeMention(begin, atom.end, Period(atom.first, None, said), Sense.STRETCH)
        case Lead.AS_OF:
            return TimeMention(begin, atom.end, Period(None, atom.last, said), Sense.AS_OF)
        case Lead.UNTIL:
            return TimeMention(begin, atom.end, Period(None, atom.last, said), Sense.STRETCH)
        case Lead.BEFORE:
            period = Period(None, atom.first - day if atom.first else None, said)
            return TimeMention(begin, atom.end, period, Sense.STRETCH)
        case Lead.AFTER:
            period = Period(atom.last + day if atom.last else None, None, said)
            return TimeMention(begin, atom.end, period, Sense.STRETCH)
    period = Period(atom.first, atom.last, text[atom.start : atom.end])
    return TimeMention(atom.start, atom.end, period, atom.sense)
