"""Stretches of a text that hold digits and are no amounts: dates, years, times, phone numbers, scores, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qa.figures.amounts.number_words import scales_after
from qa.figures.amounts.units import unit_names
from qa.figures.amounts.years import YEAR
from qa.language.cldr import alternation, months
from qa.language.cldr import eras as eras_of
from qa.language.pack import Language

_DIGITS = re.compile(r"\d+")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}")
_REACH = 40
"""Characters of the longest words a pattern needs before or after its digits ("the first days of September")."""
_LIST_MARK = re.compile(r"(?m)^[ \t]*\(?\d{1,3}[.)](?=[ \t])|^[ \t]*\d{1,6}[ \t]*$|(?<=[\s;:])\d{1,2} ?\)(?=\s)")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+\Z")

# Written alike in every language.
_PLAIN = (
    r"\b[a-z]{2,6}://\S{1,400}|\bwww\.\S{1,400}",
    r"\b\d{4}-\d{1,2}-\d{1,2}(?:T[\d:.]+Z?)?\b",
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b(?![.,/-]\d)",
    r"\b\d{1,2}:\d{2}(?::\d{2})?",
    r"(?<![\w.,])\+\d[\d\s().-]{6,18}\d|\(\d{2,4}\)\s?\d[\d\s-]{4,12}\d|\b\d{3}[-.\s]\d{3,4}[-.]\d{4}\b"
    r"|\b0\d{1,3}[-–\s]\d{2,3}(?:\s?\d{2,3}){1,3}\b|\b\d+(?:-\d+){2,}\b",
    rf"\b{YEAR}\s?[-–—/]\s?(?:{YEAR}|\d{{2}})\b(?![.,]?\d)",
    r"[#§№]\s?\d+(?:[.:]\d+)*",
    r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]|\(\d{1,2}\)",
    r"\b\d+(?:[.,]\d+)?(?:\s?\^\s?-?\d+|[eE][-+]?\d{3,}|\s?\*\*?\s?\d+)\w*",
    r"\b(?:9/11|24/7|7/7|50/50)\b",
)


@lru_cache(maxsize=64)
def _excluded(language: Language) -> re.Pattern[str]:
    words = language.amounts.labels
    month = rf"\b(?:{alternation({*months(language), *words.months})})\b\.?"
    ordinal = alternation(words.ordinals)
    day = rf"\d{{1,2}}(?:{ordinal}|\.)?"
    joint, article = alternation(words.day_joints), alternation(words.day_articles)
    days = rf"{day}(?:\s?(?:[-–—&]|{joint})\s?(?:(?:{article})\s)?{day})?"
    percent = [form for form, name in unit_names(language).items() if name == "percentage" and form != "%"]
    scaled = alternation({*scales_after(language), *percent})
    counted = rf"{scaled}|{alternation(language.amounts.counting.plurals)}"
    return re.compile(
        "|".join((
            words.clock.pattern,
            *_PLAIN,
            rf"\b{days}\s?(?:(?:{alternation(words.month_joints)})\s)?{month}(?:,?\s{YEAR}\b)?",
            rf"{month},?\s{YEAR}\b",
            rf"(?P<day_last>{month}\s{days}(?![\d%]|[.,]\d|\s?%)(?:\b|(?<=[.]))(?P<year>,?\s{YEAR}\b)?"
            rf"(?!\s?{month})(?!\s(?:{scaled})\b))",
            rf"\b\d+(?:{ordinal})\b",
            *_with_era(language),
            words.decade.pattern,
            rf"\b(?:{alternation(words.labels)})\b\.?\s?\#?\s?\d+(?:\.\d+)*(?:\s?[-–]\s?\d+)?[a-z]?\b"
            rf"(?!\s?(?:%|(?:{counted})\b))",
            words.street.pattern,
        )),
        re.IGNORECASE,
    )  # fmt: skip


def _with_era(language: Language) -> tuple[str, ...]:
    """Patterns of years with their era: "A.D. 1000", "300 v. Chr."; none where the language has no word for it."""
    eras = "|".join(r"\.?\s?-?".join(map(re.escape, form)) for form in eras_of(language))
    if not eras:
        return ()
    return rf"\b(?-i:{eras})\.?\s?\d{{1,4}}\b", rf"\b\d{{1,4}}\s?(?-i:{eras})(?!\w)(?!\s[^\W\d]+s\b)"


@lru_cache(maxsize=64)
def _score(language: Language) -> re.Pattern[str]:
    wins = alternation(language.amounts.labels.wins)
    return re.compile(
        rf"\b(?P<first>\d{{1,3}})\s?[-–:]\s?(?P<second>\d{{1,3}})\b(?![-–.,:]?\d)(?P<win>\s(?:{wins})\b)?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def _scoring(language: Language) -> re.Pattern[str]:
    words = language.amounts.labels.scoring.pattern
    return re.compile(rf"\b(?:{words})\b[^.;\n\d]{{0,60}}\Z", re.IGNORECASE)


def excluded_spans(text: str, language: Language) -> list[tuple[int, int]]:
    """Character ranges of `text` whose digits are no amounts, in order of their start; linear time."""
    spans: list[tuple[int, int]] = []
    excluded = _excluded(language)
    for start, end in _near_digits(text):
        spans += [match.span() for match in excluded.finditer(text, start, end) if _stands(match, language)]
        spans += _scores(text, start, end, language)
    if spans or any(character.isdecimal() for character in text):
        whole = len(text.strip())
        spans += [match.span() for match in _LIST_MARK.finditer(text) if len(match.group().strip()) < whole]
    if "@" in text:
        spans += [match.span() for match in _EMAIL.finditer(text)]
    return sorted(spans)


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """Windows around runs of digits, cut at white space where there is some: the slow pattern runs only there."""
    start = end = -1
    for match in _DIGITS.finditer(text):
        if start >= 0 and match.start() - end <= 2 * _REACH:
            end = match.end()
            continue
        if start >= 0:
            yield start, min(len(text), end + _REACH)
        start, end = _word_start(text, match.start() - _REACH), match.end()
    if start >= 0:
        yield start, min(len(text), end + _REACH)


def _word_start(text: str, offset: int) -> int:
    """The first white space at most `_REACH` characters before `offset`, or `offset` itself."""
    space = text.rfind(" ", max(0, offset - _REACH), max(0, offset))
    return max(0, space if space >= 0 else offset)


def _stands(match: re.Match[str], language: Language) -> bool:
    """Whether a match is no amount: all are but a number after a month that is no day ("in May 12 homes")."""
    if match.lastgroup != "day_last" or match["year"]:
        return True
    before = _LAST_WORD.search(match.string, max(0, match.start() - _REACH), match.start())
    return not before or before[1].lower() not in language.amounts.labels.before_month


def _scores(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    scoring = _scoring(language)
    for match in _score(language).finditer(text, start, end):
        first, second = int(match["first"]), int(match["second"])
        if match["win"] or scoring.search(text, max(0, match.start() - 80), match.start()):
            yield match.span()
        elif first >= second:
            yield match.start("first"), match.end("second")
