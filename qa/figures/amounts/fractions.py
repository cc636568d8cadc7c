"""Fractions: "1/4", "10 1/2", "half a million", "two-thirds", "en tredjedel", "one in five"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from qa.figures.amounts.number_words import scales_after
from qa.figures.amounts.numerals import fraction_decimal, numeral_value
from qa.figures.amounts.tokens import Tokens
from qa.figures.amounts.units import TIMES, unit_names
from qa.language.pack import Language

# Denominators people write fractions with; 9/11 and 24/7 are none.
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 128})


_PLACED = TIMES | {"degree"}
"""Units that are also put in order ("a third year student", "a third degree burn")."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction's value and the token after it."""

    value: Decimal
    stop: int


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


@lru_cache(maxsize=64)
def _numerators(language: Language) -> Mapping[str, int]:
    words = language.amounts.numbers
    return dict.fromkeys(words.articles, 1) | {
        word: value for word, value in words.small.items() if 0 < value < 10
    }


def fraction_at(tokens: Tokens, at: int, language: Language) -> Fraction | None:
    """A fraction in words at token `at`; None where none begins."""
    word, words = tokens.lower(at), language.amounts.fractions
    if word in words.halves:
        return _half(tokens, at, language)
    share = words.parts.get(word) if word in words.before_scale else None
    if share and scales_after(language).get(tokens.lower(at + 1), 0) >= 10**6:
        return Fraction(fraction_decimal(1, share), at + 1)
    if word in words.every and (every := words.ordinals.get(tokens.lower(at + 1))):
        return Fraction(fraction_decimal(1, every), at + 2)
    numerator = _numerators(language).get(word)
    if numerator is None:
        return None
    after = at + 2 if tokens.lower(at + 1) == "-" else at + 1
    if word in language.amounts.numbers.small:
        counted = _one_in(tokens, at, language, numerator) or and_a_half(
            tokens, after, language, Decimal(numerator)
        )
        if counted:
            return counted
    part = words.parts.get(tokens.lower(after))
    if part is None or numerator >= part or not (after > at + 1 or _is_shared(tokens, after + 1, part, language)):
        return None
    return Fraction(fraction_decimal(numerator, part), after + 1)


def _is_shared(tokens: Tokens, at: int, part: int, language: Language) -> bool:
    """Whether what follows "one third" makes it a share, not the third of several ("a third year")."""
    word = tokens.lower(at)
    unit = unit_names(language).get(word)
    return (
        word in language.amounts.fractions.after_part
        or word in scales_after(language)
        or (unit is not None and (part == 2 or unit not in _PLACED))
        or word in language.amounts.currencies.names
    )


def and_a_half(tokens: Tokens, at: int, language: Language, whole: Decimal) -> Fraction | None:
    """A whole number with the half that is said at token `at` ("two and a half"); None where none is."""
    said = " ".join(tokens.lowers[at : at + 3])
    return Fraction(whole + Decimal("0.5"), at + 3) if said in language.amounts.fractions.and_a_half else None


def _half(tokens: Tokens, at: int, language: Language) -> Fraction | None:
    words, articles = language.amounts.fractions, language.amounts.numbers.articles
    after = tokens.lower(at + 1)
    follows = after in words.after_half or after in articles or scales_after(language).get(after, 0) >= 10**6
    if (words.after_half and not follows) or tokens.lower(at - 1) in words.not_before_half:
        return None
    return Fraction(Decimal("0.5"), at + 2 if after in articles else at + 1)


def _one_in(tokens: Tokens, at: int, language: Language, numerator: int) -> Fraction | None:
    """ "one in five", "en av fem", "two out of three"."""
    words = language.amounts.numbers
    for joint in language.amounts.fractions.in_joints:
        said = joint.split()
        stop = at + 1 + len(said)
        if tokens.lowers[at + 1 : stop] == said and (numerator == 1 or len(said) > 1):
            last = tokens.lower(stop)
            denominator = words.small.get(last) or words.tens.get(last) or 0
            if numerator < denominator:
                return Fraction(fraction_decimal(numerator, denominator), stop + 1)
    return None
