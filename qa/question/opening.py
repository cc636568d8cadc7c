"""How a question opens, after an "and" or a "but" that ties it to the one before."""

from __future__ import annotations

import re

from qa.language.pack import pack_of
from qa.question.analysis import Question


def body_of(question: Question) -> str:
    """The text of a question without such a word."""
    text = question.text.lstrip()
    tied = pack_of(question.language).checks.opening.match(text)
    return text[tied.end() :] if tied else text


def opens(question: Question, pattern: re.Pattern[str]) -> bool:
    """Whether a question opens with what a pattern matches."""
    return pattern.match(body_of(question)) is not None
