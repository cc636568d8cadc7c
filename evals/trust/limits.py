"""What a process that is made to fail may take of this machine."""

from __future__ import annotations

import resource

# A killed Chroma once made the next opening grow a file past a terabyte.
LARGEST_FILE = 200_000_000  # bytes


def limited() -> None:
    """In a new process, before it starts: no file of it can grow past `LARGEST_FILE`."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
