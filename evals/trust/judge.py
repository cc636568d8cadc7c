"""Opens an index in a process of its own and says what is in it: a damaged file may end the process.

`python -m evals.trust.judge` reads one order a line and answers each with one line of JSON.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from evals.trust.limits import limited

if TYPE_CHECKING:
    from index.corpus import Corpus
    from index.types import Embedder

DEPTH = 10  # passages of each answer that are compared


@dataclass(frozen=True, slots=True)
class Order:
    """What to do: open the index of `folder` in `home`, anew with `rebuild`, index with `index`; what to ask."""

    folder: str
    home: str
    questions: tuple[str, ...] = ()
    rebuild: bool = False
    index: bool = False
    embedder: str = "hash"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: each document's fingerprint by path, the best passages of each question with their text,
    what `check` complains of, what the run reported of files; `error` where it was refused, `crashed` where
    the process died.
    """

    documents: dict[str, str] = field(default_factory=dict)
    answers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    error: str = ""
    crashed: str = ""

    @property
    def content(self) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
        """What must be equal where two indexes are."""
        return self.documents, {question: sorted(found) for question, found in self.answers.items()}


class Judge:
    """A judging process, started anew when it died. No file of it grows past `limits.LARGEST_FILE`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def look(self, order: Order) -> Verdict:
        """Carry out the order."""
        if self._process is None or self._process.poll() is not None:
            self._process = self._started()
        process = self._process
        assert process.stdin
        assert process.stdout
        line = ""
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(asdict(order)) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        if not line:
            process.communicate()
            return Verdict(crashed=f"the process that opened it ended with {process.returncode}")
        record = json.loads(line)
        answers = {q: [(path, text) for path, text in found] for q, found in record.pop("answers").items()}
        problems, reported = tuple(record.pop("problems")), tuple(record.pop("reported"))
        return Verdict(answers=answers, problems=problems, reported=reported, **record)

    @staticmethod
    def _started() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "evals.trust.judge"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            preexec_fn=limited,
        )


def carry_out(order: Order, embedders: Callable[[str], Embedder]) -> Verdict:
    """Open, index and ask as the order says. An error sayso knows is part of the verdict."""
    from index.corpus import Corpus
    from index.errors import SaysoError
    from index.settings import Settings

    try:
        with Corpus.open(
            order.folder,
            settings=Settings(home=Path(order.home)),
            embedder=embedders(order.embedder),
            rebuild=order.rebuild,
        ) as corpus:
            reported: tuple[str, ...] = ()
            if order.index:
                report = corpus.index()
                reported = (*report.notes, *(f"{file.path}: {file.reason}" for file in report.problems))
            answers = {question: _answer(corpus, question) for question in order.questions}
            return Verdict(fingerprints(corpus), answers, tuple(corpus.check()), reported)
    except SaysoError as error:
        return Verdict(error=f"{type(error).__name__}: {error}")


def fingerprints(corpus: Corpus) -> dict[str, str]:
    """By path and row, a hash of everything the index says of a document: facts, text, passages."""
    found = {}
    for info in corpus.documents():
        parts = (info, corpus.document(info.id), corpus.passages(info.id), corpus.near_copies(info.id))
        found[f"{info.path}#{info.id}"] = hashlib.sha256(repr(parts).encode()).hexdigest()
    return found


def _answer(corpus: Corpus, question: str) -> list[tuple[str, str]]:
    return [(hit.document.path, hit.passage.text) for hit in corpus.search(question, DEPTH)]


def main(lines: Sequence[str] | None = None) -> None:
    """Carry out the orders on standard input until it ends."""
    known: dict[str, Embedder] = {}

    def embedder(name: str) -> Embedder:
        if name not in known:
            known[name] = _embedder(name)
        return known[name]

    for line in lines or sys.stdin:
        record = json.loads(line)
        order = Order(**{**record, "questions": tuple(record["questions"])})
        try:
            verdict = carry_out(order, embedder)
        except Exception as error:  # what is not a sentence of ours is a finding
            verdict = Verdict(crashed=f"{type(error).__name__}: {error}")
        print(json.dumps(asdict(verdict)), flush=True)


def _embedder(name: str) -> Embedder:
    from evals.trust.hash_embedder import HashEmbedder
    from index.embedding import load_embedder

    return HashEmbedder() if name == "hash" else load_embedder(name)


if __name__ == "__main__":
    main()
