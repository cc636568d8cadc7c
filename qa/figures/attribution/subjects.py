"""Finds the subject of a verb of saying: before it, after it, past an apposition, shared with the verb before."""

from __future__ import annotations

from qa.figures.attribution.heads import head_of_subject, is_description
from qa.figures.attribution.name_words import is_acronym, is_adverb, is_determiner, is_name_word, is_role
from qa.figures.attribution.noun_phrases import phrase_ending_at, phrase_starting_at
from qa.figures.attribution.sentence_words import SentenceWords
from qa.figures.attribution.speakers import Speaker, SpeakerKind, speaker_of, spokesperson_within
from qa.language.cldr import weekdays

_FARTHEST_APPOSITION = 30
"""Words of an apposition at most: "Airsight, a group based in Oslo that …, claimed"."""
_MOST_APPOSITIONS = 3
"""Commas at which a subject is looked for; farther back stands another clause."""
_NEAREST_NAME = 8
"""Words before a comma within which a name without an apposition may be the subject."""
_MAKER_REACH = 6
"""Words after "report" within which "by" names its maker."""
_BODY_REACH = (6, 4)
"""Words of an apposition within which "spokesman" stands, and after it "for"."""
_NAME_REACH = 4
"""Words after a verb within which a name makes them its subject: "said retired colonel Sean Ryan"."""
_THAT_REACH = 3
"""Words after a verb within which "that" opens what is said: "reports from Lund that"."""
QUOTES = frozenset(['"', "“", "”", "„", "«", "»"])
_BREAKS = QUOTES | frozenset([",", ";", ":", "—", "–", "-", "(", ")"])
_PARENTHESES = frozenset([",", ")", "—", "–"])
_OPENING = frozenset([",", "(", "—", "–"])
_BEFORE_INVERSION = QUOTES | frozenset([",", "?", "!", "–", "—", "-"])


def subject_before(words: SentenceWords, verb: int) -> tuple[int, Speaker] | None:
    """The noun phrase that is the subject of the verb at `verb`: its first word and who it names."""
    known, saying = words.language.attribution.subjects, words.language.attribution.saying
    at = verb - 1
    while at >= 0 and (stands := _between(words, at)):
        at -= stands
    if at < 0:
        dropped = known.dropped and words.lower(verb + 1) in saying.that
        return (0, Speaker("", SpeakerKind.PRONOUN)) if dropped else None
    word = words.lowers[at]
    if word in _PARENTHESES:
        return _past_apposition(words, at)
    if word in known.relatives and not is_acronym(words, at) and words.lower(at - 1) == ",":
        return _past_apposition(words, at - 1)
    if words.is_mark(at):
        return None
    if word in known.conjunctions:
        return _shared_subject(words, at)
    if word in known.restrictive and at > 0 and not is_acronym(words, at):
        at -= 1
    if words.lowers[verb] not in saying.noun_like or _that_follows(words, verb):
        at = head_of_subject(words, at)
    sure = words.lowers[verb] not in saying.ambiguous or words.lower(verb + 1) in known.sure_after
    speaker, first = _phrase_speaker(words, at, 0, sure)
    return (first, speaker) if speaker and _may_speak(words, first, at, verb, speaker) else None


def _between(words: SentenceWords, at: int) -> int:
    """How many words up to `at` only stand between subject and verb: "has also", "on Friday"."""
    known, word = words.language.attribution.subjects, words.lowers[at]
    if at == 0 and _surely_says(words, 1):  # "Kelly said", but "Historically documented"
        return int(word in known.between)
    if at > 0 and is_name_word(words, at):
        return 0
    if at > 0 and word in weekdays(words.language):
        return 2 if words.lowers[at - 1] in known.outer_links else 1
    return int(word in known.between or is_adverb(words, at))


def _surely_says(words: SentenceWords, verb: int) -> bool:
    """Whether the word is a verb of saying and nothing else."""
    saying = words.language.attribution.saying
    return words.lower(verb) in saying.verbs and words.lower(verb) not in saying.ambiguous


def _shared_subject(words: SentenceWords, conjunction: int) -> tuple[int, Speaker] | None:
    """The subject shared with the verb before the conjunction: "accused the firm and said 11 had died"."""
    for earlier in range(conjunction - 1, 0, -1):
        if _surely_says(words, earlier):
            return subject_before(words, earlier)
    speaker = speaker_of(words, 0, phrase_starting_at(words, 0, conjunction))
    return (0, speaker) if speaker else None


def _phrase_speaker(
    words: SentenceWords, last: int, floor: int, trusted: bool = False
) -> tuple[Speaker | None, int]:
    """Who the subject that ends at `last` names: looks past "launched last month" and "made by"."""
    clause = clause_start(words, last, floor)
    named = report_by(words, clause, last)
    if named is not None:
        return named, clause
    first = phrase_ending_at(words, last, clause)
    outer_last = first - 2
    linked = first > clause and words.lowers[first - 1] in words.language.attribution.subjects.outer_links
    if linked and outer_last >= clause and (is_role(words, outer_last) or is_name_word(words, outer_last)):
        outer = phrase_ending_at(words, outer_last, clause)
        if speaker := speaker_of(words, outer, last + 1):
            return speaker, outer
    return speaker_of(words, first, last + 1, trusted=trusted), first


