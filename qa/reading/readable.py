"""What can be read of a search's passages where one of them makes a reader fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from index.types import Hit
from qa.stages import Stage, attempt
from qa.types import Reading


def read_one_by_one(read: Callable[[Sequence[Hit]], Reading], hits: Sequence[Hit]) -> Reading:
    """What is read in each hit by itself, best first. Raises what the reader does where it reads none of them."""
    found = [
        reading
        for hit in hits
        if (reading := attempt(Stage.PASSAGES, hit.passage.text, partial(read, [hit]), lambda: None)) is not None
    ]
    if not found:
        return read(hits)
    quotes = sorted((quote for reading in found for quote in reading.quotes), key=lambda quote: -quote.score)
    nearest = next((reading.nearest for reading in found if reading.nearest is not None), None)
    return Reading(tuple(quotes), max(reading.answerable for reading in found), nearest)
