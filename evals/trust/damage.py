"""Flipped bytes, cut ends and missing files, in everything sayso keeps."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evals.trust import depots
from evals.trust.base import Effort, TrustRow
from evals.trust.hash_embedder import HashEmbedder
from evals.trust.judge import Judge, Order, Verdict
from evals.trust.scratch import scratch

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine

DAMAGES = {Effort.SHORT: 8, Effort.FULL: 240}
SEED = 21
DEPOTS = 18
QUESTIONS = tuple(depots.question(number) for number in range(0, DEPOTS, 2))

Damage = Callable[[bytes, random.Random], bytes | None]


def _one_bit(content: bytes, chance: random.Random) -> bytes:
    return _changed(content, [(chance.randrange(len(content)), 1 << chance.randrange(8))]) if content else b"x"


def _scattered(content: bytes, chance: random.Random) -> bytes:
    places = [(chance.randrange(len(content)), 0xFF) for _ in range(1 + len(content) // 500)] if content else []
    return _changed(content, places) if content else b"xyz"


def _zeroed(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1) // 512 * 512
    return content[:start] + bytes(min(4096, len(content) - start)) + content[start + 4096 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _lengthened(content: bytes, chance: random.Random) -> bytes:
    return content + chance.randbytes(3000)


def _deleted(content: bytes, chance: random.Random) -> None:  # noqa: ARG001
    return None


def _changed(content: bytes, places: list[tuple[int, int]]) -> bytes:
    data = bytearray(content)
    for place, mask in places:
        data[place] ^= mask
    return bytes(data)


DAMAGE: dict[str, Damage] = {
    "one bit": _one_bit,
    "scattered bytes": _scattered,
    "a zeroed page": _zeroed,
    "cut": _cut,
    "lengthened": _lengthened,
    "deleted": _deleted,
}


@dataclass(slots=True)
class _Count:
    found: int = 0
    harmless: int = 0
    wrong: list[str] = field(default_factory=list)
    files: Counter[str] = field(default_factory=Counter)


class Damages:
    """Damages a sound index, one file at a time, opens it in another process, and rebuilds it."""

    name = "damage"
    title = "flipped bytes, truncation, deletion in every file that is kept"
    reach = "found before serving or harmless; rebuilt; equal answers"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Damage as often as the effort says, each file and each kind in turn."""
        chance, count, wanted = random.Random(SEED), _Count(), DAMAGES[effort]
        with scratch() as place, Judge() as judge:
            root = Path(place)
            expected = _made(root, judge)
            files = sorted(path for path in (root / "sound").rglob("*") if path.is_file())
            for number in range(wanted):
                file = files[number % len(files)] if wanted > len(files) else chance.choice(files)
                kind = list(DAMAGE)[(number // len(files) + number) % len(DAMAGE)]
                _try(root, file, kind, judge, chance, expected, count)
                if number % 40 == 39:
                    progress(f"{self.name}: {number + 1} of {wanted}")
        reached = (
            f"{wanted} damages in {len(count.files)} kinds of files: {count.found} found, "
            f"{count.harmless} harmless, {len(count.wrong)} served wrongly or not healed"
        )
        return TrustRow(self.name, self.title, reached, self.reach, not count.wrong, tuple(count.wrong))


def _made(root: Path, judge: Judge) -> Verdict:
    """A sound index with an upload, a document taken out, a kept copy, and a folder indexed last."""
    from index.corpus import Corpus
    from index.home import remember_current
    from index.settings import Settings

    folder, settings = root / "depots", Settings(home=root / "sound")
    depots.write(folder, dict.fromkeys(range(DEPOTS), 0))
    upload = root / "handed-in.txt"
    upload.write_text(depots.text_of(DEPOTS + 1, 0), encoding="utf-8")
    with Corpus.open(folder, settings=settings, embedder=HashEmbedder()) as corpus:
        corpus.index()
        corpus.add_files([upload])
        corpus.remove(depots.file_name(1))
        (corpus.data / "kept").mkdir()
        corpus.backup(corpus.data / "kept" / "before-20200101-000000.zip")
    remember_current(folder, settings)
    return judge.look(Order(str(folder), str(_copied(root)), QUESTIONS, index=True))


def _try(
    root: Path, file: Path, kind: str, judge: Judge, chance: random.Random, expected: Verdict, count: _Count
) -> None:
    home = _copied(root)
    damaged = home / file.relative_to(root / "sound")
    content = DAMAGE[kind](damaged.read_bytes(), chance)
    if content is None:
        damaged.unlink()
    else:
        damaged.write_bytes(content)
    inside = file.relative_to(root / "sound").parts[2:]
    where = f"{kind}: {'/'.join(inside) or file.name}"
    count.files[file.name] += 1
    order = Order(str(root / "depots"), str(home), QUESTIONS, index=True)
    opened = judge.look(order)
    if opened.crashed:
        count.wrong.append(f"{where}: {opened.crashed}")
    elif opened.error:
        count.found += 1
    elif opened.content != expected.content:
        count.wrong.append(f"{where}: served as if nothing were wrong")
    elif opened.reported or opened.problems:
        count.found += 1
    else:
        count.harmless += 1
    if "uploads" in inside:
        return  # what a damaged copy said stands in the index alone; a rebuild reads the copy again
    healed = judge.look(Order(order.folder, order.home, QUESTIONS, rebuild=True, index=True))
    if healed.error or healed.crashed or _without_exclusions(healed) != _without_exclusions(expected):
        count.wrong.append(f"{where}: not healed by --rebuild {healed.error}{healed.crashed}")


def _without_exclusions(verdict: Verdict) -> dict[str, str]:
    """The documents but for the one taken out: whether it stays out is written in the store, and lost with it."""
    taken_out = depots.file_name(1)
    return {name: mark for name, mark in verdict.documents.items() if name.partition("#")[0] != taken_out}


def _copied(root: Path) -> Path:
    home = root / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(root / "sound", home)
    return home
