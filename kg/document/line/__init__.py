"""Lines of a file: what is furniture, what a single line tells, and how lines make paragraphs."""
