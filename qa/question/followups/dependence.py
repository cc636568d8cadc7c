"""Whether a question leans on the conversation: a logistic regression over what its words show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qa.language.pack import Language, pack_of
from qa.language.words import content, keys, words
from qa.question.followups.pointers import bound_inside
from qa.question.followups.pointing_words import is_question, pointing, saying_little, without_expletives
from qa.question.followups.weights import Weights
from qa.question.question_language import answered


def leaning(asked: str, earlier: Sequence[str], language: Language) -> dict[str, float] | None:
    """The features of a question after `earlier` questions, by name; None where it surely stands alone.

    A name makes a question stand alone, and so do many words, and asking for a definition ("what is a galaxy?");
    thanks ask nothing.
    """
    said = language.followups
    told = content(words(asked, language.code))
    named = any(word.is_name and word.start and word.text not in said.of_speaker for word in told)
    polite = not told or _is_courtesy(asked)
    if named or polite or said.definition.match(asked) or len({word.key for word in told}) > _MOST_WORDS:
        return None
    found = frozenset(word.key for word in told)
    own = [word for word in told if word.text.casefold() not in saying_little(language)]
    before = keys(" ".join(earlier), language.code)
    return {
        "bias": 1.0,
        "points back": float(_points_back(asked, language)),
        "one word": float(len(found) == 1),
        "two words": float(len(found) == 2),
        "nothing new": len(found & before) / len(found),
        "of something": float(len(own) < len(told) and not said.argument.search(asked)),
        "only of something": float(not own),
        "not asked": float(not is_question(asked, language)),
        "any": float(any(word.text.casefold() in said.any for word in words(asked, language.code))),
    }


_MOST_WORDS = 3
"""Content words of a question that may lean on the conversation."""


def _is_courtesy(asked: str) -> bool:
    """Whether nothing is said but thanks, a greeting or assent; in any language, whichever is spoken otherwise."""
    spoken = [word.casefold() for word in re.findall(r"[^\W\d_]+", asked)]
    for pack in map(pack_of, answered()):
        said = [word for word in spoken if word not in pack.text.function]
        if said and all(word in pack.followups.courtesies for word in said):
            return True
    return False


def _points_back(asked: str, language: Language) -> bool:
    masked = without_expletives(asked, language)
    return any(
        word.text.casefold() in pointing(language) and not bound_inside(masked, word.start, language)
        for word in words(masked, language.code)
    )


def log_odds(features: Mapping[str, float], weights: Weights) -> float:
    """How likely it is that a question with these features leans on the conversation."""
    return sum(weights.features[name] * value for name, value in features.items())
