"""What sayso's rules make of many texts, written to files, so that two states of the code can be compared.

`python -m evals.characterise OUT` writes a dump, `python -m evals.characterise diff A B` compares two.
"""
