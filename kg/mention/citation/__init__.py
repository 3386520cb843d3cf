"""Works that a document names, and in which relation it does."""
