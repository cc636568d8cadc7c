"""Words by which an answer is tried against the question: deeds, measures, roles, copies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckWords:
    """Words by which an answer is tried against the question: deeds, measures, roles, copies."""
