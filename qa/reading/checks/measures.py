"""Which measure a question asks for, a duration, a sum, a temperature: others do not answer."""

from __future__ import annotations

import re
from dataclasses import replace

from index.types import Span
from qa.figures.amounts import amounts_in
from qa.figures.amounts.currencies import is_currency
from qa.language.words import word_set
from qa.question.analysis import Question, QuestionKind
from qa.reading.overlap.answer_spans import date_spans
from qa.types import Amount, Quote

TIME = word_set("second minute hour day week month year decade century")
LENGTH = frozenset(
    ("metre", "kilometre", "centimetre", "millimetre", "decimetre", "mile", "nautical mile", "swedish mile",
     "foot", "inch", "yard", "light year")
)  # fmt: skip
_TEMPERATURE = word_set("celsius fahrenheit kelvin degree")
_WEIGHT = frozenset(
    ("gram", "kilogram", "milligram", "ton", "metric ton", "pound-mass", "ounce", "carat", "microgram")
)
_SPEED = re.compile(r".+ per (?:hour|second|minute)|knot|mach")

_DURATION = re.compile(
    r"(?:\b(?:an?|half|quarter|several|some|few|couple|en|ett|halv\w*|kvart\w*|par|flera|några|hela|all|one)\b.{0,14})"
    r"\b(?:second|minute|hour|day|week|month|year|decade|centur|sekund|minut|timm|dag|dygn|veck|månad|år)\w*"
    r"|\bovernight\b|\b(?:over|under) (?:the )?(?:night|natten)\b|\ben (?:halv)?timme\b|\ben kvart\b",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"\b(?:every|each|once|twice|daily|weekly|monthly|yearly|annually|hourly|var(?:je|t|annan|tannat)?|dagligen|årligen"
    r"|en gång|två gånger)\b"
    r"|\b\w+(?:th|rd|nd|nde|de|je)\s+(?:second|minut|hour|timme|da[yg]|week|veck|month|månad|year|år)",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(r"\s*(?:and |but |och |men )?(?:how often|hur ofta)\b", re.IGNORECASE)
_OPENING = r"\s*(?:and |but |och |men )?"
_HOW_LONG = re.compile(rf"{_OPENING}(?:for )?(?:how long|hur länge)\b", re.IGNORECASE)
_EXTENDS = re.compile(
    rf"{_OPENING}how long (?:(?:is|are|was|were)\b(?! it\b)|(?:will|would|shall|should|must|may|can)\b.+\bbe\W*$)",
    re.IGNORECASE,
)
_HOW_HOT = re.compile(rf"{_OPENING}(?:(?:at )?(?:what|which) (?:\w+ )?temperature|how (?:hot|warm|cold)"
                      r"|(?:vid |i )?vilken (?:\w+)?temperatur|hur (?:varm|kall)\w*)", re.IGNORECASE)  # fmt: skip
_HOW_FAST = re.compile(rf"{_OPENING}(?:how fast|hur (?:fort|snabb)\w*|(?:at )?what (?:\w+ )?speed)", re.IGNORECASE)
_HOW_DEEP = re.compile(
    rf"{_OPENING}(?:how (?:deep|wide|tall|far|thick)|hur (?:djup|bre|långt|lång)\w*)", re.IGNORECASE
)
_HOW_HEAVY = re.compile(
    rf"{_OPENING}(?:how heavy|hur tung\w*|how much .*\bweigh\w*|hur mycket väg\w*)", re.IGNORECASE
)
_COSTS = re.compile(
    rf"{_OPENING}(?:(?:how much|what|hur mycket|vad)\b.*\b(?:costs?|price|spen[dt]\w*|pa(?:y|id)|kosta\w*"
    rf"|pris\w*|betal\w*)\b"
    r"|hur dyr\w*|how expensive)",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(rf"{_OPENING}(?:how much|hur mycket)\b(?! (?:time|longer|older|later|tid|längre"
                       rf"|äldre|senare)\b)",
                       re.IGNORECASE)  # fmt: skip
_HOW_MANY = re.compile(rf"{_OPENING}(?:how many|hur många)\b", re.IGNORECASE)


def is_duration(text: str) -> bool:
    """Whether a text tells a time without a number: "an hour and a half", "en kvart", "overnight"."""
    return _DURATION.search(text) is not None


def asks_duration(question: Question) -> bool:
    """Whether it is asked how long something lasts."""
    return _HOW_LONG.match(question.text) is not None


def told_without_number(question: Question, text: str) -> bool:
    """Whether a text says in words how long something lasts, or how often it happens, where that is asked."""
    often = _HOW_OFTEN.match(question.text) is not None and _FREQUENCY.search(text) is not None
    return often or (asks_duration(question) and is_duration(text))


def with_every(question: Question, quote: Quote) -> Quote:
    """The quote with the "every" before its answer marked along, where it is asked how often."""
    if quote.answer is None or _HOW_OFTEN.match(question.text) is None:
        return quote
    before = _EVERY_BEFORE.search(quote.text, 0, quote.answer.start - quote.start)
    return replace(quote, answer=Span(quote.start + before.start(), quote.answer.end)) if before else quote


_EVERY_BEFORE = re.compile(r"\b(?:every|each|once (?:an?|in)|var|vart|varje|en gång i)\s+$", re.IGNORECASE)


def with_whole_time(quote: Quote) -> Quote:
    """The quote with all of "four years and six months" marked where its mark is on one end of it."""
    if quote.answer is None:
        return quote
    marked = Span(quote.answer.start - quote.start, quote.answer.end - quote.start)
    for amount in amounts_in(quote.text, quote.document.language or "en"):
        if amount.unit in TIME and amount.span.overlaps(marked) and amount.span.contains(marked):
            return replace(quote, answer=Span(quote.start + amount.span.start, quote.start + amount.span.end))
    return quote


def may_be_extent(question: Question) -> bool:
    """Whether a "how long" may ask for a length: "how long is the bridge"."""
    return _EXTENDS.match(question.text) is not None


def asks_cost(question: Question) -> bool:
    """Whether it is asked what something costs, is paid or is spent."""
    return _COSTS.match(question.text) is not None


def is_money(unit: str) -> bool:
    """Whether a unit is one of money; a pound may be, as well as a weight."""
    what = unit.split(" per ")[0]
    return is_currency(what) or what == "pound-mass"


def of_another_measure(question: Question, quote: Quote, thing_counted: bool) -> bool:
    """Whether a marked amount is surely of another measure than the one asked for, or a date or a mark.

    `thing_counted` tells that a "how many" counts things or people, and no unit.
    """
    if quote.answer is None or question.kind is not QuestionKind.HOW_MANY:
        return False
    marked = Span(quote.answer.start - quote.start, quote.answer.end - quote.start)
    amounts = [
        amount
        for amount in amounts_in(quote.text, quote.document.language or question.language)
        if amount.span.overlaps(marked)
    ]
    if not amounts:
        return not told_without_number(question, quote.answer_text) and _is_date_or_mark(quote.text, marked)
    return all(
        _is_other(question, amount, thing_counted)
        and not (amount.unit is None and _TIME_NEXT.match(quote.text, amount.span.end))
        for amount in amounts
    )


_TIME_NEXT = re.compile(
    r"(?:\s+[^\W\d_-]+){0,2}\s+(?:second|minute|hour|day|week|month|year|decade|centur|sekund|minut|timm|dag|dygn|veck"
    r"|månad|år)\w*",
    re.IGNORECASE,
)
""" "Four long months": a word may stand between a number and its unit."""


def _is_other(question: Question, amount: Amount, thing_counted: bool) -> bool:
    unit = amount.unit
    if _COSTS.match(question.text) and unit is not None:
        return not is_money(unit) and unit != "percentage"
    if _HOW_LONG.match(question.text):
        return unit not in TIME and not (may_be_extent(question) and (unit is None or unit in LENGTH))
    if unit is None:
        return False
    if _HOW_HOT.match(question.text):
        return unit not in _TEMPERATURE
    if _HOW_FAST.match(question.text):
        return _SPEED.fullmatch(unit) is None and unit not in TIME
    if _HOW_DEEP.match(question.text):
        return unit not in LENGTH and unit not in TIME
    if _HOW_HEAVY.match(question.text):
        return unit not in _WEIGHT
    if _HOW_MUCH.match(question.text) or (_HOW_MANY.match(question.text) and thing_counted):
        return unit in TIME or unit in _TEMPERATURE
    return False


_MARK = re.compile(r"(?m)^[ \t]*(?:§ ?)?\d{1,3}[.):]?(?=\s)|§+ ?\d+")


def _is_date_or_mark(text: str, marked: Span) -> bool:
    """Whether what is marked is a date, or the number of a point or a paragraph."""
    spans = [*date_spans(text), *(match.span() for match in _MARK.finditer(text))]
    return any(Span(start, end).overlaps(marked) for start, end in spans)
