"""Who stands behind a figure: claims of its sentence, quotations, speakers carried from before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.figures.attribution import Saying, Speaker, SpeakerKind, covering, saying_words, speaker_of
from qa.figures.attribution.noun_phrases import DETERMINERS, SentenceWords, phrase_starting_at
from qa.figures.attribution.own_figures import OWN
from qa.figures.context.document_sentences import Sentences
from qa.language.vocabulary import vocabulary
from qa.types import Amount, Stance

# How far a pronoun, a place or a time reaches back, in sentences.
_PRONOUN_REACH = 6
_LONGEST_QUOTATION = 2_000
_CONTINUES = re.compile(
    r"\W*(?:another|a further|of (?:them|those|these)|among (?:them|those)|they include[ds]?|these include"
    r"|this include[ds]|that include[ds]"
    r"|the (?:figure|toll|total|tally|number|dead|victims|count|injured|wounded)s?\b(?! of)|that figure"
    r"|ytterligare|av dem|av dessa|bland dem|bland de döda"
    r"|den siffran|siffran|darunter|weitere|parmi eux)\b",
    re.IGNORECASE,
)


_SAID_SO = re.compile(
    r"(?:det|detta|så) (?:uppgav|uppger|säger|sade|sa|skriver|skrev|meddelar|meddelade|rapporterar|rapporterade"
    r"|hävdar|hävdade|medger|medgav|berättar|berättade|bekräftar|bekräftade)\b"
    r"|(?:that|this|the (?:figure|number|toll|count)) (?:is|was|comes|came|stems) (?:according to|from)\b"
    r"|so (?:says|said)\b",
    re.IGNORECASE,
)
_LONGEST_SOURCE_LINE = 120


@dataclass(frozen=True, slots=True)
class Voice:
    """Who stands behind a figure; None is the publisher's own voice."""

    claimant: str | None = None
    stance: Stance = Stance.STATES
    verb: str = ""


