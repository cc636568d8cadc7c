"""Of whom a question asks who they are, or why they did something, and which office in which body it names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from qa.language.alternation import any_of
from qa.language.fields import CAPITAL
from qa.language.pack import Language
from qa.types import QuestionKind

if TYPE_CHECKING:
    from qa.question.question import Question

_CAPITALS = r"\p{Lu}[\w’'-]*(?: \p{Lu}[\w’'-]*)*"
_NAME_WORD = r"\p{Lu}[\w’'-]+"
"""A name of a person, of two letters or more: "I" is none."""


def asked_office(question: Question) -> str | None:
    """The office whose holder a question asks for; None where it asks for somebody by name or for nobody."""
    asked = question.spoken.checks.offices.office.match(question.body)
    return asked["office"] if asked and asked["said"][0].islower() else None


def asked_body(question: Question) -> str | None:
    """The body in whose office a question asks who is; None where it asks for no office or for none of a body."""
    asked = _holder(question.spoken).match(question.body) if question.kind is QuestionKind.WHO else None
    return asked["body"] if asked else None


@lru_cache(maxsize=64)
def _holder(language: Language) -> regex.Pattern[str]:
    """A question after the holder of an office, by the body it is held in."""
    told = language.checks.offices
    at, article = any_of(told.at), any_of(told.articles)
    return regex.compile(rf"(?i:{told.holder.pattern}).* {at} (?:{article} )?(?P<body>{_CAPITALS})\s*\?*$")


def reasoning_person(question: Question) -> str | None:
    """Who a question asks why they did something; None where it asks no such thing."""
    asked = _why_somebody(question.spoken).match(question.body)
    return asked["name"] if asked else None


@lru_cache(maxsize=64)
def _why_somebody(language: Language) -> regex.Pattern[str]:
    return regex.compile(rf"(?i:{language.checks.offices.why.pattern})(?P<name>{_NAME_WORD}(?: {_NAME_WORD})*)")


def named_person(question: Question) -> str | None:
    """The name of somebody whom a "who is" asks about; None where it asks about an office or something else."""
    if question.kind is not QuestionKind.WHO:
        return None
    asked = question.spoken.overlap.names.who_is.match(question.text)
    return asked["who"] if asked and _name(question.spoken).fullmatch(asked["who"]) else None


@lru_cache(maxsize=64)
def _name(language: Language) -> re.Pattern[str]:
    word = rf"{CAPITAL}[\w.'’-]*"
    return re.compile(rf"{word}(?:\s+(?:{any_of(language.checks.particles)}\s+)*{word})*")
