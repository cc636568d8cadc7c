from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from evals import benching
from evals.benchmarks.base import BenchmarkResult, Row
from evals.cli import app

RESULT = BenchmarkResult(
    "riddles",
    "Riddles",
    (
        Row("sayso", {"EM": 41.25, "seconds": 12345.0, "questions": 7, "refused": 0.0}),
        Row("[red]them[/red]", {"EM": 0.5}, published=True, note="2022"),
    ),
    scoring="share solved",
    source="Sphinx",
    caveats=("she knew the answers",),
)


@pytest.mark.parametrize("name", benching.BENCHMARKS)
def test_every_benchmark_is_there_and_says_what_it_reads(name: str) -> None:
    benchmark = benching.load(name)
    assert benchmark.name == name
    assert benchmark.data_format


def test_a_table_marks_what_is_published_and_what_cannot_be_compared() -> None:
    out = StringIO()
    Console(file=out, width=120).print(benching.table(RESULT))
    text = out.getvalue()
    assert "[red]them[/red]" in text
    assert "published; 2022" in text
    assert "41.2" in text
    assert "12,345" in text
    assert "7 " in text
    assert "0.000" not in text
    assert "–" in text
    assert "not comparable: she knew the answers" in text


def test_json_holds_the_whole_table() -> None:
    assert json.loads(benching.as_json(RESULT))["rows"][0]["values"]["EM"] == 41.25


def test_the_speed_tables_are_one_json_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benching, "speed", lambda *_: [RESULT, RESULT])
    printed = CliRunner().invoke(app, ["speed", "--data", str(tmp_path), "--json"])
    assert [one["name"] for one in json.loads(printed.stdout)] == [RESULT.name, RESULT.name]