class Voices:
    """Finds the claimant of each amount of one document."""

    def __init__(self, read: Sentences) -> None:
        self._read = read
        self._speakers: dict[int, Speaker | None] = {}
        self._roles: dict[str, list[tuple[int, str]]] = {}
        self._quotations: list[tuple[int, int]] | None = None

    def claim_at(self, number: int, amount: Amount) -> Voice:
        """Who says the amount."""
        offset = amount.span.start
        found = covering(self._sayings_for(number, amount), offset)
        if found is not None:
            return self._claim(found, number)
        quoted = self._quoted_speaker(number, offset)
        if quoted is not None:
            return self._claim(quoted[0], quoted[1])
        if (after := self._said_after(number)) is not None:
            return self._claim(after, number + 1)
        if self._continues(number):
            before = self._last_claim(number - 1)
            if before is not None:
                return before
        return Voice()

    def _said_after(self, number: int) -> Saying | None:
        """Who said the sentence, by the next one: "Det uppgav polisen", "That is according to the mayor"."""
        if number + 1 >= len(self._read.sentences):
            return None
        span = self._read.sentences[number + 1]
        if not _SAID_SO.match(self._read.text, span.start, span.end) or len(span) > _LONGEST_SOURCE_LINE:
            return None
        return next(iter(self._read.sayings(number + 1)), None)

    def _sayings_for(self, number: int, amount: Amount) -> tuple[Saying, ...]:
        """A share of somebody's figures is not their figure: "the army's figures are 10% of the toll"."""
        if amount.unit != "percentage":
            return self._read.sayings(number)
        own = amount.span.start
        return tuple(
            s for s in self._read.sayings(number)
            if (s.verb.lower() not in saying_words.NOUNS or s.verb.lower() in saying_words.VERBS)
            and not (s.passive and s.at > own)
        )  # fmt: skip

    def _claim(self, found: Saying, number: int) -> Voice:
        name = self._name(found.speaker, number, found.at)
        if name is None and found.speaker.kind is SpeakerKind.REPORT:
            name = found.speaker.name
        if name is not None and self._is_publisher(name):
            name = None
        return Voice(name, found.stance, found.verb)

    def _is_publisher(self, name: str) -> bool:
        return bool(self._read.info.publisher) and name.lower() == (self._read.info.publisher or "").lower()

    def _name(self, speaker: Speaker, number: int, at: int) -> str | None:
        if speaker.kind in (SpeakerKind.NAME, SpeakerKind.ROLE):
            return self._fuller(speaker, number)
        antecedent = self._antecedent(speaker, number, at)
        if antecedent:
            return antecedent
        alone = speaker.name and speaker.name not in saying_words.PERSONS | saying_words.GROUPS | {OWN}
        return speaker.name if alone and speaker.kind is SpeakerKind.PRONOUN else None

    def _fuller(self, speaker: Speaker, number: int) -> str:
        """A family name or a bare role as the document named it in full before: "Ryan" is Sean Ryan."""
        name = speaker.name
        if speaker.kind is SpeakerKind.ROLE and name.lower() in _BODIES:
            return self._full_role(name, self._read.sentences[number].end)
        if " " in name or number == 0:
            return name
        pattern = re.compile(rf"\b([A-Z][a-z’'-]+(?: [A-Z]\.?)?) {re.escape(name)}\b")
        if name[0].isupper() and speaker.person is not False and speaker.kind is SpeakerKind.NAME:
            for earlier in range(number, max(-1, number - 40), -1):
                for other in self._read.seen_sayings(earlier) or (
                    self._read.sayings(earlier) if number - earlier <= _PRONOUN_REACH else ()
                ):
                    if other.speaker.name.endswith(" " + name):
                        return other.speaker.name
            match = pattern.search(
                self._read.text,
                max(0, self._read.sentences[number].start - 3_000),
                self._read.sentences[number].end,
            )
            if match and match.group(1).lower() not in (
                "the",
                "in",
                "on",
                "at",
                "but",
                "and",
                "mr",
                "mrs",
                "ms",
                "dr",
            ):
                return match.group()
        return name

    def _full_role(self, name: str, until: int) -> str:
        """The last fuller name before `until` that ends in this role: "the coalition" is the US-led coalition."""
        role = name.lower()
        if role not in self._roles:
            self._roles[role] = list(_fuller_names(self._read.text, role))
        known = self._roles[role]
        at = bisect_right(known, until, key=lambda found: found[0]) - 1
        return known[at][1] if at >= 0 else name

    def _antecedent(self, speaker: Speaker, number: int, at: int) -> str | None:
        """Who "it", "he", "the report" goes back to: the last claimant of its kind, else the last subject."""
        person = speaker.name in saying_words.PERSONS
        named_only = bool(speaker.name) and speaker.name not in saying_words.PERSONS | saying_words.GROUPS | {OWN}
        if speaker.name in _OWN_KIND:
            fuller = self._full_role(speaker.name, self._read.sentences[number].end)
            return fuller if fuller != speaker.name else None
        inside = [
            s
            for s in self._read.sayings(number)
            if s.at < at and s.speaker.kind in (SpeakerKind.NAME, SpeakerKind.ROLE)
        ]
        for found in reversed(inside):
            if self._fits(found.speaker, person):
                return self._fuller(found.speaker, number)
        own = self._subject(number)
        named_only = named_only or self._opens_generic(number)
        if own is not None and self._fits(own, person) and own.kind is SpeakerKind.NAME:
            return self._fuller(own, number)
        for earlier in range(number - 1, max(-1, number - _PRONOUN_REACH - 1), -1):
            names = [
                s.speaker
                for s in self._read.sayings(earlier)
                if s.speaker.kind in (SpeakerKind.NAME, SpeakerKind.ROLE)
            ]
            for candidate in names if speaker.name == OWN else reversed(names):
                if self._fits(candidate, person) and (not named_only or candidate.kind is SpeakerKind.NAME):
                    return self._fuller(candidate, earlier)
            subject = self._subject(earlier) if self._is_sentence(earlier) else None
            if subject is not None and self._fits(subject, person) and not names:
                return self._fuller(subject, earlier)
        return None

    def _opens_generic(self, number: int) -> bool:
        """Whether the sentence opens with "the company" or the like, so that "it" there is a body named before."""
        words = self._read.words(number)
        return words.lower(0) in DETERMINERS and words.lower(1) in _GENERIC_BODIES

    def _fits(self, candidate: Speaker, person: bool) -> bool:
        if person:
            return candidate.person is not False or candidate.kind is SpeakerKind.ROLE
        return candidate.person is not True

    def _subject(self, number: int) -> Speaker | None:
        """The name that opens a sentence, likely its subject."""
        if number not in self._speakers:
            words = self._read.words(number)
            begin = 0
            while begin < min(3, len(words)) and words.is_mark(begin):
                begin += 1
            stop = phrase_starting_at(words, begin, len(words))
            placed = words.lower(begin + 1) in ("i", "in", "på", "at", "near", "vid")
            found = speaker_of(words, begin, stop) if stop > begin and not placed else None
            named = found is not None and found.kind in (SpeakerKind.NAME, SpeakerKind.ROLE)
            single = stop - begin == 1 and begin == 0
            named = named and (not single or self._acts(words, stop))
            self._speakers[number] = found if named else None
        return self._speakers[number]

    def _is_sentence(self, number: int) -> bool:
        """Whether the line ends like a sentence; headlines name no subject to go back to."""
        return self._read.text[self._read.sentences[number].end - 1] in '.!?”"’)»'

    def _acts(self, words: SentenceWords, stop: int) -> bool:
        """Whether a verb follows the word that opens the sentence: then it is a name and no "Minst"."""
        return (
            words.lower(stop) in _VERBAL
            or words.lower(stop) in saying_words.VERBS
            or words.lower(stop) in (",", "’s")
            or _is_transitive(words, stop)
        )

    def _continues(self, number: int) -> bool:
        span = self._read.sentences[number]
        return number > 0 and _CONTINUES.match(self._read.text, span.start, span.end) is not None

    def _last_claim(self, number: int) -> Voice | None:
        """The claim of the last sentence before, if it makes one."""
        for earlier in range(number, max(-1, number - 2), -1):
            sayings = self._read.sayings(earlier)
            if sayings:
                return self._claim(sayings[-1], earlier)
            if not self._continues(earlier):
                return None
        return None

    def _quoted_speaker(self, number: int, offset: int) -> tuple[Saying, int] | None:
        """Who speaks a quotation that spans sentences: named where it ends, or just before it begins."""
        quotation = next((q for q in self._quoted_stretches() if q[0] <= offset < q[1]), None)
        if quotation is None:
            return self._dash_speaker(number)
        first, last = self._read.sentence_at(quotation[0]), self._read.sentence_at(quotation[1] - 1)
        for candidate in (last, first):
            if candidate is None:
                continue
            outside = [s for s in self._read.sayings(candidate) if not quotation[0] <= s.at < quotation[1]]
            if outside:
                return outside[-1], candidate
        after = (last or number) + 1
        for candidate in (after, (first or number) - 1):
            if 0 <= candidate < len(self._read.sentences):
                near = self._read.sayings(candidate)
                if near and near[0].stance is not Stance.DENIES and self._short(candidate):
                    return near[0], candidate
        return None

    def _short(self, number: int) -> bool:
        return len(self._read.sentences[number]) < 120

    def _quoted_stretches(self) -> list[tuple[int, int]]:
        if self._quotations is None:
            pattern = re.compile(r"[“„«]([^“„«”»]{1,2000})[”»]|\"([^\"\n]{1,2000})\"|”([^”\n]{1,2000})”")
            self._quotations = [m.span() for m in pattern.finditer(self._read.text)]
        return self._quotations

    def _dash_speaker(self, number: int) -> tuple[Saying, int] | None:
        """A line that begins with a dash is speech; who speaks stands somewhere in the same line."""
        start = self._read.sentences[number].start
        line_start = self._read.text.rfind("\n", max(0, start - _LONGEST_QUOTATION), start) + 1
        if self._read.text[line_start : line_start + 2] not in ("– ", "— ", "- ", "– "):
            return None
        line_end = self._read.text.find("\n", start)
        line_end = len(self._read.text) if line_end < 0 else line_end
        for other in range(number, len(self._read.sentences)):
            if self._read.sentences[other].start >= line_end:
                break
            if sayings := self._read.sayings(other):
                return sayings[0], other
        return None


