from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import CorpusLocked
from index.locking import WriterLock
from index.migrations import MIGRATIONS, SCHEMA_VERSION
from index.schema import SCHEMA
from index.settings import Settings
from index.store import Store
from index.types import Outcome
from index.upkeep import STORE_FILE
from tests.embedders import WordEmbedder


def tables(path: Path) -> dict[str, list[str]]:
    """Every table's columns."""
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in sorted(names)}


def test_a_file_of_any_version_gets_the_tables_of_a_new_one(tmp_path: Path) -> None:
    new = Store(tmp_path / "new")
    new.infos()
    new.close()
    for version in range(1, SCHEMA_VERSION):
        path = tmp_path / f"old-{version}"
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            for statement in (*SCHEMA.split(";\n"), *(s for step in MIGRATIONS[: version - 1] for s in step)):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {version}")
        old = Store(path)
        old.migrate()
        old.close()
        assert tables(path) == tables(tmp_path / "new")


ADDED = {
    "files": ("changed_ns", "inode", "device", "missing"),
    "texts": ("tables", "parts"),
    "passages": ("table_rows",),
}


def as_of_version_1(store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.execute("DROP TABLE refusals")
        for table, columns in ADDED.items():
            for column in columns:
                db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("PRAGMA user_version = 1")
    store.with_name(f"{store.name}.seal").unlink()


def test_an_older_index_is_migrated_where_it_lies(folder: Path, settings: Settings) -> None:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        store = corpus.data / STORE_FILE
    as_of_version_1(store)
    embedder = WordEmbedder()
    with Corpus.open(folder, settings=settings, embedder=embedder) as corpus:
        assert corpus.search("the ferry to island 2")[0].document.path == "2.txt"
        assert corpus.index().count(Outcome.UNCHANGED) == 6
        assert (embedder.embedded, corpus.check()) == ([], [])


def test_an_older_index_that_is_being_written_is_left_alone(folder: Path, settings: Settings) -> None:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        store = corpus.data / STORE_FILE
    as_of_version_1(store)
    with WriterLock(store.parent / "writer.lock"), pytest.raises(CorpusLocked):
        Corpus.open(folder, settings=settings, embedder=WordEmbedder())
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        assert len(corpus.documents()) == 6


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store"
    Store(path).infos()
    before = tables(path)
    steps = (*MIGRATIONS, ("CREATE TABLE more (name TEXT)", "CREATE TABLE more (name TEXT)"))
    monkeypatch.setattr("index.store.MIGRATIONS", steps)
    with pytest.raises(Exception, match="already exists"):
        Store(path).migrate()
    assert tables(path) == before
