"""Follow-up question and earlier turns to a question that stands alone. No model: what points back, and to what.

A follow-up leans on the conversation in one of four ways, each with a rule: it puts something new into the last
question ("and in Raqqa alone?", "what about Amnesty?"), asks more of its answer ("when was that?"), points back
with a word ("how old is he?"), or repeats a noun without what stood before it. A question of which no rule sees
how it leans, but which likely does ("what are the risks?"), gets what was spoken of in a clause after it. What
stands alone is returned as it was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.question.analysis import MAX_CHARACTERS, language_of
from qa.question.followups.antecedents import Topic, topic_of
from qa.question.followups.completion import about, another, asked_more, expanded, placed
from qa.question.followups.dependence import leaning, log_odds
from qa.question.followups.insertions import compared, corrected_question, inserted
from qa.question.followups.pointers import pointed
from qa.question.followups.pointing_words import OPENER
from qa.question.followups.weights import WEIGHTS, Weights
from qa.types import Turn

MOST_TURNS = 8
"""Turns looked back on: what was said longer ago is rarely meant."""


def standalone(question: str, turns: Sequence[Turn], *, weights: Weights = WEIGHTS) -> str:
    """The question with what it leaves to the conversation filled in; unchanged where it stands alone."""
    recent = turns[-MOST_TURNS:]
    topic = topic_of(recent)
    if topic is None:
        return question
    asked = without_opener(question)
    rewritten = by_rule(asked, topic)
    if rewritten is None and _likely_leans(asked, [turn.question for turn in recent], topic, weights):
        rewritten = about(asked, topic)
    return _tidy(rewritten) if rewritten and len(rewritten) <= MAX_CHARACTERS else question


def by_rule(asked: str, topic: Topic) -> str | None:
    """The question as the first rule that sees how it leans on the topic rewrites it; None where none does."""
    located = _LOCATED.sub(r"in \1", asked)
    language = _language(asked, topic)
    return next((rewritten for rule in _RULES if (rewritten := rule(located, topic, language))), None)


_LOCATED = re.compile(
    r"^(?:i am|i'm|i live|we are|we're|jag är|jag bor|vi är)\s+(?:in|i)\s+([^,;?!]*[^,;?!.\s])[.!]*$",
    re.IGNORECASE,
)
_RULES: tuple[Callable[[str, Topic, str], str | None], ...] = (
    corrected_question,
    inserted,
    compared,
    asked_more,
    pointed,
    another,
    expanded,
    placed,
)


def without_opener(question: str) -> str:
    """The question without "and", "so", "ok" before it."""
    return OPENER.sub("", question.strip()) or question.strip()


def _likely_leans(asked: str, earlier: Sequence[str], topic: Topic, weights: Weights) -> bool:
    """Whether the question likely leans on the conversation, though no rule sees how."""
    features = leaning(asked, earlier, _language(asked, topic))
    return features is not None and log_odds(features, weights) > weights.threshold


def _language(asked: str, topic: Topic) -> str:
    """The language of the follow-up; that of the conversation where it is too short to tell."""
    return topic.question.language if len(asked.split()) <= _TOO_SHORT_TO_TELL else language_of(asked)


_TOO_SHORT_TO_TELL = 5


def _tidy(text: str) -> str:
    folded = " ".join(text.split())
    return folded[:1].upper() + folded[1:] if folded[:1].islower() else folded
