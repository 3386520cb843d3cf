"""Dates by which work is to be done, and how long a document holds."""
