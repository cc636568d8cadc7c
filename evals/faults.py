"""`sayso eval faults`: small inputs, one kind of fault each, asked through the product.

The folder holds `cases.jsonl` (`case`, `question`, `must`, `must_not`) and for each case a folder `CASE/corpus`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.benchmarks.base import BenchmarkDataError, read_json_lines
from index.errors import SaysoError
from qa.types import Answer

DATA_FORMAT = (
    "a folder with cases.jsonl, lines of {case, question, must, must_not}, and for each case a folder CASE/corpus"
)
ABSTAIN = "ABSTAIN"


@dataclass(frozen=True, slots=True)
class FaultCase:
    """A question to the documents of one folder: one of `must` (regular expressions) is to be told in the text or
    the quotes, or ABSTAIN; none of `must_not` in a short answer.
    """

    case: str
    question: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FaultResult:
    """What became of a case. `problem` is empty where it is right; `told` is the text that came out."""

    case: FaultCase
    problem: str
    told: str

    @property
    def is_right(self) -> bool:
        """Whether nothing was wrong with the answer."""
        return not self.problem


def read_cases(folder: Path, only: Sequence[str] = ()) -> list[FaultCase]:
    """The cases of the folder, or those of them whose names begin as one of `only` does.

    Raises BenchmarkDataError where they cannot be read.
    """
    path = folder / "cases.jsonl"
    cases = [_case(row, path) for row in read_json_lines(path, DATA_FORMAT)]
    return [case for case in cases if not only or case.case.startswith(tuple(only))]


def run(folder: Path, cases: Sequence[FaultCase]) -> Iterator[FaultResult]:
    """Index each case's corpus under a home of its own and ask its questions."""
    for name, asked in groupby(cases, key=lambda case: case.case):
        with TemporaryDirectory(prefix="sayso-faults-") as home:
            yield from _asked(folder / name / "corpus", Path(home), tuple(asked))


def judged(case: FaultCase, answer: Answer) -> FaultResult:
    """The case held against an answer."""
    told = answer.text
    shown = "\n".join((told, *(quote.text for quote in answer.quotes)))
    nearest = answer.abstention.nearest if answer.abstention else None
    wrong = [short for short in answer.short if any(re.search(pattern, short) for pattern in case.must_not)]
    if wrong:
        return FaultResult(case, f"tells {wrong[0]!r}", told)
    if ABSTAIN in case.must:
        return FaultResult(case, "" if answer.abstained else "answers", told)
    if any(re.search(pattern, shown) for pattern in case.must):
        return FaultResult(case, "", told)
    is_near = nearest is not None and any(re.search(pattern, nearest.text) for pattern in case.must)
    problem = "only shows it as nearest" if is_near else "refuses" if answer.abstained else "does not tell it"
    return FaultResult(case, problem, told)


def _asked(corpus: Path, home: Path, cases: Sequence[FaultCase]) -> Iterator[FaultResult]:
    from index.settings import Settings
    from qa.assistant import Assistant

    if not corpus.is_dir():
        raise BenchmarkDataError(f"{corpus}: no such folder. Expected {DATA_FORMAT}")
    try:
        assistant = Assistant.open(corpus, settings=Settings(home=home))
    except SaysoError as error:
        yield from (FaultResult(case, f"cannot be indexed: {error}", "") for case in cases)
        return
    with assistant:
        for case in cases:
            yield judged(case, assistant.ask(case.question))


def _case(row: dict[str, Any], path: Path) -> FaultCase:
    try:
        must, must_not = tuple(row["must"]), tuple(row["must_not"])
        return FaultCase(str(row["case"]), str(row["question"]), must, must_not)
    except (KeyError, TypeError) as error:
        raise BenchmarkDataError(f"{path}: a case without {error}. Expected {DATA_FORMAT}") from error
