"""Answer spans out of the network's scores: the best few, found without widening all of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from index.types import Span
from qa.reading.network import answer_windows
from qa.reading.network.answer_windows import best_spans, whole_words
from qa.reading.network.span_model import Window

TEXTS = (
    "The harbour trust, founded in 1904 by A. B. Lind, counts 1 257 boats (32 in Malmö) and 302,000 crates.",
    "Year | Boats | Crates | 1904 | 1,257 | 302,000 | “nobody’s”, it says … | (32) of [them",
    "…!?  ;;  ",
    "På 1900-talet byggdes U.S. konsulatet; 3.5 miljoner såg det, 12:30, half-past-twelve — don't ask.",
)


def window(passage: int, seed: int) -> Window:
    """A window over a whole text, cut at every few characters as word pieces are, with scores at random."""
    drawn = np.random.default_rng(seed)
    text = TEXTS[passage]
    cuts = [0, *sorted(set(drawn.integers(1, len(text), size=len(text) // 3).tolist())), len(text)]
    offsets = np.array(list(pairwise(cuts)), dtype=np.int64)
    scores = drawn.normal(scale=3, size=(2, len(offsets))).astype(np.float32)
    return Window(passage, scores[0], scores[1], float(drawn.normal()), offsets)


def straightforward(windows: list[Window], each: int) -> list[tuple[int, Span, float]]:
    """Every span widened to whole words first, then the best kept that overlap none before."""
    kept = []
    for passage in dict.fromkeys(w.passage for w in windows):
        found = [pair for w in windows if w.passage == passage for pair in answer_windows._window_spans(w)]
        widened = [(margin, whole_words(TEXTS[passage], span)) for margin, span in found]
        chosen: list[tuple[int, Span, float]] = []
        for margin, span in sorted(widened, key=lambda pair: -pair[0]):
            if len(span) and len(chosen) < each and not any(span.overlaps(other) for _, other, _ in chosen):
                chosen.append((passage, span, margin))
        kept += chosen
    return kept


@pytest.mark.parametrize("each", [1, 3, 20])
def test_the_spans_are_those_of_widening_every_one_first(each: int) -> None:
    for seed in range(40):
        windows = [window(passage, seed * 10 + n) for n, passage in enumerate((0, 0, 1, 2, 3))]
        found = best_spans(windows, TEXTS, each)
        assert [(c.passage, c.span, c.margin) for c in found] == straightforward(windows, each)


def test_few_spans_are_widened(monkeypatch: pytest.MonkeyPatch) -> None:
    widened: list[Span] = []

    def counted(text: str, span: Span) -> Span:
        widened.append(span)
        return whole_words(text, span)

    monkeypatch.setattr(answer_windows, "whole_words", counted)
    windows = [window(0, seed) for seed in range(20)]
    best_spans(windows, TEXTS, 3)
    assert len(widened) * 10 < sum(len(answer_windows._window_spans(each)) for each in windows)
