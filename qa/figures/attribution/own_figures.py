"""Figures a text hands to somebody as their own: "by its own count", "enligt egna uppgifter"."""

from __future__ import annotations

from qa.figures.attribution.noun_phrases import (
    ACTORS,
    SentenceWords,
    is_determiner,
    is_name_word,
    phrase_starting_at,
)
from qa.figures.attribution.saying_words import NOUNS
from qa.figures.attribution.speakers import Speaker, SpeakerKind, speaker_of
from qa.language.vocabulary import vocabulary
from qa.types import Stance

# The name of a speaker that "its own" goes back to: the subject of what was said before.
OWN = "its own"
_OWNERS = vocabulary("its their dess deras sin sitt sina ses leurs ihren seinen")
_OWN = vocabulary("own egen eget egna eigenen eigener propres propre")
_STARTS = vocabulary("by on according enligt laut nach selon")
_NOUNS = NOUNS | {
    "reckoning": Stance.ESTIMATES,
    "reckonings": Stance.ESTIMATES,
    "account": Stance.STATES,
    "counts": Stance.STATES,
    "tallies": Stance.STATES,
    "calculation": Stance.ESTIMATES,
    "utsago": Stance.STATES,
    "utsaga": Stance.STATES,
}
_AUXILIARIES = frozenset({"har", "hade", "hat", "hatte", "haben"})


def own_figure(words: SentenceWords, at: int) -> tuple[Speaker, Stance, int] | None:
    """Who "by its own count" at word `at` hands the figure to, the stance, and the word after; None elsewhere."""
    if words.lower(at) not in _STARTS:
        return None
    begin = at + 2 if words.lower(at + 1) == "to" else at + 1
    owned = words.lower(begin) in _OWNERS
    own = begin + 1 if owned else begin
    if words.lower(own) not in _OWN or (words.lower(own) == "own" and not owned):
        return None
    noun = next((i for i in range(own + 1, own + 3) if words.lower(i) in _NOUNS), None)
    if noun is None:
        return None
    return _named_after(words, noun + 1) or own_speaker(), _NOUNS[words.lower(noun)], noun + 1


def own_speaker() -> Speaker:
    """The speaker that has to be looked for in the sentences before."""
    return Speaker(OWN, SpeakerKind.PRONOUN, person=False)


def _named_after(words: SentenceWords, at: int) -> Speaker | None:
    """ "By its own count, the army has lost 40": the subject that follows owns the figure."""
    while words.lower(at) == "," or words.lower(at) in _AUXILIARIES:
        at += 1
    if not (is_determiner(words, at) or is_name_word(words, at)):
        return None
    stop = phrase_starting_at(words, at, len(words))
    if stop <= at or not (is_name_word(words, stop - 1) or words.lower(stop - 1) in ACTORS):
        return None
    speaker = speaker_of(words, at, stop)
    return speaker if speaker and speaker.kind in (SpeakerKind.NAME, SpeakerKind.ROLE) else None
