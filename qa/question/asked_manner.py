"""In which manner a question is to be answered: with a statement, a list, a title, what was before a change."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.question.question import Question


class Manner(StrEnum):
    """What the wording of a question asks for besides its kind.

    A STATEMENT is answered by a sentence, WHOLE by all that a sentence tells; a PART is some of a number; of
    NO_NUMBER neither a number nor a date is an answer; NOW asks not for what was last time, GIVEN for the figure
    that somebody gives, END for when something was over.
    """

    STATEMENT = "statement"
    SEVERAL = "several"
    WHOLE = "whole"
    PART = "part"
    TITLE = "title"
    NO_NUMBER = "no number"
    PUBLISHING = "publishing"
    WRITING = "writing"
    DIFFERENCE = "difference"
    EARLIER = "earlier"
    NOW = "now"
    GIVEN = "given"
    END = "end"


def manners_of(question: Question) -> frozenset[Manner]:
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
