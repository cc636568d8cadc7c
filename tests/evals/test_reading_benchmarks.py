"""The reading benchmarks on a few rows of our own: right figures, and clear words about wrong data."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evals.benchmarks.base import BenchmarkDataError
from evals.benchmarks.clapnq import ClapNq, rouge_l
from evals.benchmarks.ramdocs import RamDocs
from evals.benchmarks.reader_speed import ReaderSpeed
from evals.benchmarks.squad import Squad
from qa.reading.network.network_reader import NeuralReader

PARAGRAPH = "The lighthouse of Velmora was designed by Elena Duarte. It was lit for the first time in 1923."
OTHER = "Cheese keeps well in a cool cellar, as long as the air there is neither too dry nor too damp."


@pytest.fixture(scope="module")
def reader() -> NeuralReader:
    return NeuralReader(threads=1)


def write(path: Path, *rows: dict[str, object]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_squad_counts_right_answers_and_refusals(reader: NeuralReader, tmp_path: Path) -> None:
    answered = {
        "question": "When was the lighthouse lit?",
        "context": PARAGRAPH,
        "title": "V",
        "answers": [{"text": "1923"}],
    }
    unanswerable = {"question": "Who won the cup in 1987?", "context": OTHER, "title": "C", "answers": []}
    path = write(tmp_path / "own.jsonl.gz", answered, unanswerable)
    row = Squad([reader], open_retrieval=False).run(path, print).rows[0]
    assert row.values == {"EM": 100.0, "F1": 100.0, "kept": 100.0, "refused": 100.0}


def test_clapnq_scores_the_quoted_sentence(reader: NeuralReader, tmp_path: Path) -> None:
    sentence = "The lighthouse of Velmora was designed by Elena Duarte."
    passages = [{"text": PARAGRAPH}]
    asked = {
        "input": "who designed the lighthouse of velmora",
        "passages": passages,
        "output": [{"answer": sentence}],
    }
    write(tmp_path / "answerable.jsonl.gz", asked)
    other = {"input": "who won the cup in 1987", "passages": [{"text": OTHER}], "output": []}
    write(tmp_path / "unanswerable.jsonl.gz", other)
    whole, ours = (row.values for row in ClapNq([reader]).run(tmp_path, print).rows[:2])
    assert whole["RougeL"] < ours["RougeL"]
    values = ours
    assert values["kept"] == values["refused"] == 100.0
    assert values["RougeL"] > 50


def test_ramdocs_wants_every_right_answer_and_no_wrong_one(reader: NeuralReader, tmp_path: Path) -> None:
    documents = [{"text": PARAGRAPH}, {"text": PARAGRAPH.replace("Elena Duarte", "Ivan Keller")}]
    asked = {"question": "Who designed the lighthouse of Velmora?", "documents": documents}
    both = {"gold_answers": ["Elena Duarte", "Ivan Keller"], "wrong_answers": []}
    misled = {"gold_answers": ["Elena Duarte"], "wrong_answers": ["Ivan Keller"]}
    path = write(tmp_path / "own.jsonl.gz", asked | both, asked | misled)
    whole, ours = (row.values for row in RamDocs([reader]).run(path, print).rows[:2])
    assert whole == ours
    assert ours == {"exact match": 50.0, "recall": 100.0, "wrong": 100.0}


def test_rouge_l_of_known_pairs() -> None:
    assert rouge_l("the cat sat", "The cat sat.") == 1.0
    assert rouge_l("a b c d", "b d") == pytest.approx(2 * 2 / 6)
    assert rouge_l("", "b d") == 0.0


def test_over_all_articles_the_baselines_stand_beside_the_reader(reader: NeuralReader, tmp_path: Path) -> None:
    asked = {
        "question": "When was the lighthouse lit?",
        "context": PARAGRAPH,
        "title": "Light",
        "answers": [{"text": "1923"}],
    }
    rows = Squad([reader]).run(write(tmp_path / "own.jsonl.gz", asked), lambda _: None).rows
    measured = {row.system: row.values for row in rows if "all articles" in row.note}
    assert list(measured) == [reader.name, "BM25 only", "dense only", "first passage", "llama-index default"]
    assert measured[reader.name]["its words"] < measured["dense only"]["its words"]
    assert all(values["first quote"] == values["in the passages"] == 100 for values in measured.values())


def test_reader_speed_needs_text(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkDataError, match="no text"):
        ReaderSpeed().run(tmp_path, print)
