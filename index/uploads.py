"""The files a corpus keeps itself: copies of what a user handed in, beside the folder it watches."""

from __future__ import annotations

import csv
import hashlib
import re
import secrets
import shutil
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from index.discovery import SIDECAR_NAME
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


def keep(data: bytes, name: str, uploads: Path, *, told: Mapping[str, str]) -> Path:
    """Write a file among the uploads, over one of its name, and what is told of it into their `metadata.csv`."""
    uploads.mkdir(exist_ok=True, mode=0o700)
    beside = uploads / f".{secrets.token_hex(4)}"
    try:
        beside.write_bytes(data)
        _tell(uploads, name, told)
        return beside.replace(uploads / name)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CorpusError(f"{uploads / name} cannot be written ({error.strerror})") from error


_COLUMNS = ("file", "title", "url", "fetched")


def _tell(uploads: Path, name: str, told: Mapping[str, str]) -> None:
    """Put a file's row into `metadata.csv`, in place of the one it had."""
    place = uploads / SIDECAR_NAME
    rows = []
    if place.exists():
        with place.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("file") != name]
    beside = uploads / f".{secrets.token_hex(4)}"
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows([*rows, {"file": name, **told}])
    beside.replace(place)


def text_name(title: str, text: str) -> str:
    """The file name of a pasted text: what it is called, and another one for every text."""
    shown = re.sub(r"[^\w-]+", "-", title.casefold()).strip("-")[:60] or "text"
    return f"{shown}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}.txt"


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
