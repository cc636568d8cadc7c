"""Random edits of a folder, indexed on the way, against an index of the end made anew."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evals.trust import depots
from evals.trust.base import Effort, TrustRow
from evals.trust.hash_embedder import HashEmbedder
from evals.trust.judge import fingerprints
from evals.trust.scratch import scratch
from index.upkeep import STORE_FILE

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine
    from index.corpus import Corpus
    from index.settings import Settings
    from index.types import Hit

SEQUENCES = {Effort.SHORT: 6, Effort.FULL: 1000}
FILES = 8  # at the start of a sequence
EDITS = 3  # between two runs of indexing, at most
RUNS = 3  # of indexing in a sequence, at most
PUBLISHERS = ("Courier", "Observer", "")
# Lines that stand in several documents are left out of their passages: what comes and goes changes others.
SHARED_LINES = (
    "The level of the river at the old bridge is measured every morning by the same two men.",
    "Sheds are counted as closed where the roof or more than half of the walls have fallen in.",
)
QUESTIONS = (
    "How much does the depot of Brovik hold?",
    "which shed is closed?",
    "barrels of oil",
    "the old bridge",
)

Edit = Callable[["_Sequence"], None]


@dataclass(slots=True)
class _Sequence:
    """A folder that is edited, the corpus that follows it, and what was done, to be told."""

    chance: random.Random
    folder: Path
    corpus: Corpus
    done: list[str] = field(default_factory=list)
    number: int = 100

    def file(self) -> Path | None:
        """One of the documents."""
        found = sorted(path for path in self.folder.rglob("*.txt"))
        return self.chance.choice(found) if found else None

    def text(self) -> str:
        """A new document's text."""
        self.number += 1
        shared = self.chance.choice(("", *SHARED_LINES))
        return depots.text_of(self.number, self.chance.randrange(3)) + (f"\n{shared}\n" if shared else "")


def _add(sequence: _Sequence) -> None:
    place = sequence.folder / sequence.chance.choice(("", "north"))
    place.mkdir(exist_ok=True)
    (place / f"{sequence.chance.randrange(1000)}.txt").write_text(sequence.text(), encoding="utf-8")


def _change(sequence: _Sequence) -> None:
    if path := sequence.file():
        path.write_text(sequence.text(), encoding="utf-8")


