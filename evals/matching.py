"""Whether a text holds an expected text, name, number or date. Pure, and independent of the parsers in `qa`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from evals.types import Expected, Name, Number, Text, When
from qa.types import Bound

_SPACES = "\u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:[,. {_SPACES}]\d{{3}})+(?!\d)|\d+)(?:[.,](\d+))?(?![\d])", re.UNICODE
)
_SCALES = {
    "thousand": 10**3, "tusen": 10**3, "million": 10**6, "millions": 10**6, "miljon": 10**6,
    "miljoner": 10**6, "billion": 10**9, "miljard": 10**9, "miljarder": 10**9, "dozen": 12,
}  # fmt: skip
_WORDS = {
    word: value
    for value, words in {
        0: "zero noll", 1: "one", 2: "two två", 3: "three tre", 4: "four fyra", 5: "five fem", 6: "six sex",
        7: "seven sju", 8: "eight åtta", 9: "nine nio", 10: "ten tio", 11: "eleven elva", 12: "twelve tolv",
        13: "thirteen tretton", 14: "fourteen fjorton", 15: "fifteen femton", 16: "sixteen sexton",
        17: "seventeen sjutton", 18: "eighteen arton", 19: "nineteen nitton", 20: "twenty tjugo",
        30: "thirty trettio", 40: "forty fyrtio", 50: "fifty femtio", 60: "sixty sextio",
        70: "seventy sjuttio", 80: "eighty åttio", 90: "ninety nittio", 100: "hundred hundra",
    }.items()
    for word in words.split()
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_BOUND_WORDS = {
    Bound.AT_LEAST: ("at least", "no fewer than", "not fewer than", "no less than", "minst", "åtminstone"),
    Bound.MORE_THAN: ("more than", "over", "upwards of", "mer än", "fler än", "över", "and more"),
    Bound.AT_MOST: ("at most", "up to", "no more than", "högst", "som mest", "upp till"),
    Bound.LESS_THAN: ("less than", "fewer than", "under", "färre än", "mindre än"),
    Bound.ABOUT: ("about", "around", "some", "roughly", "approximately", "omkring", "ungefär", "cirka"),
    Bound.ALMOST: ("almost", "nearly", "close to", "nästan", "närmare"),
    Bound.BETWEEN: ("between", "mellan", "from"),
}
_UNIT_WORDS = {
    "percent": ("percent", "per cent", "%", "procent"),
    "dollar": ("dollar", "dollars", "$", "usd"),
    "euro": ("euro", "euros", "€", "eur"),
    "year": ("year", "years", "år"),
    "month": ("month", "months", "månad", "månader"),
    "minute": ("minute", "minutes", "minut", "minuter"),
    "kilometre": ("kilometre", "kilometres", "kilometer", "kilometers", "km"),
    "metre": ("metre", "metres", "meter", "meters", "m"),
}
# A bound or a unit stands this near its number, in characters, or it belongs to something else.
_NEAR = 28

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan", "february februari feb", "march mars mar", "april apr", "may maj",
            "june juni jun", "july juli jul", "august augusti aug", "september sept sep",
            "october oktober oct okt", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{2})(?:-(?P<d>\d{2}))?\b"),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\b\.?(?:,?\s+(?P<y>\d{{4}}))?", re.I
    ),
    re.compile(rf"\b(?P<m>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>\d{{4}}))?", re.I),
    re.compile(rf"\b(?P<m>{_MONTH})\b\.?(?:\s+(?:of\s+)?(?P<y>\d{{4}}))?", re.I),
    re.compile(r"\b(?P<y>(?:1[5-9]|20)\d{2})\b"),
)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text, `text[start:end]`."""

    value: Decimal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, `text[start:end]`; a field that is not said is None."""

    year: int | None
    month: int | None
    day: int | None
    start: int = 0
    end: int = 0


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, casefolded, without punctuation or articles (SQuAD's normalisation)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"(?<=\d)[,. ](?=\d{3}(?!\d))", "", folded).replace("’", "'")
    words = re.findall(r"\w+", folded)
    return [word for word in words if word not in {"a", "an", "the"}]


def holds_tokens(text: str, wanted: str) -> bool:
    """Whether the words of `wanted` stand in `text` one after another."""
    words, goal = tokens(text), tokens(wanted)
    return bool(goal) and any(words[at : at + len(goal)] == goal for at in range(len(words) - len(goal) + 1))


def numbers_in(text: str) -> list[FoundNumber]:
    """The numbers of a text, in digits or in English or Swedish words up to a hundred, scaled by "million" etc."""
    return sorted((*_digit_numbers(text), *_word_numbers(text)), key=lambda found: found.start)


def _digit_numbers(text: str) -> Iterator[FoundNumber]:
    for match in _NUMBER.finditer(text):
        whole = re.sub(rf"[,. {_SPACES}]", "", match[1])
        value = Decimal(f"{whole}.{match[2]}") if match[2] else Decimal(whole)
        yield _scaled(text, value, match.start(), match.end())


def _word_numbers(text: str) -> Iterator[FoundNumber]:
    for match in _WORD.finditer(text):
        parts = match[0].casefold().split("-")
        if all(part in _WORDS for part in parts):
            yield _scaled(text, Decimal(sum(_WORDS[part] for part in parts)), match.start(), match.end())


def _scaled(text: str, value: Decimal, start: int, end: int) -> FoundNumber:
    after = re.match(rf"[-\s{_SPACES}]+(\w+)", text[end:])
    if after and after[1].casefold() in _SCALES:
        return FoundNumber(value * _SCALES[after[1].casefold()], start, end + after.end())
    return FoundNumber(value, start, end)


def dates_in(text: str) -> list[FoundDate]:
    """The dates of a text in English or Swedish; a longer reading hides the shorter ones inside it."""
    taken: list[tuple[int, int]] = []
    found: list[FoundDate] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            found.append(_date_of(match))
    return sorted(found, key=lambda date: date.start)


def _date_of(match: re.Match[str]) -> FoundDate:
    parts = match.groupdict()
    year, month = parts.get("y"), parts.get("m")
    return FoundDate(
        year=int(year) if year else None,
        month=None if month is None else int(month) if month.isdigit() else _MONTHS[month.casefold()],
        day=int(day) if (day := parts.get("d")) else None,
        start=match.start(),
        end=match.end(),
    )


def holds(expected: Expected, text: str, around: str = "") -> bool:
    """Whether `text` holds what is expected; a number's bound and unit may also stand in `around`.

    Numbers and dates count by value, as in DROP (Dua et al. 2019): 1,302 is 1302, June 2017 is 2017-06.
    """
    match expected:
        case Text():
            return holds_tokens(text, expected.text)
        case Name():
            return _holds_name(expected.name, text)
        case When():
            return any(_same_date(expected, date) for date in dates_in(text))
        case Number():
            return any(found.value == expected.value for found in numbers_in(text)) and _qualified(
                expected, f"{text}\n{around}"
            )


def _holds_name(name: str, text: str) -> bool:
    """The whole name, its last word, or, where the text is no more than a part of the name, that part."""
    words, parts = tokens(text), tokens(name)
    if holds_tokens(text, name) or (len(parts) <= 3 and parts and parts[-1] in words and parts[-1] not in _COMMON):
        return True
    part = set(words)
    return (
        bool(part - _COMMON)
        and part <= set(parts)
        and bool(part & {parts[0], parts[1] if len(parts) > 3 else parts[-1]})
    )


_COMMON = {"watch", "rights", "international", "group", "fund", "relief"}


def _same_date(expected: When, found: FoundDate) -> bool:
    """Equal in every field that is expected; a year that the text leaves out is taken as meant."""
    if found.year is not None and found.year != expected.year:
        return False
    if expected.month is None:
        return found.year is not None
    if found.month != expected.month:
        return False
    return expected.day is None or found.day == expected.day


def _qualified(expected: Number, text: str) -> bool:
    """Whether some mention of the number has the expected bound just before (or after) it and the unit near."""
    for found in numbers_in(text):
        if found.value != expected.value:
            continue
        before = text[max(0, found.start - _NEAR) : found.start].casefold()
        after = text[found.end : found.end + _NEAR].casefold()
        bounds = _BOUND_WORDS.get(expected.bound, ()) if expected.bound else ()
        if bounds and not any(
            re.search(rf"\b{re.escape(word)}\b", before) or after.strip().startswith(word) for word in bounds
        ):
            continue
        if expected.unit and not _has_unit(expected.unit, before + " " + after):
            continue
        return True
    return False


def _has_unit(unit: str, near: str) -> bool:
    words = _UNIT_WORDS.get(unit, (unit,))
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", near) for word in words)
