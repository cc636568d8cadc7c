"""Words that a hyphen cuts at the end of a line, made whole, unless the hyphen is the word's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files

from index.loading.pdf.words import CUT

_HYPHENS = ("-", "\u2010", CUT)
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-\u2010][^\W\d_]++)+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DASHES = ("–", "/")
_DASH_AT_END = re.compile(r"\w[–/]")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")

_SHORTEST_HALF = 3
_SHORTEST_REST = 4
"""Letters of the halves of a compound: "ing" and "ers" are words of some list, and end many that are cut."""


class Spellings:
    """How a document writes words inside its lines: with a hyphen in them, and without; in lower case.

    They are looked for once a word is cut: many documents cut none.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._lines = lines

    def joined(self, before: str, after: str) -> str:
        """Two lines of a paragraph as one: a space between them, a cut word whole, "well-known" kept."""
        shown = before.rstrip()
        if not shown.endswith(_HYPHENS):
            is_bound = shown.endswith(_DASHES) and _DASH_AT_END.fullmatch(shown[-2:])
            return f"{shown}{'' if is_bound else ' '}{after}"
        stem = shown.rstrip("".join(_HYPHENS))
        if not stem or stem[-1].isspace():
            return f"{stem}- {after}"
        return f"{stem}{'' if self._is_cut(stem, after) else '-'}{after}"

    def _is_cut(self, stem: str, after: str) -> bool:
        """Whether the hyphen is not the word's own: by the document's spellings, then by known words."""
        last, first = _LAST_WORD.search(stem), _FIRST_WORD.match(after)
        if last is None or first is None or not (stem[-1].islower() and after[:1].islower()):
            return False
        left, right = last.group().lower(), first.group().lower()
        compounds, words = self._found
        if f"{left}-{right}" in compounds or "-" in right:
            return f"{left}{right}" in words
        if f"{left}{right}" in words or f"{left}{right}" in common_words():
            return True
        halves = len(left) >= _SHORTEST_HALF and len(right) >= _SHORTEST_REST
        return not (halves and self._is_word(left) and self._is_word(right))

    def _is_word(self, word: str) -> bool:
        return word in self._found[1] or word in common_words()

    @cached_property
    def _found(self) -> tuple[set[str], set[str]]:
        """The compounds and the words that stand whole in a line."""
        compounds: set[str] = set()
        words: set[str] = set()
        was_cut = False
        for line in self._lines:
            lowered = line.lower().rstrip()
            if "-" in lowered or "\u2010" in lowered:
                compounds.update(found.replace("\u2010", "-") for found in _COMPOUND.findall(lowered))
            cut = lowered.endswith(_HYPHENS)
            found = _WORD.findall(lowered)
            words.update(found[was_cut : len(found) - cut])
            was_cut = cut
        return compounds, words


@cache
def common_words() -> frozenset[str]:
    """Some 20,000 frequent words, most of them English: those that the packaged model's vocabulary holds whole."""
    source = files("index.embedding") / "minilm_files" / "tokenizer.json"
    vocabulary = json.loads(source.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(word for word in vocabulary if len(word) >= _SHORTEST_HALF and word.isalpha())
