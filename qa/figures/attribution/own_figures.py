"""Figures a text hands to somebody as their own: "by its own count", "enligt egna uppgifter"."""

from __future__ import annotations

from qa.figures.attribution.name_words import is_determiner, is_name_word, is_role
from qa.figures.attribution.noun_phrases import phrase_starting_at
from qa.figures.attribution.sentence_words import SentenceWords
from qa.figures.attribution.speakers import Speaker, SpeakerKind, speaker_of
from qa.types import Stance

OWN = "its own"
"""The name of a speaker that "its own" goes back to: the subject of what was said before."""


def own_figure(words: SentenceWords, at: int) -> tuple[Speaker, Stance, int] | None:
    """Who "by its own count" at word `at` hands the figure to, the stance, and the word after; None elsewhere."""
    known, saying = words.language.attribution.speakers, words.language.attribution.saying
    begin = words.after_phrase(at, known.own_starts)
    if begin is None:
        return None
    owned = words.lower(begin) in known.owners or words.lower(begin) in known.reflexives
    own = begin + 1 if owned else begin
    if words.lower(own) not in (known.own if owned else known.own_alone):
        return None
    for noun in (own + 1, own + 2):
        stance = saying.own_nouns.get(words.lower(noun)) or saying.nouns.get(words.lower(noun))
        if stance is not None:
            return _named_after(words, noun + 1) or own_speaker(), stance, noun + 1
    return None


def own_speaker() -> Speaker:
    """The speaker that has to be looked for in the sentences before."""
    return Speaker(OWN, SpeakerKind.PRONOUN, person=False)


def _named_after(words: SentenceWords, at: int) -> Speaker | None:
    """The subject that follows and owns the figure: "By its own count, the army has lost 40"."""
    while words.lower(at) == "," or words.lower(at) in words.language.attribution.speakers.own_auxiliaries:
        at += 1
    if not (is_determiner(words, at) or is_name_word(words, at)):
        return None
    stop = phrase_starting_at(words, at, len(words))
    if stop <= at or not (is_name_word(words, stop - 1) or is_role(words, stop - 1)):
        return None
    speaker = speaker_of(words, at, stop)
    return speaker if speaker and speaker.named else None
