"""Names that follow rules of their own: the Xinjiang corps, 中共 before a place, townships, 特别行政区, divisions."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.entity import places, regions
from kg.entity.context import Home
from kg.entity.names import CENTRAL_REGION, organ
from kg.entity.regions import CORPS
from kg.entity.spelling import rewrite
from kg.lexicon.agencies import departments, kind_of
from kg.lexicon.load import tree
from kg.model import Body

_PARTY = re.compile(r"^(?:中共|中国共产党)(?=.{2,}(?:委员会|党委|党组|党工委|支部|总支)$)")
_OF_TOWNSHIP = re.compile(
    r"^(?:乡|镇|街道)(?P<rest>(?:人民)?政府.*|党委.*|党工委.*|人大.*|办事处.*"
    r"|[一-龥]{2,14}(?:办|办公室|中心|站|所|大队|中队|委员会|减灾委|安委会|指挥部|领导小组)(?:办公室)?"
    r"|(?:中心)?(?:卫生院|敬老院|小学|中学|学校|幼儿园)|综合[一-龥]{0,2}执法局|纪委|人武部|武装部)$"
)
"""A body of the township that the document is about: 「镇人民政府」, 「街道办事处」, 「乡卫生院」."""
_TOWNSHIP = re.compile(r"(?:乡|镇|街道)(?:委员会|党委|党工委|工作委员会)$")


def corps(name: str, home: Home) -> Body | None:
    """新疆生产建设兵团发展改革委, 兵团发改委: a department of the corps; 师市财政局: of a division and its city."""
    if home.division and name.startswith(home.division):
        return Body(name, "prefecture", home.division, kind_of(name) or "department")
    owner, tier = CORPS, "province"
    rest = name.removeprefix(CORPS).removeprefix("兵团")
    if rest == name and home.division and (name.startswith("师市") or name in departments()):
        owner, rest = home.division, name.removeprefix("师市")
        tier = "province" if owner == CORPS else "prefecture"
    elif rest == name or not rest or rest[0] in "和及、":
        return None
    full = departments()[rest].name if rest in departments() else rest
    return Body(owner + full, tier, owner, kind_of(name) or "department")


def party(name: str, home: Home) -> Body | None:
    """中共清水河县五良太乡委员会, 中共某市某中心党组: printed in full."""
    if name.startswith("中共") and (own := organ(name, home) or organ(name[2:], home)) and own.kind == "party":
        return own  # 中共成都市委社会工作部
    found = _PARTY.match(name)
    place = next(iter(places.spelled(name[found.end() :], home)), None) if found else None
    if found is None or place is None or place.region is None or place.rest in ("委员会", "党委"):
        return None
    if _TOWNSHIP.search(name):
        return Body(_committee(regions.official(place.region) + place.rest), "township", place.area, "party")
    return Body(name, place.tier, place.area, "party")


def _committee(name: str) -> str:
    """清水河县五良太乡党委 as its committee is called in full."""
    return "中共" + re.sub("党委$", "委员会", re.sub("党工委$", "工作委员会", name))


_COMMITTEE = re.compile(
    r"(?P<grade>委(?:员?会)?|基层委员会|工作委员会|工委|总支部?|支部)(?P<part>[一-龥]{2,6}部|办公室)?"
)


def democratic_party(name: str, home: Home) -> Body | None:
    """民盟市委会, 九三学社文山市委员会: the party's full name before the place."""
    short = next((short for short, full in tree("parties").items() if name.startswith((short, full))), "")
    full = tree("parties").get(short, "")
    rest = name.removeprefix(full) if name.startswith(full) else name.removeprefix(short)
    if short and rest in ("中央", "中央委员会"):
        return Body(full + "中央委员会", "central", CENTRAL_REGION, "party")
    for place in places.readings(rest, home) if short else ():
        grade = _COMMITTEE.fullmatch(place.rest)
        if grade and place.region is not None:
            ending = "委员会" if grade["grade"] in ("委", "委会", "委员会") else grade["grade"]
            whole = full + regions.official(place.region) + ending + (grade["part"] or "")
            return Body(whole, place.tier, place.area, "party")
    return None


_PART = re.compile(r"[一-龥]{2,8}(?:办|办公室|科|处|室)")
_OF_TAX = re.compile(r"(?P<own>.{1,20}税务局)(?P<part>(?:第[一二三四五六七八九十]{1,2})?(?:税务分局|稽查局))")


def of_organ(name: str, home: Home) -> Body | None:
    """A part of a party organ (区委组织部人才办) or of a tax bureau. 市委人才办 is no part, but an organ of its own."""
    tax = _OF_TAX.fullmatch(name)
    if tax and (bureau := organ(tax["own"], home)) is not None and bureau.region != "-":
        return replace(bureau, canonical=bureau.canonical + tax["part"], parent=bureau.canonical)
    for size in range(len(name) - 3, 3, -1):
        if name[size - 1] not in "部委办室厅" or not _PART.fullmatch(name, size):
            continue
        own = organ(name[:size], home)
        if own is not None and own.kind == "party" and not own.canonical.startswith("中国共产党"):
            return replace(own, canonical=own.canonical + rewrite(name[size:], "name"), parent=own.canonical)
    return None


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
    full = regions.official(home.region) + re.sub(r"(?<=[乡镇道]党政)办$", "办公室", full)
    if found["rest"] in ("党委", "党工委"):
        full = _committee(full)
    kind = "party" if re.match("党(?!政|建|群)|纪委", found["rest"]) else kind_of(full) or "government"
    return Body(full, "township", home.region.name, kind)


SOME = re.compile(
    r"各?(?:有关|相关)(?:(?P<province>省)|(?P<county>区|县|旗)|(?P<two>市、?县|市、?区|市（县|地方)|(?P<city>(?:设区的?)?市|州|盟))"
    r".*政府"
)
"""Some governments of an area, by their tier: 有关区县政府, 各有关省级人民政府."""


def tier_of(rest: str, tier: str) -> str:
    """The tier of a body in an area of ``tier``, by what the name says behind the place."""
    if some := SOME.fullmatch(rest):
        below = {"province": "province", "county": "county", "two": "-"}
        return below.get(some.lastgroup or "", "county" if tier == "prefecture" else "prefecture")
    if re.search(r"(?:乡|镇)(?:人民政府|党委|人大)$|街道(?:办事处|党工委)?$|镇$|苏木$", rest):
        return "township"
    return "village" if re.search(r"(?:村|社区)(?:村民委员会|居民委员会|党支部|党总支)$", rest) else tier


_DIVISION = re.compile(r"(?!各|机关|有关|相关)[一-龥]{2,6}(?<!办事)(?<!管理)(?<!筹建)[处科]")


def is_division(name: str) -> bool:
    """Whether a name is that of a division of some department: 科教处, 财务科."""
    return _DIVISION.fullmatch(name) is not None


def division(name: str, department: Body) -> Body:
    """The division of the department whose document names it."""
    return replace(department, canonical=department.canonical + name, parent=department.canonical)
