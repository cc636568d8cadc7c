"""Words that carry grammar, and words that mean the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.language.fields import Forms


@dataclass(frozen=True, slots=True)
class TextWords:
    """Words that carry grammar, and words that mean the same."""

    function: frozenset[str] = frozenset()
    """Words that carry grammar, not content."""
    typical: frozenset[str] = frozenset()
    """Words that tell the language of a text: frequent in it, and in no other language that is known."""
    open_ended: frozenset[str] = frozenset()
    """Words that end no sentence: a line that ends in one goes on in the next."""
    concepts: Forms = field(default_factory=dict)
    """Forms of words that mean the same, by a name that all languages share ("death")."""
