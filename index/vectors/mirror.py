"""Keeps Chroma a copy of the store's vectors that may be thrown away: published, verified, made again.

Chroma rewrites its files in place, damages them when killed on the way, and shows a second process
neither new rows nor an error. So nobody works on the folder that others read:

- the one writer copies the published folder, changes the copy, closes it and publishes it under a new
  name; `MirrorState`, kept in the store, says which name, up to which passage, and the files' digest;
- a reader checks that digest and opens a copy of its own, as even opening changes a folder.

A kill at any moment leaves the published folder as it was; damage shows in the digest before Chroma
sees a byte of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import CorpusError, VectorIndexError
from index.locking import WriterLock
from index.settings import Settings
from index.types import VectorIndex, VectorRecord

if TYPE_CHECKING:
    from index.vectors.chroma import ChromaServer

COLLECTION = "passages"

# A removed vector leaves a hole that Chroma's graph walks through for ever; from this share of holes on,
# building a new graph costs less than the searches it saves.
MOST_REMOVED = 0.3

# The graph's big files are linked into a reader's copy instead of copied: Chroma only changes them when it
# writes records, which readers never do. Small folders are copied whole, as Chroma fills in files it made
# but never flushed.
LINK_FROM = 8_000_000  # bytes

# Reading a gigabyte takes about a second; what is larger is checked by size and time.
READ_UP_TO = 1_000_000_000  # bytes


class MirrorDamaged(Exception):
    """The mirror is not what was published; it has to be made again from the store."""


@dataclass(frozen=True, slots=True)
class MirrorState:
    """What was published: `kind` and `place` find it, and it holds the passages numbered up to `upto`.

    `removed` counts the vectors removed since it was built anew; `digest` is of an embedded folder's
    files, empty on a server.
    """

    kind: str
    place: str
    upto: int
    removed: int = 0
    digest: str = ""

    def dumps(self) -> str:
        """The state as a note in the store."""
        return json.dumps(asdict(self))

    @classmethod
    def loads(cls, note: str | None) -> MirrorState | None:
        """The state of such a note; None where there is none."""
        return cls(**json.loads(note)) if note else None


class VectorSource(Protocol):
    """The store, as far as a mirror needs it. Records are named by their passage's number."""

    def records_after(self, number: int) -> Iterator[VectorRecord]:
        """The passages with a higher number, by number."""
        ...

    def removed_numbers(self) -> list[int]:
        """The passages removed since the last publication."""
        ...

    def last_number(self) -> int:
        """The highest passage number."""
        ...

    def count_upto(self, number: int) -> int:
        """How many passages have this number or a lower one."""
        ...


class Mirror(Protocol):
    """One way to keep a Chroma collection equal to the store."""

    kind: str

    def open(self, state: MirrorState, source: VectorSource) -> VectorIndex:
        """What was published, to be searched. Raises `MirrorDamaged`, `OSError`, `VectorIndexError`."""
        ...

    def publish(self, source: VectorSource, state: MirrorState | None) -> MirrorState:
        """Bring the mirror up to the store, on top of `state` if given, else anew. For the one writer."""
        ...

    def damage(self, state: MirrorState, source: VectorSource) -> str:
        """What is wrong with what was published, in words; empty where it is sound."""
        ...

    def is_littered(self, state: MirrorState | None) -> bool:
        """Whether there is something to sweep; costs no more than a look at a folder."""
        ...

    def sweep(self, state: MirrorState | None) -> None:
        """Remove what earlier publications and killed processes left behind. For the one writer."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


def open_mirror(folder: Path, settings: Settings, corpus: str) -> Mirror:
    """The mirror the settings ask for: in `folder`, or in a server's collections named after `corpus`."""
    if settings.chroma == "embedded":
        return FolderMirror(folder)
    return ServerMirror(settings, f"sayso-{corpus}-")


