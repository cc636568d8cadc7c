"""How commands print: for people by rich, for programs as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def print_json(value: object) -> None:
    """Print JSON for programs, on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def console(*, error: bool = False) -> Console:
    """The terminal as rich writes to it; nothing in what is written counts as markup."""
    from rich.console import Console

    return Console(stderr=error, highlight=False, markup=False, emoji=False, soft_wrap=False)


def say(what: RenderableType, *, error: bool = False) -> None:
    """Print for people, on standard output or standard error."""
    console(error=error).print(what)
