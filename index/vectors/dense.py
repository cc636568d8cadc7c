"""Nearest passages by vector: Chroma for what was published, exact search for what is newer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import VectorIndexError
from index.types import Filter, VectorIndex
from index.vectors.exact import ExactIndex
from index.vectors.mirror import Mirror, MirrorDamaged, MirrorState, VectorSource

MIRROR_NOTE = "mirror"  # under which the store keeps `MirrorState`
GENERATION_NOTE = "generation"  # another one when the store was made anew, and passages numbered anew


class Store(VectorSource, Protocol):
    """The store, as far as dense search needs it."""

    def note(self, key: str) -> str | None:
        """What was noted under `key`."""
        ...


class DenseSearch:
    """Searches the store's vectors as they stand now, from any thread.

    `repair` is called where the published mirror is damaged or missing: it publishes a new one and
    returns True, or returns False where it cannot. Then everything is searched exactly.
    """

    def __init__(self, store: Store, mirror: Mirror, repair: Callable[[], bool]) -> None:
        self._store = store
        self._mirror = mirror
        self._repair = repair
        self._lock = threading.Lock()
        self._state: MirrorState | None = None
        self._generation: str | None = None
        self._published: VectorIndex | None = None
        self._newer = ExactIndex()
        self._newer_upto = 0

    def query(self, vector: NDArray[np.float32], k: int, where: Filter | None = None) -> list[tuple[int, float]]:
        """At most k (passage number, cosine similarity), best first. May name passages removed since.

        Raises `VectorIndexError` where a Chroma server cannot be reached.
        """
        with self._lock:
            self._follow()
            found = self._ask_published(vector, k, where)
            self._load_newer()
            found |= dict(self._newer.query(vector, k, where))
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], int(pair[0])))
        return [(int(number), score) for number, score in ranked[:k]]

    def damage(self) -> str:
        """What is wrong with what was published, in words; empty where it is sound, or nothing was."""
        state = self._noted()
        return self._mirror.damage(state, self._store) if state else ""

    def close(self) -> None:
        """Let go of Chroma."""
        with self._lock:
            self._let_go()
            self._mirror.close()

    def _noted(self) -> MirrorState | None:
        return MirrorState.loads(self._store.note(MIRROR_NOTE))

    def _follow(self) -> None:
        """Open what is published now, where that is not what is open."""
        state, generation = self._noted(), self._store.note(GENERATION_NOTE)
        if (state, generation) == (self._state, self._generation):
            return
        self._let_go()
        self._generation = generation
        self._published = self._open(state) if state else None
        if state and self._published is None and self._repair():
            state = self._noted()
            self._published = self._open(state) if state else None
        self._state = state
        self._newer_upto = state.upto if state and self._published else 0

    def _open(self, state: MirrorState) -> VectorIndex | None:
        """The published index, None where it is damaged or no room is left for a copy."""
        try:
            return self._mirror.open(state, self._store)
        except (MirrorDamaged, OSError):
            return None

    def _ask_published(self, vector: NDArray[np.float32], k: int, where: Filter | None) -> dict[str, float]:
        if self._published is None:
            return {}
        try:
            return dict(self._published.query(vector, k, where))
        except VectorIndexError:
            if self._noted() == self._state:
                raise
        self._follow()  # a writer replaced it between looking and asking
        return dict(self._published.query(vector, k, where)) if self._published else {}

    def _load_newer(self) -> None:
        records = list(self._store.records_after(self._newer_upto))
        if records:
            self._newer.upsert(records)
            self._newer_upto = int(records[-1].id)

    def _let_go(self) -> None:
        if self._published is not None:
            self._published.close()
        self._published, self._state = None, None
        self._newer = ExactIndex()
        self._newer_upto = 0
