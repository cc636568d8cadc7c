"""`python -m evals.characterise OUT` and `python -m evals.characterise diff A B`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from index.errors import SaysoError

DATA = Path("../shared/data")
_SHOWN = 3


def main(arguments: Sequence[str]) -> int:
    """Run a command: 0, 1 where two dumps differ, 2 for what cannot be done, 130 where a person stops it."""
    try:
        return _diff(arguments[1:]) if arguments[:1] == ["diff"] else _dump(arguments)
    except (SaysoError, LookupError) as error:
        print(f"characterise: {error.args[0] if error.args else error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("characterise: stopped; the same command goes on from here", file=sys.stderr)
        return 130


def _dump(arguments: Sequence[str]) -> int:
    from evals.characterise.dump import SHORT, Options, write_dump
    from evals.runner import caches
    from index.embedding.minilm import usable_cores
    from index.settings import Settings

    parser = argparse.ArgumentParser(
        prog="python -m evals.characterise",
        description="Write what the rules make of many texts, a file a section; run again, it goes on.",
        epilog="`python -m evals.characterise diff A B` compares two.",
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write into")
    parser.add_argument("--data", type=Path, default=DATA, help=f"the public data sets (default {DATA})")
    parser.add_argument(
        "--short",
        action="store_true",
        help="300 rows a section, in a minute or two; compares also with a whole dump",
    )
    parser.add_argument("--jobs", type=int, default=usable_cores(), help="processes (default: one a core)")
    parser.add_argument("--section", action="append", default=[], help="only this section; may be repeated")
    parser.add_argument("--no-network", action="store_true", help="leave out what needs the reader's network")
    parser.add_argument(
        "--cache", type=Path, default=None, help="where the network's spans are kept (default: in SAYSO_HOME)"
    )
    given = parser.parse_args(arguments)
    options = Options(
        data=given.data,
        cache=given.cache or caches(Settings().home) / "characterise",
        jobs=max(1, given.jobs),
        rows=SHORT if given.short else None,
        network=not given.no_network,
        only=tuple(given.section),
    )
    written = write_dump(given.out, options, lambda line: print(line, file=sys.stderr, flush=True))
    size = sum(path.stat().st_size for path in given.out.iterdir())
    minutes = sum(one.seconds for one in written.values()) / 60
    rows = sum(one.rows for one in written.values())
    print(
        f"{given.out}: {len(written)} sections, {rows:,} rows, {size / 1e6:.1f} MB, made in {minutes:.1f} minutes"
    )
    return 0


def _diff(arguments: Sequence[str]) -> int:
    from evals.characterise.comparison import compare_dumps
    from evals.characterise.report import report

    parser = argparse.ArgumentParser(
        prog="python -m evals.characterise diff",
        description="Compare two dumps: rows that differ, by what changed in them. Exit status 1 where any does.",
    )
    parser.add_argument("before", type=Path, metavar="A")
    parser.add_argument("after", type=Path, metavar="B")
    parser.add_argument("--rows", type=int, default=_SHOWN, help=f"rows shown of each kind (default {_SHOWN})")
    parser.add_argument("--section", action="append", default=[], help="only this section; may be repeated")
    parser.add_argument("--md", type=Path, default=None, help="also write the report into this file, as Markdown")
    given = parser.parse_args(arguments)
    sections = list(compare_dumps(given.before, given.after, given.section))
    lines = list(report(sections, given.rows))
    print("\n".join(lines))
    if given.md:
        given.md.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if all(each.same for each in sections) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