def _change_behind_its_time(sequence: _Sequence) -> None:
    if path := sequence.file():
        before = path.stat()
        content = path.read_text(encoding="utf-8")
        path.write_text(content.replace("holds 5", "holds 6").replace("holds 7", "holds 8"), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _delete(sequence: _Sequence) -> None:
    if path := sequence.file():
        path.unlink()


def _rename(sequence: _Sequence) -> None:
    if path := sequence.file():
        path.rename(path.with_name(f"moved-{sequence.chance.randrange(1000)}.txt"))


def _swap(sequence: _Sequence) -> None:
    one, other = sequence.file(), sequence.file()
    if one and other and one != other:
        between = one.with_suffix(".between")
        one.rename(between)
        other.rename(one)
        between.rename(other)


def _touch(sequence: _Sequence) -> None:
    if path := sequence.file():
        os.utime(path, (1_600_000_000, 1_600_000_000 + sequence.chance.randrange(1000)))


def _copy(sequence: _Sequence) -> None:
    if path := sequence.file():
        shutil.copyfile(path, path.with_name(f"copy-{sequence.chance.randrange(1000)}.txt"))


def _describe(sequence: _Sequence) -> None:
    names = sorted(path.relative_to(sequence.folder).as_posix() for path in sequence.folder.rglob("*.txt"))
    rows = [f"{name},{sequence.chance.choice(PUBLISHERS)}" for name in names if sequence.chance.random() < 0.3]
    (sequence.folder / "metadata.csv").write_text("\n".join(("file,publisher", *rows)) + "\n", encoding="utf-8")


def _table(sequence: _Sequence) -> None:
    rows = [f'Row {n},"{sequence.text()}"' for n in range(1 + sequence.chance.randrange(3))]
    (sequence.folder / "rows.csv").write_text("\n".join(("title,text", *rows)) + "\n", encoding="utf-8")


def _take_out(sequence: _Sequence) -> None:
    if infos := sequence.corpus.documents():
        sequence.corpus.remove(sequence.chance.choice(infos).id)


EDITS_BY_NAME: dict[str, Edit] = {
    "add": _add,
    "change": _change,
    "change behind its time": _change_behind_its_time,
    "delete": _delete,
    "rename": _rename,
    "swap": _swap,
    "touch": _touch,
    "copy": _copy,
    "describe": _describe,
    "table": _table,
    "take out": _take_out,
}


class Sequences:
    """Follows many sequences of edits and compares each end with an index made anew of it."""

    name = "sequences"
    title = "index(A), random edits, index(B) against a fresh index(B)"
    reach = "1,000 sequences, 0 differences"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Follow as many sequences as the effort says; the number of each is its seed."""
        wanted, differences = SEQUENCES[effort], []
        for seed in range(wanted):
            with scratch() as place:
                if difference := _difference(Path(place), seed):
                    differences.append(f"sequence {seed}: {difference}")
            if seed % 100 == 99:
                progress(f"{self.name}: {seed + 1} of {wanted}, {len(differences)} different")
        reached = f"{wanted} sequences, {len(differences)} differences"
        return TrustRow(self.name, self.title, reached, self.reach, not differences, tuple(differences))


def _difference(root: Path, seed: int) -> str:
    """What differs at the end of one sequence; empty where nothing does."""
    from index.corpus import Corpus
    from index.settings import Settings

    chance, folder, settings = random.Random(seed), root / "depots", Settings(home=root / "home")
    folder.mkdir()
    with Corpus.open(folder, settings=settings, embedder=HashEmbedder()) as corpus:
        sequence = _Sequence(chance, folder, corpus)
        for _ in range(FILES):
            _add(sequence)
        corpus.index()
        for _ in range(chance.randint(1, RUNS)):
            for name in chance.choices(list(EDITS_BY_NAME), k=chance.randint(1, EDITS)):
                EDITS_BY_NAME[name](sequence)
                sequence.done.append(name)
            corpus.index()
            sequence.done.append("index")
        followed, problems = contents(corpus), corpus.check()
    made = _made_anew(folder, settings)
    unequal = [name for name in made if made[name] != followed[name]]
    if unequal or problems:
        return f"{', '.join(unequal)} after {', '.join(sequence.done)} {'; '.join(problems)}"
    return ""


def _made_anew(folder: Path, settings: Settings) -> dict[str, object]:
    """What a rebuilt index of the folder holds; what was taken out stays out of it."""
    from index.corpus import Corpus

    with Corpus.open(folder, settings=settings, embedder=HashEmbedder(), rebuild=True) as corpus:
        corpus.index()
        return contents(corpus)


def contents(corpus: Corpus) -> dict[str, object]:
    """Everything two equal indexes have in common, by what it is called."""
    with closing(sqlite3.connect(corpus.data / STORE_FILE)) as db:
        vectors = {
            name: hashlib.sha256(blob).digest() for name, blob in db.execute("SELECT hash, vector FROM vectors")
        }
        files = "SELECT root, file, sha256, documents, passages, missing FROM files"
        languages = "SELECT language, passages FROM lexical_languages WHERE passages > 0"
        tables = {
            "vectors": vectors,
            "terms": sorted(db.execute("SELECT term, doc, cnt FROM lexical_terms")),
            "languages": sorted(db.execute(languages)),
            "files": sorted(db.execute(files)),
        }
    answers = {question: sorted(map(_told, corpus.search(question, 50))) for question in QUESTIONS}
    return {"documents": fingerprints(corpus), **tables, "answers": answers}


def _told(hit: Hit) -> tuple[str, str, float, float]:
    return hit.document.path, hit.passage.id, round(hit.dense or 0, 4), round(hit.lexical or 0, 4)
