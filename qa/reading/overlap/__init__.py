"""The reader that needs no model: sentences that share the question's words."""
