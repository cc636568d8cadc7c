"""The head of a subject that a description follows: "the coalition fighting rebels", "a charity with offices"."""

from __future__ import annotations

from qa.figures.attribution.name_words import is_determiner, is_name_word, is_role
from qa.figures.attribution.noun_phrases import phrase_ending_at, phrase_starting_at
from qa.figures.attribution.sentence_words import SentenceWords

_BREAKS = frozenset([",", ";", ":", "(", ")", "“", "”", '"', "«", "»"])
_LONGEST = 16
"""Words of a subject with its description at most; what is longer is most likely several clauses."""
_LONGEST_PHRASE = 4
"""Words back from a noun to the article that opens its phrase: "the small Kenyan medical mission"."""


def head_of_subject(words: SentenceWords, last: int) -> int:
    """The last word of the head of the subject that ends at `last`; `last` itself where no description follows."""
    found = last
    verbs = words.language.attribution.saying.verbs
    for at in range(last, max(0, last - _LONGEST), -1):
        if _breaks(words, at) or (words.lowers[at] in verbs and at != last and not words.capital(at)):
            break
        if _opens_description(words, at, last):
            found = at - 1
    return found


def is_description(words: SentenceWords, at: int) -> bool:
    """Whether what opens at `at`, after a comma, describes a body: "headquartered in X", "with offices in X"."""
    known = words.language.attribution.subjects
    if words.lower(at) in known.having:
        return words.any_of(known.possessions, at + 1, at + 4)
    return words.lower(at) in known.participles and words.lower(at + 1) in known.after_participle


def _breaks(words: SentenceWords, at: int) -> bool:
    return words.lower(at) in _BREAKS or words.lower(at) in words.language.attribution.subjects.breaks


def _opens_description(words: SentenceWords, at: int, last: int) -> bool:
    known, word = words.language.attribution.subjects, words.lowers[at]
    if at >= last or words.capital(at) or not _can_speak(words, at - 1):
        return False
    if word in known.describing:
        return _is_relative(words, at)
    participle = known.present_participle and word.endswith(known.present_participle)
    if participle and word not in known.no_present_participles and not is_role(words, at):
        named = is_determiner(words, at + 1) or is_name_word(words, at + 1)
        return named or words.lower(at + 1) in known.after_present_participle
    return is_description(words, at)


def _can_speak(words: SentenceWords, at: int) -> bool:
    """Whether a role, a name, or any noun whose phrase opens the clause ("the mission") ends at `at`."""
    if is_role(words, at) or is_name_word(words, at):
        return True
    first = at
    while first > 0 and at - first < _LONGEST_PHRASE and not words.is_mark(first - 1):
        if is_determiner(words, first):
            break
        first -= 1
    named = is_determiner(words, first) and first < at
    return (
        named and _opens_clause(words, first) and words.lower(at) not in words.language.attribution.saying.reports
    )


def _opens_clause(words: SentenceWords, first: int) -> bool:
    opener = words.lower(first - 1) in words.language.attribution.subjects.openers
    return first == 0 or opener or _breaks(words, first - 1)


def _is_relative(words: SentenceWords, at: int) -> bool:
    """Whether the pronoun opens a relative clause: "told Reuters that" hands on what is told instead."""
    known = words.language.attribution.subjects
    if words.lowers[at] not in known.thats:
        return True
    first = phrase_ending_at(words, at - 1, 0)
    opens = _opens_clause(words, first) or words.is_mark(first - 1)
    whole = phrase_starting_at(words, first, at) == at
    runs_on = not is_determiner(words, at + 1) and not is_name_word(words, at + 1)
    return opens and whole and runs_on and words.lower(at + 1) not in known.personal
