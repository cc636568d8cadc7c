"""Files that were indexed and are not there any more: too many at once are kept until the user says so.

A drive that is not mounted, a folder that was moved or an archive that was not unpacked looks like a person
who deleted everything. To index what was forgotten by mistake takes hours; to say `--forget` takes a second.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from index.manifest import FileRecord

# Up to so many are read again in seconds, should it have been a mistake, and people do clear up that much.
FEW = 10
# People who clear up keep most of what they have; what is not mounted or was moved is gone as a whole.
LARGE_PART = 0.5

NAMED = 3  # files named in the sentence


def held_back(vanished: Sequence[FileRecord], known: Collection[FileRecord]) -> tuple[FileRecord, ...]:
    """Those of the vanished files that are not to be forgotten without being told to.

    All, where they are a large part of the files that are `known` or of their documents; else those that
    were held back before.
    """
    if _large(len(vanished), len(known)) or _large(_documents(vanished), _documents(known)):
        return tuple(vanished)
    return tuple(record for record in vanished if record.missing)


def missing_note(missing: Sequence[FileRecord], known: int, folder: Path) -> str:
    """What is missing of `known` files and what to do about it, in a sentence or two."""
    return (
        f"{len(missing)} of {known} files that were indexed are not in {folder} any more ({_names(missing)}). "
        "Nothing of them was removed, they are searched as they were indexed. Bring them back, for instance by "
        f"mounting the drive they lie on; if they are gone for good, run `sayso index --forget {folder}`"
    )


def away_note(folder: Path, documents: int) -> str:
    """What to do about a folder that is not there as a whole."""
    return (
        f"the folder {folder} is gone: moved, renamed, or on a drive that is not mounted. Answers come from the "
        f"{documents} documents that were indexed of it, as they were; bring it back, or index it where it lies "
        "now with `sayso index FOLDER`"
    )


def forgotten_note(forgotten: Sequence[FileRecord], kept: Path, days: int) -> str:
    """What was forgotten and how to have it back."""
    return (
        f"{len(forgotten)} missing files forgotten ({_names(forgotten)}); the index as it was is kept for {days} "
        f"days: `sayso restore --force {kept}` brings it back"
    )


def _large(part: int, whole: int) -> bool:
    return part > FEW and part >= LARGE_PART * whole


def _documents(records: Collection[FileRecord]) -> int:
    return sum(record.documents for record in records)


def _names(records: Sequence[FileRecord]) -> str:
    names = ", ".join(record.key.file for record in records[:NAMED])
    return names if len(records) <= NAMED else f"{names}, …"
