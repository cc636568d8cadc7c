"""Words of numbers, bounds, units and currencies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Words of numbers, bounds, units and currencies."""
