"""Texts that say what is asked in so many words: reasons, descriptions, changes, corrections."""
