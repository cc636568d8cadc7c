"""Whether two amounts can be the same truth: bounds, rounding and vague words taken into account."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from qa.figures.amounts.unit_table import in_base, kind_of
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


def dimension_of(unit: str | None) -> str | None:
    """What two amounts must share to compare: the kind of a measure whose units convert, else the unit itself."""
    return kind_of(unit) if unit and in_base(Decimal(1), unit) is not None else unit


def in_common(one: Amount, other: Amount) -> tuple[Amount, Amount]:
    """Two amounts in one unit: as they are where it is the same, else in the base unit of their kind.

    Raises ValueError where their units do not convert.
    """
    return (one, other) if one.unit == other.unit else (_based(one), _based(other))


def _based(amount: Amount) -> Amount:
    value = in_base(amount.value, amount.unit or "")
    if value is None:
        raise ValueError(f"{amount.text}: {amount.unit} converts to no other unit")
    upper = in_base(amount.upper, amount.unit or "") if amount.upper is not None else None
    rounded = Bound.ABOUT if amount.bound is Bound.EXACT else amount.bound  # Nobody converts to the last digit.
    return replace(amount, value=value, upper=upper, unit=dimension_of(amount.unit), bound=rounded)


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
