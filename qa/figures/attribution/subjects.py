"""Finds the subject of a verb of saying: before it, after it, past an apposition, shared with the verb before."""

from __future__ import annotations

from qa.figures.attribution import saying_words
from qa.figures.attribution.heads import head_of_subject, is_description
from qa.figures.attribution.noun_phrases import (
    ACTORS,
    DETERMINERS,
    STOPS,
    SentenceWords,
    is_acronym,
    is_determiner,
    is_name_word,
    phrase_ending_at,
    phrase_starting_at,
)
from qa.figures.attribution.speakers import Speaker, SpeakerKind, speaker_of
from qa.language.vocabulary import vocabulary

_FARTHEST_APPOSITION = 30
_CLAUSE_MARKS = vocabulary(', ; : — – - " “ ” „ « » ( )')
QUOTES = vocabulary('" “ ” „ « »')


def subject_before(words: SentenceWords, verb: int) -> tuple[int, Speaker] | None:
    """The noun phrase that is the subject of the verb at `verb`: its first word and who it names."""
    at = verb - 1
    while at >= 0 and (words.lowers[at] in saying_words.BETWEEN_SUBJECT_AND_VERB or is_adverb(words, at)):
        at -= 1
    if at < 0 or (words.lowers[at] in QUOTES):
        return None
    if words.lowers[at] in (",", ")", "—", "–"):
        return _past_apposition(words, at)
    if (
        words.lowers[at] in ("who", "which", "som", "die", "der", "qui")
        and not is_acronym(words, at)
        and words.lower(at - 1) == ","
    ):
        return _past_apposition(words, at - 1)
    if words.is_mark(at) or words.lowers[at] in QUOTES:
        return None
    if words.lowers[at] in ("and", "but", "och", "men", "und", "et"):
        return _shared_subject(words, at)
    if words.lowers[at] in ("who", "som") and at > 0 and not is_acronym(words, at):
        at -= 1
    if words.lowers[verb] not in _NOUN_LIKE or _that_follows(words, verb):
        at = head_of_subject(words, at)
    sure = words.lowers[verb] not in saying_words.NEED_SUBJECT or words.lower(verb + 1) in _SURE_AFTER
    speaker, first = _phrase_speaker(words, at, 0, sure)
    return (first, speaker) if speaker and _may_speak(words, first, at, verb, speaker) else None


_SURE_AFTER = vocabulary("that to it they he she att dass que there")


def _shared_subject(words: SentenceWords, conjunction: int) -> tuple[int, Speaker] | None:
    """The subject shared with the verb before the conjunction: "accused the firm and said 11 had died"."""
    for earlier in range(conjunction - 1, 0, -1):
        if words.lowers[earlier] in saying_words.VERBS and words.lowers[earlier] not in saying_words.NEED_SUBJECT:
            return subject_before(words, earlier)
    stop = phrase_starting_at(words, 0, conjunction)
    speaker = speaker_of(words, 0, stop)
    return (0, speaker) if speaker else None


def is_adverb(words: SentenceWords, at: int) -> bool:
    """Whether the word is an English adverb by its ending."""
    word = words.lowers[at]
    return word.endswith("ly") and len(word) > 4 and word not in ("family", "assembly", "italy", "july")


def _phrase_speaker(
    words: SentenceWords, last: int, floor: int, trusted: bool = False
) -> tuple[Speaker | None, int]:
    """Who the subject that ends at `last` names: looks past "launched last month" and "made by"."""
    clause = clause_start(words, last, floor)
    named = report_by(words, clause, last)
    if named is not None:
        return named, clause
    first = phrase_ending_at(words, last, clause)
    if first > clause and words.lowers[first - 1] in (
        "for",
        "at",
        "of",
        "from",
        "with",
        "in",
        "by",
        "on",
        "för",
        "på",
        "vid",
        "från",
        "i",
        "hos",
    ):
        outer_last = first - 2
        outer = phrase_ending_at(words, outer_last, clause) if outer_last >= clause else first
        if outer_last >= clause and (words.lowers[outer_last] in ACTORS or is_name_word(words, outer_last)):
            speaker = speaker_of(words, outer, last + 1)
            if speaker:
                return speaker, outer
    return speaker_of(words, first, last + 1, trusted=trusted), first


def clause_start(words: SentenceWords, last: int, floor: int) -> int:
    """The first word of the clause that `last` stands in, not before `floor`."""
    at = last
    while at > floor:
        if words.lowers[at - 1] in _CLAUSE_MARKS and not (words.lowers[at - 1] == "-" and at - 2 >= 0):
            break
        if words.lowers[at - 1] in (
            "that",
            "while",
            "whereas",
            "but",
            "because",
            "although",
            "as",
            "when",
            "att",
            "medan",
            "men",
        ):
            break
        at -= 1
    return at


def report_by(words: SentenceWords, first: int, last: int) -> Speaker | None:
    """Who made the report a subject speaks of: "a statement made by X", "an investigation by X"."""
    noun = next((i for i in range(first, last + 1) if words.lowers[i] in saying_words.REPORTS), None)
    if noun is None:
        return None
    for at in range(noun + 1, min(last, noun + 6)):
        if words.lowers[at] in ("by", "from", "of", "av", "från", "vom", "von", "der", "des", "du", "de"):
            stop = phrase_starting_at(words, at + 1, last + 1)
            speaker = speaker_of(words, at + 1, stop)
            if speaker and speaker.kind in (SpeakerKind.NAME, SpeakerKind.ROLE):
                return speaker
    return None


