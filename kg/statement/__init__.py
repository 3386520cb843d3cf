"""Room 6: statements with their evidence, the citations linked, and the records written from them."""
