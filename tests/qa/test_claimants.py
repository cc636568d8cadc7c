"""One name for one claimant, across spellings and languages."""

from __future__ import annotations

import pytest

from qa.figures.claimants import one_name_each, same_claimant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the coalition", "US-led coalition forces"),
        ("koalitionen", "U.S.-led Coalition"),
        ("Amnesty", "Amnesty International"),
        ("WHO", "World Health Organization"),
        ("Holt", "Karin Holt"),
        ("FN", "United Nations"),
        ("Polisen", "police"),
    ],
)
def test_spellings_of_one_claimant(one: str, other: str) -> None:
    assert same_claimant(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US-led coalition", "Saudi-led coalition"),
        ("Airsight", "Amnesty International"),
        ("health ministry", "defence ministry"),
        ("police", "military police of Lund"),
    ],
)
def test_different_claimants(one: str, other: str) -> None:
    assert not same_claimant(one, other)


def test_the_fullest_name_is_shown_and_a_doubtful_one_stays_apart() -> None:
    shown = one_name_each(["coalition", "US-led coalition", "coalition forces"])
    assert set(shown.values()) == {"US-led coalition"}
    doubtful = one_name_each(["coalition", "US-led coalition", "Saudi-led coalition"])
    assert doubtful["coalition"] == "coalition"
