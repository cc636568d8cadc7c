"""Units of measure as texts write them, and the one name each is given ("kilometre", "pound-mass")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from qa.figures.amounts.tokens import Tokens
from qa.language.pack import Language, known, pack_of


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text: its normalised name and the token after it."""

    name: str
    stop: int


# Written alike in every language that uses them.
_ABBREVIATIONS = {
    "km": "kilometre", "cm": "centimetre", "mm": "millimetre", "dm": "decimetre", "ha": "hectare",
    "ml": "millilitre", "cl": "centilitre", "kg": "kilogram", "mg": "milligram", "mcg": "microgram",
    "μg": "microgram", "µg": "microgram", "%": "percentage", "℃": "celsius", "° celsius": "celsius",
    "celsius": "celsius", "℉": "fahrenheit", "° fahrenheit": "fahrenheit", "fahrenheit": "fahrenheit",
    "kelvin": "kelvin", "°": "degree", "watt": "watt", "kilowatt": "kilowatt", "kw": "kilowatt",
    "megawatt": "megawatt", "gigawatt": "gigawatt", "gw": "gigawatt", "terawatt": "terawatt",
    "kwh": "kilowatt hour", "mwh": "megawatt hour", "gwh": "gigawatt hour", "twh": "terawatt hour",
    "hertz": "hertz", "hz": "hertz", "kilohertz": "kilohertz", "khz": "kilohertz", "megahertz": "megahertz",
    "mhz": "megahertz", "gigahertz": "gigahertz", "ghz": "gigahertz", "decibel": "decibel", "db": "decibel",
    "volt": "volt", "joule": "joule", "kcal": "calorie", "bit": "bit", "byte": "byte", "ft": "foot", "yd": "yard",
    "lb": "pound-mass", "lbs": "pound-mass", "lbm": "pound-mass", "oz": "ounce", "bbl": "barrel",
    "hp": "horsepower", "mph": "mile per hour", "kph": "kilometre per hour", "kmph": "kilometre per hour",
    "sqm": "square metre", "sqft": "square foot",
}  # fmt: skip
# Case matters here: 5 m is a length, 5 M a scale; 5 MB a size, 5 Mb another.
_SYMBOLS = {
    "m": "metre", "l": "litre", "L": "litre", "g": "gram", "t": "metric ton", "h": "hour", "s": "second",
    "in": "inch", "pm": "picometre", "nm": "nanometre", "Nm": "newton metre", "MW": "megawatt", "W": "watt",
    "V": "volt", "TW": "terawatt", "K": "kelvin", "C": "celsius", "F": "fahrenheit", "MB": "megabyte",
    "mb": "megabit", "Mb": "megabit", "GB": "gigabyte", "TB": "terabyte", "kB": "kilobyte", "KB": "kilobyte",
    "Mbps": "megabit per second", '"': "inch", "''": "inch", "″": "inch", "′": "foot", "ms": "millisecond",
}  # fmt: skip
# Letters that mean a unit only when they touch the number ("5m", "20C"): apart they are words or initials.
_ONLY_GLUED = frozenset({"s", "h", "t", "l", "L", "g", "K", "C", "F", "V", "W", "pm", "ms", "in", "Nm", "nm"})
_MARKS = frozenset({"'", '"', "″", "′"})
_PER_SYMBOLS = {"h": "hour", "s": "second", "ms": "millisecond"}
_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
_LENGTHS = ("metre", "foot", "mile", "inch")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
"""Units of time."""
PER = " per "
"""Stands in the name of a unit before what it is counted per ("mile per hour")."""
_SUBSTANCE = 3
"""Words that what a rate is of may have ("gallons of jet fuel a year")."""


@lru_cache(maxsize=64)
def unit_names(language: Language) -> Mapping[str, str]:
    """The name of each form of one or two words, in lower case, abbreviations included."""
    return MappingProxyType({**_ABBREVIATIONS, **language.amounts.units.names})


@lru_cache(maxsize=1)
def all_unit_names() -> frozenset[str]:
    """Every normalised unit of measure, without rates ("kilometre per hour") and ages ("year of age")."""
    named = (set(unit_names(pack_of(code)).values()) for code in known())
    return frozenset(_SYMBOLS.values()).union(*named)


def unit_at(tokens: Tokens, index: int, language: Language) -> Unit | None:
    """The unit that begins at token `index`, directly after a number or a hyphen; None where none does."""
    if (closing := _BRACKETS.get(tokens.lower(index))) and tokens.lower(index + 2) == closing:
        inner = _simple(tokens, index + 1, language)
        return Unit(inner.name, inner.stop + 1) if inner and inner.stop == index + 2 else None
    base = _age(tokens, index, language) or _simple(tokens, index, language)
    return _ratio(tokens, base, language) if base else None


