"""Words in which two figures are set beside each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelationWords:
    """Words in which two figures are set beside each other."""
