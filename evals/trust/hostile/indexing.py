"""Indexes a folder and tells what happened: `python -m evals.trust.hostile.indexing FOLDER`.

On standard input come the sentences to look for, on standard output goes what was found, both as JSON.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.corpus import Corpus
from index.types import IndexReport, Progress
from qa.figures.annotations import FigureAnnotator


@dataclass(frozen=True, slots=True)
class Indexed:
    """What came of indexing a folder twice.

    `outcomes` are (path, outcome, reason); `found` the sentences, of those asked for, whose document holds them
    and is found by them; `pause` the longest time between two signs of life, and `memory` the most of this
    process, `reading` that of the processes that read, in bytes.
    """

    outcomes: list[tuple[str, str, str]]
    found: list[str]
    seconds: float
    again: float
    pause: float
    slowest: str
    memory: int
    reading: int


class _Clock:
    """The longest time between two signs of life of an indexing run, and what was worked on then."""

    def __init__(self) -> None:
        self.pause, self.slowest = 0.0, ""
        self._last, self._what = time.monotonic(), "the beginning"

    def tick(self, step: Progress) -> None:
        """A sign of life."""
        now = time.monotonic()
        if now - self._last > self.pause:
            self.pause, self.slowest = now - self._last, self._what
        self._last, self._what = now, f"{step.stage} {step.path}".strip()


class _Readers:
    """The most memory that the processes below this one have held, in bytes, looked at often.

    What the system counts of ended children begins with this process's own memory, which they shared at first.
    """

    LOOK = 0.1  # seconds; filling a gigabyte takes longer

    def __init__(self) -> None:
        self.most = 0
        self._done = threading.Event()

    @contextmanager
    def watched(self) -> Iterator[_Readers]:
        """Watch until the end of the block; where the system tells nothing of processes, `most` stays 0."""
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            yield self
        finally:
            self._done.set()
            watch.join()

    def _watch(self) -> None:
        while not self._done.wait(self.LOOK):
            self.most = max([self.most, *self._held()])

    def _held(self) -> Iterator[int]:
        for task in Path("/proc/self/task").glob("*/children"):
            with suppress(OSError):
                for pid in task.read_text().split():
                    status = Path(f"/proc/{pid}/status").read_text()
                    if "-m\0index.loading.child" in Path(f"/proc/{pid}/cmdline").read_text():
                        yield 1_024 * int((re.search(r"VmHWM:\s*(\d+)", status) or ["", "0"])[1])


def main(folder: str) -> None:
    """Index the folder and print what came of it."""
    sentences: dict[str, str] = json.load(sys.stdin)
    clock = _Clock()
    with Corpus.open(folder, annotators=[FigureAnnotator()]) as corpus, _Readers().watched() as readers:
        report = corpus.index(clock.tick)
        again = corpus.index()
        indexed = Indexed(
            outcomes=_outcomes(report),
            found=[sentence for path, sentence in sentences.items() if _is_found(corpus, path, sentence)],
            seconds=report.seconds,
            again=again.seconds,
            pause=clock.pause,
            slowest=clock.slowest,
            memory=_peak(),
            reading=readers.most,
        )
    json.dump(asdict(indexed), sys.stdout)


def indexed_from(text: str) -> Indexed:
    """What `main` printed. Raises ValueError where that is not all of it."""
    values: dict[str, Any] = json.loads(text)
    return Indexed(**{**values, "outcomes": [tuple(outcome) for outcome in values["outcomes"]]})


def _outcomes(report: IndexReport) -> list[tuple[str, str, str]]:
    return [(file.path, file.outcome.value, file.reason) for file in report.files]


def _is_found(corpus: Corpus, path: str, sentence: str) -> bool:
    """Whether a search for the sentence leads to a passage of the file that holds it."""
    hits = corpus.search(sentence, k=5)
    return any(hit.document.path == path and sentence in hit.passage.text for hit in hits)


def _peak() -> int:
    """The most memory this process has held, in bytes; Linux counts in units of 1,024."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1_024 if sys.platform == "linux" else 1)


if __name__ == "__main__":
    main(sys.argv[1])
