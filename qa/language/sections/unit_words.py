"""Words of units of measure and of currencies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from qa.language.fields import BY_FORM, NEVER, Forms


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Units of measure; their symbols ("km") are known in every language."""

    names: Forms = field(default_factory=dict)
    """Forms of one or two words, by the name that all languages share ("metre")."""
    dimensions: Forms = field(default_factory=dict)
    """Words before a unit of length, by `square` and `cubic`."""
    per: frozenset[str] = frozenset()
    """Words between an amount and what it is counted per ("per", "a")."""
    per_named: frozenset[str] = frozenset()
    """The same, but only before one of `per_names` ("each day")."""
    per_names: Forms = field(default_factory=dict)
    """Words after those that are no units of measure, or other forms of them ("capita", "året")."""
    compared: frozenset[str] = frozenset()
    """Words after a time that make it a point, not a rate ("a year earlier")."""
    old: frozenset[str] = frozenset()
    """Words after a time that make it an age ("5 years old", "87-year-olds")."""
    of_age: tuple[str, ...] = ()
    """Phrases of two words that do so ("of age")."""
    age_words: re.Pattern[str] = NEVER
    """Words after a number, matched from their beginning, that are ages by themselves ("åring")."""
    aged: tuple[str, ...] = ()
    """Words and phrases before a number that make it an age in years ("aged", "age of")."""
    lengths: frozenset[str] = frozenset()
    """Adjectives after a bare inch sign ("10 \\" wide")."""


@dataclass(frozen=True, slots=True)
class CurrencyWords:
    """Currencies; their symbols and codes are known in every language, their full names come from CLDR."""

    names: Forms = field(default_factory=dict)
    """Bare names, by the currency most often meant ("dollars"); one that several countries share stays bare."""
    scaled: Annotated[Mapping[str, int], BY_FORM] = field(default_factory=dict)
    """The factor in a name ("mkr": a million)."""
    only_scaled: frozenset[str] = frozenset()
    """Names that are money only after "million" or the like, as they are other words too ("mark")."""
    weights: Forms = field(default_factory=dict)
    """Names that mean a weight unless the number is scaled or a word of `money` is near ("pounds")."""
    money: frozenset[str] = frozenset()
    """Words near an amount that show that it is one of money."""
    countries: Forms = field(default_factory=dict)
    """Words before a bare name, by the currency they make of it ("american": dollar)."""
    before: frozenset[str] = frozenset()
    """Names that may also stand before the number ("dollar 5")."""
    after_cents: frozenset[str] = frozenset()
    """Words that may follow cents which are not named ("3 dollars 50 more"), besides the end of a sentence."""
    noun_first: bool = False
    """Whether the noun stands first in a full name ("couronne suédoise")."""
    not_alone: frozenset[str] = frozenset()
    """Nouns of full names that mean other things as often when they stand alone ("real")."""
    elisions: tuple[str, ...] = ()
    """What may be joined to a name by an apostrophe ("d'euros")."""
