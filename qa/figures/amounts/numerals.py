"""Reads a number written in digits by the convention of its language: 1,257; 1 257; 1.257; 0.5."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from qa.language.pack import Language

# No count, sum or measure in a document needs more digits; a longer run is an account number or noise.
MAX_DIGITS = 30

_BY_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?P<sep>[.,'’ \u00a0\u202f\u2009])\d{3})(?:(?P=sep)\d{3})*\Z")
_BY_LAKHS = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}\Z")
_SEPARATORS = str.maketrans("", "", ".,'’ \u00a0\u202f\u2009")


@lru_cache(maxsize=64)
def decimal_comma(language: Language) -> bool:
    """Whether the language writes 1,5 where English writes 1.5, by CLDR; False for a language unknown there."""
    from babel import UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    try:
        return bool(language.code) and get_decimal_symbol(language.code) == ","
    except (UnknownLocaleError, ValueError):
        return False


def fraction_decimal(numerator: int, denominator: int) -> Decimal:
    """A fraction as a Decimal, to 28 significant digits where it does not end."""
    return Decimal(numerator) / Decimal(denominator)


@lru_cache(maxsize=4096)
def numeral_value(run: str, comma_is_decimal: bool) -> Decimal | None:
    """The value of a run of digits and separators, None where it is no single number ("1,2,3", "1.2.3.4")."""
    if len(run) == 1 and not run.isdecimal():
        fraction = Fraction(unicodedata.numeric(run)).limit_denominator(10)
        return fraction_decimal(fraction.numerator, fraction.denominator)
    if run[0] == ".":
        run = f"0{run}"
    digits = run.translate(_SEPARATORS)
    if len(digits) > MAX_DIGITS:
        return None
    if digits == run:
        return Decimal(run) if run[0] not in "0٠" or len(run) == 1 else None
    return _grouped(run.replace(", ", ","), comma_is_decimal)


def _grouped(run: str, comma_is_decimal: bool) -> Decimal | None:
    last = max(run.rfind("."), run.rfind(","))
    if last < 0:
        return _whole(run)
    mark, head, tail = run[last], run[:last], run[last + 1 :]
    other = "." if mark == "," else ","
    if mark in head:
        return _whole(run) if other not in head else None
    if not head.isdecimal():
        whole = _whole(head)
        return whole + Decimal(f"0.{tail}") if whole is not None else None
    groups = len(tail) == 3 and len(head) <= 3 and head[0] != "0"
    if groups and (mark == ",") != comma_is_decimal:
        return Decimal(head + tail)
    if mark == "," and not comma_is_decimal:
        return None
    if len(head) > 1 and head[0] == "0":
        return None
    return Decimal(f"{head}.{tail}")


def _whole(run: str) -> Decimal | None:
    if _BY_THOUSANDS.match(run) or _BY_LAKHS.match(run):
        return Decimal(run.translate(_SEPARATORS))
    return None


_POWER = re.compile(
    r"\s?[×x·∙⋅]\s?10(?:\s?\^\s?(?P<raised>[-−–]?\d{1,2})|(?P<minus>[-−–]\d{1,2})"
    r"|(?P<small>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?![\d.,]*\d)"
    r"|[eE](?P<letter>[-+]?\d{1,2})(?![\w.]*\w)"
)
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")


def power_of_ten(text: str, start: int) -> tuple[int, int] | None:
    """The exponent written at an offset right behind a number and where it ends: "×10⁸", "x 10^-3", "e8"."""
    match = _POWER.match(text, start)
    if match is None:
        return None
    written = match["raised"] or match["minus"] or match["small"] or match["letter"]
    return int(written.translate(_PLAIN_DIGITS)), match.end()


def regrouped(run: str) -> Decimal | None:
    """The value of "1,257" or "1.257" when its mark groups thousands, None where it cannot."""
    return _whole(run)
