"""How the sides of a comparison are looked up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.types import Filter, Hit
from qa.answering.composition import Found


@dataclass(frozen=True, slots=True)
class Asking:
    """`hits` are the passages nearest to a text among the documents that a filter lets through, the best first;
    `found` what a question leads to there.
    """

    hits: Callable[[str, Filter], list[Hit]]
    found: Callable[[str, Filter], Found]


def together(*several: Sequence[Hit]) -> list[Hit]:
    """The hits of several searches, each passage once."""
    return list({hit.passage.id: hit for hits in several for hit in reversed(hits)}.values())[::-1]
