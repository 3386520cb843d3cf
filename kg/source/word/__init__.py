"""Word files: paragraphs with their printed numbers, tables, text boxes."""
