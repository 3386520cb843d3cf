"""Tables of duties, however a plain text shows them."""
