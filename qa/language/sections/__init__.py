"""What a pack says, a typed section for each family of rules. A field that a pack leaves out is empty."""
