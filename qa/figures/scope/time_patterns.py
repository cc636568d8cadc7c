"""The patterns by which times are found in a text, made of the words of its language, once each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qa.language import cldr
from qa.language.alternation import any_of
from qa.language.pack import Language
from qa.language.sections.time_words import TimeUnit, TimeWords


@dataclass(frozen=True, slots=True)
class TimePatterns:
    """How a language names times. `atom` finds a single time (its groups are named where they are made), `quick`
    tells at little cost that a text has none; the others look at the words around an atom.
    """

    atom: re.Pattern[str]
    quick: re.Pattern[str]
    weekday: re.Pattern[str]
    """A weekday with all that belongs to it; it names a day that a date may go on to tell."""
    year: re.Pattern[str]
    """A year in digits anywhere in a text."""
    joint: re.Pattern[str]
    """All that stands between the two ends of a range."""
    opening_day: re.Pattern[str]
    """The first day of a range of days, with what joins it to the last, right before that; groups `day`, `ending`.
    """
    lead: re.Pattern[str]
    """The end of what stands before a time; group `lead`."""
    days_before: re.Pattern[str]
    """Days or weeks, right before a word like "before"; groups `n`, `u`."""
    gone_back: re.Pattern[str]
    """The opening of a sentence that goes back from the time before ("A day earlier"); groups `n`, `u`."""


@lru_cache(maxsize=64)
def time_patterns(language: Language) -> TimePatterns:
    """The patterns of a language; in one without words for times only dates in digits are found."""
    words = language.times
    months = cldr.alternation(cldr.months(language))
    days = cldr.alternation(cldr.weekdays(language))
    units, short = any_of(words.units), any_of(_named(words, TimeUnit.DAY, TimeUnit.WEEK))
    number = rf"(?P<n>\d{{1,3}}|{any_of((*words.numbers, *words.vague_numbers))})"
    parts = rf"(?:{_maybe(words.articles)}(?P<part>{any_of(words.parts)})[\s-])?"
    leads, endings = any_of(words.weekday_leads), any_of(words.weekday_endings)
    weekday = rf"(?:(?P<wl>{leads})\s)?(?P<weekday>{days})(?:{endings})?"
    atom = "|".join((
        r"(?P<iso>\d{4}-\d{2}-\d{2})",
        rf"{parts}(?:{_months(words, months)}|{_years(words)})",
        _relative(words),
        rf"{weekday}\b",
    ))  # fmt: skip
    joint = rf"\s*(?:{any_of(words.joints)}|–|—|-)\s*{_maybe(words.articles)}"
    hints = (*words.past, *words.this, *words.prior, *words.today, *words.yesterday, *words.later)
    return TimePatterns(
        atom=_compiled(rf"(?<![\w-])(?:{atom})"),
        quick=_compiled(rf"\d{{4}}|\b(?:{months}|{days}|{any_of(hints)})"),
        weekday=_compiled(weekday),
        year=_compiled(rf"(?<![\w.,$€£%-])(?:1[5-9]|20)\d{{2}}(?![\d%]|[.,]\d{_or_amount(words)})"),
        joint=_compiled(rf"{joint}$"),
        opening_day=_compiled(
            rf"(?<![\w.,/:-])(?P<day>\d{{1,2}})(?P<ending>(?:{any_of(words.ordinal_endings)}|\.)?){joint}$"
        ),
        lead=_compiled(rf"(?<!\w)(?P<lead>{any_of(words.leads)})\s{_maybe(words.lead_fillers)}$"),
        days_before=_compiled(rf"\b(?:(?P<n>\d{{1,3}}|[^\W\d_]+)\s)?(?P<u>{short})\s$"),
        gone_back=_compiled(
            rf"\W*(?:{number}\s(?P<u>{units})\s(?:{any_of(words.earlier)})|{any_of(words.earlier_alone)})\b"
        ),
    )


def _months(words: TimeWords, months: str) -> str:
    """Months with day and year, with one of them, and alone (m1 to m4, d1, d2, y1 to y3)."""
    endings, of = any_of(words.ordinal_endings), _maybe(words.of)
    amounts = rf"|\s(?:{any_of(words.amounts)})\b" if words.amounts else ""
    return (
        rf"(?P<d1>\d{{1,2}}(?:{endings}|\.)?)\s{of}(?P<m1>{months})\b\.?(?:,?\s{of}(?P<y1>{_year(words)}))?"
        rf"|(?P<m2>{months})\b\.?\s(?P<d2>\d{{1,2}}(?:{endings})?)\b(?![\d%:]|[.,]\d{amounts})"
        rf"(?:,?\s{of}(?P<y2>{_year(words)}))?"
        rf"|(?P<m3>{months})\b\.?,?\s?{of}(?P<y3>{_year(words)})"
        rf"|(?P<m4>{months})\b"
    )


def _years(words: TimeWords) -> str:
    """Years, and seasons, quarters and halves of them (season, nth, unit, q, y4 to y7)."""
    of, year, shares = _maybe(words.of), _year(words), any_of(words.quarters | words.halves)
    return (
        rf"(?P<season>{any_of(words.seasons)})\s{of}(?P<y5>{year})"
        rf"|{_maybe(words.articles)}(?P<nth>{any_of(words.ordinals)})\s(?P<unit>{shares})"
        rf"(?:\s{of}(?P<y6>{year}))?"
        rf"|q(?P<q>[1-4])\s(?P<y7>{year})"
        rf"|{_maybe(words.year_nouns)}(?P<y4>{year})"
    )


def _relative(words: TimeWords) -> str:
    """Times that are counted from today or from another time (groups named after the fields)."""
    units, numbers = any_of(words.units), any_of(words.numbers)
    days = any_of(form for form, unit in words.units.items() if unit is not TimeUnit.HOUR)
    return (
        rf"(?P<prior>{any_of(words.prior)})\b"
        rf"|(?P<past>{_maybe(words.articles)}(?:(?P<n0>\d{{1,3}}|{numbers})\s)?(?:{any_of(words.past)})\s"
        rf"(?:(?P<n>\d{{1,3}}|[^\W\d_]+)\s)?(?P<u>{units})\b(?!\s{_maybe(words.of)}{_year(words)}))"
        rf"|(?P<this>{any_of(words.this)})\b"
        rf"|(?P<later>(?:\d+|{numbers})\s(?:{days})\s(?:{any_of(words.later)}))\b"
        rf"|(?P<yesterday>{any_of(words.yesterday)})\b|(?P<today>{any_of(words.today)})\b"
    )


def _year(words: TimeWords) -> str:
    return rf"(?:1[5-9]|20)\d{{2}}(?![\d.,]\d|\d|%{_or_amount(words)})"


def _or_amount(words: TimeWords) -> str:
    return rf"|\s?(?:{any_of(words.amounts)})\b" if words.amounts else ""


def _named(words: TimeWords, *units: TimeUnit) -> list[str]:
    return [form for form, unit in words.units.items() if unit in units]


def _maybe(words: Iterable[str]) -> str:
    return rf"(?:(?:{any_of(words)})\s)?"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
