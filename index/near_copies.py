"""Which documents repeat each other's wording, so that one origin is not counted as two sources.

A document's sketch is the smallest hashes of its five-word shingles (Broder, "On the resemblance and
containment of documents", 1997): for short documents all of them, so the resemblance is exact; for
longer ones an estimate within about .03.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Sketch = NDArray[np.uint64]

SHINGLE = 5  # words
SKETCH = 256  # hashes kept of a document
# Of 60,000 simulated pairs of resemblance .4, none had none of these in common.
KEYS = 24
# Five-word shingles in common / in either. At .4 each text shares 57% of its runs of five words with the
# other; one changed word in each sentence of twenty leaves .6. Articles on the same events, each in its
# own words, reach .01 in the sample corpus.
NEAR = 0.4
# Documents that a new one is compared with: a table of twenty thousand equal rows would have 200 million pairs.
MOST_COMPARED = 50

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS sketches (document_id TEXT PRIMARY KEY, sketch BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS sketch_keys (key INTEGER NOT NULL, document_id TEXT NOT NULL, "
    "PRIMARY KEY (key, document_id)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS sketch_keys_by_document ON sketch_keys (document_id)",
    "CREATE TABLE IF NOT EXISTS near_copies (document_id TEXT NOT NULL, copy_id TEXT NOT NULL, "
    "PRIMARY KEY (document_id, copy_id)) WITHOUT ROWID",
)

_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


class NearCopies:
    """The table of near copies, inside the store's database and its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Create the tables where they do not exist."""
        for statement in SCHEMA:
            self._connection.execute(statement)

    def put(self, document_id: str, text: str) -> None:
        """Take in a document's text, in place of what was known of it, and pair it with its near copies."""
        self.remove([document_id])
        sketch = sketch_of(text)
        if not len(sketch):
            return
        keys = [_signed(key) for key in sketch[:KEYS]]
        sharing = self._sharing(keys)
        candidates = self._connection.execute(
            f"SELECT document_id, sketch FROM sketches WHERE document_id IN ({', '.join('?' * len(sharing))})",
            sharing,
        ).fetchall()
        copies = [name for name, blob in candidates if resemblance(sketch, np.frombuffer(blob, "<u8")) >= NEAR]
        self._connection.execute(
            "INSERT INTO sketches VALUES (?, ?)", (document_id, sketch.astype("<u8").tobytes())
        )
        self._connection.executemany("INSERT INTO sketch_keys VALUES (?, ?)", [(key, document_id) for key in keys])
        pairs = [pair for copy in copies for pair in ((document_id, copy), (copy, document_id))]
        self._connection.executemany("INSERT OR IGNORE INTO near_copies VALUES (?, ?)", pairs)

    def _sharing(self, keys: Sequence[int]) -> list[str]:
        """The documents that share most of these keys, at most `MOST_COMPARED`."""
        shared: Counter[str] = Counter()
        for key in keys:
            rows = self._connection.execute(
                "SELECT document_id FROM sketch_keys WHERE key = ? ORDER BY document_id LIMIT ?",
                (key, MOST_COMPARED),
            )
            shared.update(name for (name,) in rows)
        return [name for name, _ in shared.most_common(MOST_COMPARED)]

    def remove(self, document_ids: Iterable[str]) -> None:
        """Forget documents; unknown ids are no error."""
        for name in document_ids:
            self._connection.execute("DELETE FROM sketches WHERE document_id = ?", (name,))
            self._connection.execute("DELETE FROM sketch_keys WHERE document_id = ?", (name,))
            self._connection.execute(
                "DELETE FROM near_copies WHERE (document_id, copy_id) IN "
                "(SELECT copy_id, document_id FROM near_copies WHERE document_id = ?)",
                (name,),
            )
            self._connection.execute("DELETE FROM near_copies WHERE document_id = ?", (name,))

    def of(self, document_id: str) -> list[str]:
        """The ids of the document's near copies. The relation is symmetric."""
        rows = self._connection.execute(
            "SELECT copy_id FROM near_copies WHERE document_id = ? ORDER BY copy_id", (document_id,)
        )
        return [copy_id for (copy_id,) in rows]


def sketch_of(text: str) -> Sketch:
    """The smallest distinct hashes of the text's shingles, ascending, at most `SKETCH`; uint64."""
    words = _WORD.findall(text.casefold())
    if not words:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.fromiter((zlib.crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))
    width = min(SHINGLE, len(words))
    hashes = np.zeros(len(words) - width + 1, dtype=np.uint64)
    for offset in range(width):
        hashes = (hashes ^ numbers[offset : offset + len(hashes)]) * _MIX
        hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes)[:SKETCH]


def resemblance(first: Sketch, second: Sketch) -> float:
    """The share of shingles that two texts have in common, 0 to 1, estimated from their sketches."""
    union = np.union1d(first, second)
    if len(first) == SKETCH or len(second) == SKETCH:
        union = union[:SKETCH]
    if not len(union):
        return 0.0
    common = np.intersect1d(first, second, assume_unique=True)
    return float(np.isin(union, common, assume_unique=True).mean())


def _signed(key: np.uint64) -> int:
    """SQLite's integers have a sign."""
    return int(key.astype(np.int64))
