"""What a question counts, for which place and period, read from its own words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from qa.figures.counted import counted_key, counts_people
from qa.figures.open_counts import OpenCount, open_count
from qa.figures.scope.periods import Calendar, TimeMention, times_in
from qa.language.countries import country_of_adjective
from qa.language.sections.check_words import CountQuestions
from qa.language.words import Word, keys, words
from qa.question.kinds import asked_number
from qa.types import QuestionKind

if TYPE_CHECKING:
    from qa.question.question import Question

_ANYBODY = frozenset(("=people", "=civilian", "=death", "=injure", "=figure"))
"""Counted things that texts name in too many ways to ask for the word itself."""
_MEASURES = frozenset(("=money", "=share", "=price", "=year", "=month", "=week", "=day"))
"""Counted things that are written as a sign, a unit or a fraction."""


def asked_count(question: Question) -> OpenCount:
    """What a question counts and where and when; empty where it counts nothing."""
    text, language = question.text, question.spoken
    number, told = asked_number(text, language), language.checks.counts
    if question.claimant:
        asking = _asking_whom(question.claimant, told)
        text = text[: number.end] + asking.sub(lambda match: " " * len(match.group()), text[number.end :])
    if not told.tolls.intersection(text[: number.end].casefold().split()[-1:]):
        return open_count(text, number, language)
    given = (match["place"] for match in _given_for(told.given_for.pattern).finditer(text, number.end))
    places = frozenset(name for name in given if country_of_adjective(name, language) is None)
    return open_count(text, number, language, told.toll_counts, places)


def asked_event(question: Question) -> str:
    """What befell those whom a question counts, also where it says so far from them: "did X say were killed"."""
    count, language = question.count, question.spoken
    if count.key.event or not counts_people(count.counted, language):
        return count.key.event
    return counted_key(question.text.strip(" ?¿!"), language).event


def asked_times(question: Question) -> tuple[TimeMention, ...]:
    """The times that a question names."""
    return times_in(question.text, question.spoken, Calendar())


def _asking_whom(claimant: str, told: CountQuestions) -> re.Pattern[str]:
    """ "does Airwars say", "has the coalition admitted": who is asked about and the verb, which count nothing."""
    before, after = told.asks_whom.pattern, told.of_whom.pattern
    return re.compile(rf"\s*\b(?:{before}){re.escape(claimant)}\s+(?:{after})", re.IGNORECASE)


@lru_cache(maxsize=64)
def _given_for(pattern: str) -> regex.Pattern[str]:
    """ "Which tolls are given for Lund" asks for tolls in Lund."""
    return regex.compile(rf"(?i:{pattern})(?P<place>\p{{Lu}}[\w-]*(?: \p{{Lu}}[\w-]*)*)")


def counted_head(question: Question) -> Word | None:
    """The noun that "how many" counts, where a text must name it; None for people, units and measures."""
    if question.kind is not QuestionKind.HOW_MANY or not question.lead or question.count.unit is not None:
        return None
    shape = question.spoken.checks.shape
    noun: list[Word] = []
    for word in words(question.text, question.language):
        if word.start < question.lead:
            continue
        befallen = bool(noun) and word.key in ("=death", "=injure")
        if word.function or word.is_number or befallen or word.text.casefold() in shape.counted_ends:
            break
        noun.append(word)
    signs = keys(" ".join(shape.measured), question.language)
    return noun[-1] if noun and not {word.key for word in noun} & (_ANYBODY | _MEASURES | signs) else None
