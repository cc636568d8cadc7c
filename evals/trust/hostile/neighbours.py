"""Sound files that lie among hostile ones, each with a sentence of its own to be found by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from evals.trust.hostile.base import HostileFile
from evals.trust.hostile.damage import SENTENCE, SOUND, sound_file

_PLAIN = re.compile(r"[\w/-]+\.\w+")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A sound file at `path` in the folder, and the sentence that it alone holds."""

    path: str
    sentence: str


def write_neighbours(folder: Path, hostile: Sequence[HostileFile], one_in: int) -> list[Neighbour]:
    """Write a sound file beside every so many hostile ones, next to it in order, in each format in turn."""
    beside = sorted(file.name for file in hostile if _PLAIN.fullmatch(file.name) and file.name.isascii())
    written = []
    for number, (name, suffix) in enumerate(zip(beside[::one_in], cycle(SOUND), strict=False)):
        path = f"{name.rpartition('.')[0]}-neighbour{suffix}"
        sentence = f"Lighthouse {_name(number)} stands before harbour {_name(number + 500)}, said its keeper."
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(sound_file(suffix, f"{sentence} {SENTENCE}"))
        written.append(Neighbour(path, sentence))
    return written


def _name(number: int) -> str:
    """A name of its own for each number: sentences that differ in a number alone crowd each other out."""
    syllables = ("ba", "do", "fe", "gu", "ki", "lo", "mu", "ne", "ri", "so", "ta", "vu", "wy", "xa", "ze", "po")
    parts = [syllables[number // 16**place % 16] for place in range(3)]
    return "".join(parts).capitalize()
