"""A question taken apart: the one value that search, reading and answering are given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qa.language.pack import Language, pack_of
from qa.language.words import FRAME, Word

if TYPE_CHECKING:
    import re

    from qa.types import QuestionKind


@dataclass(frozen=True)
class Question:
    """A question as `qa.question.analysis.analyse` takes it apart. What few ask of it is parsed when it is first
    asked for, and then kept: so it has no slots.

    `terms` are its content words without the phrase of the question word, which ends at offset `lead` of `text`;
    `names` those of them that are names of people, places and organisations, each a run of words ("US-led
    coalition", "Sean Ryan"); `claimant` is who is asked to have said or admitted something, None where nobody is;
    `admission` tells that an admission is asked for, not any statement; `counted` is what "how many" counts;
    `years` are the years it names.
    """

    text: str
    language: str
    kind: QuestionKind
    terms: tuple[Word, ...]
    lead: int = 0
    names: tuple[str, ...] = ()
    claimant: str | None = None
    admission: bool = False
    counted: tuple[Word, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def spoken(self) -> Language:
        """What is known of its language."""
        return pack_of(self.language)

    @property
    def keys(self) -> frozenset[str]:
        """The comparison keys of the terms."""
        return frozenset(term.key for term in self.terms)

    @property
    def matter(self) -> tuple[str, ...]:
        """The comparison keys of the terms that neither name anybody nor only frame the question."""
        return tuple(term.key for term in self.terms if not term.is_name and term.key not in FRAME)

    @cached_property
    def body(self) -> str:
        """Its text without an "and" or a "but" that ties it to the question before."""
        text = self.text.lstrip()
        tied = self.spoken.checks.opening.match(text)
        return text[tied.end() :] if tied else text

    def opens(self, pattern: re.Pattern[str]) -> bool:
        """Whether it opens with what a pattern matches."""
        return pattern.match(self.body) is not None
