"""How much processor time does reading a file take, by format: for a page, a row, a thousand characters?"""

from __future__ import annotations

import os
import platform
import time
from collections import defaultdict
from pathlib import Path

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine, Row
from index.errors import LoadError
from index.loading import load_file, supported_suffixes
from index.types import Loaded, LoadedDocument

# Each file is read so often, in turns over all of them; its fastest turn counts, as the first one imports.
TURNS = 3

_OF_ROWS = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xlsx", ".xls", ".ods"})
"""Formats that hold rows; the others hold text with a table here and there."""


class LoadingSpeed:
    """Milliseconds of processor time by format, in this process: no indexing, no pipes between processes."""

    name = "loading-speed"
    data_format = "a folder of documents, as `sayso index` takes it"

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the files of the folder `data`. Raises BenchmarkDataError where none can be read."""
        best: dict[Path, float] = {}
        read: dict[Path, Loaded] = {}
        paths = [path for path in sorted(data.rglob("*")) if path.suffix.lower() in supported_suffixes()]
        for turn in range(TURNS):
            progress(f"turn {turn + 1} of {TURNS}")
            for path in paths:
                start = time.process_time()
                try:
                    read[path] = load_file(path)
                except LoadError:
                    continue
                best[path] = min(best.get(path, float("inf")), time.process_time() - start)
        if not best:
            raise BenchmarkDataError(f"{data}: no document could be read. Expected {self.data_format}")
        by_format: defaultdict[str, list[Path]] = defaultdict(list)
        for path in best:
            by_format[path.suffix.lower()].append(path)
        return BenchmarkResult(
            name=self.name,
            title=f"Loading speed over {len(best)} files",
            rows=tuple(_row(suffix, files, best, read) for suffix, files in sorted(by_format.items())),
            scoring=f"processor time, the best of {TURNS} turns of each file",
            source=f"this machine: {platform.machine()}, {os.cpu_count()} cores",
        )


def _row(suffix: str, files: list[Path], best: dict[Path, float], read: dict[Path, Loaded]) -> Row:
    seconds = sum(best[path] for path in files)
    documents = [document for path in files for document in read[path].documents]
    pages = sum(len(document.pages) for document in documents)
    rows = sum(map(_rows, documents)) if suffix in _OF_ROWS else 0
    thousands = sum(len(document.text) for document in documents) / 1_000
    told = {"ms/file": 1_000 * seconds / len(files), "ms/1,000 characters": 1_000 * seconds / thousands}
    told |= {"ms/page": 1_000 * seconds / pages} if pages else {}
    return Row(suffix, told | ({"s/10,000 rows": 10_000 * seconds / rows} if rows else {}))


def _rows(document: LoadedDocument) -> int:
    """How many rows of tables a document holds; one that is an article in a table is a row itself."""
    if document.row is not None:
        return 1
    return sum(len({*table.cells.numbers[2]}) for table in document.tables)
