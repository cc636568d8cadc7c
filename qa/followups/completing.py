"""What a question leaves out, from the question before ("when was that?", "what are the risks?")."""

from __future__ import annotations

import re
from itertools import pairwise

from qa.followups.antecedents import Topic
from qa.followups.lexicon import ARGUMENT, GENERIC, RELATIONAL
from qa.words import content, word_set, words


def beside(asked: str, topic: Topic) -> str:
    """The follow-up with the question it follows in brackets, and the person who answered that."""
    earlier = _BRACKETS.sub("", topic.question.text).strip() or topic.question.text
    person = f" {topic.person}" if topic.person and topic.answered_with_person else ""
    return f"{asked.rstrip('?!. ')}? ({earlier}{person})"


_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")

_BARE = re.compile(
    r"^(?:(?P<ask>why|when|where|how|how come|who|varför|när|var|hur|vem)"
    r"(?:\s+(?:is|was|were|are|did|does|do|är|var|blev|hände|happened|said|says|say|sa|sade|säger|else|annars|so|it|"
    r"that|this|they|he|she|not|otherwise|det|så|de|han|hon|annat|then|exactly|there|dit|be|inte|happen|disagrees?))*)"
    r"\s*\?*$",
    re.IGNORECASE,
)


def asked_more(asked: str, topic: Topic, _language: str) -> str | None:
    """More about the last answer: "why?", "when was that?", "who says otherwise?"."""
    bare = _BARE.match(asked)
    if not bare:
        return None
    return beside(asked, topic)


def completed(asked: str, topic: Topic, language: str) -> str | None:
    """A noun that is of something, with what it is of: "what are the risks" (of what was spoken of)."""
    told = content(words(asked, language))
    if not told or len(told) > _SHORT or any(word.is_name and word.start for word in told):
        return None
    relational = [
        word for word in told if word.text.casefold() in RELATIONAL and not _VERB_PLACE.search(asked[: word.start])
    ]
    own = [
        word
        for word in told
        if word.text.casefold() not in RELATIONAL | GENERIC and word.key not in topic.question.keys
    ]
    if relational and not own and not ARGUMENT.search(asked):
        return beside(asked, topic)
    if len(told) == 1 and len(words(asked, language)) == 1 and not told[0].is_name:
        return beside(asked, topic)
    leaning = any(
        word.text.casefold() in ("other", "others", "else", "another", "similar", "instead", "annan", "andra")
        for word in words(asked, language)
    )
    if leaning and len(own) <= 1:
        return beside(asked, topic)
    return None


_VERB_PLACE = re.compile(r"^\s*(?:what|who|which|vad|vem)\s+$", re.IGNORECASE)
"""Straight after "what" the same word is a verb: "what causes"."""

_SHORT = 3
"""Content words up to which a question may be leaning on the one before."""


def expanded(asked: str, topic: Topic, language: str) -> str | None:
    """A noun that the last question had with its modifiers, with them: "an order" after "a restraining order"."""
    told = words(asked, language)
    for before, word in pairwise(told):
        modifier = topic.modifiers_of(word) if before.text.casefold() in _ARTICLES and not word.function else None
        if modifier and modifier.casefold() not in asked.casefold():
            return f"{asked[: word.start]}{modifier} {asked[word.start :]}"
    return None


_ARTICLES = word_set("the this that these those")
