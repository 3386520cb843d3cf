"""The structure of a query as rdflib's parser reads it: whether SERVICE is part of it, and not only of its words."""

from __future__ import annotations

from collections.abc import Iterable

from pyparsing import ParseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue


def is_free_of_service(text: str) -> bool:
    """True where the parser can read the query and finds no SERVICE in it."""
    try:
        return not _has_service(parseQuery(text))
    except (ParseException, RecursionError, ValueError):
        return False


def _has_service(part: object) -> bool:
    if isinstance(part, CompValue):
        return part.name == "ServiceGraphPattern" or _has_service(list(part.values()))
    if isinstance(part, (ParseResults, list, tuple)):
        inside: Iterable[object] = list(part)
        return any(_has_service(one) for one in inside)
    return False
