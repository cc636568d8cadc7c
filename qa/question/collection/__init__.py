"""Questions about the collection of documents itself: what they want to know, of which of the documents."""
