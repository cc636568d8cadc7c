"""The tables of the store, `index.store`, as version 1 had them; `index.migrations` says what changed since."""

from __future__ import annotations

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    root TEXT NOT NULL,         -- '' is the corpus's own folder
    file TEXT NOT NULL,         -- path below the root
    path TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT,
    author TEXT,
    published TEXT,             -- ISO 8601
    language TEXT,
    url TEXT,
    media_type TEXT NOT NULL,
    lines BLOB NOT NULL,        -- hashes of its lines, 8 bytes each
    repeated BLOB NOT NULL      -- those left out as repeated across the corpus
);
CREATE INDEX documents_by_file ON documents (root, file);
CREATE TABLE texts (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    pages TEXT NOT NULL,        -- JSON: [[number, start, end], ...]
    headings TEXT NOT NULL      -- JSON: [[level, start, end], ...]
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    vector INTEGER NOT NULL REFERENCES vectors (number)
);
CREATE INDEX passages_by_document ON passages (document_id, ordinal);
CREATE INDEX passages_by_vector ON passages (vector);
CREATE TABLE vectors (
    number INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,  -- of the text that was embedded
    vector BLOB NOT NULL        -- float32, little endian, unit length
);
CREATE TABLE removed (
    number INTEGER PRIMARY KEY  -- of a passage that is gone since the mirror was published
);
CREATE TABLE excluded (document_id TEXT PRIMARY KEY, content_hash TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    annotator TEXT NOT NULL,
    version TEXT NOT NULL,
    facts TEXT NOT NULL,        -- JSON
    PRIMARY KEY (annotator, document_id)
) WITHOUT ROWID;
"""
