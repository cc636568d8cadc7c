"""A question taken apart: the one value that search, reading and answering are given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qa.figures.open_counts import OpenCount
from qa.language.pack import Language, pack_of
from qa.language.sections.check_words import Measure
from qa.language.words import FRAME, Word
from qa.question import asked_count, asked_deed, asked_person, asked_writing, wanted
from qa.question.asked_deed import Act, Deed
from qa.question.asked_manner import Manner, manners
from qa.question.asked_writing import AskedText, AskedWords
from qa.question.sides import Side, sides
from qa.question.wanted import Wanted
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
    def wanted(self) -> Wanted:
        """What an answer must be."""
        return wanted.wanted(self)

    @cached_property
    def measures(self) -> frozenset[Measure]:
        """The measures it opens by asking for: how long, how much money."""
        return wanted.measures(self)

    @cached_property
    def early_measures(self) -> frozenset[Measure]:
        """The measures it asks for in its first words, others before them or not."""
        return wanted.early_measures(self)

    @cached_property
    def units(self) -> frozenset[str] | None:
        """The units that alone can answer; None where it does not say."""
        return wanted.wanted_units(self)

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

    @cached_property
    def count(self) -> OpenCount:
        """What it counts, in which unit, and for which place and period."""
        return asked_count.asked_count(self)

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

    @cached_property
    def counted_head(self) -> Word | None:
        """The noun that "how many" counts, where a text must name it; None for people, units and measures."""
        return asked_count.counted_head(self)

    @property
    def counts_event(self) -> bool:
        """Whether those are counted whom something befell: the killed, the injured."""
        return self.names_no_count or bool(self.count.key.event)

    @cached_property
    def manners(self) -> frozenset[Manner]:
        """What its wording asks for besides its kind."""
        return manners(self)

    @cached_property
    def deed(self) -> Deed | None:
        """The deed that it speaks of; None where it is none that its words show."""
        return asked_deed.asked_deed(self)

    @cached_property
    def act(self) -> Act | None:
        """What somebody did who is asked for, and to whom: "who *replaced Ann Lee*"."""
        return asked_deed.asked_act(self)

    @cached_property
    def suffered(self) -> Act | None:
        """What was done to somebody who is asked for, and by whom: "whom did *Ann Lee replace*"."""
        return asked_deed.suffered_act(self)

    @cached_property
    def denied(self) -> Act | None:
        """What somebody did not do who is asked for."""
        return asked_deed.denied_act(self)

    @cached_property
    def doer(self) -> str | None:
        """Who is asked to have killed, wounded or destroyed: "did *the army* kill"."""
        return asked_deed.asked_doer(self)

    @cached_property
    def office(self) -> str | None:
        """The office whose holder is asked for."""
        return asked_person.asked_office(self)

    @cached_property
    def body_of_office(self) -> str | None:
        """The body in whose office it asks who is."""
        return asked_person.asked_body(self)

    @cached_property
    def reasoner(self) -> str | None:
        """Who is asked why they did something."""
        return asked_person.reasoning_person(self)

    @cached_property
    def described(self) -> str | None:
        """Whom a "who is" names."""
        return asked_person.named_person(self)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """What it sets side by side, each with the question for it alone; none where it compares nothing."""
        return sides(self)

    @cached_property
    def asked_text(self) -> AskedText | None:
        """The text of which it asks who wrote it."""
        return asked_writing.asked_text(self)

    @cached_property
    def asked_words(self) -> AskedWords | None:
        """Whose words it asks for as such: "What did Maja say about the roof?"."""
        return asked_writing.asked_words(self)

    @cached_property
    def reported_words(self) -> str | None:
        """What somebody said who is asked for: "Who said that *the roof leaks*?"."""
        return asked_writing.reported_words(self)

    @cached_property
    def goal(self) -> frozenset[str]:
        """The keys of the words after its last preposition: "how much goes to *school roofs*"; else empty."""
        places = [match.end() for match in self.spoken.overlap.figures.goal.finditer(self.text)]
        return frozenset(t.key for t in self.terms if places and t.start >= places[-1] and not t.is_number)
