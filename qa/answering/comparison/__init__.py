"""Answers to questions that compare: each side asked for itself, told beside the others with its quotes."""
