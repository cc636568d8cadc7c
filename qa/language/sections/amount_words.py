"""Words of numbers: how they are spelled, hedged, joined to ranges and told from numbers that count nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, TypeAlias

from qa.language.fields import BY_FORM
from qa.language.sections.label_words import LabelWords
from qa.language.sections.unit_words import CurrencyWords, UnitWords
from qa.types import Bound

Values: TypeAlias = Annotated[Mapping[str, int], BY_FORM]
"""The number of each word; a pack writes `20 = "twenty"`."""
Bounds: TypeAlias = Annotated[Mapping[str, Bound], BY_FORM]
"""The bound of each phrase; a pack writes `at_least = ["at least", "no fewer than"]`."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words. Where `parser` is empty they are added up by rule: small after tens after hundreds."""

    small: Values = field(default_factory=dict)
    """Numbers below twenty."""
    tens: Values = field(default_factory=dict)
    """Twenty to ninety."""
    hundreds: Values = field(default_factory=dict)
    """Hundreds that do not multiply the word before them ("doscientos") or not after digits ("50 cents")."""
    scales: Values = field(default_factory=dict)
    """Words that multiply what stands before them, or are a number alone ("hundred", "million")."""
    scales_after_numbers: Values = field(default_factory=dict)
    """Words that only multiply a number or follow an article ("dozen", "bn"); single letters only after digits."""
    dotted: frozenset[str] = frozenset()
    """Scales and units that are written with a dot ("Mrd.", "deg.")."""
    vague: Values = field(default_factory=dict)
    """Words that name a size only, by the smallest number that fits ("hundreds")."""
    several: frozenset[str] = frozenset()
    """Words that make the scale after them vague ("several hundred", "a few thousand")."""
    articles: frozenset[str] = frozenset()
    """Indefinite articles: "a hundred", "half an hour", "ett barn" (no number)."""
    of: frozenset[str] = frozenset()
    """Joins vague words ("tens of thousands") and a measure to its substance ("gallons of fuel")."""
    joints: frozenset[str] = frozenset()
    """Joins hundreds to what is below ("two hundred and five"), hours to minutes, dollars to cents."""
    negative: frozenset[str] = frozenset()
    """"minus", said before a temperature."""
    compounds: bool = False
    """Whether number words are written together ("tvåhundrafemtio")."""
    compound_parts: frozenset[str] = frozenset()
    """What stands in such words besides number words ("ein", "und")."""
    vague_endings: frozenset[str] = frozenset()
    """What makes number words vague when they end in it ("tvåtusental")."""
    parser: str = ""
    """The code by which text2num knows the language, where it reads the number words."""
    inside: frozenset[str] = frozenset()
    """Words that may stand inside a number for that parser and do not begin one ("et")."""


@dataclass(frozen=True, slots=True)
class FractionWords:
    """Words of fractions. Numerators and denominators are the number words and articles."""

    parts: Values = field(default_factory=dict)
    """The denominator of each ("thirds": 3)."""
    after_part: frozenset[str] = frozenset()
    """Words that show a fraction, not a place in an order, besides scales and units ("two thirds of")."""
    before_scale: frozenset[str] = frozenset()
    """Parts that need no numerator before a scale ("quarter million")."""
    halves: frozenset[str] = frozenset()
    """Words for one half."""
    after_half: frozenset[str] = frozenset()
    """Words that must follow those, articles and scales besides; anything may where it is empty."""
    not_before_half: frozenset[str] = frozenset()
    """Words before which a half is one of two parts, no number ("second half")."""
    and_a_half: tuple[str, ...] = ()
    """Phrases that add a half."""
    in_joints: tuple[str, ...] = ()
    """Phrases between numerator and denominator ("one in five"); those of one word only after one."""
    every: frozenset[str] = frozenset()
    """Words before an ordinal that make it a share ("var femte")."""
    ordinals: Values = field(default_factory=dict)
    """The denominator of each ordinal after those."""


