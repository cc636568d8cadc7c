from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunking import ChunkingSettings
from index.corpus import Corpus
from index.errors import EmbeddingError
from index.settings import Settings
from index.types import DocumentInfo, Outcome, Passage
from tests.embedders import WordEmbedder

PLACES = ("Raqqa", "Mosul", "Aleppo", "Kirkuk", "Homs", "Tikrit")
FOOTERS = (
    "The level of the river at the old bridge is measured every morning by the same two men.",
    "Houses are counted as damaged where the roof or more than half of the walls have fallen in.",
)


def article(number: int, footer: int | None = None) -> str:
    """A text of some sentences of its own; articles with the same footer share a line."""
    place = PLACES[number % len(PLACES)]
    text = f"Report {number} from {place}\n\n"
    for day in range(1 + number % 3):
        text += (
            f"On day {day} of week {number} the observers in {place} counted {number * 17 + day} damaged houses. "
        )
        text += f"Nobody could say who owned house {number * 31 + day}, its neighbours told them.\n\n"
    return text + (FOOTERS[footer] if footer is not None else "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def corpus(folder: Path, tmp_path: Path, embedder: WordEmbedder) -> Iterator[Corpus]:
    with Corpus.open(folder, settings=Settings(home=tmp_path / "home"), embedder=embedder) as opened:
        yield opened


def outcomes(corpus: Corpus) -> dict[str, str]:
    return {file.path: file.outcome.value for file in corpus.index().files}


def content(corpus: Corpus) -> dict[DocumentInfo, list[Passage]]:
    return {info: corpus.passages(info.id) for info in corpus.documents()}


def test_what_is_new_changed_and_gone(corpus: Corpus, folder: Path) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number))
    assert outcomes(corpus) == dict.fromkeys(("0.txt", "1.txt", "2.txt"), "added")
    (folder / "0.txt").unlink()
    (folder / "1.txt").write_text(article(11))
    (folder / "new").mkdir()
    (folder / "new" / "3.txt").write_text(article(3))
    assert outcomes(corpus) == {"0.txt": "removed", "1.txt": "changed", "2.txt": "unchanged", "new/3.txt": "added"}
    assert {info.path for info in corpus.documents()} == {"1.txt", "2.txt", "new/3.txt"}
    assert outcomes(corpus) == dict.fromkeys(("1.txt", "2.txt", "new/3.txt"), "unchanged")
    found = {hit.document.path for hit in corpus.search("damaged houses", k=50)}
    assert found == {"1.txt", "2.txt", "new/3.txt"}


def test_unchanged_files_are_neither_opened_nor_embedded(
    corpus: Corpus, folder: Path, embedder: WordEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number))
        os.utime(folder / f"{number}.txt", (1_500_000_000, 1_500_000_000))
    corpus.index()
    embedder.embedded.clear()

    def refuse(path: Path) -> None:
        raise AssertionError(f"{path} was opened")

    monkeypatch.setattr("index.manifest.CLOCK_TICK_NS", 0)
    corpus.index()
    monkeypatch.setattr("index.manifest.hash_file", refuse)
    monkeypatch.setattr("index.loading.reader.FileReader.read", lambda reader, path: refuse(path))
    assert set(outcomes(corpus).values()) == {"unchanged"}
    assert embedder.embedded == []


def test_a_touched_file_is_unchanged(corpus: Corpus, folder: Path, embedder: WordEmbedder) -> None:
    (folder / "a.txt").write_text(article(1))
    corpus.index()
    embedder.embedded.clear()
    os.utime(folder / "a.txt", (1_500_000_000, 1_500_000_000))
    assert outcomes(corpus) == {"a.txt": "unchanged"}
    assert embedder.embedded == []


