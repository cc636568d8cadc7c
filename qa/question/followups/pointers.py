"""Words that point back, replaced by what they point to ("how old is he?")."""

from __future__ import annotations

import re

from qa.language.pack import Language
from qa.language.words import keys, words
from qa.question.followups.antecedents import Topic, is_common_verb
from qa.question.followups.completion import about, beside
from qa.question.followups.pointing_words import is_question, pointing, without_expletives


def pointed(asked: str, topic: Topic, language: Language) -> str | None:
    """Words that point back, replaced by what they point to."""
    if not is_question(asked, language):
        return None
    masked, points = without_expletives(asked, language), pointing(language)
    found = [word for word in words(masked, language.code) if word.text.casefold() in points]
    pieces = []
    last = 0
    for word in found:
        if bound_inside(masked, word.start, language) or not _asked_there(asked, word.start, language):
            continue
        if language.followups.doing.search(asked[: word.start]) and not asked[word.end :].strip("?!. "):
            return beside(asked, topic)
        replacement = _antecedent(masked, word.start, word.end, topic, language)
        if replacement is None:
            continue
        said = keys(replacement, language.code) <= keys(asked, language.code)
        unclear = said or (replacement == topic.definite_thing and not topic.clear)
        if unclear or replacement in pieces or len(replacement.split()) > _LONGEST_ANTECEDENT:
            return about(asked, topic)
        pieces += [asked[last : word.start], replacement]
        last = word.end
    return "".join([*pieces, asked[last:]]) if pieces else None


def _asked_there(asked: str, start: int, language: Language) -> bool:
    """Whether the sentence around `start` asks: in "You said it is free! Why?" nothing is to be looked up in the
    first.
    """
    opening = max((match.end() for match in _SENTENCE.finditer(asked, 0, start)), default=0)
    closing = _SENTENCE.search(asked, start)
    return is_question(asked[opening : closing.end() if closing else len(asked)].strip(), language)


_SENTENCE = re.compile(r"[?!.]+(?:\s|$)|\.{2,}")

_LONGEST_ANTECEDENT = 6
"""Words of an antecedent that can stand in for a pronoun; a longer one makes the question unreadable."""


def bound_inside(asked: str, start: int, language: Language) -> bool:
    """Whether an earlier clause of the question itself names what the pronoun points to."""
    said = language.followups
    if said.reflexive.match(asked, start):
        before = words(asked[:start], language.code)
        return any(not word.function and not is_common_verb(word, language) for word in before)
    clause = max((match.end() for match in said.clauses.finditer(asked, 0, start)), default=0)
    return any(not word.function for word in words(asked[:clause], language.code))


def _antecedent(asked: str, start: int, end: int, topic: Topic, language: Language) -> str | None:
    """What the word at `start` points to, in the form the sentence needs; None where it is no pronoun here."""
    said = language.followups
    pronoun = asked[start:end].casefold()
    owns = asked[end:].lstrip()[:1].isalpha()
    if pronoun in said.personal:
        return _possessive(topic.person, pronoun in said.personal_owner and owns, language)
    if pronoun in said.there:
        return said.in_place.format(topic.place) if topic.place else None
    if pronoun in said.demonstrative and not _stands_alone(asked, start, end, language):
        return None
    if pronoun in said.one_thing and topic.subject:
        return _possessive(topic.subject, pronoun in said.owners, language)
    if pronoun in said.owners:
        return _possessive(topic.definite_thing, True, language) if owns else None
    if pronoun in said.plural and topic.counted:
        return said.definite.format(topic.counted) if said.definite else topic.counted
    if pronoun == said.one:
        return said.of_those.format(topic.thing) if said.one_of.search(asked[:start]) else None
    return topic.definite_thing


def _possessive(name: str | None, owns: bool, language: Language) -> str | None:
    if name is None or not owns:
        return name
    said = language.followups
    return (said.owner_in_s if name.endswith("s") else said.owner).format(name) or None


def _stands_alone(asked: str, start: int, end: int, language: Language) -> bool:
    """Whether a demonstrative is a pronoun: not before a noun ("that report"), not after one ("the report that
    is").
    """
    before = words(asked[:start], language.code)
    noun = bool(before) and not before[-1].function and not is_common_verb(before[-1], language)
    relative = noun or asked[:start].rstrip().endswith("_")
    alone = language.followups.after_demonstrative.match(asked, end) is not None
    return alone and not (relative and asked[end:].strip("?!. "))