@dataclass(frozen=True, slots=True)
class BoundWords:
    """How amounts are hedged. Phrases have up to five words."""

    before: Bounds = field(default_factory=dict)
    """Phrases before the number."""
    after: Bounds = field(default_factory=dict)
    """Phrases of two or three words after the amount."""
    fillers: frozenset[str] = frozenset()
    """Words that may stand between hedge and number ("at least another 20")."""
    before_times: frozenset[str] = frozenset()
    """Hedges that before a time say how long, not how much ("over four months")."""
    not_after: frozenset[str] = frozenset()
    """Words after which "about" is no hedge ("what about")."""


@dataclass(frozen=True, slots=True)
class RangeWords:
    """How two numbers are joined to one range."""

    joints: frozenset[str] = frozenset()
    """Words between the ends ("9 to 12")."""
    opening: frozenset[str] = frozenset()
    """Words before the first end that `closing` completes ("between 9 and 12")."""
    closing: frozenset[str] = frozenset()
    """Words between the ends that complete those ("and")."""
    moves: frozenset[str] = frozenset()
    """Words of change: the numbers after them are its ends, no range ("rose from 9 to 12")."""
    before_size: frozenset[str] = frozenset()
    """Words between a change and its size, which may be a range ("rose by 9 to 12")."""


@dataclass(frozen=True, slots=True)
class CountingWords:
    """What tells an amount from a number that counts nothing: a year, a pronoun, the number of a name."""

    EXCLUSIVE: ClassVar[tuple[tuple[str, str], ...]] = (
        ("before_year", "may_precede_year"),
        ("plurals", "not_plural"),
    )
    before_year: frozenset[str] = frozenset()
    """Words after which a number like 1997 is a year, whatever follows ("in 2019 people fled")."""
    may_precede_year: frozenset[str] = frozenset()
    """Words after which it is one unless one of `plurals` follows ("the 1759 battles", "before 1812")."""
    before_far_year: frozenset[str] = frozenset()
    """Words besides `before_year` after which 2120 is a year, where nothing counted follows ("by 2120")."""
    plurals: frozenset[str] = frozenset()
    """Plurals of things counted that no ending shows ("people", "dead")."""
    plural_endings: tuple[str, ...] = ()
    """Endings that most plurals have."""
    not_plural: frozenset[str] = frozenset()
    """Words with such an ending that are none."""
    one: frozenset[str] = frozenset()
    """The number word that is also a pronoun ("one of them"), where it is told from the article."""
    not_before_one: frozenset[str] = frozenset()
    """Words before it that make it a pronoun ("no one")."""
    not_after_one: frozenset[str] = frozenset()
    """Words after it that do so ("one of", "one who")."""
    not_after_one_endings: tuple[str, ...] = ()
    """Endings of words after it that do so ("one recently")."""
    once: tuple[str, ...] = ()
    """Phrases of two words or marks after "one" that mean some time ("day soon")."""
    openers: frozenset[str] = frozenset()
    """Words with a capital that open a sentence before a number and make no name of it ("About 40")."""
    capitalised: frozenset[str] = frozenset()
    """Words that always have a capital before a number and make no name of it ("I'm 25")."""
    prefixes: frozenset[str] = frozenset()
    """What is joined to a number by a hyphen and leaves it an amount ("a mid-20% share")."""


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Words of numbers, fractions, bounds, ranges, units and currencies."""

    numbers: NumberWords = field(default_factory=NumberWords)
    fractions: FractionWords = field(default_factory=FractionWords)
    bounds: BoundWords = field(default_factory=BoundWords)
    ranges: RangeWords = field(default_factory=RangeWords)
    units: UnitWords = field(default_factory=UnitWords)
    currencies: CurrencyWords = field(default_factory=CurrencyWords)
    labels: LabelWords = field(default_factory=LabelWords)
    counting: CountingWords = field(default_factory=CountingWords)
