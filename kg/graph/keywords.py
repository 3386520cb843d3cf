"""Which keywords stand in the text of a query."""

from __future__ import annotations

import re

OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n\r]*",
    re.DOTALL,
)
"""Strings, IRIs and comments: no keyword, brace or variable stands in them."""


def masked(text: str) -> str:
    """The text with blanks for strings, IRIs and comments: of the same length."""
    return OPAQUE.sub(lambda match: " " * len(match[0]), text)


def has_word(text: str, word: str) -> bool:
    """Whether a keyword stands in the query."""
    return re.search(rf"(?<![\w?$:@]){word}\b(?!:)", masked(text), re.IGNORECASE) is not None
