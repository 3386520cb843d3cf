"""Room 5: what an agency's surface form means in its document."""

from kg.entity.context import Context, Home, home_of
from kg.entity.resolve import resolve
from kg.lexicon.agencies import kind_of

__all__ = ["Context", "Home", "home_of", "kind_of", "resolve"]
