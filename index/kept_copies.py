"""The index as it was before files were forgotten: backups kept beside it for a while."""

from __future__ import annotations

import time
from pathlib import Path

KEPT = "kept"

# Long enough to notice after a month's end or a holiday; each copy takes as much room as the index.
DAYS = 30


def next_place(data: Path) -> Path:
    """Where the next copy goes."""
    return data / KEPT / time.strftime("before-%Y%m%d-%H%M%S.zip")


def kept_copies(data: Path) -> tuple[Path, ...]:
    """The copies there are, oldest first."""
    return tuple(sorted((data / KEPT).glob("before-*.zip")))


def expire(data: Path) -> None:
    """Remove copies older than `DAYS`."""
    for copy in kept_copies(data):
        if copy.stat().st_mtime < time.time() - DAYS * 86_400:
            copy.unlink(missing_ok=True)
