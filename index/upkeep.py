"""The data folder of a corpus: its store founded, made anew, migrated, tidied, and leftovers swept."""

from __future__ import annotations

import re
import secrets
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from index import home
from index.errors import CorpusError
from index.kept_copies import KEPT
from index.lexical import LexicalIndex
from index.near_copies import NearCopies
from index.store import UNTIDY_NOTE, Store
from index.uploads import UPLOADS
from index.vectors.dense import GENERATION_NOTE

STORE_FILE = "store.sqlite3"
FRESH_FILE = f"{STORE_FILE}.fresh"

CORPUS_NOTE, MODEL_NOTE, FORMAT_NOTE = "corpus", "model", "format"

# Raise it whenever an index of before would be read wrongly though its tables are right: other rules for terms.
FORMAT = "1"

_DOCUMENT, _HASH = re.compile(r"[0-9a-f]{12}"), re.compile(r"[0-9a-f]{64}")


def found(store: Store, name: str | None = None) -> None:
    """Make what a new store lacks, and give it a name."""
    with store.writing() as db:
        for table in (LexicalIndex(db), NearCopies(db)):
            table.create()
        if store.note(CORPUS_NOTE) is None:
            store.set_note(CORPUS_NOTE, name or secrets.token_hex(6))
        store.set_note(FORMAT_NOTE, FORMAT)
        renew_generation(store)


def refuse_other_format(store: Store, folder: Path) -> None:
    """Raises `CorpusError` where this release would misread what the store holds."""
    if (made_by := store.note(FORMAT_NOTE)) != FORMAT:
        raise CorpusError(
            f"the index of {folder} has format {made_by or 'unknown'}, this sayso reads {FORMAT}; "
            f"build it anew with `sayso index --rebuild {folder}`"
        )


def rename(store: Store) -> None:
    """Give a store another name and generation, as it is a copy; only inside `writing()`.

    A Chroma server's collections go by the name: two stores of one name would drop each other's.
    """
    store.set_note(CORPUS_NOTE, secrets.token_hex(6))
    renew_generation(store)


def renew_generation(store: Store) -> None:
    """Let every process that searches this store begin anew; only inside `writing()`."""
    store.set_note(GENERATION_NOTE, secrets.token_hex(6))


def start_over(store: Store) -> None:
    """Put a new, empty store in the place of this one, whatever state that is in. For the holder of the lock.

    What the user took out stays out, and a Chroma server's collections keep their name, where that can be read.
    """
    name, excluded = _kept(store)
    with suppress(CorpusError, OSError, sqlite3.Error), store.explained():
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    path = store.path
    _unlink(path.with_name(FRESH_FILE))
    fresh = Store(path.with_name(FRESH_FILE))
    try:
        found(fresh, name)
        with fresh.writing():
            fresh.exclude_again(excluded)
    finally:
        fresh.close()
    store.seal.lift()
    for part in ("-wal", "-shm"):  # a log left beside another file would be read as its own
        path.with_name(path.name + part).unlink(missing_ok=True)
    fresh.path.replace(path)


def tidy(store: Store) -> None:
    """Overwrite what is left of removed texts. For the holder of the lock.

    Deleted rows are overwritten as they go; the terms in the full text index only when its parts are merged.
    """
    left = store.note(UNTIDY_NOTE)
    if left is None:
        return
    if left == Store.UNTIDY_FILE:
        store.vacuum()
    with store.writing() as db:
        LexicalIndex(db).forget_removed()
        store.forget_unused_vectors()
        store.drop_note(UNTIDY_NOTE)


def leftovers(data: Path) -> list[Path]:
    """What a killed process was writing, in the data folder and beside it; a living one may be writing it."""
    inside = ("store.sqlite3.seal.*", "corpus.json.*", f"{FRESH_FILE}*", f"{UPLOADS}/.*", f"{KEPT}/.*")
    return [*(path for pattern in inside for path in data.glob(pattern)), *home.leftovers_beside(data)]


def sweep(data: Path) -> None:
    """Remove what killed processes were writing. For the holder of the lock."""
    for path in leftovers(data):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _kept(store: Store) -> tuple[str | None, dict[str, str]]:
    """The corpus's name and the documents taken out, as far as the store can be read."""
    name: str | None = None
    excluded: dict[str, str] = {}
    with suppress(CorpusError, sqlite3.Error):
        name = store.note(CORPUS_NOTE)
        excluded = store.excluded()
    if name is not None and not re.fullmatch(r"[0-9a-f]{12}", str(name)):
        name = None
    pairs = ((str(key), str(value)) for key, value in excluded.items())
    return name, {key: value for key, value in pairs if _DOCUMENT.fullmatch(key) and _HASH.fullmatch(value)}


def _unlink(path: Path) -> None:
    for part in ("", "-wal", "-shm", ".seal"):
        path.with_name(path.name + part).unlink(missing_ok=True)
