"""What the network makes of a question and a passage, computed once and kept outside the tree.

The scores of an int8 network depend a little on the machine and on what is read in the same batch. So each passage
is read alone, and what was read once is what every later dump sees: compare dumps that used one cache.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedding.shipped import MODEL, TOKENIZER, sha256_of

if TYPE_CHECKING:
    from qa.reading.network.network_reader import NeuralReader
    from qa.reading.network.span_model import Window

CACHE = "SAYSO_CHARACTERISE_CACHE"
"""The environment variable that tells worker processes where the cache is."""
FILE = "windows.sqlite"
# Two processes write now and then; one waits this long for the other, in seconds.
_WAIT = 120


class Windows:
    """The cache: windows by the sha256 of model, question, title and passage."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = sqlite3.connect(folder / FILE, timeout=_WAIT, isolation_level=None)
        # A cache may be lost with the machine; waiting for the disk at every passage took most of the time.
        self._file.execute("PRAGMA synchronous = OFF")
        self._file.execute("CREATE TABLE IF NOT EXISTS windows (key BLOB PRIMARY KEY, value BLOB NOT NULL)")

    def get(self, key: bytes) -> list[Window] | None:
        """What was kept; None where nothing was."""
        row = self._file.execute("SELECT value FROM windows WHERE key = ?", (key,)).fetchone()
        return None if row is None else _unpacked(zlib.decompress(row[0]))

    def put(self, key: bytes, windows: Sequence[Window]) -> list[Window]:
        """Keep the windows; returns those that are kept, which another process may have written before."""
        packed = zlib.compress(_packed(windows))
        self._file.execute("INSERT OR IGNORE INTO windows VALUES (?, ?)", (key, packed))
        return self.get(key) or list(windows)


def _packed(windows: Sequence[Window]) -> bytes:
    from io import BytesIO

    import numpy as np

    arrays: dict[str, Any] = {}
    for number, window in enumerate(windows):
        arrays[f"{number} scores"] = np.stack([window.starts, window.ends]).astype(np.float32)
        arrays[f"{number} none"] = np.array(window.none)
        arrays[f"{number} offsets"] = window.offsets.astype(np.int32)
    into = BytesIO()
    np.savez(into, **arrays)
    return into.getvalue()


def _unpacked(packed: bytes) -> list[Window]:
    from io import BytesIO

    import numpy as np

    from qa.reading.network.span_model import Window

    with np.load(BytesIO(packed)) as arrays:
        return [
            Window(
                passage=0,
                starts=arrays[f"{number} scores"][0],
                ends=arrays[f"{number} scores"][1],
                none=float(arrays[f"{number} none"]),
                offsets=arrays[f"{number} offsets"].astype(np.int64),
            )
            for number in range(len(arrays.files) // 3)
        ]


def cached_reader() -> NeuralReader:
    """The reader with its network's part from the cache. Raises KeyError where no cache is set."""
    return _reader(Path(os.environ[CACHE]))


@lru_cache(maxsize=1)
def _reader(folder: Path) -> NeuralReader:
    from dataclasses import replace

    from qa.reading.network.network_reader import NeuralReader
    from qa.reading.network.span_model import FOLDER, SpanModel

    kept = Windows(folder)
    model = f"{sha256_of(FOLDER / MODEL)} {sha256_of(FOLDER / TOKENIZER)}"

    class Cached(SpanModel):
        """Reads every passage alone, once."""

        def read(self, question: str, passages: Sequence[str], titles: Sequence[str] = ()) -> list[Window]:
            found = []
            for number, (text, title) in enumerate(zip(passages, titles or [""] * len(passages), strict=True)):
                key = _key(model, question, title, text)
                windows = kept.get(key)
                if windows is None:
                    windows = kept.put(key, super().read(question, [text], [title]))
                found += [replace(window, passage=number) for window in windows]
            return found

    reader = NeuralReader(threads=1)
    reader._model = Cached(threads=1)
    return reader


def _key(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()


def is_shipped() -> bool:
    """Whether the network's file is there to be read with."""
    from qa.reading.network.span_model import FOLDER

    return (FOLDER / MODEL).is_file()
