"""What sayso itself says in an answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerPhrases:
    """What sayso itself says in an answer."""
