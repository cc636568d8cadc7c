"""Finds who a sentence hands its statements to: claimant, verb, stance, and the stretch each claim covers."""

from __future__ import annotations

from dataclasses import dataclass

from qa.figures.attribution.name_words import POSSESSIVES, is_adverb, is_name_word, is_role
from qa.figures.attribution.noun_phrases import phrase_ending_at, phrase_starting_at
from qa.figures.attribution.own_figures import own_figure, own_speaker
from qa.figures.attribution.sentence_words import SentenceWords, words_of
from qa.figures.attribution.speakers import Speaker, SpeakerKind, speaker_of, without_genitive
from qa.figures.attribution.subjects import (
    QUOTES,
    clause_start,
    inverted_subject,
    report_by,
    spokesperson_for,
    subject_before,
)
from qa.language.cldr import weekdays
from qa.language.pack import Language
from qa.types import Stance

_NEAR, _FAR = 9, 22
"""Words after a verb within which its object stands; "put the toll of all strikes since 2014 at" goes further."""
_NUMBER_REACH = 6
"""Words before "that the army admitted" within which the number stands that this describes."""
_TRAILING = 6
"""Words after a verb at the end of a sentence that may say when and where it was said."""
_TOLL_REACH = 4
"""Words after a verb within which "the toll" is its object."""
_FALSE_REACH = 8
"""Words after "called" within which the figure is called false."""
_LONGEST_NOUN_CLAIM = 40
"""Words after "figure of" that it may cover without a mark."""
_OWNER_REACH = 4
"""Words from a possessive to its noun: "the army's own first estimate"."""
_REPORT_REACH = 6
"""Words after "according to a report" within which its maker stands."""
_PULL_OF_OWN, _PULL_OF_LEFT, _PULL_OF_PASSIVE, _PULL_OF_ACCORDING = 0, 1, 2, 3
_PULL_OF_RIGHT, _PULL_OF_NOUN = 10, 100
"""How strongly a kind of claim holds its words; those of nouns and to the right the more, the later they begin."""

