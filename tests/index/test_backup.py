from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index import home
from index.backup import CONTENTS
from index.corpus import Corpus
from index.errors import BackupError, StoreNewer
from index.migrations import SCHEMA_VERSION
from index.settings import Settings
from index.types import Outcome
from index.upkeep import STORE_FILE
from tests.embedders import WordEmbedder


@pytest.fixture
def corpus(folder: Path, settings: Settings, tmp_path: Path) -> Iterator[Corpus]:
    (tmp_path / "mail.txt").write_text("Mail\n\nThe ledger comes on Friday.")
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as opened:
        opened.index()
        opened.add_files([tmp_path / "mail.txt"])
        yield opened


@pytest.fixture
def made(corpus: Corpus, tmp_path: Path) -> Path:
    file = tmp_path / "index.sayso"
    corpus.backup(file)
    return file


def ranking(corpus: Corpus) -> list[tuple[str, float]]:
    hits = corpus.search("when does the ledger or ferry come?")
    return sorted((hit.passage.id, round(hit.score, 5)) for hit in hits)


def changed(file: Path, changes: dict[str, bytes | None], record: dict[str, object] | None = None) -> Path:
    """The backup with other parts; `record` changes what it says of itself."""
    other = file.with_name("other.sayso")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        described = json.loads(parts.pop(CONTENTS)) | (record or {})
        for name, content in ({**parts, **changes}).items():
            if content is not None:
                new.writestr(name, content)
        new.writestr(CONTENTS, json.dumps(described))
    return other


def part(content: bytes) -> dict[str, object]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def test_a_backup_brings_everything_back_elsewhere_without_embedding(
    corpus: Corpus, made: Path, folder: Path, tmp_path: Path
) -> None:
    other = Settings(home=tmp_path / "other")
    restored = Corpus.restore(made, settings=other)
    assert (restored.documents, restored.folder) == (7, str(folder))
    embedder = WordEmbedder()
    with Corpus.open(folder, settings=other, embedder=embedder) as opened:
        assert ranking(opened) == ranking(corpus)
        assert opened.index().count(Outcome.UNCHANGED) == 7
        assert ranking(opened) == ranking(corpus)
        assert (embedder.embedded, opened.check()) == ([], [])


def test_a_backup_of_a_moved_folder_serves_it_where_it_lies_now(
    made: Path, folder: Path, settings: Settings
) -> None:
    moved = folder.rename(folder.with_name("moved"))
    Corpus.restore(made, moved, settings=settings)
    embedder = WordEmbedder()
    with Corpus.open(moved, settings=settings, embedder=embedder) as opened:
        assert opened.index().count(Outcome.UNCHANGED) == 7
        assert embedder.embedded == []
    assert moved in home.known_corpora(settings)


def test_an_index_that_is_there_is_replaced_only_when_told_to(
    corpus: Corpus, made: Path, folder: Path, settings: Settings
) -> None:
    (folder / "7.txt").write_text("Letter 7\n\nThe ferry sank.")
    corpus.index()
    with pytest.raises(BackupError, match="--force"):
        Corpus.restore(made, settings=settings)
    assert len(corpus.documents()) == 8
    Corpus.restore(made, settings=settings, force=True)
    assert len(corpus.documents()) == 7  # also for who had it open
    assert corpus.search("the ferry to island 3")[0].document.path == "3.txt"
    assert corpus.index().count(Outcome.ADDED) == 1


