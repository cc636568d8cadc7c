"""Words by which a text hands a statement to somebody: verbs of saying, titles, roles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Words by which a text hands a statement to somebody: verbs of saying, titles, roles."""
