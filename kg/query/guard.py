"""What a query may not do: change the graph, or call other addresses (SERVICE).

The store's parser carries out SERVICE and does not show a query's structure, so the text is judged before it: first
by its words, then, where the letters "service" occur at all, by a second parser. What neither is sure of is refused.
"""

from __future__ import annotations

import re

from kg.query.errors import Refused

OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n\r]*"
    r"|\\.",
    re.DOTALL,
)
"""Strings, IRIs, comments, escaped characters of names: no keyword stands in them."""

_NAMES = re.compile(r"[?$]\w+|@[A-Za-z-]+|:[\w-]+")
"""Variables, language tags, the local part of prefixed names: neither here."""

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_WORD = re.compile(r"\w+")
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_FORMS = frozenset("SELECT ASK CONSTRUCT DESCRIBE".split())


def check(text: str) -> None:
    """Raises Refused for an update, and for SERVICE anywhere in a query."""
    for version in sorted({text, _unescaped(text)}):
        words = _NAMES.sub(" ", OPAQUE.sub(" ", version)).upper()
        first = next((word for word in _WORD.findall(words) if word in _UPDATES | _FORMS), None)
        if first in _UPDATES:
            raise Refused(f"{first} is refused: the graph is read-only; use SELECT, ASK, CONSTRUCT or DESCRIBE")
        if "SERVICE" in words or ("SERVICE" in version.upper() and not _second_opinion(version)):
            raise Refused("SERVICE is refused: a query reads this graph only")


def _unescaped(text: str) -> str:
    r"""The text with ``\u`` escapes undone, which SPARQL 1.1 (19.2) allows anywhere in a query."""

    def char(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(char, text)


def _second_opinion(text: str) -> bool:
    """True where rdflib's parser can read the query and finds no SERVICE in it; loaded for the few that need it."""
    from kg.query.structure import is_free_of_service

    return is_free_of_service(text)