def clause_start(words: SentenceWords, last: int, floor: int) -> int:
    """The first word of the clause that `last` stands in, not before `floor`."""
    openers = words.language.attribution.subjects.clause_openers
    for at in range(last, floor, -1):
        before = words.lowers[at - 1]
        if before in openers or (before in _BREAKS and (before != "-" or at == 1)):
            return at
    return min(last, floor)


def report_by(words: SentenceWords, first: int, last: int) -> Speaker | None:
    """Who made the report a subject speaks of: "a statement made by X", "an investigation by X"."""
    saying = words.language.attribution.saying
    noun = next((i for i in range(first, last + 1) if words.lowers[i] in saying.reports), None)
    if noun is None:
        return None
    for at in range(noun + 1, min(last, noun + _MAKER_REACH)):
        if words.lowers[at] in saying.report_makers:
            speaker = speaker_of(words, at + 1, phrase_starting_at(words, at + 1, last + 1))
            if speaker and speaker.named:
                return speaker
    return None


def _may_speak(words: SentenceWords, first: int, last: int, verb: int, speaker: Speaker) -> bool:
    """Whether the subject can be the speaker of this verb; ambiguous forms ask for more than nearness."""
    known, saying = words.language.attribution.subjects, words.language.attribution.saying
    word = words.lowers[verb]
    if word not in saying.ambiguous:
        return True
    if last != verb - 1 and words.lowers[verb - 1] in known.copulas:
        return False
    if speaker.kind in (SpeakerKind.PRONOUN, SpeakerKind.REPORT) or word not in saying.noun_like:
        return True
    trailing = words.lower(first - 1) == "," and words.is_mark(verb + 1)
    if _that_follows(words, verb) or trailing or is_determiner(words, verb + 1):
        return True
    return not words.is_mark(verb + 1) and not words.capital(last)


def _that_follows(words: SentenceWords, verb: int) -> bool:
    return words.any_of(words.language.attribution.saying.that, verb + 1, verb + 1 + _THAT_REACH)


def _past_apposition(words: SentenceWords, comma: int) -> tuple[int, Speaker] | None:
    """The subject before an apposition that ends at `comma`: "Airwars, a group that …, claimed"."""
    known = words.language.attribution.speakers
    if comma == 0:
        return None
    openings = [
        at for at in range(comma - 1, max(0, comma - _FARTHEST_APPOSITION), -1) if words.lowers[at] in _OPENING
    ]
    for at in openings[: _MOST_APPOSITIONS + 1]:
        if _opens_apposition(words, at + 1):
            speaker, first = _phrase_speaker(words, at - 1, 0)
            described = spokesperson_for(words, at + 1, comma)
            if speaker and speaker.name and speaker.name not in known.persons | known.groups:
                return first, described or speaker
    direct, first = _phrase_speaker(words, comma - 1, 0)
    near = direct and direct.kind is SpeakerKind.NAME and comma - first < _NEAREST_NAME
    return (first, direct) if direct and near else None


def _opens_apposition(words: SentenceWords, at: int) -> bool:
    opens = (
        words.lower(at) in words.language.attribution.subjects.apposition_openers or words.lower(at)[:1].isdigit()
    )
    role = any(is_role(words, i) for i in (at, at + 1, at + 2))
    return opens or role or is_determiner(words, at) or is_description(words, at)


def spokesperson_for(words: SentenceWords, first: int, stop: int) -> Speaker | None:
    """The body a spokesperson's apposition names: "spokesman for the coalition"."""
    before, after = _BODY_REACH
    at = spokesperson_within(words, first, min(stop, first + before))
    if at is None:
        return None
    for link in range(at + 1, min(stop, at + after)):
        if words.lowers[link] in words.language.attribution.speakers.represents:
            return speaker_of(words, link + 1, phrase_starting_at(words, link + 1, stop))
    return None


def inverted_subject(words: SentenceWords, verb: int) -> Speaker | None:
    """The subject after the verb: "…, said Donatella Rovera", "säger hon", "said the ministry"."""
    attribution, word = words.language.attribution, words.lowers[verb]
    if word in attribution.saying.ambiguous:
        return None
    before, following = words.lower(verb - 1), words.lower(verb + 1)
    fronted = verb == 1 and before in attribution.subjects.fronted
    if not (verb == 0 or fronted or before in _BEFORE_INVERSION) or following in attribution.subjects.no_subject:
        return None
    pronoun = following in attribution.speakers.persons or following in attribution.speakers.groups
    if not (pronoun or fronted or _may_open_subject(words, verb + 1)):
        return None
    stop = verb + 2 if pronoun else phrase_starting_at(words, verb + 1, len(words))
    speaker = speaker_of(words, verb + 1, stop, trusted=True)
    if speaker is None or (_clause_goes_on(words, stop) and before == ","):
        return None
    return spokesperson_for(words, stop + 1, len(words)) or speaker


def _may_open_subject(words: SentenceWords, at: int) -> bool:
    """Whether a noun phrase opens here, or a name stands not far behind."""
    if is_determiner(words, at) or words.capital(at) or is_role(words, at):
        return True
    return any(is_name_word(words, i) for i in range(at, min(len(words), at + _NAME_REACH)))


def _clause_goes_on(words: SentenceWords, at: int) -> bool:
    """Whether a finite verb follows, so that the words after "said" are a clause ("said the dead were …")."""
    return words.lower(at) in words.language.attribution.subjects.finite
