"""How figures that count the same thing relate, each with the reason in words."""

from qa.figures.relations.judgement import relate, relations_between

__all__ = ["relate", "relations_between"]
