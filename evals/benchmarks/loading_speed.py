"""How much processor time does reading a file take, by format: a page of a PDF, a thousand characters of text?"""

from __future__ import annotations

import os
import platform
import time
from collections import defaultdict
from pathlib import Path

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine, Row
from index.errors import LoadError
from index.loading import load_file, supported_suffixes
from index.types import Loaded

# Each file is read so often, in turns over all of them; its fastest turn counts, as the first one imports.
TURNS = 3


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
    milliseconds = 1_000 * sum(best[path] for path in files)
    documents = [document for path in files for document in read[path].documents]
    rows = sum(len({cell.row for cell in table.cells}) for document in documents for table in document.tables)
    counts = {
        "file": len(files),
        "page": sum(len(document.pages) for document in documents),
        "table row": rows,
        "1,000 characters": sum(len(document.text) for document in documents) / 1_000,
    }
    return Row(suffix, {f"ms/{unit}": milliseconds / count for unit, count in counts.items() if count})
