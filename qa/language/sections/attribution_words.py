"""Words by which a text hands a statement to somebody: verbs of saying, names, roles, pronouns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, TypeAlias

from qa.language.fields import BY_FORM, NEVER, Forms
from qa.types import Stance

StanceForms: TypeAlias = Annotated[Mapping[str, Stance], BY_FORM]
"""The stance that each form carries."""


@dataclass(frozen=True, slots=True)
class SayingWords:
    """Verbs and nouns of saying, and the words around them that tell who says what."""

    verbs: StanceForms = field(default_factory=dict)
    """Forms of verbs of saying."""
    nouns: StanceForms = field(default_factory=dict)
    """Nouns for what somebody says or counts: "figure", "admission"."""
    own_nouns: StanceForms = field(default_factory=dict)
    """Further nouns that are one only after "its own": "account", "reckoning"."""
    ambiguous: frozenset[str] = frozenset()
    """Verbs of saying that are as often a noun or another verb: they need a subject beside them that can speak."""
    noun_like: frozenset[str] = frozenset()
    """Ambiguous ones that are a noun unless an object or "that" follows: "reports", "claims"."""
    objects: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Verbs that say something only with one of these words after them: "held that", "put the toll at"."""
    putting: frozenset[str] = frozenset()
    """Verbs whose object is a figure that may be long: "put the number of all who fell ill last year at"."""
    participles: frozenset[str] = frozenset()
    """Participles that hand a figure on with "by": "counted by doctors"."""
    agents: frozenset[str] = frozenset()
    """The word "by" after a participle."""
    according: tuple[str, ...] = ()
    """What stands before a source: "according to"."""
    that: frozenset[str] = frozenset()
    """What opens the clause that is said: "that"."""
    infinitive: frozenset[str] = frozenset()
    """What opens an infinitive: "claimed to"."""
    relatives: frozenset[str] = frozenset()
    """What opens a clause about the noun before it: "the 32 deaths that the army admitted"."""
    negations: frozenset[str] = frozenset()
    """The word "not", "never": an admission that was not made is a denial."""
    contrasts: frozenset[str] = frozenset()
    """Where what somebody says ends and another statement begins: "while", "but"."""
    after_trailing: frozenset[str] = frozenset()
    """What may follow a verb of saying at the end of a sentence to tell how it was said: "after", "citing"."""
    trailing_times: frozenset[str] = frozenset()
    """What may follow it to tell when and where, besides weekdays: "in an interview last week"."""
    reports: frozenset[str] = frozenset()
    """Nouns for a text or count that stands for its maker: "report", "survey"."""
    report_makers: frozenset[str] = frozenset()
    """What stands before the maker of a report: "by", "from"."""
    noun_links: frozenset[str] = frozenset()
    """What follows a noun of saying that hands a figure on: "figure of", "admission that"."""
    toll_verbs: frozenset[str] = frozenset()
    """Verbs that follow one to the same end: "toll stands at"."""
    tolls: frozenset[str] = frozenset()
    """Nouns for a number as a whole: "toll", "total"."""
    revisions: frozenset[str] = frozenset()
    """Verbs by which somebody changes a number of theirs: "raised the toll"."""
    holdings: frozenset[str] = frozenset()
    """Nouns for what a body keeps, so that it vouches for the number: "database", "list"."""
    holding: frozenset[str] = frozenset()
    """Verbs for keeping it: "has", "built"."""
    called: frozenset[str] = frozenset()
    """Verbs that deny a figure together with one of `false`: "called it misleading"."""
    false: frozenset[str] = frozenset()
    """What a figure is called that is denied."""
    genitive: str = ""
    """The ending of a possessive without an apostrophe: Swedish "polisens"."""

    EXCLUSIVE: ClassVar[tuple[tuple[str, str], ...]] = (("agents", "contrasts"), ("negations", "that"))


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words of noun phrases: what opens, joins, ends and describes names."""

    determiners: frozenset[str] = frozenset()
    """Articles and possessive pronouns."""
    name_articles: frozenset[str] = frozenset()
    """Articles inside a name: "Ministry of the Interior"."""
    links: frozenset[str] = frozenset()
    """Words inside a name, also in those of other languages: "Ministry of Health", "Läkare utan gränser"."""
    joining_links: frozenset[str] = frozenset()
    """Links only between two capitals: "Johnson and Johnson", but not "the army and"."""
    role_links: frozenset[str] = frozenset()
    """Links that a role may follow: "office of the prosecutor"."""
    roles: frozenset[str] = frozenset()
    """Words for those who speak: "ministry", "spokesman", "doctors"."""
    introducing: frozenset[str] = frozenset()
    """Roles that stand before the name of who has them: "General", "charity"; others begin a name."""
    personal: frozenset[str] = frozenset()
    """Those of `introducing` that are one person's, also with a capital: "Colonel Sean Ryan"."""
    pronouns: frozenset[str] = frozenset()
    """Personal pronouns of the third person."""
    breaks: frozenset[str] = frozenset()
    """Words with a capital that are part of no name unless they stand within one: "At Least", "However"."""
    stops: frozenset[str] = frozenset()
    """Words that end a noun phrase: prepositions, conjunctions, auxiliaries."""
    given: frozenset[str] = frozenset()
    """Stops and determiners that are first names too: names where a capital follows ("Will", Swedish "Hans")."""
    abbreviations: frozenset[str] = frozenset()
    """Words whose dot ends no phrase: "Dr", "Gen"."""
    adverb_endings: tuple[str, ...] = ()
    """How adverbs end that may stand between a subject and its verb: "repeatedly"."""
    no_adverbs: frozenset[str] = frozenset()
    """Words that end so and are none: "family"."""

    EXCLUSIVE: ClassVar[tuple[tuple[str, str], ...]] = (("roles", "stops"), ("roles", "determiners"))


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Words that tell who or what a noun phrase names."""

    persons: frozenset[str] = frozenset()
    """Pronouns of a human being: "she"."""
    groups: frozenset[str] = frozenset()
    """Pronouns of a body or of several: "it", "they"."""
    owners: frozenset[str] = frozenset()
    """Possessives of a body: "its"."""
    reflexives: frozenset[str] = frozenset()
    """Further possessives before "own", which go back to the subject: "sina egna uppgifter"."""
    other_owners: frozenset[str] = frozenset()
    """Possessives of a person, before which no body owns a figure: "his"."""
    own: frozenset[str] = frozenset()
    """The word "own", as in "its own count"."""
    own_alone: frozenset[str] = frozenset()
    """Forms of it that need no possessive before them: "enligt egna uppgifter"."""
    own_starts: tuple[str, ...] = ()
    """What stands before them: "by its own count"."""
    own_auxiliaries: frozenset[str] = frozenset()
    """What may stand between such an opening and the subject: "Enligt egen uppgift har polisen …"."""
    leading: frozenset[str] = frozenset()
    """What may stand before a speaker and names nobody: "However", "Earlier"."""
    not_speakers: frozenset[str] = frozenset()
    """Words that alone are no speaker: "there", "people", "we"."""
    things: frozenset[str] = frozenset()
    """Nouns that cannot speak, whatever their ending: "number", "winter"."""
    human: re.Pattern[str] = NEVER
    """The ending of a noun for somebody, even without an article: "organisers"."""
    generic: frozenset[str] = frozenset()
    """Words for any body: "the group" is the one named before."""
    heads: frozenset[str] = frozenset()
    """Words for a body of a kind: "the ministry" is a ministry named before."""
    genitive_groups: frozenset[str] = frozenset()
    """Possessives of a body that was named before: "organisationens"."""
    no_makers: frozenset[str] = frozenset()
    """Roles that before "report" tell its kind as often as its maker: "state"."""
    describing: tuple[str, ...] = ()
    """How words end that describe a body and do not name it: "US-backed", "Polish"."""
    bodies: frozenset[str] = frozenset()
    """Words in the names of bodies, so that the name is no person's; also those of bodies elsewhere."""
    titles: frozenset[str] = frozenset()
    """Words before the name of a person: "Mrs", "President"."""
    spokespersons: tuple[str, ...] = ()
    """How words begin for those who speak for a body: "spokes"."""
    officials: tuple[str, ...] = ()
    """The same of those who may speak for themselves too: "official"."""
    represents: frozenset[str] = frozenset()
    """What stands between them and the body: "for", "at"."""
    sits: frozenset[str] = frozenset()
    """Of these, where an official sits rather than for whom he speaks: "officials in Geneva"."""


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """Words that tell the subject of a verb of saying from what stands between and around."""

    between: frozenset[str] = frozenset()
    """Skipped between a subject and its verb: "has also repeatedly said"."""
    relatives: frozenset[str] = frozenset()
    """Relative pronouns that stand after a comma: "the group, which …"."""
    describing: frozenset[str] = frozenset()
    """Relative pronouns that open a description also without one: "the company that bought"."""
    restrictive: frozenset[str] = frozenset()
    """Relative pronouns without a comma right before the verb: "doctors who said"."""
    thats: frozenset[str] = frozenset()
    """Those of `describing` that open other clauses too: "that"."""
    conjunctions: frozenset[str] = frozenset()
    """Between two verbs of one subject: "accused the firm and said"."""
    clause_openers: frozenset[str] = frozenset()
    """Words that a clause begins with: "that", "because"."""
    breaks: frozenset[str] = frozenset()
    """Words over which no description of a subject goes: "while"."""
    openers: frozenset[str] = frozenset()
    """Words that stand before the subject of a sentence: "Meanwhile the mission …"."""
    personal: frozenset[str] = frozenset()
    """Pronouns that open a clause of their own: "they"."""
    dropped: bool = False
    """Whether a verb needs no subject that was named before: "Añadió que …" is said by who spoke last."""
    sure_after: frozenset[str] = frozenset()
    """After an ambiguous verb they make sure that it says something: "found that"."""
    outer_links: frozenset[str] = frozenset()
    """Prepositions inside a subject: "the doctors at the clinic"."""
    copulas: frozenset[str] = frozenset()
    """Before an ambiguous participle they make it passive: "was reported"."""
    finite: frozenset[str] = frozenset()
    """After "said" and a noun phrase they make these a clause: "said the dead were …"."""
    fronted: frozenset[str] = frozenset()
    """What may stand before a verb that stands before its subject: "Det säger polisen"."""
    no_subject: frozenset[str] = frozenset()
    """What follows a verb of saying and is never its subject: "that", "all"."""
    apposition_openers: frozenset[str] = frozenset()
    """How a description between commas may begin: "formerly", "head"."""
    participles: frozenset[str] = frozenset()
    """Participles that describe a body: "a group based in Oslo"."""
    after_participle: frozenset[str] = frozenset()
    """What follows them: "in", "by"."""
    having: frozenset[str] = frozenset()
    """The word "with", before what a body has."""
    possessions: frozenset[str] = frozenset()
    """What a body is described by having: "offices". Officials with a ministry speak for it instead."""
    present_participle: str = ""
    """How a verb ends that describes the noun before it: "the army battling rebels"."""
    no_present_participles: frozenset[str] = frozenset()
    """Words that end so and describe nothing: "during", "evening"."""
    after_present_participle: frozenset[str] = frozenset()
    """Prepositions that follow it."""


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """Words by which sentences go back to who spoke before."""

    continues: re.Pattern[str] = NEVER
    """How a sentence begins that goes on with what was said before: "Another 12", "The toll"."""
    said_so: re.Pattern[str] = NEVER
    """How a sentence begins that tells who said the one before: "Det uppgav polisen"."""
    verbal: frozenset[str] = frozenset()
    """What follows a subject that opens its sentence: auxiliaries and frequent verbs."""
    past_endings: tuple[str, ...] = ()
    """How verbs in the past tense end, as after a subject that opens its sentence: "criticised the"."""
    object_endings: tuple[str, ...] = ()
    """How a noun ends that is an object without an article: "kritiserade rapporten"."""
    placed: frozenset[str] = frozenset()
    """After the word that opens a sentence they make it a place or a time: "Hundreds in"."""
    own_kind: frozenset[str] = frozenset()
    """Bodies that go back only to one of the same kind: "the ministry"."""
    generic: frozenset[str] = frozenset()
    """Bodies that go back to any named before: "the company"."""
    fuller: frozenset[str] = frozenset()
    """Bodies that may have been named more fully before: "the coalition" is the US-led coalition."""
    before_name: frozenset[str] = frozenset()
    """Words with a capital that are no part of the name after them: "But", "Mr"."""
    openers: frozenset[str] = frozenset()
    """Words that open a sentence and are no part of the name of a body."""
    kinds: frozenset[str] = frozenset()
    """What ministries and the like are of, without a capital: "health"."""


