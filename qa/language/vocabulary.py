"""Word lists, written as plain text where they are used."""

from __future__ import annotations


def vocabulary(text: str) -> frozenset[str]:
    """The words of `text`, separated by white space."""
    return frozenset(text.split())
