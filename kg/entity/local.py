"""Official names of departments that one area uses against the common pattern."""

from __future__ import annotations

from functools import cache

from kg.entity import regions
from kg.entity.places import Place
from kg.lexicon.load import table


def name_at(name: str, place: Place) -> str:
    """What a department is called at a place: by the row of the nearest area around it that has one, else ``name``."""
    for area in regions.lineage(place.region) if place.region is not None else ():
        if own := _names().get((area.name, name)):
            return own
    return name


@cache
def _names() -> dict[tuple[str, str], str]:
    return {(row["region"], row["form"]): row["name"] for row in table("local_names")}
