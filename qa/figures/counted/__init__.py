"""What an amount counts, and when two amounts count the same."""

from qa.figures.counted.counted_things import INCLUDING, Counted, counted_at, with_event
from qa.figures.counted.keys import PARTITIONS, Key, counted_key, counts_people, is_event

__all__ = [
    "INCLUDING",
    "PARTITIONS",
    "Counted",
    "Key",
    "counted_at",
    "counted_key",
    "counts_people",
    "is_event",
    "with_event",
]
