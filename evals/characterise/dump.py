"""Writes a dump: a gzipped file of JSON lines for each section, in the order of the ids."""

from __future__ import annotations

import gzip
import hashlib
import json
import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from evals.characterise.inputs import Input, Sources, check_data, digest, sample
from evals.characterise.network import CACHE, Windows, is_shipped
from evals.characterise.plain import plain
from evals.characterise.sections import SECTIONS, Section, section
from index.errors import SaysoError

SUFFIX = ".jsonl.gz"
MANIFEST = "manifest.json"
SHORT = 300
"""Rows of a section of a short dump."""
_BATCH = 64
_TREE = Path(__file__).resolve().parents[2]
_CODE = ("index", "qa", "evals/characterise", "evals/benchmarks/reading.py")
"""What a dump depends on besides the data: a section made by other code is made again."""

Told = Callable[[str], None]


class DumpError(SaysoError):
    """A folder is no dump, or holds one of another kind."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a dump is made: of which data, with how many processes, with or without the network.

    `rows` is the most rows of a section, None for all there are; `only` names the sections to make, all where it
    is empty.
    """

    data: Path
    cache: Path
    jobs: int = 1
    rows: int | None = None
    network: bool = True
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a section: its rows, how many of them are errors, and how many seconds it took."""

    rows: int
    errors: int
    seconds: float


def write_dump(out: Path, options: Options, told: Told) -> dict[str, Written]:
    """Make every section that `out` does not hold yet by this code and data, each whole or not at all.

    Raises DumpError for a folder of another kind or one that cannot be written, BenchmarkDataError for data,
    LookupError for a section's name.
    """
    check_data(options.data)
    chosen = [section(name) for name in options.only] or list(SECTIONS)
    _check_folders(out, options.cache if options.network else None)
    manifest = _Manifest(out, options)
    sources = Sources(options.data)
    with _described_by(options) as describe:
        for each in chosen:
            if manifest.holds(each.name):
                told(f"{each.name}: is there")
            elif each.network and not (options.network and is_shipped()):
                told(f"{each.name}: left out, it needs the reader's network")
            else:
                written = _write(each, sources, out, options.rows, describe)
                manifest.add(each.name, written)
                told(f"{each.name}: {written.rows:,} rows, {written.errors} errors, {written.seconds:.0f} s")
    for name in sources.missing:
        told(f"{options.data / name} is not there: its texts are not read")
    return manifest.written


def _check_folders(out: Path, cache: Path | None) -> None:
    """Make the folders of the dump and of the cache. Raises DumpError: else each row would be that error."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DumpError(f"{out} cannot be made ({error.strerror}); name another folder") from error
    try:
        _ = cache and Windows(cache)
    except (OSError, sqlite3.Error) as error:
        raise DumpError(f"the cache {cache} cannot be used ({error}); name another with --cache") from error


Describe = Callable[[str, Sequence[Input]], Iterator[list[str]]]


@contextmanager
def _described_by(options: Options) -> Iterator[Describe]:
    """What turns the inputs of a section into lines: here, or in processes of their own."""
    with _environment(CACHE, str(options.cache)):
        if options.jobs == 1:
            yield lambda name, inputs: (lines_of(name, batch) for batch in batches(inputs))
        else:
            with _processes(options.jobs) as describe:
                yield describe


@contextmanager
def _processes(jobs: int) -> Iterator[Describe]:
    """Processes of their own, which are gone when this ends or its own process dies."""
    pool = multiprocessing.get_context("spawn").Pool(jobs, _leave_stopping_to_parent)
    try:
        yield lambda name, inputs: pool.imap(_lines_of_pair, ((name, batch) for batch in batches(inputs)))
    finally:
        pool.terminate()
        pool.join()


def _leave_stopping_to_parent() -> None:
    """A terminal's Ctrl-C reaches every process: one stopped in the middle of a message blocks the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """The variable set, also for processes that are started meanwhile, and put back afterwards."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def batches(inputs: Sequence[Input]) -> list[tuple[Input, ...]]:
    """The inputs in stretches that one process reads at a time."""
    return [tuple(inputs[start : start + _BATCH]) for start in range(0, len(inputs), _BATCH)]


