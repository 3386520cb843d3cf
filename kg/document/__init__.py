"""Room 3: a source file's clean text cut into issued documents (公文), each with its head and its tree of clauses."""

from __future__ import annotations

from kg.document.reader import read as read
