"""What lies in the folders of a corpus now, compared with the manifest."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.discovery import SIDECAR_NAME, FoundFile, find_files
from index.loading import supported_suffixes
from index.manifest import FileKey, FileRecord, Manifest, Plan, Unreadable, plan
from index.metadata import Sidecar, read_sidecar
from index.missing import held_back, missing_note
from index.types import FileReport, Outcome

# Changes when loaders or metadata give the same file another text or description: everything is read again.
READING = "2"

COPY_GONE = "the copy that was kept of it is gone"
COPY_DAMAGED = "the copy that was kept of it is not what was handed in"


@dataclass(frozen=True, slots=True)
class Root:
    """A folder whose files belong to the corpus; `key` names it in the store, '' for the corpus's own."""

    key: str
    folder: Path

    def shown(self, file: str) -> str:
        """How a file of this root is named to the user."""
        return f"{self.key}/{file}" if self.key else file


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a run: to read every file's bytes, and to forget files that are missing."""

    by_content: bool = False
    forget: bool = False


CHANGES = Request()
"""What looks changed is read, and what is missing is kept where it is much."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What an indexing run has to do, what was found beside documents, and each root's `metadata.csv`.

    `forgotten` are files that go only because the user said so; `notes` are for the report.
    """

    plan: Plan
    reports: tuple[FileReport, ...]
    sidecars: dict[str, Sidecar]
    forgotten: tuple[FileRecord, ...] = ()
    notes: tuple[str, ...] = ()


def survey(roots: Sequence[Root], manifest: Manifest, made_by: str, request: Request = CHANGES) -> Survey:
    """Look through the folders. Raises `LoadError` where the corpus's own folder cannot be read.

    `made_by` names what else, besides loaders and metadata, decides how a file is indexed.
    """
    found: list[tuple[str, FoundFile]] = []
    unread: list[FileKey] = []
    reports: list[FileReport] = []
    sidecars: dict[str, Sidecar] = {}
    for root in roots:
        if root.key and not root.folder.is_dir():
            continue
        sidecars[root.key] = read_sidecar(root.folder)
        if problems := "; ".join(sidecars[root.key].problems):
            reports.append(FileReport(root.shown(SIDECAR_NAME), Outcome.FAILED, problems))
        for entry in find_files(root.folder, supported_suffixes()):
            if isinstance(entry, FoundFile):
                found.append((root.key, entry))
                continue
            reports.append(FileReport(root.shown(entry.path), entry.outcome, entry.reason))
            if entry.outcome is Outcome.FAILED:
                unread.append(FileKey(root.key, entry.path))
    keys = {root.key for root in roots}
    known = {key: record for key, record in manifest.records().items() if key.root in keys}
    todo = plan(
        found,
        known,
        lambda key: f"{READING}/{made_by}/{sidecars[key.root].version(key.file)}",
        time.time_ns(),
        _still_there(known, unread),
        by_content=request.by_content,
    )
    if not request.forget:
        todo = _copies_kept(todo)
    return _held_back(Survey(todo, tuple(reports), sidecars), roots, known, request)


def _held_back(
    seen: Survey, roots: Sequence[Root], known: Mapping[FileKey, FileRecord], request: Request
) -> Survey:
    """Without the removal of what is missing, unless the user asked for it."""
    todo = seen.plan
    for root in roots:
        known_here = [record for record in known.values() if record.key.root == root.key]
        held = held_back([record for record in todo.vanished if record.key.root == root.key], known_here)
        if held and request.forget:
            seen = replace(seen, forgotten=(*seen.forgotten, *held))
        elif held:
            gone = tuple(record for record in todo.gone if record not in held)
            todo = replace(todo, gone=gone, missing=(*todo.missing, *held))
            note = missing_note(held, len(known_here), root.folder)
            seen = replace(seen, plan=todo, notes=(*seen.notes, note))
    return seen


def _copies_kept(todo: Plan) -> Plan:
    """Files handed in are changed and removed by sayso alone: one that is not as it was is damaged.

    What was indexed of it is all that is left of it, and stays.
    """
    damaged = tuple(
        t for t in todo.tasks if t.record.key.root and t.previous and _other_bytes(t.previous, t.record)
    )
    gone = tuple(record for record in todo.vanished if record.key.root)
    if not damaged and not gone:
        return todo
    return replace(
        todo,
        tasks=tuple(task for task in todo.tasks if task not in damaged),
        gone=tuple(record for record in todo.gone if record not in gone),
        unreadable=(
            *todo.unreadable,
            *(Unreadable(task.record.key, COPY_DAMAGED, known=True) for task in damaged),
            *(Unreadable(record.key, COPY_GONE, known=True) for record in gone),
        ),
    )


def _other_bytes(before: FileRecord, now: FileRecord) -> bool:
    return before.sha256 != now.sha256


def _still_there(known: Iterable[FileKey], unread: Sequence[FileKey]) -> frozenset[FileKey]:
    """The known files that are, or lie in a folder that is, there but cannot be read."""
    return frozenset(
        key
        for key in known
        for place in unread
        if key.root == place.root and (key.file == place.file or key.file.startswith(f"{place.file}/"))
    )