def lines_of(name: str, inputs: Sequence[Input]) -> list[str]:
    """The rows of a section for some inputs, as JSON."""
    describe = section(name).describe
    return [json.dumps(_row(describe, each), ensure_ascii=False, sort_keys=True) for each in inputs]


def _lines_of_pair(pair: tuple[str, Sequence[Input]]) -> list[str]:
    return lines_of(*pair)


def _row(describe: Callable[[Input], Any], given: Input) -> dict[str, Any]:
    try:
        value = plain(describe(given))
    # What a rule raises on a text is how it behaves: kept as the row, it shows when it changes.
    except Exception as error:
        value = {"error": f"{type(error).__name__}: {error}"}
    return {"id": given.id, "input": given.text, "value": value}


def _write(each: Section, sources: Sources, out: Path, most: int | None, describe: Describe) -> Written:
    began = time.monotonic()
    inputs = each.inputs(sources)
    if most is not None:
        inputs = sorted(sample(inputs, most, lambda one: one.id), key=lambda one: one.id)
    rows, errors = 0, 0
    part = out / f"{each.name}.part"
    with _writing(part) as lines:
        for batch in describe(each.name, inputs) if inputs else ():
            for line in batch:
                lines.write(line + "\n")
                errors += '"value": {"error": ' in line
                rows += 1
    part.replace(out / f"{each.name}{SUFFIX}")
    return Written(rows, errors, round(time.monotonic() - began, 1))


@contextmanager
def _writing(path: Path) -> Iterator[TextIOWrapper]:
    """A gzipped text file without name or time in its head: equal rows make equal bytes."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as packed,
        TextIOWrapper(packed, encoding="utf-8", errors="surrogatepass", newline="\n") as lines,
    ):
        yield lines


def _read_manifest(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    try:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _ = read["sections"].items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DumpError(f"{path} cannot be read ({error!r}); remove the folder or name another") from error
    return read


def most_rows(folder: Path) -> int | None:
    """The most rows of a section of a dump, as it was made; None for all there are. Raises DumpError."""
    found: int | None = (_read_manifest(folder / MANIFEST) or {}).get("rows")
    return found


class _Manifest:
    """What a folder holds: by which code, and how much."""

    def __init__(self, out: Path, options: Options) -> None:
        self._path, self._out = out / MANIFEST, out
        self._code = f"{code_digest()} {_data_digest(options.data)}"
        before = _read_manifest(self._path)
        if before and before.get("rows") != options.rows:
            most = f"of at most {before['rows']} rows a section" if before.get("rows") else "of all rows"
            raise DumpError(f"{out} holds a dump {most}; name another folder")
        self._rows = options.rows
        self._sections: dict[str, dict[str, Any]] = dict(before["sections"]) if before else {}

    @property
    def written(self) -> dict[str, Written]:
        """Every section that is there, by name."""
        return {name: Written(one["rows"], one["errors"], one["seconds"]) for name, one in self._sections.items()}

    def holds(self, name: str) -> bool:
        """Whether the section is there, made by this code of this data."""
        made = self._sections.get(name, {}).get("code")
        return made == self._code and (self._out / f"{name}{SUFFIX}").is_file()

    def add(self, name: str, written: Written) -> None:
        """Note a section that was written."""
        self._sections[name] = {
            "rows": written.rows, "errors": written.errors, "seconds": written.seconds, "code": self._code,
        }  # fmt: skip
        text = json.dumps({"rows": self._rows, "sections": self._sections}, indent=1) + "\n"
        part = self._path.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(self._path)


def code_digest() -> str:
    """What stands for the code and word lists that make a dump; the weights have checksums among them."""
    found = hashlib.sha256()
    for name in _CODE:
        top = _TREE / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix != ".pyc" and path.suffix != ".onnx":
                found.update(path.relative_to(_TREE).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _data_digest(data: Path) -> str:
    """What stands for the data: the names and sizes of its files."""
    files = sorted(path for path in data.rglob("*") if path.is_file())
    return digest(*(f"{path.relative_to(data)} {path.stat().st_size}" for path in files))