_STOPS = frozenset([",", ".", ";"])
_DASHES = frozenset(["–", "—"])
_AFTER_NOUN = frozenset([",", ";", "—"])
_AFTER_HOLDING = frozenset(";")


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim in a sentence: who, by which verb, and from where to where it covers the text (offsets).

    `pull` orders claims that cover the same words: the innermost wins. `at` is where the verb begins.
    """

    speaker: Speaker
    verb: str
    stance: Stance
    start: int
    end: int
    pull: int
    at: int = 0
    passive: bool = False


def sayings_in(text: str, language: Language, start: int = 0, end: int | None = None) -> tuple[Saying, ...]:
    """The claims made in the sentence from `start` to `end` of `text`; offsets are those of `text`."""
    words, saying = words_of(text, language, start, end), language.attribution.saying
    found: list[Saying] = []
    for index, word in enumerate(words.lowers):
        if word in saying.verbs:
            found += _by_verb(words, index)
        if word in saying.nouns:
            found += _by_noun(words, index)
        own = own_figure(words, index)
        if own is not None:
            found.append(_by_own(words, index, *own))
        elif (begin := words.after_phrase(index, saying.according)) is not None:
            found += _according(words, index, begin)
        if word in saying.revisions and words.any_of(saying.tolls, index + 1, index + 1 + _TOLL_REACH):
            found += _of_subject(words, index, Stance.STATES)
        if word in saying.called and words.any_of(saying.false, index + 1, index + 1 + _FALSE_REACH):
            found += _of_subject(words, index, Stance.DENIES)
    return tuple(found)


def covering(sayings: tuple[Saying, ...], offset: int) -> Saying | None:
    """The innermost claim that covers `offset`; None where the text speaks in its own voice there."""
    inside = [s for s in sayings if s.start <= offset < s.end]
    return max(inside, key=lambda s: (s.pull, -(s.end - s.start)), default=None)


def _of_subject(words: SentenceWords, verb: int, stance: Stance) -> list[Saying]:
    """The claim of "the police raised the toll to 22", "the army called the figure inaccurate"."""
    subject = subject_before(words, verb)
    return [_right(words, subject[0], verb, subject[1], stance)] if subject else []


def _by_verb(words: SentenceWords, verb: int) -> list[Saying]:
    saying, word = words.language.attribution.saying, words.lowers[verb]
    needed = saying.objects.get(word)
    reach = (
        _FAR if word in saying.putting and words.any_of(saying.tolls, verb + 1, verb + 1 + _TOLL_REACH) else _NEAR
    )
    if needed and not words.any_of(needed, verb + 1, verb + reach):
        return []
    stance = saying.verbs[word]
    if word in saying.participles and words.lower(verb + 1) in saying.agents:
        return _passive(words, verb, stance)
    inverted = inverted_subject(words, verb)
    if inverted is not None:
        return [_left(words, verb, verb, inverted, stance)]
    subject = subject_before(words, verb)
    if subject is None:
        return []
    first, speaker = subject
    if stance is Stance.ADMITS and words.any_of(saying.negations, first, verb):
        stance = Stance.DENIES
    if _is_relative(words, first, verb):
        return [_left(words, first - 1, verb, speaker, stance)]
    if _trails(words, first, verb):
        return [_left(words, first, verb, speaker, stance)]
    return [_right(words, first, verb, speaker, stance)]


def _is_relative(words: SentenceWords, first: int, verb: int) -> bool:
    """Whether subject and verb only describe a number before them: "the 32 deaths that the army admitted"."""
    saying = words.language.attribution.saying
    goes_on = words.lower(verb + 1) in saying.that or words.lower(verb + 1) in saying.infinitive
    if words.lower(first - 1) not in saying.relatives or goes_on:
        return False
    before = words.lowers[max(0, first - _NUMBER_REACH) : first - 1]
    numbered = any(word[:1].isdigit() for word in before)
    return numbered and not any(word in saying.verbs for word in before)


def _trails(words: SentenceWords, first: int, verb: int) -> bool:
    """Whether subject and verb trail what they report ("…, the coalition revealed Thursday.") or stand inside."""
    saying, before = words.language.attribution.saying, words.lower(first - 1)
    if first == 0 or not (before == "," or before in _DASHES or before in QUOTES):
        return False
    if words.lower(verb + 1) in saying.after_trailing:
        return not any(word in saying.that or word[0].isdigit() for word in words.lowers[verb + 1 :])
    for at in range(verb + 1, min(len(words), verb + 1 + _TRAILING)):
        word = words.lowers[at]
        if word in _STOPS or word in _DASHES or word in QUOTES:
            return True
        tells_when = word in saying.trailing_times or word in weekdays(words.language) or is_adverb(words, at)
        if word in saying.that or not tells_when:
            return False
    return len(words) <= verb + 1 + _TRAILING


def _left(words: SentenceWords, first: int, verb: int, speaker: Speaker, stance: Stance) -> Saying:
    """A claim that covers the sentence up to its verb of saying, and past it where it stands inside."""
    contrasts = words.language.attribution.saying.contrasts
    start = words.starts[_contrast_before(words, first)]
    after = next((i for i in range(verb + 1, len(words)) if words.lowers[i] in _STOPS), len(words))
    goes_on = after < len(words) - 2 and words.lowers[after] == ","
    turns = any(word in contrasts or word == ";" for word in words.lowers[after:])
    end = words.ends[-1] if goes_on and not turns else words.ends[verb]
    return Saying(speaker, words.texts[verb], stance, start, end, _PULL_OF_LEFT, words.starts[verb])


def _contrast_before(words: SentenceWords, at: int) -> int:
    """The first word of the stretch up to word `at` that no contrast interrupts."""
    contrasts = words.language.attribution.saying.contrasts
    while at > 0 and words.lowers[at - 1] not in contrasts and words.lowers[at - 1] != ";":
        at -= 1
    return at


def _right(words: SentenceWords, first: int, verb: int, speaker: Speaker, stance: Stance) -> Saying:
    """A claim that covers what follows its verb, as far as the sentence goes."""
    start = words.starts[first] if speaker.kind is SpeakerKind.REPORT else words.ends[verb]
    pull = _PULL_OF_RIGHT + verb
    return Saying(speaker, words.texts[verb], stance, start, words.ends[-1], pull, words.starts[verb])


def _passive(words: SentenceWords, verb: int, stance: Stance) -> list[Saying]:
    """The claim of "documented by independent groups": covers its clause, on both sides."""
    speaker = speaker_of(words, verb + 2, phrase_starting_at(words, verb + 2, len(words)))
    if speaker is None or speaker.kind is SpeakerKind.PRONOUN:
        return []
    start, end = _clause(words, verb)
    return [
        Saying(speaker, words.texts[verb], stance, start, end, _PULL_OF_PASSIVE, words.starts[verb], passive=True)
    ]


def _clause(words: SentenceWords, at: int) -> tuple[int, int]:
    """The offsets of the stretch around word `at` that no contrast interrupts."""
    contrasts, last = words.language.attribution.saying.contrasts, at
    while last + 1 < len(words) and words.lowers[last + 1] not in contrasts and words.lowers[last + 1] != ";":
        last += 1
    return words.starts[_contrast_before(words, at)], words.ends[last]


def _according(words: SentenceWords, at: int, begin: int) -> list[Saying]:
    """The claim of a source named after "according to", which stands from word `at` to `begin`."""
    stop = phrase_starting_at(words, begin, len(words))
    reports = words.any_of(words.language.attribution.saying.reports, begin, stop)
    speaker = report_by(words, begin, min(len(words) - 1, stop + _REPORT_REACH)) if reports else None
    speaker = speaker or speaker_of(words, begin, stop, trusted=True)
    if speaker is None:
        return []
    if words.lower(stop) == ",":
        speaker = spokesperson_for(words, stop + 1, len(words)) or speaker
    start, end = _clause(words, at)
    return [
        Saying(speaker, words.text(at, begin), Stance.STATES, start, end, _PULL_OF_ACCORDING, words.starts[at])
    ]


def _by_own(words: SentenceWords, at: int, speaker: Speaker, stance: Stance, after: int) -> Saying:
    """The claim of "by its own count": gives way to every other claim that covers the same words."""
    start, end = _clause(words, at)
    return Saying(speaker, words.text(at, after), stance, start, end, _PULL_OF_OWN, words.starts[at])


def _by_noun(words: SentenceWords, noun: int) -> list[Saying]:
    """The claim of "Airwars' figure of 76", "the coalition's admission that …", "Coalition Admission of 130"."""
    saying, follows = words.language.attribution.saying, words.lower(noun + 1)
    linked = follows in saying.noun_links or follows in ("–", ":")
    if not linked and not words.any_of(saying.toll_verbs, noun + 1, noun + 3):
        return []
    speaker = _owner(words, noun)
    if speaker is None:
        return []
    ends = _AFTER_HOLDING if words.lowers[noun] in saying.holdings else _AFTER_NOUN
    farthest = min(len(words), noun + _LONGEST_NOUN_CLAIM)
    after = next((i for i in range(noun + 1, farthest) if words.lowers[i] in ends), farthest)
    stance, at = saying.nouns[words.lowers[noun]], words.starts[noun]
    return [Saying(speaker, words.texts[noun], stance, at, words.ends[after - 1], _PULL_OF_NOUN + noun, at)]


def _owner(words: SentenceWords, noun: int) -> Speaker | None:
    """Whose figure it is: the possessive before the noun, or who is said to have or to make it."""
    attribution, word = words.language.attribution, words.lowers[noun]
    at = _possessive_before(words, noun)
    if at is not None and words.lowers[at] in attribution.speakers.owners:
        own = words.lower(at + 1) in attribution.speakers.own
        return own_speaker() if own else Speaker("", SpeakerKind.PRONOUN)
    if at is not None and words.texts[at].endswith(POSSESSIVES):
        return speaker_of(words, phrase_ending_at(words, at, 0), at + 1)
    if at and words.lowers[at] in ("'", "’") and words.lowers[at - 1].endswith(("s", "x", "z")):
        return speaker_of(words, phrase_ending_at(words, at - 1, 0), at)
    before = noun - 1
    named = before >= 0 and (is_name_word(words, before) or is_role(words, before))
    if named and attribution.saying.nouns[word] in (Stance.ADMITS, Stance.DENIES, Stance.ALLEGES):
        return speaker_of(words, phrase_ending_at(words, before, 0), noun)
    if word in attribution.saying.holdings and noun > 2:
        return _holder(words, noun)
    role = without_genitive(words, words.lower(before))
    if role and (is_name_word(words, before) or role in attribution.names.roles):
        return speaker_of(words, phrase_ending_at(words, before, 0), noun, genitive=True)
    return None


def _possessive_before(words: SentenceWords, noun: int) -> int | None:
    """The nearest word before the noun that owns it or cuts it off from an owner; None at the sentence's start."""
    attribution = words.language.attribution
    for at in range(noun - 1, max(-1, noun - 2 - _OWNER_REACH), -1):
        word = words.lowers[at]
        owner = word in attribution.speakers.owners or word in attribution.speakers.other_owners
        apart = words.is_mark(at) or word in attribution.saying.nouns or noun - at > _OWNER_REACH
        if owner or apart or words.texts[at].endswith(POSSESSIVES):
            return at
    return None


def _holder(words: SentenceWords, noun: int) -> Speaker | None:
    """Who opens the clause and has, holds or keeps what the noun says: "The group has built a list of"."""
    clause = clause_start(words, noun, 0)
    while clause < noun and words.is_mark(clause):
        clause += 1
    stop = phrase_starting_at(words, clause, noun)
    if not words.any_of(words.language.attribution.saying.holding, stop, stop + 2):
        return None
    speaker = speaker_of(words, clause, stop)
    return speaker if speaker and speaker.kind is not SpeakerKind.REPORT else None
