"""What a question asks for, told from its words and the turns before it."""
