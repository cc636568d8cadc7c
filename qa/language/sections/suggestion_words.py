"""Words of the questions that are suggested."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qa.language.fields import NEVER, Forms
from qa.types import QuestionKind


@dataclass(frozen=True, slots=True)
class SentenceQuestion:
    """A plain sentence, and the question that it answers."""

    kind: QuestionKind
    pattern: re.Pattern[str] = NEVER
    """From the sentence's first word, or anywhere where it has a group `name`. A group `month` must be a month and
    a group `place` none.
    """
    question: str = ""
    """The question, with `{subject}` and other groups of the pattern in it; `{did}` is the verb of group `did` as
    `verbs` names it.
    """


@dataclass(frozen=True, slots=True)
class SuggestionWords:
    """Words of the questions that are suggested."""

    admitted: str = ""
    """Asks how many (`{counted}`) somebody (`{claimant}`) admitted, `{place}` being `in_place` or nothing."""
    reported: str = ""
    """Asks how many somebody reports."""
    in_place: str = ""
    """A place in these questions, with the space before it (" in {}"); empty where no preposition fits all."""
    says: str = ""
    """Asks what somebody (`{claimant}`) says about a `{place}`."""
    title: str = ""
    """Asks what a text says, by its title ("{}")."""
    the: str = ""
    """A speaker who is no name, with the article ("the {}"); empty where that is not ours to put: then such
    speakers are not asked about.
    """
    office: re.Pattern[str] = NEVER
    """The beginning of a speaker who is named by an office."""
    sentences: tuple[SentenceQuestion, ...] = ()
    """The sentences that are turned into questions, those tried first being asked first."""
    verbs: Forms = field(default_factory=dict)
    """Verbs as a question has them after its auxiliary, of each form that tells what was done."""
    nobody: re.Pattern[str] = NEVER
    """In the role of something that is no person."""
    bodies: frozenset[str] = frozenset()
    """Words of names of bodies, beside the nouns for who acts."""
    pointing: frozenset[str] = frozenset()
    """First words with which a sentence leans on the one before, or has no subject."""
