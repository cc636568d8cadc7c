"""Intervals and tests for small samples. Pure; every random choice is seeded, so a number can be had again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb
from typing import TypeVar

Row = TypeVar("Row")

# Enough that the second decimal of a percentage does not move between seeds.
_RESAMPLES = 4_000
_SEED = 20_170_606
# A measure in plain Python is drawn less often: its interval is read to a whole percent.
_MEASURED = 1_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its 95% confidence interval, over `count` values."""

    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Mean of `after - before` over the same cases, its 95% interval, and the p-value of a paired test."""

    difference: float
    low: float
    high: float
    p_value: float
    better: int
    worse: int
    count: int


def bootstrap(values: Sequence[float]) -> Interval:
    """Percentile bootstrap of the mean (Efron and Tibshirani 1993, chapter 13). NaN all through for no values."""
    import numpy as np

    if not values:
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    sample = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(_SEED).integers(0, len(sample), size=(_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[draws].mean(axis=1), [2.5, 97.5])
    return Interval(float(sample.mean()), float(low), float(high), len(sample))


def share_interval(values: Sequence[float]) -> Interval:
    """`bootstrap` for values from 0 to 1.

    Where all are 0 or all are 1, resampling says nothing, and the exact limit of a binomial share stands instead
    (Clopper and Pearson 1934).
    """
    interval = bootstrap(values)
    if not interval.count or interval.mean not in (0.0, 1.0):
        return interval
    unseen = 1 - 0.025 ** (1 / interval.count)
    low, high = (0.0, unseen) if interval.mean == 0 else (1 - unseen, 1.0)
    return Interval(interval.mean, low, high, interval.count)


def bootstrap_of(rows: Sequence[Row], measure: Callable[[Sequence[Row]], float]) -> Interval:
    """Percentile bootstrap of any measure of a sample (Efron and Tibshirani 1993, chapter 13).

    NaN all through for no rows.
    """
    import numpy as np

    if not rows:
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    draws = np.random.default_rng(_SEED).integers(0, len(rows), size=(_MEASURED, len(rows)))
    low, high = np.percentile([measure([rows[at] for at in draw]) for draw in draws], [2.5, 97.5])
    return Interval(measure(rows), float(low), float(high), len(rows))


def compare(before: Sequence[float], after: Sequence[float]) -> Comparison:
    """Paired bootstrap of the difference, and McNemar's exact test where all values are 0 or 1.

    Other values are tested by random sign flips (Fisher's paired permutation test). Raises ValueError
    where the two are not of one length.
    """
    if len(before) != len(after):
        raise ValueError(f"not paired: {len(before)} values before, {len(after)} after")
    differences = [new - old for old, new in zip(before, after, strict=True)]
    interval = bootstrap(differences)
    better = sum(1 for difference in differences if difference > 0)
    worse = sum(1 for difference in differences if difference < 0)
    binary = all(value in (0.0, 1.0) for value in (*before, *after))
    p_value = mcnemar(better, worse) if binary else sign_flips(differences)
    return Comparison(interval.mean, interval.low, interval.high, p_value, better, worse, len(differences))


def mcnemar(better: int, worse: int) -> float:
    """Two-sided exact McNemar test: chance that coin flips split the changed cases at least this unevenly."""
    changed = better + worse
    if changed == 0:
        return 1.0
    tail: float = sum(comb(changed, k) for k in range(min(better, worse) + 1)) / 2**changed
    return min(1.0, 2 * tail)


def sign_flips(differences: Sequence[float]) -> float:
    """Two-sided p-value of the mean difference under random signs; 1 where nothing differs."""
    import numpy as np

    values = np.asarray(differences, dtype=np.float64)
    if not values.any():
        return 1.0
    signs = np.random.default_rng(_SEED).choice([-1.0, 1.0], size=(_RESAMPLES, len(values)))
    as_extreme = np.abs((signs * values).mean(axis=1)) >= abs(float(values.mean())) - 1e-12
    return float(int(as_extreme.sum()) + 1) / (_RESAMPLES + 1)
