"""Figures: how many of what, who says so, where, over which period, and how they relate."""

from qa.figures.document_figures import figures_in

__all__ = ["figures_in"]
