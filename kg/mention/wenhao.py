"""Document numbers (发文字号). The parser serves the document room too and therefore lives in ``kg.text.wenhao``."""

from __future__ import annotations

from kg.text.wenhao import DocumentNumber, NumberHit, find_numbers, parse

__all__ = ["DocumentNumber", "NumberHit", "find_numbers", "parse"]
