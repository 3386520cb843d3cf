"""Room 2: what wrong extraction did to the text, undone by named steps that keep every offset."""
