"""Names of many bodies at once (各县（市、区）人民政府) and of bodies in general (县级民政部门)."""

from __future__ import annotations

import re
from functools import cache

from kg.entity import places, regions
from kg.entity.context import Home
from kg.entity.names import CENTRAL_REGION
from kg.entity.spelling import rewrite
from kg.lexicon.agencies import departments, fields, kind_of, official, organs
from kg.lexicon.load import tree
from kg.model import Body

_GENERAL = re.compile(r"^(?:人民政府)?(?P<field>.+?)(?:行政)?(?:主管)?(?:部门|机关)?$")
_LEVEL = re.compile(r"^(?P<level>[省市县区乡]级|同级)(?:以上)?(?:地方)?(?P<rest>.+)$")
_TIERS = {"省级": "province", "市级": "prefecture", "县级": "county", "区级": "county", "乡级": "township"}
_DIRECT = re.compile(
    r"^(?P<word>中省|[省市县区州旗盟])(?:直(?P<rest>.*(?:单位|部门|机关|机构|学校|企业|医院))|级(?:(?:国家|党政|党群)?机关)?(?:各|有关|相关|各有关|各相关)?(?:部门(?:（单位）)?|单位))$"
)
"""The bodies of one tier: 「市直有关单位」, 「县级部门」, 「省级国家机关各部门」."""
_OWN = re.compile(r"^各(?:直属机构|部委|委、?办、?局|委办厅局|部门、各直属机构|工作部门)")
_GOVERNMENT = re.compile(r"^(?P<place>.{1,12}?)(?:人民政府|政府|府)(?P<rest>(?:各|有关|相关|所属|直属).+)$")
_TOWNSHIP = re.compile(r"^各?(?:乡镇|乡、镇|镇街|街道|镇、街道|镇|街镇|乡镇街道|乡|苏木|镇街道)")
_WHOLE = re.compile(r"^全[省市县区国](?=各)")
_PLAIN = re.compile(r"^各(?P<what>[区县市]|旗县区?|盟)(?P<rest>人民政府.*|[^级位有].*|)$")
_ALL_OVER = re.compile(r"^全[省市县区州](?!面)")
_EVERYWHERE = re.compile(r"^各(?:地区?|级)(?P<rest>.+)$")
_LEVELS = re.compile(r"^(?P<first>省|市|县)、(?P<rest>.+)$")


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(pattern of a collective's head, its one spelling), those of counties and cities."""
    heads = tree("places")["county_heads"]
    return tuple((re.compile(f"(?P<head>{pattern})(?P<rest>.*)$"), name) for name, pattern in heads.items())


@cache
def all_provinces() -> re.Pattern[str]:
    """Heads of collectives of all provinces."""
    return re.compile(f"^(?P<head>{tree('places')['province_heads']})(?P<rest>.*)$")


def prefix(home: Home) -> str:
    """What stands before a collective of the document's own area."""
    if home.region is not None:
        return regions.official(home.region)
    return CENTRAL_REGION if home.tier == "central" else ""


def area(home: Home) -> str:
    """The name of the document's own region."""
    if home.region is not None:
        return home.region.name
    return CENTRAL_REGION if home.tier == "central" else "-"


def full_rest(rest: str, tier: str) -> str:
    """The part of a name behind a place, made official: 民政部门, 人民政府民政 -> 民政局; 残联 -> 残疾人联合会."""
    bracket = re.match(r"^(?P<name>.+厅)（局）$", rest)
    if bracket and bracket["name"] in departments():
        return departments()[bracket["name"]].name + "（局）"
    if rest in departments():
        return departments()[rest].name
    if rest in organs():
        template = organs()[rest][-1].template
        return template.removeprefix("{region}") if template.startswith("{region}") else rest  # 税务局, 组织部
    match = _GENERAL.match(rest)
    field = fields().get(match["field"]) if match else None
    return official(field, tier) or rest if field else rest


def collective(name: str, home: Home) -> Body | None:
    """A collective, under the region whose bodies it holds; None where the name is none."""
    name = rewrite(name, "collective")
    branches = branch_collective(name)
    if branches is not None:
        return Body(branches, "province", CENTRAL_REGION, "collective")
    if all_provinces().match(name):
        return Body(name, "province", CENTRAL_REGION, "collective")
    return _under_head(name, home) or _direct(name, home) or _own(name, home) or _levels(name, home)


def under_counties(name: str) -> tuple[str, str] | None:
    """(head in its one spelling, rest) of a name under 各县（市、区） and the like, None for other names."""
    for pattern, head in _heads():
        match = pattern.match(name) if name.startswith("各") else None
        if match:
            return head, match["rest"]
    return None


def head_tier(head: str) -> str:
    """The tier of the bodies under a head in its one spelling, "-" where it names two."""
    if head in ("各市（州）", "各设区市", "各省辖市", "各盟市"):
        return "prefecture"
    return "-" if "、县" in head[:4] else "county"


def _under_head(name: str, home: Home) -> Body | None:
    own = _WHOLE.sub("", name) if name.startswith("全") else name
    place = next((p for p in places.spelled(own, home) if p.rest.startswith("各")), None)
    if place is not None and place.region is not None:
        home, own = Home(place.region, place.tier, home.year), place.rest
    for pattern, head in _heads():
        match = pattern.match(own)
        if match is None:
            continue
        rest = match["rest"]
        tier = "-" if re.match(r"、[^、]*[县区]", rest) else head_tier(head)  # 各省辖市、省直管县（市）人民政府
        if not match["head"].startswith("各") and rest != "人民政府":
            return _general(rest, tier, name)
        return Body(prefix(home) + head + full_rest(rest, tier), tier, area(home), "collective")
    if own.startswith("各") and _TOWNSHIP.match(own):
        return Body(prefix(home) + own, "township", area(home), "collective")
    plain = _PLAIN.match(own)
    if plain:
        tier = "prefecture" if plain["what"] in "市盟" and home.tier != "prefecture" else "county"
        return Body(f"{prefix(home)}各{plain['what']}{full_rest(plain['rest'], tier)}", tier, area(home), "collective")
    return None


def _general(rest: str, tier: str, name: str) -> Body:
    """县（市、区）民政局 without 各: the county's department in general."""
    level = {"county": "县级", "prefecture": "市级"}.get(tier, "")
    match = _GENERAL.match(re.sub(r"[局委厅办]$", "", rest)) if rest else None
    field = fields().get(match["field"]) if match else None
    if field and level:
        return Body(level + _field_name(field), tier, "-", "generic")
    organ = rest in organs()
    return Body(level + full_rest(rest, tier) if organ and level else name, tier, "-", "generic")


def _field_name(field: str) -> str:
    return rewrite(field + "部门", "collective")


def _direct(name: str, home: Home) -> Body | None:
    """市直各有关单位, 县直各部门, 中省直各单位."""
    match = _DIRECT.match(name)
    if match is None or (match["rest"] or "").endswith("成员单位"):
        return None
    if match["rest"] is None and home.for_word(match["word"]) is None:
        return None
    word = match["word"]
    region = home.region if word == "中省" else home.for_word(word)
    before = regions.official(region) if region is not None else ""
    tier = "-" if word == "中省" or region is None else regions.tier(region)
    return Body(before + name, tier, region.name if region is not None else "-", "collective")


def _own(name: str, home: Home) -> Body | None:
    """The parts of one government: 国务院各部委, 市政府各委、办、局, and 各直属机构 behind them."""
    if name.startswith("国务院") and kind_of(name) == "collective":
        return Body(name, "central", CENTRAL_REGION, "collective")
    if _OWN.match(name):
        if home.tier == "central":
            return Body("国务院" + name, "central", CENTRAL_REGION, "collective")
        return Body(prefix(home) + "人民政府" + name, home.tier or "-", area(home), "collective")
    match = _GOVERNMENT.match(name)
    place = places.whole(match["place"], home) if match else None
    if match is None or place is None:
        return None
    return Body(place.prefix + "人民政府" + match["rest"], place.tier, place.area, "collective")


def _levels(name: str, home: Home) -> Body | None:
    """Bodies of several tiers: 市、县两级财政部门, 省、市、县三级指挥部, 全市法院."""
    match = _LEVELS.match(name)
    if match:
        province = home.at("province")
        if match["first"] == "省" and province is not None:
            return Body(f"{province.name}、{match['rest']}", "-", province.name, "collective")
        return Body(prefix(home) + name, "-", area(home), "collective")
    if _ALL_OVER.match(name) and kind_of(name[2:]) != "temporary":
        return Body(prefix(home) + name, "-", area(home), "collective")
    own = _EVERYWHERE.match(name)
    if own and own["rest"] in departments():
        name = name[: own.start("rest")] + departments()[own["rest"]].name
    if name.startswith("各地区"):
        return Body(prefix(home) + name, "-", area(home), "collective")
    if name.startswith("各级"):
        return Body(name, "-", "-", "collective")
    return None


def generic(name: str, level: str) -> Body | None:
    """A body in general: 县级民政部门, 公安机关, 医保. ``level`` is what 同级 means in the document ("" unknown)."""
    name = rewrite(name, "collective")
    match = _LEVEL.match(name)
    if match and "以上" not in name[:5]:
        word = level if match["level"] == "同级" and level else match["level"]
        general = _GENERAL.match(match["rest"])
        field = fields().get(general["field"]) if general else None
        rest = _field_name(field) if field and not match["rest"].startswith("人民政府市") else match["rest"]
        return Body(word + rest, _TIERS.get(word, "-"), "-", "generic")
    if re.search(r"以上(?:地方)?人民政府", name) and name[name.index("政府") + 2 :] in fields():
        return Body(name + "部门", "-", "-", "generic")
    if name in fields():
        return Body(_field_name(fields()[name]), "-", "-", "generic")
    if name in tree("recogniser")["more_fields"] and kind_of(name) is None:
        return Body(_field_name(name), "-", "-", "generic")
    plain = re.match(r"^(?P<field>.+?)(?:部门|机关)$", name)
    if plain and plain["field"] in fields() and name != "司法机关":  # courts and procuratorates
        return Body(_field_name(fields()[plain["field"]]), "-", "-", "generic")
    if kind_of(name) == "generic":
        return Body(name, _tier_of_general(name), "-", "generic")
    return None


def _tier_of_general(name: str) -> str:
    if re.match(r"^(?:村|居|社区)", name):
        return "village"
    if re.match(r"^(?:乡|镇|街道)", name):
        return "township"
    return "county" if re.match(r"^县(?!级以上)", name) else "-"


def branch_collective(name: str) -> str | None:
    """各银保监局 and the like: the collective under the central body."""
    found: str | None = tree("places")["branch_collectives"].get(name.removeprefix("各"))
    return found if name.startswith("各") else None
