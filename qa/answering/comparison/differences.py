"""By how much two quoted values differ, in their unit and in percent; only where both are numbers of one unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qa.figures.amounts import amounts_in
from qa.language.detection import language_of_quote
from qa.language.pack import Language
from qa.types import Bound, Quote

_LARGEST = 100
"""Ratio from which one of two values is taken to leave out its thousands, as columns of tables do."""

_NEGATIVE = re.compile(r"^\s*[$€£¥]?\s*(?:\(.*\)|[-−–]\s*[$€£¥]?\s*\d.*)\s*%?\)?\s*$", re.DOTALL)
_SIGN = re.compile(r"[$€£¥]")
_PERCENT = "percentage"


@dataclass(frozen=True, slots=True)
class Value:
    """A quoted number, in full, with its unit and its sign of currency; `is_exact` where no word rounds it."""

    number: Decimal
    unit: tuple[str | None, str]
    sign: str
    is_exact: bool


def value_of(quote: Quote) -> Value | None:
    """The one number that a quote gives; None where it gives none, several, or a vague one."""
    text = quote.answer_text
    amounts = amounts_in(text, language_of_quote(quote))
    if len(amounts) != 1 or amounts[0].upper is not None or amounts[0].vague:
        return None
    amount, sign = amounts[0], _SIGN.search(text)
    size = abs(amount.value)
    number = -size if _NEGATIVE.match(text) or amount.value < 0 else size
    return Value(number, (amount.unit, quote.unit), sign.group() if sign else "", amount.bound is Bound.EXACT)


def difference(first: Quote, last: Quote, frame: Language) -> str | None:
    """What must be added to the first value to give the last, "+12 (+4.0 %)", "0" where nothing; None where they
    are no numbers of one unit.
    """
    one, other = value_of(first), value_of(last)
    if one is None or other is None or not _is_comparable(first, one, last, other):
        return None
    if one.number and other.number and not 1 / _LARGEST < abs(other.number / one.number) < _LARGEST:
        return None
    changed = other.number - one.number
    if not changed:
        return "0"
    about = "" if one.is_exact and other.is_exact else "≈ "
    if one.unit[0] == _PERCENT:
        return f"{about}{_signed(changed, '', frame)} {frame.comparison.phrases.points}"
    share = f" ({_signed(100 * changed / one.number, '', frame, '#,##0.0')} %)" if one.number > 0 else ""
    return f"{about}{_signed(changed, one.sign or other.sign, frame)}{share}"


def _is_comparable(first: Quote, one: Value, last: Quote, other: Value) -> bool:
    """Whether two values are of one unit, as those of one row are though only its first cell bears the sign."""
    place = (first.document.id, first.start, first.end)
    if " | " in first.text and place == (last.document.id, last.start, last.end):
        return _PERCENT not in (one.unit[0], other.unit[0]) or one.unit == other.unit
    return one.unit == other.unit and one.sign == other.sign


def _signed(number: Decimal, sign: str, frame: Language, pattern: str = "#,##0.###") -> str:
    from babel.numbers import format_decimal

    size = format_decimal(abs(number), format=pattern, locale=frame.code)
    return f"{'+' if number > 0 else '−'}{sign}{size}"
