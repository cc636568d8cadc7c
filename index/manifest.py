"""What was indexed from which file, and what has to be read again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from index.types import Outcome

_COLUMNS = (
    *("root", "file", "size", "modified_ns", "changed_ns", "inode", "device", "sha256", "made_by", "settled"),
    *("missing", "reason", "documents", "passages"),
)

# A file changed twice within the clock tick of its file system keeps its times (two seconds on FAT).
# What was younger than this when it was read is compared by content the next time.
CLOCK_TICK_NS = 2_000_000_000


class File(Protocol):
    """A file as it was found: `relative` to its root; times are nanoseconds since the epoch."""

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
        """When its content was changed last, as far as nobody set it back."""
        ...

    @property
    def changed_ns(self) -> int:
        """When its content, name or anything else of it was changed last; nobody can set it."""
        ...

    @property
    def inode(self) -> int:
        """Which file it is on its device."""
        ...

    @property
    def device(self) -> int:
        """The device it lies on."""
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
    `settled` says that equal size, times and place mean equal content; `missing` that the file was not
    there at the last run and is kept all the same; `reason` holds its warnings.
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
    changed_ns: int = 0
    inode: int = 0
    device: int = 0
    missing: bool = False


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
    """What an indexing run has to do. `touched` are unchanged files whose times or place are new, `missing`
    files that are not there and are kept all the same.
    """

    tasks: tuple[Task, ...]
    unchanged: tuple[FileRecord, ...]
    touched: tuple[FileRecord, ...]
    unreadable: tuple[Unreadable, ...]
    gone: tuple[FileRecord, ...]
    missing: tuple[FileRecord, ...] = ()

    @property
    def newly_missing(self) -> tuple[FileRecord, ...]:
        """The missing files that were there at the last run, as they are to stand in the manifest."""
        return tuple(replace(record, missing=True) for record in self.missing if not record.missing)

    @property
    def vanished(self) -> tuple[FileRecord, ...]:
        """The files that are gone and were not renamed."""
        renamed = {task.renamed_from for task in self.tasks}
        return tuple(record for record in self.gone if record.key not in renamed)


class Manifest:
    """The table of indexed files, inside the store's database and its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def records(self) -> dict[FileKey, FileRecord]:
        """Every file that is in the index."""
        records = (_record(row) for row in self._connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM files"))
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
            f"INSERT OR REPLACE INTO files ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",
            (
                *(record.key.root, record.key.file, record.size, record.modified_ns, record.changed_ns),
                *(record.inode, record.device, record.sha256, record.made_by, record.settled),
                *(record.missing, record.reason, record.documents, record.passages),
            ),
        )

    def count(self, key: FileKey, *, passages: int, documents: int = 0) -> None:
        """Correct the numbers of passages and documents of a file by so many more, or fewer."""
        self._connection.execute(
            "UPDATE files SET passages = passages + ?, documents = documents + ? WHERE root = ? AND file = ?",
            (passages, documents, key.root, key.file),
        )

    def remove(self, key: FileKey) -> None:
        """Forget a file; an unknown one is no error."""
        self._connection.execute("DELETE FROM files WHERE root = ? AND file = ?", (key.root, key.file))


def plan(
    found: Iterable[tuple[str, File]],
    known: Mapping[FileKey, FileRecord],
    made_by: Callable[[FileKey], str],
    now_ns: int,
    kept: frozenset[FileKey] = frozenset(),
    *,
    by_content: bool = False,
) -> Plan:
    """Compare the files found with the manifest. Reads the bytes only of files that are new or look changed.

    `made_by` says by which loaders, settings and metadata a file would be indexed now; `now_ns` is the
    time, since the epoch; `kept` are files that are there but cannot be read, so not gone; with `by_content`
    the bytes of every file are read.
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
        if previous and previous.made_by == maker and not by_content and _looks_same(previous, file):
            unchanged.append(previous)
            continue
        try:
            sha256 = hash_file(file.path)
        except OSError as error:
            unreadable.append(Unreadable(key, f"cannot be read ({error.strerror})", previous is not None))
            continue
        record = _as_found(FileRecord(key, 0, 0, sha256, maker), file, now_ns)
        if previous and previous.sha256 == sha256 and previous.made_by == maker:
            touched.append(_as_found(previous, file, now_ns))
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
    values = dict(zip(_COLUMNS, row, strict=True))
    key = FileKey(values.pop("root"), values.pop("file"))
    settled, missing = bool(values.pop("settled")), bool(values.pop("missing"))
    return FileRecord(key, settled=settled, missing=missing, **values)


def _as_found(record: FileRecord, file: File, now_ns: int) -> FileRecord:
    """The record of a file that is there, as it lies there now."""
    return replace(
        record,
        size=file.size,
        modified_ns=file.modified_ns,
        changed_ns=file.changed_ns,
        inode=file.inode,
        device=file.device,
        settled=max(file.modified_ns, file.changed_ns) < now_ns - CLOCK_TICK_NS,
        missing=False,
    )


def _looks_same(record: FileRecord, file: File) -> bool:
    """Whether nobody can have changed its content or put another file in its place: times can be set back."""
    return (
        record.settled
        and not record.missing
        and (record.size, record.modified_ns, record.changed_ns) == (file.size, file.modified_ns, file.changed_ns)
        and (record.inode, record.device) == (file.inode, file.device)
    )


def _with_renames(tasks: Iterable[Task], gone: Mapping[FileKey, FileRecord]) -> Iterable[Task]:
    """Pair new files with vanished ones of the same content, each at most once."""
    vanished: dict[str, list[FileKey]] = {}
    for key, record in sorted(gone.items(), reverse=True):
        vanished.setdefault(record.sha256, []).append(key)
    for task in tasks:
        origins = vanished.get(task.record.sha256, []) if task.previous is None else []
        yield replace(task, renamed_from=origins.pop()) if origins else task
