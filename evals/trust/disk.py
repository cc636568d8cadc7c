"""A full disk, places that cannot be written, and a folder of documents that is gone or empty."""

from __future__ import annotations

import gc
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from evals.trust import depots
from evals.trust.base import Effort, TrustRow
from evals.trust.hash_embedder import HashEmbedder
from evals.trust.judge import Order as _Order
from evals.trust.judge import Verdict, carry_out
from evals.trust.scratch import scratch

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine
    from index.corpus import Corpus

DEPOTS = 14
PER_DEPOT = 5_000  # bytes that each takes at least: of as many as the disk has room for, not all fit
SMALL, LARGE = 3_000_000, 200_000_000  # bytes of the disk, before and after room was made
FULL_AFTER = {Effort.SHORT: (40_000,), Effort.FULL: (40_000, 60_000, 150_000, 300_000, 500_000, 900_000)}
"""Bytes left free when the disk fills up: each lets another write fail. To open it takes 33 kB."""

QUESTIONS = tuple(depots.question(number) for number in range(DEPOTS))

Check = Callable[["_Place"], Iterator[str]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder of documents, indexed in a home of its own; what the index says of it; whether it is a disk."""

    root: Path
    sound: Verdict
    is_disk: bool

    @property
    def folder(self) -> Path:
        """The documents."""
        return self.root / "depots"

    @property
    def home(self) -> Path:
        """The home, on the small disk where there is one."""
        return self.root / "disk" / "home"

    def judged(self, *, index: bool = False) -> Verdict:
        """What the index says now."""
        return carry_out(
            _Order(str(self.folder), str(self.home), QUESTIONS, index=index), lambda _: HashEmbedder()
        )

    def unharmed(self) -> Iterator[str]:
        """What is wrong with the index as it was before."""
        found = self.judged()
        if found.error or found.problems or found.content != self.sound.content:
            yield f"the earlier index is not intact: {found.error} {found.problems}"


class Disk:
    """Takes the room, the permission or the documents away, looks what is said, and gives them back."""

    name = "disk"
    title = "disk full, read-only folder, home not writable, corpus folder gone or empty"
    reach = "clear sentence, earlier index intact, goes on afterwards"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:  # noqa: ARG002
        """Try each."""
        wrong: list[str] = []
        tried: list[str] = []
        for name, check in _checks(effort):
            with _made() as place:
                if place is None:
                    continue
                tried.append(name)
                wrong += [f"{name}: {problem}" for problem in check(place)]
        with _made() as place:
            way = "a small tmpfs" if place is not None and place.is_disk else "a limit on the size of files"
        reached = f"{len(tried)} obstacles ({way} as the full disk): {len(wrong)} not as asked"
        return TrustRow(self.name, self.title, reached, self.reach, not wrong, tuple(wrong))


def _checks(effort: Effort) -> Iterator[tuple[str, Check]]:
    for free in FULL_AFTER[effort]:
        yield f"full but for {free} bytes", lambda place, free=free: _full(place, free)  # type: ignore[misc]
    yield "backup without room", _full_for_a_backup
    yield "home read-only", _read_only
    yield "new home not writable", _no_home
    yield "folder empty", _emptied
    yield "folder gone", _gone


def _full(place: _Place, free: int) -> Iterator[str]:
    all_of_them = DEPOTS + 30 + free // PER_DEPOT
    depots.write(place.folder, dict.fromkeys(range(all_of_them), 0))
    with _filled(place, free):
        said = _said(place, lambda corpus: corpus.index())
        if not said or not any(word in said for word in ("room", "disk")):
            yield f"it says {said!r}"
        found = place.judged()
        if found.error or found.problems or not place.sound.documents.items() <= found.documents.items():
            yield f"the earlier index is not intact: {found.error} {found.problems}"
    after = place.judged(index=True)
    if after.error or after.problems or len(after.documents) != all_of_them:
        yield f"it does not go on: {after.error} {after.problems}"


def _full_for_a_backup(place: _Place) -> Iterator[str]:
    file = place.home.parent / "index.sayso"
    with _filled(place, 100_000):
        said = _said(place, lambda corpus: corpus.backup(file))
        if str(file) not in said:
            yield f"it says {said!r}"
        if file.exists() or list(file.parent.glob(".*")):
            yield "something of the backup is left"
    yield from place.unharmed()
    if said := _said(place, lambda corpus: corpus.backup(file)):
        yield f"it does not go on: {said}"


def _read_only(place: _Place) -> Iterator[str]:
    with _unwritable(place) as is_so:
        if not is_so:
            return
        yield from place.unharmed()
        said = _said(place, lambda corpus: corpus.index())
        if "cannot be written" not in said or "room" in said:
            yield f"it says {said!r}"
    if (after := place.judged(index=True)).content != place.sound.content:
        yield f"it does not go on: {after.error}"


def _no_home(place: _Place) -> Iterator[str]:
    from index.corpus import Corpus
    from index.errors import SaysoError
    from index.settings import Settings

    with _unwritable(place) as is_so:
        if not is_so:
            return
        other = place.home / "other"
        try:
            Corpus.open(place.folder, settings=Settings(home=other), embedder=HashEmbedder()).close()
            yield "a home was made where nothing can be written"
        except SaysoError as error:
            if str(other) not in str(error) or "SAYSO_HOME" not in str(error):
                yield f"it says {error}"


def _emptied(place: _Place) -> Iterator[str]:
    away = place.folder.rename(place.folder.with_name("away"))
    place.folder.mkdir()
    found = place.judged(index=True)
    if found.content != place.sound.content:
        yield f"the earlier index is not intact: {found.error}"
    if not any("--forget" in line and f"{DEPOTS} of {DEPOTS}" in line for line in found.reported):
        yield f"it says {found.reported}"
    place.folder.rmdir()
    away.rename(place.folder)
    yield from _back(place)


def _gone(place: _Place) -> Iterator[str]:
    away = place.folder.rename(place.folder.with_name("away"))
    found = place.judged(index=True)
    if found.content != place.sound.content:
        yield f"the earlier index is not intact: {found.error}"
    if not any(str(place.folder) in line for line in found.reported):
        yield f"it says {found.reported}"
    away.rename(place.folder)
    yield from _back(place)


def _back(place: _Place) -> Iterator[str]:
    after = place.judged(index=True)
    if after.content != place.sound.content or after.reported:
        yield f"it does not go on: {after.error} {after.reported}"


def _said(place: _Place, work: Callable[[Corpus], object]) -> str:
    """What is said where the work cannot be done; empty where it can. Another error than ours is named as such."""
    from index.corpus import Corpus
    from index.errors import SaysoError
    from index.settings import Settings

    try:
        with Corpus.open(place.folder, settings=Settings(home=place.home), embedder=HashEmbedder()) as corpus:
            work(corpus)
    except SaysoError as error:
        return str(error)
    except Exception as error:
        return f"a stranger's {type(error).__name__}"
    return ""


@contextmanager
def _made() -> Iterator[_Place | None]:
    """A place with a sound index, on a small disk of its own where one may be mounted."""
    with scratch() as root:
        place = _Place(Path(root).resolve(), Verdict(), _mounted(Path(root).resolve() / "disk"))
        try:
            depots.write(place.folder, dict.fromkeys(range(DEPOTS), 0))
            yield _Place(place.root, place.judged(index=True), place.is_disk)
        finally:
            if place.is_disk:
                subprocess.run(["umount", "--lazy", place.root / "disk"], check=False)


def _mounted(disk: Path) -> bool:
    disk.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(disk)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@contextmanager
def _filled(place: _Place, free: int) -> Iterator[None]:
    """No room but for so many bytes; afterwards there is."""
    if not place.is_disk:
        with _files_limited(place, free):
            yield
        return
    filler = place.home.parent / "filler"
    with suppress(OSError):
        filler.write_bytes(bytes(max(0, shutil.disk_usage(place.home).free - free)))
    yield
    filler.unlink()
    subprocess.run(["mount", "-o", f"remount,size={LARGE}", place.home.parent], check=True)


@contextmanager
def _files_limited(place: _Place, free: int) -> Iterator[None]:
    """No file of this process can grow beyond the store by more than so many bytes."""
    largest = max((path.stat().st_size for path in place.home.rglob("store.sqlite3")), default=0)
    limits, old = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(largest, 60_000) + free // 4, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old)


@retry(
    retry=retry_if_exception_type(subprocess.CalledProcessError),
    wait=wait_fixed(1),
    stop=stop_after_delay(60),
    reraise=True,
)
def _remount_read_only(disk: Path) -> None:
    """Let nothing be written there; a file that a thread is about to close keeps the disk busy for a while."""
    gc.collect()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)


@contextmanager
def _unwritable(place: _Place) -> Iterator[bool]:
    """A home that can only be read; False where that cannot be had, as root and without a disk."""
    if place.is_disk:
        _remount_read_only(place.home.parent)
        try:
            yield True
        finally:
            subprocess.run(["mount", "-o", "remount,rw", place.home.parent], check=True)
        return
    if os.geteuid() == 0:
        yield False
        return
    folders = [path for path in (place.home, *place.home.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o500)
    try:
        yield True
    finally:
        for folder in folders:
            folder.chmod(0o700)
