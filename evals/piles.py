"""`sayso eval piles`: questions to whole piles of documents, judged as a reader of the page would judge them.

The folder holds a folder of documents for each pile, and `PILE.cases.jsonl` beside it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.benchmarks.base import BenchmarkDataError, read_json_lines
from index.errors import SaysoError
from index.settings import Settings
from qa.types import Answer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qa.assistant import Assistant

DATA_FORMAT = (
    "a folder with a folder of documents for each pile, and beside it PILE.cases.jsonl, lines of "
    "{question, kind, must, may, whole, abstain, after}"
)
ENDING = ".cases.jsonl"


class Judgement(StrEnum):
    """What an answer is worth to who reads it."""

    CLEAN = "clean"
    """The right answer, and nothing wrong beside it; or a refusal where the documents do not tell."""
    NOISY = "noisy"
    """The right answer first, and others beside it."""
    BURIED = "buried"
    """The right answer below others, or only in a quote."""
    WRONG = "wrong"
    """Other answers alone."""
    REFUSED = "refused"
    """No answer where the documents tell it."""
    INVENTED = "invented"
    """An answer where the documents tell none."""
    FAILED = "failed"
    """An error."""


@dataclass(frozen=True, slots=True)
class PileCase:
    """A question to a pile.

    Each of `must` (regular expressions, any case) is to be found in the short answers; a short answer in which
    neither one of them nor one of `may` is found is noise, but where the answer is `whole` sentences. `abstain`
    asks for a refusal. `after` is the question asked before it in the same conversation.
    """

    pile: str
    question: str
    kind: str = ""
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    whole: bool = False
    abstain: bool = False
    after: str | None = None


@dataclass(frozen=True, slots=True)
class PileResult:
    """What became of a case; `short` is what was shown as the answer."""

    case: PileCase
    judgement: Judgement
    short: tuple[str, ...] = ()
    seconds: float = 0.0


def read_piles(folder: Path, only: Sequence[str] = ()) -> list[PileCase]:
    """The cases of the piles in the folder, or of those of them that are named.

    Raises BenchmarkDataError where there is none, or one cannot be read.
    """
    paths = [path for path in sorted(folder.glob(f"*{ENDING}")) if not only or _pile(path) in only]
    if not paths:
        raise BenchmarkDataError(
            f"{folder}: no {' or '.join(only) or 'PILE'}{ENDING} there. Expected {DATA_FORMAT}"
        )
    return [_case(row, path) for path in paths for row in read_json_lines(path, DATA_FORMAT)]


def run(folder: Path, cases: Sequence[PileCase], home: Path) -> Iterator[PileResult]:
    """Index each pile under `home` and ask its questions, follow-ups after the question before them."""
    from qa.assistant import Assistant

    for pile in dict.fromkeys(case.pile for case in cases):
        asked = [case for case in cases if case.pile == pile]
        if not (folder / pile).is_dir():
            raise BenchmarkDataError(f"{folder / pile}: no such folder. Expected {DATA_FORMAT}")
        try:
            assistant = Assistant.open((folder / pile).resolve(), settings=Settings(home=home))
        except SaysoError as error:
            yield from (PileResult(case, Judgement.FAILED, (str(error),)) for case in asked)
            continue
        with assistant:
            for case in asked:
                yield _asked(assistant, case)


def judged(case: PileCase, answer: Answer) -> Judgement:
    """The case held against an answer."""
    if answer.abstained or case.abstain:
        if answer.abstained and case.abstain:
            return Judgement.CLEAN
        return Judgement.REFUSED if answer.abstained else Judgement.INVENTED
    return _of_short(case, answer.short) or _of_page(case, answer)


def _of_short(case: PileCase, short: Sequence[str]) -> Judgement | None:
    """The judgement by the short answers; None where one that must be there is not."""
    if not all(any(_found(must, told) for told in short) for must in case.must):
        return None
    is_right = [any(_found(each, told) for each in (*case.must, *case.may)) for told in short]
    if all(is_right) or (case.whole and is_right[0]):
        return Judgement.CLEAN
    # Members of a list and sides of a comparison stand together at the head.
    head = is_right[: len(case.must)]
    return Judgement.NOISY if all(head) else Judgement.BURIED


def _of_page(case: PileCase, answer: Answer) -> Judgement:
    page = "\n".join((answer.text, *(quote.text for quote in answer.quotes)))
    return Judgement.BURIED if all(_found(must, page) for must in case.must) else Judgement.WRONG


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions of a pile came to which judgement, those without an answer apart."""

    answerable: Counter[Judgement] = field(default_factory=Counter)
    unanswerable: Counter[Judgement] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        """All questions."""
        return self.answerable.total() + self.unanswerable.total()

    def share(self, *judgements: Judgement) -> float:
        """The share of all questions, 0 to 1, with one of these judgements."""
        both = self.answerable + self.unanswerable
        return sum(both[each] for each in judgements) / (self.asked or 1)

    @property
    def refused_rightly(self) -> float:
        """The share of the questions without an answer, 0 to 1, that were refused."""
        return self.unanswerable[Judgement.CLEAN] / (self.unanswerable.total() or 1)