def _simple(tokens: Tokens, index: int, language: Language) -> Unit | None:
    dimension = language.amounts.units.dimensions.get(tokens.lower(index))
    if dimension:
        base = _simple(tokens, index + 2 if tokens.lower(index + 1) == "." else index + 1, language)
        return Unit(f"{dimension} {base.name}", base.stop) if base else None
    if index >= len(tokens):
        return None
    if symbol := _symbol(tokens, index, language):
        return _raised(tokens, symbol)
    word, names = tokens.lower(index), unit_names(language)
    for length, form in ((2, f"{word} {tokens.lower(index + 1)}"), (1, word)):
        if name := names.get(form):
            dotted = form in language.amounts.numbers.dotted and tokens.lower(index + 1) == "."
            return _raised(tokens, Unit(name, index + length + dotted))
    return None


def _symbol(tokens: Tokens, index: int, language: Language) -> Unit | None:
    text = tokens.texts[index]
    if text == "°" and tokens.texts[index + 1 : index + 2] in (["C"], ["F"]):
        return Unit(_SYMBOLS[tokens.texts[index + 1]], index + 2)
    name = _SYMBOLS.get(text)
    if name is None or tokens.glued(index):
        return Unit(name, index + 1) if name else None
    if text in _ONLY_GLUED:
        after_feet = name == "inch" and unit_names(language).get(tokens.lower(index - 2)) == "foot"
        return Unit(name, index + 1) if after_feet else None
    if text in _MARKS and tokens.lower(index + 1) not in language.amounts.units.lengths:
        return None
    return Unit(name, index + 1)


def _raised(tokens: Tokens, unit: Unit) -> Unit:
    power = _POWERS.get(tokens.lower(unit.stop))
    if power and tokens.glued(unit.stop) and unit.name.endswith(_LENGTHS):
        return Unit(f"{power} {unit.name}", unit.stop + 1)
    return unit


def _age(tokens: Tokens, index: int, language: Language) -> Unit | None:
    """Ages: "5 years old", "18 months of age", "87-year-old", "5 år gammal"; told apart from durations."""
    words, word = language.amounts.units, tokens.lower(index)
    if index < len(tokens) and words.age_words.match(tokens.source, tokens.starts[index]):
        return Unit("year of age", index + 1)
    name = words.names.get(word)
    if name not in TIMES:
        return None
    after = index + 1 + (tokens.lower(index + 1) == "-")
    if tokens.lower(after) in words.old:
        return Unit(f"{name} of age", after + 1)
    if f"{tokens.lower(after)} {tokens.lower(after + 1)}" in words.of_age:
        return Unit(f"{name} of age", after + 2)
    return None


def _ratio(tokens: Tokens, base: Unit, language: Language) -> Unit:
    """Adds "per year", "an hour", "/ms" and "-a-share" to a unit."""
    words = language.amounts.units
    at = _past_substance(tokens, base.stop, language)
    hyphen = tokens.lower(at) == "-"
    at += 1 if hyphen else 0
    per = tokens.lower(at)
    if per != "/" and per not in words.per and per not in words.per_named:
        return base
    at += 1
    if hyphen and tokens.lower(at) == "-":
        at += 1
    if tokens.lower(at + 1) in words.compared:
        return base
    named = words.per_names.get(tokens.lower(at)) or _PER_SYMBOLS.get(tokens.lower(at))
    if named:
        return Unit(f"{base.name} per {named}", at + 1)
    if per in words.per_named:
        return base
    other = _simple(tokens, at, language)
    measure = other and other.name in all_unit_names()
    return Unit(f"{base.name} per {other.name}", other.stop) if other and measure else base


def _past_substance(tokens: Tokens, at: int, language: Language) -> int:
    """Skips what a rate is of: "2.4 billion gallons of jet fuel a year"; stays put where no rate follows."""
    words = language.amounts.units
    if tokens.lower(at) not in language.amounts.numbers.of:
        return at
    for after in range(at + 2, at + 2 + _SUBSTANCE):
        if tokens.lower(after) in words.per and words.names.get(tokens.lower(after + 1)) in TIMES:
            return after
        if not tokens.is_word(after):
            break
    return at


def per_at(tokens: Tokens, name: str, stop: int, language: Language) -> Unit:
    """A unit that ends before token `stop`, with what it is counted per ("dollar per share")."""
    return _ratio(tokens, Unit(name, stop), language)
