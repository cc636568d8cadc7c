"""What a public benchmark returns, so that one table can show them all."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from index.errors import SaysoError


class BenchmarkDataError(SaysoError):
    """A benchmark's data is missing or is not in the format the message describes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a benchmark's table: a system and its value per metric. `published` rows are quoted, not run."""

    system: str
    values: Mapping[str, float]
    published: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class BenchmarkResult:
    """A benchmark's table: what was measured, how it is scored and from where, what cannot be compared."""

    name: str
    title: str
    rows: tuple[Row, ...]
    scoring: str
    source: str
    caveats: tuple[str, ...] = ()


ProgressLine = Callable[[str], None]


class Benchmark(Protocol):
    """A public data set with its published scoring rule."""

    name: str
    data_format: str

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the folder or file `data`. Raises BenchmarkDataError where it cannot be read."""
        ...


def first_there(folder: Path, names: Sequence[str], data_format: str) -> Path:
    """The first of these files that the folder holds. Raises BenchmarkDataError where it holds none."""
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise BenchmarkDataError(f"{folder}: no {' or '.join(names)} there. Expected {data_format}")


def json_line_files(data: Path, data_format: str, pattern: str = "*") -> list[Path]:
    """The file `data`, or the JSON-lines files of the folder that match. Raises BenchmarkDataError for none."""
    found = sorted(one for one in data.glob(f"{pattern}.jsonl*") if one.is_file()) if data.is_dir() else [data]
    if not found:
        raise BenchmarkDataError(f"{data}: no {pattern}.jsonl there. Expected {data_format}")
    return found


def read_text(path: Path, data_format: str) -> str:
    """The text of a file, gzipped or not. Raises BenchmarkDataError naming file and format."""
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except FileNotFoundError as error:
        raise BenchmarkDataError(f"{path}: no such file. Expected {data_format}") from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise BenchmarkDataError(f"{path}: cannot be read ({error}). Expected {data_format}") from error


def read_json_lines(path: Path, data_format: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file, gzipped or not, at least one.

    Raises BenchmarkDataError naming file, line and format.
    """
    empty = True
    for number, line in enumerate(read_text(path, data_format).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BenchmarkDataError(f"{path}:{number}: not JSON ({error}). Expected {data_format}") from error
        if not isinstance(row, dict):
            raise BenchmarkDataError(f"{path}:{number}: not an object. Expected {data_format}")
        empty = False
        yield row
    if empty:
        raise BenchmarkDataError(f"{path}: not one row. Expected {data_format}")
