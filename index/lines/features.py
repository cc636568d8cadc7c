"""What a line of a page looks like: numbers that say nothing of its words but how common they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.stopwords import stop_words

NAMES = (
    "one", "characters", "words", "long words", "ends as sentence", "holds sentences", "stop words",
    "two stop words", "stop words unknown", "capitals", "all capitals", "digits", "marks", "comma",
    "bar", "bullet", "address", "copyright", "begins low", "quotes", "colon", "question", "repeated",
    "from top", "from bottom", "place", "before", "after", "before ends", "after ends", "around",
    "around ends", "far around", "far around ends", "above prose", "below prose", "between prose",
    "is prose", "short between short", "single word", "long",
)  # fmt: skip
"""The columns of `features`, in order."""

_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(r"[.!?…。！？।؟۔][\"”’»“')\]）」]*$")
_INSIDE = re.compile(r"[.!?…。！？।؟۔][\"”’»“')\]）」]*\s+\S|[。！？]")
_MARKS = re.compile(r"[^\w\s]")
_PROSE_WORDS = 12
_NEAR, _FAR = 2, 7


def features(lines: Sequence[str], language: str | None) -> NDArray[np.float64]:
    """float64 array of shape (lines, len(NAMES)) for the lines of one page, none of them blank."""
    if not lines:
        return np.zeros((0, len(NAMES)))
    common = stop_words(language) if language else frozenset()
    counts = Counter(" ".join(line.split()) for line in lines)
    own = np.array([_own(line, common, counts[" ".join(line.split())]) for line in lines])
    return np.hstack([own, _around(own)])


def word_count(line: str) -> float:
    """How many words a line has; scripts without spaces are counted by their characters, two to a word."""
    return max(len(line.split()), len(_WIDE.findall(line)) / 2)


def _own(line: str, common: frozenset[str], times: int) -> list[float]:
    """What a line looks like by itself."""
    text = line.strip()
    found: list[str] = _WORD.findall(text)
    count = word_count(text)
    stops = sum(word.casefold() in common for word in found)
    letters = sum(map(str.isalpha, text)) or 1
    return [
        1.0,
        math.log1p(len(text)),
        math.log1p(count),
        float(count >= _PROSE_WORDS),
        float(bool(_ENDS.search(text))),
        float(bool(_INSIDE.search(text))),
        stops / max(len(found), 1),
        float(stops >= 2),
        float(not common),
        sum(word[0].isupper() for word in found) / max(len(found), 1),
        float(sum(map(str.isupper, text)) > 0.7 * letters and letters > 3),
        sum(map(str.isdigit, text)) / len(text),
        len(_MARKS.findall(text)) / len(text),
        float("," in text or "、" in text or "，" in text),
        float("|" in text or "›" in text or "»" in text[-2:] or " / " in text),
        float(text[0] in "•·*–—-→►▸+#"),
        float("@" in text or "://" in text or "www." in text),
        float("©" in text or "(c)" in text.lower()),
        float(text[0].islower()),
        float(text[0] in "\"“„«»‘'「"),
        float(text.endswith((":", "："))),
        float("?" in text or "？" in text),
        float(times > 1),
    ]


_LENGTH, _ENDS_AT, _PROSE = 2, 4, 3


def _around(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where each line stands, and what the lines near it look like."""
    n = len(own)
    lengths, ends = own[:, _LENGTH], own[:, _ENDS_AT]
    prose = own[:, _PROSE] * np.maximum(ends, own[:, 5])
    at = np.arange(n)
    places = np.flatnonzero(prose)
    first, last = (places[0], places[-1]) if len(places) else (n, -1)
    short = (lengths < math.log1p(6)).astype(float)
    columns = [
        np.log1p(at),
        np.log1p(n - 1 - at),
        at / max(n - 1, 1),
        _shifted(lengths, 1),
        _shifted(lengths, -1),
        _shifted(ends, 1),
        _shifted(ends, -1),
        _mean(lengths, _NEAR),
        _mean(ends, _NEAR),
        _mean(lengths, _FAR),
        _mean(prose, _FAR),
        np.log1p(np.maximum(first - at, 0)),
        np.log1p(np.maximum(at - last, 0)),
        ((at > first) & (at < last)).astype(float),
        prose,
        short * _shifted(short, 1) * _shifted(short, -1),
        (lengths <= math.log1p(1)).astype(float),
        (lengths > math.log1p(25)).astype(float),
    ]
    return np.stack(columns, axis=1)


def _shifted(values: NDArray[np.float64], by: int) -> NDArray[np.float64]:
    """The value of the line before (1) or after (-1) each; 0 beyond the ends."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def _mean(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The mean over each line and `reach` lines before and after it."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    begin, end = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(values))
    mean: NDArray[np.float64] = (sums[end] - sums[begin]) / (end - begin)
    return mean
