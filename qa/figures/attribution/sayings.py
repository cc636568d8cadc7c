"""Finds who a sentence hands its statements to: claimant, verb, stance, and the stretch each claim covers."""

from __future__ import annotations

from dataclasses import dataclass

from qa.figures.attribution import saying_words
from qa.figures.attribution.noun_phrases import (
    ACTORS,
    SentenceWords,
    is_name_word,
    phrase_ending_at,
    phrase_starting_at,
    words_of,
)
from qa.figures.attribution.own_figures import own_figure, own_speaker
from qa.figures.attribution.speakers import Speaker, SpeakerKind, speaker_of
from qa.figures.attribution.subjects import (
    QUOTES,
    clause_start,
    inverted_subject,
    is_adverb,
    report_by,
    spokesperson_for,
    subject_before,
)
from qa.language.vocabulary import vocabulary
from qa.types import Stance

_CONTRASTS = vocabulary("while whereas but although medan men während aber tandis mais ;")


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


def sayings_in(text: str, start: int = 0, end: int | None = None) -> tuple[Saying, ...]:
    """The claims made in the sentence from `start` to `end` of `text`; offsets are those of `text`."""
    words = words_of(text, start, end)
    found: list[Saying] = []
    for index in range(len(words)):
        word = words.lowers[index]
        if word in saying_words.VERBS:
            found += _by_verb(words, index)
        if word in saying_words.NOUNS:
            found += _by_noun(words, index)
        own = own_figure(words, index)
        if own is not None:
            found.append(_by_own(words, index, *own))
        elif word in _ACCORDING_STARTS:
            found += _according(words, index)
        if word in REVISIONS and any(words.lower(i) in _TOLLS for i in range(index + 1, index + 5)):
            found += _revision(words, index)
        if word in ("called", "kallade", "kallar"):
            found += _called_false(words, index)
    return tuple(found)


REVISIONS = vocabulary("raised raises raise revised revises lowered updated höjde höjer sänkte")
_TOLLS = vocabulary("toll count figure estimate number total tally estimates forecast siffran antalet dödssiffran")


def _revision(words: SentenceWords, verb: int) -> list[Saying]:
    """ "the police raised the toll to 22"."""
    subject = subject_before(words, verb)
    if subject is None:
        return []
    return [_right(words, subject[0], verb, subject[1], Stance.STATES)]


def covering(sayings: tuple[Saying, ...], offset: int) -> Saying | None:
    """The innermost claim that covers `offset`; None where the text speaks in its own voice there."""
    inside = [s for s in sayings if s.start <= offset < s.end]
    return max(inside, key=lambda s: (s.pull, -(s.end - s.start)), default=None)


def _by_verb(words: SentenceWords, verb: int) -> list[Saying]:
    stance = saying_words.VERBS[words.lowers[verb]]
    needed = saying_words.NEED_OBJECT.get(words.lowers[verb])
    reach = _FAR if words.lowers[verb] in _PUTTING and _puts_figure(words, verb) else _NEAR
    if needed and not any(words.lower(i) in needed for i in range(verb + 1, verb + reach)):
        return []
    if words.lower(verb + 1) in ("by", "av", "von", "par") and words.lowers[verb] in saying_words.PARTICIPLES:
        return _passive(words, verb, stance)
    inverted = inverted_subject(words, verb)
    if inverted is not None:
        return [_left(words, verb, verb, inverted, stance)]
    subject = subject_before(words, verb)
    if subject is None:
        return []
    first, speaker = subject
    stance = _negated(words, first, verb, stance)
    if _relative(words, first, verb):
        return [_left(words, first - 1, verb, speaker, stance)]
    if _trails(words, first, verb):
        return [_left(words, first, verb, speaker, stance)]
    return [_right(words, first, verb, speaker, stance)]


# How many words after a verb its object is looked for; "put the toll of all strikes since 2014 at" goes further.
_NEAR, _FAR = 9, 22
_PUTTING = frozenset({"put", "puts"})


def _puts_figure(words: SentenceWords, verb: int) -> bool:
    """Whether the verb's object is a figure: "put the number of ... at"."""
    return any(words.lower(i) in _TOLLS for i in range(verb + 1, verb + 5))


def _negated(words: SentenceWords, first: int, verb: int, stance: Stance) -> Stance:
    """ "did not admit", "said the figure does not reflect" keep their stance; a refused admission turns."""
    if stance is Stance.ADMITS and any(
        words.lower(i) in ("not", "never", "inte", "aldrig") for i in range(first, verb)
    ):
        return Stance.DENIES
    return stance


def _relative(words: SentenceWords, first: int, verb: int) -> bool:
    """Whether subject and verb only describe a number before them: "the 32 deaths that the army admitted"."""
    if words.lower(first - 1) not in ("that", "which", "som") or words.lower(verb + 1) in ("that", "att", "to"):
        return False
    numbered = any(words.lower(i)[:1].isdigit() for i in range(max(0, first - 6), first - 1))
    return numbered and not any(words.lower(i) in saying_words.VERBS for i in range(max(0, first - 6), first - 1))