@dataclass(frozen=True, slots=True)
class ClaimantWords:
    """Words by which spellings of one claimant are told to be the same."""

    same: Forms = field(default_factory=dict)
    """Spellings of one body, by an English key that all languages share ("police")."""
    leading: Forms = field(default_factory=dict)
    """Spellings of who leads a coalition, by such a key ("us")."""
    led: tuple[str, ...] = ()
    """How a word ends, after a hyphen, that says so: "led"."""
    owner_of_any: frozenset[str] = frozenset()
    """Owners that tell no body from another: "the country's police"."""
    tails: frozenset[str] = frozenset()
    """Words that add nothing to a name at its end: "forces", "officials"."""
    dropped: frozenset[str] = frozenset()
    """Words that add nothing anywhere: articles, "local"."""
    links: frozenset[str] = frozenset()
    """Words that have no letter in an acronym: "of"."""
    common: frozenset[str] = frozenset()
    """Keys that many bodies have, so that they alone are nobody: "police"."""


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Words by which a text hands a statement to somebody: verbs of saying, titles, roles."""

    saying: SayingWords = field(default_factory=SayingWords)
    names: NameWords = field(default_factory=NameWords)
    speakers: SpeakerWords = field(default_factory=SpeakerWords)
    subjects: SubjectWords = field(default_factory=SubjectWords)
    voices: VoiceWords = field(default_factory=VoiceWords)
    claimants: ClaimantWords = field(default_factory=ClaimantWords)
