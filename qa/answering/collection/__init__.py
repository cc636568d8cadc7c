"""What is known of the documents as a whole, and answers to questions about it."""
