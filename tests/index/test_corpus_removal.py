"""What was removed is in no file any more, and a rebuild keeps what must be kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import StoreDamaged
from index.settings import Settings
from index.types import Outcome
from index.upkeep import STORE_FILE
from tests.embedders import WordEmbedder

SECRET = "The smuggler Quirrelsworth hid eleven crates beneath the chapel floor"


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "secret.txt").write_text(f"Chapel\n\n{SECRET}.")
    return folder


def holding(folder: Path, words: str) -> list[str]:
    """The files below the folder in which any of the words stands."""
    wanted = [word.encode() for word in words.lower().split()]
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if any(word in path.read_bytes().lower() for word in wanted)]


def delete_file(corpus: Corpus, folder: Path) -> None:
    (folder / "secret.txt").unlink()
    corpus.index()


def remove_document(corpus: Corpus, folder: Path) -> None:
    corpus.remove("secret.txt")


def change_text(corpus: Corpus, folder: Path) -> None:
    (folder / "secret.txt").write_text("Chapel\n\nNothing was ever found there.")
    corpus.index()


@pytest.mark.parametrize("away", [delete_file, remove_document, change_text])
def test_removed_text_is_in_no_file(
    folder: Path, settings: Settings, away: Callable[[Corpus, Path], None]
) -> None:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        assert STORE_FILE in holding(corpus.data, "Quirrelsworth")
        assert corpus.search("where did Quirrelsworth hide the crates?")
        away(corpus, folder)
        assert holding(corpus.data, "Quirrelsworth quirrelsworth crates smuggler") == []


def test_a_removed_upload_leaves_no_copy(folder: Path, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("Mail\n\nZanzibarov sends the ledger on Friday.")
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        corpus.add_files([tmp_path / "mail.txt"])
        assert holding(corpus.data, "Zanzibarov")
        corpus.remove("uploads/mail.txt")
        assert holding(corpus.data, "Zanzibarov") == []


def test_a_rebuild_keeps_uploads_and_what_was_taken_out(folder: Path, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("Mail\n\nThe ledger comes on Friday.")
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        corpus.add_files([tmp_path / "mail.txt"])
        corpus.remove("secret.txt")
        before = {info.path for info in corpus.documents()}
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder(), rebuild=True) as corpus:
        assert corpus.index().count(Outcome.ADDED) == 7
        assert {info.path for info in corpus.documents()} == before
        assert "secret.txt" not in before


def flipped(data: bytes) -> bytes:
    return bytes(byte ^ 0xFF if place % 997 == 500 else byte for place, byte in enumerate(data))


@pytest.mark.parametrize(
    "damage",
    [
        flipped,
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data[:100] + bytes(len(data) - 100),
        lambda data: data.replace(b"The ferry", b"The fairy"),
        None,
    ],
)
def test_a_damaged_store_is_found_at_opening_and_healed_by_a_rebuild(
    folder: Path, settings: Settings, damage: Callable[[bytes], bytes] | None
) -> None:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        store = corpus.data / STORE_FILE
        expected = [(hit.passage, round(hit.score, 6)) for hit in corpus.search("the ferry to island 3")]
    if damage is None:
        store.unlink()
    else:
        store.write_bytes(damage(store.read_bytes()))
    with pytest.raises(StoreDamaged, match=r"--rebuild"):
        Corpus.open(folder, settings=settings, embedder=WordEmbedder())
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder(), rebuild=True) as corpus:
        corpus.index()
        assert [(hit.passage, round(hit.score, 6)) for hit in corpus.search("the ferry to island 3")] == expected
        assert corpus.check() == []


def test_what_killed_processes_left_is_swept_at_the_next_opening(folder: Path, settings: Settings) -> None:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        data = corpus.data
    (data / "uploads").mkdir(exist_ok=True)
    left = [
        data / "chroma" / "published-0badcafe" / "chroma.sqlite3",
        data / "chroma" / "working-0badcafe" / "chroma.sqlite3",
        data / "uploads" / ".0badcafe",
        data / "store.sqlite3.fresh",
        data.parent / f".coming-{data.name}-0badcafe" / "store.sqlite3",
    ]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_text("left")
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        assert [path for path in left if path.exists()] == []
        assert corpus.search("the ferry to island 3")
