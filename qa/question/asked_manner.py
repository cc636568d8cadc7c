"""In which manner a question is to be answered: with a statement, a list, a title, what was before a change."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.question.question import Question


class Manner(StrEnum):
    """What the wording of a question asks for besides its kind."""

    STATEMENT = "statement"
    """What somebody says of a matter: a sentence answers it, not a few words."""
    SEVERAL = "several"
    """Several people."""
    WHOLE = "whole"
    """A cause, a way of doing, what something holds: all that its sentence tells of it."""
    PART = "part"
    """Some of a number: "how many of the dead"."""
    TITLE = "title"
    """What something is called."""
    NO_NUMBER = "no number"
    """What no number answers, and no date."""
    PUBLISHING = "publishing"
    """When a text appeared."""
    WRITING = "writing"
    """Who wrote something."""
    DIFFERENCE = "difference"
    """By how much something changed."""
    EARLIER = "earlier"
    """What was before a change."""
    NOW = "now"
    """What is now, and not what was last time."""
    GIVEN = "given"
    """Which figure somebody gives."""
    END = "end"
    """When something was over."""


def manners(question: Question) -> frozenset[Manner]:
    """What the wording of a question asks for besides its kind."""
    spoken, text, body = question.spoken, question.text, question.body
    shape, roles, statements = spoken.checks.shape, spoken.checks.roles, spoken.statements
    told = {
        Manner.STATEMENT: shape.statement.match(body),
        Manner.SEVERAL: shape.several.match(body),
        Manner.WHOLE: shape.whole.match(body),
        Manner.PART: spoken.overlap.counting.asks_part.match(body),
        Manner.TITLE: shape.title.search(text),
        Manner.NO_NUMBER: shape.no_number.match(text),
        Manner.PUBLISHING: roles.publishing.search(text),
        Manner.WRITING: roles.writing.search(text),
        Manner.DIFFERENCE: statements.changes.asks_difference.search(text),
        Manner.EARLIER: statements.changes.asks_earlier.search(text),
        Manner.NOW: statements.changes.now.search(text),
        Manner.GIVEN: spoken.overlap.figures.asks.match(text),
        Manner.END: statements.asks_end.search(text),
    }
    return frozenset(manner for manner, found in told.items() if found)
