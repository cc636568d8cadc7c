"""Whether a file is as its last writer left it: a digest beside it, taken away before it is changed.

SQLite notices a damaged page only where the page's own structure is hurt; a digit of a date or of a vector
it reads as it stands. While a writer is at work, and after one was killed, there is no seal and nothing is said.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

# Reading a gigabyte takes about a second at each opening; of what is larger only size and time are compared.
READ_UP_TO = 1_000_000_000  # bytes


@dataclass(frozen=True, slots=True)
class _Facts:
    size: int
    modified_ns: int
    sha256: str


class Seal:
    """The seal of `file`, kept in `path`."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.path = file.with_name(f"{file.name}.seal")

    def put(self) -> None:
        """Seal the file as it is now. Raises `OSError`."""
        content = json.dumps(asdict(_facts(self.file))).encode()
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with beside.open("wb") as file:
            file.write(b"%s\n%08x\n" % (content, zlib.crc32(content)))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)

    def lift(self) -> None:
        """Take the seal away, for good even if the power fails; before the file is changed."""
        try:
            self.path.unlink()
        except FileNotFoundError:
            return
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def is_put(self) -> bool:
        """Whether there is a seal that can be read."""
        return self._read() is not None

    def broken(self) -> str:
        """What is wrong with the file, as a clause; empty where it is sound or nobody can say."""
        seal = self._read()
        while seal is not None:
            found = None
            with suppress(FileNotFoundError):
                found = _facts(self.file)
            if found is not None and _same(seal, found):
                return ""
            again = self._read()
            if again == seal:
                return "is missing" if found is None else "is not what was written"
            seal = again  # a writer came in between
        return ""

    def _read(self) -> _Facts | None:
        """The seal; None where there is none, or it is damaged itself."""
        try:
            content, check, _ = self.path.read_bytes().split(b"\n")
            return _Facts(**json.loads(content)) if int(check, 16) == zlib.crc32(content) else None
        except (OSError, ValueError, TypeError):
            return None


def _facts(path: Path) -> _Facts:
    with path.open("rb") as file:
        facts = os.fstat(file.fileno())
        read = facts.st_size <= READ_UP_TO
        return _Facts(
            facts.st_size, facts.st_mtime_ns, hashlib.file_digest(file, "sha256").hexdigest() if read else ""
        )


def _same(seal: _Facts, found: _Facts) -> bool:
    if seal.sha256:
        return (seal.size, seal.sha256) == (found.size, found.sha256)
    return (seal.size, seal.modified_ns) == (found.size, found.modified_ns)
