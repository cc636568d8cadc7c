"""Finds the amounts in a text: digits and words, bound, unit and scale, apart from dates and labels."""

from qa.figures.amounts.amounts import amounts_in

__all__ = ["amounts_in"]
