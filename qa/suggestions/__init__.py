"""Questions to begin with, drawn from the documents themselves."""
