"""Places that say where a speaker sits ("based in X", "with offices in X"), not where anything happened."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import regex

from qa.language.alternation import any_of
from qa.language.pack import Language

# "12 soldiers based in X": what is counted is there.
_COUNTED = re.compile(r"\d[\w,.]*(?:\s[\w-]+){1,3}\s\Z")
_REACH = 90
"""Characters before a place in which it is told that somebody sits there."""


def is_seat(text: str, language: Language, start: int, end: int) -> bool:
    """Whether the place from `start` to `end` of `text` is where a speaker sits rather than a figure's scope."""
    based = language.places.based
    if based.match(text, end) or based.search(text, start, end):
        return True
    before = text[max(0, start - _REACH) : start]
    found = _seated(language).search(before)
    return found is not None and not _COUNTED.search(before[: found.end("who")])


@lru_cache(maxsize=64)
def _seated(language: Language) -> Any:
    """How a text ends right before the seat of a speaker: "based in", "has offices in the Swiss city of"."""
    places = language.places
    words = any_of((*places.openers, *places.country_articles, *places.kinds, *places.kind_links))
    described = rf"(?:{words}|{any_of(places.directions)}\w*|{places.adjectives.pattern})"
    return regex.compile(rf"(?P<who>\S+\s|^)(?:{places.seated.pattern})(?:{described}\s){{0,4}}\Z")
