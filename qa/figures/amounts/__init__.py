"""Finds the amounts in a text: digits and words, bound, unit and scale, apart from dates and labels."""

from qa.figures.amounts.amounts import amounts_in
from qa.language.detection import guess_language

__all__ = ["amounts_in", "guess_language"]
