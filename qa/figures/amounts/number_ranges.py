"""Two numbers that are the ends of one range: "9-12", "9 to 12", "between 9 and 12"; not "rose from 9 to 12"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from qa.figures.amounts import currencies
from qa.figures.amounts.numerals import decimal_comma, numeral_value
from qa.figures.amounts.parsed_numbers import Parsed, number_at, scale_letter, times
from qa.figures.amounts.tokens import Tokens
from qa.figures.amounts.units import PER
from qa.language.pack import Language
from qa.types import Bound

_DASHES = frozenset("-–—−")
_WIDEST = 20
""""5 to 7" is a range, "2 to 3,000" are two numbers: in words, a bare range ends at most so many times higher."""
_MOVE_REACH = 5
"""Words before the number among which the verb of a change stands ("rose by a third, from 9 to 12")."""


def joins(tokens: Tokens, low: Parsed, language: Language) -> tuple[bool, bool]:
    """Whether what follows a number may join it to an upper end, and whether it does so with a word before it."""
    words, at = language.amounts.ranges, low.stop
    word = tokens.lower(at)
    between = word in words.closing and tokens.lower(low.first - 1) in words.opening
    dashed = word in _DASHES and (tokens.glued(at) == tokens.glued(at + 1))
    joined = between or dashed or word in words.joints
    follows = at + 1 < len(tokens) and not low.vague and tokens.same_line(at, at + 1)
    return joined and follows, between


def with_range(
    tokens: Tokens, low: Parsed, language: Language, with_unit: Callable[[Parsed, int], Parsed]
) -> Parsed:
    """The amount from `low` to the number after it, where the two are one range; else `low`.

    `with_unit` adds the unit to a number, not looking at tokens before the one given.
    """
    joined, between = joins(tokens, low, language)
    at = low.stop
    if not joined:
        return low
    start = at + 2 if currencies.after(tokens, at + 1, language, True) and tokens.is_numeral(at + 2) else at + 1
    number = number_at(tokens, start, language)
    if number is None or number.vague or (not between and _is_move(tokens, low.first, language)):
        return low
    high = with_unit(number, at + 1)
    if high.unit is None and low.unit in currencies.signed():
        high = replace(high, unit=low.unit)
    high = _lettered(tokens, high)
    low_value = _low_end(tokens, low, high, start, language)
    if low_value >= high.value or not _fit(low, high):
        return low
    worded = tokens.lower(at) in language.amounts.ranges.joints and not between
    from_nothing = low_value == 0 and high.unit is not None  # "0 to 60 km/h"
    too_wide = not from_nothing and high.value > _WIDEST * max(low_value, Decimal(1))
    if worded and low.unit is None and too_wide:
        return low
    return replace(
        low, value=low_value, upper=high.value, first=low.first - 1 if between else low.first,
        number_stop=high.number_stop, stop=high.stop, unit=high.unit, bound=Bound.BETWEEN, scaled=high.scaled,
    )  # fmt: skip


def _fit(low: Parsed, high: Parsed) -> bool:
    """Whether both ends are in one unit, said in full at the upper end ("$62 and $68 per share")."""
    return low.unit is None or low.unit == high.unit or (high.unit or "").startswith(low.unit + PER)


def _low_end(tokens: Tokens, low: Parsed, high: Parsed, start: int, language: Language) -> Decimal:
    """The lower end, with the scale of the upper one where that is said once for both ("1.5-2 million")."""
    plain = numeral_value(tokens.texts[start], decimal_comma(language)) if tokens.is_numeral(start) else None
    shared = plain and high.value > plain > low.value and not low.scaled and low.unit in (None, high.unit)
    return times(low.value, int(high.value / plain)) if plain and shared else low.value


def _lettered(tokens: Tokens, number: Parsed) -> Parsed:
    """Applies a scale letter that touches the upper end of a range of money: "€2–3bn"."""
    stop, letter = scale_letter(tokens, number.stop)
    if letter == 1 or number.unit is None:
        return number
    return replace(number, value=times(number.value, letter), stop=stop, number_stop=stop)


def _is_move(tokens: Tokens, first: int, language: Language) -> bool:
    """Whether the numbers are the ends of a change ("rose from 9 to 12", "up 3% to 12")."""
    moves = language.amounts.ranges.moves
    if tokens.lower(first - 1) in language.amounts.ranges.before_size:
        return False
    return any(tokens.lower(at) in moves for at in range(max(0, first - _MOVE_REACH), first))