def tally(results: Iterable[PileResult]) -> Tally:
    """The results counted."""
    made = Tally()
    for result in results:
        counts = made.unanswerable if result.case.abstain else made.answerable
        counts[result.judgement] += 1
    return made


def _asked(assistant: Assistant, case: PileCase) -> PileResult:
    from time import perf_counter

    chat = assistant.chat()
    try:
        if case.after:
            chat.ask(case.after)
        start = perf_counter()
        answer = chat.ask(case.question)
    except Exception as error:  # an error in one question is a result of that question
        return PileResult(case, Judgement.FAILED, (f"{type(error).__name__}: {error}",))
    return PileResult(case, judged(case, answer), answer.short, perf_counter() - start)


def _pile(path: Path) -> str:
    return path.name.removesuffix(ENDING)


def _case(row: dict[str, Any], path: Path) -> PileCase:
    try:
        return PileCase(
            pile=_pile(path),
            question=str(row["question"]),
            kind=str(row.get("kind", "")),
            must=tuple(row["must"]),
            may=tuple(row.get("may", ())),
            whole=bool(row.get("whole", False)),
            abstain=bool(row.get("abstain", False)),
            after=row.get("after") or None,
        )
    except (KeyError, TypeError) as error:
        raise BenchmarkDataError(f"{path}: a case without {error}. Expected {DATA_FORMAT}") from error


def line(result: PileResult) -> str:
    """One result on one line of plain text."""
    told = "; ".join(" ".join(short.split())[:60] for short in result.short[:5])
    return f"{result.judgement:8} {result.case.pile}: {result.case.question} → {told or '–'}"


def as_json(result: PileResult) -> str:
    """One result as a line of JSON."""
    shown = {"judgement": str(result.judgement), "short": result.short, "seconds": round(result.seconds, 3)}
    case = {"pile": result.case.pile, "question": result.case.question, "kind": result.case.kind}
    return json.dumps(case | shown, ensure_ascii=False)


def table(results: Sequence[PileResult]) -> RenderableType:
    """The piles with their judgements in percent; refused rightly of the questions without an answer alone."""
    from rich.table import Table

    shown = Table("pile", "asked", "clean", "usable", "wrong shown", "refused rightly", title="piles")
    piles = dict.fromkeys(result.case.pile for result in results)
    for name in (*piles, "all"):
        made = tally(result for result in results if name in (result.case.pile, "all"))
        usable = made.share(Judgement.CLEAN, Judgement.NOISY)
        wrong = made.share(Judgement.WRONG, Judgement.INVENTED)
        values = (made.share(Judgement.CLEAN), usable, wrong, made.refused_rightly)
        shown.add_row(name, str(made.asked), *(f"{100 * value:.0f}" for value in values))
    return shown
