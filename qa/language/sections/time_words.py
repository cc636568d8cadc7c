"""Words by which a text names times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, TypeAlias

from qa.language.fields import BY_FORM, NEVER

Numbers: TypeAlias = Annotated[Mapping[str, int], BY_FORM]
"""The number of each form."""


class TimeUnit(StrEnum):
    """A length of time."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


class Part(StrEnum):
    """A part of a month or a year: its first third, its second, its last, its last day."""

    START = "start"
    MIDDLE = "middle"
    LATE = "late"
    END = "end"


class Lead(StrEnum):
    """What a word before a time makes of it. AS_OF: the day of a count; TO: an end in some phrases (`to_end`);
    PLAIN: nothing, but it belongs to the wording of a range ("from").
    """

    BETWEEN = "between"
    SINCE = "since"
    UNTIL = "until"
    TO = "to"
    AS_OF = "as of"
    BEFORE = "before"
    AFTER = "after"
    PLAIN = "plain"


class Weekday(StrEnum):
    """Which day a word before its name means: the latest, the one before today, or one to come."""

    LATEST = "latest"
    LAST = "last"
    NEXT = "next"


Units: TypeAlias = Annotated[Mapping[str, TimeUnit], BY_FORM]
"""The unit of each form."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words by which a text names times. Names of months and weekdays are in `qa.language.cldr`."""

    months: Numbers = field(default_factory=dict)
    """Further names of months than those of CLDR ("sept"), by number from 1."""
    weekdays: Numbers = field(default_factory=dict)
    """Further names of weekdays ("sonnabend"), by number from Monday 0."""
    also_words: frozenset[str] = frozenset()
    """Names of months that, alone and in these very letters, are other words ("may", but not "May")."""
    weekday_endings: frozenset[str] = frozenset()
    """Endings of a weekday's name ("Monday's", "måndagen")."""
    weekday_leads: Annotated[Mapping[str, Weekday], BY_FORM] = field(default_factory=dict)
    """Words before a weekday ("last Monday")."""
    ordinal_endings: frozenset[str] = frozenset()
    """What follows the digits of a day ("3rd"); a dot may follow in every language."""
    ordinals: Numbers = field(default_factory=dict)
    """First to fourth, of quarters and half-years."""
    quarters: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    """Nouns for a quarter and for half a year ("the first half of 2018")."""
    seasons: Numbers = field(default_factory=dict)
    """Names of seasons that lie in one year, by the number of their first month."""
    parts: Annotated[Mapping[str, Part], BY_FORM] = field(default_factory=dict)
    """Words before a month or a year that pick out a part of it ("early", "the end of" without its article)."""
    articles: frozenset[str] = frozenset()
    """Articles before a time."""
    of: frozenset[str] = frozenset()
    """What stands between a day, month or quarter and the year or month it is in ("3 of May")."""
    year_nouns: frozenset[str] = frozenset()
    """Words before the digits of a year ("fiscal 2018")."""
    amounts: frozenset[str] = frozenset()
    """Words after four digits that tell an amount from a year ("2000 people")."""
    units: Units = field(default_factory=dict)
    """Every form of the units of time."""
    numbers: Numbers = field(default_factory=dict)
    """Numbers before a unit, an article among them: "two weeks", "a week"."""
    vague_numbers: frozenset[str] = frozenset()
    """Numbers before a unit that say no number ("several weeks")."""
    past: frozenset[str] = frozenset()
    """Words before a number and a unit that count back from today ("the past two weeks")."""
    this: Units = field(default_factory=dict)
    """Phrases for the week, month or year that today lies in ("this week")."""
    prior: Units = field(default_factory=dict)
    """Phrases for the week, month or year before it ("last week")."""
    today: frozenset[str] = frozenset()
    yesterday: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    """Words after a number and a unit of a day or more that count from a time told before ("a week later")."""
    earlier: frozenset[str] = frozenset()
    """Those of them that count back; they open a sentence that goes back ("A month earlier")."""
    earlier_alone: frozenset[str] = frozenset()
    """Words that do so without a number ("Previously")."""
    joints: frozenset[str] = frozenset()
    """Words between the two ends of a range ("to")."""
    loose_joints: frozenset[str] = frozenset()
    """Those that join two ends only after a word like "between" ("and")."""
    leads: Annotated[Mapping[str, Lead], BY_FORM] = field(default_factory=dict)
    """Words before a time."""
    lead_fillers: frozenset[str] = frozenset()
    """What may stand between such a word and the time ("since the")."""
    to_end: re.Pattern[str] = NEVER
    """Phrases in which `to` gives the end of a stretch ("the period to May"), searched from just before it."""
