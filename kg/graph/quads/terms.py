"""Values as Turtle writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.graph.iri import slug
from kg.graph.vocabulary import PREFIXES, SCHEMES

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
"""The prefixes of all that is written here."""

_SPECIAL = re.compile(r'["\\\n\r]')
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_DATES = [
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "xsd:date"),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), "xsd:gYearMonth"),
    (re.compile(r"[0-9]{4}"), "xsd:gYear"),
]
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{0,17}[1-9])?")


def text(value: str) -> str:
    """A plain string."""
    if _SPECIAL.search(value):
        value = _SPECIAL.sub(lambda match: _ESCAPED[match[0]], value)
    return f'"{value}"'


def zh(value: str) -> str:
    """A name or title in Chinese."""
    return text(value) + "@zh"


def date(value: str) -> str:
    """An ISO date typed by its precision; a plain string where it is none."""
    for pattern, datatype in _DATES:
        if pattern.fullmatch(value):
            return f'"{value}"^^{datatype}'
    return text(value)


def decimal(value: str) -> str:
    """A plain decimal in its one canonical form as xsd:decimal; a plain string where it is none."""
    return f'"{value}"^^xsd:decimal' if _DECIMAL.fullmatch(value) else text(value)


def have(term: str, value: str | None) -> str:
    """A further property of what is being written; nothing where it has no value. ``value`` is written in Turtle."""
    return "" if value is None else f" ; {term} {value}"


def said(term: str, value: str | None) -> str:
    """As ``have``, of a plain string."""
    return "" if value is None else f" ; {term} {text(value)}"


@lru_cache(maxsize=1 << 12)
def concept(scheme: str, code: str) -> str:
    """The concept with this code; a code of an open scheme (genre) that no scheme lists gets an IRI all the same."""
    return f"<{SCHEMES[scheme]}{slug(code)}>"
