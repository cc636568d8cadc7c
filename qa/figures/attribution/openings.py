"""Phrases of a pack that stand before a source: "according to"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.figures.attribution.noun_phrases import SentenceWords


def after_opening(words: SentenceWords, at: int, phrases: Sequence[str]) -> int | None:
    """The word after the phrase that stands at word `at`; None where none of them does."""
    for phrase in phrases:
        parts = phrase.split()
        if words.lowers[at : at + len(parts)] == parts:
            return at + len(parts)
    return None
