"""Whether a question leans on the conversation: a logistic regression over what its words show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qa.language.words import content, keys, word_set, words
from qa.question.followups.pointers import bound_inside
from qa.question.followups.pointing_words import ARGUMENT, EXPLETIVE, GENERIC, POINTING, RELATIONAL, is_question
from qa.question.followups.weights import Weights


def leaning(asked: str, earlier: Sequence[str], language: str) -> dict[str, float] | None:
    """The features of a question after `earlier` questions, by name; None where it surely stands alone.

    A name makes a question stand alone, and so do many words, and asking for a definition ("what is a galaxy?");
    thanks ask nothing.
    """
    told = content(words(asked, language))
    named = any(word.is_name and word.start and word.text not in _OF_SPEAKER for word in told)
    polite = all(word.text.casefold() in _COURTESIES for word in told)
    if named or polite or _DEFINITION.match(asked) or len({word.key for word in told}) > _MOST_WORDS:
        return None
    found = frozenset(word.key for word in told)
    own = [word for word in told if word.text.casefold() not in RELATIONAL | GENERIC]
    said = keys(" ".join(earlier), language)
    return {
        "bias": 1.0,
        "points back": float(_points_back(asked, language)),
        "one word": float(len(found) == 1),
        "two words": float(len(found) == 2),
        "nothing new": len(found & said) / len(found),
        "of something": float(len(own) < len(told) and not ARGUMENT.search(asked)),
        "only of something": float(not own),
        "not asked": float(not is_question(asked)),
        "any": float(any(word.text.casefold() in _ANY for word in words(asked, language))),
    }


_MOST_WORDS = 3
"""Content words of a question that may lean on the conversation."""
_OF_SPEAKER = ("I'm", "I’m", "I'll", "I've", "I'd")
_DEFINITION = re.compile(
    r"^(?:what (?:is|are|does)|what's|who (?:is|was|are)|vad (?:är|betyder)|vem (?:är|var))\s+"
    r"(?:an?\s+|en\s+|ett\s+)?"
    r"(?!it\b|this\b|that\b|they\b|he\b|she\b|det\b|han\b|hon\b)[\w-]+(?:\s+mean)?\s*\?*$",
    re.IGNORECASE,
)
_COURTESIES = word_set(
    "thank thanks you please hello hi hey bye ok okay yes great good nice wow sorry sure right well cool perfect "
    "lot much help tack hej hejdå ja nej bra okej fint förlåt snälla"
)
_ANY = word_set("any anything någon något några någonting")


def _points_back(asked: str, language: str) -> bool:
    masked = EXPLETIVE.sub(lambda match: "_" * len(match.group()), asked)
    return any(
        word.text.casefold() in POINTING and not bound_inside(masked, word.start, language)
        for word in words(masked, language)
    )


def log_odds(features: Mapping[str, float], weights: Weights) -> float:
    """How likely it is that a question with these features leans on the conversation."""
    return sum(weights.features[name] * value for name, value in features.items())
