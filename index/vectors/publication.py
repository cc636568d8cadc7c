"""Lets the mirror follow the store: publishes, repairs what was damaged, sweeps what killed writers left."""

from __future__ import annotations

from pathlib import Path

from index.errors import CorpusError, VectorIndexError
from index.locking import WriterLock
from index.store import Store
from index.vectors.dense import MIRROR_NOTE
from index.vectors.mirror import Mirror, MirrorState


class Publication:
    """What is published of `store`. `optional` says that answers do without it where it cannot be written."""

    def __init__(self, store: Store, mirror: Mirror, lock: WriterLock, data: Path, *, optional: bool) -> None:
        self._store = store
        self._mirror = mirror
        self._lock = lock
        self._data = data
        self._optional = optional

    def follow(self) -> None:
        """Publish what is new, or all of it where what was published is damaged. For the holder of the lock.

        Raises `VectorIndexError` where it cannot be written.
        """
        state = self._state()
        if state is None and not self._store.last_number():
            return
        behind = state is None or state.upto != self._store.last_number() or self._store.removed_numbers()
        if state is None or behind or self._mirror.damage(state, self._store):
            self._publish(state)

    def repair(self) -> bool:
        """Publish anew what was damaged; False where another process is writing, or there is no room."""
        if self._store.read_only:
            return False
        try:
            if not self._lock.try_acquire():
                return False
        except CorpusError:
            return False
        try:
            self._publish(None)
            self._store.rest()
        except CorpusError:
            if not self._optional:
                raise
            return False
        finally:
            self._lock.release()
        return True

    def is_littered(self) -> bool:
        """Whether a killed process may have left something behind."""
        return self._mirror.is_littered(self._state())

    def sweep(self) -> None:
        """Remove what killed processes left behind. For the holder of the lock."""
        self._mirror.sweep(self._state())

    def _publish(self, state: MirrorState | None) -> None:
        try:
            published = self._mirror.publish(self._store, state)
        except OSError as error:
            raise VectorIndexError(
                f"{self._data}: the vector index cannot be written ({error.strerror}); make room or make it "
                "writable, then run `sayso index` again"
            ) from error
        with self._store.writing():
            self._store.set_note(MIRROR_NOTE, published.dumps())
            self._store.forget_removed()
        self._mirror.sweep(published)

    def _state(self) -> MirrorState | None:
        return MirrorState.loads(self._store.note(MIRROR_NOTE))
