"""A process that writes an index when told to: `python -m evals.trust.writer FOLDER HOME`.

Each line on standard input is a run of indexing; each file it wrote, and the end of a run, is told in a line.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Index at each line, and hold the lock at the first file of a run where the line says `wait`."""
    from evals.trust.hash_embedder import HashEmbedder
    from index.corpus import Corpus
    from index.settings import Settings
    from index.types import Progress

    folder, home = map(Path, sys.argv[1:3])
    with Corpus.open(folder, settings=Settings(home=home), embedder=HashEmbedder()) as corpus:
        print("open", flush=True)
        for line in sys.stdin:
            stops = ["writing"] if line.strip() == "wait" else []

            def told(step: Progress, stops: list[str] = stops) -> None:
                print(f"{step.stage} {step.path}", flush=True)
                if step.stage in stops:
                    stops.clear()
                    sys.stdin.readline()

            corpus.index(told)
            print("indexed", flush=True)


if __name__ == "__main__":
    main()
