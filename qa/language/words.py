"""Words of questions and sentences, with offsets, stems and the concepts that make different words one."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qa.language.pack import pack_of
from qa.language.sections.text_words import TextWords

STEMMED = {"en": "english", "sv": "swedish", "de": "german", "fr": "french", "es": "spanish", "it": "italian"}
"""Languages whose words are stemmed; words of other languages are compared as they are written."""

_WORD = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands; `start` and `end` are offsets into the text it was found in.

    `key` is what two words are compared by: the concept where the word has one, else the stem, else the
    digits of a number without separators. `noun` tells that its capital is that of any noun of the language.
    """

    text: str
    start: int
    end: int
    key: str
    function: bool
    noun: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the word is written in digits."""
        return self.text[0].isdigit()

    @property
    def is_name(self) -> bool:
        """Whether the word is written as a name: with a capital or in capitals."""
        return self.text[0].isupper() and not self.noun


def words(text: str, language: str | None = None) -> tuple[Word, ...]:
    """The words of `text`, in order. Unknown languages are stemmed as English."""
    return _words(text, language if language in STEMMED else "en")


@lru_cache(maxsize=4096)
def _words(text: str, language: str) -> tuple[Word, ...]:
    spoken = pack_of(language).text
    found: list[Word] = []
    for match in _WORD.finditer(text):
        start = match.start() + _elided(match.group(), spoken)
        surface = text[start : match.end()]
        folded = surface.casefold().replace("’", "'")
        function = folded in spoken.function and not (surface.isupper() and len(surface) > 1)
        noun = bool(spoken.determiners) and surface.istitle() and _determined(found, spoken)
        found.append(Word(surface, start, match.end(), _key(folded, language), function, noun))
        if surface.endswith(_DOUBLE_F):  # Programs also set it where one letter stood: "chie\ufb00".
            found.append(Word(surface, start, match.end(), _key(folded[:-1], language), False))
    return tuple(found)


def _elided(surface: str, spoken: TextWords) -> int:
    """How many characters of a token are an elided word and its apostrophe: 2 of "l'armée"."""
    cut = re.search("['’]", surface) if spoken.elided else None
    return cut.end() if cut and surface[: cut.start()].casefold() in spoken.elided else 0


def _determined(before: Sequence[Word], spoken: TextWords) -> bool:
    """Whether a noun is to come: after an article or the like ("die Brücke", "die neue Brücke") or a number."""
    if not before:
        return False
    last = before[-1]
    if len(before) > 1 and not last.function and spoken.adjective.fullmatch(last.text):
        last = before[-2]
    return last.text.casefold() in spoken.determiners or last.is_number


_DOUBLE_F = "\N{LATIN SMALL LIGATURE FF}"


def _key(folded: str, language: str) -> str:
    if folded[0].isdigit():
        return re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", folded)
    return concept_of(stem(folded, language), folded, language)


def content(found: Iterable[Word]) -> tuple[Word, ...]:
    """The words that carry content."""
    return tuple(word for word in found if not word.function and (len(word.text) > 1 or word.is_number))


def keys(text: str, language: str | None = None) -> frozenset[str]:
    """The comparison keys of the content words of `text`."""
    return frozenset(word.key for word in content(words(text, language)))


_local = threading.local()


def stem(folded: str, language: str) -> str:
    """The stem of a case-folded word. Snowball's stemmers are not thread-safe: each thread has its own."""
    stemmers: dict[str, Any] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        import Stemmer

        stemmers[language] = Stemmer.Stemmer(STEMMED.get(language, "english"))
    stemmed: str = stemmers[language].stemWord(folded)
    return stemmed


FRAME = frozenset(("=say", "=report", "=call", "=figure", "=people", "=accord"))
"""Keys of words that frame a question; sources use others for the same."""


@lru_cache(maxsize=64)
def _concepts(language: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for form, concept in pack_of(language).text.concepts.items():
        table.setdefault(form, f"={concept}")
        table.setdefault(stem(form, language), f"={concept}")
    return table


def concept_of(stemmed: str, folded: str, language: str) -> str:
    """The key of a word: `=concept` where its form or its stem has one, else the stem."""
    table = _concepts(language)
    return table.get(folded) or table.get(stemmed) or stemmed


def alike(asked: str, found: Word) -> bool:
    """Whether a key of the question and a word of a document are the same word; names may differ in one ending."""
    if asked == found.key:
        return True
    if not found.is_name or asked[0] == "=" or found.key[0] == "=" or _HAS_DIGIT.search(asked):
        return False
    longest = max(len(asked), len(found.key))
    parting = (n for n, (one, other) in enumerate(zip(asked, found.key, strict=False)) if one != other)
    shared = next(parting, min(len(asked), len(found.key)))
    return shared >= max(_SHORTEST_NAME, longest - 1)


class Vocabulary:
    """The words of a text, to look up many keys in: `says(key)` is whether any of them is `alike` to the key."""

    def __init__(self, found: Iterable[Word]) -> None:
        held = tuple(found)
        self._keys = frozenset(word.key for word in held)
        self._names: dict[str, list[Word]] = {}
        for word in held:
            if word.is_name and word.key[0] != "=":
                self._names.setdefault(word.key[:_SHORTEST_NAME], []).append(word)
        self._known: dict[str, bool] = {}

    def says(self, key: str) -> bool:
        """Whether a word of the text is alike to the key."""
        if key in self._keys:
            return True
        if key not in self._known:
            # Names that are alike share their first letters.
            near = self._names.get(key[:_SHORTEST_NAME], ())
            self._known[key] = any(alike(key, word) for word in near)
        return self._known[key]


_HAS_DIGIT = re.compile(r"\d")
"""What tells codes apart: "A-14" is not "A-12"."""

_SHORTEST_NAME = 4
"""Names this short must agree whole: "Iran" is not "Iraq"."""
