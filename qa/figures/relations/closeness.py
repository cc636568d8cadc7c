"""Whether two amounts can be the same truth: bounds, rounding and vague words taken into account."""

from __future__ import annotations

from decimal import Decimal

from qa.types import Amount, Bound

# "About 100" and "almost 100" are read as within a tenth; nobody says it of 120.
_TENTH = Decimal("0.1")
# "At least 100" is said of 130, not of 300: beyond half as much again the two counts differ.
_REACH = Decimal("1.5")
# A vague word covers one order of magnitude: hundreds are fewer than a thousand.
_MAGNITUDE = Decimal(10)


def plausible(amount: Amount) -> tuple[Decimal, Decimal]:
    """The lowest and highest number somebody who says this amount has in mind."""
    value = amount.value
    if amount.upper is not None:
        return value, amount.upper
    if amount.vague:
        return value, value * _MAGNITUDE
    size = abs(value)
    if amount.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return value, value + size * (_REACH - 1)
    if amount.bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return value - size * (_REACH - 1), value
    if amount.bound is Bound.ABOUT:
        return value - size * _TENTH, value + size * _TENTH
    if amount.bound is Bound.ALMOST:
        return value - size * _TENTH, value
    return value, value


def vaguely_apart(one: Amount, other: Amount) -> bool:
    """Whether only a vague word stands between them: "hundreds" does not contradict 1,400, but does 32."""
    return (one.vague and other.value >= one.value) or (other.vague and one.value >= other.value)


def rounded_from(coarse: Decimal, fine: Decimal) -> bool:
    """Whether `coarse` is `fine` rounded: 1,300 for 1,302, but not 30 for 32 (one digit is no rounding)."""
    if (
        coarse == fine
        or coarse != coarse.to_integral_value()
        or coarse == 0
        or coarse.adjusted() > 27
        or fine.adjusted() > 27
    ):
        return False
    digits = format(abs(coarse).to_integral_value(), "f")
    significant = digits.rstrip("0")
    zeros = len(digits) - len(significant)
    if len(significant) < 2 or zeros == 0:
        return False
    unit = Decimal(10) ** zeros
    return abs(coarse - fine) * 2 <= unit


def agree(one: Amount, other: Amount) -> bool:
    """Whether the two amounts say the same within their bounds."""
    if one.unit != other.unit:
        return False
    low, high = plausible(one)
    other_low, other_high = plausible(other)
    if low <= other_high and other_low <= high:
        return True
    return rounded_from(one.value, other.value) or rounded_from(other.value, one.value)


def exceeds(part: Amount, whole: Amount) -> bool:
    """Whether the part is clearly larger than the whole could be."""
    return plausible(part)[0] > plausible(whole)[1] or (
        whole.bound in (Bound.AT_LEAST, Bound.MORE_THAN) and part.value > whole.value * (1 + _TENTH)
    )
