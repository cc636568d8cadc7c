"""What was indexed from which file, and what has to be read again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from index.types import Outcome

SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    root TEXT NOT NULL,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    made_by TEXT NOT NULL,
    settled INTEGER NOT NULL,
    reason TEXT NOT NULL,
    documents INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    PRIMARY KEY (root, file)
) WITHOUT ROWID
"""

# A file changed twice within the clock tick of its file system keeps its time (two seconds on FAT).
# What was younger than this when it was read is compared by content the next time.
CLOCK_TICK_NS = 2_000_000_000


class File(Protocol):
    """A file as it was found: `relative` to its root, `modified_ns` since the epoch."""

    @property
    def path(self) -> Path:
        """Where it is."""
        ...

    @property
    def relative(self) -> str:
        """Its path below its root, with forward slashes."""
        ...

    @property
    def size(self) -> int:
        """Its length in bytes."""
        ...

    @property
    def modified_ns(self) -> int:
        """When it was changed last."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class FileKey:
    """A file by its root ('' is the corpus's own folder) and its path in it."""

    root: str
    file: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What the manifest knows of a file that is in the index.

    `sha256` is of its bytes; `made_by` changes when the same bytes would be indexed otherwise;
    `settled` says that equal size and time mean equal content; `reason` holds its warnings.
    """

    key: FileKey
    size: int
    modified_ns: int
    sha256: str
    made_by: str
    settled: bool = True
    reason: str = ""
    documents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: `record` as it will stand in the manifest, `previous` as it stands there now.

    `renamed_from` names the vanished file with the same content, if there is one.
    """

    path: Path
    record: FileRecord
    previous: FileRecord | None = None
    renamed_from: FileKey | None = None

    @property
    def outcome(self) -> Outcome:
        """What reading it will have been."""
        if self.renamed_from is not None:
            return Outcome.RENAMED
        return Outcome.CHANGED if self.previous else Outcome.ADDED


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be opened, why, and whether an earlier version of it is in the index."""

    key: FileKey
    reason: str
    known: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What an indexing run has to do. `touched` are unchanged files whose time or size-check is new."""

    tasks: tuple[Task, ...]
    unchanged: tuple[FileRecord, ...]
    touched: tuple[FileRecord, ...]
    unreadable: tuple[Unreadable, ...]
    gone: tuple[FileRecord, ...]


class Manifest:
    """The table of indexed files, inside the store's database and its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Create the table where it does not exist."""
        self._connection.execute(SCHEMA)

    def records(self) -> dict[FileKey, FileRecord]:
        """Every file that is in the index."""
        records = (_record(row) for row in self._connection.execute("SELECT * FROM files"))
        return {record.key: record for record in records}

    def reason(self, key: FileKey) -> str:
        """What was told of a file when it was read; empty where there was nothing to tell, or it is not known."""
        found = self._connection.execute(
            "SELECT reason FROM files WHERE root = ? AND file = ?", (key.root, key.file)
        ).fetchone()
        return str(found[0]) if found else ""

    def put(self, record: FileRecord) -> None:
        """Note a file, in place of what was noted of it before."""
        self._connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(record.key.root, record.key.file, record.size, record.modified_ns, record.sha256),
                *(record.made_by, record.settled, record.reason, record.documents, record.passages),
            ),
        )

    def add_passages(self, key: FileKey, more: int) -> None:
        """Correct the number of passages of a file."""
        self._connection.execute(
            "UPDATE files SET passages = passages + ? WHERE root = ? AND file = ?", (more, key.root, key.file)
        )

    def remove(self, key: FileKey) -> None:
        """Forget a file; an unknown one is no error."""
        self._connection.execute("DELETE FROM files WHERE root = ? AND file = ?", (key.root, key.file))

    def clear(self) -> None:
        """Forget every file."""
        self._connection.execute("DELETE FROM files")


def plan(
    found: Iterable[tuple[str, File]],
    known: Mapping[FileKey, FileRecord],
    made_by: Callable[[FileKey], str],
    now_ns: int,
    kept: frozenset[FileKey] = frozenset(),
) -> Plan:
    """Compare the files found with the manifest. Reads the bytes only of files that are new or look changed.

    `made_by` says by which loaders, settings and metadata a file would be indexed now; `now_ns` is the
    time, since the epoch; `kept` are files that are there but cannot be read, so not gone.
    """
    tasks: list[Task] = []
    unchanged: list[FileRecord] = []
    touched: list[FileRecord] = []
    unreadable: list[Unreadable] = []
    gone = dict(known)
    for root, file in found:
        key = FileKey(root, file.relative)
        previous = gone.pop(key, None)
        maker = made_by(key)
        if previous and _looks_same(previous, file) and previous.settled and previous.made_by == maker:
            unchanged.append(previous)
            continue
        try:
            sha256 = hash_file(file.path)
        except OSError as error:
            unreadable.append(Unreadable(key, f"cannot be read ({error.strerror})", previous is not None))
            continue
        settled = file.modified_ns < now_ns - CLOCK_TICK_NS
        record = FileRecord(key, file.size, file.modified_ns, sha256, maker, settled)
        if previous and previous.sha256 == sha256 and previous.made_by == maker:
            touched.append(replace(previous, size=file.size, modified_ns=file.modified_ns, settled=settled))
        else:
            tasks.append(Task(file.path, record, previous))
    return Plan(
        tuple(_with_renames(tasks, gone)),
        tuple(unchanged),
        tuple(touched),
        tuple(unreadable),
        tuple(record for key, record in gone.items() if key not in kept),
    )


def hash_file(path: Path) -> str:
    """The sha256 (hex) of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _record(row: Sequence[Any]) -> FileRecord:
    root, file, size, modified_ns, sha256, made_by, settled, reason, documents, passages = row
    key = FileKey(root, file)
    return FileRecord(key, size, modified_ns, sha256, made_by, bool(settled), reason, documents, passages)


def _looks_same(record: FileRecord, file: File) -> bool:
    return record.size == file.size and record.modified_ns == file.modified_ns


def _with_renames(tasks: Iterable[Task], gone: Mapping[FileKey, FileRecord]) -> Iterable[Task]:
    """Pair new files with vanished ones of the same content, each at most once."""
    vanished: dict[str, list[FileKey]] = {}
    for key, record in sorted(gone.items(), reverse=True):
        vanished.setdefault(record.sha256, []).append(key)
    for task in tasks:
        origins = vanished.get(task.record.sha256, []) if task.previous is None else []
        yield replace(task, renamed_from=origins.pop()) if origins else task
