"""Who speaks, and in which colour it is shown: the same in the picture, the table and the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from qa.types import Figure
from ui.colours import VOICES

LOOKS = 2 * len(VOICES)  # colours, each full and hollow


def speaker(figure: Figure) -> str:
    """Who says it: the claimant, else the publisher in its own voice."""
    return figure.claimant or figure.publisher


def voices(figures: Sequence[Figure], known: Mapping[str, int] | None = None) -> dict[str, int]:
    """A number for each speaker, from 0; `voice_style` makes a colour of it.

    A speaker keeps the number it has in `known`; a new one gets a number nobody has, as long as there are some.
    """
    before, names = known or {}, dict.fromkeys(speaker(figure) for figure in figures)
    numbers: dict[str, int] = {}
    for name in names:
        if name in before and before[name] not in numbers.values():
            numbers[name] = before[name]
    for name in names:
        if name not in numbers:
            here, anywhere = set(numbers.values()), {*numbers.values(), *before.values()}
            fresh = next(number for number in count() if number not in anywhere)
            numbers[name] = fresh if fresh < LOOKS else next(n for n in count() if n not in here)
    return numbers


def voice_style(number: int, css: str = "") -> str:
    """The attributes that give an element the colour of voice `number`, in light and dark.

    Where there are more voices than colours, the further ones are drawn hollow.
    """
    css += " hollow" if number >= len(VOICES) else ""
    classed = f'class="{css.strip()}" ' if css else ""
    return f'{classed}style="--who: var(--voice-{number % len(VOICES)})"'