def test_a_change_within_the_clock_tick_of_the_file_system_is_seen(corpus: Corpus, folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text(article(1))
    facts = path.stat()
    corpus.index()
    path.write_text(article(1).replace("Mosul", "Sinjr"))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert path.stat().st_size == facts.st_size
    assert outcomes(corpus) == {"a.txt": "changed"}


def test_files_of_one_size_and_time_that_change_names_are_read_anew(corpus: Corpus, folder: Path) -> None:
    first, second, third = (folder / f"{name}.txt" for name in "abc")
    first.write_text(article(1))
    second.write_text(article(1).replace("Mosul", "Sinjr"))
    for path in (first, second):
        os.utime(path, ns=(1_500_000_000_000_000_000, 1_500_000_000_000_000_000))
    corpus.index()
    first.rename(third)
    second.rename(first)
    third.rename(second)
    corpus.index()
    read = [corpus.document(info.id) for info in corpus.documents()]
    told = {document.info.path: document.text for document in read}
    assert ("Sinjr" in told["a.txt"], "Sinjr" in told["b.txt"]) == (True, False)


def test_a_renamed_file_is_not_embedded_again(corpus: Corpus, folder: Path, embedder: WordEmbedder) -> None:
    (folder / "old.txt").write_text(article(4))
    headless = "all in one line without a title, so that the name of the file becomes one: " + "and so on " * 40
    (folder / "untitled-notes.txt").write_text(headless)
    corpus.index()
    embedder.embedded.clear()
    (folder / "sub").mkdir()
    (folder / "old.txt").rename(folder / "sub" / "new.txt")
    (folder / "untitled-notes.txt").rename(folder / "other-name.txt")
    assert outcomes(corpus) == {"sub/new.txt": "renamed", "other-name.txt": "renamed"}
    assert embedder.embedded == []
    assert {hit.document.path for hit in corpus.search("damaged houses in Homs and so on")} == {
        "sub/new.txt",
        "other-name.txt",
    }


def test_passages_that_stay_are_not_embedded_again(corpus: Corpus, folder: Path, embedder: WordEmbedder) -> None:
    rows = [{"title": f"Row {n}", "text": article(n)} for n in range(6)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    corpus.index()
    embedder.embedded.clear()
    rows[2]["text"] = article(20)
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert outcomes(corpus) == {"rows.jsonl": "changed"}
    assert embedder.embedded
    assert all("Row 2" in text for text in embedder.embedded)


def test_metadata_beside_the_documents_counts_as_a_change(corpus: Corpus, folder: Path) -> None:
    (folder / "a.txt").write_text(article(1))
    (folder / "b.txt").write_text(article(2))
    corpus.index()
    (folder / "metadata.csv").write_text("file,publisher\na.txt,Courier\n")
    assert outcomes(corpus) == {"a.txt": "changed", "b.txt": "unchanged"}
    assert corpus.document("a.txt").info.publisher == "Courier"
    (folder / "metadata.csv").unlink()
    assert outcomes(corpus) == {"a.txt": "changed", "b.txt": "unchanged"}
    assert corpus.document("a.txt").info.publisher is None


def test_other_chunking_settings_cut_everything_again(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(article(5))
    corpus.index()
    before = len(corpus.passages(corpus.find("a.txt").id))
    monkeypatch.setattr(corpus, "_chunking", ChunkingSettings(target_tokens=20))
    assert outcomes(corpus) == {"a.txt": "changed"}
    assert len(corpus.passages(corpus.find("a.txt").id)) > before


def test_an_unreadable_new_version_keeps_the_old_one(corpus: Corpus, folder: Path) -> None:
    (folder / "a.txt").write_text(article(1))
    corpus.index()
    (folder / "a.txt").write_bytes(bytes(range(256)) * 50)
    report = corpus.index()
    assert [(file.path, file.outcome) for file in report.problems] == [("a.txt", Outcome.FAILED)]
    assert "kept" in report.problems[0].reason
    assert corpus.search("damaged houses")[0].document.path == "a.txt"


def test_an_interrupt_keeps_what_was_finished(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.batches.BATCH_CHARACTERS", 1)
    for number in range(6):
        (folder / f"{number}.txt").write_text(article(number))

    def interrupt_at_third(texts: Sequence[str]) -> None:
        if any("Report 3" in text for text in texts):
            raise KeyboardInterrupt

    home = Settings(home=tmp_path / "home")
    with Corpus.open(folder, settings=home, embedder=WordEmbedder(before=interrupt_at_third)) as corpus:
        report = corpus.index()
        assert report.interrupted
        assert report.count(Outcome.ADDED) == 3
        assert {hit.document.path for hit in corpus.search("damaged houses")} == {"0.txt", "1.txt", "2.txt"}
    again = WordEmbedder()
    with Corpus.open(folder, settings=home, embedder=again) as corpus:
        report = corpus.index()
        assert not report.interrupted
        assert (report.count(Outcome.UNCHANGED), report.count(Outcome.ADDED)) == (3, 3)
        assert not any(f"Report {n} " in text for text in again.embedded for n in range(3))
        assert len({hit.document.path for hit in corpus.search("damaged houses", k=50)}) == 6


def test_a_file_the_model_fails_on_does_not_cost_the_others(folder: Path, tmp_path: Path) -> None:
    def refuse(texts: Sequence[str]) -> None:
        if any("Report 1 " in text for text in texts):
            raise EmbeddingError("the model cannot read this")

    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number))
    with Corpus.open(
        folder, settings=Settings(home=tmp_path / "home"), embedder=WordEmbedder(before=refuse)
    ) as corpus:
        report = corpus.index()
        assert [(file.path, file.outcome.value) for file in report.files] == [
            ("0.txt", "added"),
            ("1.txt", "failed"),
            ("2.txt", "added"),
        ]
        assert "the model cannot read this" in report.problems[0].reason


def test_a_model_that_fails_on_everything_is_an_error(folder: Path, tmp_path: Path) -> None:
    def refuse(texts: Sequence[str]) -> None:
        raise EmbeddingError("no model here")

    (folder / "a.txt").write_text(article(1))
    with (
        Corpus.open(
            folder, settings=Settings(home=tmp_path / "home"), embedder=WordEmbedder(before=refuse)
        ) as corpus,
        pytest.raises(EmbeddingError, match="no model here"),
    ):
        corpus.index()


def test_a_moved_corpus_keeps_its_document_ids(corpus: Corpus, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(article(1))
    corpus.index()
    moved = tmp_path / "elsewhere"
    shutil.copytree(folder, moved)
    with Corpus.open(moved, settings=Settings(home=tmp_path / "home"), embedder=WordEmbedder()) as other:
        other.index()
        assert [info.id for info in other.documents()] == [info.id for info in corpus.documents()]


def test_a_line_that_comes_to_repeat_leaves_the_passages(corpus: Corpus, folder: Path) -> None:
    for number in range(6):
        (folder / f"{number}.txt").write_text(article(number, footer=0))
        corpus.index()
    held = [p.text for info in corpus.documents() for p in corpus.passages(info.id) if FOOTERS[0] in p.text]
    assert held == []
    for number in range(1, 6):
        (folder / f"{number}.txt").unlink()
    corpus.index()
    (only,) = corpus.documents()
    assert any(FOOTERS[0] in passage.text for passage in corpus.passages(only.id))


def test_an_upload_can_make_a_line_of_the_folder_repeat(corpus: Corpus, folder: Path, tmp_path: Path) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number, footer=0))
    corpus.index()
    uploads = [tmp_path / "7.txt", tmp_path / "8.txt"]
    for path in uploads:
        path.write_text(article(int(path.stem), footer=0))
    corpus.add_files(uploads)
    assert len(corpus.documents()) == 5
    assert not any(FOOTERS[0] in p.text for info in corpus.documents() for p in corpus.passages(info.id))


ARTICLES = st.builds(article, st.integers(0, 8), st.sampled_from((None, 0, 1)))
NAMES = st.sampled_from(["a.txt", "b.txt", "c.md", "d.txt", "sub/a.txt", "sub/deep/e.txt"])
TABLES = st.lists(ARTICLES, min_size=1, max_size=4).map(
    lambda texts: "\n".join(json.dumps({"title": text.split("\n")[0], "text": text}) for text in texts)
)
METADATA = st.lists(st.tuples(NAMES, st.sampled_from(["Courier", "Observer", ""])), max_size=3).map(
    lambda rows: "file,publisher\n" + "".join(f"{name},{publisher}\n" for name, publisher in rows)
)
FOLDERS = st.builds(
    lambda texts, table, metadata: {
        **texts,
        **({"rows.jsonl": table} if table else {}),
        **({"metadata.csv": metadata} if metadata else {}),
    },
    st.dictionaries(NAMES, ARTICLES, max_size=6),
    st.none() | TABLES,
    st.none() | METADATA,
)


@settings(max_examples=10, deadline=None)
@given(states=st.lists(FOLDERS, min_size=2, max_size=4))
def test_an_updated_index_equals_a_fresh_one(states: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, home = Path(place) / "articles", Path(place) / "home"
        with Corpus.open(
            _made(folder, states[0]), settings=Settings(home=home), embedder=WordEmbedder()
        ) as updated:
            for state in states:
                _made(folder, state)
                updated.index()
            fresh_home = Settings(home=home / "fresh")
            with Corpus.open(folder, settings=fresh_home, embedder=WordEmbedder()) as fresh:
                fresh.index()
                assert content(updated) == content(fresh)
                for question in ("how many damaged houses in Raqqa?", "who measures the river?"):
                    assert _ranking(updated, question) == _ranking(fresh, question)
                for info in fresh.documents():
                    assert updated.near_copies(info.id) == fresh.near_copies(info.id)
            assert updated.check() == []


def _made(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
    return folder


def _ranking(corpus: Corpus, question: str) -> list[tuple[str, float, float]]:
    return [
        (hit.passage.id, round(hit.dense or 0, 4), round(hit.lexical or 0, 4))
        for hit in corpus.search(question, 50)
    ]
