"""Document numbers (发文字号) as this room sees them: the parser itself serves the document room too and lives in ``kg.text``."""

from __future__ import annotations

from kg.text.wenhao import DocumentNumber, NumberHit, find_numbers, parse

__all__ = ["DocumentNumber", "NumberHit", "find_numbers", "parse"]
