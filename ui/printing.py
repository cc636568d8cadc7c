"""How commands print: for people by rich, for programs as JSON."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import category

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def print_json(value: object) -> None:
    """Print JSON for programs, on standard output; what could drive a terminal stands as its escape."""
    said = json.dumps(value, ensure_ascii=False, indent=2)
    typer.echo(
        "".join(
            char if char == "\n" or category(char) not in _CONTROLS else f"\\u{ord(char):04x}" for char in said
        )
    )


def print_csv(fields: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Print CSV for programs; on a terminal what could drive it stands as its escape."""
    from ui.terminal import visible

    shown = partial(visible, keep_lines=True) if sys.stdout.isatty() else str
    writer = csv.DictWriter(sys.stdout, fields)
    writer.writeheader()
    writer.writerows({name: shown(value) for name, value in row.items()} for row in rows)


_CONTROLS = ("Cc", "Cs")


def console(*, error: bool = False) -> Console:
    """The terminal as rich writes to it; nothing in what is written counts as markup."""
    from rich.console import Console

    return Console(stderr=error, highlight=False, markup=False, emoji=False, soft_wrap=False)


def say(what: RenderableType, *, error: bool = False) -> None:
    """Print for people, on standard output or standard error."""
    console(error=error).print(what)