class FolderMirror:
    """Embedded Chroma: published folders, side by side, and the readers' copies of them."""

    kind = "embedded"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._readers = folder / "readers"
        self._reader_lock: WriterLock | None = None

    def open(self, state: MirrorState, source: VectorSource) -> VectorIndex:
        """A reader's own copy of the published folder, after checking it."""
        from index.vectors.chroma import open_folder

        if problem := self.damage(state, source):
            raise MirrorDamaged(problem)
        own = self._own_place()
        _copy(self.folder / state.place, own)
        try:
            return _Disposable(open_folder(own, COLLECTION), own)
        except VectorIndexError as error:
            raise MirrorDamaged(str(error)) from error

    def publish(self, source: VectorSource, state: MirrorState | None) -> MirrorState:
        """Change a copy of the published folder, or build a new one, and give it its final name."""
        from index.vectors.chroma import open_folder

        token = secrets.token_hex(4)
        working = self.folder / f"working-{token}"
        if state is not None and (self.damage(state, source) or _is_holey(state, source)):
            state = None
        if state is None:
            working.mkdir(parents=True, mode=0o700)
        else:
            shutil.copytree(self.folder / state.place, working)
        index = open_folder(working, COLLECTION)
        try:
            published = _catch_up(index, source, state, MirrorState(self.kind, f"published-{token}", 0))
        finally:
            index.close()
        working.rename(self.folder / published.place)
        return replace(published, digest=digest(self.folder / published.place))

    def damage(self, state: MirrorState, source: VectorSource) -> str:  # noqa: ARG002
        """Whether the published folder's files are what they were."""
        published = self.folder / state.place
        if state.kind != self.kind:
            return f"the vectors were last published to {state.kind}, not to a folder"
        if not published.is_dir():
            return f"{published} is missing"
        return "" if digest(published) == state.digest else f"{published} is damaged"

    def is_littered(self, state: MirrorState | None) -> bool:
        """Whether there are folders besides the published one. Readers' copies count only where nobody lives."""
        others = (folder for folder in self.folder.glob("*-*") if state is None or folder.name != state.place)
        return next(others, None) is not None or any(map(_is_abandoned, self._readers.glob("*.lock")))

    def sweep(self, state: MirrorState | None) -> None:
        """Remove all folders but the published one and the copies of readers that are alive."""
        for folder in self.folder.glob("*-*"):
            if state is None or folder.name != state.place:
                shutil.rmtree(folder, ignore_errors=True)
        for note in self._readers.glob("*.lock"):
            lock = WriterLock(note)
            if lock.try_acquire():
                shutil.rmtree(note.with_suffix(""), ignore_errors=True)
                note.unlink(missing_ok=True)
                lock.release()

    def close(self) -> None:
        """Remove this reader's copies."""
        if self._reader_lock is not None:
            shutil.rmtree(self._reader_lock.path.with_suffix(""), ignore_errors=True)
            self._reader_lock.path.unlink(missing_ok=True)
            self._reader_lock.release()
            self._reader_lock = None

    def _own_place(self) -> Path:
        if self._reader_lock is None:
            self._readers.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = WriterLock(self._readers / f"{os.getpid()}-{secrets.token_hex(4)}.lock")
            try:
                taken = lock.try_acquire()
            except CorpusError as error:
                raise OSError(str(error)) from error
            if not taken:
                raise OSError(f"{lock.path}: another process took it")
            self._reader_lock = lock
        return self._reader_lock.path.with_suffix("") / secrets.token_hex(4)


