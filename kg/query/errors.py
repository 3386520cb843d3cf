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
        self.name, self.suggestions = name, suggestions


class OnlyCited(UnknownName):
    """A work that documents of the graph cite, and that is not in it: ``kg ask cited-by`` tells which."""

    def __init__(self, name: str) -> None:
        super().__init__(name, ())
        self.args = (f"{name!r} is cited, but is not in the graph; which documents cite it: kg ask cited-by {name}",)


class AmbiguousName(QueryError):
    """Several agencies or documents are called so: ``suggestions`` and ``more`` others, which are not named."""

    def __init__(self, name: str, suggestions: tuple[str, ...], more: int = 0) -> None:
        rest = f" and {more} more: write more of the name" if more else ""
        super().__init__(f"{name!r} may be: {'，'.join(suggestions)}{rest}")
        self.name, self.suggestions, self.more = name, suggestions, more
