"""Fractions: "1/4", "10 1/2", "half a million", "two-thirds", "en tredjedel", "one in five"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qa.figures.amounts.numerals import fraction_decimal, numeral_value
from qa.figures.amounts.tokens import Tokens
from qa.language.vocabulary import vocabulary

# Denominators people write fractions with; 9/11 and 24/7 are none.
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100})


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction's value and the token after it."""

    value: Decimal
    stop: int


_NUMERATORS = {
    "en": {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9},
    "sv": {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5},
    "de": {"ein": 1, "eine": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4},
    "fr": {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4},
}
_PARTS = {
    "en": {"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6,
           "eighth": 8, "eighths": 8,
           "tenth": 10, "tenths": 10, "half": 2, "halves": 2},
    "sv": {"tredjedel": 3, "tredjedelar": 3, "tredjedelen": 3, "fjärdedel": 4, "fjärdedelar": 4, "femtedel": 5,
           "femtedelar": 5,
           "sjättedel": 6, "åttondel": 8, "tiondel": 10, "tiondelar": 10, "kvarts": 4},
    "de": {"drittel": 3, "viertel": 4, "fünftel": 5, "achtel": 8, "zehntel": 10},
    "fr": {"tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "dixième": 10},
}  # fmt: skip
_AFTER_PART = vocabulary(
    """
    of million billion trillion thousand hundred mile miles inch inches cup cups teaspoon tablespoon turn
    point acre pound interest stake share av miljon miljard der des de dollar
    """
)
_EVERY = {
    "tredje": 3,
    "fjärde": 4,
    "femte": 5,
    "sjätte": 6,
    "sjunde": 7,
    "åttonde": 8,
    "tionde": 10,
    "tjugonde": 20,
}
_HALVES = {"en": ("half",), "sv": ("hälften",), "de": ("hälfte",), "fr": ("moitié",)}
_AFTER_HALF = vocabulary(
    """
    of a an the million billion trillion turn mile dozen their its his her all our those these av der des de
    """
)
_NOT_HALF = vocabulary("first second other latter better next last early final that")


def mixed_at(tokens: Tokens, at: int) -> Fraction | None:
    """A fraction in digits at token `at`, alone ("1/4", "½") or after a whole number ("10 1/2", "10½")."""
    if (simple := _slashed(tokens, at)) is not None:
        return simple
    if not tokens.is_numeral(at + 1) or not tokens.texts[at].isdecimal():
        return None
    whole = numeral_value(tokens.texts[at], False)
    if whole is None:
        return None
    follower = tokens.texts[at + 1]
    if len(follower) == 1 and not follower.isdecimal():
        part = numeral_value(follower, False)
        return Fraction(whole + part, at + 2) if part is not None else None
    part_slashed = _slashed(tokens, at + 1)
    return Fraction(whole + part_slashed.value, part_slashed.stop) if part_slashed else None


def _slashed(tokens: Tokens, at: int) -> Fraction | None:
    if not (tokens.lower(at + 1) in ("/", "⁄") and tokens.is_numeral(at) and tokens.is_numeral(at + 2)):
        return None
    over, under = tokens.texts[at], tokens.texts[at + 2]
    if not (tokens.glued(at + 1) and tokens.glued(at + 2) and over.isdecimal() and under.isdecimal()):
        return None
    if len(over) > 2 or len(under) > 3 or tokens.lower(at + 3) == "/":
        return None
    numerator, denominator = int(over), int(under)
    if not 0 < numerator < denominator or denominator not in _DENOMINATORS:
        return None
    return Fraction(fraction_decimal(numerator, denominator), at + 3)


def fraction_at(tokens: Tokens, at: int, language: str) -> Fraction | None:
    """A fraction in words at token `at`; None where none begins."""
    word = tokens.lower(at)
    if word in _HALVES.get(language, ()):
        return _half(tokens, at, language)
    if language == "en" and word == "quarter" and tokens.lower(at + 1) in ("million", "billion"):
        return Fraction(Decimal("0.25"), at + 1)
    if language == "sv" and word == "var" and (every := _EVERY.get(tokens.lower(at + 1))):
        return Fraction(fraction_decimal(1, every), at + 2)
    numerator = _NUMERATORS.get(language, {}).get(word)
    if numerator is None:
        return None
    ratio = _one_in(tokens, at, language, numerator)
    if ratio:
        return ratio
    after = at + 2 if tokens.lower(at + 1) == "-" else at + 1
    half = _and_a_half(tokens, after, numerator) if word != "a" else None
    if half:
        return half
    part = _PARTS[language].get(tokens.lower(after))
    follows = tokens.lower(after + 1)
    if part is None or numerator >= part or (follows not in _AFTER_PART and after == at + 1):
        return None
    return Fraction(fraction_decimal(numerator, part), after + 1)


def _and_a_half(tokens: Tokens, at: int, whole: int) -> Fraction | None:
    if tuple(tokens.lowers[at : at + 3]) in (("and", "a", "half"), ("och", "en", "halv"), ("och", "ett", "halvt")):
        return Fraction(Decimal(whole) + Decimal("0.5"), at + 3)
    return None


def _half(tokens: Tokens, at: int, language: str) -> Fraction | None:
    if language == "en" and (tokens.lower(at + 1) not in _AFTER_HALF or tokens.lower(at - 1) in _NOT_HALF):
        return None
    stop = at + 1
    if tokens.lower(stop) in ("a", "an"):
        stop += 1
    return Fraction(Decimal("0.5"), stop)


def _one_in(tokens: Tokens, at: int, language: str, numerator: int) -> Fraction | None:
    """ "one in five", "en av fem", "two out of three"."""
    if tokens.lower(at) in ("a",):
        return None
    joints = {"en": (("in",), ("out", "of")), "sv": (("av",),), "de": (("von",),), "fr": (("sur",),)}[language]
    for joint in joints:
        stop = at + 1 + len(joint)
        if tuple(tokens.lowers[at + 1 : stop]) == joint:
            denominator = _SMALL_NUMBERS[language].get(tokens.lower(stop))
            if denominator and numerator < denominator and (numerator == 1 or len(joint) == 2):
                return Fraction(fraction_decimal(numerator, denominator), stop + 1)
    return None


_SMALL_NUMBERS = {
    "en": {
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "twenty": 20,
    },
    "sv": {
        "två": 2,
        "tre": 3,
        "fyra": 4,
        "fem": 5,
        "sex": 6,
        "sju": 7,
        "åtta": 8,
        "nio": 9,
        "tio": 10,
        "tjugo": 20,
    },
    "de": {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "acht": 8, "zehn": 10},
    "fr": {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "huit": 8, "dix": 10},
}
