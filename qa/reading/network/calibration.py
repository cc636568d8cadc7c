"""Margins to probabilities, by constants fitted on articles that were held out of training (Platt 1999)."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

from index.embedding.shipped import REMEDY
from index.errors import EmbeddingError

FILE = "calibration.json"
# Of a question and a passage that a search returned for it, where the search does not tell.
TYPICAL_SIMILARITY = 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a span.

    margin: its score over that of "no answer here"; mass: the same for all spans of its passage together.
    rank: how many better spans its passage has.
    similarity: the cosine of question and passage in the search.
    remoteness: how far the passage is behind the best one of the search, 0 to 1.
    misfit: whether the span lacks what the question asks for: a figure, a date.
    missing_near, missing: the shares of the question's words that do not stand near the span, and nowhere in its
    passage or title; 0 across languages, where words tell nothing.
    """

    margin: float
    mass: float = 0.0
    rank: int = 0
    similarity: float = TYPICAL_SIMILARITY
    remoteness: float = 0.0
    misfit: bool = False
    missing_near: float = 0.0
    missing: float = 0.0

    def parts(self) -> tuple[float, ...]:
        """The regressors, with the constant one second."""
        read = (self.margin, 1.0, self.mass, float(self.rank))
        return (*read, self.similarity, self.remoteness, float(self.misfit), self.missing_near, self.missing)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the evidence for a span becomes the probability that it answers, and that anything does.

    The log-odds that a span answers are linear in the parts of `Evidence`; `answers` is the probability from which
    it is shown. The log-odds that anything answers are linear in those of the best span and in the similarity of
    its passage (the fields `any_…`); `alone` is the probability from which there is an answer at all.
    """

    margin: float
    offset: float
    mass: float
    rank: float
    similarity: float
    remoteness: float
    misfit: float
    missing_near: float
    missing: float
    any_odds: float
    any_similarity: float
    any_offset: float
    answers: float
    alone: float

    def probability(self, evidence: Evidence) -> float:
        """The probability, 0 to 1, that the span answers."""
        return sigmoid(self.odds(evidence))

    def odds(self, evidence: Evidence) -> float:
        """The log-odds that the span answers."""
        return sum(weight * part for weight, part in zip(self.weights(), evidence.parts(), strict=True))

    def answerable(self, best: Evidence, support: float = 0.0) -> float:
        """The probability, 0 to 1, that there is an answer, by the evidence for the best span.

        `support` is what is known besides, in log-odds.
        """
        seen = self.any_odds * self.odds(best) + self.any_similarity * best.similarity
        return sigmoid(seen + self.any_offset + support)

    def weights(self) -> tuple[float, ...]:
        """One for each of `Evidence.parts`."""
        read = (self.margin, self.offset, self.mass, self.rank)
        return (*read, self.similarity, self.remoteness, self.misfit, self.missing_near, self.missing)

    def save(self, folder: Path) -> None:
        """Write the constants beside the model."""
        rounded = {name: round(value, 4) for name, value in asdict(self).items()}
        (folder / FILE).write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Calibration:
        """The constants beside the model. Raises EmbeddingError where they cannot be read."""
        path = folder / FILE
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise EmbeddingError(f"{path} cannot be read: {error}. {REMEDY}") from error


def sigmoid(odds: float) -> float:
    """Log-odds as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
