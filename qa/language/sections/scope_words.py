"""Words around a place or a time that tell whether a figure holds there and then."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.language.fields import NEVER


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """Words around a place or a time that tell whether a figure holds there and then."""

    asides: frozenset[str] = frozenset()
    """What may stand between a verb of saying and its own place or time: "told reporters at a briefing in"."""
    links: frozenset[str] = frozenset()
    """Prepositions that tie a place to what was said before: "told in Lund", but not "said Lund has nine"."""
    link_articles: frozenset[str] = frozenset()
    """Articles and possessives after them."""
    definite: frozenset[str] = frozenset()
    """Articles after which a time before a noun describes it: "the 2019 report"."""
    day_links: frozenset[str] = frozenset()
    """Prepositions before the day on which somebody raised a number: "raised to 40 on Monday"."""
    publishing: frozenset[str] = frozenset()
    """Verbs after which a time is that of publication, however far behind: "published its report in May"."""
    compared: re.Pattern[str] = NEVER
    """Ends before a place that a figure is only measured against: "more than in "."""
    part: re.Pattern[str] = NEVER
    """What opens a part with a place and a time of its own: "of whom"."""
    that_time: re.Pattern[str] = NEVER
    """Words for the time told before: "that day"."""
    count_runs: re.Pattern[str] = NEVER
    """How a sentence opens that tells the period of the count before: "The tally runs"."""
