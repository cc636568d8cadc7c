"""The folder that holds every index: where each corpus is kept, and which one was used last.

A corpus's folder of data is replaced as a whole, by `replace_data_folder`. A kill on the way leaves the one or
the other, put in its place by `settle`.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
from pathlib import Path

from index.errors import CorpusError
from index.settings import Settings

FOLDER_NOTE = "corpus.json"
CURRENT_NOTE = "current.json"

_REPLACED, _COMING = ".replaced-", ".coming-"  # before a corpus's name, while its data is replaced


def data_folder(folder: Path, settings: Settings) -> Path:
    """Where the index of `folder` is kept: its name, and a hash of its resolved path."""
    resolved = folder.resolve()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", resolved.name).strip("-.")[:40] or "corpus"
    digest = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:10]
    return settings.home / "corpora" / f"{name}-{digest}"


def has_index(folder: Path, settings: Settings | None = None) -> bool:
    """Whether something was indexed of `folder`, which may be gone."""
    return data_folder(folder, settings or Settings()).is_dir()


def is_read_only(data: Path) -> bool:
    """Whether there is something in `data` and nothing of it can be changed by this process."""
    return data.is_dir() and not all(os.access(path, os.W_OK) for path in (data, *data.glob("*.sqlite3")))


def create_data_folder(folder: Path, settings: Settings) -> Path:
    """Make the folder that holds the index of `folder`. Raises `CorpusError` where that cannot be done."""
    data = data_folder(folder, settings)
    try:
        settle(data)
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if _read_note(data / FOLDER_NOTE) != folder.resolve():
            note_folder(data, folder)
    except OSError as error:
        raise _unwritable(settings.home, error) from error
    return data


def note_folder(data: Path, folder: Path) -> None:
    """Note in `data` which corpus it belongs to. Raises `OSError`."""
    _write_note(data / FOLDER_NOTE, folder.resolve())


def coming_data_folder(data: Path) -> Path:
    """A new folder beside `data`, to be filled and then put in its place. Raises `OSError`."""
    coming = data.with_name(f"{_COMING}{data.name}-{secrets.token_hex(4)}")
    coming.mkdir(parents=True, mode=0o700)
    return coming


def replace_data_folder(data: Path, coming: Path, carried: tuple[str, ...] = ()) -> None:
    """Put `coming` in the place of `data`; what is `carried` of the old one moves over. Raises `OSError`."""
    old = data.with_name(f"{_REPLACED}{data.name}")
    shutil.rmtree(old, ignore_errors=True)
    if data.exists():
        data.rename(old)
    coming.rename(data)
    for name in carried:
        if (old / name).exists() and not (data / name).exists():
            (old / name).rename(data / name)
    shutil.rmtree(old, ignore_errors=True)


def settle(data: Path) -> None:
    """Put back what a killed `replace_data_folder` took away. Raises `OSError`."""
    old = data.with_name(f"{_REPLACED}{data.name}")
    if not data.exists() and old.exists():
        old.rename(data)


def leftovers_beside(data: Path) -> list[Path]:
    """What killed processes left beside `data`. For the holder of its writer lock."""
    names = (f"{_COMING}{data.name}-*", f"{_REPLACED}{data.name}")
    return [path for name in names for path in data.parent.glob(name)] if data.exists() else []


def remember_current(folder: Path, settings: Settings | None = None) -> None:
    """Note `folder` as the corpus to use where none is named."""
    home = (settings or Settings()).home
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_note(home / CURRENT_NOTE, folder.resolve())
    except OSError as error:
        raise _unwritable(home, error) from error


def current_folder(settings: Settings | None = None) -> Path | None:
    """The corpus that was indexed last, whether its folder is still there or not; None where there is none."""
    return _read_note((settings or Settings()).home / CURRENT_NOTE)


def known_corpora(settings: Settings | None = None) -> tuple[Path, ...]:
    """The folders that have an index here, sorted."""
    home = (settings or Settings()).home
    notes = (_read_note(note) for note in home.glob(f"corpora/*/{FOLDER_NOTE}"))
    return tuple(sorted(folder for folder in notes if folder is not None))


def _write_note(note: Path, folder: Path) -> None:
    beside = note.with_name(f"{note.name}.{os.getpid()}")
    beside.write_text(json.dumps({"folder": str(folder)}), encoding="ascii")
    beside.replace(note)


def _read_note(note: Path) -> Path | None:
    try:
        return Path(json.loads(note.read_text(encoding="ascii"))["folder"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _unwritable(home: Path, error: OSError) -> CorpusError:
    remedy = "make room" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "make it writable"
    return CorpusError(
        f"{home}: cannot be written ({error.strerror}); {remedy}, or set SAYSO_HOME to another folder"
    )
