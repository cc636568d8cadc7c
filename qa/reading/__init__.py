"""Readers mark the words that answer a question, in the passages that the search found."""

from qa.reading.registry import BUILTIN, RULES, load_reader

__all__ = ["BUILTIN", "RULES", "load_reader"]
