"""Units of measure as texts write them, and the one name each is given ("kilometre", "pound-mass")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from qa.figures.amounts.tokens import Tokens
from qa.figures.amounts.unit_table import measure_names, short_forms, symbols, symbols_in_any_case, words
from qa.language.pack import Language, known, pack_of


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text: its normalised name and the token after it."""

    name: str
    stop: int


# Written alike in every language, and in the data of neither library.
_ABBREVIATIONS = {
    "lbs": "pound-mass", "lbm": "pound-mass", "mcg": "microgram", "kmph": "kilometre per hour",
    "sqm": "square metre", "sqft": "square foot", "bhp": "horsepower", "° celsius": "celsius",
    "celsius": "celsius",
    "° fahrenheit": "fahrenheit", "fahrenheit": "fahrenheit", "kelvin": "kelvin", "decibel": "decibel",
}  # fmt: skip
# Signs, and letters whose case matters: 5 m is a length, 5 M a scale.
_SYMBOLS = {
    "%": "percentage", "‰": "permille", "°": "degree", "℃": "celsius", "℉": "fahrenheit", '"': "inch",
    "''": "inch",
    "″": "inch", "′": "foot", "m": "metre", "l": "litre", "L": "litre", "g": "gram",
    "t": "metric ton", "h": "hour",
    "s": "second", "in": "inch", "Nm": "newton metre", "W": "watt", "V": "volt", "K": "kelvin",
    "C": "celsius", "F": "fahrenheit", "mb": "megabit", "Mb": "megabit", "KB": "kilobyte", "ms": "millisecond",
    "pc": "percentage",
}  # fmt: skip
# Letters that mean a unit only when they touch the number ("5m", "20C"): apart they are words or initials.
_ONLY_GLUED = frozenset({"s", "h", "t", "l", "L", "g", "K", "C", "F", "V", "W", "ms", "in", "pc"})
_MARKS = frozenset({"'", '"', "″", "′"})
_PER_SYMBOLS = {"h": "hour", "s": "second", "ms": "millisecond"}
_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
_LENGTHS = ("metre", "foot", "mile", "inch")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
"""Units of time."""
PER = " per "
"""Stands in the name of a unit before what it is counted per ("mile per hour")."""
_LONGEST = 4
"""Words of the longest name of a unit ("pounds force per square inch")."""
_SUBSTANCE = 3
"""Words that what a rate is of may have ("gallons of jet fuel a year")."""


@lru_cache(maxsize=64)
def unit_names(language: Language) -> Mapping[str, str]:
    """The name of each form of one to four words, in lower case and without hyphens, abbreviations included.

    What a pack says comes first, then CLDR.
    """
    return MappingProxyType({
        **symbols_in_any_case(), **_ABBREVIATIONS, **words(language), **language.amounts.units.names
    })  # fmt: skip


@lru_cache(maxsize=64)
def _written(language: Language) -> Mapping[str, str]:
    """The name of each symbol whose capitals matter."""
    return MappingProxyType({**short_forms(language), **symbols(), **_SYMBOLS})


@lru_cache(maxsize=64)
def _first_words(language: Language) -> frozenset[str]:
    """What the first token of a unit can be, in lower case: most words after a number are none."""
    return frozenset(form.split()[0].lower() for form in (*unit_names(language), *_written(language)))


@lru_cache(maxsize=1)
def all_unit_names() -> frozenset[str]:
    """Every normalised unit of measure, without rates ("kilometre per hour") and ages ("year of age")."""
    named = (set(unit_names(pack_of(code)).values()) for code in known())
    return frozenset(_SYMBOLS.values()).union(*named, measure_names())


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
    if tokens.lower(index) not in _first_words(language):
        return None
    names, written = unit_names(language), _written(language)
    for form, stop in tuple(_phrases(tokens, index, _LONGEST))[:0:-1]:
        if name := names.get(form.lower()) or written.get(form):
            return _raised(tokens, Unit(name, stop))
    if symbol := _symbol(tokens, index, language):
        return _raised(tokens, symbol)
    name = names.get(tokens.lower(index))
    dotted = tokens.lower(index) in language.amounts.numbers.dotted and tokens.lower(index + 1) == "."
    return _raised(tokens, Unit(name, index + 1 + dotted)) if name else None


def named_in_words(tokens: Tokens, index: int, language: Language) -> bool:
    """Whether a unit whose name has several words begins at token `index` ("pounds per square inch")."""
    names = unit_names(language)
    return any(form.lower() in names for form, _ in tuple(_phrases(tokens, index, _LONGEST))[1:])


def _phrases(tokens: Tokens, index: int, longest: int) -> Iterator[tuple[str, int]]:
    """The first token with up to so many of those after it, joined by spaces for hyphens, and the token behind."""
    form, at = "", index
    for _ in range(longest):
        if at >= len(tokens) or (form and not tokens.is_word(at)):
            return
        form, at = f"{form} {tokens.texts[at]}".strip(), at + 1
        yield form, at
        if tokens.lower(at) in _HYPHENS and tokens.glued(at) and tokens.glued(at + 1):
            at += 1


_HYPHENS = frozenset("-‑")


def _symbol(tokens: Tokens, index: int, language: Language) -> Unit | None:
    text = tokens.texts[index]
    if text == "°" and tokens.texts[index + 1 : index + 2] in (["C"], ["F"]):
        return Unit(_SYMBOLS[tokens.texts[index + 1]], index + 2)
    name = _written(language).get(text)
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
