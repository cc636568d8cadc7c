"""Words that a hyphen cuts at the end of a line, made whole, unless the hyphen is the word's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.loading.pdf.words import CUT

_HYPHENS = "-\u2010" + CUT
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-\u2010][^\W\d_]++)+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DASH_AT_END = re.compile(r"\w[–/]$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")

_SHORTEST_HALF = 3
_SHORTEST_REST = 4
"""Letters of the halves of a compound: "ing" and "ers" are words of some list, and end many that are cut."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """How a document writes words inside its lines: with a hyphen in them, and without; in lower case."""

    compounds: frozenset[str]
    words: frozenset[str]

    def joined(self, before: str, after: str) -> str:
        """Two lines of a paragraph as one: a space between them, a cut word whole, "well-known" kept."""
        shown = before.rstrip()
        if not shown.endswith(tuple(_HYPHENS)):
            return f"{shown}{'' if _DASH_AT_END.search(shown) else ' '}{after}"
        stem = shown.rstrip(_HYPHENS)
        if not stem or stem[-1].isspace():
            return f"{stem}- {after}"
        return f"{stem}{'' if self._is_cut(stem, after) else '-'}{after}"

    def _is_cut(self, stem: str, after: str) -> bool:
        """Whether the hyphen is not the word's own: by the document's spellings, then by known words."""
        last, first = _LAST_WORD.search(stem), _FIRST_WORD.match(after)
        if last is None or first is None or not (stem[-1].islower() and after[:1].islower()):
            return False
        left, right = last.group().lower(), first.group().lower()
        if f"{left}-{right}" in self.compounds or "-" in right:
            return f"{left}{right}" in self.words
        if f"{left}{right}" in self.words or f"{left}{right}" in common_words():
            return True
        halves = len(left) >= _SHORTEST_HALF and len(right) >= _SHORTEST_REST
        return not (halves and self._is_word(left) and self._is_word(right))

    def _is_word(self, word: str) -> bool:
        return word in self.words or word in common_words()


def spellings_in(lines: Iterable[str]) -> Spellings:
    """The spellings of all words that stand whole in a line."""
    compounds: set[str] = set()
    words: set[str] = set()
    was_cut = False
    for line in lines:
        lowered = line.lower().rstrip()
        if "-" in lowered or "\u2010" in lowered:
            compounds.update(found.replace("\u2010", "-") for found in _COMPOUND.findall(lowered))
        cut = lowered.endswith(tuple(_HYPHENS))
        found = _WORD.findall(lowered)
        words.update(found[was_cut : len(found) - cut])
        was_cut = cut
    return Spellings(frozenset(compounds), frozenset(words))


@cache
def common_words() -> frozenset[str]:
    """Some 20,000 frequent words, most of them English: those that the packaged model's vocabulary holds whole."""
    source = files("index.embedding") / "minilm_files" / "tokenizer.json"
    vocabulary = json.loads(source.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(word for word in vocabulary if len(word) >= _SHORTEST_HALF and word.isalpha())
