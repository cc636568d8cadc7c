"""What an amount counts, and when two amounts count the same."""

from qa.figures.counted.counted_things import Counted, counted_at, measured_at, of_country, with_event
from qa.figures.counted.keys import (
    AMONG_CIVILIANS,
    CIVILIAN,
    PERSON,
    Key,
    counted_key,
    counts_nothing,
    counts_people,
    group_names,
    is_event,
    key_of,
)

__all__ = [
    "AMONG_CIVILIANS",
    "CIVILIAN",
    "PERSON",
    "Counted",
    "Key",
    "counted_at",
    "counted_key",
    "counts_nothing",
    "counts_people",
    "group_names",
    "is_event",
    "key_of",
    "measured_at",
    "of_country",
    "with_event",
]
