"""Words for what is counted and for what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, TypeAlias

from qa.language.fields import BY_FORM, Forms


class Event(StrEnum):
    """What becomes of the counted."""

    DEATHS = "deaths"
    INJURED = "injured"
    MISSING = "missing"
    DISPLACED = "displaced"
    ARRESTED = "arrested"
    INFECTED = "infected"
    HOSPITALISED = "hospitalised"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    EVACUATED = "evacuated"
    RESCUED = "rescued"
    ABDUCTED = "abducted"
    LAID_OFF = "laid off"


EventForms: TypeAlias = Annotated[Mapping[str, Event], BY_FORM]
"""What each form says to become of the counted."""


@dataclass(frozen=True, slots=True)
class CountWords:
    """Words for what is counted and for what became of it.

    Groups and things have names that all languages share (English ones), so that counts compare across them.
    """

    groups: Forms = field(default_factory=dict)
    """Kinds of people that are counted beside or within a whole: "civilian", "child", "police officer"."""
    people: frozenset[str] = frozenset()
    """Nouns for people of any kind."""
    things: Forms = field(default_factory=dict)
    """What else is counted and has several names: "home" is a house too."""
    plurals: frozenset[str] = frozenset()
    """Forms of those above that are plurals without having one of `plural_endings`."""
    plural_endings: Mapping[str, str] = field(default_factory=dict)
    """Endings of plurals, and what the singular has in their place; the first that fits is taken."""
    singular_endings: tuple[str, ...] = ()
    """Endings that look like a plural's and are none."""

    events: EventForms = field(default_factory=dict)
    """Verbs and participles: by them "55 civilians were killed" counts deaths."""
    event_nouns: EventForms = field(default_factory=dict)
    """Nouns that name such an event themselves: "32 deaths"."""
    soft: frozenset[str] = frozenset()
    """Words of both that say so only after one of `befalling`: "were fired", but not "fired"."""
    own_names: frozenset[str] = frozenset()
    """Event nouns whose event depends on the words around them: they keep their own name ("cases", "victims")."""
    participle_nouns: frozenset[str] = frozenset()
    """Participles that are nouns too: "12 injured"."""
    befalling: frozenset[str] = frozenset()
    """What stands before a participle that tells what became of somebody: "were", "also"."""
    intransitive: frozenset[str] = frozenset()
    """Those of `events` whose subject stands before them: "12 died and 40 …"."""
    lost: frozenset[str] = frozenset()
    """Verbs that count deaths where people are lost: "lost 12 soldiers"."""
    losing: frozenset[str] = frozenset()
    lives: frozenset[str] = frozenset()
    """In "lost their lives" the word right before, and the noun."""

    beside_noun: Mapping[Event, str] = field(default_factory=dict)
    """How an event is named beside the noun it befell: "children killed"; else its English name."""
    alone: Mapping[Event, str] = field(default_factory=dict)
    """How it is named without a noun, where that is another word: "deaths"."""
    noun_first: bool = False
    """Whether the noun comes first: "children killed", not "dödade barn"."""
    whoever: frozenset[str] = frozenset()
    """Nouns that "deaths" needs not say: "people"."""
    capital_nouns: bool = False
    """Whether nouns keep their capital within a sentence."""
    adjectives: Mapping[str, str] = field(default_factory=dict)
    """What a noun becomes before "deaths": "civilians" in "civilian deaths"."""
    tolls: EventForms = field(default_factory=dict)
    """Phrases that are shown as the plain event: "death toll"."""

    before_noun: frozenset[str] = frozenset()
    """What may stand between a number and its noun: "of", "more"."""
    before_amount: frozenset[str] = frozenset()
    """What may stand between an event and its number, besides articles: "killed at least"."""
    stops: frozenset[str] = frozenset()
    """Words that end the noun phrase after a number, besides those that end any."""
    behind_noun: frozenset[str] = frozenset()
    """Words that do so behind the noun alone, as adjectives may be like them: "30 shares up", "a hand behind"."""
    verbs: frozenset[str] = frozenset()
    """Verbs that do so: "40 people voted"."""
    said: frozenset[str] = frozenset()
    """Verbs of saying that are so before a plural too: "40 people said workers …"."""
    participle_endings: tuple[str, ...] = ()
    """How participles end: the head of a column "hectares cleared" counts hectares."""
    describing_endings: tuple[str, ...] = ()
    """How words end that describe the plural before them: "hectares cleared", "people living"."""
    adverb_endings: tuple[str, ...] = ()
    copulas: frozenset[str] = frozenset()
    """ "Were" and "are": "of the dead, 20 were children"."""
    own_verbs: frozenset[str] = frozenset()
    """Verbs with which a group says something of its own: "and 9 children were at school"."""
    them: frozenset[str] = frozenset()
    those: frozenset[str] = frozenset()
    """Pronouns for those counted before, and what stands before a noun for them ("of those killed")."""
    of: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()
    including: frozenset[str] = frozenset()
    """What tells that a number is a part of the one before."""
    conjunctions: frozenset[str] = frozenset()
    """The word "and"."""
    joins: frozenset[str] = frozenset()
    """Words between two numbers of the same: "or", "to"."""
    contrasts: frozenset[str] = frozenset()
    """Words at which what is said of a number ends: "while"."""
    number_nouns: frozenset[str] = frozenset()
    """The noun for a number, before what it counts: "the number of"."""
    number_links: frozenset[str] = frozenset()
    """What stands between the two."""
    toll_modifiers: frozenset[str] = frozenset()
    """Nouns that belong to an event noun: "death toll"."""
    setting_verbs: frozenset[str] = frozenset()
    """Verbs of saying that stand between such a noun and its number: "puts the toll at"."""
    anaphors: frozenset[str] = frozenset()
    """Words for a count named before: "the toll", "it"."""
    bare_deaths: frozenset[str] = frozenset()
    """Words for the dead that do not say who they were; right after a count of civilians they mean these."""
    anybody: frozenset[str] = frozenset()
    """Nouns, in the singular or by the name of their group, and words beside them that tell nobody from the other
    victims: "victim", "other", also "man".
    """
    trades: frozenset[str] = frozenset()
    """Nouns for people by what they do, who are no group but whoever was there: "nurses"."""
    ignored: frozenset[str] = frozenset()
    """Words beside a noun that do not change what is counted: "mass graves"."""
    measure_links: frozenset[str] = frozenset()
    """What stands between a sum or measure and what it is of: "of", "in"."""
    sums: frozenset[str] = frozenset()
    """Nouns that a sum of money is of: "a loss of $1.3bn"."""
