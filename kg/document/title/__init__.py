"""Titles (标题): where they begin and end, the kinds of document that they name, the texts that they issue."""
