"""The command line: one file a verb. Verbs parse and print; plain functions of the rooms below do the work."""

from kg.cli.app import app, main

__all__ = ["app", "main"]
