"""Documents, passages, vectors and facts in one SQLite file: the truth everything else derives from.

Passages carry a number that is never given twice; the vector index knows them by it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.database import Database
from index.errors import StoreDamaged
from index.migrations import MIGRATIONS
from index.records import part_of, part_record, row_of, row_record, table_of, table_record
from index.schema import SCHEMA
from index.types import Document, DocumentInfo, Heading, Page, Passage, Span, VectorRecord

Item = TypeVar("Item")

UNTIDY_NOTE = "untidy"  # set from when texts were removed until what is left of them was overwritten

AT_ONCE = 500  # values in one SQL statement, far below SQLite's limit

_INFO = (
    "d.id, d.path, d.content_hash, d.title, d.publisher, d.author, d.published, d.language, d.url, d.media_type"
)
_PASSAGE = 'p.id, p.document_id, p.ordinal, p.start, p."end", p.text, p.context, p.tokens, p.table_rows'


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document and what else the store keeps of it.

    `root` and `file` say which file it came from, `lines` are the hashes of its lines and `repeated`
    those left out of its passages.
    """

    document: Document
    root: str
    file: str
    lines: frozenset[int]
    repeated: frozenset[int]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """The hashes of a document's lines, and those of them left out of its passages."""

    all: frozenset[int]
    repeated: frozenset[int]


