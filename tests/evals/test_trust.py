"""The short form of `sayso eval trust`: every test of the battery, with few tries."""

from __future__ import annotations

import pytest

from evals import trust
from evals.trust.base import Effort


@pytest.mark.slow
@pytest.mark.parametrize("name", trust.TESTS)
def test_trust(name: str) -> None:
    row = trust.load(name).run(Effort.SHORT, lambda line: None)
    if row.passed is None:
        pytest.skip(row.reached)
    assert row.passed, (row.reached, row.details)
