"""Words beside digits that are no amount: dates, times of day, labels, scores."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.language.fields import NEVER


@dataclass(frozen=True, slots=True)
class LabelWords:
    """Words beside digits that are no amount. Names of months come from CLDR."""

    labels: frozenset[str] = frozenset()
    """Words whose number names one of many ("room 214", "chapter 3")."""
    months: frozenset[str] = frozenset()
    """Names of months that CLDR does not know ("sept")."""
    ordinals: frozenset[str] = frozenset()
    """Endings that make digits an ordinal ("2nd", "2:a")."""
    day_joints: frozenset[str] = frozenset()
    """Words between two days of one date ("3 to 5 June")."""
    day_articles: frozenset[str] = frozenset()
    """Articles before the second of them ("from the 3rd to the 5th of June")."""
    month_joints: frozenset[str] = frozenset()
    """Words between day and month ("5th of June")."""
    before_month: frozenset[str] = frozenset()
    """Words before a month after which a number is no day of it ("in May 12 homes burned")."""
    clock: re.Pattern[str] = NEVER
    """Times of day, besides 14:30."""
    decade: re.Pattern[str] = NEVER
    """Decades and centuries ("the 1990s", "1800-talet")."""
    street: re.Pattern[str] = NEVER
    """Addresses ("10 Downing Street")."""
    wins: frozenset[str] = frozenset()
    """Words after a score ("3-1 victory")."""
    scoring: re.Pattern[str] = NEVER
    """Words before a score ("won 3-1")."""