def _trails(words: SentenceWords, first: int, verb: int) -> bool:
    """Whether subject and verb trail what they report ("…, the coalition revealed Thursday.") or stand inside."""
    if first == 0 or words.lower(first - 1) not in {",", "–", "—"} | QUOTES:
        return False
    at = verb + 1
    while at < len(words) and at - verb <= 6:
        if words.lowers[at] in {",", ".", ";", "–", "—"} | QUOTES:
            return True
        if words.lowers[at] in ("that", "att", "dass", "que") or words.lowers[at][0].isdigit():
            return False
        if at == verb + 1 and words.lowers[at] in _ADVERBIAL:
            return not any(
                words.lowers[i] in _OBJECT_AHEAD or words.lowers[i][0].isdigit() for i in range(at, len(words))
            )
        if not (words.lowers[at] in _TIME_WORDS or is_adverb(words, at)):
            return False
        at += 1
    return at >= len(words)


# After a trailing verb of saying: how or when it was said, not what.
_ADVERBIAL = vocabulary("after following based citing having upon efter med utifrån baserat")
_OBJECT_AHEAD = vocabulary("that att dass que")
_TIME_WORDS = vocabulary(
    """
    monday tuesday wednesday thursday friday saturday sunday on in late early last this week month year today
    yesterday a an the statement interview report tweet email news conference by to reporters morning evening
    afternoon night also earlier later måndag tisdag onsdag torsdag fredag lördag söndag i ett en
    pressmeddelande uttalande idag igår
    """
)


def _left(words: SentenceWords, first: int, verb: int, speaker: Speaker, stance: Stance) -> Saying:
    """A claim that covers the sentence up to its verb of saying, and past it where it stands inside."""
    start = words.starts[_contrast_before(words, first)]
    after = verb + 1
    while after < len(words) and words.lowers[after] not in {",", ".", ";"}:
        after += 1
    goes_on = after < len(words) - 2 and words.lowers[after] == ","
    contrasts = any(words.lowers[i] in _CONTRASTS for i in range(after, len(words)))
    end = words.ends[-1] if goes_on and not contrasts else words.ends[verb]
    return Saying(speaker, words.texts[verb], stance, start, end, pull=1, at=words.starts[verb])


def _contrast_before(words: SentenceWords, at: int) -> int:
    while at > 0 and words.lowers[at - 1] not in _CONTRASTS:
        at -= 1
    return at


def _right(words: SentenceWords, first: int, verb: int, speaker: Speaker, stance: Stance) -> Saying:
    """A claim that covers what follows its verb, as far as the sentence goes."""
    start = words.starts[first] if speaker.kind is SpeakerKind.REPORT else words.ends[verb]
    return Saying(speaker, words.texts[verb], stance, start, words.ends[-1], pull=10 + verb, at=words.starts[verb])


def _passive(words: SentenceWords, verb: int, stance: Stance) -> list[Saying]:
    """ "documented by independent groups", "highlighted by Amnesty": covers its clause, on both sides."""
    stop = phrase_starting_at(words, verb + 2, len(words))
    speaker = speaker_of(words, verb + 2, stop)
    if speaker is None or speaker.kind is SpeakerKind.PRONOUN:
        return []
    start, end = _clause(words, verb)
    return [Saying(speaker, words.texts[verb], stance, start, end, pull=2, at=words.starts[verb], passive=True)]


def _clause(words: SentenceWords, at: int) -> tuple[int, int]:
    """The offsets of the stretch around word `at` that no contrast interrupts."""
    first, last = at, at
    while first > 0 and words.lowers[first - 1] not in _CONTRASTS:
        first -= 1
    while last + 1 < len(words) and words.lowers[last + 1] not in _CONTRASTS:
        last += 1
    return words.starts[first], words.ends[last]


_ACCORDING_STARTS = frozenset(
    {"according", "enligt", "laut", "selon", "gemäß", "d'après", "d’après", "nach", "per"}
)


def _according(words: SentenceWords, at: int) -> list[Saying]:
    word = words.lowers[at]
    if word == "according":
        if words.lower(at + 1) != "to":
            return []
        begin = at + 2
    elif word == "nach":
        if words.lower(at + 1) not in ("angaben", "einschätzung", "schätzungen"):
            return []
        begin = at + 2
    elif word == "per":
        return []
    else:
        begin = at + 1
    stop = phrase_starting_at(words, begin, len(words))
    speaker = report_by(words, begin, min(len(words) - 1, stop + 6)) if _report_at(words, begin, stop) else None
    speaker = speaker or speaker_of(words, begin, stop, trusted=True)
    if speaker is None:
        return []
    speaker = spokesperson_for(words, stop + 1, len(words)) or speaker if words.lower(stop) == "," else speaker
    start, end = _clause(words, at)
    return [Saying(speaker, words.text(at, begin), Stance.STATES, start, end, pull=3, at=words.starts[at])]


def _by_own(words: SentenceWords, at: int, speaker: Speaker, stance: Stance, after: int) -> Saying:
    """ "by its own count": gives way to every other claim that covers the same words."""
    start, end = _clause(words, at)
    return Saying(speaker, words.text(at, after), stance, start, end, pull=0, at=words.starts[at])


