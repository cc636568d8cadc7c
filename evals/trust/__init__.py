"""`sayso eval trust`: tries that nothing is read that should not be, nothing is lost, and no file stops the rest.

Each test is one module of this package with a class after `evals.trust.base.TrustTest`; the table names them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, cast

from evals.trust.base import Effort, TrustRow, TrustTest
from evals.types import EvalError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from evals.benchmarks.base import ProgressLine

TESTS: dict[str, str] = {
    "kills": "evals.trust.kills:Kills",
    "writers": "evals.trust.writers:Writers",
    "sequences": "evals.trust.sequences:Sequences",
    "disk": "evals.trust.disk:Disk",
    "damage": "evals.trust.damage:Damages",
    "calls-home": "evals.trust.calls_home:CallsHome",
    "content": "evals.trust.content:Content",
    "instructions": "evals.trust.instructions:Instructions",
    "files": "evals.trust.files:HostileFiles",
    "endpoints": "evals.trust.endpoints:Endpoints",
    "crowd": "evals.trust.crowd:Crowd",
    "rush": "evals.trust.crowd:Rush",
}
"""Name on the command line to module and class, in the order they run; imported when asked for."""


def load(name: str) -> TrustTest:
    """The test of that name. Raises EvalError for another."""
    if name not in TESTS:
        raise EvalError(f"no trust test is called {name!r}; there are {', '.join(TESTS)}")
    module, _, symbol = TESTS[name].partition(":")
    return cast(TrustTest, getattr(import_module(module), symbol)())


def rows(names: Sequence[str], effort: Effort, progress: ProgressLine) -> Iterator[TrustRow]:
    """The row of each test, as it ends. One that breaks down gives a row that says so, and the rest go on."""
    for name in names or TESTS:
        test = load(name)
        progress(f"{name}: {test.title}")
        try:
            yield test.run(effort, progress)
        except Exception as error:
            yield TrustRow(
                name, test.title, f"broke down: {type(error).__name__}: {error}", test.reach, passed=False
            )


def as_json(found: Sequence[TrustRow]) -> str:
    """The rows for programs."""
    return json.dumps([asdict(row) for row in found], ensure_ascii=False, indent=2)


def table(found: Sequence[TrustRow]) -> RenderableType:
    """The rows as a table: what was tried, what came out, what is asked."""
    from rich.table import Table
    from rich.text import Text

    shown = Table("test", "reached", "asked", "", title="trust", title_justify="left", show_lines=True)
    for row in found:
        mark = "–" if row.passed is None else "ok" if row.passed else "FAILED"
        shown.add_row(Text(row.title), Text(row.reached), Text(row.reach), mark)
    return shown
