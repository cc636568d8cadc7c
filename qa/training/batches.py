"""Batches of similar length for training, made ahead by other processes where there are cores for it."""

from __future__ import annotations

import multiprocessing
import random
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.embedding.minilm import usable_cores
from qa.training.features import Featurizer, collate
from qa.training.mixture import Stream

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Batch = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Draw:
    """Examples that were drawn together; `state` is the stream's before, to go on from."""

    seed: str
    examples: list[tuple[str, int]]
    state: dict[str, int]


class Batches:
    """Draws pools of examples from a stream and makes batches of them, `workers` processes ahead of their use."""

    def __init__(self, stream: Stream, featurizer: Featurizer, batch: int, pool: int, seed: int) -> None:
        self._stream, self._featurizer = stream, featurizer
        self._batch, self._pool, self._seed = batch, pool, seed

    def pools(
        self, workers: int, first: int, progress: Callable[[int], float]
    ) -> Iterator[tuple[Draw, list[Batch]]]:
        """Pool after pool without end, from step `first`; `progress` tells how far training is at a step."""
        if not workers:
            yield from ((draw, self.make(draw)) for draw in self._draws(first, progress))
            return
        global _shared
        _shared = self
        # The parent's examples, with what a teacher made of them, are shared rather than copied.
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, mp_context=context) as executor:
            ahead: deque[tuple[Draw, Future[list[Batch]]]] = deque()
            for draw in self._draws(first, progress):
                with warnings.catch_warnings():
                    # Python warns of forks beside threads; these children take no lock that another thread holds.
                    warnings.simplefilter("ignore", DeprecationWarning)
                    ahead.append((draw, executor.submit(_make, draw)))
                if len(ahead) > 2 * workers:
                    used, made = ahead.popleft()
                    yield used, made.result()

    def _draws(self, step: int, progress: Callable[[int], float]) -> Iterator[Draw]:
        while True:
            seed = f"{self._seed}-{step}"
            state = dict(self._stream.state)
            count = self._pool * self._batch
            yield Draw(seed, self._stream.draw(count, progress(step), random.Random(seed)), state)
            step += self._pool

    def make(self, draw: Draw) -> list[Batch]:
        """The batches of one pool, in random order."""
        chance = random.Random(f"{draw.seed}-cut")
        features = [
            self._featurizer.features(example, chance, length)
            for example, length in map(self._stream.example, draw.examples)
        ]
        features.sort(key=lambda f: len(f.ids))
        batches = [features[i : i + self._batch] for i in range(0, len(features), self._batch)]
        chance.shuffle(batches)
        return [collate(batch) for batch in batches]


def spare_cores() -> int:
    """Processes that can make batches beside the one that trains."""
    return max(0, min(12, usable_cores() - 2))


_shared: Batches | None = None


def _make(draw: Draw) -> list[Batch]:
    assert _shared is not None
    return _shared.make(draw)
