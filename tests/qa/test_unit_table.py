"""The table of units: kinds, conversions, and that it is what the libraries say."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from qa.figures.amounts import currency_source, unit_source
from qa.figures.amounts.unit_table import DATA, in_base, kind_of, short_forms, words
from qa.language.pack import Language, pack_of


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("mile", "length"), ("kilowatt hour", "energy"), ("horsepower", "power"), ("knot", "speed"),
        ("mile per hour", "speed"), ("metre per minute", "speed"), ("milliampere hour", "charge"),
        ("megabit per second", "data rate"), ("newton metre", "torque"), ("gallon per year", "volume per time"),
        ("dollar", ""), ("year of age", ""),
    ],
)  # fmt: skip
def test_every_unit_has_its_kind(unit: str, kind: str) -> None:
    assert kind_of(unit) == kind


@pytest.mark.parametrize(
    ("value", "unit", "other", "same"),
    [
        ("1", "mile", "kilometre", "1.609344"),
        ("2", "gigawatt hour", "megawatt hour", "2000"),
        ("3", "day", "hour", "72"),
    ],
)
def test_values_in_two_units_of_a_kind_compare(value: str, unit: str, other: str, same: str) -> None:
    one, two = in_base(Decimal(value), unit), in_base(Decimal(same), other)
    assert one is not None
    assert two is not None
    assert abs(one - two) <= abs(one) * Decimal("1e-9")
    assert kind_of(unit) == kind_of(other)


def test_temperatures_and_counts_have_no_base() -> None:
    assert in_base(Decimal(20), "celsius") is None
    assert in_base(Decimal(20), "dollar") is None


def test_a_language_without_a_pack_has_the_words_of_cldr() -> None:
    assert words(Language("pt"))["quilômetros"] == "kilometre"
    assert short_forms(pack_of("de"))["PS"] == "horsepower"
    assert words(Language("zz")) == {}


def test_the_tables_are_those_that_their_commands_make() -> None:
    units = json.loads((DATA / "units.json").read_text(encoding="utf-8"))
    assert {row["name"] for row in units} == {row.name for row in unit_source.rows()}
    kept = json.loads((DATA / "currencies.json").read_text(encoding="utf-8"))
    assert kept == currency_source.symbols()
