"""Words by which an answer is tried against the question: deeds, measures, roles, copies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from qa.language.fields import NEVER


class Measure(StrEnum):
    """What a question with "how" or "what" asks to be told a measure of."""

    OFTEN = "often"
    LONG = "long"
    """How long something takes."""
    EXTENT = "extent"
    """How long something is or will be: a length, or a time after all."""
    OLD = "old"
    SHARE = "share"
    HOT = "hot"
    FAST = "fast"
    FAR = "far"
    """How deep, wide, tall, far or thick."""
    HEAVY = "heavy"
    COST = "cost"
    MONEY = "money"
    """How much of what is money: told by a sum alone."""
    MUCH = "much"
    MUCH_TIME = "much time"
    MANY = "many"
    ANY = "any"
    """Any one measure, and no count that several may give."""


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """Which measure a question asks for, and how texts tell measures without a number."""

    asked: Mapping[Measure, re.Pattern[str]] = field(default_factory=dict)
    """How a question for each measure opens."""
    duration: re.Pattern[str] = NEVER
    """A time told without a number: "overnight"."""
    frequency: re.Pattern[str] = NEVER
    """How often something happens, told without a number: "twice", "every third week"."""
    every: re.Pattern[str] = NEVER
    """What is marked along with the amount after it where it is asked how often: "every "."""
    rate: re.Pattern[str] = NEVER
    """What before an amount makes a rate of it: "per "."""
    times: re.Pattern[str] = NEVER
    """Units of time, in any form."""


@dataclass(frozen=True, slots=True)
class ShapeWords:
    """What an answer must look like, by the wording of the question."""

    number: re.Pattern[str] = NEVER
    """A question for a number."""
    date: re.Pattern[str] = NEVER
    """A question for a time."""
    name: re.Pattern[str] = NEVER
    """A question for somebody."""
    no_number: re.Pattern[str] = NEVER
    """A question that no number answers, and no date."""
    title: re.Pattern[str] = NEVER
    """A question what something is called."""
    statement: re.Pattern[str] = NEVER
    """A question what somebody says of a matter: a sentence answers it, not a few words."""
    several: re.Pattern[str] = NEVER
    """A question for several people."""
    whole: re.Pattern[str] = NEVER
    """A question in which way something is done, what something holds, or what brought it about: a part of the
    sentence that tells it is no answer.
    """
    time_word: re.Pattern[str] = NEVER
    """Words that an answer which is a time holds, where it has no digit."""
    counted_ends: frozenset[str] = frozenset()
    """Words at which the noun that is counted ends: "how many people *according* to …"."""
    measured: frozenset[str] = frozenset()
    """Counted things that texts write as a sign or a fraction."""


@dataclass(frozen=True, slots=True)
class DeedWords:
    """One deed. `_` in a form stands for a space, with up to three words between; `*` for any ending."""

    name: str = ""
    """What the deed is called in all languages."""
    asked: tuple[str, ...] = ()
    """How questions tell of it; texts do so too."""
    told: tuple[str, ...] = ()
    """Further words by which texts tell of it."""


@dataclass(frozen=True, slots=True)
class UnlistedDeeds:
    """Deeds of which no list tells, by the form of their verb."""

    GROUPS: ClassVar[Mapping[str, tuple[str, ...]]] = {"asked": ("verb",)}

    asked: re.Pattern[str] = NEVER
    """A question whose `verb` tells of a deed."""
    no_deed: frozenset[str] = frozenset()
    """Verbs of that form that tell of none."""
    of_a_stretch: frozenset[str] = frozenset()
    """What a stretch of time tells as well, where it is asked when: "the fair lasted from 3 to 9 May"."""
    sure: float = 0.5
    """Score, 0 to 1, from which an answer stands whose text does not say the verb."""


@dataclass(frozen=True, slots=True)
class CountQuestions:
    """Words of a "how many" around what it counts."""

    tolls: frozenset[str] = frozenset()
    """Last words of an opening that count the dead: "what *toll*"."""
    toll_counts: str = ""
    """What these count, as a sentence has it after a number: "deaths"."""
    given_for: re.Pattern[str] = NEVER
    """What ties a place to such a word: " is given for "."""
    asks_whom: re.Pattern[str] = NEVER
    """What stands before who is asked about: "does the "."""
    of_whom: re.Pattern[str] = NEVER
    """What stands after who is asked about and counts nothing: "say that "."""
    own_fault: re.Pattern[str] = NEVER
    """What tells that who speaks did it: "its own strikes"."""


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Who did what to whom, and whose an age or a text is."""

    GROUPS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "doer": ("who",), "aged": ("name",), "act": ("verb", "rest"), "done_to": ("who", "verb"),
    }  # fmt: skip

    doer: re.Pattern[str] = NEVER
    """A question whether `who` harmed somebody."""
    aged: re.Pattern[str] = NEVER
    """What follows an age that somebody after it has: " years old `name`"."""
    act: re.Pattern[str] = NEVER
    """A question who did something, with its `verb` and the `rest`."""
    done_to: re.Pattern[str] = NEVER
    """A question to whom `who` did what its `verb` says."""
    no_act: frozenset[str] = frozenset()
    """Verbs that tell of no act."""
    passive: re.Pattern[str] = NEVER
    """What before a verb tells that it is passive."""
    by: re.Pattern[str] = NEVER
    """What tells who acts, after the verb."""
    takeover: re.Pattern[str] = NEVER
    """Verbs for coming into somebody's place."""
    take: frozenset[str] = frozenset()
    """Those of their forms that what is taken over follows, where the particle is missing: "took"."""
    taken: re.Pattern[str] = NEVER
    """What may stand between such a verb and the office that is taken over: " the "."""
    pronouns: frozenset[str] = frozenset()
    """Words that stand for somebody named before."""
    behalf: re.Pattern[str] = NEVER
    """How the rest of a question opens that asks for whom somebody spoke: "for "."""
    bylines: tuple[str, ...] = ()
    """Words before the name of a text's writer or photographer: "by"."""
    byline_places: tuple[str, ...] = ()
    """Words before where the writer is: "from"."""
    byline_ends: tuple[str, ...] = ()
    """Words that go on after a name there: "in"."""
    writing: re.Pattern[str] = NEVER
    """Words of questions who wrote something."""
    publishing: re.Pattern[str] = NEVER
    """Words of questions when a text appeared."""
    belongs: tuple[str, ...] = ()
    """What stands between somebody and where they belong: "Ann Lee *of* the Navy"."""


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """Who holds an office, in which body, and of whom a reason is asked."""

    GROUPS: ClassVar[Mapping[str, tuple[str, ...]]] = {"office": ("office", "said")}

    holder: re.Pattern[str] = NEVER
    """How a question after the holder of an office opens: "who is"."""
    office: re.Pattern[str] = NEVER
    """Such a question with the `office` in it; `said` is the office with what stands before it."""
    at: tuple[str, ...] = ()
    """What ties an office to its body: "of"."""
    articles: tuple[str, ...] = ()
    """Articles before the name of a body or of somebody."""
    came_from: re.Pattern[str] = NEVER
    """What tells where somebody was before, in another body, to the end of the sentence."""
    why: re.Pattern[str] = NEVER
    """How a question opens why somebody did something, up to the name."""
    bodies: frozenset[str] = frozenset()
    """After the name of a place these make that of a body: "Lund *University*"."""


