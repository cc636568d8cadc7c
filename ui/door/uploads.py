"""Files that visitors hand over: kept in a folder of their own until they are taken in, and never longer.

A visitor gets a token for each, which is of no use to anybody else. Nobody learns where a file lies.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import stat
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ui.door.asgi import Caller
from ui.door.refusal import Refusal

EACH = 50_000_000  # bytes a file; a book as PDF is a tenth of it
TOGETHER = 10 * EACH  # bytes that one client may have here at once
ALL = 4 * TOGETHER  # bytes of all clients
MOST = 2_000  # files of one client
KEPT = 3600.0  # seconds before what nobody took in is deleted

_FOLDER = "sayso-uploads-"
_LOCK = ".lock"  # held while the server of the folder lives
_LONGEST_NAME = 200  # bytes; file systems take 255


@dataclass(slots=True)
class _Upload:
    caller: Caller
    path: Path
    size: int = 0
    at: float = field(default_factory=time.monotonic)
    taken: bool = False


class Uploads:
    """The uploads of one server. `suffixes` are the kinds of file that are taken."""

    def __init__(
        self, suffixes: Iterable[str], *, each: int = EACH, together: int = TOGETHER, everyone: int = ALL
    ) -> None:
        self.suffixes = frozenset(suffix.lower() for suffix in suffixes)
        self.each, self.together = each, together
        self._everyone = everyone
        self._held: dict[str, _Upload] = {}
        self._number: Counter[str] = Counter()
        self._size: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._holding: BinaryIO | None = None

    def folder(self) -> Path:
        """Where the files lie, for the owner's eyes only; made when the first comes."""
        with self._lock:
            if self._folder is None:
                _delete_left_behind()
                self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
                self._holding = (self._folder / _LOCK).open("wb")
                fcntl.flock(self._holding, fcntl.LOCK_EX)
            return self._folder

    def close(self) -> None:
        """Delete everything, when the server ends."""
        with self._lock:
            folder, self._folder = self._folder, None
            self._held.clear()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if self._holding is not None:
            self._holding.close()

    def open(self, name: str, caller: Caller) -> tuple[str, BinaryIO]:
        """A token, and a file to write to, for a file of this name. Raises `Refusal` where it is not taken."""
        plain = _plain(name)
        if Path(plain).suffix.lower() not in self.suffixes:
            raise Refusal(415, f"{plain}: files of this kind are not read; {', '.join(sorted(self.suffixes))} are")
        self.sweep()
        token = secrets.token_urlsafe(24)
        place = self.folder() / token
        place.mkdir(mode=0o700)
        with self._lock:
            self._held[f"{token}/{plain}"] = _Upload(caller, place / plain)
            self._number[caller.client] += 1
        if self._number[caller.client] > MOST:
            self.drop([f"{token}/{plain}"])
            raise Refusal(429, f"more than {MOST:,} files at once; wait until those before are indexed")
        return f"{token}/{plain}", (place / plain).open("xb")

    def grown(self, token: str, size: int) -> None:
        """Note that so many bytes were added to a file. Raises `Refusal` where there is no room for them."""
        with self._lock:
            upload = self._held[token]
            upload.size += size
            self._size[upload.caller.client] += size
            own, everyone = self._size[upload.caller.client], self._size.total()
        if upload.size > self.each:
            raise Refusal(413, f"{upload.path.name}: larger than the {self.each // 1_000_000} MB a file may have")
        if own > self.together:
            raise Refusal(413, f"more than {self.together // 1_000_000} MB at once; add fewer files at a time")
        if everyone > self._everyone:
            raise Refusal(507, "there is no room for more uploads now; try again when those before are indexed")

    def holds(self, token: object, visitor: str) -> bool:
        """Whether this is the token of a file that this visitor handed over, and nobody has taken in yet."""
        with self._lock:
            upload = self._held.get(token) if isinstance(token, str) else None
        return (
            upload is not None
            and not upload.taken
            and secrets.compare_digest(upload.caller.visitor.encode(), visitor.encode())
        )

    def take(self, tokens: Sequence[str], visitor: str) -> list[Path]:
        """The files of this visitor's tokens, to be indexed and then dropped. Raises `Refusal` for any other."""
        if not all(self.holds(token, visitor) for token in tokens):
            raise Refusal(403, "these files are no longer here; hand them over again")
        with self._lock:
            uploads = [self._held[token] for token in tokens]
            for upload in uploads:
                upload.taken = True
        paths = [upload.path for upload in uploads]
        if not all(self._lies_here(path) for path in paths):
            raise Refusal(403, "these files are not what was handed over")
        return paths

    def _lies_here(self, path: Path) -> bool:
        """Whether this is a plain file of its own in our folder, through no link."""
        try:
            found = path.lstat()
        except OSError:
            return False
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.folder()))
        return stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and inside

    def drop(self, tokens: Iterable[str]) -> None:
        """Delete files, whether or not they were taken in."""
        with self._lock:
            gone = [upload for token in tokens if (upload := self._held.pop(token, None)) is not None]
            for upload in gone:
                self._number[upload.caller.client] -= 1
                self._size[upload.caller.client] -= upload.size
            self._number, self._size = +self._number, +self._size
        for upload in gone:
            with suppress(OSError):
                upload.path.unlink(missing_ok=True)
                upload.path.parent.rmdir()

    def sweep(self, older: float = KEPT) -> None:
        """Delete what was handed over and not taken in for so many seconds."""
        now = time.monotonic()
        with self._lock:
            old = [token for token, one in self._held.items() if not one.taken and now - one.at > older]
        self.drop(old)


def _plain(name: str) -> str:
    """A file name without folders, controls and excess length, its ending kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in last if letter.isprintable()).strip().lstrip(".")
    stem, dot, suffix = clean.rpartition(".")
    ending = f"{dot}{suffix}".encode()[:20]
    short = (stem.encode()[: _LONGEST_NAME - len(ending)] + ending).decode("utf-8", "ignore")
    return short if stem else f"upload{short}"


def _delete_left_behind() -> None:
    """Delete the folders of servers that were ended before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            with (folder / _LOCK).open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
