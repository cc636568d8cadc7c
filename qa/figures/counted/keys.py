"""The key by which two counts compare, the same for "civilian deaths", "civilians killed" and "dödade civila"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qa.figures.attribution.noun_phrases import DETERMINERS, STOPS
from qa.figures.counted.counted_nouns import COUNT_CONCEPTS, EVENT_NOUNS, EVENTS, OWN_NAME
from qa.language.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Key:
    """What two counts must share to compare: the event, the noun in one language, and whom it is narrowed to."""

    event: str
    noun: str
    narrowed: frozenset[str]


@lru_cache(maxsize=8192)
def counted_key(counted: str) -> Key:
    """The key of a counted phrase, the same for "civilian deaths", "civilians killed" and "dödade civila"."""
    event, noun = "", ""
    narrowed: set[str] = set()
    for word in counted.lower().replace("-", " ").split():
        word = word.strip(".,'’\"“”()")
        known = EVENTS.get(word) or (EVENT_NOUNS.get(word) if word not in OWN_NAME else None)
        if known:
            event = known
        elif concept := COUNT_CONCEPTS.get(word):
            noun = concept
        elif word in EVENT_NOUNS:
            noun = _stem(word)
        elif word and word not in DETERMINERS and word not in STOPS and word != "mass":
            if noun and noun not in COUNT_CONCEPTS.values():
                narrowed.add(noun)
            noun = noun if noun in COUNT_CONCEPTS.values() else _stem(word)
            if noun != _stem(word):
                narrowed.add(_stem(word))
    if counted.lower().split()[-1:] == ["deaths"] and not event:
        event = "deaths"
    if event in _OF_PEOPLE:
        return Key(event, "person", frozenset(n for n in narrowed | {noun} if n and n not in _ANYBODY))
    return Key(event, noun, frozenset(narrowed))


_OF_PEOPLE = frozenset(
    {
        "deaths",
        "injured",
        "missing",
        "displaced",
        "arrested",
        "infected",
        "hospitalised",
        "evacuated",
        "rescued",
        "abducted",
    }
)


# Words for whoever was hit; they name no group of their own.
_ANYBODY = vocabulary(
    """
    person man member victim survivor passenger other local bodie body more total confirmed additional new
    least
    """
)
# Groups that are counted beside or within the whole; a miner or an inmate is simply whoever was there.
PARTITIONS = frozenset(
    {"civilian", "child", "woman", "soldier", "police officer", "worker", "guard", "rebel", "militant", "fighter"}
)


def _stem(word: str) -> str:
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + replacement
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def counts_people(counted: str) -> bool:
    """Whether the phrase counts people, who are somewhere even where nothing is said to befall them."""
    return counted_key(counted).noun in _SOMEWHERE


_SOMEWHERE = frozenset(
    {
        "person",
        "civilian",
        "child",
        "woman",
        "man",
        "soldier",
        "refugee",
        "protester",
        "worker",
        "student",
        "nurse",
        "sjuksköterskor",
    }
)


def is_event(counted: str) -> bool:
    """Whether the phrase counts happenings (deaths, arrests), which have a place and a time."""
    return bool(counted_key(counted).event)
