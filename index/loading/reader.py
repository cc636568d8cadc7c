"""Reads files in a process of its own that can be ended: one that is warm, and a new one after a file broke it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from index.errors import CorpusError, LimitExceeded, LoadError
from index.loading import wire
from index.loading.bounds import Bounds
from index.types import Loaded

LOADER = "index.loading:load_file"

# How often the memory of a process that is reading is looked at, in seconds: a page fault a microsecond fills
# 400 MB in it, and a file of the usual size is read before the first look.
_LOOK = 0.1
_AT_ONCE = 1 << 20
_ENDING = 2.0  # seconds from the last word of a process to its end
# How libraries in C end where they are refused memory, and hardly where anything else is wrong.
_GIVEN_UP = (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL)
# From this share of its memory on, a process that broke down is taken to have run out of it: libraries in C
# abort where they are refused memory.
_NEARLY_ALL = 0.8


class FileReader:
    """Reads files one after the other. Not for two threads at once, but `close` may be called from any.

    The process is started with the first file, by the thread that reads it, and must not outlive that thread:
    the system ends it with the thread that started it.
    """

    def __init__(self, bounds: Bounds, loader: str = LOADER) -> None:
        self._bounds = bounds
        self._loader = loader
        self._process: _Process | None = None
        self._closed = False
        self._lock = Lock()
        self._busy = Lock()

    def read(self, path: Path) -> Loaded:
        """The documents of the file.

        Raises LoadError where it cannot be read, LimitExceeded where it takes too much or breaks the process that
        reads it, and CorpusError where such a process cannot be started.
        """
        with self._busy:
            process = self._running()
            try:
                return process.read(path)
            except _Ended:
                error = process.why(path)
                self._end(process)
                raise error from None
            except LimitExceeded:
                self._end(process)
                raise

    def close(self) -> None:
        """End the process, also in the midst of a file; calling it twice is no error."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            with self._busy:  # who reads sees the end of the process, and its pipes until then
                process.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _running(self) -> _Process:
        with self._lock:
            if self._closed:
                raise CorpusError("files are no longer read: the reader was closed")
            if self._process is None:
                self._process = _Process(self._bounds, self._loader)
            return self._process

    def _end(self, process: _Process) -> None:
        process.kill()
        process.release()
        with self._lock:
            if self._process is process:
                self._process = None


class _Ended(Exception):
    """The process ended where a reply was due, or said what is no reply."""


class _Process:
    """One process that reads, and the pipes to it."""

    def __init__(self, bounds: Bounds, loader: str) -> None:
        self._bounds = bounds
        self._most_memory = 0
        self._ready = False
        arguments = (f"{bounds.seconds}", f"{bounds.gigabytes}", str(os.getpid()), loader)
        try:
            self._popen = subprocess.Popen(
                # -P: no module is taken from the working folder, which may be the one with the documents.
                [sys.executable, "-P", "-m", "index.loading.child", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd="/",
                env=_environment(),
                start_new_session=True,  # Ctrl-C is the caller's to answer
            )
        except OSError as error:
            raise CorpusError(f"no process to read files can be started ({error.strerror or error})") from error
        assert self._popen.stdin
        assert self._popen.stdout
        assert self._popen.stderr
        self._requests, self._replies, self._words = self._popen.stdin, self._popen.stdout, self._popen.stderr

    def read(self, path: Path) -> Loaded:
        """What the process makes of the file. Raises LoadError, LimitExceeded and, where it ended, _Ended."""
        deadline = time.monotonic() + self._bounds.wait
        try:
            self._requests.write(wire.request(path.absolute()))
            self._requests.flush()
        except OSError:
            raise _Ended from None
        kind, body = self._reply(path, deadline)
        if kind is wire.Kind.READY:
            self._ready = True
            kind, body = self._reply(path, deadline)
        if kind is wire.Kind.OUT_OF_MEMORY:
            raise self._bounds.out_of_memory(path)
        try:
            if kind is wire.Kind.LOADED:
                return wire.loaded_from(body)
            error = wire.error_from(body, path)
        except ValueError:
            raise _Ended from None
        raise error

    def why(self, path: Path) -> LoadError:
        """The error of a file on which the process ended. Raises CorpusError where it never began to read."""
        what = path.suffix.lower() or "such"
        broken = f"the reader of {what} files breaks down on it, so nothing of it is read"
        try:
            status = self._popen.wait(_ENDING)
        except subprocess.TimeoutExpired:
            return LimitExceeded(str(path), f"{broken} (it answers what is no answer)")
        if not self._ready:
            raise CorpusError(f"the process that reads files does not start ({self._last_words()})")
        if status == -signal.SIGXCPU:
            return self._bounds.out_of_time(path)
        if status == -signal.SIGKILL or self._most_memory > _NEARLY_ALL * self._bounds.memory:
            return self._bounds.out_of_memory(path)
        how = signal.Signals(-status).name if status < 0 else f"status {status}"
        if status in _GIVEN_UP:
            more = f"raise SAYSO_READ_MEMORY above {self._bounds.gigabytes:g} to try it with more memory"
            return LimitExceeded(str(path), f"the reader of {what} files gives up on it; {more} ({how})")
        return LimitExceeded(str(path), f"{broken} ({how})")

    def kill(self) -> None:
        """End the process now and wait for its end."""
        self._popen.kill()
        self._popen.wait()

    def release(self) -> None:
        """Close the pipes to a process that ended."""
        for pipe in (self._requests, self._replies, self._words):
            with suppress(OSError):
                pipe.close()

    def _reply(self, path: Path, deadline: float) -> tuple[wire.Kind, bytes]:
        letter, length = wire.HEAD.unpack(self._bytes(wire.HEAD.size, path, deadline))
        try:
            kind = wire.Kind(letter)
        except ValueError:
            raise _Ended from None
        if length > wire.LONGEST_BODY:
            raise _Ended
        return kind, self._bytes(length, path, deadline)

    def _bytes(self, count: int, path: Path, deadline: float) -> bytes:
        """The next `count` bytes of the replies, with an eye on time and memory while they are not there."""
        descriptor = self._replies.fileno()
        waiting = select.poll()
        waiting.register(descriptor, select.POLLIN)
        parts: list[bytes] = []
        while count:
            if not waiting.poll(1_000 * _LOOK):
                self._look(path, deadline)
                continue
            part = os.read(descriptor, min(count, _AT_ONCE))
            if not part:
                raise _Ended
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _look(self, path: Path, deadline: float) -> None:
        self._most_memory = max(self._most_memory, _resident(self._popen.pid))
        if self._most_memory > self._bounds.memory:
            raise self._bounds.out_of_memory(path)
        if time.monotonic() > deadline:
            raise self._bounds.out_of_time(path)

    def _last_words(self) -> str:
        lines = self._words.read().decode("utf-8", "replace").split("\n")
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "it says nothing")


def _environment() -> dict[str, str]:
    """The caller's, with its module path, and one thread for each library that would start one per core."""
    path = os.pathsep.join(entry for entry in sys.path if os.path.isabs(entry))  # noqa: PTH117 - entries are strings
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _resident(process: int) -> int:
    """Bytes of memory that the process holds; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
