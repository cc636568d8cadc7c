"""What sort of answer a question wants, by its opening words."""

from __future__ import annotations

import re
from functools import lru_cache

from index.types import Span
from qa.language.pack import Language
from qa.types import QuestionKind

__all__ = ["QuestionKind", "kind_of", "lead_of", "opened"]

_KEEP_NOUN = frozenset({QuestionKind.LIST, QuestionKind.WHAT, QuestionKind.QUOTE, QuestionKind.YES_NO})
"""Kinds whose opening words name the thing asked for."""


def kind_of(text: str, language: Language) -> QuestionKind:
    """The kind of a question; TOPIC where it opens with none of the language's words, or the language has none."""
    marked = text.rstrip().endswith("?")
    for kind, _, pattern in _patterns(language):
        if (kind is not QuestionKind.YES_NO or marked) and pattern.match(text):
            return kind
    if language.questions.how_many.search(text):
        return QuestionKind.HOW_MANY
    unmarked = any(is_unmarked and pattern.match(text) for _, is_unmarked, pattern in _patterns(language))
    return QuestionKind.YES_NO if unmarked else QuestionKind.TOPIC


def lead_of(text: str, kind: QuestionKind, language: Language) -> int:
    """Where the question word's phrase ends; what it holds is asked for, not looked for. 0 where it names a
    thing.
    """
    if kind in _KEEP_NOUN or language.questions.according.match(text):
        return 0
    return _opening(text, kind, language).end


def asked_number(text: str, language: Language) -> Span:
    """Where a question asks for a number: "how many", "the number of"; an empty span where it does not."""
    if opening := _opening(text, QuestionKind.HOW_MANY, language):
        return opening
    said = language.questions
    inside = said.how_many.search(text) or said.amount.search(text)
    return Span(*inside.span()) if inside else Span(0, 0)


def _opening(text: str, kind: QuestionKind, language: Language) -> Span:
    """The words with which a question of a kind opens; an empty span where it opens otherwise."""
    found = (pattern.match(text) for candidate, _, pattern in _patterns(language) if candidate is kind)
    return next((Span(*match.span()) for match in found if match), Span(0, 0))


@lru_cache(maxsize=64)
def opened(language: Language) -> re.Pattern[str]:
    """One or more words before a question that say nothing of it ("and", "so"), up to the next word."""
    openers = "|".join(map(re.escape, language.questions.openers)) or "(?!)"
    return re.compile(rf"(?:(?:{openers})\b[\s,]+)+(?=\S)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _patterns(language: Language) -> tuple[tuple[QuestionKind, bool, re.Pattern[str]], ...]:
    """Each kind with whether it needs no mark and how a question of it opens, in the order they are tried."""
    said = language.questions
    before = rf"(?:{opened(language).pattern}|{said.preamble.pattern})*"
    return tuple(
        (each.kind, each.unmarked, re.compile(f"{before}(?:{each.pattern.pattern})", re.IGNORECASE))
        for each in said.kinds
    )
