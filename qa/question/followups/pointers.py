"""Words that point back, replaced by what they point to ("how old is he?")."""

from __future__ import annotations

import re

from qa.language.words import keys, word_set, words
from qa.question.followups.antecedents import VERB_HINTS, Topic
from qa.question.followups.completion import about, beside
from qa.question.followups.pointing_words import CLAUSES, EXPLETIVE, PERSONAL, PLURAL, POINTING, THERE, is_question


def pointed(asked: str, topic: Topic, language: str) -> str | None:
    """Words that point back, replaced by what they point to."""
    if not is_question(asked):
        return None
    masked = EXPLETIVE.sub(lambda match: "_" * len(match.group()), asked)
    found = [word for word in words(masked, language) if word.text.casefold() in POINTING and "_" not in word.text]
    pieces = []
    last = 0
    for word in found:
        if bound_inside(masked, word.start, language) or not _asked_there(asked, word.start):
            continue
        if _DOING.search(asked[: word.start]) and not asked[word.end :].strip("?!. "):
            return beside(asked, topic)
        replacement = _antecedent(masked, word.start, word.end, topic, language)
        if replacement is None:
            continue
        said = keys(replacement, language) <= keys(asked, language)
        unclear = said or (replacement == topic.definite_thing and not topic.clear)
        if unclear or replacement in pieces or len(replacement.split()) > _LONGEST_ANTECEDENT:
            return about(asked, topic)
        pieces += [asked[last : word.start], replacement]
        last = word.end
    return "".join([*pieces, asked[last:]]) if pieces else None


_DOING = re.compile(r"\b(?:do|does|did|doing|done|gör|gjorde|göra|gjort)\s+$", re.IGNORECASE)
"""Before a pronoun that points to what happens, not to a thing."""


def _asked_there(asked: str, start: int) -> bool:
    """Whether the sentence around `start` asks: in "You said it is free! Why?" nothing is to be looked up in the
    first.
    """
    opening = max((match.end() for match in _SENTENCE.finditer(asked, 0, start)), default=0)
    closing = _SENTENCE.search(asked, start)
    return is_question(asked[opening : closing.end() if closing else len(asked)].strip())


_SENTENCE = re.compile(r"[?!.]+(?:\s|$)|\.{2,}")

_LONGEST_ANTECEDENT = 6
"""Words of an antecedent that can stand in for a pronoun; a longer one makes the question unreadable."""


def bound_inside(asked: str, start: int, language: str) -> bool:
    """Whether an earlier clause of the question itself names what the pronoun points to."""
    if asked[start:].casefold().startswith(("their", "its", "deras", "dess", "sin")):
        return any(
            not word.function and word.text.casefold() not in VERB_HINTS for word in words(asked[:start], language)
        )
    clause = max((match.end() for match in CLAUSES.finditer(asked, 0, start)), default=0)
    return any(not word.function for word in words(asked[:clause], language))


def _antecedent(asked: str, start: int, end: int, topic: Topic, language: str) -> str | None:
    """What the word at `start` points to, in the form the sentence needs; None where it is no pronoun here."""
    pronoun = asked[start:end].casefold()
    after = asked[end:].lstrip()
    if pronoun in PERSONAL:
        return _possessive(
            topic.person, pronoun in ("his", "her", "hers", "hans", "hennes") and after[:1].isalpha(), language
        )
    if pronoun in THERE:
        return f"{'i' if language == 'sv' else 'in'} {topic.place}" if topic.place else None
    if pronoun in _DEMONSTRATIVE and not _stands_alone(asked, start, end, language):
        return None
    if pronoun in _ONE_THING and topic.subject:
        return _possessive(topic.subject, pronoun == "its", language)
    if pronoun in ("their", "deras", "its", "dess"):
        return _possessive(topic.definite_thing, True, language) if after[:1].isalpha() else None
    if pronoun in PLURAL and topic.counted:
        return f"the {topic.counted}" if language == "en" else topic.counted
    if pronoun == "one":
        return (
            f"of the {topic.thing}"
            if re.search(r"\b(?:first|last|second|next|best|only)\s+$", asked[:start])
            else None
        )
    return topic.definite_thing


def _possessive(name: str | None, owns: bool, language: str) -> str | None:
    if name is None or not owns:
        return name
    if language == "sv":
        return name if name.endswith("s") else f"{name}s"
    return f"{name}’" if name.endswith("s") else f"{name}’s"


_ONE_THING = word_set("it its")
"""Never what a "how many" counted, which is several."""

_DEMONSTRATIVE = word_set("this that these those den denna detta dessa")
_AFTER_DEMONSTRATIVE = re.compile(
    r"\s*(?:[?.!,]|$|(?:is|was|were|are|did|does|happen\w*|mean\w*|work\w*|cost\w*|so|too|är|var|hände|betyder)\b)",
    re.IGNORECASE,
)


def _stands_alone(asked: str, start: int, end: int, language: str) -> bool:
    """Whether a demonstrative is a pronoun: not before a noun ("that report"), not after one ("the report that
    is").
    """
    before = words(asked[:start], language)
    noun = bool(before) and not before[-1].function and before[-1].text.casefold() not in VERB_HINTS
    relative = noun or asked[:start].rstrip().endswith("_")
    return _AFTER_DEMONSTRATIVE.match(asked, end) is not None and not (relative and asked[end:].strip("?!. "))
