"""Words for what is counted and for what became of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountWords:
    """Words for what is counted and for what became of it."""
