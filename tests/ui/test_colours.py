"""Contrast of what is painted on what, by the formula of WCAG 2.2 (relative luminance)."""

from __future__ import annotations

import pytest

from ui.colours import DARK, LIGHT, Palette, variables

MODES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])

TEXT = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "sunk"),
    ("ink", "accent_soft"),
    ("ink", "quoted"),
    ("ink", "warn_soft"),
    ("ink", "bad_soft"),
    ("muted", "paper"),
    ("muted", "card"),
    ("muted", "sunk"),
    ("muted", "warn_soft"),
    ("accent", "paper"),
    ("accent", "card"),
    ("accent", "sunk"),
    ("accent", "accent_soft"),
    ("accent", "warn_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("mark_ink", "mark"),
    ("warn", "warn_soft"),
    ("warn", "paper"),
    ("bad", "bad_soft"),
    ("bad", "paper"),
    ("good", "sunk"),
    ("paper", "bad"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(top: str, under: str, share: float) -> str:
    """`share` of the one colour over the other, as `color-mix` and transparency paint it."""
    pairs = [(int(top[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02x}" for one, other in pairs)


def test_the_formula_gives_the_standards_own_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@MODES
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(palette: Palette, front: str, back: str) -> None:
    assert contrast(getattr(palette, front), getattr(palette, back)) >= 4.5


@MODES
def test_a_voice_can_be_seen_and_its_number_read(palette: Palette) -> None:
    for colour in palette.voices:
        assert contrast(colour, palette.paper) >= 4.5
        assert contrast(colour, palette.card) >= 4.5
        assert contrast(colour, palette.sunk) >= 3


@MODES
def test_a_number_can_be_read_on_the_bar_of_its_voice(palette: Palette) -> None:
    for colour in palette.voices:
        for ground in (palette.paper, palette.card, palette.sunk):
            assert contrast(palette.ink, mixed(colour, ground, 0.3)) >= 4.5


@MODES
def test_voices_differ(palette: Palette) -> None:
    assert len(set(palette.voices)) == len(palette.voices) == len(LIGHT.voices)


def test_every_colour_used_in_the_style_sheet_is_declared() -> None:
    import re
    from pathlib import Path

    import ui

    style = (Path(ui.__file__).parent / "assets" / "style.css").read_text(encoding="utf-8")
    inline = {"--who", "--lanes", "--lane", "--solid"}
    declared = set(re.findall(r"(--[a-z0-9-]+):", variables() + style)) | inline
    ours = set(re.findall(r"var\((--[a-z0-9-]+)", style))
    assert ours <= declared
