"""How the tables of a store became what they are: each step once, in order, in a file of any age.

A new file is made as version 1, `index.schema`, and taken through the same steps as an old one. To change
the tables, add a step at the end; never change one that was released.
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE IF NOT EXISTS files (root TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, "
        "modified_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, made_by TEXT NOT NULL, settled INTEGER NOT NULL, "
        "reason TEXT NOT NULL, documents INTEGER NOT NULL, passages INTEGER NOT NULL, "
        "PRIMARY KEY (root, file)) WITHOUT ROWID",
        # Zero is no file's: what was indexed before these were kept is compared by content once.
        "ALTER TABLE files ADD COLUMN changed_ns INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE files ADD COLUMN inode INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE files ADD COLUMN device INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE files ADD COLUMN missing INTEGER NOT NULL DEFAULT 0",
    ),
    (
        "CREATE TABLE refusals (root TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, "
        "limits TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (root, file)) WITHOUT ROWID",
    ),
    (
        # JSON of index.records: of tables, of parts, and of the rows of tables that a passage holds.
        "ALTER TABLE texts ADD COLUMN tables TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE texts ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE passages ADD COLUMN table_rows TEXT NOT NULL DEFAULT '[]'",
    ),
)
"""The statements of each step. The step at index i leads from version i + 1 to version i + 2."""

SCHEMA_VERSION = 1 + len(MIGRATIONS)
