"""The benchmarks of amounts and figures read their data, score it, and name what is wrong with other data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.benchmarks.base import BenchmarkDataError
from evals.benchmarks.figures import OWN_GOLD, FiguresBenchmark
from evals.benchmarks.figures_speed import FiguresSpeed
from evals.benchmarks.quantities import QuantitiesBenchmark


def silent(line: str) -> None:
    assert line


def test_the_shipped_gold_is_large_enough_and_its_offsets_hold() -> None:
    documents = [json.loads(line) for line in OWN_GOLD.read_text(encoding="utf-8").splitlines()]
    figures = [(d, f) for d in documents for f in d["figures"]]
    assert len(figures) >= 120
    assert sum(len(d["relations"]) for d in documents) >= 60
    for document, figure in figures:
        assert document["text"][figure["start"] : figure["end"]] == figure["text"]


def test_figures_and_relations_reach_what_they_should_on_the_gold() -> None:
    values = FiguresBenchmark().run(OWN_GOLD, silent).rows[0].values
    assert min(values["claimant"], values["place"], values["period"]) >= 85
    assert values["relation_precision"] >= 90
    assert values["relation_recall"] >= 75


def test_amounts_reach_what_they_should_on_the_published_sentences(shared: Path) -> None:
    rows = {r.system: r.values for r in QuantitiesBenchmark().run(shared / "data" / "quantities", silent).rows}
    reach = {"currency": 80, "dimension": 80, "temperature": 85, "age": 85}
    for part, least in reach.items():
        assert rows[f"sayso, {part}"]["f1"] >= least


def test_a_gold_value_that_is_no_number_counts_as_missed(tmp_path: Path) -> None:
    data = tmp_path / "odd.json"
    odd = {"value": "a few", "normalized_unit": "boat"}
    told = {"value": "9", "normalized_unit": "milliampere-hour"}
    row = {"text": "It took 9 mAh and a few boats.", "quantities": [told, odd]}
    data.write_text(json.dumps([row]), encoding="utf-8")
    values = QuantitiesBenchmark().run(data, silent).rows[0].values
    assert (values["quantities"], values["f1"]) == (2, 66.7)


def test_wrong_data_is_named_with_what_was_expected(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"no": "list"}', encoding="utf-8")
    with pytest.raises(BenchmarkDataError, match=r"wrong\.json.*Expected"):
        QuantitiesBenchmark().run(wrong, silent)
    with pytest.raises(BenchmarkDataError, match="no text"):
        FiguresSpeed().run(tmp_path / "nothing", silent)
    with pytest.raises(BenchmarkDataError, match=r"no \*\.jsonl there"):
        FiguresBenchmark().run(tmp_path, silent)


def test_speed_is_reported_for_every_part(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The army said 12 people died in Lund on 3 May 2019. " * 5, encoding="utf-8")
    rows = FiguresSpeed().run(tmp_path, silent).rows
    assert len(rows) == 3
    assert all(row.values["sentences_per_second"] > 0 for row in rows)
