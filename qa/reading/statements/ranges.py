"""Of a stretch of time, the end that a question asks for: when it began, or when it was over."""

from __future__ import annotations

import re
from dataclasses import replace

from index.types import Span
from qa.question.analysis import Question, QuestionKind
from qa.reading.overlap.answer_spans import date_spans
from qa.types import Quote

_BEGINS, _ENDS = "=begin", "=finish"
_OVER = re.compile(r"\b(?:over|slut|end)\b", re.IGNORECASE)
_PARTED = re.compile(
    r"^(?:(?:between|from|mellan|från)\s+)?(?:den\s+)?(?P<first>.+?)\s*"
    r"(?:\b(?:and|to|until|through|till och med|till|och)\b|[–-])\s*(?:den\s+)?(?P<last>\S.*)$",
    re.IGNORECASE,
)


def asked_end(question: Question, quote: Quote) -> Quote:
    """The quote with the start of its range of dates marked where a beginning is asked for, the end for an end."""
    if question.kind is not QuestionKind.WHEN or quote.answer is None:
        return quote
    begins = _BEGINS in question.keys
    ends = _ENDS in question.keys or _OVER.search(question.text) is not None
    if begins == ends:
        return quote
    answer = Span(quote.answer.start - quote.start, quote.answer.end - quote.start)
    for start, stop in date_spans(quote.text):
        parts = _PARTED.match(quote.text[start:stop])
        if parts is None or not Span(start, stop).overlaps(answer):
            continue
        first, last = parts.span("first" if begins else "last")
        return replace(quote, answer=Span(quote.start + start + first, quote.start + start + last))
    return quote
