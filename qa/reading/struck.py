"""Reads passages without what is struck out in them, and quotes them as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.struck import masked, struck_in, without
from index.types import Hit, Passage, Span
from qa.question.question import Question
from qa.types import Quote, Reader, Reading


def read_valid(reader: Reader, question: Question, hits: Sequence[Hit]) -> Reading:
    """What the reader makes of the passages without their struck words; quotes hold them, answers never."""
    struck = {hit.passage.id: hit.passage for hit in hits if struck_in(hit.passage.text)}
    if not struck:
        return reader.read(question, hits)
    shown = [
        replace(hit, passage=replace(hit.passage, text=masked(hit.passage.text)))
        if hit.passage.id in struck
        else hit
        for hit in hits
    ]
    reading = reader.read(question, shown)
    return replace(
        reading,
        quotes=tuple(_as_it_stands(quote, struck) for quote in reading.quotes),
        nearest=_as_it_stands(reading.nearest, struck) if reading.nearest else None,
        altered=tuple(_as_it_stands(quote, struck) for quote in reading.altered),
    )


def _as_it_stands(quote: Quote, passages: Mapping[str, Passage]) -> Quote:
    passage = passages.get(quote.passage_id)
    if passage is None or not passage.span.contains(quote.span):
        return quote
    text = passage.text[quote.start - passage.start : quote.end - passage.start]
    struck = [Span(quote.start + span.start, quote.start + span.end) for span in struck_in(text)]
    return replace(quote, text=text, answer=_valid(quote, text, struck))


def _valid(quote: Quote, text: str, struck: Sequence[Span]) -> Span | None:
    """The part of the answer behind what is struck out in it, which that was put in place of."""
    answer = quote.answer
    if answer is None or not any(answer.overlaps(span) for span in struck):
        return answer
    kept = [
        span
        for span in without([answer], struck)
        if text[span.start - quote.start : span.end - quote.start].strip()
    ]
    if not kept:
        return None
    last = kept[-1]
    words = text[last.start - quote.start : last.end - quote.start]
    return Span(last.start + len(words) - len(words.lstrip()), last.start + len(words.rstrip()))
