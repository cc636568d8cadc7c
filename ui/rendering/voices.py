"""Who speaks, and in which colour it is shown: the same in the picture, the table and the summary."""

from __future__ import annotations

from qa.types import Figure
from ui.colours import VOICES


def speaker(figure: Figure) -> str:
    """Who says it: the claimant, else the publisher in its own voice."""
    return figure.claimant or figure.publisher


def voice_style(number: int, css: str = "") -> str:
    """The attributes that give an element the colour of voice `number`, in light and dark.

    Where there are more voices than colours, the further ones are drawn hollow.
    """
    css += " hollow" if number >= len(VOICES) else ""
    classed = f'class="{css.strip()}" ' if css else ""
    return f'{classed}style="--who: var(--voice-{number % len(VOICES)})"'
