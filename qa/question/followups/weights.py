"""What was learned from conversations whose follow-ups people had rewritten: see `qa.question.followups.fit`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds, by feature, that a question leans on the conversation; it is taken to above `threshold`."""

    features: Mapping[str, float]
    threshold: float


WEIGHTS = Weights(
    features={
        "bias": -0.316,
        "points back": 0.649,
        "one word": 0.456,
        "two words": 0.24,
        "nothing new": -1.257,
        "of something": 0.623,
        "only of something": 1.319,
        "not asked": 0.735,
        "any": 0.967,
    },
    threshold=0.573,
)
