"""The short form of `sayso eval trust`: the tests of the battery, with few tries."""

from __future__ import annotations

import pytest

from evals import trust
from evals.trust.base import Effort

LONG = {"crowd", "kills", "rush"}
"""Left to the command, half a minute each: other tests kill writers (tests/index/test_corpus_safety.py) and let
several people ask at once (tests/ui).
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in trust.TESTS if name not in LONG])
def test_trust(name: str) -> None:
    row = trust.load(name).run(Effort.SHORT, lambda line: None)
    if row.passed is None:
        pytest.skip(row.reached)
    assert row.passed, (row.reached, row.details)
