"""A corpus's index in one file, and back: the store, the files handed in, and a digest of each.

The vector index is not in it: it is made from the store's vectors, without embedding anything again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from index import home, upkeep
from index.errors import BackupError, CorpusError, StoreNewer
from index.kept_copies import KEPT
from index.locking import WriterLock
from index.migrations import SCHEMA_VERSION
from index.seal import Seal
from index.settings import Settings
from index.store import Store
from index.upkeep import STORE_FILE
from index.uploads import UPLOADS
from index.vectors import MIRROR_NOTE

# Raise it when older releases could not read the file any more.
FORMAT = 1
CONTENTS = "sayso-backup.json"
FEEDBACK = "feedback.jsonl"  # what people said of answers, kept beside the store by the chat

AT_ONCE = 1 << 20  # bytes
_DESCRIBED_IN = 16_000_000  # bytes; the description of a million uploads is shorter

# A name in a backup is a place on the disk of whoever restores it.
_UPLOAD = re.compile(rf"{UPLOADS}/(?!\.)[^/\\\0]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: of which folder, made when (ISO 8601) and by which release; its parts by name."""

    folder: str
    made: str
    release: str
    documents: int
    parts: dict[str, Part]
    format: int = FORMAT
    tables: int = SCHEMA_VERSION

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(part.size for part in self.parts.values())


def write_backup(store: Store, data: Path, folder: Path, file: Path, *, force: bool = False) -> Backup:
    """Write the index in `data` to `file`, which appears whole or not at all. Raises `BackupError`."""
    file = file.expanduser()
    if file.is_dir():
        raise BackupError(f"{file} is a folder; name the file to write")
    if file.exists() and not force:
        raise BackupError(f"{file} is there already; name another file, or replace it with --force")
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        if file.parent == data / KEPT:
            file.parent.mkdir(exist_ok=True, mode=0o700)
        beside.mkdir(mode=0o700)
        try:
            made = _written(store, data, folder, beside)
            (beside / "backup").replace(file)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except (OSError, zipfile.LargeZipFile, sqlite3.Error) as error:
        problem = getattr(error, "strerror", None) or error
        raise BackupError(f"{file}: cannot be written ({problem}); name a file where there is room") from error
    return made


def restore_backup(file: Path, folder: Path | None, settings: Settings, *, force: bool = False) -> Backup:
    """Make the backup in `file` the index of `folder`, or of the folder it was made of; all of it or nothing.

    Raises `BackupError`, `StoreNewer`, `CorpusLocked`.
    """
    file = file.expanduser()
    with _opened(file) as archive:
        backup = read_backup(archive, file)
        place = (folder or Path(backup.folder)).expanduser().resolve()
        data = home.data_folder(place, settings)
        if (data / STORE_FILE).exists() and not force:
            raise BackupError(
                f"{place} has an index already, in {data}; keep it with `sayso backup`, "
                "then replace it with --force"
            )
        is_new = not data.exists()
        home.create_data_folder(place, settings)
        try:
            with WriterLock(data / "writer.lock"):
                _replace(archive, backup, data, place, file)
        except BaseException:
            if is_new and not (data / STORE_FILE).exists():
                shutil.rmtree(data, ignore_errors=True)
            raise
    return replace(backup, folder=str(place))


def read_backup(archive: zipfile.ZipFile, file: Path) -> Backup:
    """What a backup says it holds. Raises `BackupError`, `StoreNewer`."""
    try:
        info = archive.getinfo(CONTENTS)
        if info.file_size > _DESCRIBED_IN:
            raise ValueError("its description is too long")
        record = json.loads(archive.read(info))
        parts = {name: Part(int(part["size"]), str(part["sha256"])) for name, part in record.pop("parts").items()}
        backup = Backup(**{**record, "parts": parts})
        if not isinstance(backup.folder, str) or not all(
            isinstance(number, int) for number in (backup.format, backup.tables, backup.documents)
        ):
            raise ValueError("its description is not as it should be")
    except (KeyError, ValueError, TypeError, AttributeError, RuntimeError, OSError, zipfile.BadZipFile) as error:
        raise BackupError(f"{file} is no backup made by `sayso backup`, or is damaged ({error})") from error
    if backup.format > FORMAT or backup.tables > SCHEMA_VERSION:
        raise StoreNewer(
            f"{file} was written by a newer release of sayso ({backup.release}: backup format {backup.format}, "
            f"tables of version {backup.tables}); this release reads up to format {FORMAT} and version "
            f"{SCHEMA_VERSION}: update sayso"
        )
    strange = [name for name in parts if name not in (STORE_FILE, FEEDBACK) and not _UPLOAD.fullmatch(name)]
    if strange or STORE_FILE not in parts:
        raise BackupError(f"{file} is no backup made by `sayso backup`: {(strange or ['no store in it'])[0]!r}")
    return backup