@dataclass(frozen=True, slots=True)
class NegationWords:
    """Who does not do something."""

    GROUPS: ClassVar[Mapping[str, tuple[str, ...]]] = {"asked": ("rest",)}

    asked: re.Pattern[str] = NEVER
    """A question who does not; its `rest`, and its `verb` where that stands before the "not"."""
    denied: re.Pattern[str] = NEVER
    """What makes a sentence say that something is not so, or not of everybody."""


@dataclass(frozen=True, slots=True)
class CheckWords:
    """Words by which an answer is tried against the question: deeds, measures, roles, copies."""

    opening: re.Pattern[str] = NEVER
    """What a question may open with before it asks: "and "."""
    shape: ShapeWords = field(default_factory=ShapeWords)
    measures: MeasureWords = field(default_factory=MeasureWords)
    deeds: tuple[DeedWords, ...] = ()
    """In the order in which they are looked for."""
    unlisted: UnlistedDeeds = field(default_factory=UnlistedDeeds)
    goes_on: re.Pattern[str] = NEVER
    """A sentence that goes on about the deed of the one before it: "it happened"."""
    counts: CountQuestions = field(default_factory=CountQuestions)
    roles: RoleWords = field(default_factory=RoleWords)
    offices: OfficeWords = field(default_factory=OfficeWords)
    negations: NegationWords = field(default_factory=NegationWords)
    lists: tuple[str, ...] = ()
    """What joins the last two names of a list: "and"."""
    alternatives: tuple[str, ...] = ()
    """What joins two answers as well: "or"."""
    articles: tuple[str, ...] = ()
    """Articles before a name in a list."""
    particles: tuple[str, ...] = ()
    """Words in lower case inside names of people: "van"."""
    titles: frozenset[str] = frozenset()
    """Titles that stand before the same name or do not: "colonel"."""
