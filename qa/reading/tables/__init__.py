"""Rows, columns and labelled values: the cell a question asks for."""
