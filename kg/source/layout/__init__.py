"""Glyphs with places on a page: lines in reading order, columns, tables."""
