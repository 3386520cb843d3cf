"""Development zones and new areas, the committees that govern them, and their departments."""

from __future__ import annotations

import re
from functools import cache

from kg.entity import places, regions
from kg.entity.context import Home
from kg.entity.names import department_at
from kg.entity.spelling import rewrite
from kg.lexicon.agencies import departments, kind_of
from kg.lexicon.load import tree
from kg.model import Body

_ZONES = ("园区", "高新区", "经开区", "开发区", "新区")
_SHORT_ZONES = {"开发区": "开发", "高新区": "高新", "经开区": "经济", "新区": "新区", "示范区": "示范"}
_SHORT_ZONES |= {word: word for word in ("合作区", "试验区", "实验区", "管理区", "度假区")}
"""Words for the zone in the names of its own documents (高新区财政局), and what its full name then holds."""
_SECTION = re.compile(
    r"[一-龥]{2,8}(?<!分)局|党政(?:办|办公室)|管委会|(?:开发建设)?管理委员会|党工委|[一-龥]{0,6}(?:工作|组织|人事)部"
)
"""What a zone's own sections are called."""
_EACH = re.compile(r"(?:直属|机关)?各(?:有关|相关)?(?:部门|单位|委办局|局办)")


@cache
def _zone() -> re.Pattern[str]:
    body = r"(?P<body>管委会|(?:开发建设)?管理委员会|管理局|党工委|党委|工委|管委办|管委)?(?:（[^）]*）)?"
    return re.compile(r"(?P<zone>.*?(?:" + tree("places")["zone"] + r"|新港?区(?=管委|$)))" + body)


def is_zone(name: str) -> bool:
    """Whether a name is that of a development zone, without the body that governs it."""
    match = _zone().fullmatch(name)
    return match is not None and not match["body"] and len(name) > 5


def zone(name: str, home: Home) -> Body | None:
    """A development zone or the committee that governs it: 运城开发区管委会, 虹桥国际中央商务区管委会."""
    match = _zone().fullmatch(name := rewrite(name, "zone"))
    if match is None:
        return None
    if name.startswith("各"):
        before, area = (regions.official(home.region), home.region.name) if home.region is not None else ("", "-")
        return Body(before + name.replace("管委会", "管理委员会"), "county" if before else "-", area, "collective")
    kind = "party" if (match["body"] or "").endswith(("工委", "党委")) else "government"
    suffix, area = re.sub(r"管委会|管委$", "管理委员会", match["body"] or ""), match["zone"]
    place = next(places.readings(area, home), None)
    if place is not None and not (place.rest or suffix):
        return None  # 浦东新区 is a division
    if place is not None and place.region is not None and not place.spelled:
        area = place.region.short + place.rest
    elif place is None and home.region is not None and home.region.short not in area:
        own = home.region.name if home.region.level == "zone" else home.region.short
        area = own + ("" if own.endswith(area) else area)
    region = place.region if place is not None and place.region is not None else home.region
    if region is None:
        return Body(area + suffix, "-", "-", kind)
    if region.level == "province" or region.municipality:
        return Body(area + suffix, regions.tier(region), region.name, kind)
    return Body(area + suffix, "county", area, kind)


def of_zone(name: str, home: Home) -> Body | None:
    """园区市场监管局 in a document of 苏州工业园区."""
    word = next((word for word in _ZONES if name.startswith(word)), "")
    if not word or home.region is None or home.region.level != "zone" or not home.region.name.endswith(word):
        return None
    found = departments().get(name.removeprefix(word))
    return department_at(found, places.home_place(name, home), home) if found is not None else None


def of_own_zone(name: str, home: Home) -> Body | None:
    """财政局, 区财政局, 高新区财政局 in a document of 江州高新技术产业开发区, which no list of divisions has."""
    listed = home.region is not None and home.region.level == "zone"
    own = home.region.name if home.region is not None and listed else home.zone
    if not own or home.region is None:
        return None
    words = [word for word, mark in _SHORT_ZONES.items() if mark in own]
    if home.region.level == "prefecture" or home.region.name[-1] in "县市旗":
        words.append("区")  # which has no districts of another kind
    words = [own, own.removeprefix(home.region.name) or own, *words]  # it may be printed in full
    name = name.removeprefix("国家税务总局") if name.endswith("税务局") else name
    word = next((word for word in words if name.startswith(word)), "")
    rest = name[len(word) :]
    if listed and not word:
        return None  # as in any division
    tax = name.removesuffix("税务局")  # 税务局, 区税务局; 仲恺税务局 of 惠州仲恺高新技术产业开发区
    if tax != name and (tax == word or (tax in own and places.whole(tax, home) is None)):
        return Body(f"国家税务总局{own}税务局", "county", own, "department", "国家税务总局")
    if next(iter(places.readings(rest, home)), None) is not None:
        return None
    if word and _EACH.fullmatch(rest):
        return Body(own + rest, "county", own, "collective")
    found = departments().get(rest)
    if found is None and not _SECTION.fullmatch(rest):
        return None
    kind = found.kind if found is not None else kind_of(rest) or "department"
    full = rest.replace("管委会", "管理委员会")
    full = found.name if found is not None and found.name[-1] == rest[-1] else re.sub("党政办$", "党政办公室", full)
    full = rewrite(own + full, "zone")
    return Body(full, "county", own, "government" if full.endswith("管理委员会") else kind)


_TAX = re.compile(r"(?:国家税务总局)?(?P<zone>(?!各).{2,20}区)税务局")


def tax_bureau(name: str, home: Home) -> Body | None:
    """经开区税务局: like every tax bureau since 2018 it bears the central one's name (国税地税征管体制改革方案)."""
    found = _TAX.fullmatch(name)
    own = zone(found["zone"], home) if found else None
    if own is None or own.kind != "government":
        return None
    return Body(f"国家税务总局{own.canonical}税务局", own.tier, own.region, "department", "国家税务总局")
