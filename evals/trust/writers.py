"""Two writers of one index, and a reader beside a writer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from evals.trust import depots
from evals.trust.base import Effort, TrustRow
from evals.trust.hash_embedder import HashEmbedder
from evals.trust.scratch import scratch

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine
    from index.corpus import Corpus

ROUNDS = {Effort.SHORT: 3, Effort.FULL: 60}
DEPOTS = 12
REFUSED_WITHIN = 1.0  # seconds
FRESH_WITHIN = 2.0  # seconds
SHARED = {Effort.SHORT: 10.0, Effort.FULL: 1.0}  # how much slower a machine may be that runs other tests too
LOOKS = 5  # searches for what was deleted, after its deletion was acknowledged


@dataclass(slots=True)
class _Count:
    refusal: float = 0.0
    staleness: float = 0.0
    shown: int = 0
    details: list[str] = field(default_factory=list)


class Writers:
    """Lets one process write, another try to, and reads beside them."""

    name = "writers"
    title = "two writers; a reader during writes"
    reach = "second writer refused within 1 s naming the holder; reader fresh within 2 s; 0 deleted passages shown"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Add, change and delete as many times as the effort says."""
        from index.corpus import Corpus
        from index.settings import Settings

        count = _Count()
        with scratch() as place:
            folder, home = Path(place) / "depots", Path(place) / "home"
            versions = dict.fromkeys(range(DEPOTS), 0)
            depots.write(folder, versions)
            with (
                _Writer(folder, home) as writer,
                Corpus.open(folder, settings=Settings(home=home), embedder=HashEmbedder()) as reader,
            ):
                writer.index()
                reader.search("which depot?")  # loads what a reader at work has loaded
                for number in range(ROUNDS[effort]):
                    versions = _round(writer, reader, folder, versions, number, count)
                    if number % 20 == 19:
                        progress(f"{self.name}: {number + 1} of {ROUNDS[effort]}")
                _command_refused(writer, folder, home, count)
        reached = (
            f"{ROUNDS[effort]} rounds: refused after {count.refusal:.2f} s at most, naming the holder; "
            f"reader fresh after {count.staleness:.2f} s at most; {count.shown} deleted passages shown"
        )
        in_time = (
            count.refusal < SHARED[effort] * REFUSED_WITHIN and count.staleness < SHARED[effort] * FRESH_WITHIN
        )
        passed = in_time and not count.details
        return TrustRow(self.name, self.title, reached, self.reach, passed, tuple(count.details))


def _round(
    writer: _Writer, reader: Corpus, folder: Path, versions: dict[int, int], number: int, count: _Count
) -> dict[int, int]:
    """Delete one depot, change one and bring one back, while another writer is refused; then read."""
    deleted, changed = number % DEPOTS, (number + 5) % DEPOTS
    after = {**dict.fromkeys(range(DEPOTS), 0), **versions, changed: number + 1}
    after.pop(deleted)
    depots.write(folder, after)
    writer.begin("wait")
    writer.wait_for("writing")
    _refused(writer, reader, count)
    _fresh(reader, changed, number + 1, count)
    writer.begin("go on")
    writer.wait_for("indexed")
    for _ in range(LOOKS):
        hits = reader.search(depots.question(deleted), 50)
        if shown := [hit for hit in hits if hit.document.path == depots.file_name(deleted)]:
            count.shown += len(shown)
            count.details.append(f"round {number}: {depots.file_name(deleted)} is shown after its deletion")
    return after


def _refused(writer: _Writer, reader: Corpus, count: _Count) -> None:
    from index.errors import CorpusLocked

    started = time.monotonic()
    try:
        reader.index()
        count.details.append("a second writer was let in")
    except CorpusLocked as refusal:
        if f"process {writer.process.pid} " not in str(refusal):
            count.details.append(f"the holder {writer.process.pid} is not named: {refusal}")
    count.refusal = max(count.refusal, time.monotonic() - started)


def _fresh(reader: Corpus, number: int, version: int, count: _Count) -> None:
    """How long it takes until the reader finds what was written."""
    started = time.monotonic()
    while time.monotonic() - started < 20 * FRESH_WITHIN:
        hits = reader.search(depots.question(number), 20)
        if any(depots.amount(number, version) in hit.passage.text for hit in hits):
            break
    else:
        count.details.append(f"{depots.file_name(number)} was written and not found")
    count.staleness = max(count.staleness, time.monotonic() - started)


def _command_refused(writer: _Writer, folder: Path, home: Path, count: _Count) -> None:
    """The command says who is writing, too."""
    (folder / depots.file_name(0)).write_text(depots.text_of(0, 99), encoding="utf-8")
    writer.begin("wait")
    writer.wait_for("writing")
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "index", str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "SAYSO_HOME": str(home), "COLUMNS": "500"},
        check=False,
    )
    writer.begin("go on")
    writer.wait_for("indexed")
    if done.returncode != 1 or f"process {writer.process.pid} " not in done.stderr:
        count.details.append(f"`sayso index` beside a writer ended with {done.returncode}: {done.stderr[-300:]}")


class _Writer:
    """A writing process and what it tells."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "evals.trust.writer", str(folder), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        self.wait_for("open")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def index(self) -> None:
        """One whole run."""
        self.begin("run")
        self.wait_for("indexed")

    def begin(self, order: str) -> None:
        """Send one line."""
        assert self.process.stdin
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()

    def wait_for(self, word: str) -> None:
        """Read until a line begins so. Raises `RuntimeError` where the process ends before."""
        assert self.process.stdout
        for line in self.process.stdout:
            if line.startswith(word):
                return
        raise RuntimeError(f"the writer ended with {self.process.wait()} before it was {word}")
