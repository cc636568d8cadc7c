"""Words by which a question points back or leaves out what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from qa.language.fields import NEVER


@dataclass(frozen=True, slots=True)
class Swap:
    """Words that another stands for; both are of one form."""

    pattern: re.Pattern[str] = NEVER
    instead: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpWords:
    """Words by which a question points back or leaves out what it is about."""

    EXCLUSIVE: ClassVar[tuple[tuple[str, str], ...]] = (("personal", "plural"), ("personal", "thing"))

    asks: re.Pattern[str] = NEVER
    """The word that a question opens with."""
    lead: re.Pattern[str] = NEVER
    """All that a question says before what it is about."""
    verbs: frozenset[str] = frozenset()
    """Common verbs: a phrase that names a thing does not go past one."""
    auxiliaries: frozenset[str] = frozenset()
    """Auxiliary verbs."""
    past: re.Pattern[str] = NEVER
    """How most past tenses and participles end: the whole word."""
    relation: re.Pattern[str] = NEVER
    """What is only a side of the thing: "the name of the report" is about the report."""
    clause_end: re.Pattern[str] = NEVER
    """Where the clause that names a thing ends."""
    clauses: re.Pattern[str] = NEVER
    """Where a clause ends that may name what a later one points to."""
    doer: re.Pattern[str] = NEVER
    """A question for the one who did something, up to what it was done to: "who leads"."""
    acting: re.Pattern[str] = NEVER
    """A question whose subject is followed by its verb."""
    subject: re.Pattern[str] = NEVER
    """A question's `subject` with its article, and the `verb` that ends the question but for when or where."""
    links: frozenset[str] = frozenset()
    """Words inside a phrase that go on where a name follows ("the battle of Raqqa in Syria")."""
    of: frozenset[str] = frozenset()
    """Those of them that go on before any noun."""
    particles: frozenset[str] = frozenset()
    """Words in lower case inside a person's name."""
    placed: re.Pattern[str] = NEVER
    """A place named after its preposition; the name is the first group."""
    about_place: re.Pattern[str] = NEVER
    """An event that is named after its place; the name is the first group."""
    many: re.Pattern[str] = NEVER
    """Asks for a count; the counted noun follows."""
    after_noun: re.Pattern[str] = NEVER
    """The verb behind the counted noun, with the spaces around it."""
    passive: re.Pattern[str] = NEVER
    """The verb behind the counted noun where it tells what befell those counted, with the spaces around it."""
    empty_subject: str = ""
    """The word that stands where a subject would ("there")."""
    definite: str = ""
    """A thing of which is spoken again ("the {}"); empty where that needs no word."""
    about: str = ""
    """Before what a question is about, in a clause of its own ("about")."""
    also: str = ""
    """Between the last two of a list."""
    more: re.Pattern[str] = NEVER
    """The whole of a question for more of the same."""
    bare: re.Pattern[str] = NEVER
    """The whole of a question that has no words but its question word's ("when was that?")."""
    another: frozenset[str] = frozenset()
    """Words for something like the last thing."""
    pointing_articles: frozenset[str] = frozenset()
    """Words before a noun that was named before."""
    those_hit: re.Pattern[str] = NEVER
    """People whom something befell that was spoken of."""
    in_place: str = ""
    """A place where something is ("in {}")."""
    fragment: re.Pattern[str] = NEVER
    """The whole of a question that names only another thing, in group `about`."""
    says: re.Pattern[str] = NEVER
    """The whole of a question for what somebody else (group `who`) says."""
    saying: re.Pattern[str] = NEVER
    """A verb of saying in such a question."""
    preposition: re.Pattern[str] = NEVER
    """Words that begin a place, a time or a speaker."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Those of them before a speaker, each with the one that a whole question uses."""
    according: str = ""
    """The preposition before a speaker ("according to")."""
    place_prepositions: frozenset[str] = frozenset()
    """Prepositions that stand before other things too: only a name after them is replaced by another."""
    trailing: re.Pattern[str] = NEVER
    """At the end of a fragment: says only that it follows ("then", "instead")."""
    meant: re.Pattern[str] = NEVER
    """The whole of a correction; what was meant is group `instead`."""
    measure_alone: re.Pattern[str] = NEVER
    """The whole of a question for another `measure`."""
    measure_of: re.Pattern[str] = NEVER
    """A question `how` something measures; `rest` is what follows the measure."""
    stated_instead: tuple[Swap, ...] = ()
    """Verbs of admitting, and those that say the same of somebody who need not admit it."""
    located: re.Pattern[str] = NEVER
    """The whole of a remark that somebody is at a place, which is the first group."""
    last_object: re.Pattern[str] = NEVER
    """What a question is about, where it ends with that; in the first group."""
    personal: frozenset[str] = frozenset()
    """Pronouns for a person."""
    personal_owner: frozenset[str] = frozenset()
    """Those of them before what is theirs."""
    plural: frozenset[str] = frozenset()
    """Pronouns for several."""
    thing: frozenset[str] = frozenset()
    """Pronouns for a thing."""
    one_thing: frozenset[str] = frozenset()
    """Those of them that are never several."""
    there: frozenset[str] = frozenset()
    """Words for a place spoken of."""
    owners: frozenset[str] = frozenset()
    """Pronouns for a thing or several before what is theirs."""
    reflexive: re.Pattern[str] = NEVER
    """Pronouns that may point to a noun of their own clause."""
    demonstrative: frozenset[str] = frozenset()
    """Pronouns that stand before a noun too."""
    after_demonstrative: re.Pattern[str] = NEVER
    """What follows one of them that stands alone."""
    expletive: re.Pattern[str] = NEVER
    """Pronouns that point at nothing: "is it possible", "is there"."""
    doing: re.Pattern[str] = NEVER
    """Before a pronoun that points to what happens, not to a thing."""
    one_of: re.Pattern[str] = NEVER
    """Before "one", which then is one of those spoken of: "the first one"."""
    one: str = ""
    """The word for one of those spoken of."""
    of_those: str = ""
    """One of them, in a question that stands alone ("of the {}")."""
    owner: str = ""
    """A name before what is its own ("{}’s"); empty where that needs another order of words."""
    owner_in_s: str = ""
    """The same for a name that ends in s."""
    relational: frozenset[str] = frozenset()
    """Nouns that are of something: alone they ask about what was spoken of."""
    generic: frozenset[str] = frozenset()
    """Words that say little of what they are about."""
    argument: re.Pattern[str] = NEVER
    """What such a noun is of."""
    definition: re.Pattern[str] = NEVER
    """The whole of a question for what something is."""
    courtesies: frozenset[str] = frozenset()
    """Words of thanks, greetings, and assent: they ask nothing."""
    any: frozenset[str] = frozenset()
    """Words for any of what was spoken of."""
    of_speaker: frozenset[str] = frozenset()
    """Short forms for who asks, written with a capital."""
    article: re.Pattern[str] = NEVER
    """An article at the end of a text."""
    noun_links: frozenset[str] = frozenset()
    """Words between two nouns of one phrase."""
    noun_articles: frozenset[str] = frozenset()
    """Words between such a word and the second noun."""
    no_nouns: frozenset[str] = frozenset()
    """Words of asking that are no nouns."""
    before_verbs: frozenset[str] = frozenset()
    """Words after which a verb stands."""
    no_noun_ending: re.Pattern[str] = NEVER
    """How words end that say something of the noun before them (adverbs)."""
    vague: frozenset[str] = frozenset()
    """Nouns and adjectives that name nothing."""
    predicate: re.Pattern[str] = NEVER
    """At the end of a text: what follows says something of a noun ("is it" before "safe")."""