def _written(store: Store, data: Path, folder: Path, beside: Path) -> Backup:
    """Write the archive into the folder `beside`, from a copy of the store made there."""
    documents = _copied(store, beside / STORE_FILE)
    parts = {STORE_FILE: beside / STORE_FILE}
    if (data / FEEDBACK).is_file():
        parts[FEEDBACK] = data / FEEDBACK
    uploads = sorted((data / UPLOADS).glob("*"))
    parts |= {f"{UPLOADS}/{path.name}": path for path in uploads if _UPLOAD.fullmatch(f"{UPLOADS}/{path.name}")}
    packed: dict[str, Part] = {}
    with (beside / "backup").open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, path in parts.items():
                with suppress(FileNotFoundError):  # an upload that was removed while the others were packed
                    packed[name] = _pack(archive, name, path)
            made = time.strftime("%Y-%m-%dT%H:%M:%S%z")
            backup = Backup(str(folder), made, _release(), documents, packed)
            archive.writestr(CONTENTS, json.dumps(asdict(backup), ensure_ascii=False))
        file.flush()
        os.fsync(file.fileno())
    return backup


def _copied(store: Store, place: Path) -> int:
    """Copy the store as it is in one moment; returns how many documents are in it."""
    connection = store.connection
    with closing(sqlite3.connect(place, isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("DELETE FROM meta WHERE key = ?", (MIRROR_NOTE,))
        copy.execute("DELETE FROM removed")
        return int(copy.execute("SELECT count(*) FROM documents").fetchone()[0])


def _pack(archive: zipfile.ZipFile, name: str, path: Path) -> Part:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        return _pour(source, target)


def _pour(source: IO[bytes], target: IO[bytes], most: int | None = None) -> Part:
    """Copy; ends in a `ValueError` where there is more than `most` bytes."""
    size, digest = 0, hashlib.sha256()
    while chunk := source.read(AT_ONCE):
        size += len(chunk)
        if most is not None and size > most:
            raise ValueError("is longer than it says")
        digest.update(chunk)
        target.write(chunk)
    return Part(size, digest.hexdigest())


def _replace(archive: zipfile.ZipFile, backup: Backup, data: Path, place: Path, file: Path) -> None:
    try:
        coming = home.coming_data_folder(data)
        try:
            _unpack(archive, backup, coming, file)
            _make_ready(coming, file)
            home.note_folder(coming, place)
            home.replace_data_folder(data, coming, carried=(KEPT,))
        finally:
            shutil.rmtree(coming, ignore_errors=True)
    except OSError as error:
        raise BackupError(
            f"{data}: the backup cannot be put there ({error.strerror}); see that the disk has room for "
            f"{backup.size / 1e6:.0f} MB and can be written"
        ) from error


def _unpack(archive: zipfile.ZipFile, backup: Backup, coming: Path, file: Path) -> None:
    (coming / UPLOADS).mkdir(mode=0o700)
    for name, part in backup.parts.items():
        try:
            with archive.open(name) as source, (coming / name).open("xb") as target:
                sound = _pour(source, target, part.size) == part
                target.flush()
                os.fsync(target.fileno())
        except (KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError) as error:
            raise BackupError(f"{file} is damaged: {name} {error}") from error
        except OSError as error:
            if error.errno is None:  # what the unpacking of damaged bytes raises
                raise BackupError(f"{file} is damaged: {name} cannot be unpacked") from error
            raise
        if not sound:
            raise BackupError(f"{file} is damaged: {name} is not what was written")


def _make_ready(coming: Path, file: Path) -> None:
    """Bring the store that was unpacked to this release, and seal it."""
    store = Store(coming / STORE_FILE)
    try:
        with store.reading() as db:
            hidden = db.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchall()
        if hidden:
            raise BackupError(f"{file} is no backup made by `sayso backup`: its store has a {hidden[0][0]}")
        if store.version() < store.newest:
            store.migrate()
        with store.writing():
            upkeep.rename(store)
        store.rest()
    except CorpusError as error:
        if isinstance(error, BackupError | StoreNewer):
            raise
        raise BackupError(f"{file} is no backup made by `sayso backup` ({error})") from error
    finally:
        store.close()
    if not Seal(store.path).is_put():
        raise OSError(None, "the store could not be written whole")


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        problem = getattr(error, "strerror", None) or error
        raise BackupError(f"{file} cannot be read as a backup ({problem})") from error
    with archive:
        yield archive


def _release() -> str:
    try:
        return version("sayso")
    except PackageNotFoundError:
        return "unknown"
