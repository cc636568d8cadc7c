"""Which files were too much to read: not tried again at every question, until they or the limits change."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from index.manifest import FileKey, FileRecord


@dataclass(frozen=True, slots=True)
class Refusals:
    """The table of files that were too much to read, inside the store's database and its transactions.

    `limits` names what was allowed, and by which way of reading: under others a file is tried again.
    """

    connection: sqlite3.Connection

    def put(self, record: FileRecord, limits: str, reason: str) -> None:
        """Remember that this content of the file was refused."""
        key = record.key
        self.connection.execute(
            "INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?, ?)",
            (key.root, key.file, record.sha256, limits, reason),
        )

    def reason(self, record: FileRecord, limits: str) -> str:
        """Why this content of the file was refused under the same limits; empty where it was not."""
        found = self.connection.execute(
            "SELECT reason FROM refusals WHERE root = ? AND file = ? AND sha256 = ? AND limits = ?",
            (record.key.root, record.key.file, record.sha256, limits),
        ).fetchone()
        return str(found[0]) if found else ""

    def remove(self, key: FileKey) -> None:
        """Forget a file; an unknown one is no error."""
        self.connection.execute("DELETE FROM refusals WHERE root = ? AND file = ?", (key.root, key.file))
