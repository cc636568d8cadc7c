"""Whatever is wrong with a benchmark's data, the error names the file and says what the format is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evals import benching
from evals.benchmarks.base import BenchmarkDataError
from evals.benchmarks.chunking import read_corpus
from evals.benchmarks.chunking import read_questions as chunking_questions
from evals.benchmarks.clapnq import ClapNq
from evals.benchmarks.newsquiz import NewsQuiz, read_quizzes
from evals.benchmarks.scifact import SciFact, read_abstracts, read_claims
from evals.benchmarks.squad import Squad, read_questions
from qa.reading.overlap.rule_reader import RulesReader

# For each benchmark the file that it looks at first; None where it takes a single file.
FIRST = {
    "scifact": "corpus.jsonl",
    "chunking": "questions.jsonl",
    "squad": None,
    "held-out": "questions.jsonl",
    "clapnq": "dev_answerable.jsonl",
    "ramdocs": "RAMDocs_test.jsonl",
    "quantities": "age.json",
    "figures": "documents.jsonl",
    "followups": "turns.jsonl",
    "newsquiz": "w_qa.jsonl",
    "lines": None,
    "tatqa": "dev.json",
    "collection": "questions.jsonl",
}
WRONG = {
    "empty": b"",
    "not json": b"nonsense",
    "other fields": b'{"nothing": 1}\n',
    "a list": b"[1, 2]\n",
    "not text": b"\xff\xfe\x00",
}


def refused(name: str, data: Path) -> str:
    benchmark = benching.load(name)
    with pytest.raises(BenchmarkDataError) as caught:
        benchmark.run(data, lambda _: None)
    assert benchmark.data_format in str(caught.value)
    return str(caught.value)


def test_every_benchmark_is_listed_here() -> None:
    assert set(FIRST) == set(benching.BENCHMARKS)


@pytest.mark.parametrize("name", FIRST)
def test_missing_data(name: str, tmp_path: Path) -> None:
    assert str(tmp_path / "none") in refused(name, tmp_path / "none")
    assert str(tmp_path) in refused(name, tmp_path)


@pytest.mark.parametrize("name", FIRST)
@pytest.mark.parametrize("content", WRONG.values(), ids=list(WRONG))
def test_malformed_data(name: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / (FIRST[name] or "own.json")
    file.write_bytes(content)
    if name == "newsquiz":
        (tmp_path / "w_gcs.jsonl").write_text('{"question_id": "q", "search_result": []}')
    assert file.name in refused(name, tmp_path if FIRST[name] else file)


@pytest.mark.parametrize(
    "content", [b"no gzip", gzip.compress(b'{"input": 1}' * 99)[:-20]], ids=["none", "cut off"]
)
def test_a_broken_archive_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "dev_answerable.jsonl.gz").write_bytes(content)
    assert "cannot be read" in refused("clapnq", tmp_path)


def test_squad_reads_the_published_format(tmp_path: Path) -> None:
    question = {"question": "When?", "id": "1", "answers": [{"text": "1923", "answer_start": 3}]}
    impossible = {"question": "Who?", "id": "2", "is_impossible": True, "answers": []}
    paragraph = {"context": "In 1923 it was lit.", "qas": [question, impossible]}
    content = {"version": "1.1", "data": [{"title": "Light", "paragraphs": [paragraph]}]}
    for name in ("xquad.sv.json", "dev.json.gz"):
        text = json.dumps(content).encode()
        (tmp_path / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
        first, second = read_questions(tmp_path / name, Squad.data_format)
        assert (first.question, first.article, first.answers) == ("When?", "Light", ("1923",))
        assert (second.paragraph, second.answers) == ("In 1923 it was lit.", ())


def test_scifact_reads_the_layout_of_beir(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"_id": "7", "title": "T", "text": "x", "metadata": {}}\n')
    (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "a"}\n{"_id": "2", "text": "b"}\n')
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n2\t7\t1\n2\t8\t0\n")
    assert [one.searchable for one in read_abstracts(tmp_path, SciFact.data_format)] == ["T\nx"]
    (claim,) = read_claims(tmp_path, SciFact.data_format)
    assert (claim.id, claim.text, claim.relevant) == ("2", "b", {"7"})
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n2 7 1\n")
    with pytest.raises(BenchmarkDataError, match=r"test\.tsv:2: not three columns"):
        read_claims(tmp_path, SciFact.data_format)


def test_chunking_reads_plain_and_gzipped_files(tmp_path: Path) -> None:
    row = {"question": "?", "corpus": "notes", "references": [{"start_index": 0, "end_index": 4}]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(row))
    (tmp_path / "notes.md").write_text("Text")
    (question,) = chunking_questions(tmp_path, "x")
    assert read_corpus(tmp_path, question.corpus, "x") == "Text"
    with pytest.raises(BenchmarkDataError, match=r"no other\.md\.gz or other\.md there"):
        read_corpus(tmp_path, "other", "x")


def test_clapnq_reads_the_published_names(tmp_path: Path) -> None:
    for name, answer in (("answerable", "It was lit in 1923."), ("unanswerable", "")):
        row = {"input": "when", "passages": [{"text": "It was lit in 1923."}], "output": [{"answer": answer}]}
        (tmp_path / f"clapnq_dev_{name}.jsonl").write_text(json.dumps(row))
    whole = ClapNq([RulesReader()]).run(tmp_path, lambda _: None).rows[0]
    assert whole.values == {"RougeL": 100.0, "refused": 0.0, "kept": 100.0}


def test_weeks_without_articles_are_left_out(tmp_path: Path) -> None:
    row = {"question_id": "q", "question_sentence": "Who?", "choices": ["a"], "answer": ["0"]}
    for week in ("20220617", "20220624"):
        (tmp_path / f"{week}_qa.jsonl").write_text(json.dumps(row))
    with pytest.raises(BenchmarkDataError, match=r"no \*_gcs\.jsonl beside"):
        list(read_quizzes(tmp_path, NewsQuiz.data_format))
    (tmp_path / "20220624_gcs.jsonl").write_text('{"question_id": "q", "search_result": []}')
    assert [quiz.name for quiz in read_quizzes(tmp_path, NewsQuiz.data_format)] == ["20220624"]
