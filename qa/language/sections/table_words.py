"""What rows and columns are called, and how a question asks for one of them, for several, or for what they hold.

Questions are read with the words of their own language. Heads of columns and names of rows are compared with the
words of every language: they are too short to tell theirs, and many tables are headed in another than that of
their cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from qa.language.fields import NEVER


class Column(StrEnum):
    """What a column tells of the row's thing."""

    LENGTH = "length"
    DURATION = "duration"
    AGE = "age"
    DISTANCE = "distance"
    HEIGHT = "height"
    DEPTH = "depth"
    WIDTH = "width"
    WEIGHT = "weight"
    TEMPERATURE = "temperature"
    SPEED = "speed"
    PRICE = "price"
    DOER = "doer"
    """Who does it or answers for it."""
    PERSON = "person"
    """Whoever it is about."""
    DAY = "day"
    HOUR = "hour"
    """When, by the clock or in years."""


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """How a question opens that asks for what a column tells."""

    pattern: re.Pattern[str] = NEVER
    columns: tuple[Column, ...] = ()
    """The columns that answer it, the likeliest first."""


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What columns are called, and words of questions that are answered by one cell of a row."""

    GROUPS: ClassVar[Mapping[str, tuple[str, ...]]] = {"superlative": ("least",)}

    questions: tuple[ColumnQuestion, ...] = ()
    """Questions by what they ask for; the first that fits holds."""
    heads: Mapping[Column, frozenset[str]] = field(default_factory=dict)
    """How heads begin that name such a column."""
    plain_times: frozenset[str] = frozenset()
    """Heads that say when and no more."""
    price_endings: frozenset[str] = frozenset()
    """How heads of prices end: "Listenpreis"."""
    doer_endings: tuple[str, ...] = ()
    """Endings, after a verb's stem, of heads that name who does it: "owns" and "owner"."""
    which: tuple[str, ...] = ()
    """Words before the head that a question names: "which"."""
    after_which: frozenset[str] = frozenset()
    """Words that end what a question says of that head."""
    costs: re.Pattern[str] = NEVER
    """A verb that what stands in money tells: "what do skis cost" under "Day"."""
    light: frozenset[str] = frozenset()
    """Verbs, and adjectives of question words, that say no more than the head of a column does."""
    measures: frozenset[str] = frozenset()
    """Words beside question words that ask how much there is of what a column names."""
    called: re.Pattern[str] = NEVER
    """A thing and a word after which it is told by what its text says: "the case about a crane"."""
    superlative: re.Pattern[str] = NEVER
    """The most or, as group `least`, the least of something."""
    counted_noun: re.Pattern[str] = NEVER
    """Tells in a word what is counted from the words that describe it: the ending of plurals."""
    says_how: frozenset[str] = frozenset()
    """Words after which it is told how the counted things are."""


@dataclass(frozen=True, slots=True)
class LineWords:
    """Words around the number of a line ("rule 2") and around codes ("file no. KB-77")."""

    names: tuple[str, ...] = ()
    """What numbered lines are called, besides §."""
    any: frozenset[str] = frozenset()
    """What a numbered line is called though nothing in its document says so, besides §."""
    number: re.Pattern[str] = NEVER
    """The word "number" and how it is shortened."""
    number_of: re.Pattern[str] = NEVER
    """What asks for the number of what is named next, with the space between."""
    equals: tuple[str, ...] = ()
    """What may stand between "number" and the code: "is"."""
    asks: re.Pattern[str] = NEVER
    """Opens a question for what stands under a number, up to what the line is called, with the space."""
    asks_end: re.Pattern[str] = NEVER
    """What may follow the number in such a question, with the space before it."""


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Words of questions for figures of a row."""

    asked: re.Pattern[str] = NEVER
    """Opens a question for a figure."""
    light: frozenset[str] = frozenset()
    """Words that say no more than that a figure of some time is asked for."""
    reported: frozenset[str] = frozenset()
    """Words that ask what a table holds, not what happened."""
    changes: frozenset[str] = frozenset()
    """Words for what became of a figure from one time to the next, in questions and in heads."""
    respective: re.Pattern[str] = NEVER
    """Asks for several figures at once: "respectively"."""
    percent: re.Pattern[str] = NEVER
    """Shares of a hundred, besides their sign."""
    totals: re.Pattern[str] = NEVER
    """How names of sums begin."""
    year_links: tuple[str, ...] = ()
    """What stands between the first and the last of several years: "to"."""
    fiscal: re.Pattern[str] = NEVER
    """What stands before two digits that are a year of accounts: "FY"."""
    fiscal_number: re.Pattern[str] = NEVER
    """The same before a number of a question."""
    more: re.Pattern[str] = NEVER
    """Stands before a limit that figures must be above: "more than"."""
    less: re.Pattern[str] = NEVER
    """Stands before a limit that they must be below."""


@dataclass(frozen=True, slots=True)
class PartWords:
    """Words of questions for what a group or a sum is made up of."""

    GROUPS: ClassVar[Mapping[str, tuple[str, ...]]] = {"counted": ("noun",)}

    light: frozenset[str] = frozenset()
    """Words that ask of what something is made up and say nothing of what."""
    asks: re.Pattern[str] = NEVER
    """Asks for the parts."""
    counts: re.Pattern[str] = NEVER
    """Asks how many parts there are."""
    counted: re.Pattern[str] = NEVER
    """Asks how many there are of a `noun`."""


@dataclass(frozen=True, slots=True)
class YearWords:
    """Words of questions for the years that a table tells of."""

    GROUPS: ClassVar[Mapping[str, tuple[str, ...]]] = {"compared": ("least",)}

    which: re.Pattern[str] = NEVER
    """Asks which year or years."""
    which_all: re.Pattern[str] = NEVER
    """Asks which years, for more than one."""
    counts: re.Pattern[str] = NEVER
    """Asks how many years."""
    compared: re.Pattern[str] = NEVER
    """Asks for the year with the more or, as group `least`, the less."""


@dataclass(frozen=True, slots=True)
class RankWords:
    """Words about who won, who came second, and what a column of places is called."""

    heads: frozenset[str] = frozenset()
    """Heads of columns that tell the place of each row."""
    won: re.Pattern[str] = NEVER
    """What asks for whoever has the first place."""
    came: tuple[str, ...] = ()
    """Words after which a place is asked for: "came", "finished"."""
    ordinals: tuple[str, ...] = ()
    """How the words for first, second, third and so on begin, in this order."""
    last: tuple[str, ...] = ()
    """How the words for the last place begin."""


@dataclass(frozen=True, slots=True)
class TableWords:
    """What rows and columns are called, and how a question asks for them."""

    columns: ColumnWords = field(default_factory=ColumnWords)
    lines: LineWords = field(default_factory=LineWords)
    figures: FigureWords = field(default_factory=FigureWords)
    parts: PartWords = field(default_factory=PartWords)
    years: YearWords = field(default_factory=YearWords)
    ranks: RankWords = field(default_factory=RankWords)
