"""Words around an answer that a sentence gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OverlapWords:
    """Words around an answer that a sentence gives."""
