from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.corpus import Corpus
from index.errors import CorpusError, DocumentNotFound, ModelMismatch, NotIndexed, SettingsError
from index.settings import Settings
from index.types import Document, Filter, Outcome, Passage, Progress
from tests.embedders import WordEmbedder
from tests.making import make_jsonl

RAQQA = "The coalition said 32 civilians died in Raqqa. The city had been under attack for four months."
HARBOUR = "The harbour reopened in June. Nine ships unloaded grain within the first week, the port said."
SVENSK = "Hamnen öppnade igen i juni. Nio fartyg lossade spannmål under den första veckan, enligt hamnen."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def corpus(folder: Path, settings: Settings) -> Iterator[Corpus]:
    (folder / "raqqa.txt").write_text(f"Deaths in Raqqa\n\n{RAQQA}\n")
    (folder / "harbour.txt").write_text(f"Harbour reopens\n\n{HARBOUR}\n")
    (folder / "hamnen.txt").write_text(f"Hamnen öppnar\n\n{SVENSK}\n")
    (folder / "metadata.csv").write_text(
        "file,title,publisher,date,language\n"
        "raqqa.txt,Deaths in Raqqa,Courier,2018-06-26,en\n"
        "harbour.txt,Harbour reopens,Port News,2019-05-31,en\n"
        "hamnen.txt,Hamnen öppnar,,,sv\n"
    )
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as opened:
        opened.index()
        yield opened


def test_search_returns_passages_with_document_and_scores(corpus: Corpus) -> None:
    best = corpus.search("how many civilians died in Raqqa?")[0]
    assert best.document.title == "Deaths in Raqqa"
    assert best.document.published == date(2018, 6, 26)
    assert best.dense is not None
    assert best.lexical is not None
    document = corpus.document(best.document.id)
    assert document.text[best.passage.start : best.passage.end] == best.passage.text


def test_search_returns_at_most_k_best_first(corpus: Corpus) -> None:
    hits = corpus.search("harbour civilians", k=2)
    assert len(hits) == 2
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert corpus.search("harbour", k=0) == []


@pytest.mark.parametrize(
    ("where", "paths"),
    [
        (Filter(languages=("sv",)), {"hamnen.txt"}),
        (Filter(publishers=("Courier", "Port News")), {"raqqa.txt", "harbour.txt"}),
        (Filter(published_from=date(2019, 1, 1)), {"harbour.txt"}),
        (Filter(published_to=date(2018, 12, 31)), {"raqqa.txt"}),
        (Filter(languages=("sv",), publishers=("Courier",)), set()),
    ],
)
def test_filters_hold_for_both_rankings(corpus: Corpus, where: Filter, paths: set[str]) -> None:
    assert {hit.document.path for hit in corpus.search("harbour civilians hamnen juni", where=where)} == paths


def test_a_filter_on_documents(corpus: Corpus) -> None:
    wanted = corpus.find("harbour.txt").id
    hits = corpus.search("civilians died", where=Filter(documents=(wanted,)))
    assert {hit.document.id for hit in hits} == {wanted}


@pytest.mark.parametrize("question", ["", "  \n", "?!", "«»", "مرحبا", "x" * 20_000, "the", '"NEAR(a', "\0"])
def test_odd_questions_are_no_error(corpus: Corpus, question: str) -> None:
    assert isinstance(corpus.search(question), list)


def test_an_empty_folder_finds_nothing(folder: Path, settings: Settings) -> None:
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        assert corpus.index().files == ()
        assert corpus.search("anything") == []
        assert corpus.documents() == []
        assert corpus.check() == []


def test_documents_are_found_by_id_path_name_and_title(corpus: Corpus) -> None:
    info = corpus.documents()[0]
    for reference in (info.id, info.path, info.path.upper(), info.title, f" {info.title} "):
        assert corpus.document(reference).info == info


def test_an_unknown_document_is_named_with_near_ones(corpus: Corpus) -> None:
    with pytest.raises(DocumentNotFound, match=r"'harbor.txt'.*harbour\.txt"):
        corpus.document("harbor.txt")


def test_an_ambiguous_title_lists_the_ids(folder: Path, settings: Settings) -> None:
    make_jsonl(
        folder / "rows.jsonl", [{"title": "Daily brief", "text": RAQQA}, {"title": "Daily brief", "text": HARBOUR}]
    )
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index()
        ids = [info.id for info in corpus.documents()]
        with pytest.raises(DocumentNotFound, match=rf"2 documents.*{ids[0]}"):
            corpus.document("daily brief")


