"""Runs as JSON: written whole, read back checked; cases as hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from evals.types import Case, CaseResult, EvalError, Run

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@lru_cache(maxsize=1)
def _runs() -> TypeAdapter[Run]:
    from pydantic import TypeAdapter

    return TypeAdapter(Run)


@lru_cache(maxsize=1)
def _results() -> TypeAdapter[CaseResult]:
    from pydantic import TypeAdapter

    return TypeAdapter(CaseResult)


def write_run(run: Run, path: Path, others: Mapping[str, Run] | None = None) -> None:
    """Write the run as JSON with its summary and those of other systems on the same cases, replacing the file
    whole. `read_run` reads the run alone.
    """
    from pydantic import TypeAdapter

    from evals.summary import Summary, summarise

    summaries = TypeAdapter(dict[str, Summary])
    systems = {name: summarise(one) for name, one in {run.system: run, **(others or {})}.items()}
    summary, *rest = json.loads(summaries.dump_json(systems)).items()
    values = {"summary": summary[1], "others": dict(rest), **_runs().dump_python(run, mode="json")}
    write_text(json.dumps(values, indent=1, ensure_ascii=False, allow_nan=False) + "\n", path)


def write_text(text: str, path: Path) -> None:
    """Write a text file whole, making its folder. Raises EvalError where it cannot be written."""
    partial = path.with_name(path.name + ".part")
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)


def check_writable(*paths: Path | None) -> None:
    """Raise EvalError where a file could not be written, before the work it is to hold is done."""
    for path in paths:
        if path is None:
            continue
        if path.is_dir():
            raise EvalError(f"{path}: is a folder; name a file in it")
        with _writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(path.name + ".part")
            partial.touch()
            partial.unlink()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EvalError(f"{path}: cannot be written ({error.strerror}); name another place") from error


def read_run(path: Path) -> Run:
    """Read a run back. Raises EvalError where the file is missing or is no run."""
    from pydantic import ValidationError

    try:
        return _runs().validate_json(path.read_bytes())
    except OSError as error:
        raise EvalError(f"{path}: {error.strerror}; write a run with `sayso eval run --json {path}`") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise EvalError(f"{path}: not a run as `sayso eval run --json` writes it: {first['msg']}") from error


def without_answers(run: Run) -> Run:
    """The run with no more than what a later run is compared by: what passed, and the scores."""
    results = tuple(
        replace(one, answer=None, checks=(), expected=(), turns=(), evidence=(), stopped_by=())
        for one in run.results
    )
    return replace(run, results=results)


def result_line(result: CaseResult) -> str:
    """One result as a line of JSON."""
    return _results().dump_json(result).decode()


def result_of(line: str) -> CaseResult:
    """The result of such a line. Raises pydantic.ValidationError for another line."""
    return _results().validate_json(line)


def case_key(case: Case) -> str:
    """A hash of what the case asks and expects; where it stands in its file makes no difference."""
    values = asdict(case)
    del values["file"], values["line"]
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:16]
