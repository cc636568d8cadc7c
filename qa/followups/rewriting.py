"""Follow-up question and earlier turns to a question that stands alone. No model: what points back, and to what.

A follow-up leans on the conversation in one of four ways, each with a rule here: it puts something new into the
last question ("and in Raqqa alone?", "what about Amnesty?"), asks more of its answer ("when was that?"), points
back with a word ("how old is he?"), or leaves out what it is about ("what are the risks?"). Everything else
stands alone and is returned as it was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.followups.antecedents import Topic, topic_of
from qa.followups.completing import asked_more, completed, expanded
from qa.followups.inserting import inserted
from qa.followups.lexicon import OPENER
from qa.followups.pointing import pointed
from qa.questions import language_of
from qa.types import Turn

MOST_TURNS = 8
"""Turns looked back on: what was said longer ago is rarely meant."""


def standalone(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it leaves to the conversation filled in; unchanged where it stands alone."""
    topic = topic_of(turns[-MOST_TURNS:])
    if topic is None:
        return question
    asked = _LOCATED.sub(r"in \1", OPENER.sub("", question.strip()) or question.strip())
    language = _language(asked, topic)
    for rule in _RULES:
        rewritten = rule(asked, topic, language)
        if rewritten:
            return _tidy(rewritten)
    return question


_LOCATED = re.compile(
    r"^(?:i am|i'm|i live|we are|we're|jag är|jag bor|vi är)\s+(?:in|i)\s+(\S.*)$", re.IGNORECASE
)


def _language(asked: str, topic: Topic) -> str:
    """The language of the follow-up; that of the conversation where it is too short to tell."""
    return topic.question.language if len(asked.split()) <= _TOO_SHORT_TO_TELL else language_of(asked)


_TOO_SHORT_TO_TELL = 5


def _tidy(text: str) -> str:
    folded = " ".join(text.split())
    return folded[:1].upper() + folded[1:] if folded[:1].islower() else folded


_RULES: tuple[Callable[[str, Topic, str], str | None], ...] = (
    inserted,
    asked_more,
    pointed,
    completed,
    expanded,
)
