from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.stats import bootstrap, bootstrap_of, compare, mcnemar, share_interval, sign_flips


def test_interval_of_a_fair_coin_is_as_wide_as_theory_says() -> None:
    interval = bootstrap([0.0, 1.0] * 50)
    assert interval.mean == 0.5
    assert interval.low == pytest.approx(0.5 - 1.96 * 0.05, abs=0.015)
    assert interval.high == pytest.approx(0.5 + 1.96 * 0.05, abs=0.015)


def test_any_measure_has_an_interval() -> None:
    values = [0.0, 1.0] * 50
    mean = bootstrap_of(values, lambda rows: sum(rows) / len(rows))
    assert mean.mean == 0.5
    assert mean.low == pytest.approx(bootstrap(values).low, abs=0.02)
    assert mean.high == pytest.approx(bootstrap(values).high, abs=0.02)
    longest = bootstrap_of([1.0, 2.0, 9.0], max)
    assert (longest.mean, longest.low, longest.high, longest.count) == (9, 1, 9, 3)


def test_a_share_without_exceptions_has_the_exact_limit_of_its_size() -> None:
    whole, none = share_interval([1.0] * 30), share_interval([0.0] * 30)
    assert (whole.mean, whole.high) == (1, 1)
    assert whole.low == pytest.approx(0.8843, abs=1e-4)
    assert none.high == pytest.approx(1 - whole.low)
    assert share_interval([0.0, 1.0] * 50) == bootstrap([0.0, 1.0] * 50)
    assert share_interval([]).count == 0


def test_no_values_no_interval() -> None:
    assert bootstrap_of([], max).count == 0
    assert bootstrap([]).count == 0
    assert math.isnan(bootstrap([]).mean)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_mean_lies_in_its_interval_and_the_seed_is_fixed(values: list[float]) -> None:
    interval = bootstrap(values)
    assert interval.low - 1e-9 <= interval.mean <= interval.high + 1e-9
    assert interval == bootstrap(values)


@pytest.mark.parametrize(
    ("better", "worse", "p"), [(0, 0, 1.0), (5, 5, 1.0), (5, 0, 0.0625), (1, 9, 0.021484375), (10, 0, 2 / 1024)]
)
def test_mcnemar(better: int, worse: int, p: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p)


def test_sign_flips_against_the_exact_test() -> None:
    assert sign_flips([0.0, 0.0]) == 1
    assert sign_flips([0.3] * 10) == pytest.approx(2 / 1024, abs=0.002)
    assert sign_flips([0.3, -0.3] * 5) == pytest.approx(1)


def test_compare_counts_changes_both_ways() -> None:
    change = compare([0, 1, 0, 1], [1, 1, 1, 0])
    assert (change.better, change.worse, change.count) == (2, 1, 4)
    assert change.difference == 0.25
    assert change.low <= 0.25 <= change.high


def test_what_is_not_paired_is_refused() -> None:
    with pytest.raises(ValueError, match="not paired"):
        compare([1.0], [1.0, 0.0])
