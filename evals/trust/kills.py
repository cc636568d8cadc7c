"""`kill -9` during indexing, updating and deleting: at random moments, and aimed at the writes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evals.trust import depots
from evals.trust.base import Effort, TrustRow
from evals.trust.judge import Judge, Order, Verdict
from evals.trust.limits import limited
from evals.trust.scratch import scratch
from index.upkeep import STORE_FILE

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine

KILLS = {Effort.SHORT: 3, Effort.FULL: 200}
SEED = 20

# How often the files are looked at for a write: a transaction and a flush take milliseconds.
LOOK = 0.0005  # seconds
# After the write that was aimed at: within the writes that follow it, most of which end in this time.
AFTER = 0.004  # seconds

AIMS = ("moment", "store", "vectors")
MODEL = "builtin"


@dataclass(frozen=True, slots=True)
class Phase:
    """What a run has to do: bring the index from the depots `before` to those `after`, each with its version."""

    name: str
    before: dict[int, int]
    after: dict[int, int]


_MIXED = Phase(
    "all at once",
    dict.fromkeys(range(12), 0),
    {**dict.fromkeys(range(2, 7), 0), **dict.fromkeys(range(7, 15), 1)},
)
_EACH = (
    Phase("index", {}, dict.fromkeys(range(24), 0)),
    Phase("update", dict.fromkeys(range(16), 0), {**dict.fromkeys(range(8), 0), **dict.fromkeys(range(8, 24), 1)}),
    Phase("delete", dict.fromkeys(range(24), 0), dict.fromkeys(range(14), 0)),
)


PHASES = {Effort.SHORT: (_MIXED,), Effort.FULL: (*_EACH, _MIXED)}


@dataclass(slots=True)
class _Rehearsal:
    """A phase that was run through once: the index before it, what each state holds, how it writes."""

    phase: Phase
    home: Path
    before: Verdict
    after: Verdict
    seconds: float
    writes: dict[str, int]


@dataclass(slots=True)
class _Count:
    """What came of the kills so far."""

    kills: int = 0
    lost: int = 0
    half: int = 0
    wrong: int = 0
    details: list[str] = field(default_factory=list)


class Kills:
    """Kills a real `sayso index` again and again and opens what it left."""

    name = "kills"
    title = "kill -9 at random moments and aimed at the writes of SQLite and of the vector index"
    reach = "0 acknowledged documents lost, 0 half documents, every next open answers right by itself"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Kill as often as the effort says, in turn in each phase and at each aim."""
        wanted, chance, count = KILLS[effort], random.Random(SEED), _Count()
        with scratch() as place, Judge() as judge:
            root = Path(place)
            rehearsals = [_rehearsed(root, phase, judge) for phase in PHASES[effort]]
            for number in range(3 * wanted):  # a run that was quicker than its kill is no kill
                aim = AIMS[number % len(AIMS)]
                _kill_once(root, rehearsals[number // len(AIMS) % len(rehearsals)], aim, judge, chance, count)
                if count.kills == wanted:
                    break
                if count.kills % 20 == 19:
                    progress(f"{self.name}: {count.kills} of {wanted}")
        reached = (
            f"{count.kills} kills: {count.lost} acknowledged documents lost, {count.half} half, "
            f"{count.wrong} wrong answers or states"
        )
        passed = not (count.lost or count.half or count.wrong) and count.kills == wanted
        return TrustRow(self.name, self.title, reached, self.reach, passed, tuple(count.details))


def _rehearsed(root: Path, phase: Phase, judge: Judge) -> _Rehearsal:
    folder, home = root / "depots", root / f"home-{phase.name}"
    home.mkdir()
    before = Verdict()
    if phase.before:
        depots.write(folder, phase.before)
        before = judge.look(_order(root, home, phase, index=True))
    trial = _copied(home, root / "trial")
    depots.write(folder, phase.after)
    started, writes = time.monotonic(), {"store": 0, "vectors": 0}
    process = _indexing(folder, trial, root / "progress")
    watches = {aim: _Watch(trial, aim) for aim in writes}
    while process.poll() is None:
        for aim, watch in watches.items():
            writes[aim] += watch.changed()
        time.sleep(LOOK)
    seconds = time.monotonic() - started
    after = judge.look(_order(root, trial, phase))
    if process.returncode or after.error or after.crashed or after.problems:
        raise RuntimeError(f"{phase.name} without a kill: {process.returncode} {after.error}{after.crashed}")
    return _Rehearsal(phase, home, before, after, seconds, writes)


def _kill_once(
    root: Path, rehearsal: _Rehearsal, aim: str, judge: Judge, chance: random.Random, count: _Count
) -> None:
    home = _copied(rehearsal.home, root / "home")
    depots.write(root / "depots", rehearsal.phase.before)
    depots.write(root / "depots", rehearsal.phase.after)
    process = _indexing(root / "depots", home, root / "progress")
    _wait_for_aim(process, home, aim, rehearsal, chance)
    process.send_signal(signal.SIGKILL)
    if process.wait() != -signal.SIGKILL:
        return
    count.kills += 1
    where = f"kill {count.kills} during {rehearsal.phase.name}, aimed at {aim}"
    _judge_left(root, home, rehearsal, judge, count, where)


def _wait_for_aim(
    process: subprocess.Popen[bytes], home: Path, aim: str, rehearsal: _Rehearsal, chance: random.Random
) -> None:
    if aim == "moment":
        until = time.monotonic() + chance.uniform(0, rehearsal.seconds)
        while time.monotonic() < until and process.poll() is None:
            time.sleep(LOOK)
        return
    watch, left = _Watch(home, aim), chance.randint(1, max(1, rehearsal.writes[aim]))
    while process.poll() is None:
        left -= watch.changed()
        if left <= 0:
            break
        time.sleep(LOOK)
    time.sleep(chance.uniform(0, AFTER))


class _Watch:
    """Sees the writes of one kind below a home: of the store, or of the vector index."""

    def __init__(self, home: Path, aim: str) -> None:
        self._store = aim == "store"
        self._home = home
        self._seen = self._facts()

    def changed(self) -> bool:
        """Whether something was written since the last look."""
        facts = self._facts()
        changed, self._seen = facts != self._seen, facts
        return changed

    def _facts(self) -> dict[str, tuple[int, int]]:
        found = {}
        for folder, _, names in os.walk(self._home):  # unlike a glob it passes over what goes meanwhile
            place = Path(folder)
            if ("chroma" in place.parts) == self._store or "readers" in place.parts:
                continue
            for path in (place / name for name in names if not self._store or name.startswith(STORE_FILE)):
                with suppress(OSError):
                    facts = path.stat()
                    found[str(path)] = (facts.st_size, facts.st_mtime_ns)
        return found


def _judge_left(root: Path, home: Path, rehearsal: _Rehearsal, judge: Judge, count: _Count, where: str) -> None:
    """Compare what was left, as it opens and when it was indexed to the end, with what must be there."""
    phase, acknowledged = rehearsal.phase, _acknowledged(root / "progress")
    left = judge.look(_order(root, home, phase))
    problems = [*left.problems, left.error, left.crashed]
    for path in acknowledged:
        wanted = _of_file(rehearsal.after, path)
        if _of_file(left, path) != wanted:
            count.lost += 1
            problems.append(f"{path} was acknowledged and is not there")
    allowed = (rehearsal.before, rehearsal.after)
    for name, fingerprint in left.documents.items():
        if fingerprint not in {state.documents.get(name) for state in allowed}:
            count.half += 1
            problems.append(f"{name} is neither as it was nor as it is")
    for number in {**phase.before, **phase.after}:
        problems.append(_wrong_answer(left, phase, number))
    again = judge.look(_order(root, home, phase, index=True))
    if again.documents != rehearsal.after.documents or again.problems or again.error or again.crashed:
        problems.append(f"indexed again it is not right: {again.error}{again.crashed}{again.problems}")
    if found := [problem for problem in problems if problem]:
        count.wrong += 1
        count.details.append(f"{where}: {'; '.join(found)}")


def _wrong_answer(left: Verdict, phase: Phase, number: int) -> str:
    """What is wrong with the answer about a depot: it must be that of the version that is there."""
    path = depots.file_name(number)
    states = {phase.before.get(number), phase.after.get(number)} - {None}
    told = [text for found, text in left.answers.get(depots.question(number), [])[:3] if found == path]
    if not _of_file(left, path):
        return f"{path} is not there and is quoted" if told else ""
    amounts = [depots.amount(number, version) for version in states if version is not None]
    return "" if any(amount in text for text in told for amount in amounts) else f"{path} is not found"


def _of_file(verdict: Verdict, path: str) -> dict[str, str]:
    return {name: mark for name, mark in verdict.documents.items() if name.partition("#")[0] == path}


def _acknowledged(progress: Path) -> set[str]:
    """The files the killed run said it had written."""
    found = set()
    for line in progress.read_text(encoding="utf-8").splitlines():
        try:
            step = json.loads(line)
        except ValueError:
            continue
        if step.get("stage") == "writing":
            found.add(step["path"])
    return found


def _indexing(folder: Path, home: Path, progress: Path) -> subprocess.Popen[bytes]:
    with progress.open("wb") as errors:
        return subprocess.Popen(
            [sys.executable, "-m", "ui.cli", "index", str(folder), "--json"],
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env={**os.environ, "SAYSO_HOME": str(home)},
            preexec_fn=limited,
        )


def _order(root: Path, home: Path, phase: Phase, *, index: bool = False) -> Order:
    asked = tuple(depots.question(number) for number in {**phase.before, **phase.after})
    return Order(str(root / "depots"), str(home), asked, index=index, embedder=MODEL)


def _copied(home: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(home, place)
    return place