def test_passages_tile_the_text_they_came_from(corpus: Corpus) -> None:
    for info in corpus.documents():
        text = corpus.document(info.id).text
        passages = corpus.passages(info.id)
        assert passages
        assert all(text[p.start : p.end] == p.text for p in passages)
        assert [p.ordinal for p in passages] == list(range(len(passages)))


def test_removing_takes_a_document_out_of_answers_for_good(corpus: Corpus, folder: Path) -> None:
    corpus.remove("raqqa.txt")
    assert "raqqa.txt" not in {hit.document.path for hit in corpus.search("civilians died in Raqqa")}
    assert (folder / "raqqa.txt").exists()
    corpus.index()
    assert "raqqa.txt" not in {info.path for info in corpus.documents()}
    (folder / "raqqa.txt").write_text(f"Deaths in Raqqa, corrected\n\n{RAQQA} The figure was raised later.\n")
    assert corpus.index().count(Outcome.CHANGED) == 1
    assert "raqqa.txt" in {hit.document.path for hit in corpus.search("civilians died in Raqqa")}


def test_removing_what_is_not_there(corpus: Corpus) -> None:
    with pytest.raises(DocumentNotFound, match=r"nothing\.txt"):
        corpus.remove("nothing.txt")


def test_uploads_are_kept_by_the_corpus(corpus: Corpus, tmp_path: Path) -> None:
    upload = tmp_path / "bridge.txt"
    upload.write_text("The bridge at Deir ez-Zor was rebuilt within a year, its engineer said.")
    report = corpus.add_files([upload, tmp_path / "missing.txt", tmp_path])
    upload.unlink()
    assert [(file.path, file.outcome) for file in report.files if file.outcome is Outcome.ADDED] == [
        ("uploads/bridge.txt", Outcome.ADDED)
    ]
    assert {file.path for file in report.problems} == {str(tmp_path / "missing.txt"), str(tmp_path)}
    corpus.index()
    assert corpus.search("who rebuilt the bridge?")[0].document.path == "uploads/bridge.txt"
    corpus.remove("uploads/bridge.txt")
    assert corpus.index().count(Outcome.FAILED) == 0
    assert not list((corpus.data / "uploads").iterdir())


def test_an_upload_that_cannot_be_read_is_not_kept(corpus: Corpus, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    assert corpus.add_files([broken]).count(Outcome.FAILED) == 1
    assert corpus.index().count(Outcome.FAILED) == 0


def test_near_copies_name_each_other(corpus: Corpus, folder: Path) -> None:
    text = " ".join(
        f"On day {n} the observers counted {n * 3} vehicles leaving by the northern road." for n in range(30)
    )
    (folder / "first.txt").write_text(text)
    (folder / "second.txt").write_text(text.replace("day 7 ", "day seven ").replace("northern", "north", 1))
    corpus.index()
    first, second = corpus.find("first.txt"), corpus.find("second.txt")
    assert corpus.near_copies(first.id) == (second,)
    assert corpus.near_copies(second.id) == (first,)
    assert corpus.near_copies(corpus.find("raqqa.txt").id) == ()
    (folder / "second.txt").unlink()
    corpus.index()
    assert corpus.near_copies(first.id) == ()


def test_another_model_is_refused_and_offered_a_rebuild(corpus: Corpus, folder: Path, settings: Settings) -> None:
    corpus.close()
    other = WordEmbedder("other", 32)
    with pytest.raises(ModelMismatch, match=r"words.*other.*--rebuild"):
        Corpus.open(folder, settings=settings, embedder=other)
    with Corpus.open(folder, settings=settings, embedder=other, rebuild=True) as rebuilt:
        assert rebuilt.index().count(Outcome.ADDED) == 3
        assert rebuilt.search("civilians died in Raqqa")[0].document.path == "raqqa.txt"
    with pytest.raises(ModelMismatch, match="other"):
        Corpus.open(folder, settings=settings, embedder=WordEmbedder())


def test_a_rebuild_while_another_reads_is_noticed_by_the_reader(
    corpus: Corpus, folder: Path, settings: Settings
) -> None:
    assert corpus.search("Raqqa")
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder("other", 32), rebuild=True) as rebuilt:
        rebuilt.index()
    with pytest.raises(ModelMismatch, match="other"):
        corpus.search("Raqqa")


