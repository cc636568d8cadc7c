"""Reads the times a sentence names and turns them into dates, resolved against the document's own date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from qa.figures.scope.time_patterns import ATOM, DAY, DAYS, JOINT, LEAD, MONTHS, NUMBERS, QUICK, SEASONS, UNIT_DAYS
from qa.types import Period


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


def times_in(text: str, calendar: Calendar, start: int = 0, end: int | None = None) -> tuple[TimeMention, ...]:
    """The times named in `text` between two offsets, as periods; offsets are those of `text`."""
    stop = len(text) if end is None else end
    if not QUICK.search(text, start, stop):
        return ()
    atoms = _without_weekdays(text, list(_atoms(text, calendar, start, stop)))
    return tuple(_joined(text, atoms, start))


def _without_weekdays(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """Without the day of the week before a date: "Monday 21 August" is one day."""
    kept = []
    for atom, following in zip(atoms, [*atoms[1:], None], strict=False):
        dated = following is not None and following.first == following.last and not _is_weekday(text, following)
        between = text[atom.end : following.start].strip() if following else ""
        if not (dated and _is_weekday(text, atom) and between in ("", ",", "the", "den", ", the")):
            kept.append(atom)
    return kept


def _is_weekday(text: str, atom: _Atom) -> bool:
    return _WEEKDAY.fullmatch(text, atom.start, atom.end) is not None


_WEEKDAY = re.compile(rf"(?:(?:last|i)\s)?(?:{DAY})(?:en|s)?", re.IGNORECASE)
_PLAIN_YEAR = re.compile(
    r"(?<![\w.,$€£%-])(?:1[5-9]|20)\d{2}(?![\d%]|[.,]\d|\s?(?:people|civilians|deaths|percent|dollars))"
)


def years_in(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """The years that `text` names, in order."""
    return [int(match.group()) for match in _PLAIN_YEAR.finditer(text, start, len(text) if end is None else end)]


def _atoms(text: str, calendar: Calendar, start: int, stop: int) -> Iterator[_Atom]:
    for match in ATOM.finditer(text, start, stop):
        month = match["m4"]
        if month in _ALSO_WORDS and not (
            month == "mars" and _SWEDISH_IN.search(text[max(0, match.start() - 8) : match.start()])
        ):
            continue
        atom = _read(match, calendar)
        if atom:
            yield atom


# In lower case these are verbs or nouns, but for the Swedish month of March.
_ALSO_WORDS = frozenset({"may", "march", "mar", "jan", "dec", "mars", "sep"})
_SWEDISH_IN = re.compile(r"\b(?:i|och|sedan|till|från|mellan)\s$")


def _read(match: re.Match[str], calendar: Calendar) -> _Atom | None:
    span = (match.start(), match.end())
    if match["iso"]:
        return _day(span, *(int(part) for part in match["iso"].split("-")))
    month = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    if month:
        return _month_atom(match, span, MONTHS[month.lower()], calendar)
    if match["season"]:
        low, high = SEASONS[match["season"].lower()]
        year = int(match["y5"])
        return _Atom(*span, date(year, low, 1), _month_end(year, high), Sense.STRETCH)
    if match["unit"] or match["q"]:
        return _part_of_year(match, span, calendar)
    if match["y4"]:
        year = int(match["y4"])
        first, last = _within(match["part"], date(year, 1, 1), date(year, 12, 31))
        return _Atom(*span, first, last, Sense.STRETCH)
    return _relative(match, span, calendar)


def _day(span: tuple[int, int], year: int, month: int, day: int) -> _Atom | None:
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return _Atom(*span, exact, exact, Sense.POINT)


def _month_atom(match: re.Match[str], span: tuple[int, int], month: int, calendar: Calendar) -> _Atom | None:
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
    first, last = _within(match["part"], date(year, month, 1), _month_end(year, month))
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


def _within(part: str | None, first: date, last: date) -> tuple[date, date]:
    """The part of a stretch that "early", "mid", "the end of" picks out."""
    word = (part or "").lower().strip(" -").split()
    if not word:
        return first, last
    third = (last - first) / 3
    if {"end", "slutet", "late", "ende", "fin"} & set(word):
        return (last, last) if "late" not in word else (last - third, last)
    if {"early", "beginning", "start", "början", "anfang"} & set(word):
        return first, first + third
    return first + third, last - third


def _part_of_year(match: re.Match[str], span: tuple[int, int], calendar: Calendar) -> _Atom | None:
    ordinals = {
        "first": 1,
        "1st": 1,
        "första": 1,
        "second": 2,
        "2nd": 2,
        "andra": 2,
        "third": 3,
        "3rd": 3,
        "tredje": 3,
    }
    year_text = match["y6"] or match["y7"]
    year = int(year_text) if year_text else calendar.year or (calendar.today.year if calendar.today else None)
    if match["q"]:
        number, length = int(match["q"]), 3
    else:
        length = 6 if match["unit"].lower() in ("half", "halvåret") else 3
        number = ordinals.get(match["nth"].lower(), 4)
    if year is None or number * length > 12:
        return _Atom(*span, None, None, Sense.STRETCH)
    return _Atom(*span, date(year, (number - 1) * length + 1, 1), _month_end(year, number * length), Sense.STRETCH)


def _relative(match: re.Match[str], span: tuple[int, int], calendar: Calendar) -> _Atom | None:
    today = calendar.today
    if match["later"]:
        return _Atom(*span, None, None, Sense.POINT)
    if match["past"]:
        return _past(match, span, today)
    if today is None:
        return _Atom(*span, None, None, Sense.POINT)
    if match["weekday"]:
        back = (today.weekday() - DAYS[match["weekday"].lower()]) % 7
        if match["wl"] and match["wl"].lower() == "next":
            return None
        exact = today - timedelta(days=back or (7 if (match["wl"] or "").lower() == "last" else 0))
        return _Atom(*span, exact, exact, Sense.POINT)
    if match["yesterday"]:
        return _Atom(*span, today - timedelta(days=1), today - timedelta(days=1), Sense.POINT)
    if match["today"]:
        return _Atom(*span, today, today, Sense.POINT)
    if match["this"]:
        return _Atom(*span, _start_of(match["tu"].lower(), today), today, Sense.STRETCH)
    unit = (match["pu"] or "året").lower()
    return _Atom(*span, *_unit_before(unit, today), Sense.STRETCH)


def _start_of(unit: str, today: date) -> date:
    if unit.startswith(("week", "veck")):
        return today - timedelta(days=today.weekday())
    if unit.startswith(("month", "månad")):
        return today.replace(day=1)
    if unit == "quarter":
        return date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return date(today.year, 1, 1)


def _unit_before(unit: str, today: date) -> tuple[date, date]:
    """The calendar week, month or year before the one `today` lies in."""
    start = _start_of(unit, today)
    last = start - timedelta(days=1)
    return _start_of(unit, last), last


def _past(match: re.Match[str], span: tuple[int, int], today: date | None) -> _Atom | None:
    words = match["past"].lower()
    unit, amount = match["u"].lower(), (match["n"] or "").lower()
    number = int(amount) if amount.isdecimal() else NUMBERS.get(amount, 0 if amount else 1)
    if number == 0 and amount not in ("few", "several", "couple"):
        return None
    if today is None or number == 0:
        return _Atom(*span, None, None, Sense.STRETCH)
    bare_last = words.startswith("last ") and not amount and unit in ("week", "month", "year")
    if bare_last:
        return _Atom(*span, *_unit_before(unit, today), Sense.STRETCH)
    days = UNIT_DAYS.get(unit, 1) * number or -(-number // 24)
    if unit.startswith(("year", "år", "jahr", "ans")):
        return _Atom(*span, _years_before(today, number), today, Sense.STRETCH)
    return _Atom(*span, today - timedelta(days=min(days, 200_000)), today, Sense.STRETCH)


def _years_before(today: date, years: int) -> date:
    year = max(1, today.year - years)
    return date(year, today.month, min(today.day, monthrange(year, today.month)[1]))


def _joined(text: str, atoms: list[_Atom], floor: int) -> Iterator[TimeMention]:
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        lead_match = LEAD.search(text, max(floor, atom.start - 24), atom.start)
        lead = lead_match["lead"].lower() if lead_match else ""
        begin = lead_match.start("lead") if lead_match else atom.start
        if at + 1 < len(atoms) and _ranges(text, atom, atoms[at + 1], lead):
            last = atoms[at + 1]
            first = _same_year(atom, last)
            period = Period(first.first, last.last, text[begin : last.end])
            yield TimeMention(begin, last.end, _ordered(period), Sense.STRETCH)
            at += 2
            continue
        yield _single(text, atom, lead, begin)
        at += 1


def _ranges(text: str, first: _Atom, second: _Atom, lead: str) -> bool:
    joint = text[first.end : second.start]
    if not JOINT.match(joint):
        return False
    word = joint.strip().lower().split(" ")[0]
    return lead in ("between", "mellan", "zwischen", "entre") or word not in ("and", "och", "und", "et")


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


_DAYS_BEFORE = re.compile(
    r"\b(?:(?P<n>\d{1,3}|[a-zåäö]+)\s)?(?P<u>days?|weeks?|dagarna|dagar|veckan|veckorna|veckor)\s$", re.IGNORECASE
)


def _counted_days(text: str, until: int) -> int:
    """The days before "before" or "after" a date: 7 of "the week before", 3 of "three days after"; 0 for none."""
    match = _DAYS_BEFORE.search(text, max(0, until - 24), until)
    if not match:
        return 0
    return days_of(match["n"] or "", match["u"])


def days_of(amount: str, unit: str) -> int:
    """How many days "two weeks" or "a month" are, by number and unit; 0 for a unit that is not known."""
    folded = amount.lower()
    number = int(folded) if folded.isdecimal() else NUMBERS.get(folded, 1)
    return UNIT_DAYS.get(unit.lower(), 0) * number


def _beside(atom: _Atom, lead: str, days: int, said: str, begin: int) -> TimeMention:
    """The stretch of so many days that ends, or begins, at a date."""
    if atom.first is None or atom.last is None:
        return TimeMention(begin, atom.end, Period(None, None, said), Sense.STRETCH)
    span = timedelta(days=days)
    before = lead not in ("after", "efter")
    period = Period(atom.first - span, atom.first, said) if before else Period(atom.last, atom.last + span, said)
    return TimeMention(begin, atom.end, period, Sense.STRETCH)


_UNTIL = ("until", "up to", "through", "fram till", "till och med", "bis", "jusqu'en", "jusqu'au")
_TO_END = re.compile(r"\bto the end of\b|\b(?:time|period|years?|months?) to\b", re.IGNORECASE)
_BEFORE_TO = 8


def _single(text: str, atom: _Atom, lead: str, begin: int) -> TimeMention:
    said = text[begin : atom.end]
    if lead in ("since", "sedan", "seit", "depuis"):
        return TimeMention(begin, atom.end, Period(atom.first, None, said), Sense.STRETCH)
    if lead in ("as of", "as at", "per", "by"):
        return TimeMention(begin, atom.end, Period(None, atom.last, said), Sense.AS_OF)
    if lead in _UNTIL or (lead == "to" and _TO_END.search(text[max(0, begin - _BEFORE_TO) : atom.end])):
        return TimeMention(begin, atom.end, Period(None, atom.last, said), Sense.STRETCH)
    if lead in ("before", "före", "innan", "after", "efter") and (days := _counted_days(text, begin)):
        return _beside(atom, lead, days, said, begin)
    if lead in ("before", "före", "innan"):
        end = atom.first - timedelta(days=1) if atom.first else None
        return TimeMention(begin, atom.end, Period(None, end, said), Sense.STRETCH)
    if lead in ("after", "efter"):
        start = atom.last + timedelta(days=1) if atom.last else None
        return TimeMention(begin, atom.end, Period(start, None, said), Sense.STRETCH)
    return TimeMention(
        atom.start, atom.end, Period(atom.first, atom.last, text[atom.start : atom.end]), atom.sense
    )
