"""Logits to answer spans: the best that do not overlap, cut at words, never inside a figure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.types import Span

if TYPE_CHECKING:
    from qa.reading.network.span_model import Window

# The starts and ends that are paired; the best span is among them but for ties.
CANDIDATES = 16
LONGEST_PIECES = 40
# What every further piece of a span costs: starts and ends are scored apart, and a long span may join two answers.
# On held-out articles this gave 2 points of exact match and half a point of F1; .06 to .2 were alike.
LENGTH_COST = 0.1
# Words and figures as they must not be cut: "302,000", "1 257", "3.5", "½", "don't".
_WHOLE = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W_]+(?:['’][^\W\d_]+)*"
)
_AROUND = ' \t\r\n\u00a0,;:.!?"“”„»«…'
_CELLS = " | "
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of one passage.

    `margin` is its score over that of "no answer here", `rank` counts from 0 within the passage, and `mass` is the
    margin of all spans of the passage together.
    """

    passage: int
    span: Span
    margin: float
    rank: int
    mass: float


def best_spans(windows: Sequence[Window], texts: Sequence[str], each: int) -> list[Candidate]:
    """At most `each` spans of every passage that do not overlap, the best of each passage first."""
    by_passage: dict[int, list[tuple[float, Span]]] = {}
    mass: dict[int, float] = {}
    for window in windows:
        mass[window.passage] = max(mass.get(window.passage, -math.inf), _mass(window))
        found = by_passage.setdefault(window.passage, [])
        found.extend(_window_spans(window))
    candidates = []
    for passage, found in by_passage.items():
        kept = _without_overlap(sorted(found, key=lambda pair: -pair[0]), texts[passage], each)
        candidates += [
            Candidate(passage, span, margin, rank, mass[passage]) for rank, (margin, span) in enumerate(kept)
        ]
    return candidates


def start_shares(windows: Sequence[Window], texts: Sequence[str]) -> dict[int, list[tuple[int, float]]]:
    """Where answers may start, by passage: (character offset, share of the best place's chance)."""
    import numpy as np

    shares: dict[int, list[tuple[int, float]]] = {number: [] for number in range(len(texts))}
    best = dict.fromkeys(range(len(texts)), -np.inf)
    for window in windows:
        best[window.passage] = max(best[window.passage], float(window.starts.max(initial=-np.inf)))
    for window in windows:
        relative = np.exp(window.starts - best[window.passage])
        shares[window.passage] += zip(window.offsets[:, 0].tolist(), relative.tolist(), strict=True)
    return shares


def whole_words(text: str, span: Span) -> Span:
    """The span widened to whole words and figures, without the punctuation around it."""
    start, end = span.start, span.end
    for match in _WHOLE.finditer(text, max(0, start - 60), min(len(text), end + 60)):
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
    return _trimmed(text, start, end)


def _mass(window: Window) -> float:
    """The logarithm of the summed starts and ends, over that of "no answer here"."""
    import numpy as np

    if not len(window.starts):
        return 0.0
    parts = (np.logaddexp.reduce(window.starts), np.logaddexp.reduce(window.ends))
    return float(sum(parts)) - window.none


def _window_spans(window: Window) -> list[tuple[float, Span]]:
    import numpy as np

    if not len(window.starts):
        return []
    first = np.argsort(-window.starts)[:CANDIDATES]
    last = np.argsort(-window.ends)[:CANDIDATES]
    length = last[None, :] - first[:, None]
    score = window.starts[first][:, None] + window.ends[last][None, :] - window.none - LENGTH_COST * length
    allowed = (length >= 0) & (length < LONGEST_PIECES)
    found = []
    for i, j in zip(*np.nonzero(allowed), strict=True):
        start, end = int(window.offsets[first[i]][0]), int(window.offsets[last[j]][1])
        if start < end:
            found.append((float(score[i, j]), Span(start, end)))
    return found


def _without_overlap(found: Iterable[tuple[float, Span]], text: str, most: int) -> list[tuple[float, Span]]:
    """The best spans, widened to whole words, without those that then overlap a better one or hold no word."""
    kept: list[tuple[float, Span]] = []
    for margin, raw in found:
        if len(kept) == most:
            break
        # Widening costs most; what is left of the span without it is held by the widened one.
        core = _trimmed(text, raw.start, raw.end)
        if len(core) and any(core.overlaps(other) for _, other in kept):
            continue
        span = whole_words(text, raw)
        if len(span) and not any(span.overlaps(other) for _, other in kept):
            kept.append((margin, span))
    return kept


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without white space, punctuation and unpaired brackets at the ends; the stop of an abbreviation stays.

    Of several cells of a table only the first is kept.
    """
    border = text.find(_CELLS, start, end)
    end = border if border > start else end
    while start < end and text[start] in _AROUND:
        start += 1
    while start < end and text[end - 1] in _AROUND and not _abbreviates(text, start, end):
        end -= 1
    if start < end and text[start] in _OPENING and not _paired(text[start:end]):
        start += 1
    if start < end and text[end - 1] in _CLOSING and not _paired(text[start:end]):
        end -= 1
    return Span(start, end)


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Whether the stop that ends the span belongs to its word: "U.S.", "Washington D.C."."""
    return text[end - 1] == "." and re.search(r"(?:\b\w\.){2,}$", text[start:end]) is not None


def _paired(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in zip(_OPENING, _CLOSING, strict=True))
