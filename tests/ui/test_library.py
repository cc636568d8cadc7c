"""The documents page without a page: one change of the corpus after the other, and files from uploads alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.settings import Settings
from tests.ui.chat_server import Hold
from ui.door.asgi import Caller
from ui.door.uploads import Uploads
from ui.library import Library
from ui.redaction import Redaction


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "ferry.txt").write_text("The ferry carried 512 people.\n", encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    with Corpus.open(documents, settings=settings, annotators=[Hold(tmp_path / "hold")]) as opened:
        opened.index()
        yield opened


@pytest.fixture
def uploads() -> Iterator[Uploads]:
    kept = Uploads([".txt"])
    yield kept
    kept.close()


def test_a_removal_waits_until_indexing_is_through(corpus: Corpus, uploads: Uploads, tmp_path: Path) -> None:
    library = Library(corpus, Redaction(corpus, local=False), uploads)
    (corpus.folder / "bridge.txt").write_text("The bridge was closed for 14 days.\n", encoding="utf-8")
    (tmp_path / "hold").touch()
    steps = library.reindex()
    next(steps)  # indexing is under way and does not come to its end
    said: list[str] = []
    removal = threading.Thread(target=lambda: said.append(library.remove(corpus.documents()[0].id)))
    removal.start()
    removal.join(timeout=0.3)
    assert removal.is_alive()
    (tmp_path / "hold").unlink()
    assert "1 added" in list(steps)[-1].report
    removal.join()
    assert "Removed" in said[0]
    assert "process" not in said[0]


def test_only_ones_own_uploads_are_indexed_and_nothing_of_them_stays(corpus: Corpus, uploads: Uploads) -> None:
    library = Library(corpus, Redaction(corpus, local=False), uploads)
    ann = Caller("192.0.2.1", "ann")
    token, file = uploads.open("gulls.txt", ann)
    with file:
        file.write(b"The warden counted 77 gulls.\n")
    for wrong in ([str(corpus.folder / "ferry.txt")], [f"{uploads.folder()}/{token}"], [token, "x/y.txt"]):
        assert "hand them over again" in list(library.add_files(wrong, "ann"))[-1].report
    assert "hand them over again" in list(library.add_files([token], "ben"))[-1].report
    assert "1 added" in list(library.add_files([token], "ann"))[-1].report
    assert [one.name for one in uploads.folder().iterdir()] == [".lock"]
    assert {document.path for document in corpus.documents()} == {"ferry.txt", "uploads/gulls.txt"}
