"""Who stands behind a figure: claims of its sentence, quotations, claims carried from before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.figures.attribution import Saying, SpeakerKind, covering
from qa.figures.context.document_sentences import Sentences
from qa.figures.context.speaker_names import SpeakerNames
from qa.types import Amount, Stance

_LONGEST_QUOTATION = 2_000
_LONGEST_SOURCE_LINE = 120
"""Characters of a sentence that only tells who said the one beside it, at most."""
_QUOTATION = re.compile(r"[“„«]([^“„«”»]{1,2000})[”»]|\"([^\"\n]{1,2000})\"|”([^”\n]{1,2000})”")
_SPEECH_DASHES = ("– ", "— ", "- ", "–\N{NO-BREAK SPACE}")
"""How a line of speech begins."""


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
        self._known = read.language.attribution
        self._names = SpeakerNames(read)
        self._quotations: list[tuple[int, int]] | None = None

    def claim_at(self, number: int, amount: Amount) -> Voice:
        """Who says the amount."""
        offset = amount.span.start
        found = covering(self._sayings_for(number, amount), offset)
        if found is not None:
            return self._claim(found, number)
        quoted = self._quoted_speaker(number, offset)
        if quoted is not None:
            return self._claim(*quoted)
        if (after := self._said_after(number)) is not None:
            return self._claim(after, number + 1)
        return (self._last_claim(number - 1) if self._continues(number) else None) or Voice()

    def _said_after(self, number: int) -> Saying | None:
        """Who said the sentence, by the next one: "Det uppgav polisen", "That is according to the mayor"."""
        if number + 1 >= len(self._read.sentences) or not self._short(number + 1):
            return None
        span = self._read.sentences[number + 1]
        if not self._known.voices.said_so.match(self._read.text, span.start, span.end):
            return None
        return next(iter(self._read.sayings(number + 1)), None)

    def _sayings_for(self, number: int, amount: Amount) -> tuple[Saying, ...]:
        """A share of somebody's figures is not their figure: "the army's figures are 10% of the toll"."""
        if amount.unit != "percentage":
            return self._read.sayings(number)
        own = amount.span.start
        return tuple(
            s for s in self._read.sayings(number)
            if (s.verb.lower() not in self._known.saying.nouns or s.verb.lower() in self._known.saying.verbs)
            and not (s.passive and s.at > own)
        )  # fmt: skip

    def _claim(self, found: Saying, number: int) -> Voice:
        name = self._names.name_of(found.speaker, number, found.at)
        if name is None and found.speaker.kind is SpeakerKind.REPORT:
            name = found.speaker.name
        if name is not None and name.lower() == (self._read.info.publisher or "").lower():
            name = None
        return Voice(name, found.stance, found.verb)

    def _continues(self, number: int) -> bool:
        span = self._read.sentences[number]
        return number > 0 and self._known.voices.continues.match(self._read.text, span.start, span.end) is not None

    def _last_claim(self, number: int) -> Voice | None:
        """The claim of the sentence before, or of the one before that where it only goes on."""
        for earlier in range(number, max(-1, number - 2), -1):
            if sayings := self._read.sayings(earlier):
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
        for candidate in ((last or number) + 1, (first or number) - 1):
            if 0 <= candidate < len(self._read.sentences):
                near = self._read.sayings(candidate)
                if near and near[0].stance is not Stance.DENIES and self._short(candidate):
                    return near[0], candidate
        return None

    def _short(self, number: int) -> bool:
        return len(self._read.sentences[number]) < _LONGEST_SOURCE_LINE

    def _quoted_stretches(self) -> Sequence[tuple[int, int]]:
        if self._quotations is None:
            self._quotations = [m.span() for m in _QUOTATION.finditer(self._read.text)]
        return self._quotations

    def _dash_speaker(self, number: int) -> tuple[Saying, int] | None:
        """A line that begins with a dash is speech; who speaks stands somewhere in the same line."""
        start = self._read.sentences[number].start
        line_start = self._read.text.rfind("\n", max(0, start - _LONGEST_QUOTATION), start) + 1
        if self._read.text[line_start : line_start + 2] not in _SPEECH_DASHES:
            return None
        line_end = self._read.text.find("\n", start)
        line_end = len(self._read.text) if line_end < 0 else line_end
        for other in range(number, len(self._read.sentences)):
            if self._read.sentences[other].start >= line_end:
                break
            if sayings := self._read.sayings(other):
                return sayings[0], other
        return None