def _may_speak(words: SentenceWords, first: int, last: int, verb: int, speaker: Speaker) -> bool:
    """Whether the subject can be the speaker of this verb; ambiguous forms ask for more than nearness."""
    if words.lowers[verb] not in saying_words.NEED_SUBJECT:
        return True
    if last != verb - 1 and words.lowers[verb - 1] in (
        "is",
        "was",
        "were",
        "been",
        "are",
        "be",
        "är",
        "var",
        "blev",
        "blivit",
    ):
        return False
    if speaker.kind is SpeakerKind.PRONOUN:
        return True
    plural_verb = words.lowers[verb]
    trailing = words.lower(first - 1) == "," and words.is_mark(verb + 1)
    if (
        plural_verb in _NOUN_LIKE
        and not _that_follows(words, verb)
        and not trailing
        and speaker.kind is not SpeakerKind.REPORT
    ):
        return words.lower(verb + 1) in DETERMINERS or (
            words.is_mark(verb + 1) is False and not words.capital(last)
        )
    return first <= last


_NOUN_LIKE = vocabulary(
    """
    state states report reports record records count counts list lists note notes document documents show
    shows claims estimates projects forecasts charges tally dispute comment highlights details detail
    """
)


def _that_follows(words: SentenceWords, verb: int) -> bool:
    return any(words.lower(i) in ("that", "att", "dass", "que") for i in range(verb + 1, verb + 4))


def _past_apposition(words: SentenceWords, comma: int) -> tuple[int, Speaker] | None:
    """The subject before an apposition that ends at `comma`: "Airwars, a group that …, claimed"."""
    at = comma - 1
    tried = 0
    while at > 0 and comma - at < _FARTHEST_APPOSITION:
        if words.lowers[at] in (",", "(", "—", "–") and at > 0:
            last = at - 1
            opener = words.lower(at + 1)
            if _opens_apposition(words, at + 1, opener):
                speaker, first = _phrase_speaker(words, last, 0)
                described = spokesperson_for(words, at + 1, comma)
                if speaker and speaker.name not in _BARE_PRONOUNS:
                    return first, described or speaker
            tried += 1
            if tried > 3:
                break
        at -= 1
    last = comma - 1
    direct, first = _phrase_speaker(words, last, 0)
    return (first, direct) if direct and direct.kind is SpeakerKind.NAME and comma - first < 8 else None


_BARE_PRONOUNS = saying_words.PERSONS | saying_words.GROUPS | {""}


def _opens_apposition(words: SentenceWords, at: int, opener: str) -> bool:
    return (
        is_determiner(words, at)
        or opener
        in ("who", "which", "one", "whose", "som", "vars", "formerly", "now", "based", "head", "director", "chief")
        or opener in ACTORS
        or opener[:1].isdigit()
        or words.lower(at + 1) in ACTORS
        or words.lower(at + 2) in ACTORS
        or is_description(words, at)
    )


def spokesperson_for(words: SentenceWords, first: int, stop: int) -> Speaker | None:
    """The body a spokesperson's apposition names: "spokesman for the coalition"."""
    for at in range(first, min(stop, first + 6)):
        if words.lowers[at].startswith(("spokes", "talesperson", "talesman", "presstalesperson", "sprecher")):
            for link in range(at + 1, min(stop, at + 4)):
                if words.lowers[link] in ("for", "of", "at", "from", "för", "på", "vid", "der", "des", "du", "de"):
                    return speaker_of(words, link + 1, phrase_starting_at(words, link + 1, stop))
    return None


def inverted_subject(words: SentenceWords, verb: int) -> Speaker | None:
    """The subject after the verb: "…, said Donatella Rovera", "säger hon", "said the ministry"."""
    word = words.lowers[verb]
    if word in saying_words.NEED_SUBJECT and word != "said" and word not in ("uppger", "skriver", "meddelar"):
        return None
    before = words.lower(verb - 1)
    fronted = verb == 1 and before in ("det", "detta", "så", "so")
    after_mark = before in QUOTES or before in (",", "?", "!", "–", "—", "-") or verb == 0 or fronted
    if not after_mark:
        return None
    nxt = words.lower(verb + 1)
    named = any(is_name_word(words, i) for i in range(verb + 1, min(len(words), verb + 5)))
    if nxt in _OPENS_CLAUSE:
        return None
    if (
        nxt in _OPENS_SPEAKER
        or is_determiner(words, verb + 1)
        or words.capital(verb + 1)
        or nxt in ACTORS
        or named
        or fronted
    ):
        stop = phrase_starting_at(words, verb + 1, len(words))
        if nxt in saying_words.PERSONS | saying_words.GROUPS:
            stop = verb + 2
        speaker = speaker_of(words, verb + 1, stop, trusted=True)
        if speaker is None or (_clause_goes_on(words, stop) and before == ","):
            return None
        return spokesperson_for(words, stop + 1, len(words)) or speaker
    return None


_OPENS_CLAUSE = frozenset({"that", "this", "these", "those", "all", "both", "att", "dass", "que", "there"})
_OPENS_SPEAKER = saying_words.PERSONS | saying_words.GROUPS


def _clause_goes_on(words: SentenceWords, at: int) -> bool:
    """Whether a finite verb follows, so that the words after "said" are a clause ("said the dead were …")."""
    return words.lower(at) in STOPS and words.lower(at) in _FINITE


_FINITE = vocabulary(
    """
    is are was were has have had will would can could may might must should did does do är var har hade ska
    skulle kan
    """
)
