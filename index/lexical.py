"""BM25 over the terms of passages, in SQLite's FTS5 inside the store's own database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.terms import query_terms, terms

# Title and headings are repeated in every passage of a document: they help, but say less than the text.
CONTEXT_WEIGHT = 1.0
TEXT_WEIGHT = 1.0
# More terms than any question has; what a pasted page adds beyond them is time.
MAX_TERMS = 64

_SCHEMA = """
CREATE TABLE IF NOT EXISTS lexical_rows (
    row INTEGER PRIMARY KEY,
    passage_id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL,
    language TEXT
);
CREATE INDEX IF NOT EXISTS lexical_rows_by_document ON lexical_rows (document_id);
CREATE TABLE IF NOT EXISTS lexical_languages (language TEXT PRIMARY KEY, passages INTEGER NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS lexical USING fts5(context, text, tokenize = "ascii tokenchars '.'");
CREATE VIRTUAL TABLE IF NOT EXISTS lexical_terms USING fts5vocab(lexical, row);
"""


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """One passage as the lexical index takes it in; `language` is its document's."""

    passage_id: str
    document_id: str
    context: str
    text: str
    language: str | None = None


class LexicalIndex:
    """BM25 ranking of passages. Works inside the caller's connection and transaction, and never commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Create the tables where they do not exist."""
        for statement in _SCHEMA.split(";"):
            if statement.strip():
                self._connection.execute(statement)

    def add(self, entries: Iterable[LexicalEntry]) -> None:
        """Index the passages, replacing those with the same passage ids."""
        for entry in entries:
            self.delete([entry.passage_id])
            row = self._connection.execute(
                "INSERT INTO lexical_rows (passage_id, document_id, language) VALUES (?, ?, ?)",
                (entry.passage_id, entry.document_id, entry.language),
            ).lastrowid
            self._count(entry.language, 1)
            self._connection.execute(
                "INSERT INTO lexical (rowid, context, text) VALUES (?, ?, ?)",
                (
                    row,
                    " ".join(terms(entry.context, entry.language)),
                    " ".join(terms(entry.text, entry.language)),
                ),
            )

    def delete(self, passage_ids: Iterable[str]) -> None:
        """Take the passages out; unknown ids are no error."""
        for passage_id in passage_ids:
            found = self._connection.execute(
                "SELECT row, language FROM lexical_rows WHERE passage_id = ?", (passage_id,)
            ).fetchone()
            if found:
                row, language = found
                self._connection.execute("DELETE FROM lexical WHERE rowid = ?", (row,))
                self._connection.execute("DELETE FROM lexical_rows WHERE row = ?", (row,))
                self._count(language, -1)

    def forget_removed(self) -> None:
        """Overwrite the terms of passages taken out, which stay in the index until its parts are merged."""
        self._connection.execute("INSERT INTO lexical (lexical) VALUES ('optimize')")

    def count(self) -> int:
        """The number of passages."""
        return int(self._connection.execute("SELECT count(*) FROM lexical_rows").fetchone()[0])

    def search(
        self, question: str, k: int, documents: Collection[str] | None = None, language: str | None = None
    ) -> list[tuple[str, float]]:
        """At most k (passage id, BM25 score > 0) of passages sharing a term with `question`, best first.

        `documents` restricts to passages of those document ids; `language` is the question's, for its
        stop words (None: the commonest language of the corpus). Ties are in order of passage id.
        """
        wanted = self._query(question, language)
        if not wanted or k < 1:
            return []
        match = " OR ".join(f'"{term}"' for term in wanted)
        where, parameters = "", []
        if documents is not None:
            where = "AND document_id IN (SELECT value FROM json_each(?))"
            parameters = [json.dumps(sorted(documents))]
        rows = self._connection.execute(
            f"SELECT passage_id, -bm25(lexical, {CONTEXT_WEIGHT}, {TEXT_WEIGHT}) AS score "
            f"FROM lexical JOIN lexical_rows ON row = lexical.rowid WHERE lexical MATCH ? {where} "
            "ORDER BY score DESC, passage_id LIMIT ?",
            (match, *parameters, k),
        )
        return [(str(passage_id), float(score)) for passage_id, score in rows]

    def _query(self, question: str, language: str | None) -> list[str]:
        """The question's terms that occur here, the rarest first."""
        counted = self._connection.execute(
            "SELECT nullif(language, '') FROM lexical_languages WHERE passages > 0 "
            "ORDER BY passages DESC, language"
        )
        frequency: dict[str, int] = {}
        for term in query_terms(question, [code for (code,) in counted], language):
            found = self._connection.execute("SELECT doc FROM lexical_terms WHERE term = ?", (term,)).fetchone()
            if found:
                frequency[term] = int(found[0])
        return sorted(frequency, key=lambda term: (frequency[term], term))[:MAX_TERMS]

    def _count(self, language: str | None, more: int) -> None:
        """Keep the number of passages by language: counting them at each search would take longer than it."""
        self._connection.execute(
            "INSERT INTO lexical_languages VALUES (?, ?) "
            "ON CONFLICT (language) DO UPDATE SET passages = passages + excluded.passages",
            (language or "", more),
        )
