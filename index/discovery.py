"""Which files of a folder are documents, found without following a link or opening a pipe."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import LoadError
from index.files.kinds import suffix_of
from index.types import FileReport, Outcome

SIDECAR_NAME = "metadata.csv"
"""The file beside documents that says what they are; not a document itself."""

_HIDDEN_PREFIXES = (".", "~$")
_HIDDEN_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

_SPECIAL = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file below the root; `relative` has forward slashes, times are nanoseconds since the epoch."""

    path: Path
    relative: str
    size: int
    modified_ns: int
    changed_ns: int = 0
    inode: int = 0
    device: int = 0


def find_files(root: Path, suffixes: Collection[str] | None = None) -> Iterator[FoundFile | FileReport]:
    """Every readable file below `root`, sorted by path, and a report for each entry that is not read and why.

    Hidden files and folders, lock files and `metadata.csv` are passed over in silence. With `suffixes`
    (lower case, with the dot), files of other kinds are reported as skipped; a mailbox needs none of its own.

    Raises LoadError where `root` is not a folder that can be read.
    """
    try:
        resolved = root.resolve(strict=True)
        os.scandir(resolved).close()
    except FileNotFoundError as error:
        raise LoadError(str(root), "there is no such folder") from error
    except NotADirectoryError as error:
        raise LoadError(str(root), "not a folder; name the folder that holds the documents") from error
    except PermissionError as error:
        raise LoadError(str(root), "no permission to read the folder") from error
    except (OSError, RuntimeError) as error:
        raise LoadError(str(root), f"the folder cannot be read ({error})") from error
    return _walk(resolved, suffixes)


def relative_name(path: Path, root: Path) -> str:
    """`path` below `root` with forward slashes; bytes of a name that are not UTF-8 written as `\\udcff`."""
    return path.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _walk(root: Path, suffixes: Collection[str] | None) -> Iterator[FoundFile | FileReport]:
    pending = [root]
    while pending:
        path = pending.pop()
        try:
            status = path.lstat()
            if stat.S_ISDIR(status.st_mode):
                children = (child for child in path.iterdir() if not _is_hidden(child.name))
                pending.extend(sorted(children, reverse=True))
                continue
        except OSError as error:
            yield FileReport(relative_name(path, root), Outcome.FAILED, f"cannot be read ({error.strerror})")
            continue
        if path.name.lower() != SIDECAR_NAME or not stat.S_ISREG(status.st_mode):
            yield _found(path, root, status, suffixes)


def _is_hidden(name: str) -> bool:
    return name.startswith(_HIDDEN_PREFIXES) or name.lower() in _HIDDEN_NAMES


def _found(
    path: Path, root: Path, status: os.stat_result, suffixes: Collection[str] | None
) -> FoundFile | FileReport:
    relative = relative_name(path, root)
    if reason := _why_not_a_document(path, root, status.st_mode, suffixes):
        return FileReport(relative, Outcome.SKIPPED, reason)
    if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        return FileReport(relative, Outcome.FAILED, "no permission to read it")
    times = (status.st_mtime_ns, status.st_ctime_ns)
    # SQLite's whole numbers have 64 bits with a sign; some file systems number their files beyond that.
    return FoundFile(path, relative, status.st_size, *times, _signed(status.st_ino), _signed(status.st_dev))


def _signed(number: int) -> int:
    return (number + 2**63) % 2**64 - 2**63


def _why_not_a_document(path: Path, root: Path, mode: int, suffixes: Collection[str] | None) -> str:
    if stat.S_ISLNK(mode):
        return _about_link(path, root)
    for is_kind, name in _SPECIAL:
        if is_kind(mode):
            return f"{name}, not a file"
    suffix = suffix_of(path) if suffixes is not None else ""
    if suffixes is not None and suffix not in suffixes:
        return _no_loader(suffix)
    return ""


def _no_loader(suffix: str) -> str:
    """The reason for leaving out a file with this suffix."""
    return f"no loader for {suffix}" if suffix else "no loader for a file without a suffix"


def _about_link(path: Path, root: Path) -> str:
    target = str(path.readlink()).encode("utf-8", "backslashreplace").decode("utf-8")
    try:
        resolved = path.resolve(strict=True)
    except FileNotFoundError:
        return f"a link to {target}, which does not exist"
    except (OSError, RuntimeError):
        return f"a link to {target} that leads in a circle"
    if resolved.is_relative_to(root):
        if path.is_relative_to(resolved):
            return f"a link to {target}, the folder it is in"
        return f"a link to {target}, which is read where it lies"
    return f"a link to {target}, out of the folder; copy it in to have it read"
