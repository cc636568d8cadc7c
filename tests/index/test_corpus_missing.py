"""Files that vanish, files that are changed behind the index's back, and folders that are gone."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import CorpusError
from index.settings import Settings
from index.types import Outcome
from tests.embedders import WordEmbedder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "letters"
    made.mkdir()
    for number in range(16):
        (made / f"{number}.txt").write_text(
            f"Letter {number}\n\nThe ferry to island {number} carries {number + 40}."
        )
    return made


@pytest.fixture
def corpus(folder: Path, settings: Settings) -> Iterator[Corpus]:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as opened:
        opened.index()
        yield opened


def take_away(folder: Path, count: int) -> Path:
    away = folder.with_name("drive")
    away.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").rename(away / f"{number}.txt")
    return away


@pytest.mark.parametrize("count", [11, 16])
def test_a_large_part_that_vanishes_is_kept_until_told_to_forget(corpus: Corpus, folder: Path, count: int) -> None:
    away = take_away(folder, count)
    for _ in range(2):
        report = corpus.index()
        assert report.count(Outcome.MISSING) == count
        (note,) = report.notes
        assert all(word in note for word in (f"{count} of 16", "0.txt", "--forget", str(folder)))
        assert corpus.search("the ferry to island 3")[0].document.path == "3.txt"
    for path in away.iterdir():
        path.rename(folder / path.name)
    report = corpus.index()
    assert (report.count(Outcome.UNCHANGED), report.notes) == (16, ())


def test_what_was_missing_is_not_forgotten_because_much_else_was_added(corpus: Corpus, folder: Path) -> None:
    take_away(folder, 11)
    corpus.index()
    for number in range(100, 140):
        (folder / f"{number}.txt").write_text(f"Letter {number}\n\nThe bridge at mile {number} is closed.")
    assert corpus.index().count(Outcome.MISSING) == 11
    (folder / "13.txt").unlink()
    report = corpus.index()
    assert (report.count(Outcome.MISSING), report.count(Outcome.REMOVED)) == (11, 1)


def test_few_files_that_vanish_are_removed(corpus: Corpus, folder: Path) -> None:
    take_away(folder, 7)
    report = corpus.index()
    assert (report.count(Outcome.REMOVED), report.notes) == (7, ())


def test_one_file_of_many_documents_counts_as_many(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "rows"
    folder.mkdir()
    rows = "".join(f"Row {number},The ferry to island {number} sails.\n" for number in range(20))
    (folder / "rows.csv").write_text(f"title,text\n{rows}")
    (folder / "a.txt").write_text("Letter\n\nThe bridge is closed.")
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        (folder / "rows.csv").unlink()
        assert corpus.index().count(Outcome.MISSING) == 1
        assert len(corpus.documents()) == 21


def test_what_was_forgotten_can_be_had_back(corpus: Corpus, folder: Path, settings: Settings) -> None:
    take_away(folder, 16)
    report = corpus.index(forget=True)
    assert report.count(Outcome.REMOVED) == 16
    assert corpus.documents() == []
    (kept,) = (corpus.data / "kept").iterdir()
    (note,) = report.notes
    assert f"sayso restore --force {kept}" in note
    restored = Corpus.restore(kept, settings=settings, force=True)
    assert restored.documents == 16
    embedder = WordEmbedder()
    with Corpus.open(folder, settings=settings, embedder=embedder) as again:
        assert again.index().count(Outcome.MISSING) == 16
        assert again.search("the ferry to island 3")[0].document.path == "3.txt"
        assert (embedder.embedded, again.check()) == ([], [])
        assert [path.name for path in (again.data / "kept").iterdir()] == [kept.name]


def test_a_folder_that_is_gone_can_be_asked(corpus: Corpus, folder: Path, settings: Settings) -> None:
    corpus.close()
    folder.rename(folder.with_name("moved"))
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as opened:
        (note,) = opened.index().notes
        assert str(folder) in note
        assert "16 documents" in note
        assert opened.search("the ferry to island 3")[0].document.path == "3.txt"
        with pytest.raises(CorpusError, match="is not there"):
            opened.index(forget=True)
        assert len(opened.documents()) == 16
    with pytest.raises(CorpusError, match="no such folder"):
        Corpus.open(folder, settings=settings, embedder=WordEmbedder(), rebuild=True)
    with pytest.raises(CorpusError, match="no such folder"):
        Corpus.open(folder.with_name("never"), settings=settings, embedder=WordEmbedder())


# --- changed with the time kept -------------------------------------------------------------------


def touched_back(path: Path, text: str) -> None:
    reference = path.with_suffix(".reference")
    subprocess.run(["touch", "-r", path, reference], check=True)
    path.write_text(text)
    subprocess.run(["touch", "-r", reference, path], check=True)
    reference.unlink()


def copied_over(path: Path, text: str) -> None:
    other = path.parent.parent / "other.txt"
    other.write_text(text)
    subprocess.run(["touch", "-r", path, other], check=True)
    subprocess.run(["cp", "-p", other, path], check=True)


def moved_over(path: Path, text: str) -> None:
    other = path.parent.parent / "other.txt"
    other.write_text(text)
    subprocess.run(["touch", "-r", path, other], check=True)
    other.rename(path)


def unzipped(path: Path, text: str) -> None:
    facts = path.stat()
    archive = path.parent.parent / "archive.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr(path.name, text)
    with zipfile.ZipFile(archive) as made:
        made.extractall(path.parent)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


@pytest.mark.parametrize("change", [touched_back, copied_over, moved_over, unzipped])
def test_a_file_changed_with_its_size_and_time_kept_is_read_again(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, str], None]
) -> None:
    monkeypatch.setattr("index.manifest.CLOCK_TICK_NS", 0)
    corpus.index()
    path = folder / "3.txt"
    before = path.stat()
    change(path, path.read_text().replace("carries 43", "carries 99"))
    after = path.stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    assert corpus.index().count(Outcome.CHANGED) == 1
    assert "carries 99" in corpus.document("3.txt").text


def test_a_folder_copied_over_itself_is_neither_read_nor_embedded_again(folder: Path, settings: Settings) -> None:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
    shutil.copytree(folder, folder.with_name("copy"), copy_function=shutil.copyfile)
    shutil.rmtree(folder)
    folder.with_name("copy").rename(folder)
    embedder = WordEmbedder()
    with Corpus.open(folder, settings=settings, embedder=embedder) as corpus:
        assert corpus.index().count(Outcome.UNCHANGED) == 16
        assert embedder.embedded == []


def test_a_moved_folder_is_not_embedded_again(folder: Path, settings: Settings) -> None:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        expected = [(hit.passage, round(hit.score, 5)) for hit in corpus.search("the ferry to island 3", 5)]
    moved = folder.rename(folder.with_name("elsewhere"))
    for embedder in (WordEmbedder(), WordEmbedder("other", 32)):
        with Corpus.open(moved, settings=settings, embedder=embedder, rebuild=True) as corpus:
            assert corpus.index().count(Outcome.ADDED) == 16
            assert (embedder.embedded == []) == (embedder.name == "words")
            if embedder.name == "words":
                found = corpus.search("the ferry to island 3", 5)
                assert [(hit.passage, round(hit.score, 5)) for hit in found] == expected


def test_checking_by_content_finds_what_no_time_tells(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.manifest._looks_same", lambda record, file: True)
    path = folder / "3.txt"
    path.write_text(path.read_text().replace("carries 43", "carries 99"))
    assert corpus.index().count(Outcome.CHANGED) == 0
    assert corpus.index(by_content=True).count(Outcome.CHANGED) == 1


# --- files handed in -------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("The ferry sank.")])
def test_a_damaged_upload_keeps_what_was_read_of_it(
    corpus: Corpus, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    (tmp_path / "handed.txt").write_text("Handed in\n\nThe lighthouse keeper retired in May.")
    corpus.add_files([tmp_path / "handed.txt"])
    damage(corpus.data / "uploads" / "handed.txt")
    for _ in range(2):
        (problem,) = corpus.index().problems
        assert (problem.path, problem.outcome) == ("uploads/handed.txt", Outcome.FAILED)
        assert "kept" in problem.reason
    assert corpus.search("lighthouse keeper")[0].document.path == "uploads/handed.txt"
    corpus.remove("uploads/handed.txt")
    assert corpus.index().problems == ()