def _report_at(words: SentenceWords, first: int, stop: int) -> bool:
    return any(words.lower(i) in saying_words.REPORTS for i in range(first, stop))


_TOLL_VERBS = vocabulary(
    """
    is was are were stands stood remains remained includes included puts put reached rose är var ligger låg
    omfattar
    """
)


def _by_noun(words: SentenceWords, noun: int) -> list[Saying]:
    """ "Airwars' figure of 7,600", "the coalition's admission that …", "Coalition Admission of 1,300 deaths"."""
    stance = saying_words.NOUNS[words.lowers[noun]]
    follows = words.lower(noun + 1)
    linked = follows in (
        "of",
        "that",
        "on",
        "about",
        "att",
        "om",
        "på",
        "av",
        "von",
        "dass",
        "de",
        "que",
        "–",
        ":",
    )
    linked = linked or any(words.lower(i) in _TOLL_VERBS for i in range(noun + 1, noun + 3))
    if not linked:
        return []
    speaker = _owner(words, noun)
    if speaker is None:
        return []
    after = noun + 1
    ends = {";"} if words.lowers[noun] in _HOLDINGS else {",", ";", "—"}
    while after < len(words) and words.lowers[after] not in ends and after - noun < 40:
        after += 1
    return [
        Saying(
            speaker,
            words.texts[noun],
            stance,
            words.starts[noun],
            words.ends[after - 1],
            pull=100 + noun,
            at=words.starts[noun],
        )
    ]


def _owner(words: SentenceWords, noun: int) -> Speaker | None:
    """Whose figure it is: the possessive before the noun, or the name after "by"."""
    at = noun - 1
    while at >= 0 and not words.is_mark(at) and not words.texts[at].endswith(("'s", "’s")) and noun - at <= 4:
        if words.lowers[at] in saying_words.NOUNS or words.lowers[at] in (
            "its",
            "their",
            "dess",
            "deras",
            "hans",
            "hennes",
        ):
            break
        at -= 1
    if at >= 0 and words.lowers[at] in ("its", "their", "dess", "deras"):
        owned = words.lower(at + 1) in ("own", "egen", "egna", "eget")
        return own_speaker() if owned else Speaker("", SpeakerKind.PRONOUN)
    if at >= 0 and words.texts[at].endswith(("'s", "’s")):
        return speaker_of(words, phrase_ending_at(words, at, 0), at + 1)
    if at > 0 and words.lowers[at] in ("'", "’") and words.lowers[at - 1].endswith(("s", "x", "z")):
        return speaker_of(words, phrase_ending_at(words, at - 1, 0), at)
    before = noun - 1
    if before >= 0 and saying_words.NOUNS[words.lowers[noun]] in (Stance.ADMITS, Stance.DENIES, Stance.ALLEGES):
        named = is_name_word(words, before) or words.lowers[before] in ACTORS
        if named:
            return speaker_of(words, phrase_ending_at(words, before, 0), noun)
    if words.lowers[noun] in _HOLDINGS and noun > 2:
        return _holder(words, noun)
    genitive = before >= 0 and words.lowers[before].endswith("s") and words.lowers[noun] in _SWEDISH_NOUNS
    if genitive and (is_name_word(words, before) or words.lowers[before][:-1] in ACTORS):
        return speaker_of(words, phrase_ending_at(words, before, 0), noun, genitive=True)
    return None


_SWEDISH_NOUNS = vocabulary(
    """
    siffra siffror uppgift uppgifter rapport statistik uttalande räkning sammanställning utredning
    uppskattning beräkning prognos bedömning påstående erkännande medgivande
    """
)


# "The group has built a database of 1,600 victims": the subject vouches for the number.
_HOLDINGS = vocabulary("database list tally count records evidence record archive databas bevis förteckning")


def _holder(words: SentenceWords, noun: int) -> Speaker | None:
    """The name that opens the clause and has, holds or keeps what the noun says."""
    clause = clause_start(words, noun, 0)
    while clause < noun and words.is_mark(clause):
        clause += 1
    stop = phrase_starting_at(words, clause, noun)
    holds = any(
        words.lower(i) in ("has", "have", "had", "holds", "keeps", "built", "kept", "har", "hade")
        for i in range(stop, stop + 2)
    )
    speaker = speaker_of(words, clause, stop) if holds else None
    return speaker if speaker and speaker.kind is not SpeakerKind.REPORT else None


def _called_false(words: SentenceWords, verb: int) -> list[Saying]:
    """ "called the figure inaccurate" denies it."""
    if not any(words.lower(i) in saying_words.CALLED_FALSE for i in range(verb + 1, verb + 9)):
        return []
    subject = subject_before(words, verb)
    if subject is None:
        return []
    return [
        Saying(
            subject[1],
            words.texts[verb],
            Stance.DENIES,
            words.ends[verb],
            words.ends[-1],
            pull=10 + verb,
            at=words.starts[verb],
        )
    ]
