"""Where the tests of what is kept work: in memory where that can be, as they wait for the disk otherwise."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 500_000_000  # bytes


@contextmanager
def scratch() -> Iterator[str]:
    """A folder that is removed afterwards. What is written is safe from a kill there, not from a power cut."""
    usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    with tempfile.TemporaryDirectory(prefix="sayso-trust-", dir=MEMORY if usable else None) as place:
        yield place
