"""Words in which two figures are set beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why two figures relate as they do."""

    SAME_ORIGIN = "same origin"
    NARROWER_GROUP = "narrower group"
    DIFFERENT_GROUPS = "different groups"
    BOTH_DENY = "both deny"
    DENIED = "denied"
    DENIES_ANOTHER = "denies another"
    DIFFERENT_PLACES = "different places"
    DIFFERENT_PERIODS = "different periods"
    SHRINKS = "shrinks"
    COUNTS_ON = "counts on"
    LARGER_PART = "larger part"
    CROSSED = "crossed"
    NARROWER_PLACE_AND_PERIOD = "narrower place and period"
    NARROWER_PLACE = "narrower place"
    NARROWER_PERIOD = "narrower period"
    SAME_VALUE = "same value"
    ROUNDED = "rounded"
    WITHIN_BOUNDS = "within bounds"
    REVISED = "revised"
    LATER_COUNT = "later count"
    UNDATED = "undated"
    SAME_SCOPE = "same scope"
    SAME_TEXT = "same text"
    REPLACED = "replaced"
    UNKNOWN_SCOPE = "unknown scope"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class RelationWords:
    """Words in which two figures are set beside each other.

    In a reason `{one}` and `{other}` are the amounts of the two figures; `{one_who}`, `{one_counted}`,
    `{one_place}`, `{one_period}`, `{one_scope}` (place and period), `{one_end}` and `{one_asof}` (days) tell of
    the first, the same with `other_` of the second; `{old}` is an amount that the second one replaced.
    """

    reasons: Mapping[Reason, str] = field(default_factory=dict)
    """A sentence for each reason."""
    publisher: str = ""
    """Who says a figure that its text hands to nobody ("the article")."""
    no_place: str = ""
    no_period: str = ""
    no_date: str = ""
