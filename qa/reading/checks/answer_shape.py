"""Does a span look like what the question asks for: a figure, a date, a name?"""

from __future__ import annotations

import re
from functools import lru_cache

from index.types import Span
from qa.figures.amounts import amounts_in
from qa.language.alternation import any_of
from qa.language.cldr import months, weekdays
from qa.language.pack import Language
from qa.question.analysis import Question
from qa.question.asked_manner import Manner
from qa.question.wanted import Wanted
from qa.reading.overlap.answer_spans import date_spans


def fits(span: str, kind: Wanted, language: Language) -> bool:
    """Whether a span of a text in a language holds what is wanted."""
    has_digit = any(character.isdigit() for character in span)
    if kind is Wanted.NUMBER:
        return has_digit or bool(amounts_in(span, language))
    if kind is Wanted.DATE:
        return has_digit or bool(_time_words(language).search(span))
    return kind is not Wanted.NAME or any(character.isalpha() for character in span)


@lru_cache(maxsize=64)
def _time_words(language: Language) -> re.Pattern[str]:
    named = any_of((*months(language), *weekdays(language)))
    return re.compile(rf"\b(?:{named}|{language.checks.shape.time_word.pattern})\b", re.IGNORECASE)


def cannot_answer(span: str, question: Question, language: Language) -> bool:
    """Whether the question asks who, why, how or what of, and the span is nothing but a number or a date."""
    if Manner.NO_NUMBER not in question.manners:
        return False
    bare = span.strip()
    whole = Span(0, len(bare))
    if bare.isdigit() or any(each.span == whole for each in amounts_in(bare, language)):
        return True
    return any((start, end) == (0, len(bare)) for start, end in date_spans(bare, language))
