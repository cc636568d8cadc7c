"""Of a stretch of time, the end that a question asks for: when it began, or when it was over."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from index.types import Span
from qa.language.alternation import any_of
from qa.language.detection import language_of_quote
from qa.language.pack import Language
from qa.question.analysis import Question, QuestionKind
from qa.question.asked_manner import Manner
from qa.reading.overlap.answer_spans import date_spans
from qa.types import Quote

_BEGINS, _ENDS = "=begin", "=finish"


def asked_end(question: Question, quote: Quote) -> Quote:
    """The quote with the start of its range of dates marked where a beginning is asked for, the end for an end."""
    if question.kind is not QuestionKind.WHEN or quote.answer is None:
        return quote
    begins = _BEGINS in question.keys
    over = Manner.END in question.manners
    if begins == (over or _ENDS in question.keys):
        return quote
    language = language_of_quote(quote)
    answer = Span(quote.answer.start - quote.start, quote.answer.end - quote.start)
    for start, stop in date_spans(quote.text, language):
        parts = _parted(language).match(quote.text[start:stop])
        if parts is None or not Span(start, stop).overlaps(answer):
            continue
        first, last = parts.span("first" if begins else "last")
        return replace(quote, answer=Span(quote.start + start + first, quote.start + start + last))
    return quote


@lru_cache(maxsize=64)
def _parted(language: Language) -> re.Pattern[str]:
    """A range of dates, with its two ends."""
    told = language.overlap.dates
    article = rf"(?:{any_of(told.articles)}\s+)?"
    return re.compile(
        rf"^(?:{any_of(told.range_starts)}\s+)?{article}(?P<first>.+?)\s*"
        rf"(?:\b{any_of(told.range_links)}\b|[–-])\s*{article}(?P<last>\S.*)$",
        re.IGNORECASE,
    )
