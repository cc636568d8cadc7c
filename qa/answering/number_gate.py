"""The number gate: no figure is shown that its quotes do not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.figures.amounts import amounts_in
from qa.types import Amount, Bound

_CITATION = re.compile(r"\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]")
_DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,:/-]\d+)*(?![\w]|[.,]\d)|\d+")

_Stated = tuple[Decimal, Decimal | None, Bound, str | None]


def unsupported(
    shown: str, quotes: Sequence[str], language: str | None = None, quote_language: str | None = None
) -> tuple[str, ...]:
    """The figures in `shown` that no quote holds, as written; empty where every figure is carried.

    Amounts compare as parsed values with their bound, upper end and unit, so "5 million" is not in
    "15 million" and "1,257" not in "at least 1,257"; other numbers (years, dates, labels) must occur
    whole. Citation marks like `[1]` are no figures.
    """
    text = _CITATION.sub(lambda m: " " * len(m.group()), shown)
    amounts = amounts_in(text, language)
    held: set[_Stated] = set()
    loose: set[str] = set()
    for quote in quotes:
        held |= {_stated(amount) for amount in amounts_in(quote, quote_language or language)}
        loose |= {match.group() for match in _DIGITS.finditer(quote)}
    missing = [amount.text for amount in amounts if _stated(amount) not in held]
    covered = [(a.span.start, a.span.end) for a in amounts]
    for match in _DIGITS.finditer(text):
        inside = any(start <= match.start() and match.end() <= end for start, end in covered)
        if not inside and match.group() not in loose:
            missing.append(match.group())
    return tuple(missing)


def _stated(amount: Amount) -> _Stated:
    return (
        amount.value.normalize() if amount.value.adjusted() < 27 else amount.value,
        amount.upper,
        amount.bound,
        amount.unit,
    )


def supported(
    shown: str, quotes: Sequence[str], language: str | None = None, quote_language: str | None = None
) -> bool:
    """Whether every figure in `shown` stands in one of the quotes, with the same bound and unit."""
    return not unsupported(shown, quotes, language, quote_language)
