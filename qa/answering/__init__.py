"""Quotes to answer: figures and their ledger, what is told of them, and what may not be said."""