def _is_transitive(words: SentenceWords, at: int) -> bool:
    """Whether a past tense with an object stands here: "criticised the ministry", "kritiserade rapporten"."""
    following = words.lower(at + 1)
    english = words.lower(at).endswith("ed") and following in DETERMINERS
    return english or (words.lower(at).endswith("ade") and following.endswith(("en", "et", "na")))


_VERBAL = vocabulary(
    """
    has have had is are was were will would can could may might must does did also now later recently plans
    says gives har hade är var ska skulle kan hat ist war a est était
    """
)
# "The ministry" goes back only to a ministry; "the group" to any body named before.
_OWN_KIND = frozenset({"ministry", "institute", "union", "body", "myndigheten", "departementet"})
_GENERIC_BODIES = vocabulary("company firm group agency organisation organization operator bank charity")
_BODIES = vocabulary(
    """
    coalition ministry agency army police government group council company hospital court department
    commission university union authority office board institute committee observatory foundation bank
    organisation organization koalitionen ministeriet
    """
)
_OPENERS = vocabulary(
    """
    but and yet however meanwhile while when if as so on in at for from by with after before despite since
    that
    """
)


def _fuller_names(text: str, role: str) -> Iterator[tuple[int, str]]:
    """Names in `text` that end in the role and say more, each with the offset of its end."""
    for match in _role_pattern(role).finditer(text):
        words = match.group().split()
        while len(words) > 1 and words[0].lower() in DETERMINERS | _OPENERS:
            words.pop(0)
        if len(words) > 1:
            yield match.end(), " ".join(words)


@lru_cache(maxsize=64)
def _role_pattern(role: str) -> re.Pattern[str]:
    kinds = "health|interior|defen[cs]e|foreign|justice|education|finance|city|local|state"
    return re.compile(rf"\b(?:(?:[A-Z][\w.]*(?:[-’'][\w.]+)*|{kinds})\s){{1,3}}(?i:{re.escape(role)})\b")
