"""Does a span look like what the question asks for: a figure, a date, a name?"""

from __future__ import annotations

import re
from enum import StrEnum

from index.types import Span
from qa.figures.amounts import amounts_in
from qa.reading.overlap.answer_spans import date_spans

_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|far|tall|high|big|large|fast|often|wide|deep|heavy|hot|cold|warm|thick)\b"
    r"|\bpopulation of\b"
    r"|\b(?:what|which) (?:percent\w*|number|amount|age|proportion|share)\b"
    r"|^what (?:do|does|did|will|would) [^?]+ costs?\b|^vad kosta\w*"
    r"|\bhur (?:många|mycket|stor\w*|lång\w*|länge|gam\w+|hög\w*|snabb\w*|ofta|djup\w*|varm\w*|kall\w*"
    r"|tung\w*|bre\w*|fort|dyr\w*)\b|\bhur stort antal\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^when\b|\b(?:what|which) (?:year|date|month|day|century|decade)\b"
    r"|^när\b|\bvilke[nt] (?:år|datum|månad|dag|århundrade)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:who|whom|whose)\b|^(?:vem|vems|vilka)\b", re.IGNORECASE)
_NO_NUMBER = re.compile(
    r"^(?:who|whom|whose|why)\b|^how (?:is|are|was|were|does|do|did|can)\b|^(?:vem|vems|varför)\b"
    r"|^what (?:do|does|did) .*\b(?:includes?|consists?|comprises?|excludes?|represents?|relates?)\b"
    r"|^(?:what|which) .*\b(?:reasons?|caused|led to|drove)\b",
    re.IGNORECASE,
)
"""Questions for somebody, a reason, a manner or what something holds."""
_TIME_WORD = re.compile(
    r"\b(?:jan|feb|mar|apr|may|maj|jun|jul|aug|sep|o[ck]t|nov|dec)\w*|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b\w*dag(?:en)?\b|\b(?:century|decade|era|age|war|ago|after|before|during|until|since|spring|summer|autumn|fall"
    r"|winter|morning|night|today|yesterday|week|month|year|day|time|now|early|late|end|begin\w*)s?\b"
    r"|\b(?:århundrade\w*|år\w*|efter|före|under|sedan|våren|sommaren|hösten|vintern|tid\w*|kriget)\b",
    re.IGNORECASE,
)


class Wanted(StrEnum):
    """What a span must hold to answer."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ANYTHING = "anything"


def wanted(question: str) -> Wanted:
    """What the wording of an English or Swedish question asks for; ANYTHING where it does not tell."""
    asked = question.strip()
    if _NUMBER.search(asked):
        return Wanted.NUMBER
    if _DATE.search(asked):
        return Wanted.DATE
    return Wanted.NAME if _NAME.search(asked) else Wanted.ANYTHING


def fits(span: str, kind: Wanted, language: str | None = None) -> bool:
    """Whether the span holds what is wanted."""
    has_digit = any(character.isdigit() for character in span)
    if kind is Wanted.NUMBER:
        return has_digit or bool(amounts_in(span, language or "en"))
    if kind is Wanted.DATE:
        return has_digit or bool(_TIME_WORD.search(span))
    return kind is not Wanted.NAME or any(character.isalpha() for character in span)


def cannot_answer(span: str, question: str, language: str | None = None) -> bool:
    """Whether the question asks who, why, how or what of, and the span is nothing but a number or a date."""
    if not _NO_NUMBER.match(question.strip()):
        return False
    bare = span.strip()
    whole = Span(0, len(bare))
    if bare.isdigit() or any(each.span == whole for each in amounts_in(bare, language or "en")):
        return True
    return any((start, end) == (0, len(bare)) for start, end in date_spans(bare))
