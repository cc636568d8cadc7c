"""Which measure a question asks for, a duration, a sum, a temperature: others do not answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from index.types import Span
from qa.figures.amounts import amounts_in
from qa.figures.amounts.currencies import is_currency
from qa.figures.amounts.unit_table import kind_of
from qa.figures.amounts.units import PER, TIMES
from qa.language.detection import language_of_quote
from qa.language.pack import Language, pack_of
from qa.language.sections.check_words import Measure
from qa.question.analysis import Question, QuestionKind
from qa.reading.overlap.answer_spans import date_spans
from qa.types import Amount, Quote


def told_without_number(question: Question, text: str, language: Language) -> bool:
    """Whether a text says in words how long something lasts, or how often it happens, where that is asked."""
    told = language.checks.measures
    often = Measure.OFTEN in question.measures and told.frequency.search(text) is not None
    return often or (Measure.LONG in question.measures and told.duration.search(text) is not None)


def with_every(question: Question, quote: Quote) -> Quote:
    """The quote with the "every" before its answer marked along, where it is asked how often."""
    if quote.answer is None or Measure.OFTEN not in question.measures:
        return quote
    every = language_of_quote(quote).checks.measures.every
    before = every.search(quote.text, 0, quote.answer.start - quote.start)
    return replace(quote, answer=Span(quote.start + before.start(), quote.answer.end)) if before else quote


def with_whole_time(quote: Quote) -> Quote:
    """The quote with all of "four years and six months" marked where its mark is on one end of it."""
    if quote.answer is None:
        return quote
    marked = Span(quote.answer.start - quote.start, quote.answer.end - quote.start)
    for amount in amounts_in(quote.text, language_of_quote(quote)):
        if amount.unit in TIMES and amount.span.overlaps(marked) and amount.span.contains(marked):
            return replace(quote, answer=Span(quote.start + amount.span.start, quote.start + amount.span.end))
    return quote


def is_money(unit: str) -> bool:
    """Whether a unit is one of money; a pound may be, as well as a weight."""
    what = unit.partition(PER)[0]
    return is_currency(what) or what == "pound-mass"


def of_another_measure(question: Question, quote: Quote) -> bool:
    """Whether a marked amount is surely of another measure than the one asked for, or a date or a mark."""
    if quote.answer is None or question.kind is not QuestionKind.HOW_MANY:
        return False
    marked = Span(quote.answer.start - quote.start, quote.answer.end - quote.start)
    amounts = [
        amount
        for amount in amounts_in(quote.text, pack_of(quote.document.language or question.language))
        if amount.span.overlaps(marked)
    ]
    language = language_of_quote(quote)
    if not amounts:
        in_words = told_without_number(question, quote.answer_text, language)
        return not in_words and _is_date_or_mark(quote.text, marked, language)
    return all(
        _is_other(question, amount)
        and not (amount.unit is None and _time_next(language).match(quote.text, amount.span.end))
        for amount in amounts
    )


@lru_cache(maxsize=64)
def _time_next(language: Language) -> re.Pattern[str]:
    """ "Four long months": a word may stand between a number and its unit."""
    times = language.checks.measures.times.pattern
    return re.compile(rf"(?:\s+[^\W\d_-]+){{0,2}}\s+(?:{times})", re.IGNORECASE)


def _is_other(question: Question, amount: Amount) -> bool:
    unit = amount.unit
    if Measure.COST in question.measures and unit is not None:
        return not is_money(unit) and unit != "percentage"
    if Measure.LONG in question.measures:
        extent = Measure.EXTENT in question.measures and (unit is None or kind_of(unit) == "length")
        return unit not in TIMES and not extent
    if unit is None:
        return False
    for measure, is_fit in _FITTING.items():
        if measure in question.measures:
            return not is_fit(unit)
    much = Measure.MUCH in question.measures and Measure.MUCH_TIME not in question.measures
    if much or (Measure.MANY in question.measures and question.counted_head is not None):
        return unit in TIMES or _is_temperature(unit)
    return False


def _is_temperature(unit: str) -> bool:
    """Whether a unit is one of temperature; a bare degree mostly is."""
    return kind_of(unit) == "temperature" or unit == "degree"


_FITTING: Mapping[Measure, Callable[[str], bool]] = {
    Measure.HOT: _is_temperature,
    Measure.FAST: lambda unit: kind_of(unit) in ("speed", "data rate", "frequency") or unit in TIMES,
    Measure.FAR: lambda unit: kind_of(unit) == "length" or unit in TIMES,
    Measure.HEAVY: lambda unit: kind_of(unit) == "mass",
}
"""Which units can tell a measure."""

_MARK = re.compile(r"(?m)^[ \t]*(?:§ ?)?\d{1,3}[.):]?(?=\s)|§+ ?\d+")


def _is_date_or_mark(text: str, marked: Span, language: Language) -> bool:
    """Whether what is marked is a date, or the number of a point or a paragraph."""
    spans = [*date_spans(text, language), *(match.span() for match in _MARK.finditer(text))]
    return any(Span(start, end).overlaps(marked) for start, end in spans)
