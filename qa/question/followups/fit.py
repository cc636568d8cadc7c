"""Fits the weights of follow-ups on conversations with a person's rewrites.

`python -m qa.question.followups.fit FILE...` prints them for `qa.question.followups.weights`. A file holds gzipped
JSON lines, each an object with `turns` (the questions before, maybe none), `question` and `standalone`.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.language.words import keys
from qa.question.followups.antecedents import topic_of
from qa.question.followups.dependence import leaning, log_odds
from qa.question.followups.rewrite import MOST_TURNS, by_rule, without_opener
from qa.question.followups.weights import Weights
from qa.types import Answer, Turn

PENALTY = 1.0
"""Of squared weights: a standard normal prior on each."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question, the questions before it, and a person's rewrite of it that stands alone; in English."""

    turns: tuple[str, ...]
    question: str
    rewrite: str

    @property
    def alone(self) -> bool:
        """Whether the person left the question as it was asked."""
        return self.question.strip() == self.rewrite.strip()


def fit_weights(examples: Sequence[Rewritten]) -> Weights:
    """The weights of the highest penalised likelihood, and the threshold that no question left alone exceeds.

    Raises ValueError where no example follows another question and may lean on it.

    A question leans where the person's rewrite has a word of the conversation that the question lacks. Questions
    that a rule rewrites, or which surely stand alone, teach nothing.
    """
    seen, leans, alone = [], [], []
    for example in filter(lambda one: one.turns, examples):
        asked = without_opener(example.question)
        features = None if _ruled(example) else leaning(asked, example.turns[-MOST_TURNS:], "en")
        if features is not None:
            added = keys(example.rewrite, "en") - keys(asked, "en")
            seen.append(features)
            leans.append(float(bool(added & keys(" ".join(example.turns[-MOST_TURNS:]), "en"))))
            alone.append(example.alone)
    if not seen:
        raise ValueError("No question to fit on: each needs an earlier turn, and one at least must lean on it.")
    fitted = {name: round(weight, DIGITS) for name, weight in logistic(seen, leans).items()}
    reached = [
        log_odds(features, Weights(fitted, 0.0)) for features, left in zip(seen, alone, strict=True) if left
    ]
    return Weights(fitted, threshold=math.ceil(max(reached, default=0.0) * 10**DIGITS) / 10**DIGITS)


DIGITS = 3


def _ruled(example: Rewritten) -> bool:
    topic = topic_of(
        [Turn(text, Answer(question=text, understood_as=text)) for text in example.turns[-MOST_TURNS:]]
    )
    return topic is not None and by_rule(without_opener(example.question), topic) is not None


def logistic(rows: Sequence[dict[str, float]], wanted: Sequence[float]) -> dict[str, float]:
    """Weights of a logistic regression by feature name, by Newton's method; the bias is not penalised.

    Rows share their names, the first being the bias; `wanted` are shares from 0 to 1.
    """
    names = list(rows[0])
    design: NDArray[np.float64] = np.array([[row[name] for name in names] for row in rows])
    aim = np.asarray(wanted, dtype=np.float64)
    penalty = np.diag([0.0] + [PENALTY] * (len(names) - 1))
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (chance - aim) + penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


_STEPS = 25


def load(path: Path) -> Iterator[Rewritten]:
    """The questions of a file that follow another. Raises OSError, ValueError and KeyError."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["turns"]:
                yield Rewritten(tuple(row["turns"]), row["question"], row["standalone"])


def main(paths: Sequence[str]) -> None:
    """Print the weights fitted on all the files."""
    print(fit_weights([example for path in paths for example in load(Path(path))]))


if __name__ == "__main__":
    main(sys.argv[1:])