def test_a_file_that_is_there_is_replaced_only_when_told_to(corpus: Corpus, made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(BackupError, match="--force"):
        corpus.backup(made)
    assert made.read_bytes() == before
    corpus.backup(made, force=True)
    assert [path.name for path in made.parent.glob(".*")] == []


@pytest.mark.parametrize("place", ["nowhere/index.sayso", "letters"])
def test_a_place_that_cannot_be_written_is_named(corpus: Corpus, tmp_path: Path, place: str) -> None:
    with pytest.raises(BackupError, match=place):
        corpus.backup(tmp_path / place)


def test_a_backup_is_of_one_moment_while_others_write(
    corpus: Corpus, folder: Path, settings: Settings, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as writer:
            step = 0
            while not stop.is_set():
                step += 1
                for number in range(6):
                    (folder / f"{number}.txt").write_text(
                        f"Letter {number}\n\nThe ferry {step} is late by {step}."
                    )
                writer.index()

    thread = threading.Thread(target=write)
    thread.start()
    files = [tmp_path / f"{number}.sayso" for number in range(3)]
    for file in files:
        corpus.backup(file)
    stop.set()
    thread.join()
    for file in files:
        other = Settings(home=tmp_path / file.stem)
        Corpus.restore(file, settings=other)
        with Corpus.open(folder, settings=other, embedder=WordEmbedder()) as opened:
            assert opened.check() == []
            assert len(opened.documents()) == 7


def damaged(made: Path, how: str) -> Path:
    content = made.read_bytes()
    if how == "cut":
        made.write_bytes(content[: len(content) // 2])
    elif how == "no archive":
        made.write_bytes(b"nothing of the kind" * 100)
    elif how == "gone":
        made.unlink()
    elif how == "flipped":
        middle = content.index(STORE_FILE.encode()) + 2_000
        made.write_bytes(
            content[:middle]
            + bytes(byte ^ 0xFF for byte in content[middle : middle + 50])
            + content[middle + 50 :]
        )
    elif how == "other store":
        return changed(made, {STORE_FILE: b"another store"})
    elif how == "store missing":
        return changed(made, {STORE_FILE: None})
    elif how == "no store at all":
        return changed(made, {STORE_FILE: None}, {"parts": {}})
    elif how == "no fields":
        return changed(made, {}, {"parts": None})
    elif how == "other fields":
        return changed(made, {}, {"format": "1", "folder": 7})
    elif how == "bomb":
        zeros = bytes(50_000_000)
        return changed(made, {STORE_FILE: zeros})
    return made


@pytest.mark.parametrize(
    "how",
    [
        *("cut", "no archive", "gone", "flipped", "other store", "store missing", "no store at all"),
        *("no fields", "other fields", "bomb"),
    ],
)
def test_a_damaged_backup_is_named_and_changes_nothing(
    corpus: Corpus, made: Path, settings: Settings, how: str
) -> None:
    file = damaged(made, how)
    with pytest.raises(BackupError, match=file.name.replace(".", r"\.")):
        Corpus.restore(file, settings=settings, force=True)
    assert len(corpus.documents()) == 7
    assert corpus.check() == []
    assert [path.name for path in corpus.data.parent.iterdir()] == [corpus.data.name]


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "uploads/../../evil.txt", "/tmp/evil.txt", "uploads/a/b.txt", "uploads\\..\\evil", "chroma/x"],
)
def test_a_backup_writes_nowhere_else(corpus: Corpus, made: Path, settings: Settings, name: str) -> None:
    with zipfile.ZipFile(made) as archive:
        parts = json.loads(archive.read(CONTENTS))["parts"]
    file = changed(made, {name: b"evil"}, {"parts": {**parts, name: part(b"evil")}})
    with pytest.raises(BackupError, match="no backup made by"):
        Corpus.restore(file, settings=settings, force=True)
    assert list(settings.home.rglob("*evil*")) == []


def test_a_store_that_would_run_something_is_refused(made: Path, settings: Settings, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with zipfile.ZipFile(made) as archive:
        store.write_bytes(archive.read(STORE_FILE))
        parts = json.loads(archive.read(CONTENTS))["parts"]
    with closing(sqlite3.connect(store)) as db:
        db.execute("CREATE TRIGGER meddle AFTER INSERT ON documents BEGIN DELETE FROM texts; END")
        db.commit()
    content = store.read_bytes()
    file = changed(made, {STORE_FILE: content}, {"parts": {**parts, STORE_FILE: part(content)}})
    with pytest.raises(BackupError, match="meddle"):
        Corpus.restore(file, settings=settings, force=True)


@pytest.mark.parametrize("newer", [{"format": 9}, {"tables": 99}])
def test_a_newer_backup_is_refused_naming_both_versions(
    made: Path, settings: Settings, newer: dict[str, object]
) -> None:
    with pytest.raises(
        StoreNewer, match=rf"({next(iter(newer.values()))}).*up to format 1 and version {SCHEMA_VERSION}"
    ):
        Corpus.restore(changed(made, {}, newer), settings=settings, force=True)


def test_a_kill_between_taking_away_and_putting_in_place_leaves_the_old_index(
    corpus: Corpus, folder: Path, settings: Settings
) -> None:
    data = corpus.data
    corpus.close()
    data.rename(data.with_name(f".replaced-{data.name}"))
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as opened:
        assert len(opened.documents()) == 7
        assert opened.check() == []
