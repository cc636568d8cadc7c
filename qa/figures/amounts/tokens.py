"""Cuts a text into numerals, words and symbols, keeping where each stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SPACES = " \u00a0\u202f\u2009"
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

_LIGATURE = re.compile("[ﬀﬁﬂﬃﬄ]")

# A numeral is a maximal run: "1.2.3" is one token, so that nothing is read out of the middle of it.
_TOKEN = re.compile(
    rf"(?P<numeral>\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?![\d.,]?\d)(?:[.,]\d{{1,2}}(?!\d))?"
    rf"|\d{{1,3}}(?:,[ ]000)+(?!\d)"
    rf"|\d{{1,3}}(?:['’]\d{{3}})+(?![\d'’])(?:[.,]\d{{1,2}}(?!\d))?"
    rf"|\d+(?:[.,]\d+)*"
    rf"|(?<![\w.,$€£])\.\d+(?![.\d])|(?<=[$€£])\.\d+(?![.\d])"
    rf"|[{_FRACTIONS}])"
    rf"|(?P<word>[^\W\d_{_FRACTIONS}²³]+(?:['’][^\W\d_{_FRACTIONS}]+)*)"
    r"|(?P<symbol>[^\s\w]|[_²³]|\w|\n[^\S\n]*\n)"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, as parallel lists: kind, text, lower-case text, start and end offset."""

    source: str
    kinds: list[str]
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.kinds)

    def lower(self, index: int) -> str:
        """The token in lower case, the empty string outside the text."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def is_numeral(self, index: int) -> bool:
        """Whether the token is written in digits."""
        return 0 <= index < len(self.kinds) and self.kinds[index] == "numeral"

    def is_word(self, index: int) -> bool:
        """Whether the token is made of letters."""
        return 0 <= index < len(self.kinds) and self.kinds[index] == "word"

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return 0 < index < len(self.kinds) and self.starts[index] == self.ends[index - 1]

    def same_line(self, first: int, last: int) -> bool:
        """Whether no line break stands between two tokens."""
        return "\n" not in self.source[self.ends[first] : self.starts[last]]


_FULL_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)}


def tokenize(text: str) -> Tokens:
    """The tokens of `text`, in linear time; white space is dropped but for blank lines, which nothing crosses.

    Full-width characters ("５０％") are read as the plain ones, with the same offsets; ligatures as their letters.
    """
    text = text.translate(_FULL_WIDTH)
    kinds: list[str] = []
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        kinds.append(match.lastgroup or "symbol")
        texts.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    if _LIGATURE.search(text):
        texts = [unicodedata.normalize("NFKC", word) if _LIGATURE.search(word) else word for word in texts]
    return Tokens(text, kinds, texts, [t.lower() for t in texts], starts, ends)
