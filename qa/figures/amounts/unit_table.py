"""The units of measure that are known: their kinds, how much each is, their symbols and their words in a language.

`data/units.json` is made from pint and CLDR by `unit_source`; a language's words come from CLDR through babel.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from qa.language.pack import Language

DATA = Path(__file__).parent / "data"
"""Tables that commands of this package make from libraries."""
_LONGEST = 4
"""Words of the longest name that is looked up ("pound force per square inch")."""
_WORD_FORM = re.compile(rf"[^\W\d_]{{2,}}(?: [^\W\d_]+){{0,{_LONGEST - 1}}}\Z")
_SHORT_FORM = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,})?\Z")
_SHORT_IN_TWO = frozenset(("information", "power", "speed"))
"""Kinds whose short forms of two letters are mostly that ("12 Go", "150 PS"); "au" and "pt" are not."""
_NEVER_SHORT = frozenset(("time", "angle"))
"""Kinds whose short forms are other words whatever their length ("rad" is a Swedish row)."""
_ANY_CASE = frozenset(("length", "mass", "volume", "area", "frequency", "power", "energy", "speed", "ratio"))
"""Kinds whose symbols are also written in other capitals ("KG", "Mhz", "RPM")."""
_TIME = "time"
_RATIO = " per "


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit: its name, its kind of quantity, and how many base units of it one is, where that is fixed."""

    name: str
    kind: str
    factor: Decimal | None


@dataclass(frozen=True, slots=True)
class _Table:
    measures: Mapping[str, Measure]
    symbols: Mapping[str, str]
    cldr: Mapping[str, str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    rows = json.loads((DATA / "units.json").read_text(encoding="utf-8"))
    measures = {
        row["name"]: Measure(row["name"], row["kind"], Decimal(row["factor"]) if "factor" in row else None)
        for row in rows
    }
    symbols = {symbol: row["name"] for row in rows for symbol in row.get("symbols", ())}
    return _Table(measures, symbols, {row["cldr"]: row["name"] for row in rows if "cldr" in row})


def symbols() -> Mapping[str, str]:
    """The name of each symbol of two and more letters, written alike in every language ("kWh", "rpm")."""
    return _table().symbols


def measure_names() -> frozenset[str]:
    """The names of all units."""
    return frozenset(_table().measures)


def names_of_kind(kind: str) -> frozenset[str]:
    """The names of the units of a kind of quantity."""
    return frozenset(measure.name for measure in _table().measures.values() if measure.kind == kind)


def measure_of(name: str) -> Measure | None:
    """The unit of that name; None for counts, ages, money and ratios that have no name of their own."""
    return _table().measures.get(name)


def kind_of(name: str) -> str:
    """The kind of quantity ("length", "energy"); of a ratio "length per time"; empty for what measures nothing."""
    if measure := measure_of(name):
        return measure.kind
    above, ratio, below = name.partition(_RATIO)
    kinds = kind_of(above) if ratio else "", kind_of(below) if ratio else ""
    if kinds == ("length", _TIME):
        return "speed"
    return _RATIO.join(kinds) if all(kinds) else ""


def in_base(value: Decimal, name: str) -> Decimal | None:
    """The value in the base unit of its kind, by which values in other units compare; None where none is fixed."""
    measure = measure_of(name)
    if measure is not None:
        return value * measure.factor if measure.factor is not None else None
    above, ratio, below = name.partition(_RATIO)
    over, under = (measure_of(above), measure_of(below)) if ratio else (None, None)
    if over is None or under is None or over.factor is None or under.factor is None:
        return None
    return value * over.factor / under.factor


@lru_cache(maxsize=1)
def symbols_in_any_case() -> Mapping[str, str]:
    """The name of each symbol in lower case that is one unit's however its capitals are written."""
    found: dict[str, set[str]] = {}
    for symbol, name in symbols().items():
        found.setdefault(symbol.lower(), set()).add(name)
    return MappingProxyType({
        symbol: name
        for symbol, (name, *others) in ((symbol, tuple(names)) for symbol, names in found.items())
        if not others and kind_of(name) in _ANY_CASE
    })  # fmt: skip


@lru_cache(maxsize=64)
def words(language: Language) -> Mapping[str, str]:
    """The name of each word or phrase of a language for a unit, in lower case and without hyphens
    ("kilowatt hours", "pferdestärken").
    """
    found = {form: name for width, form, name in _patterns(language) if width == "long" and _WORD_FORM.match(form)}
    if language.code == "en":  # Our names are English words.
        found |= {form: name for name in _table().measures for form in _numbered(name.replace("-", " "))}
    return MappingProxyType(found)


def _numbered(name: str) -> tuple[str, str]:
    """A unit's name and its plural: "mile per hour", "miles per hour"."""
    counted, ratio, per = name.partition(_RATIO)
    return name, f"{counted}s{ratio}{per}"


@lru_cache(maxsize=64)
def short_forms(language: Language) -> Mapping[str, str]:
    """The name of each symbol that a language has for itself, as it is written ("PS", "sq ft")."""
    return MappingProxyType({
        form: name
        for width, form, name in _patterns(language)
        if width == "short" and _SHORT_FORM.match(form) and form not in language.text.function
        and kind_of(name) not in _NEVER_SHORT and (len(form) > 2 or kind_of(name) in _SHORT_IN_TWO)
    })  # fmt: skip


def _patterns(language: Language) -> Iterator[tuple[str, str, str]]:
    """Width, form and our name of every unit as CLDR writes it after a number; the long ones in lower case."""
    from babel import Locale, UnknownLocaleError

    try:
        patterns = Locale.parse(language.code)._data["unit_patterns"] if language.code else {}
    except (UnknownLocaleError, ValueError):
        return
    for identity, name in _table().cldr.items():
        for width, forms in patterns.get(identity, {}).items():
            for count, pattern in forms.items():
                form = _SPACES.sub(" ", pattern.replace("{0}", "")).strip()
                if count != "per" and width in ("long", "short"):
                    yield width, form.lower().replace("-", " ") if width == "long" else form, name


_SPACES = re.compile(r"\s+")
