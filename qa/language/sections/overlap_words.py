"""Words around an answer that a sentence gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from qa.language.fields import NEVER


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words in and around dates; months and days of the week come from CLDR, further forms of them stand here."""

    months: frozenset[str] = frozenset()
    """Further forms of months, in lower case ("sept")."""
    weekdays: frozenset[str] = frozenset()
    """Further forms of days of the week, in lower case ("måndagen")."""
    other_words: frozenset[str] = frozenset()
    """Months that are another word where they are written in lower case: "may"."""
    ordinals: tuple[str, ...] = ()
    """What follows the number of a day at once: the "rd" of "3rd"."""
    of: tuple[str, ...] = ()
    """What may stand between day and month: "3rd of May"."""
    parts: tuple[str, ...] = ()
    """What narrows a time: "early", "the end of"."""
    articles: tuple[str, ...] = ()
    """What may stand before a date in a range: "från den 3 maj"."""
    range_starts: tuple[str, ...] = ()
    """What opens a range of times: "between", "from"."""
    range_links: tuple[str, ...] = ()
    """What stands between the ends of a range: "to", "until"."""
    relative: re.Pattern[str] = NEVER
    """Times told from today: "yesterday", "two years ago"."""


@dataclass(frozen=True, slots=True)
class CountingWords:
    """Words by which a number is tied to what it counts."""

    linking: frozenset[str] = frozenset()
    """Words that may stand between what is counted and its number: "the total *reached* 40"."""
    before: frozenset[str] = frozenset()
    """Words right before a number which what is counted stands before: "a crowd *of* 40"."""
    pronouns: frozenset[str] = frozenset()
    """Numbers that more often stand for a noun or are an article: "one"."""
    asks_part: re.Pattern[str] = NEVER
    """A question for some of a number: "how many of"."""
    of_them: re.Pattern[str] = NEVER
    """What follows, with the space before it, an amount that is part of a whole named before: " of them"."""
    more: re.Pattern[str] = NEVER
    """What follows, with the space before it, an amount on top of another: " more"."""


@dataclass(frozen=True, slots=True)
class FigureQuestions:
    """Words of questions for a figure that say nothing of it."""

    asks: re.Pattern[str] = NEVER
    """Opens a question for a figure by that word: "what toll"."""
    giving: frozenset[str] = frozenset()
    """Words that ask for a figure: "given", "total"."""
    evidence: frozenset[str] = frozenset()
    """What is had of something by who says it: "proof"."""
    goal: re.Pattern[str] = NEVER
    """A preposition whose phrase, last in a question, tells figures apart: "how much goes *to* roofs"."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words inside and around names of people and places."""

    GROUPS: ClassVar[Mapping[str, tuple[str, ...]]] = {"who_is": ("who",)}

    inside: tuple[str, ...] = ()
    """Words in lower case that may stand inside a name: the "of" of "Bank of Lund"."""
    roles: frozenset[str] = frozenset()
    """Words beside the name of somebody: what people are, and that they say."""
    who_is: re.Pattern[str] = NEVER
    """A question who somebody is, with the name as `who`."""
    describing: tuple[str, ...] = ()
    """Words that open a description after a name and a comma: "Ann Lee, *a* pilot"."""


@dataclass(frozen=True, slots=True)
class PlacePhrases:
    """Words around the name of a place."""

    places: tuple[str, ...] = ()
    """Prepositions that nearly always stand before a place, before a name: "near"."""
    directions: tuple[str, ...] = ()
    """Further prepositions before a place: "from"."""
    articles: tuple[str, ...] = ()
    """Articles that may stand between the two."""
    kinds: tuple[str, ...] = ()
    """What stands before the name of a place along with it: "village of"."""
    kinds_after: tuple[str, ...] = ()
    """What stands after it: "province"."""
    links: tuple[str, ...] = ()
    """What joins two names of places: "and"."""


@dataclass(frozen=True, slots=True)
class OverlapWords:
    """Words around an answer that a sentence gives."""

    dates: DateWords = field(default_factory=DateWords)
    counting: CountingWords = field(default_factory=CountingWords)
    figures: FigureQuestions = field(default_factory=FigureQuestions)
    names: NameWords = field(default_factory=NameWords)
    places: PlacePhrases = field(default_factory=PlacePhrases)
    clause: re.Pattern[str] = NEVER
    """A word at which a new clause begins: "while"."""
