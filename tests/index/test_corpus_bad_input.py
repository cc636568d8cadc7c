"""Every kind of file that cannot be read is named with a reason, and all others are indexed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from evals.trust.hostile import hostile_files
from index.corpus import Corpus
from index.errors import LoadError
from index.loading import load_file
from index.settings import Settings
from index.types import Document, FileReport, Outcome, Passage
from tests.embedders import WordEmbedder
from tests.making import make_pdf, make_zip

GOOD = "The bridge was rebuilt within a year, its engineer said.\n\nThe first lorries crossed it in May.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "good.txt").write_text(GOOD)
    return made


def index(folder: Path) -> tuple[Corpus, dict[str, FileReport]]:
    corpus = Corpus.open(folder, settings=Settings(home=folder.parent / "home"), embedder=WordEmbedder())
    return corpus, {file.path: file for file in corpus.index().files}


def empty(place: Path) -> str:
    (place / "empty.txt").touch()
    return "empty.txt"


def binary(place: Path) -> str:
    (place / "binary.txt").write_bytes(bytes(range(256)) * 40)
    return "binary.txt"


def broken_pdf(place: Path) -> str:
    (place / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<broken")
    return "broken.pdf"


def encrypted_pdf(place: Path) -> str:
    make_pdf(place / "locked.pdf", ["Nobody can read this."], password="secret")
    return "locked.pdf"


def zip_named_docx(place: Path) -> str:
    make_zip(place / "renamed.docx", {"notes.txt": b"not a Word file"})
    return "renamed.docx"


def html_without_text(place: Path) -> str:
    (place / "bare.html").write_text("<html><head><script>let a = 1</script></head><body><img></body></html>")
    return "bare.html"


def dangling_link(place: Path) -> str:
    (place / "dangling.txt").symlink_to(place / "nowhere.txt")
    return "dangling.txt"


def escaping_link(place: Path) -> str:
    (place.parent / "private.txt").write_text("Not part of the corpus.")
    (place / "escape.txt").symlink_to(place.parent / "private.txt")
    return "escape.txt"


def link_in_a_circle(place: Path) -> str:
    (place / "circle").symlink_to(place)
    return "circle"


def pipe(place: Path) -> str:
    os.mkfifo(place / "pipe.txt")
    return "pipe.txt"


def unknown_kind(place: Path) -> str:
    (place / "film.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42")
    return "film.mp4"


BAD: list[Callable[[Path], str]] = [
    empty,
    binary,
    broken_pdf,
    encrypted_pdf,
    zip_named_docx,
    html_without_text,
    dangling_link,
    escaping_link,
    link_in_a_circle,
    pipe,
    unknown_kind,
]


def test_each_is_named_with_a_reason_and_the_rest_is_indexed(folder: Path) -> None:
    names = {make(folder) for make in BAD}
    corpus, reports = index(folder)
    with corpus:
        for name in names:
            assert reports[name].outcome in (Outcome.FAILED, Outcome.SKIPPED), reports[name]
            assert reports[name].reason
        assert reports["good.txt"] == FileReport("good.txt", Outcome.ADDED, "", 1, reports["good.txt"].passages)
        assert [info.path for info in corpus.documents()] == ["good.txt"]
        again = {file.path: file for file in corpus.index().files}
        assert {name: again[name] for name in names} == {name: reports[name] for name in names}
        assert again["good.txt"].outcome is Outcome.UNCHANGED


def test_odd_names_and_twins_are_indexed(folder: Path) -> None:
    names = ["a\nb.txt", "emoji 🗞️.txt", "café.txt", "quote'\".txt", "%s{}.txt", "-rf.txt", "twin.txt", "UPPER.TXT"]
    for name in names:
        (folder / name).write_text(GOOD)
    corpus, reports = index(folder)
    with corpus:
        assert {reports[name].outcome for name in names} == {Outcome.ADDED}
        assert len(corpus.documents()) == len(names) + 1
        assert all(corpus.document(name).text for name in names)
        assert corpus.check() == []


def test_a_name_that_is_not_utf8(folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/odd\xff.txt"))
    path.write_text(GOOD)
    corpus, reports = index(folder)
    with corpus:
        (odd,) = [report for name, report in reports.items() if name.startswith("odd")]
        assert odd.outcome is Outcome.ADDED
        odd.path.encode()
        assert {file.outcome for file in corpus.index().files} == {Outcome.UNCHANGED}


def test_a_jsonl_with_a_bad_line_gives_its_good_ones(folder: Path) -> None:
    (folder / "rows.jsonl").write_text(
        '{"text": "The first row is fine."}\n{"text": \n{"text": "So is the third."}\n'
    )
    corpus, reports = index(folder)
    with corpus:
        assert (reports["rows.jsonl"].outcome, reports["rows.jsonl"].documents) == (Outcome.ADDED, 2)
        assert "2" in reports["rows.jsonl"].reason


def test_special_tokens_and_control_characters_are_text(folder: Path) -> None:
    (folder / "tokens.txt").write_text("The log said <|endoftext|> and then [SEP] [PAD] on the same line.\n")
    (folder / "surrogate.jsonl").write_text('{"text": "A lone \\ud800 surrogate and a NUL \\u0000 in one row."}\n')
    corpus, reports = index(folder)
    with corpus:
        assert {reports[name].outcome for name in ("tokens.txt", "surrogate.jsonl")} == {Outcome.ADDED}
        assert "<|endoftext|>" in corpus.document("tokens.txt").text
        assert corpus.check() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_without_permission(folder: Path) -> None:
    (folder / "closed.txt").write_text(GOOD)
    (folder / "closed.txt").chmod(0)
    corpus, reports = index(folder)
    with corpus:
        assert (reports["closed.txt"].outcome, "permission" in reports["closed.txt"].reason) == (
            Outcome.FAILED,
            True,
        )


def test_an_unreadable_file_or_folder_keeps_what_was_indexed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.txt").write_text("The old mill burned down in March, the fire brigade said.")
    corpus, _ = index(folder)
    with corpus:
        listdir = os.listdir

        def refuse(path: Path) -> list[str]:
            if Path(path).name == "sub":
                raise PermissionError(13, "Permission denied")
            return listdir(path)

        monkeypatch.setattr(os, "listdir", refuse)
        reports = {file.path: file for file in corpus.index().files}
        assert reports["sub"].outcome is Outcome.FAILED
        assert "sub/a.txt" not in reports
        assert corpus.search("old mill fire")[0].document.path == "sub/a.txt"


def test_a_parser_that_trips_says_so_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(loader: object, path: Path) -> object:
        raise EOFError("the stream ended early")

    monkeypatch.setattr("index.loading.text.TextLoader.load", trip)
    with pytest.raises(LoadError) as caught:
        load_file(folder / "good.txt")
    assert caught.value.reason == (
        "damaged, or no .txt file at all: the reader stopped at it (the stream ended early)"
    )


def test_a_file_that_takes_too_much_costs_only_itself_and_is_not_tried_again(folder: Path) -> None:
    bomb = next(file for file in hostile_files() if file.name == "forms-ten-deep.pdf")
    bomb.write(folder)
    (folder / "later.txt").write_text("The old mill burned down in March, the fire brigade said.\n")
    settings = Settings(home=folder.parent / "home", read_seconds=1, read_memory=0.3)
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        first = {file.path: file for file in corpus.index().files}
        assert first["forms-ten-deep.pdf"].outcome is Outcome.FAILED
        assert "; raise SAYSO_READ_" in first["forms-ten-deep.pdf"].reason
        assert [info.path for info in corpus.documents()] == ["good.txt", "later.txt"]
        told: list[str] = []
        again = {file.path: file for file in corpus.index(lambda step: told.append(step.path)).files}
        assert again["forms-ten-deep.pdf"] == first["forms-ten-deep.pdf"]
        assert told == []
    more = Settings(home=folder.parent / "home", read_seconds=1.5, read_memory=0.3)
    with Corpus.open(folder, settings=more, embedder=WordEmbedder()) as corpus:
        corpus.index(lambda step: told.append(step.path))
        assert "forms-ten-deep.pdf" in told


def test_what_was_read_before_a_file_that_hangs_is_written_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.batches.PATIENCE", 0.2)
    monkeypatch.setattr("index.loading.ahead.LOADER", "tests.index.loading.rough:load")
    (folder / "hangs.txt").write_text("sleep now")
    with Corpus.open(
        folder, settings=Settings(home=folder.parent / "home", read_seconds=0.5), embedder=WordEmbedder()
    ) as corpus:
        steps: list[tuple[str, str]] = []
        reports = {
            file.path: file for file in corpus.index(lambda step: steps.append((step.stage, step.path))).files
        }
    assert steps.index(("writing", "good.txt")) > steps.index(("reading", "hangs.txt"))
    assert (reports["good.txt"].outcome, reports["hangs.txt"].outcome) == (Outcome.ADDED, Outcome.FAILED)
    assert "raise SAYSO_READ_SECONDS" in reports["hangs.txt"].reason


def test_an_annotator_that_fails_on_one_document_costs_only_its_facts(folder: Path) -> None:
    class Failing:
        name, version = "figures", "1"

        def annotate(self, document: Document, passages: Sequence[Passage]) -> list[dict[str, Any]]:
            raise IndexError("list index out of range")

    with Corpus.open(
        folder, settings=Settings(home=folder.parent / "home"), embedder=WordEmbedder(), annotators=[Failing()]
    ) as corpus:
        (report,) = corpus.index().files
        assert (report.outcome, report.documents) == (Outcome.ADDED, 1)
        assert report.reason.startswith("its figures could not be read")
        assert "IndexError" not in report.reason
        assert corpus.facts_of("figures", corpus.find("good.txt").id) is None


def test_text_without_anything_to_quote_is_said(folder: Path) -> None:
    (folder / "menu.txt").write_text("Home | News | Sport | Contact\nSubscribe | Log in\n")
    corpus, reports = index(folder)
    with corpus:
        assert "menu.txt" in reports
        assert reports["menu.txt"].reason or reports["menu.txt"].passages
