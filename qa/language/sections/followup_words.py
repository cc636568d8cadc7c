"""Words by which a question points back or leaves out what it is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FollowUpWords:
    """Words by which a question points back or leaves out what it is about."""
