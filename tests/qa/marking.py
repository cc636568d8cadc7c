"""Answers marked in passages, as a reader marks them."""

from __future__ import annotations

from index.types import Hit, Span
from qa.reading.passages import quoted
from qa.types import Quote


def marked(hit: Hit, answer: str, score: float = 0.7) -> Quote:
    """The whole passage as a quote, with the answer marked where it first stands."""
    return quoted(hit, Span(0, len(hit.passage.text)), _place(hit, answer), score)


def marked_in_sentence(hit: Hit, answer: str, score: float = 0.7) -> Quote:
    """The sentence around the answer as a quote, with the answer marked."""
    text, place = hit.passage.text, _place(hit, answer)
    start = text.rfind(". ", 0, place.start) + 2 if ". " in text[: place.start] else 0
    end = text.find(". ", place.start) + 1 or len(text)
    return quoted(hit, Span(start, end), place, score)


def _place(hit: Hit, answer: str) -> Span:
    at = hit.passage.text.index(answer)
    return Span(at, at + len(answer))
