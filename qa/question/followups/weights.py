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
        "bias": -0.285,
        "points back": 0.643,
        "one word": 0.443,
        "two words": 0.223,
        "nothing new": -1.244,
        "of something": 0.569,
        "only of something": 1.369,
        "not asked": 0.718,
        "any": 0.954,
    },
    threshold=0.582,
)
