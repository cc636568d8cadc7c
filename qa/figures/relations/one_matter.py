"""Whether two figures tell of one matter, so that one can replace, contain or contradict the other."""

from __future__ import annotations

from functools import lru_cache

from qa.figures.counted import key_of
from qa.language.words import FRAME, content, words
from qa.types import Figure

_FEWEST, _SHARE = 2, 0.5
"""Words, and their share of the shorter sentence's, that two sentences of one matter have in common."""


def of_one_matter(one: Figure, other: Figure) -> bool:
    """Whether two figures count what befell somebody, or stand in sentences that tell of the same.

    What befell people has a place and a time by which it is told apart. Things have not: two applications, two
    court cases or two firms count the same things, and nothing but their sentences tells which.
    """
    if key_of(one).event and key_of(other).event:
        return True
    if _origins(one) & _origins(other) and (
        one.quote.text == other.quote.text or one.corrected or other.corrected
    ):
        return True
    languages = {one.quote.document.language, other.quote.document.language}
    if len(languages) > 1:
        return False
    counted = _keys(one.counted, *languages) | _keys(other.counted, *languages) | FRAME
    first, second = _keys(one.quote.text, *languages) - counted, _keys(other.quote.text, *languages) - counted
    if not first or not second:  # A cell or a bare number: there its place alone can tell.
        return one.place is not None and one.place == other.place
    shared = first & second
    return len(shared) >= _FEWEST and len(shared) >= _SHARE * min(len(first), len(second))


def _origins(figure: Figure) -> frozenset[str]:
    """The documents that a figure stands in."""
    return frozenset((figure.quote.document.id, *(carrier.id for carrier in figure.quote.carriers)))


@lru_cache(maxsize=8192)
def _keys(text: str, language: str | None) -> frozenset[str]:
    return frozenset(word.key for word in content(words(text, language)) if not word.is_number)
