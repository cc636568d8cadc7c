"""Words by which a question asks how things differ, or how one changed, and by which an answer says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.language.fields import NEVER
from qa.language.sections.question_words import Comparison


@dataclass(frozen=True, slots=True)
class ComparisonPhrases:
    """What an answer says of sides set beside each other."""

    change: str = ""
    """What became of a value from its `{first}` to its `{last}` time; `{change}` says by how much."""
    unchanged: str = ""
    """That the value of the `{last}` time is that of the `{first}`."""
    difference: str = ""
    """By how much (`{change}`) the value of one thing (`{last}`) differs from that of another (`{first}`)."""
    points: str = ""
    """The unit of what lies between two percentages."""
    missing: str = ""
    """That nothing was found for sides (`{}`)."""
    none_found: str = ""
    """That too few sides (`{}`) were found to be compared."""
    too_few_times: str = ""
    """That no two times were found of which the documents tell it."""
    projected: str = ""
    """Said of a value that was expected, behind its time."""
    before: str = ""
    """What the side of a change is called that was before, where no time is told."""
    after: str = ""
    """What the side is called that came of it."""


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """Words by which a question asks how things differ, or how one changed.

    Patterns are tried on the whole question without its mark. Of the templates, `{at}` is where the time of a side
    stands, `{side}` the thing that is a side, other names are groups of the pattern.
    """

    time: re.Pattern[str] = NEVER
    """A time that may be a side: a year with what belongs to it, or a part of a year, whose year follows."""
    part: re.Pattern[str] = NEVER
    """A part of a year, as titles of reports call what they are on: "first quarter"."""
    carried: re.Pattern[str] = NEVER
    """How a time opens that the bare years after it are meant to open like: "fiscal"."""
    year_later: re.Pattern[str] = NEVER
    """The same time of the next year."""
    year_earlier: re.Pattern[str] = NEVER
    """The same time of the year before."""
    at: str = "{}"
    """How a time stands in a question, with the space before it."""
    times: tuple[Comparison, ...] = ()
    """Questions for the same at several times, which are group `times`."""
    changes: tuple[Comparison, ...] = ()
    """Questions for what became of something over time; group `times` holds from when to when, where told."""
    things: tuple[Comparison, ...] = ()
    """Questions for two things, groups `one` and `other`; commas part further ones in `one`."""
    pronoun: re.Pattern[str] = NEVER
    """Stands for the noun of the first thing in the name of another one: "the *one* at the river"."""
    degrees: Mapping[str, str] = field(default_factory=dict)
    """Adjectives by their comparatives, for group `degree` ("longer": "long")."""
    counted: re.Pattern[str] = NEVER
    """Says in a question that things are counted, in no unit: "the number of"."""
    by: re.Pattern[str] = NEVER
    """Ends before a number by which something changed: "by about "."""
    projected: re.Pattern[str] = NEVER
    """Says of a number in a text, or of a column, that it is expected and not counted."""
    phrases: ComparisonPhrases = field(default_factory=ComparisonPhrases)
