"""Bytes of a file, without hanging on a pipe and without filling the memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from index.errors import LoadError

SIZE_LIMIT = 100_000_000
"""Bytes of a file of text: a hundred books. A larger one is a dump, and decoding it takes gigabytes."""

CONTAINER_LIMIT = 500_000_000
"""Bytes of a PDF or docx, most of which are pictures that are not read."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path, limit: int = SIZE_LIMIT) -> bytes:
    """The file's bytes. Raises LoadError where it is empty, too large, unreadable, or no regular file."""
    try:
        descriptor = os.open(path, _FLAGS)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, so that what was checked is what is read
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise LoadError(str(path), "not a regular file")
            if status.st_size > limit:
                raise LoadError(str(path), too_large(status.st_size, limit))
            data = file.read(limit + 1)
    except OSError as error:
        raise LoadError(str(path), unreadable(error)) from error
    if len(data) > limit:
        raise LoadError(str(path), too_large(len(data), limit))
    if not data:
        raise LoadError(str(path), "the file is empty")
    return data


def read_start(path: Path, length: int) -> bytes:
    """The first bytes of a file, `length` at most. Raises LoadError where it is unreadable, or no regular file."""
    try:
        descriptor = os.open(path, _FLAGS)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - as above
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise LoadError(str(path), "not a regular file")
            return file.read(length)
    except OSError as error:
        raise LoadError(str(path), unreadable(error)) from error


def too_large(size: int, limit: int) -> str:
    """The reason for leaving out a file of `size` bytes."""
    return f"{size / 1e6:,.0f} MB, more than the {limit / 1e6:,.0f} MB that are read of one file; split it"


def unreadable(error: OSError) -> str:
    """The reason in `error`, in words without the path."""
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "it is no longer there"
    return f"cannot be read ({error.strerror or error})"
