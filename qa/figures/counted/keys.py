"""The key by which two counts compare, the same for "civilian deaths", "civilians killed" and "dödade civila"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from qa.language.detection import language_of_quote
from qa.language.pack import Language, known, pack_of
from qa.language.sections.count_words import CountWords, Event
from qa.types import Figure

PERSON, CIVILIAN = "person", "civilian"
"""Names that all languages share: of people of any kind, and of the group that other groups may be part of."""
AMONG_CIVILIANS = frozenset(("child", "woman"))
"""Groups that are mostly counted among civilians."""

_OF_PEOPLE = frozenset(Event) - {Event.DESTROYED, Event.DAMAGED, Event.LAID_OFF}
"""What befalls people. Jobs are counted too where people are dismissed: their noun is kept."""


@dataclass(frozen=True, slots=True)
class Key:
    """What two counts must share to compare: the event, the noun in one language, and whom it is narrowed to."""

    event: str
    noun: str
    narrowed: frozenset[str]


def key_of(figure: Figure) -> Key:
    """The key of what a figure counts, read in the language of its document."""
    return counted_key(figure.counted, language_of_quote(figure.quote))


@lru_cache(maxsize=8192)
def counted_key(counted: str, language: Language) -> Key:
    """The key of a counted phrase, the same for "civilian deaths" and "civilians killed"."""
    counts, names, named = language.counts, language.attribution.names, concepts(language)
    event, noun = "", ""
    narrowed: set[str] = set()
    for word in _plain_words(counted):
        if befell := _befalling(language).get(word):
            event = befell
        elif concept := named.get(word):
            noun = concept
        elif word in counts.event_nouns:
            noun = _singular(word, counts)
        elif word not in names.determiners and word not in names.stops and word not in counts.ignored:
            noun = _narrowed(noun, _singular(word, counts), narrowed, named)
    if event in _OF_PEOPLE:
        anybody = counts.anybody | {PERSON, ""}
        return Key(event, PERSON, frozenset(n for n in narrowed | {noun} if n not in anybody))
    return Key(event, noun, frozenset(narrowed))


def _narrowed(noun: str, further: str, narrowed: set[str], named: Mapping[str, str]) -> str:
    """The noun after a further one: the last, unless one before has a name; what is not the noun narrows it."""
    if noun in named.values():
        narrowed |= {further} - {noun}
        return noun
    if noun:
        narrowed.add(noun)
    return further


def _plain_words(counted: str) -> list[str]:
    stripped = (word.strip(".,'’\"“”()") for word in counted.lower().replace("-", " ").split())
    return [word for word in stripped if word]


@lru_cache(maxsize=64)
def concepts(language: Language) -> Mapping[str, str]:
    """The name of each form of what is counted."""
    counts = language.counts
    return {**dict.fromkeys(counts.people, PERSON), **counts.groups, **counts.things}


@lru_cache(maxsize=64)
def _befalling(language: Language) -> Mapping[str, Event]:
    """What each word of a counted phrase says to have become of the counted."""
    counts = language.counts
    nouns = {word: event for word, event in counts.event_nouns.items() if word not in counts.own_names}
    return {**{word: event for event, word in counts.beside_noun.items()}, **nouns, **counts.events}


@lru_cache(maxsize=1)
def group_names() -> frozenset[str]:
    """The names of groups of people that are counted beside or within a whole, of all languages.

    A miner or an inmate is simply whoever was there.
    """
    return frozenset(name for code in known() for name in pack_of(code).counts.groups.values())


def _singular(word: str, counts: CountWords) -> str:
    for ending, replacement in counts.plural_endings.items():
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith(counts.singular_endings):
            return word[: -len(ending)] + replacement
    return word


def counts_people(counted: str, language: Language) -> bool:
    """Whether the phrase counts people, who are somewhere even where nothing is said to befall them."""
    noun = counted_key(counted, language).noun
    trades = language.counts.trades
    return noun == PERSON or noun in group_names() or not trades.isdisjoint(_plain_words(counted))


def counts_nothing(figure: Figure) -> bool:
    """Whether a figure is none that anybody would look up: a "one" of what nothing befell ("one reason")."""
    one = (
        figure.amount.value == 1 and figure.amount.upper is None and not any(map(str.isdigit, figure.amount.text))
    )
    return one and not key_of(figure).event


def is_event(counted: str, language: Language) -> bool:
    """Whether the phrase counts happenings (deaths, arrests), which have a place and a time."""
    return bool(counted_key(counted, language).event)
