"""Temporary bodies with their members, appointments, and short names that a document defines."""