class ServerMirror:
    """A Chroma server or hosted Chroma, where changes are seen by every reader at once."""

    def __init__(self, settings: Settings, prefix: str) -> None:
        self.kind = settings.chroma
        self._settings = settings
        self._prefix = prefix
        self._connection: ChromaServer | None = None

    def open(self, state: MirrorState, source: VectorSource) -> VectorIndex:
        """The published collection. Raises `MirrorDamaged` where it is missing or not whole."""
        index = self._server.open(state.place) if state.kind == self.kind else None
        if index is None or index.count() < source.count_upto(state.upto):
            raise MirrorDamaged(f"the collection {state.place} is missing on {self._server.place}, or not whole")
        return index

    def publish(self, source: VectorSource, state: MirrorState | None) -> MirrorState:
        """Write what is new into the published collection, or everything into a new one."""
        if state is not None and not self.damage(state, source) and not _is_holey(state, source):
            return _catch_up(self.open(state, source), source, state, state)
        place = f"{self._prefix}{secrets.token_hex(4)}"
        return _catch_up(self._server.create(place), source, None, MirrorState(self.kind, place, 0))

    def damage(self, state: MirrorState, source: VectorSource) -> str:
        """Whether the collection is there and holds as many records as it was given."""
        try:
            self.open(state, source)
        except MirrorDamaged as error:
            return str(error)
        return ""

    def is_littered(self, state: MirrorState | None) -> bool:  # noqa: ARG002
        """To find out needs the server: left to the next publication."""
        return False

    def sweep(self, state: MirrorState | None) -> None:
        """Drop this corpus's collections that are not the published one."""
        for name in self._server.names():
            if name.startswith(self._prefix) and (state is None or name != state.place):
                self._server.drop(name)

    def close(self) -> None:
        """Let go of the connections."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def _server(self) -> ChromaServer:
        if self._connection is None:
            from index.vectors.chroma import ChromaServer

            self._connection = ChromaServer(self._settings)
        return self._connection


class _Disposable:
    """A vector index whose folder goes when it is closed."""

    def __init__(self, index: VectorIndex, folder: Path) -> None:
        self._folder = folder
        self._index = index
        self.upsert, self.delete, self.clear = index.upsert, index.delete, index.clear
        self.query, self.count, self.ids = index.query, index.count, index.ids

    def close(self) -> None:
        """Close the index and remove its folder."""
        self._index.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def digest(folder: Path) -> str:
    """A hash of the names and contents of all files below `folder`; of sizes and times where they are huge."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    by_content = sum(path.stat().st_size for path in files) <= READ_UP_TO
    summary = hashlib.sha256()
    for path in files:
        facts = path.stat()
        summary.update(f"{path.relative_to(folder)}\0{facts.st_size}\0".encode())
        if by_content:
            with path.open("rb") as file:
                summary.update(hashlib.file_digest(file, "sha256").digest())
        else:
            summary.update(str(facts.st_mtime_ns).encode())
    return summary.hexdigest()


def _catch_up(
    index: VectorIndex, source: VectorSource, base: MirrorState | None, target: MirrorState
) -> MirrorState:
    """Write what `base` lacks, then remove what the store no longer has: nothing is missing in between."""
    last = source.last_number()
    index.upsert(source.records_after(base.upto if base else 0))
    removed = 0
    if base is not None:
        gone = source.removed_numbers()
        index.delete(str(number) for number in gone)
        removed = base.removed + len(gone)
    return replace(target, upto=last, removed=removed)


def _is_holey(state: MirrorState, source: VectorSource) -> bool:
    removed = state.removed + len(source.removed_numbers())
    return removed > MOST_REMOVED * (removed + source.count_upto(state.upto))


def _is_abandoned(note: Path) -> bool:
    """Whether the process that held this lock is gone."""
    lock = WriterLock(note)
    holder = lock.holder()
    if holder is None or not lock.try_acquire():
        return False
    lock.release()
    return True


def _copy(published: Path, own: Path) -> None:
    def copy_or_link(origin: str, target: str) -> None:
        if Path(origin).stat().st_size >= LINK_FROM and not origin.endswith(".sqlite3"):
            os.link(origin, target)
        else:
            shutil.copyfile(origin, target)

    shutil.copytree(published, own, copy_function=copy_or_link)
