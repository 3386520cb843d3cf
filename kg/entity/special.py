"""Names that follow rules of their own: the Xinjiang corps, 中共 before a place, townships, 特别行政区."""

from __future__ import annotations

import re

from kg.entity import places, regions
from kg.entity.context import Home
from kg.entity.names import department_at
from kg.entity.spelling import rewrite
from kg.lexicon.agencies import departments, kind_of
from kg.model import Body

CORPS = "新疆生产建设兵团"
"""Ranks as a province and has departments, but is no administrative division."""
_ZONES = ("园区", "高新区", "经开区", "开发区", "新区")
_PARTY = re.compile(r"^(?:中共|中国共产党)(?=.{2,}(?:委员会|党委|党组|党工委|支部|总支)$)")
_OF_TOWNSHIP = re.compile(r"^(?:乡|镇|街道)(?P<rest>(?:人民)?政府.*|党委.*|党工委.*|人大.*|办事处.*)$")
_TOWNSHIP = re.compile(r"(?:乡|镇|街道)(?:委员会|党委|党工委|工作委员会)$")


def corps(name: str, home: Home) -> Body | None:
    """新疆生产建设兵团发展改革委: a department of the corps; 师市财政局: of a division and its city."""
    if home.division and name.startswith(home.division):
        return Body(name, "prefecture", home.division, kind_of(name) or "department")
    owner, tier = CORPS, "province"
    rest = name.removeprefix(CORPS)
    if rest == name and home.division and name.startswith(("兵团", "师市")):
        owner, tier = (CORPS, "province") if name[0] == "兵" else (home.division, "prefecture")
        rest = name[2:]
    if rest == name or not rest or rest[0] in "和及、":
        return None
    full = departments()[rest].name if rest in departments() else rest
    return Body(owner + full, tier, owner, kind_of(name) or "department")


def party(name: str, home: Home) -> Body | None:
    """中共清水河县五良太乡委员会, 中共某市某中心党组: printed in full."""
    found = _PARTY.match(name)
    place = next(iter(places.spelled(name[found.end() :], home)), None) if found else None
    if found is None or place is None or place.region is None or place.rest in ("委员会", "党委"):
        return None
    return Body(name, "township" if _TOWNSHIP.search(name) else place.tier, place.area, "party")


def of_zone(name: str, home: Home) -> Body | None:
    """园区市场监管局 in a document of 苏州工业园区."""
    word = next((word for word in _ZONES if name.startswith(word)), "")
    if not word or home.region is None or home.region.level != "zone" or not home.region.name.endswith(word):
        return None
    found = departments().get(name.removeprefix(word))
    return department_at(found, places.home_place(name, home), home) if found is not None else None


def special_region(name: str, home: Home) -> Body | None:
    """香港特别行政区政府, whose government is no 人民政府."""
    region = name.partition("政府")[0]
    if not region.endswith("特别行政区") or region == name:
        return None
    return Body(name, "province", region, "government" if name == region + "政府" else kind_of(name) or "department")


def township(name: str, home: Home) -> Body | None:
    """乡政府 in a document of a township, or in an answer to one."""
    found = _OF_TOWNSHIP.match(name)
    word = name[: found.start("rest")] if found else ""
    if found is None or home.region is None or not home.township.endswith(word):
        return None
    full = home.township + rewrite(found["rest"], "name")
    kind = "party" if found["rest"].startswith("党") else kind_of(full) or "government"
    return Body(regions.official(home.region) + full, "township", home.region.name, kind)
