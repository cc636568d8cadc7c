"""The names of those who speak: what a family name, a role or a pronoun goes back to in its document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import regex

from qa.figures.attribution import Saying, Speaker, SpeakerKind, speaker_of
from qa.figures.attribution.name_words import is_determiner
from qa.figures.attribution.noun_phrases import phrase_starting_at
from qa.figures.attribution.own_figures import OWN
from qa.figures.attribution.sentence_words import SentenceWords
from qa.figures.context.document_sentences import Sentences
from qa.language.pack import Language

_PRONOUN_REACH = 6
"""Sentences that a pronoun may go back over."""
_NAME_REACH = 40
"""Sentences that a family name may go back over, where their claims have been read."""
_NAME_CHARACTERS = 3_000
"""The same in characters of the text, where they have not."""
_MOST_MARKS = 3
"""Marks that may stand before the subject of a sentence: a quotation and a dash."""
_SENTENCE_ENDS = '.!?”"’)»'


class SpeakerNames:
    """Names the speakers of one document."""

    def __init__(self, read: Sentences) -> None:
        self._read = read
        self._known = read.language.attribution
        self._subjects: dict[int, Speaker | None] = {}
        self._roles: dict[str, list[tuple[int, str]]] = {}

    def name_of(self, speaker: Speaker, number: int, at: int) -> str | None:
        """Who speaks at offset `at` of sentence `number`; None where the document does not tell."""
        if speaker.named:
            return self._in_full(speaker, number)
        if found := self._antecedent(speaker, number, at):
            return found
        return speaker.name if speaker.kind is SpeakerKind.PRONOUN and self._is_noun(speaker) else None

    def _is_noun(self, speaker: Speaker) -> bool:
        """Whether the speaker is called something, if only "the group"."""
        known = self._known.speakers
        return bool(speaker.name) and speaker.name not in known.persons | known.groups | {OWN}

    def _in_full(self, speaker: Speaker, number: int) -> str:
        """A family name or a bare role as the document named it in full before: "Ryan" is Sean Ryan."""
        name = speaker.name
        if speaker.kind is SpeakerKind.ROLE and name.lower() in self._known.voices.fuller:
            return self._full_role(name, self._read.sentences[number].end)
        family = speaker.kind is SpeakerKind.NAME and speaker.person is not False and name[0].isupper()
        if " " in name or number == 0 or not family:
            return name
        return self._spoke_as(name, number) or self._written_as(name, number) or name

    def _spoke_as(self, family: str, number: int) -> str | None:
        """The full name of who spoke before under this family name."""
        for earlier in range(number, max(-1, number - _NAME_REACH), -1):
            near = number - earlier <= _PRONOUN_REACH
            for other in self._read.seen_sayings(earlier) or (self._read.sayings(earlier) if near else ()):
                if other.speaker.name.endswith(" " + family):
                    return other.speaker.name
        return None

    def _written_as(self, family: str, number: int) -> str | None:
        """The first name and family name that stand in the text before."""
        span = self._read.sentences[number]
        pattern = regex.compile(rf"\b(\p{{Lu}}[\p{{Ll}}’'-]+(?: \p{{Lu}}\.?)?) {regex.escape(family)}\b")
        match = pattern.search(self._read.text, max(0, span.start - _NAME_CHARACTERS), span.end)
        if match is None or match.group(1).lower() in self._known.voices.before_name:
            return None
        return str(match.group())

    def _full_role(self, name: str, until: int) -> str:
        """The last fuller name before `until` that ends in this role: "the coalition" is the US-led coalition."""
        role = name.lower()
        if role not in self._roles:
            self._roles[role] = list(_fuller_names(self._read.text, role, self._read.language))
        known = self._roles[role]
        at = bisect_right(known, until, key=lambda found: found[0]) - 1
        return known[at][1] if at >= 0 else name

    def _antecedent(self, speaker: Speaker, number: int, at: int) -> str | None:
        """Who "it", "he", "the report" goes back to.

        The ministry to a ministry; others to who spoke before in this sentence, else to its subject, else to the
        nearest sentence before that has a claimant or a subject that fits.
        """
        if speaker.name in self._known.voices.own_kind:
            fuller = self._full_role(speaker.name, self._read.sentences[number].end)
            return fuller if fuller != speaker.name else None
        person = speaker.name in self._known.speakers.persons
        for found in reversed(self._named(number)):
            if found.at < at and _fits(found.speaker, person):
                return self._in_full(found.speaker, number)
        own = self._subject(number)
        if own is not None and _fits(own, person) and own.kind is SpeakerKind.NAME:
            return self._in_full(own, number)
        only_names = self._is_noun(speaker) or self._opens_generic(number)
        for earlier in range(number - 1, max(-1, number - _PRONOUN_REACH - 1), -1):
            if candidate := self._candidate(earlier, speaker, person, only_names):
                return self._in_full(candidate, earlier)
        return None

    def _candidate(self, number: int, speaker: Speaker, person: bool, only_names: bool) -> Speaker | None:
        """Whom of an earlier sentence a pronoun may stand for: a claimant, its own figures the first of them."""
        named = [found.speaker for found in self._named(number)]
        for candidate in named if speaker.name == OWN else reversed(named):
            if _fits(candidate, person) and not (only_names and candidate.kind is not SpeakerKind.NAME):
                return candidate
        subject = self._subject(number) if self._is_sentence(number) and not named else None
        return subject if subject is not None and _fits(subject, person) else None

    def _named(self, number: int) -> list[Saying]:
        return [found for found in self._read.sayings(number) if found.speaker.named]

    def _opens_generic(self, number: int) -> bool:
        """Whether the sentence opens with "the company" or the like, so that "it" there is a body named before."""
        words = self._read.words(number)
        return is_determiner(words, 0) and words.lower(1) in self._known.voices.generic

    def _subject(self, number: int) -> Speaker | None:
        """The name that opens a sentence, likely its subject."""
        if number not in self._subjects:
            words = self._read.words(number)
            begin = 0
            while begin < min(_MOST_MARKS, len(words)) and words.is_mark(begin):
                begin += 1
            stop = phrase_starting_at(words, begin, len(words))
            placed = words.lower(begin + 1) in self._known.voices.placed
            found = speaker_of(words, begin, stop) if stop > begin and not placed else None
            single = stop - begin == 1 and begin == 0
            named = found is not None and found.named and (not single or self._acts(words, stop))
            self._subjects[number] = found if named else None
        return self._subjects[number]

    def _is_sentence(self, number: int) -> bool:
        """Whether the line ends like a sentence; headlines name no subject to go back to."""
        return self._read.text[self._read.sentences[number].end - 1] in _SENTENCE_ENDS

    def _acts(self, words: SentenceWords, at: int) -> bool:
        """Whether a verb follows the word that opens the sentence: then it is a name and no "Minst"."""
        voices, word, following = self._known.voices, words.lower(at), words.lower(at + 1)
        if word in voices.verbal or word in self._known.saying.verbs or word in (",", "’s"):
            return True
        takes_object = is_determiner(words, at + 1) or following.endswith(voices.object_endings)
        return word.endswith(voices.past_endings) and takes_object


def _fits(candidate: Speaker, person: bool) -> bool:
    """Whether the pronoun of a person, or of a body, may stand for the candidate."""
    if person:
        return candidate.person is not False or candidate.kind is SpeakerKind.ROLE
    return candidate.person is not True


def _fuller_names(text: str, role: str, language: Language) -> Iterator[tuple[int, str]]:
    """Names in `text` that end in the role and say more, each with the offset of its end."""
    attribution = language.attribution
    apart = attribution.names.determiners | attribution.voices.openers
    for match in _role_pattern(role, language).finditer(text):
        words = match.group().split()
        while len(words) > 1 and words[0].lower() in apart:
            words.pop(0)
        if len(words) > 1:
            yield match.end(), " ".join(words)


@lru_cache(maxsize=64)
def _role_pattern(role: str, language: Language) -> Any:
    kinds = sorted(map(regex.escape, language.attribution.voices.kinds))
    part = "|".join([r"\p{Lu}[\w.]*(?:[-’'][\w.]+)*", *kinds])
    return regex.compile(rf"\b(?:(?:{part})\s){{1,3}}(?i:{regex.escape(role)})\b")
