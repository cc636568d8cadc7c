"""Values as plain JSON in which nothing depends on the order of a set or the last digit of a float."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum

from index.types import Span

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

DIGITS = 4
"""Decimals that are kept of a float: what differs beyond them is rounding."""


def plain(value: object) -> Json:
    """The value as JSON: enums by value, dates ISO, spans as [start, end], sets sorted, floats rounded.

    What is empty, None or False is left out of mappings, so that a field that is added later does not change the
    rows that lack it. Raises TypeError for a value that is none of these: name its fields in the section.
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0
    return _structured(value)


def _structured(value: object) -> Json:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Mapping):
        made = {str(name): plain(each) for name, each in value.items()}
        return {name: each for name, each in made.items() if not _is_nothing(each)}
    if isinstance(value, AbstractSet):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, Sequence):
        return [plain(each) for each in value]
    raise TypeError(f"no plain form for {type(value).__name__}: name its fields in the section")


def _is_nothing(value: Json) -> bool:
    return value is None or value is False or value == "" or value == [] or value == {}
