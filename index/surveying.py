"""What lies in the folders of a corpus now, compared with the manifest."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.discovery import SIDECAR_NAME, FoundFile, find_files
from index.loading import supported_suffixes
from index.manifest import FileKey, Manifest, Plan, plan
from index.metadata import Sidecar, read_sidecar
from index.types import FileReport, Outcome

# Changes when loaders or metadata give the same file another text or description: everything is read again.
READING = "2"


@dataclass(frozen=True, slots=True)
class Root:
    """A folder whose files belong to the corpus; `key` names it in the store, '' for the corpus's own."""

    key: str
    folder: Path

    def shown(self, file: str) -> str:
        """How a file of this root is named to the user."""
        return f"{self.key}/{file}" if self.key else file


@dataclass(frozen=True, slots=True)
class Survey:
    """What an indexing run has to do, what was found beside documents, and each root's `metadata.csv`."""

    plan: Plan
    reports: tuple[FileReport, ...]
    sidecars: dict[str, Sidecar]


def survey(roots: Sequence[Root], manifest: Manifest, made_by: str) -> Survey:
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
    )
    return Survey(todo, tuple(reports), sidecars)


def _still_there(known: Iterable[FileKey], unread: Sequence[FileKey]) -> frozenset[FileKey]:
    """The known files that are, or lie in a folder that is, there but cannot be read."""
    return frozenset(
        key
        for key in known
        for place in unread
        if key.root == place.root and (key.file == place.file or key.file.startswith(f"{place.file}/"))
    )
