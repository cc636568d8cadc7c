"""The fitted model: how likely each line of a page is part of its report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.lines.features import NAMES, features

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class LineModel:
    """Logistic regression over `features`. Lines less likely than `threshold` to be of the report are left out."""

    weights: tuple[float, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    threshold: float

    def probabilities(self, lines: Sequence[str], language: str | None) -> NDArray[np.float64]:
        """float64 array of shape (lines,): how likely each line, none of them blank, is part of the report."""
        return self.of(features(lines, language))

    def of(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same of features that are computed already."""
        scaled = (rows - np.array(self.means)) / np.array(self.scales)
        probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(scaled @ np.array(self.weights), -30, 30)))
        return probabilities

    def saved(self) -> str:
        """The model as JSON, a feature a line."""
        rows = {
            name: [round(weight, 4), round(mean, 4), round(scale, 4)]
            for name, weight, mean, scale in zip(NAMES, self.weights, self.means, self.scales, strict=True)
        }
        listed = ",\n".join(f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items())
        return f'{{\n  "threshold": {self.threshold},\n  "features": {{\n{listed}\n  }}\n}}\n'


@cache
def load_model(path: Path = WEIGHTS) -> LineModel:
    """The shipped model."""
    record = json.loads(path.read_text(encoding="utf-8"))
    rows = [record["features"][name] for name in NAMES]
    weights, means, scales = zip(*rows, strict=True)
    return LineModel(weights, means, scales, float(record["threshold"]))
