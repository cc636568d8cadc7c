"""Days as mail programs write them above what they quote, in the languages they speak."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from index.dates import day_of

_LOCALES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "ru", "uk", "tr", "el"),
    *("hu", "ro", "lt", "lv", "et", "bg", "hr", "sl", "id"),
)
_NUMBERED = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?[年년.]\s?(?P<m>\d{1,2})\s?[月월.]\s?(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})(?![\d.])"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s(?:thg|tháng)\s(?P<m>\d{1,2}),?\s(?P<y>\d{4})"),
)
_SLASHED = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s-](?:(?:de|of|den)\s)?$", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"[.,]?[\s,-]{1,3}(?:(?:de|del|of)\s)?(\d{4})(?!\d)", re.IGNORECASE)
_DAY_AND_YEAR_AFTER = re.compile(r"\.?\s(\d{1,2})(?:st|nd|rd|th)?\.?,?\s(?:(?:de|del|at)\s)?(\d{4})(?!\d)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})\.?,?\s$")
_DAY_AFTER = re.compile(r"\.?\s(\d{1,2})(?![\d:])")
_LONGEST = 400

TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)")


def day_within(text: str) -> date | None:
    """The first whole day that `text` names; None where it names none that can be read in one way."""
    text = text[:_LONGEST]
    for pattern in _NUMBERED:
        if match := pattern.search(text):
            year = int(match["y"])
            return _day(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))
    for match in _WORD.finditer(text):
        if (month := _months().get(match.group().casefold())) and (found := _around(text, match, month)):
            return found
    slashed = _SLASHED.search(text)
    return day_of(slashed.group()) if slashed else None


def is_calendar_word(word: str) -> bool:
    """Whether a word is the name of a month or a day of the week in some language: nobody's name, then."""
    return word.casefold().strip(".,()") in _calendar()


def _around(text: str, word: re.Match[str], month: int) -> date | None:
    """The day of which `word` is the month: "4 March 2024", "March 4, 2024", "2024. március 4."."""
    before, after = text[max(0, word.start() - 16) : word.start()], text[word.end() : word.end() + 24]
    if (day := _DAY_BEFORE.search(before)) and (year := _YEAR_AFTER.match(after)):
        return _day(int(year[1]), month, int(day[1]))
    if both := _DAY_AND_YEAR_AFTER.match(after):
        return _day(int(both[2]), month, int(both[1]))
    if (year := _YEAR_BEFORE.search(before)) and (day := _DAY_AFTER.match(after)):
        return _day(int(year[1]), month, int(day[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The month that a name means; a name that means two in two languages is left out."""
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    found.setdefault(name.casefold().strip("."), set()).add(number)
    return {name: months.pop() for name, months in found.items() if len(months) == 1 and name.isalpha()}


@lru_cache(maxsize=1)
def _calendar() -> frozenset[str]:
    from babel.dates import get_day_names

    days = (
        name.casefold().strip(".")
        for locale in (*_LOCALES, "he", "ar", "zh", "ja", "ko", "vi")
        for width in ("wide", "abbreviated", "short")
        for name in get_day_names(width, "format", locale).values()
    )
    return frozenset(days) | frozenset(_months())
