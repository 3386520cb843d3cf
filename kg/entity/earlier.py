"""Departments under the names that they had before a reform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.entity import local, places
from kg.entity.context import Home
from kg.lexicon.agencies import official
from kg.lexicon.load import table, tree
from kg.model import Body

_DEPARTMENTS = re.compile(r"(?:行政)?(?:主管)?(?:部门|机关)$")


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


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of work whose departments a reform replaced: 国土资源, until 2019, now that of 自然资源."""

    stem: str
    until: int
    now: str
    head: str  # of its departments: 厅 (at a province, elsewhere 局), 局, 委员会; "" as in the field that it is now
    plain: bool  # also a plain word: 人事部门 of any body


@cache
def _fields() -> dict[str, _Field]:
    """Every former stem and its short forms -> the field."""
    found: dict[str, _Field] = {}
    for entry in tree("departments"):
        heads = entry.get("former_heads", {})
        for stem, (until, *shorts) in entry.get("former", {}).items():
            field = _Field(stem, until, entry["field"], heads.get(stem, ""), stem in entry.get("plain", ()))
            for form in (stem, *shorts):
                found.setdefault(form, field)
    return found


def field_department(name: str, home: Home) -> Body | None:
    """市国土部门: in 2013 the 国土资源局, in 2024 the bureau that has its work; 国土部门 without a place in general."""
    if not _DEPARTMENTS.search(name):
        return None
    bare = _DEPARTMENTS.sub("", name)
    if (field := _fields().get(bare)) and not field.plain:
        return Body((field.now if _over(field, home) else field.stem) + "部门", "-", "-", "generic")
    for place in places.readings(re.sub(r"^([省市县区州])级(?!以)", r"\1", bare), home):
        field = _fields().get(place.rest)
        if field is None or (field.plain and not field.head):
            continue
        if place.region is None:
            general = field.now if _over(field, home) else field.stem
            return Body(f"{place.prefix}{general}部门", place.tier, "-", "generic")
        municipality = place.region.municipality and place.tier == "province"
        full = local.name_at(_official(field, place.tier, municipality, _over(field, home)), place)
        return Body(place.prefix + full, place.tier, place.area, "department", place.prefix + "人民政府")
    return None


def _over(field: _Field, home: Home) -> bool:
    return home.year is not None and home.year > field.until


def _official(field: _Field, tier: str, municipality: bool, over: bool) -> str:
    """The department's usual official name at ``tier``, before or after the reform."""
    now = official(field.now, tier, municipality) or field.now + "局"
    if over:
        return now
    head = field.head or (now.removeprefix(field.now) if now.startswith(field.now) else "局")
    if (head == "厅" and (tier != "province" or municipality)) or (head == "委员会" and tier == "county"):
        head = "局"
    return field.stem + head
