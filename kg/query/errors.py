"""Names that a look-up does not know, or knows too many of. Both say what could be meant."""

from __future__ import annotations

from kg.errors import QueryError


class Refused(QueryError):
    """An update, or a query that would call other addresses: not on this graph."""


class UnknownName(QueryError):
    """No agency or document is called so."""

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        hint = f"; close to it: {'，'.join(suggestions)}" if suggestions else ""
        super().__init__(f"{name!r} is not in the graph{hint}")
        self.suggestions = suggestions


class AmbiguousName(QueryError):
    """Several agencies or documents are called so."""

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(f"{name!r} may be: {'，'.join(suggestions)}")
        self.suggestions = suggestions
