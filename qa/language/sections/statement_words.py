"""Words by which a text says in so many words what is asked: reasons, changes, corrections."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Words by which a text says in so many words what is asked: reasons, changes, corrections."""
