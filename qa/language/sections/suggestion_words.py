"""Words of the questions that are suggested."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SuggestionWords:
    """Words of the questions that are suggested."""
