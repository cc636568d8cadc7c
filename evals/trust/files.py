"""Are malformed and hostile files named, and everything beside them indexed?"""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evals.trust.base import Effort, TrustRow
from evals.trust.hostile import HostileFile, hostile_files
from evals.trust.hostile.indexing import Indexed, indexed_from
from evals.trust.hostile.neighbours import Neighbour, write_neighbours
from index.discovery import SIDECAR_NAME, relative_name

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine

_SHORT = (
    *("attributes-on-one-element.html", "linked-data-quotes.html", "entity-bomb.xhtml", "charset-utf16.html"),
    *("encoded-words-340k.eml", "parameters-encoded.eml", "header-without-spaces.eml", "parts-nested.eml"),
    *("forms-ten-deep.pdf", "stream-packed-twice.pdf", "pages-in-a-circle.pdf", "damaged/cut-at-70%.pdf"),
    *("style-loop.docx", "entity-bomb-in-notes.docx", "boxes-deep.docx", "damaged/flipped-64.docx"),
    *("columns-of-one-name.csv", "quote-never-closed.csv", "brackets-deep.jsonl", "numbers-long.jsonl"),
    *("front-matter-bomb.md", "heading-of-spaces.md", "full-stops.txt", "amounts-over-lines.txt"),
    *("names/line\nbreak.txt", "places/pipe.txt", "places/link-to-passwords.txt", "renamed/docx-named.txt"),
)
"""One of each kind, most of them found by an audit."""

_SECONDS = {Effort.SHORT: 2.0, Effort.FULL: 10.0}
"""Processor time for one file: less than the default, as what is stopped is stopped after all of it."""

_GIGABYTES = 1.0
_ONE_IN = {Effort.SHORT: 3, Effort.FULL: 10}
_LONGEST_RUN = 3_600  # seconds, after which the battery takes the run for hung

# A library's own name for what went wrong is nothing to show to a person.
_FOREIGN = re.compile(
    r"\b[A-Z]\w+(?:Error|Exception|Warning)\b|Traceback|<class|\bobject at 0x| has no attribute "
)


class HostileFiles:
    """Hundreds of hostile files among sound ones, indexed with figures, in a process that is watched."""

    name = "files"
    title = "malformed and hostile files of every format, among sound ones"
    reach = "each named; 0 crashes, 0 tracebacks, 0 over the limits, 0 neighbours lost"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Write them, index them twice, and look at what is said and what is there."""
        files = [file for file in hostile_files() if effort is Effort.FULL or file.name in _SHORT]
        with TemporaryDirectory() as place:
            folder = Path(place) / "documents"
            folder.mkdir()
            for file in files:
                file.write(folder)
            neighbours = write_neighbours(folder, files, _ONE_IN[effort])
            progress(f"indexing {len(files)} hostile files among {len(neighbours)} sound ones")
            done = _index(folder, Path(place) / "home", neighbours, _SECONDS[effort])
            if isinstance(done, str):
                return TrustRow(self.name, self.title, f"the run broke down: {done}", self.reach, passed=False)
            faults = [*_unnamed(done, files, folder), *_lost(done, neighbours), *_over(done, _SECONDS[effort])]
        return TrustRow(
            name=self.name,
            title=f"{len(files)} {self.title}",
            reached=_told(done, neighbours, faults),
            reach=self.reach,
            passed=not faults,
            details=tuple(faults),
        )


def _index(folder: Path, home: Path, neighbours: Sequence[Neighbour], seconds: float) -> Indexed | str:
    """What came of it, or how the process ended."""
    settings = {
        "SAYSO_HOME": str(home),
        "SAYSO_READ_SECONDS": str(seconds),
        "SAYSO_READ_MEMORY": str(_GIGABYTES),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "evals.trust.hostile.indexing", str(folder)],
            input=json.dumps({neighbour.path: neighbour.sentence for neighbour in neighbours}),
            capture_output=True,
            text=True,
            env={**os.environ, **settings},
            timeout=_LONGEST_RUN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not done after {_LONGEST_RUN} seconds"
    if done.returncode or "Traceback" in done.stderr:
        last = done.stderr.strip().rpartition("\n")[2]
        return f"status {done.returncode}, {last[:200] or 'without a word'}"
    return indexed_from(done.stdout)


def _unnamed(done: Indexed, files: Sequence[HostileFile], folder: Path) -> list[str]:
    """Files that the report does not name, or whose reason is none for a person."""
    said = {path: (outcome, reason) for path, outcome, reason in done.outcomes}
    faults = []
    for file in files:
        path = folder / file.name
        name = relative_name(path, folder)
        if stat.S_ISDIR(path.lstat().st_mode):
            name = f"{name}/{SIDECAR_NAME}"
            if not (path / SIDECAR_NAME).exists():
                continue
        if name not in said:
            if not name.endswith(SIDECAR_NAME):
                faults.append(f"{name!r} is not named")
            continue
        outcome, reason = said[name]
        if outcome in ("failed", "skipped") and not reason:
            faults.append(f"{name!r} {outcome} without a reason")
        if _FOREIGN.search(reason):
            faults.append(f"{name!r}: no sentence for a person: {reason}")
    return faults


def _lost(done: Indexed, neighbours: Sequence[Neighbour]) -> list[str]:
    found = set(done.found)
    return [f"{neighbour.path} is lost" for neighbour in neighbours if neighbour.sentence not in found]


def _over(done: Indexed, seconds: float) -> list[str]:
    """What took more than it may: a process that reads, or the whole for what was read."""
    faults = []
    if done.reading > 1.2e9 * _GIGABYTES:
        faults.append(f"reading took {done.reading / 1e9:.1f} GB of memory, {_GIGABYTES:g} are allowed")
    if done.memory > _MOST_MEMORY:
        faults.append(f"indexing took {done.memory / 1e9:.1f} GB of memory")
    if done.pause > _LONGEST_PAUSE + 5 * seconds:
        faults.append(f"{done.pause:.0f} seconds without a sign of life at {done.slowest}")
    return faults


# What indexing may hold, models included, for files of which none has more than six million characters.
_MOST_MEMORY = 2_500_000_000
# A batch of 200,000 characters is cut, embedded and written without a word: half a minute on a busy machine.
_LONGEST_PAUSE = 60.0


def _told(done: Indexed, neighbours: Sequence[Neighbour], faults: Sequence[str]) -> str:
    outcomes = [outcome for _, outcome, _ in done.outcomes]
    reasons = [reason for _, _, reason in done.outcomes]
    stopped = sum("raise SAYSO_READ" in reason or "breaks down" in reason for reason in reasons)
    named = outcomes.count("failed") + outcomes.count("skipped")
    return (
        f"{len(faults)} faults, no crash; {outcomes.count('added') - len(done.found):,} read, {named:,} named, "
        f"{stopped:,} of them stopped at a limit; {len(done.found)} of {len(neighbours)} neighbours found; "
        f"{done.seconds:.0f} s, again {done.again:.1f} s; "
        f"memory to read {done.reading / 1e6:,.0f} MB, to index {done.memory / 1e6:,.0f} MB"
    )
