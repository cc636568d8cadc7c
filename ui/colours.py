"""The colours of the page: paper and ink, one accent, a colour per voice; each for light and dark.

A test computes their contrast: text on its background at least 4.5 to 1, graphics 3 to 1 (WCAG 2.2 AA).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """What is painted with which colour, in one of the two modes; `on_accent` is the text on the accent."""

    paper: str
    card: str
    sunk: str
    ink: str
    muted: str
    line: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    mark: str
    mark_ink: str
    quoted: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    good: str
    voices: tuple[str, ...]


LIGHT = Palette(
    paper="#faf9f6",
    card="#ffffff",
    sunk="#f2f0ea",
    ink="#1c2327",
    muted="#566066",
    line="#e2ded5",
    accent="#155e63",
    accent_strong="#0f4a4e",
    accent_soft="#e4f0ef",
    on_accent="#ffffff",
    mark="#ffe08a",
    mark_ink="#1c2327",
    quoted="#fff7df",
    warn="#8a4b00",
    warn_soft="#fdf3e4",
    bad="#a3282a",
    bad_soft="#fbeceb",
    good="#1f6b3a",
    # Told apart also by people who do not see red and green alike (after Okabe and Ito 2008, darkened).
    voices=(
        "#0072b2",
        "#c04a00",
        "#007a5e",
        "#a93f7c",
        "#836700",
        "#6a4fb3",
        "#54636b",
        "#7a3b1d",
        "#c2185b",
        "#4b6f00",
        "#00708a",
        "#8e24aa",
    ),
)
DARK = Palette(
    paper="#13171a",
    card="#1b2124",
    sunk="#222a2e",
    ink="#e8e6e0",
    muted="#a6b0b5",
    line="#333c41",
    accent="#7cc5c4",
    accent_strong="#9bd6d4",
    accent_soft="#20393a",
    on_accent="#10181a",
    mark="#7a5f12",
    mark_ink="#fff8e2",
    quoted="#2e2a1a",
    warn="#f0b266",
    warn_soft="#2c2418",
    bad="#f4a09b",
    bad_soft="#331f20",
    good="#8fd6a4",
    voices=(
        "#5ab4f0",
        "#ff9a5c",
        "#3fcfa6",
        "#f08cc0",
        "#e6c34a",
        "#b7a1ff",
        "#b4c0c7",
        "#d9a384",
        "#ff7d9c",
        "#a9d158",
        "#62d4e6",
        "#e0a3ff",
    ),
)
VOICES = LIGHT.voices


def variables() -> str:
    """The style sheet that names every colour, for light and, under Gradio's class `dark`, for dark."""
    light = _declared(LIGHT)
    paper = f"@media print{{:root,:root.dark,.dark{{{light}}}}}"
    return f":root{{{light}}}\n:root.dark,.dark{{{_declared(DARK)}}}\n{paper}\n"


def _declared(palette: Palette) -> str:
    names = [name for name in Palette.__dataclass_fields__ if name != "voices"]
    plain = [f"--{name.replace('_', '-')}:{getattr(palette, name)}" for name in names]
    return ";".join(plain + [f"--voice-{number}:{colour}" for number, colour in enumerate(palette.voices)])
