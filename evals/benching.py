"""Finds the public benchmarks and prints their tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from evals.benchmarks.base import Benchmark, BenchmarkResult, ProgressLine
from evals.types import EvalError

if TYPE_CHECKING:
    from rich.console import RenderableType

BENCHMARKS = {
    "scifact": "evals.benchmarks.scifact:SciFact",
    "chunking": "evals.benchmarks.chunking:ChunkingBenchmark",
    "squad": "evals.benchmarks.squad:Squad",
    "held-out": "evals.benchmarks.held_out:HeldOut",
    "clapnq": "evals.benchmarks.clapnq:ClapNq",
    "ramdocs": "evals.benchmarks.ramdocs:RamDocs",
    "lines": "evals.benchmarks.lines:LinesBenchmark",
    "quantities": "evals.benchmarks.quantities:QuantitiesBenchmark",
    "figures": "evals.benchmarks.figures:FiguresBenchmark",
    "followups": "evals.benchmarks.followups:FollowupsBenchmark",
    "newsquiz": "evals.benchmarks.newsquiz:NewsQuiz",
    "tatqa": "evals.benchmarks.tatqa:TatQa",
    "collection": "evals.benchmarks.collection:CollectionBenchmark",
}
"""Name on the command line to module and class, imported when it is asked for."""

SPEED = {
    "questions": "evals.benchmarks.question_speed:QuestionSpeed",
    "loading": "evals.benchmarks.loading_speed:LoadingSpeed",
    "indexing": "evals.benchmarks.indexing_speed:IndexingSpeed",
    "reader": "evals.benchmarks.reader_speed:ReaderSpeed",
    "chat": "evals.benchmarks.chat_speed:ChatSpeed",
    "figures": "evals.benchmarks.figures_speed:FiguresSpeed",
}
"""The benchmarks of `sayso eval speed`, in the order they run."""


def load(name: str) -> Benchmark:
    """The benchmark of that name. Raises EvalError for another."""
    if name not in BENCHMARKS:
        raise EvalError(f"no benchmark is called {name!r}; there are {', '.join(BENCHMARKS)}")
    module, _, symbol = BENCHMARKS[name].partition(":")
    return cast(Benchmark, getattr(import_module(module), symbol)())


def speed(folder: Path, progress: ProgressLine) -> list[BenchmarkResult]:
    """Every speed benchmark on a folder of documents."""
    results = []
    for place in SPEED.values():
        module, _, symbol = place.partition(":")
        results.append(getattr(import_module(module), symbol)().run(folder, progress))
    return results


def listing() -> str:
    """The benchmarks with what they read, one a paragraph."""
    return "\n".join(f"{name}: {load(name).data_format}" for name in BENCHMARKS)


def as_json(result: BenchmarkResult | Sequence[BenchmarkResult]) -> str:
    """A benchmark's table for programs, or a list of several."""
    values = asdict(result) if isinstance(result, BenchmarkResult) else [asdict(one) for one in result]
    return json.dumps(values, ensure_ascii=False, indent=2)


def table(result: BenchmarkResult) -> RenderableType:
    """A benchmark's table with the published rows marked, its rule, its source and its caveats."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    names = list(dict.fromkeys(name for row in result.rows for name in row.values))
    shown = Table("system", *names, "", title=result.title, title_justify="left")
    for row in result.rows:
        note = "; ".join(part for part in ("published" if row.published else "", row.note) if part)
        values = [_value(row.values.get(name)) for name in names]
        shown.add_row(Text(row.system), *values, Text(note))
    lines = [f"scoring: {result.scoring}", f"source: {result.source}"]
    lines += [f"not comparable: {caveat}" for caveat in result.caveats]
    return Group(shown, Text("\n".join(lines)))


def _value(value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int) or value == 0:
        return f"{value:,.0f}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3f}" if abs(value) < 1 else f"{value:.1f}"
