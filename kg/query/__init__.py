"""Room 9: look-ups and kept questions, which answer with plain rows."""
