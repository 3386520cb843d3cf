"""Duties: who leads, supports, answers for what, in brackets, labels, entries, tables and sentences."""