class Store(Database):
    """What is known of one corpus. Raises `StoreDamaged`, `StoreNewer`, `CorpusError` where it cannot be used."""

    UNTIDY_TERMS, UNTIDY_FILE = "terms", "file"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__(path, SCHEMA, MIGRATIONS, read_only=read_only)

    def note(self, key: str) -> str | None:
        """What was noted under `key`."""
        with self.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_note(self, key: str, value: str) -> None:
        """Note something; only inside `writing()`."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def drop_note(self, key: str) -> None:
        """Take a note away; only inside `writing()`."""
        self.connection.execute("DELETE FROM meta WHERE key = ?", (key,))

    def vacuum(self) -> None:
        """Write the file anew without what was deleted. For the holder of the writer lock."""
        with self.explained():
            self._break_seal()
            self.connection.execute("VACUUM")

    def put(self, stored: StoredDocument) -> None:
        """Write a document whole, in place of an earlier one of its id; only inside `writing()`.

        The vectors of its passages must have been put before.
        """
        document, info = stored.document, stored.document.info
        self.remove([info.id])
        self.connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(info.id, stored.root, stored.file, info.path, info.content_hash, info.title),
                *(info.publisher, info.author, info.published.isoformat() if info.published else None),
                *(info.language, info.url, info.media_type, _packed(stored.lines), _packed(stored.repeated)),
            ),
        )
        self.connection.execute(
            "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)",
            (
                info.id,
                document.text,
                json.dumps([(page.number, page.span.start, page.span.end) for page in document.pages]),
                json.dumps([(head.level, head.span.start, head.span.end) for head in document.headings]),
                json.dumps([table_record(table) for table in document.tables], separators=(",", ":")),
                json.dumps([part_record(part) for part in document.parts]),
            ),
        )
        self.connection.executemany(
            'INSERT INTO passages (id, document_id, ordinal, start, "end", text, context, tokens, table_rows, '
            "vector) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(p.id, p.document_id, p.ordinal, p.start, p.end, p.text),
                    *(p.context, p.tokens, json.dumps(list(map(row_record, p.rows))), self._vector_number(p)),
                )
                for p in stored.passages
            ),
        )

    def remove(self, document_ids: Iterable[str]) -> None:
        """Remove documents and what belongs to them; only inside `writing()`. Their vectors stay for re-use."""
        for document_id in document_ids:
            self.connection.execute(
                "INSERT INTO removed SELECT number FROM passages WHERE document_id = ?", (document_id,)
            )
            gone = self.connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
            if gone.rowcount:
                self.connection.execute(
                    "INSERT OR IGNORE INTO meta VALUES (?, ?)", (UNTIDY_NOTE, self.UNTIDY_TERMS)
                )

    def exclude(self, info: DocumentInfo) -> None:
        """Note that a document, as its text is now, is not wanted; only inside `writing()`."""
        self.connection.execute("INSERT OR REPLACE INTO excluded VALUES (?, ?)", (info.id, info.content_hash))

    def exclude_again(self, excluded: Mapping[str, str]) -> None:
        """Note what `excluded` gave, in a store that was made anew; only inside `writing()`."""
        self.connection.executemany("INSERT OR REPLACE INTO excluded VALUES (?, ?)", excluded.items())

    def excluded(self) -> dict[str, str]:
        """Document id -> content hash of the documents that are not wanted."""
        with self.reading() as db:
            return dict(db.execute("SELECT document_id, content_hash FROM excluded"))

    def forget_unused_vectors(self) -> None:
        """Drop the vectors no passage has any more; only inside `writing()`."""
        self.connection.execute("DELETE FROM vectors WHERE number NOT IN (SELECT vector FROM passages)")

    def forget_removed(self) -> None:
        """Forget which passages were removed, once the mirror has followed; only inside `writing()`."""
        self.connection.execute("DELETE FROM removed")

    def put_vectors(self, vectors: Iterable[tuple[Passage, NDArray[np.float32]]]) -> None:
        """Keep the vectors of these passages' searchable texts; only inside `writing()`."""
        self.connection.executemany(
            "INSERT OR IGNORE INTO vectors (hash, vector) VALUES (?, ?)",
            ((_hash(passage), np.ascontiguousarray(vector, "<f4").tobytes()) for passage, vector in vectors),
        )

    def lend_vectors(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        """Let new passages with the same text as old ones have their vectors; only inside `writing()`."""
        lenders = {passage.text: passage for passage in old}
        self.connection.executemany(
            "INSERT OR IGNORE INTO vectors (hash, vector) SELECT ?, vector FROM vectors WHERE hash = ?",
            ((_hash(p), _hash(lenders[p.text])) for p in new if p.text in lenders),
        )

    def vectors(self, passages: Iterable[Passage]) -> list[tuple[Passage, NDArray[np.float32]]]:
        """The vectors of those passages whose searchable text has one here."""
        wanted = {_hash(passage): passage for passage in passages}
        with self.reading() as db:
            rows = _chosen(db, "SELECT hash, vector FROM vectors WHERE hash IN", tuple(wanted))
            return [(wanted[key], np.frombuffer(blob, dtype="<f4")) for key, blob in rows]

    def without_vector(self, passages: Iterable[Passage]) -> list[Passage]:
        """Those passages whose searchable text has no vector here yet, one for each text."""
        wanted = {_hash(passage): passage for passage in passages}
        with self.reading() as db:
            known = list(_chosen(db, "SELECT hash FROM vectors WHERE hash IN", tuple(wanted)))
        for (found,) in known:
            del wanted[found]
        return list(wanted.values())

    def infos(self, document_ids: Iterable[str] | None = None) -> list[DocumentInfo]:
        """The documents with these ids, or all; by path and id."""
        with self.reading() as db:
            if document_ids is None:
                rows = db.execute(f"SELECT {_INFO} FROM documents d").fetchall()
            else:
                rows = list(_chosen(db, f"SELECT {_INFO} FROM documents d WHERE d.id IN", document_ids))
        return sorted((_info(row) for row in rows), key=lambda info: (info.path, info.id))

    def files_of(self, document_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """By document id, the root and the file it was read from."""
        with self.reading() as db:
            rows = _chosen(db, "SELECT id, root, file FROM documents WHERE id IN", document_ids)
            return {document_id: (root, file) for document_id, root, file in rows}

    def of_file(self, root: str, file: str) -> list[str]:
        """The ids of the documents read from a file."""
        with self.reading() as db:
            rows = db.execute("SELECT id FROM documents WHERE root = ? AND file = ?", (root, file))
            return [document_id for (document_id,) in rows]

    def document(self, document_id: str) -> Document | None:
        """The document with its text, checked against its hash; None where there is none of that id."""
        with self.reading() as db:
            row = db.execute(
                f"SELECT {_INFO}, t.text, t.pages, t.headings, t.tables, t.parts FROM documents d "
                "JOIN texts t ON t.document_id = d.id WHERE d.id = ?",
                (document_id,),
            ).fetchone()
        if row is None:
            return None
        *info, text, pages, headings, tables, parts = row
        document = Document(
            _info(info),
            text,
            tuple(Page(number, Span(start, end)) for number, start, end in json.loads(pages)),
            tuple(Heading(level, Span(start, end)) for level, start, end in json.loads(headings)),
            tuple(map(table_of, json.loads(tables))),
            tuple(map(part_of, json.loads(parts))),
        )
        found = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        self._check(found == document.info.content_hash, document.info.path)
        return document

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order."""
        with self.reading() as db:
            rows = db.execute(
                f"SELECT {_PASSAGE} FROM passages p WHERE p.document_id = ? ORDER BY p.ordinal", (document_id,)
            )
            return [_passage(row) for row in rows]

    def passage_ids(self, document_ids: Iterable[str]) -> list[str]:
        """The ids of the passages of these documents."""
        with self.reading() as db:
            return [row[0] for row in _chosen(db, "SELECT id FROM passages WHERE document_id IN", document_ids)]

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """Passage number -> passage id, for those that (still) exist."""
        with self.reading() as db:
            return dict(_chosen(db, "SELECT number, id FROM passages WHERE number IN", numbers))

    def hits(self, passage_ids: Iterable[str]) -> dict[str, tuple[Passage, DocumentInfo]]:
        """By id, the passages that exist and their documents. Raises `StoreDamaged` for a text that changed."""
        with self.reading() as db:
            rows = _chosen(
                db,
                f"SELECT {_PASSAGE}, v.hash, {_INFO} FROM passages p JOIN documents d ON d.id = p.document_id "
                "JOIN vectors v ON v.number = p.vector WHERE p.id IN",
                passage_ids,
            )
            found = {row[0]: (_passage(row[:9]), row[9], _info(row[10:])) for row in rows}
        for passage, known, info in found.values():
            self._check(_hash(passage) == known, info.path)
        return {name: (passage, info) for name, (passage, _, info) in found.items()}

    def lines(self) -> dict[str, Lines]:
        """By document id, the hashes of its lines."""
        with self.reading() as db:
            rows = db.execute("SELECT id, lines, repeated FROM documents")
            return {name: Lines(_unpacked(lines), _unpacked(repeated)) for name, lines, repeated in rows}

    def records_after(self, number: int) -> Iterator[VectorRecord]:
        """The vectors of the passages with a higher number, by number, named by it."""
        while True:
            with self.reading() as db:
                rows = db.execute(
                    "SELECT p.number, v.vector, d.id, d.language, d.publisher, d.published FROM passages p "
                    "JOIN vectors v ON v.number = p.vector JOIN documents d ON d.id = p.document_id "
                    f"WHERE p.number > ? ORDER BY p.number LIMIT {AT_ONCE}",
                    (number,),
                ).fetchall()
            for number, vector, *fields in rows:
                yield VectorRecord(str(number), np.frombuffer(vector, dtype="<f4"), _metadata(*fields))
            if len(rows) < AT_ONCE:
                return

    def count_passages(self) -> int:
        """How many passages there are."""
        return self._count("SELECT count(*) FROM passages")

    def removed_numbers(self) -> list[int]:
        """The passages removed since `forget_removed`."""
        with self.reading() as db:
            return [number for (number,) in db.execute("SELECT number FROM removed ORDER BY number")]

    def last_number(self) -> int:
        """The highest passage number; 0 where there is none."""
        return self._count("SELECT coalesce(max(number), 0) FROM passages")

    def count_upto(self, number: int) -> int:
        """How many passages have this number or a lower one."""
        return self._count("SELECT count(*) FROM passages WHERE number <= ?", number)

    def set_facts(self, document_id: str, annotator: str, version: str, facts: list[dict[str, Any]]) -> None:
        """Keep what an annotator found in a document; only inside `writing()`."""
        self.connection.execute(
            "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)",
            (document_id, annotator, version, json.dumps(facts)),
        )

    def without_facts(self, annotator: str, version: str) -> list[str]:
        """The ids of the documents that this version of the annotator has not seen."""
        with self.reading() as db:
            rows = db.execute(
                "SELECT id FROM documents WHERE id NOT IN "
                "(SELECT document_id FROM facts WHERE annotator = ? AND version = ?) ORDER BY path",
                (annotator, version),
            )
            return [document_id for (document_id,) in rows]

    def facts(self, annotator: str) -> Iterator[tuple[DocumentInfo, list[dict[str, Any]]]]:
        """Every document's facts by one annotator, by path."""
        with self.reading() as db:
            rows = db.execute(
                f"SELECT {_INFO}, f.facts FROM facts f JOIN documents d ON d.id = f.document_id "
                "WHERE f.annotator = ? ORDER BY d.path, d.id",
                (annotator,),
            ).fetchall()
        return ((_info(row[:-1]), json.loads(row[-1])) for row in rows)

    def facts_of(self, annotator: str, document_id: str) -> list[dict[str, Any]] | None:
        """One document's facts by one annotator; None where it never looked at the document."""
        with self.reading() as db:
            row = db.execute(
                "SELECT facts FROM facts WHERE annotator = ? AND document_id = ?", (annotator, document_id)
            ).fetchone()
        return None if row is None else json.loads(row[0])

    def problems(self) -> list[str]:
        """What SQLite and the hashes say is wrong with the file; reads all of it."""
        with self.reading() as db:
            found = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
            ids = [row[0] for row in db.execute("SELECT id FROM documents ORDER BY path")]
        found = [f"{self.path}: {problem}" for problem in found if problem != "ok"]
        for document_id in ids:
            try:
                self.document(document_id)
                self.hits(self.passage_ids([document_id]))
            except StoreDamaged as error:
                found.append(str(error))
        return found

    def _migrated(self) -> None:
        """Earlier releases left removed texts in the file."""
        self.set_note(UNTIDY_NOTE, self.UNTIDY_FILE)

    def _count(self, query: str, *values: object) -> int:
        with self.reading() as db:
            return int(db.execute(query, values).fetchone()[0])

    def _vector_number(self, passage: Passage) -> int:
        found = self.connection.execute("SELECT number FROM vectors WHERE hash = ?", (_hash(passage),))
        return int(found.fetchone()[0])

    def _check(self, sound: bool, path: str) -> None:
        if not sound:
            raise self._damaged(f"the text of {path} is not what was written")


def _passage(row: Sequence[Any]) -> Passage:
    *values, rows = row
    values.append(() if rows == "[]" else tuple(map(row_of, json.loads(rows))))
    return Passage(*values)


def _info(row: Sequence[Any]) -> DocumentInfo:
    values = list(row)
    values[6] = date.fromisoformat(values[6]) if values[6] else None
    return DocumentInfo(*values)


def _metadata(
    document: str, language: str | None, publisher: str | None, published: str | None
) -> dict[str, str | int | float | bool]:
    """What `index.vectors.filtering` asks of a record; absent where the document does not say."""
    fields: dict[str, str | int | None] = {
        "document": document,
        "language": language,
        "publisher": publisher,
        "published": date.fromisoformat(published).toordinal() if published else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _hash(passage: Passage) -> bytes:
    return hashlib.sha256(passage.searchable.encode("utf-8", "replace")).digest()


def _chosen(db: sqlite3.Connection, query: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query that ends in `IN`, for any number of values."""
    for batch in _batches(values, AT_ONCE):
        yield from db.execute(f"{query} ({', '.join('?' * len(batch))})", batch)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _packed(hashes: frozenset[int]) -> bytes:
    return array("Q", sorted(hashes)).tobytes()


def _unpacked(blob: bytes) -> frozenset[int]:
    return frozenset(array("Q", blob))