def test_progress_counts_every_file(folder: Path, settings: Settings) -> None:
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Report {number}\n\n{RAQQA} It was report number {number}.")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    told: list[Progress] = []
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as corpus:
        corpus.index(told.append)
    assert {step.total for step in told} == {6}
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert told[-1].done == 6
    assert {step.stage for step in told} >= {"reading", "embedding", "writing"}


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_what_is_no_folder_is_refused(tmp_path: Path, settings: Settings, name: str) -> None:
    (tmp_path / "file.txt").write_text("text")
    with pytest.raises(CorpusError, match=name):
        Corpus.open(tmp_path / name, settings=settings)


def test_opening_without_creating(folder: Path, settings: Settings) -> None:
    with pytest.raises(NotIndexed, match="sayso index"):
        Corpus.open(folder, settings=settings, create=False)
    assert not settings.home.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_home_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "closed"
    home.mkdir(mode=0o500)
    with pytest.raises(CorpusError, match=r"closed.*SAYSO_HOME"):
        Corpus.open(folder, settings=Settings(home=home), embedder=WordEmbedder())


def test_a_home_that_is_a_file_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("")
    with pytest.raises(CorpusError, match=r"occupied.*SAYSO_HOME"):
        Corpus.open(folder, settings=Settings(home=tmp_path / "occupied"), embedder=WordEmbedder())


def test_chroma_settings_must_make_sense(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"SAYSO_CHROMA='nowhere'.*embedded"):
        Settings(home=tmp_path, chroma="nowhere")


class Counting:
    """Counts a document's passages; fails on documents that hold the word `trap`."""

    name = "counting"

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def annotate(self, document: Document, passages: Sequence[Passage]) -> list[dict[str, Any]]:
        if "trap" in document.text:
            raise ValueError("stepped into it")
        return [{"passages": len(passages), "version": self.version}]


def test_annotators_see_every_document_once_per_version(folder: Path, settings: Settings) -> None:
    (folder / "a.txt").write_text(f"{RAQQA}\n")
    (folder / "b.txt").write_text(f"{HARBOUR}\n")

    def found(annotator: Counting | None) -> dict[str, str]:
        annotators = [annotator] if annotator else []
        with Corpus.open(folder, settings=settings, embedder=WordEmbedder(), annotators=annotators) as corpus:
            corpus.index()
            return {info.path: facts[0]["version"] for info, facts in corpus.facts("counting")}

    assert found(None) == {}
    assert found(Counting()) == {"a.txt": "1", "b.txt": "1"}
    (folder / "a.txt").write_text(f"{SVENSK}\n")
    assert found(Counting("2")) == {"a.txt": "2", "b.txt": "2"}
    (folder / "b.txt").unlink()
    assert found(Counting("2")) == {"a.txt": "2"}


def test_an_annotator_that_fails_is_reported_and_costs_nothing_else(folder: Path, settings: Settings) -> None:
    (folder / "a.txt").write_text("There is a trap in this text, the reporter warned her colleagues.\n")
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder(), annotators=[Counting()]) as corpus:
        (report,) = corpus.index().files
        assert report.outcome is Outcome.ADDED
        assert "stepped into it" in report.reason
        assert corpus.search("trap reporter")


def test_an_index_of_another_format_names_the_remedy(
    corpus: Corpus, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.close()
    monkeypatch.setattr("index.upkeep.FORMAT", "next")
    with pytest.raises(CorpusError, match=r"has format 1, this sayso reads next; .* --rebuild"):
        Corpus.open(folder, settings=settings, embedder=WordEmbedder())
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder(), rebuild=True) as anew:
        anew.index()
        assert anew.search("how many civilians died in Raqqa?")
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder()) as again:
        assert again.search("how many civilians died in Raqqa?")


def test_the_facts_of_one_document(folder: Path, settings: Settings) -> None:
    class Lengths:
        name, version = "lengths", "1"

        def annotate(self, document: Document, passages: Sequence[Passage]) -> list[dict[str, Any]]:
            return [{"length": len(document.text)}]

    (folder / "one.txt").write_text(RAQQA)
    with Corpus.open(folder, settings=settings, embedder=WordEmbedder(), annotators=[Lengths()]) as corpus:
        corpus.index()
        (info,) = corpus.documents()
        assert corpus.facts_of("lengths", info.id) == [{"length": len(corpus.document(info.id).text)}]
        assert corpus.facts_of("other", info.id) is None
