"""What rows and columns are called that answer a kind of question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableWords:
    """What rows and columns are called that answer a kind of question."""
