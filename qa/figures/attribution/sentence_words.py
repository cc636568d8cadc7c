"""A sentence cut into its words and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.language.pack import Language

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:-[^\W_]+)?|[^\W_]+(?:[-’'&/.,](?=[^\W_])[^\W_]+)*|[^\w\s]|_")
_HEADLINE_WORD = 4
"""Shorter words are written small in headlines too ("of", "the"), so that they tell nothing."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words and marks of a sentence as parallel lists; offsets are those of the text it was cut from.

    `headline`: whether every longer word has a capital, so that a capital marks no name.
    """

    source: str
    language: Language
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    headline: bool

    def __len__(self) -> int:
        return len(self.texts)

    def lower(self, index: int) -> str:
        """The word in lower case, the empty string outside the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def text(self, first: int, stop: int) -> str:
        """The source from word `first` up to word `stop`."""
        return self.source[self.starts[first] : self.ends[stop - 1]] if first < stop else ""

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return 0 <= index < len(self.texts) and self.texts[index][0].isupper()

    def is_mark(self, index: int) -> bool:
        """Whether the word is punctuation, or outside the sentence."""
        return not 0 <= index < len(self.texts) or not (self.texts[index][0].isalnum())

    def any_of(self, known: frozenset[str], first: int, stop: int) -> bool:
        """Whether one of the words from `first` up to `stop` is among `known`."""
        return not known.isdisjoint(self.lowers[max(0, first) : max(0, stop)])

    def after_phrase(self, at: int, phrases: Sequence[str]) -> int | None:
        """The word after the phrase that stands at word `at` ("according to"); None where none of them does."""
        for phrase in phrases:
            parts = phrase.split()
            if self.lowers[at : at + len(parts)] == parts:
                return at + len(parts)
        return None

    def index_at(self, offset: int) -> int:
        """The first word that ends after `offset`."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def words_of(text: str, language: Language, start: int = 0, end: int | None = None) -> SentenceWords:
    """The words and marks of `text` from `start` to `end`, in linear time."""
    matches = list(_WORD.finditer(text, start, len(text) if end is None else end))
    texts = [m.group() for m in matches]
    long = [t for t in texts if len(t) >= _HEADLINE_WORD and t[0].isalpha()]
    return SentenceWords(
        text, language, texts, [t.lower() for t in texts],
        [m.start() for m in matches], [m.end() for m in matches],
        headline=all(t[0].isupper() for t in long),
    )  # fmt: skip
