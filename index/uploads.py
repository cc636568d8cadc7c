"""The files a corpus keeps itself: copies of what a user handed in, beside the folder it watches."""

from __future__ import annotations

import secrets
import shutil
from itertools import count
from pathlib import Path

from index.errors import CorpusError
from index.manifest import hash_file
from index.types import FileReport, Outcome

UPLOADS = "uploads"


def take_in(path: Path, uploads: Path) -> Path | FileReport:
    """Copy a file into the folder of uploads, under another name where its own is taken by another content.

    Returns the copy, or a report with the reason where there is none.
    """
    if not path.is_file():
        return FileReport(str(path), Outcome.FAILED, "is not a file" if path.exists() else "is not there")
    beside = uploads / f".{secrets.token_hex(4)}"
    try:
        uploads.mkdir(exist_ok=True, mode=0o700)
        shutil.copyfile(path, beside)
        return beside.replace(_free_name(path, uploads))
    except OSError as error:
        beside.unlink(missing_ok=True)
        return FileReport(str(path), Outcome.FAILED, f"cannot be copied ({error.strerror})")


def remove_copy(copy: Path) -> None:
    """Delete what was handed in; a copy that is gone is no error. Raises `CorpusError`."""
    try:
        copy.unlink(missing_ok=True)
    except OSError as error:
        raise CorpusError(f"{copy}: cannot be deleted ({error.strerror}); make its folder writable") from error


def _free_name(path: Path, uploads: Path) -> Path:
    """Where the file goes: its name, or with a number behind it; the same content has one place."""
    name = path.name.lstrip(".") or "upload"
    stem, suffix = Path(name).stem, Path(name).suffix
    content = hash_file(path)
    for number in count(2):
        place = uploads / name
        if not place.exists() or hash_file(place) == content:
            return place
        name = f"{stem}-{number}{suffix}"
    raise AssertionError("count never ends")
