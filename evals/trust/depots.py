"""A small corpus in two states, with questions whose answers are known: what each depot holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

NAMES = (
    *("Arlen", "Brovik", "Castan", "Delmar", "Esker", "Fennor", "Galway", "Harrow", "Ingram", "Jarrow", "Kelso"),
    *("Lanark", "Morven", "Norden", "Oakham", "Penryn", "Quorn", "Ruthin", "Selkirk", "Thirsk", "Ulverston"),
    *("Verwood", "Wexford", "Yarrow"),
)
GOODS = ("barrels of oil", "sacks of grain", "crates of tools", "bales of wool", "drums of paint")
DOORS = ("north", "east", "south", "west")
PARAGRAPHS = 4  # each a passage or part of one, so that a document can be half written


def text_of(number: int, version: int) -> str:
    """The report of a depot; each version gives other amounts, and no line stands in two documents."""
    name = NAMES[number % len(NAMES)]
    lines = [f"The depot of {name}, report {number}", f"The depot of {name} holds {amount(number, version)}."]
    for paragraph in range(PARAGRAPHS):
        count = 1000 * (paragraph + 2) + 10 * number + version
        goods = GOODS[(number + paragraph) % len(GOODS)]
        lines.append(
            f"Shed {paragraph + 1} of {name} was counted by clerk {number * 9 + paragraph}, who found "
            f"{count} {goods} and locked the {DOORS[paragraph % 4]} door of {name} at {number % 12} o'clock."
        )
    return "\n\n".join(lines) + "\n"


def amount(number: int, version: int) -> str:
    """What the depot holds, in words that stand in its report."""
    return f"{500 + 7 * number + 211 * version} {GOODS[number % len(GOODS)]}"


def question(number: int) -> str:
    """What is asked of the depot."""
    return f"How much does the depot of {NAMES[number % len(NAMES)]} hold?"


def file_name(number: int) -> str:
    """The depot's file."""
    return f"{NAMES[number % len(NAMES)].lower()}-{number}.txt"


def write(folder: Path, versions: Mapping[int, int]) -> None:
    """Make the folder hold the reports of these depots in these versions, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {file_name(number): text_of(number, version) for number, version in versions.items()}
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
