"""The weights by which further answers are chosen, as `sayso eval fit` finds them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from index.embedding.shipped import REMEDY
from qa.errors import ReaderError
from qa.reading.network.calibration import sigmoid

FILE = Path(__file__).with_name("beside_weights.json")


@dataclass(frozen=True, slots=True)
class BesideWeights:
    """How likely a further answer is right where the best one is: a weight for each named feature and a constant,
    in log-odds. `least` is the probability from which it is shown beside the best one, `least_elsewhere` the same
    for an answer of another document: that sources disagree is worth more noise than what one says beside.
    """

    weights: Mapping[str, float]
    constant: float
    least: float
    least_elsewhere: float

    def are_shown(self, features: Mapping[str, float]) -> bool:
        """Whether an answer with these features stands beside the best one."""
        least = self.least if features.get("same document") else self.least_elsewhere
        return self.probability(features) >= least

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability, 0 to 1, that an answer with these features is right; a name without weight counts 0."""
        odds = self.constant + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return sigmoid(odds)

    def save(self, path: Path = FILE) -> None:
        """Write the weights, rounded, those of nothing left out."""
        rounded = {name: round(value, 4) for name, value in sorted(self.weights.items())}
        kept = {name: value for name, value in rounded.items() if value}
        data = asdict(self) | {"weights": kept, "constant": round(self.constant, 4)}
        path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = FILE) -> BesideWeights:
        """The weights of a file. Raises ReaderError where they cannot be read."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ReaderError(f"{path} cannot be read: {error}. {REMEDY}") from error


@lru_cache(maxsize=1)
def beside_weights() -> BesideWeights:
    """The weights that are shipped, read once. Raises ReaderError."""
    return BesideWeights.load()
