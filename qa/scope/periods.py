"""Reads the times a sentence names and turns them into dates, resolved against the document's own date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

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


_MONTHS: dict[str, int] = {}
for _names in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
):
    _MONTHS |= {name: number for number, name in enumerate(_names.split(), start=1)}
_MONTHS["sep"] = 9
_DAYS: dict[str, int] = {}
for _names in (
    "monday tuesday wednesday thursday friday saturday sunday",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
):
    _DAYS |= {name: number for number, name in enumerate(_names.split())}
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "våren": (3, 5),
    "sommaren": (6, 8),
    "hösten": (9, 11),
}
_NUMBERS = {
    word: number
    for forms in (
        "one two three four five six seven eight nine ten eleven twelve",
        "ett två tre fyra fem sex sju åtta nio tio elva tolv",
        "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "un deux trois quatre cinq six sept huit neuf dix onze douze",
    )
    for number, word in enumerate(forms.split(), start=1)
} | {"a": 1, "en": 1, "eine": 1, "une": 1}
_UNIT_DAYS = {
    "hour": 0, "hours": 0, "timmarna": 0, "timmar": 0, "dygnet": 1, "day": 1, "days": 1, "dagarna": 1,
    "dagar": 1, "week": 7, "weeks": 7, "veckan": 7,
    "veckorna": 7, "veckor": 7, "month": 30, "months": 30, "månaden": 30, "månaderna": 30, "månader": 30,
    "year": 365,
    "years": 365, "året": 365, "åren": 365, "år": 365, "decade": 3650, "tagen": 1, "wochen": 7, "woche": 7,
    "monaten": 30, "jahren": 365,
    "jours": 1, "semaines": 7, "mois": 30, "ans": 365,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = "|".join(_DAYS)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th|:e|:a|er|\.)?"
_YEAR = r"(?:1[5-9]|20)\d{2}(?![\d.,]\d|\d|%|\s?(?:people|civilians|deaths|percent|dollars))"
_PART = (
    r"(?P<part>(?:the\s|i\s)?(?:early|mid|late|end\sof|beginning\sof|start\sof|middle\sof"
    r"|slutet\sav|början\sav|mitten\sav|ende|anfang|mitte|fin)[\s-])?"
)
_ATOM = re.compile(
    rf"""(?<![\w-])(?:
    (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
  | {_PART}(?:
      (?P<d1>{_ORDINAL})\s(?:of\s|de\s)?(?P<m1>{_MONTH})\b\.?(?:,?\s(?P<y1>{_YEAR}))?
    | (?P<m2>{_MONTH})\b\.?\s(?P<d2>\d{{1,2}}(?:st|nd|rd|th)?)\b
        (?![\d%:]|[.,]\d|\s(?:people|percent|million|civilians|deaths))(?:,?\s(?P<y2>{_YEAR}))?
    | (?P<m3>{_MONTH})\b\.?,?\s?(?:of\s)?(?P<y3>{_YEAR})
    | (?P<m4>{_MONTH})\b
    | (?P<season>spring|summer|autumn|fall|våren|sommaren|hösten)\s(?:of\s)?(?P<y5>{_YEAR})
    | (?:the\s)?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|första|andra|tredje|fjärde)
        \s(?P<unit>quarter|half|kvartalet|halvåret)(?:\s(?:of\s)?(?P<y6>{_YEAR}))?
    | q(?P<q>[1-4])\s(?P<y7>{_YEAR})
    | (?:year\s|fiscal\s|år\s|jahr\s)?(?P<y4>{_YEAR})(?!\s?(?:people|st\b))
    )
  | (?P<past>(?:the\s|de\s|det\s|den\s|les\s|den\s)?
      (?:past|last|previous|senaste|letzten|derniers|dernières)\s(?:(?P<n>\d{{1,3}}|[a-zåäöüß]+)\s)?
      (?P<u>hours?|days?|weeks?|months?|years?|decade|timmarna|dygnet|dagarna|veckan|veckorna|månaden|månaderna|året|åren|tagen|wochen|monaten|jahren|jours|semaines|mois|ans)\b)
  | (?P<this>(?:this|current|i|denna|den\shär|dieses|cette)
      \s(?P<tu>week|month|year|quarter|vecka|veckan|månad|månaden|år|jahr|année)\b)
  | (?P<prior>(?:förra|i\sfjol|föregående|letzte|vorige)\s?(?P<pu>veckan|månaden|året|woche|monat|jahr)?\b)
  | (?P<later>(?:a|an|one|two|three|four|five|\d+|en|ett|två|tre)
      \s(?:day|week|month|year|dag|vecka|månad|år)(?:s|ar|or|er)?\s(?:later|senare|earlier|tidigare|before))\b
  | (?P<yesterday>yesterday|i\s?går|gestern|hier(?=\s))\b | (?P<today>today|i\s?dag|idag|heute|aujourd'hui)\b
  | (?:(?P<wl>last|next|i|this)\s)?(?P<weekday>{_DAY})(?:en|s|['’]s)?\b
  )""",
    re.VERBOSE | re.IGNORECASE,
)
_QUICK = re.compile(
    rf"\d{{4}}|\b(?:{_MONTH})\b|\b(?:{_DAY})|past|last|later|senare|earlier|tidigare|previous|senaste|this|\bi\s|förra|yesterday|today|igår|idag|letzte|dernier",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:and|to|until|till och med|till|through|thru|up to|–|—|-|och|fram till|bis|und|et|au|à)"
    r"\s*(?:the\s|den\s|le\s|om\s)?$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?<!\w)(?P<lead>between|from|since|until|till|up to|by|before|after|as of|as at|through"
    r"|mellan|från|sedan|fram till"
    r"|till|per|efter|före|innan"
    r"|zwischen|von|seit|bis|entre|depuis|jusqu'en|jusqu'au|within|during|over|in|on|under|i|om|den|av)\s(?:i\s|in\s|the\s|den\s|le\s|de\s|early\s)?$",
    re.IGNORECASE,
)


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
    if not _QUICK.search(text, start, stop):
        return ()
    atoms = list(_atoms(text, calendar, start, stop))
    return tuple(_joined(text, atoms, start))


_PLAIN_YEAR = re.compile(
    r"(?<![\w.,$€£%-])(?:1[5-9]|20)\d{2}(?![\d%]|[.,]\d|\s?(?:people|civilians|deaths|percent|dollars))"
)


def years_in(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """The years that `text` names, in order."""
    return [int(match.group()) for match in _PLAIN_YEAR.finditer(text, start, len(text) if end is None else end)]


def _atoms(text: str, calendar: Calendar, start: int, stop: int) -> Iterator[_Atom]:
    for match in _ATOM.finditer(text, start, stop):
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
        return _month_atom(match, span, _MONTHS[month.lower()], calendar)
    if match["season"]:
        low, high = _SEASONS[match["season"].lower()]
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
        back = (today.weekday() - _DAYS[match["weekday"].lower()]) % 7
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
    number = int(amount) if amount.isdigit() else _NUMBERS.get(amount, 0 if amount else 1)
    if number == 0 and amount not in ("few", "several", "couple"):
        return None
    if today is None or number == 0:
        return _Atom(*span, None, None, Sense.STRETCH)
    bare_last = words.startswith("last ") and not amount and unit in ("week", "month", "year")
    if bare_last:
        return _Atom(*span, *_unit_before(unit, today), Sense.STRETCH)
    days = _UNIT_DAYS.get(unit, 1) * number or -(-number // 24)
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
        lead_match = _LEAD.search(text, max(floor, atom.start - 24), atom.start)
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
    if not _JOINT.match(joint):
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


def _single(text: str, atom: _Atom, lead: str, begin: int) -> TimeMention:
    said = text[begin : atom.end]
    if lead in ("since", "sedan", "seit", "depuis"):
        return TimeMention(begin, atom.end, Period(atom.first, None, said), Sense.STRETCH)
    if lead in ("as of", "as at", "per", "by"):
        return TimeMention(begin, atom.end, Period(None, atom.last, said), Sense.AS_OF)
    if (
        lead in ("until", "till", "up to", "through", "fram till", "bis", "jusqu'en", "jusqu'au")
        and lead != "till"
    ):
        return TimeMention(begin, atom.end, Period(None, atom.last, said), Sense.STRETCH)
    if lead in ("before", "före", "innan"):
        end = atom.first - timedelta(days=1) if atom.first else None
        return TimeMention(begin, atom.end, Period(None, end, said), Sense.STRETCH)
    if lead in ("after", "efter"):
        start = atom.last + timedelta(days=1) if atom.last else None
        return TimeMention(begin, atom.end, Period(start, None, said), Sense.STRETCH)
    return TimeMention(
        atom.start, atom.end, Period(atom.first, atom.last, text[atom.start : atom.end]), atom.sense
    )
