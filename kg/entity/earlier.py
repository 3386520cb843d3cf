"""Departments under the names that they had before a reform."""

from __future__ import annotations

from functools import cache

from kg.entity import places
from kg.entity.context import Home
from kg.lexicon.load import table
from kg.model import Body


def of_its_time(name: str, home: Home) -> Body | None:
    """A department under the name that it had when the document was written: 市建委 in 2006, 市国税局 in 2013."""
    if not name.endswith(_earlier_ends()) or home.year is None:
        return None
    for place in (*places.readings(name, home), places.home_place(name, home)):
        until, earlier = _earlier().get(place.rest, (0, ""))
        if home.year <= until and place.region is not None:
            full = place.prefix + earlier
            return Body(full, place.tier, place.area, "department", place.prefix + "人民政府")
    return None


@cache
def _earlier() -> dict[str, tuple[int, str]]:
    return {row["form"]: (int(row["until"]), row["name"]) for row in table("earlier_names")}


@cache
def _earlier_ends() -> tuple[str, ...]:
    return tuple(sorted({form[-2:] for form in _earlier()}))
