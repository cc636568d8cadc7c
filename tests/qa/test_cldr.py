"""Names of months and weekdays from CLDR."""

from __future__ import annotations

import re

import pytest

from qa.language.cldr import alternation, month_name, months, weekday_name, weekdays
from qa.language.pack import Language, pack_of


@pytest.mark.parametrize(
    ("code", "name", "number"),
    [
        ("en", "february", 2), ("en", "feb", 2), ("en", "feb.", 2),
        ("sv", "augusti", 8), ("sv", "okt", 10), ("de", "märz", 3), ("de", "dez.", 12),
        ("fr", "févr.", 2), ("fr", "août", 8), ("es", "enero", 1), ("pl", "stycznia", 1), ("pl", "styczeń", 1),
    ],
)  # fmt: skip
def test_a_month_is_known_by_each_of_its_names(code: str, name: str, number: int) -> None:
    assert months(pack_of(code))[name] == number


@pytest.mark.parametrize(
    ("code", "name", "number"),
    [("en", "monday", 0), ("sv", "lördag", 5), ("de", "sonntag", 6), ("fr", "mardi", 1), ("es", "domingo", 6)],
)
def test_a_weekday_is_known_by_its_full_name_alone(code: str, name: str, number: int) -> None:
    assert weekdays(pack_of(code))[name] == number
    assert "sun" not in weekdays(pack_of(code))
    assert len(weekdays(pack_of(code), ("wide", "abbreviated"))) > 7


def test_names_are_written_as_the_language_writes_them() -> None:
    assert [month_name(pack_of(code), 5) for code in ("en", "sv", "de", "fr")] == ["May", "maj", "Mai", "mai"]
    assert [weekday_name(pack_of(code), 4) for code in ("en", "sv", "de")] == ["Friday", "fredag", "Freitag"]


@pytest.mark.parametrize("code", ["", "xx", "not a code"])
def test_an_unknown_language_has_no_names(code: str) -> None:
    language = Language(code)
    assert not months(language)
    assert not weekdays(language)
    assert month_name(language, 5) == "5"
    assert not re.search(alternation(months(language)), "may")


def test_a_pattern_of_names_takes_the_longest() -> None:
    found = re.match(alternation(months(pack_of("fr"))), "juillet")
    assert found is not None
    assert found.group() == "juillet"
