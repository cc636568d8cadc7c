"""A pytest plugin, so that a test suite can hold cases on its own documents.

pytest --sayso-corpus articles/          # each case of every *.cases.yaml file is a test

def test_answers(sayso_eval):            # or whole files, with a gate
    run = sayso_eval("cases.yaml", corpus="articles/")
    assert run.share_passed >= 0.95
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import SaysoError

if TYPE_CHECKING:
    from _pytest._code.code import ExceptionInfo, TerminalRepr

    from evals.systems import AssistantSystem
    from evals.types import Case, Run

SUFFIXES = (".cases.yaml", ".cases.yml", ".cases.jsonl")

RunCases = Callable[..., "Run"]

_SYSTEMS = pytest.StashKey["_Systems"]()


class CaseFailureError(AssertionError):
    """A case of a case file did not pass; the message says why."""


class _Systems:
    """The corpora that this test session asks, each opened once."""

    def __init__(self) -> None:
        self._open: dict[Path, AssistantSystem] = {}
        self._stack = ExitStack()

    def of(self, folder: Path) -> AssistantSystem:
        from evals.systems import AssistantSystem

        folder = folder.resolve()
        if folder not in self._open:
            self._open[folder] = self._stack.enter_context(AssistantSystem.open(folder))
        return self._open[folder]

    def close(self) -> None:
        self._stack.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that names the documents of `*.cases.yaml` files."""
    group = parser.getgroup("sayso")
    group.addoption("--sayso-corpus", metavar="DIR", help="ask the cases of *.cases.yaml files over this folder")


def pytest_configure(config: pytest.Config) -> None:
    """Nothing is opened before it is asked. Raises pytest.UsageError for a corpus that is no folder."""
    config.stash[_SYSTEMS] = _Systems()
    corpus = config.getoption("--sayso-corpus")
    if corpus and not Path(corpus).is_dir():
        raise pytest.UsageError(f"--sayso-corpus {corpus}: no such folder of documents")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close what was opened."""
    config.stash[_SYSTEMS].close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect case files where a corpus was named."""
    if parent.config.getoption("--sayso-corpus") and file_path.name.endswith(SUFFIXES):
        return CaseFile.from_parent(parent, path=file_path)
    return None


class CaseFile(pytest.File):
    """A case file; each of its cases is a test."""

    def collect(self) -> Iterable[pytest.Item]:
        """The cases. A file that cannot be read is an error of the collection."""
        from evals.cases import load_cases

        for case in load_cases(self.path):
            yield CaseItem.from_parent(self, name=case.id, case=case)

    def repr_failure(  # type: ignore[override]  # as pytest's own collector does
        self, excinfo: ExceptionInfo[BaseException]
    ) -> str | TerminalRepr:
        """What a person reads: the lines that are wrong, without a traceback into sayso."""
        if isinstance(excinfo.value, SaysoError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, name: str, parent: pytest.Collector, case: Case) -> None:
        super().__init__(name, parent)
        self._case = case

    def runtest(self) -> None:
        """Ask and judge. Raises CaseFailureError."""
        from evals.report import explain
        from evals.runner import run_case

        system = self.config.stash[_SYSTEMS].of(Path(self.config.getoption("--sayso-corpus")))
        result = run_case(self._case, system)
        if not result.passed:
            raise CaseFailureError(f"{result.lost_at}\n{explain(result)}")

    def repr_failure(
        self,
        excinfo: ExceptionInfo[BaseException],
        style: object = None,  # noqa: ARG002 (pytest's own signature)
    ) -> str | TerminalRepr:
        """What a person reads: the reason, without a traceback into sayso."""
        if isinstance(excinfo.value, CaseFailureError | SaysoError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands in its file."""
        return self.path, max(0, self._case.line - 1), f"{self.path.name}: {self._case.question}"


@pytest.fixture(scope="session")
def sayso_eval(request: pytest.FixtureRequest) -> RunCases:
    """Runs a case file over a folder of documents: `sayso_eval(cases, corpus=folder) -> evals.types.Run`."""
    systems = request.config.stash[_SYSTEMS]

    def run(cases: Path | str, *, corpus: Path | str) -> Run:
        from evals.cases import load_cases
        from evals.runner import run_cases

        return run_cases(load_cases(Path(cases)), systems.of(Path(corpus)), corpus=str(corpus))

    return run
