"""Reads files while those before them are still being worked on: in order, and a bounded way ahead."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread

from index.errors import CorpusError, LoadError
from index.loading.bounds import Bounds
from index.loading.reader import LOADER, FileReader
from index.types import Loaded

# What is read and not yet taken: as much as a batch of indexing, so that the reader never waits for long and
# memory does not grow with the number of files.
_MOST_FILES = 32
_MOST_CHARACTERS = 400_000

_LONG = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class FileRead:
    """What came of one file, and the seconds it took."""

    result: Loaded | LoadError
    seconds: float

    @property
    def characters(self) -> int:
        """How much text it holds."""
        return 0 if isinstance(self.result, LoadError) else sum(len(d.text) for d in self.result.documents)


class ReadAhead:
    """Reads `paths` in a thread of its own; `take` gives what came of each, in their order.

    To be closed, which ends the reading at once, also in the midst of a file.
    """

    def __init__(self, paths: Sequence[Path], bounds: Bounds) -> None:
        self._paths = paths
        self._reader = FileReader(bounds, LOADER)
        self._ready: deque[FileRead] = deque()
        self._characters = 0
        self._failure: Exception | None = None
        self._closed = False
        self._changed = Condition()
        self._thread = Thread(target=self._work, name="reading files", daemon=True)
        if paths:
            self._thread.start()

    def take(self, seconds: float) -> FileRead | None:
        """What came of the next file; None where it is not read within `seconds`. Raises CorpusError."""
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._failure, seconds)
            if self._ready:
                taken = self._ready.popleft()
                self._characters -= taken.characters
                self._changed.notify_all()
                return taken
            if self._failure:
                raise self._failure
        return None

    def wait(self) -> FileRead:
        """What came of the next file, however long it takes, which the limits bound. Raises CorpusError."""
        while (taken := self.take(_LONG)) is None:
            pass
        return taken

    def close(self) -> None:
        """End the reading; what was not taken is lost."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._reader.close()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        # The reading process ends with the thread that started it: it starts and ends here.
        with suppress(_Closed), self._reader:
            for path in self._paths:
                self._wait_for_room()
                try:
                    read = self._read(path)
                except Exception as error:
                    self._fail(error)
                    return
                self._put(read)

    def _read(self, path: Path) -> FileRead:
        started = time.monotonic()
        result: Loaded | LoadError
        try:
            result = self._reader.read(path)
        except LoadError as error:
            result = error
        return FileRead(result, time.monotonic() - started)

    def _wait_for_room(self) -> None:
        with self._changed:
            self._changed.wait_for(self._has_room)
            if self._closed:
                raise _Closed

    def _has_room(self) -> bool:
        few = len(self._ready) < _MOST_FILES and self._characters < _MOST_CHARACTERS
        return self._closed or few

    def _put(self, read: FileRead) -> None:
        with self._changed:
            self._ready.append(read)
            self._characters += read.characters
            self._changed.notify_all()

    def _fail(self, error: Exception) -> None:
        with self._changed:
            is_ours = isinstance(error, CorpusError)
            self._failure = error if is_ours else CorpusError(f"files cannot be read ({error})")
            self._changed.notify_all()


class _Closed(Exception):
    """Nobody takes what is read any more."""
