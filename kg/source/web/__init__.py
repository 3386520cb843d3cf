"""Web pages: the text of the document in them."""
