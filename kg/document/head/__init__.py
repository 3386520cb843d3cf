"""Head and tail of a document: number, issuers, addressees, dates, annexes, what a page tells of it."""
