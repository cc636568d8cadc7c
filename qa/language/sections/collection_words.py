"""Words by which a question asks about the collection of documents itself, and what sayso says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from qa.language.fields import NEVER, Forms
from qa.language.sections.collection_phrases import CollectionPhrases


class Wanted(StrEnum):
    """What a question wants to know of the documents."""

    TOPICS = "topics"
    LIST = "list"
    COUNT = "count"
    OLDEST = "oldest"
    NEWEST = "newest"
    WRITERS = "writers"
    LANGUAGES = "languages"
    PERIOD = "period"
    FORMATS = "formats"


class Trait(StrEnum):
    """By what a question picks some of the documents.

    HERE: they are those of the collection, said in so many words; THERE: said in a word that any list has ("are
    there").
    """

    HERE = "here"
    THERE = "there"
    DATED = "dated"
    LANGUAGE = "language"
    WRITER = "writer"
    FORMAT = "format"
    TOPIC = "topic"
    MENTION = "mention"


class Edge(StrEnum):
    """Which side of a time is meant, where the words before it are not those of `[times.leads]`."""

    WITHIN = "within"
    BEFORE = "before"
    AFTER = "after"


class Talk(StrEnum):
    """What is said to sayso and asks nothing of the documents that it could quote."""

    GREETING = "greeting"
    THANKS = "thanks"
    ABILITY = "ability"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class CollectionQuestion:
    """How a whole question, without its mark, asks about the documents."""

    wants: Wanted
    patterns: tuple[re.Pattern[str], ...] = ()
    """Group `of` is a noun for the documents with what picks some of them; group `they` stands where the documents
    are only pointed at, so that after other questions it may mean something else.
    """
    bare: bool = False
    """Whether the noun may stand alone ("list the documents"); else something must say that the collection is
    meant.
    """


@dataclass(frozen=True, slots=True)
class TraitPattern:
    """How some of the documents are picked, right from where the words of the trait begin."""

    trait: Trait
    patterns: tuple[re.Pattern[str], ...] = ()
    """Group `what` is what is looked for; that of a time is read with the word before it."""
    edge: Edge = Edge.WITHIN
    loose: bool = False
    """Whether the words have other uses ("articles from the treaty"): it holds only where a document has it."""
    first: bool = False
    """Only right after the noun ("articles in 2019"), where it cannot belong to other words."""


@dataclass(frozen=True, slots=True)
class TalkPattern:
    """How something is said, as a whole."""

    talk: Talk
    pattern: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class CollectionWords:
    """Words by which a question asks about the collection of documents itself."""

    polite: re.Pattern[str] = NEVER
    """Phrases before or after a question that only ask for it ("please", "can you tell me")."""
    questions: tuple[CollectionQuestion, ...] = ()
    """Questions about the collection; the first that fits holds."""
    traits: tuple[TraitPattern, ...] = ()
    """What may follow the noun; tried in their order, again and again until all is read."""
    links: re.Pattern[str] = NEVER
    """Words before a trait that say nothing by themselves ("that are", "and")."""
    talk: tuple[TalkPattern, ...] = ()
    documents: frozenset[str] = frozenset()
    """Nouns for any document, in every form."""
    singular: frozenset[str] = frozenset()
    """Those of them that mean one document: what is listed or counted by them alone is no collection."""
    kinds: Forms = field(default_factory=dict)
    """Nouns for documents of a kind, by a name that all languages share: a title with a form bears the kind."""
    formats: Forms = field(default_factory=dict)
    """Nouns for documents of a format, by the name of the format."""
    bound: bool = False
    """Whether nouns are written as one word with what they are of ("Arbeitszeitgesetz")."""
    idle: frozenset[str] = frozenset()
    """Words that, alone, leave nothing to look up, beside those that carry grammar ("ok")."""
    instead: re.Pattern[str] = NEVER
    """Before what takes the place of something in the question before ("what about")."""
    fiscal: re.Pattern[str] = NEVER
    """Names the fiscal year of a report, with its digits as group `year`."""
    phrases: CollectionPhrases = field(default_factory=CollectionPhrases)
