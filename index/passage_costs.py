"""What passages of many short units cost by their length, a vector at a time: lists and tables have hundreds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

MANY = 32
"""Units in a passage from which a vector is faster than a loop."""


class PassageCosts:
    """For each unit, asked for in order, with which unit the passage that ends there had best begin.

    `tokens` and `model_tokens` are the units' lengths, `bridges` what it costs that a passage goes on over each;
    a passage is at most twice `target` tokens and `room` model tokens long, and costs least at `target` tokens.
    """

    def __init__(
        self,
        tokens: Sequence[int],
        model_tokens: Sequence[int],
        bridges: Sequence[float],
        target: int,
        room: int,
    ) -> None:
        self._sizes = np.cumsum([0, *tokens])
        self._model_sizes = np.cumsum([0, *model_tokens])
        self._bridges = np.asarray(bridges, dtype=np.float64)
        self._before = np.zeros(len(tokens) + 1)
        self._target = target
        self._room = room
        self._first = 0

    def begin(self, unit: int, cost: float) -> None:
        """Say what all passages before `unit` cost together with the cut before it."""
        self._before[unit] = cost

    def first(self, end: int) -> int:
        """The first unit with which a passage that ends before `end` may begin; `end` never gets smaller."""
        while self._first < end - 1 and self._is_too_long(self._first, end):
            self._first += 1
        return self._first

    def least(self, end: int) -> tuple[float, int]:
        """(cost, first unit) of the passages up to `end` that cost least; of equals the longest last one."""
        first = self.first(end)
        sizes = self._sizes[end] - self._sizes[first:end]
        bridges = np.concatenate([[0.0], np.cumsum(self._bridges[end - 1 : first : -1])])[::-1]
        costs = self._before[first:end] + ((sizes / self._target - 1) ** 2 + bridges)
        best = int(np.argmin(costs))
        return float(costs[best]), first + best

    def _is_too_long(self, begin: int, end: int) -> bool:
        size = self._sizes[end] - self._sizes[begin]
        model_size = self._model_sizes[end] - self._model_sizes[begin]
        return bool(size > 2 * self._target or model_size > self._room)
