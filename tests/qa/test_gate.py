"""The number gate lets through what the quotes hold, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.number_gate import supported, unsupported

QUOTE = "At least 1,257 civilians were killed in 15 million strikes between August 2014 and February 2019."


@pytest.mark.parametrize(
    "shown",
    [
        "At least 1,257 civilians [1]",
        "at least 1257 civilians were killed, August 2014 to February 2019 [1][2]",
        "15 million strikes",
        "nothing to count here",
    ],
)
def test_figures_of_the_quote_pass(shown: str) -> None:
    assert supported(shown, [QUOTE], "en")


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        ("257 civilians", "257"),
        ("5 million strikes", "5 million"),
        ("1,257 civilians", "1,257"),
        ("more than 1,257 civilians", "more than 1,257"),
        ("at least 1,257 percent", "at least 1,257 percent"),
        ("in 2018", "2018"),
        ("a dozen strikes", "a dozen"),
    ],
)
def test_other_numbers_bounds_and_units_do_not(shown: str, missing: str) -> None:
    assert unsupported(shown, [QUOTE], "en") == (missing,)


def test_languages_compare_by_value() -> None:
    assert supported("minst 1 257 civila", ["at least 1,257 civilians"], "sv", "en")


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=1, max_value=10**9))
def test_a_number_passes_exactly_where_it_stands(shown: int, held: int) -> None:
    assert supported(f"{shown:,} people died", [f"It says {held:,} people died."], "en") is (shown == held)


@given(st.integers(min_value=10, max_value=10**9))
def test_a_part_of_a_number_is_not_the_number(number: int) -> None:
    part = str(number)[1:].lstrip("0") or "0"
    assert not supported(f"{part} people died", [f"{number} people died"], "en")


@given(st.text(max_size=120))
def test_a_text_always_carries_itself(text: str) -> None:
    assert supported(text, [text])
