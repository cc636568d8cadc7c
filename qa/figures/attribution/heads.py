"""The head of a subject that a description follows: "the coalition fighting rebels", "a charity with offices"."""

from __future__ import annotations

from qa.figures.attribution.noun_phrases import (
    ACTORS,
    SentenceWords,
    is_determiner,
    is_name_word,
    phrase_ending_at,
    phrase_starting_at,
)
from qa.figures.attribution.saying_words import REPORTS, VERBS
from qa.language.vocabulary import vocabulary

_RELATIVES = frozenset({"that", "which", "who", "whose", "som", "vars"})
_PARTICIPLES = vocabulary(
    """
    led backed run held formed founded funded headed owned based headquartered supported created appointed set
    known called sponsored controlled established commanded allied ledd ledda lett stödd stödda grundad grundat
    baserad baserat ägt ägd finansierad finansierat
    """
)
_AFTER_PARTICIPLE = vocabulary("by in at as up with from under av i på med")
_WITH = frozenset({"with", "med"})
# What a body is described by having; "officials with the ministry" speak for the ministry instead.
_POSSESSIONS = vocabulary(
    """
    office offices headquarters members staff operations branches bases seat volunteers employees kontor
    huvudkontor säte högkvarter medlemmar verksamhet anställda
    """
)
_NEVER_PARTICIPLES = vocabulary("including during according following morning evening being nothing everything")
_AFTER_ING = vocabulary("in for on with against to from at across under")
_BREAKS = vocabulary(', ; : ( ) “ ” " « » while whereas but because although as when medan men')
_LONGEST = 16


def head_of_subject(words: SentenceWords, last: int) -> int:
    """The last word of the head of the subject that ends at `last`; `last` itself where no description follows."""
    found = last
    at = last
    while at > 0 and last - at < _LONGEST and words.lowers[at] not in _BREAKS:
        if words.lowers[at] in VERBS and at != last and not words.capital(at):
            break
        if _opens_description(words, at, last):
            found = at - 1
        at -= 1
    return found


def is_description(words: SentenceWords, at: int) -> bool:
    """Whether what opens at `at`, after a comma, describes a body: "headquartered in X", "with offices in X"."""
    return (words.lower(at) in _PARTICIPLES and words.lower(at + 1) in _AFTER_PARTICIPLE) or _has(words, at)


def _opens_description(words: SentenceWords, at: int, last: int) -> bool:
    word, following = words.lowers[at], words.lower(at + 1)
    if at >= last or words.capital(at) or not _can_speak(words, at - 1):
        return False
    if word in _RELATIVES:
        return _relative(words, at)
    if word.endswith("ing") and word not in _NEVER_PARTICIPLES and word not in ACTORS:
        return is_determiner(words, at + 1) or is_name_word(words, at + 1) or following in _AFTER_ING
    return is_description(words, at)


def _can_speak(words: SentenceWords, at: int) -> bool:
    """Whether a role, a name, or any noun whose phrase opens the clause ("the mission") ends at `at`."""
    if words.lower(at) in ACTORS or is_name_word(words, at):
        return True
    first = at
    while first > 0 and at - first < 4 and not words.is_mark(first - 1) and not is_determiner(words, first):
        first -= 1
    opens = first == 0 or words.lower(first - 1) in _BREAKS | _OPENERS
    return opens and is_determiner(words, first) and first < at and words.lower(at) not in REPORTS


def _relative(words: SentenceWords, at: int) -> bool:
    """Whether the pronoun opens a relative clause: "told Reuters that" hands on what is told instead."""
    if words.lowers[at] not in ("that", "som"):
        return True
    first = phrase_ending_at(words, at - 1, 0)
    before = words.lower(first - 1)
    opens = first == 0 or before in _BREAKS or words.is_mark(first - 1) or before in _OPENERS
    whole = phrase_starting_at(words, first, at) == at
    runs_on = not is_determiner(words, at + 1) and not is_name_word(words, at + 1)
    return opens and whole and runs_on and words.lower(at + 1) not in _SUBJECTS


_OPENERS = vocabulary("and but meanwhile however och men samtidigt")
_SUBJECTS = vocabulary("it they he she we there han hon det de man")


def _has(words: SentenceWords, at: int) -> bool:
    return words.lower(at) in _WITH and any(words.lower(i) in _POSSESSIONS for i in range(at + 1, at + 4))
