"""The trained reader: passages to marked spans, each with what speaks for it."""
