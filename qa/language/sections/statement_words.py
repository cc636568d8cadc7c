"""Words by which a text says in so many words what is asked: reasons, changes, corrections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qa.language.fields import NEVER


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Words by which a number is told that changed, "grew from 96 to 118", and asked for."""

    changed: re.Pattern[str] = NEVER
    """A word that tells of a change: "grew", "up"."""
    starts: tuple[str, ...] = ()
    """Prepositions before the number that was: "from"."""
    ends: tuple[str, ...] = ()
    """Prepositions before the number that it became: "to"."""
    fillers: tuple[str, ...] = ()
    """Words that may stand between such a preposition and its number: "just"."""
    compared: re.Pattern[str] = NEVER
    """Ends before a number that another one is only set beside: "compared with the "."""
    asks_earlier: re.Pattern[str] = NEVER
    """Says in a question that what was before is asked for."""
    asks_difference: re.Pattern[str] = NEVER
    """Asks in a question for the difference: "by how many"."""
    now: re.Pattern[str] = NEVER
    """Says in a question that this year or today is asked about."""
    last_time: re.Pattern[str] = NEVER
    """Ends before a number that is told of the time before: "last year some "."""


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """Words by which a text says that something is not so."""

    not_so: re.Pattern[str] = NEVER
    """Ends before a number that is denied, or is a difference: "does not mean that ", "a rise of "."""
    not_this: re.Pattern[str] = NEVER
    """Ends before what is only named as wrong: "610, not "."""
    not_the_other: re.Pattern[str] = NEVER
    """The same after a comma, where the right one stands before it: "Ann Reed, not "."""
    bound: re.Pattern[str] = NEVER
    """A word before a number that "not" belongs to: "not *more* than 40" corrects nothing."""
    wrong: re.Pattern[str] = NEVER
    """Says that the text, or an earlier version of it, was wrong."""
    right: re.Pattern[str] = NEVER
    """Opens the sentence after it that says what is right: "The correct number is"."""
    own: re.Pattern[str] = NEVER
    """Says what the text itself said before, which is wrong where the next sentence opens with `right` or
    `instead`: "we wrote that".
    """
    instead: re.Pattern[str] = NEVER
    """Opens a sentence that puts another number in the place of such a one: "It was 9."."""
    titles: re.Pattern[str] = NEVER
    """What texts are called that only put right what was said before: "Corrections"."""


@dataclass(frozen=True, slots=True)
class DescriptionWords:
    """Words by which a text says who somebody is."""

    article: re.Pattern[str] = NEVER
    """What opens a description: an article, a possessive, "Lund's"."""
    role: re.Pattern[str] = NEVER
    """One word for what somebody is: "baker", "chairman"; capital letters count."""
    no_role: frozenset[str] = frozenset()
    """Words with such an ending that describe nobody, first or last in a description: "after", "winter"."""
    circumstance: re.Pattern[str] = NEVER
    """Opens what tells how somebody did something, and not who it is: "smiling"."""
    prepositions: tuple[str, ...] = ()
    """Words after a role before where or of what somebody is it: "keeper *of* the lighthouse"."""
    copulas: tuple[str, ...] = ()
    """Verbs between a name and its description: "was"."""
    relatives: tuple[str, ...] = ()
    """Words that open a clause about the name before it: "who"."""
    before: re.Pattern[str] = NEVER
    """Words of the sentence after which a description that stands before its name begins: "said the skipper"."""


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Words by which a text gives a reason."""

    causes: tuple[str, ...] = ()
    """Words before a reason: "because of"."""
    loose: re.Pattern[str] = NEVER
    """Words that are that only where a clause opens, with the space after them: "as ", but not "as well"."""
    points_back: re.Pattern[str] = NEVER
    """Opens a sentence that gives the reason of the one before: "That was because"."""
    follows: re.Pattern[str] = NEVER
    """Says that the sentence before gives the reason: "therefore"."""


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Words by which a text says in so many words what is asked: reasons, changes, corrections."""

    changes: ChangeWords = field(default_factory=ChangeWords)
    corrections: CorrectionWords = field(default_factory=CorrectionWords)
    descriptions: DescriptionWords = field(default_factory=DescriptionWords)
    reasons: ReasonWords = field(default_factory=ReasonWords)
    clause: re.Pattern[str] = NEVER
    """What joins a clause to the name it tells of, the comma with it: ", who"."""
    clause_places: re.Pattern[str] = NEVER
    """What joins a name to where somebody is from: "of the"."""
    asks_end: re.Pattern[str] = NEVER
    """Says in a question that the end of a stretch of time is asked for, beside the verbs of ending: "over"."""
