"""A question taken apart: the one value that search, reading and answering are given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qa.language.pack import Language, pack_of
from qa.language.sections.check_words import Measure
from qa.language.words import FRAME, Word
from qa.question.asked_count import asked_count, asked_event, asked_times, counted_head
from qa.question.asked_deed import asked_act, asked_deed, asked_doer, denied_act, suffered_act
from qa.question.asked_manner import manners_of
from qa.question.asked_person import asked_body, asked_office, named_person, reasoning_person
from qa.question.asked_writing import asked_text, asked_words, reported_words
from qa.question.sides import change_of, sides_of
from qa.question.wanted import early_measures_of, measures_of, units_of, wanted_of
from qa.types import Period, QuestionKind

if TYPE_CHECKING:
    import re
    from datetime import date


@dataclass(frozen=True)
class Question:
    """A question as `qa.question.analysis.analyse` takes it apart. What few ask of it is parsed when it is first
    asked for, and then kept: so it has no slots.

    `terms` are its content words without the phrase of the question word, which ends at offset `lead` of `text`;
    `names` those of them that are names of people, places and organisations, each a run of words ("US-led
    coalition", "Sean Ryan"); `claimant` is who is asked to have said or admitted something, None where nobody is;
    `admission` tells that an admission is asked for, not any statement; `counted` is what "how many" counts;
    `years` are the years it names.
    """

    text: str
    language: str
    kind: QuestionKind
    terms: tuple[Word, ...]
    lead: int = 0
    names: tuple[str, ...] = ()
    claimant: str | None = None
    admission: bool = False
    counted: tuple[Word, ...] = ()
    years: tuple[int, ...] = ()

    # Each is parsed when it is first asked for; the function says what it is.
    wanted = cached_property(wanted_of)
    measures = cached_property(measures_of)
    early_measures = cached_property(early_measures_of)
    units = cached_property(units_of)
    count = cached_property(asked_count)
    counted_head = cached_property(counted_head)
    event = cached_property(asked_event)
    times = cached_property(asked_times)
    manners = cached_property(manners_of)
    deed = cached_property(asked_deed)
    act = cached_property(asked_act)
    suffered = cached_property(suffered_act)
    denied = cached_property(denied_act)
    doer = cached_property(asked_doer)
    office = cached_property(asked_office)
    body_of_office = cached_property(asked_body)
    reasoner = cached_property(reasoning_person)
    described = cached_property(named_person)
    sides = cached_property(sides_of)
    change = cached_property(change_of)
    asked_text = cached_property(asked_text)
    asked_words = cached_property(asked_words)
    reported_words = cached_property(reported_words)

    @property
    def spoken(self) -> Language:
        """What is known of its language."""
        return pack_of(self.language)

    @property
    def keys(self) -> frozenset[str]:
        """The comparison keys of the terms."""
        return frozenset(term.key for term in self.terms)

    @property
    def matter(self) -> tuple[str, ...]:
        """The comparison keys of the terms that neither name anybody nor only frame the question."""
        return tuple(term.key for term in self.terms if not term.is_name and term.key not in FRAME)

    @cached_property
    def body(self) -> str:
        """Its text without an "and" or a "but" that ties it to the question before."""
        text = self.text.lstrip()
        tied = self.spoken.checks.opening.match(text)
        return text[tied.end() :] if tied else text

    def opens(self, pattern: re.Pattern[str]) -> bool:
        """Whether it opens with what a pattern matches."""
        return pattern.match(self.body) is not None

    @cached_property
    def wants_amount(self) -> bool:
        """Whether an amount is asked for anywhere in it."""
        return self.spoken.questions.amount.search(self.text) is not None

    @property
    def wants_money(self) -> bool:
        """Whether a sum of money is asked for: "how much money", "how much did it cost"."""
        return Measure.MONEY in self.measures

    @property
    def wants_measure(self) -> bool:
        """Whether one measure is asked for, a sum, a length, an age, and no count that several may give."""
        return self.units is not None or not self.measures.isdisjoint((Measure.COST, Measure.ANY))

    @cached_property
    def names_no_count(self) -> bool:
        """Whether it asks for a figure without saying of what: "What total does the ministry give for 2019?"."""
        bare = self.spoken.questions.bare_figure.match(self.text)
        return self.kind is QuestionKind.HOW_MANY and bare is not None

    @property
    def names_count(self) -> bool:
        """Whether it says what is counted, in a noun, in money or as any figure that somebody gives.

        Of these one count can be told from another; of a population or an average only the words beside it tell.
        """
        return bool(self.counted) or self.names_no_count or self.wants_money

    @property
    def place(self) -> str | None:
        """The place it asks about; None where it names none."""
        return self.count.place

    @property
    def period(self) -> Period | None:
        """The period it asks about; None where it names none."""
        return self.count.period

    @property
    def as_of(self) -> date | None:
        """The day whose state it asks about: "as of 30 September 2015"."""
        return self.count.as_of

    @property
    def counts_event(self) -> bool:
        """Whether those are counted whom something befell: the killed, the injured."""
        return self.names_no_count or bool(self.count.key.event)

    @cached_property
    def goal(self) -> frozenset[str]:
        """The keys of the words after its last preposition: "how much goes to *school roofs*"; else empty."""
        places = [match.end() for match in self.spoken.overlap.figures.goal.finditer(self.text)]
        return frozenset(t.key for t in self.terms if places and t.start >= places[-1] and not t.is_number)
