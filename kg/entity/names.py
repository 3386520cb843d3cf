"""From one name to the body it means, by the lexicons alone: central bodies, organs, departments, branches, zones."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.entity import local, places, regions
from kg.entity.context import Home
from kg.entity.places import Place
from kg.entity.regions import Region
from kg.lexicon.agencies import SLOT, Department, central_bodies, departments, fields, kind_of, official, organs
from kg.lexicon.load import table
from kg.model import Body

CENTRAL_REGION = "全国"
_GOVERNMENT = re.compile(r"^(?:人民)?政府(?=.)")
_LEVEL = re.compile(r"^(省|市|县|区|州)级(?!以)")
_DEPARTMENTS = re.compile(r"(?:行政)?(?:主管)?(?:部门|机关)$")
_CENTRAL_WORDS = ("国家", "国务院", "中国")
"""What central documents leave out: 能源局, 扶贫办, 气象局."""


def central(name: str, home: Home) -> Body | None:
    """A central body; forms that local bodies share count only in central documents (发展改革委)."""
    found = central_bodies().get(name) or central_bodies().get(name.removeprefix("国家"))
    if found is None and home.tier == "central":
        found = next((central_bodies()[w + name] for w in _CENTRAL_WORDS if w + name in central_bodies()), None)
    if found is None and name.endswith("公司"):  # 中国移动公司, 国网公司
        found = next((body for body in (central_bodies().get(name[:-2]),) if body and body.kind == "company"), None)
    if found is None or (found.bare and home.tier != "central"):
        return None
    return Body(found.name, "central", CENTRAL_REGION, found.kind)


def central_branch(name: str, home: Home) -> Body | None:
    """A branch that is named after its central body: 农发行运城市分行, 国家药监局…分中心."""
    for size in range(len(name) - 2, 1, -1):
        found, rest = central_bodies().get(name[:size]), name[size:]
        if found is None or found.bare or rest[0] in "门委部各有相关直" or name[:size] == "国务院":
            continue
        place = next(iter(places.spelled(rest, home)), None)
        if place is not None and place.region is not None:
            return Body(found.name + rest, place.tier, place.area, found.kind, found.name)
        if size > 3:
            kind = kind_of(rest) or found.kind
            return Body(found.name + rest, "central", CENTRAL_REGION, kind, found.name)
    return None


@cache
def _organ_patterns(last: str) -> tuple[tuple[str, str, re.Pattern[str], str], ...]:
    """(beginning, end, pattern with the place as group, form) of every organ with a place that can end in ``last``."""
    found = []
    for form in sorted((f for f in organs() if SLOT in f and f[-1] in (SLOT, last)), key=lambda f: (-len(f), f)):
        head, *tails = (re.escape(part) for part in form.split(SLOT))
        pattern = re.compile(head + "(.{1,20}?)" + "(.{1,8}?)".join(tails))
        found.append((form.split(SLOT)[0], form.split(SLOT)[-1], pattern, form))
    return tuple(found)


def organ(name: str, home: Home) -> Body | None:
    """An organ that every government has: 市委宣传部, 中共运城市委宣传部, 团县委, 县人民法院."""
    if "特别行政区" in name:
        return None  # its organs have names of their own
    name = re.sub(r"(?<=自治[区州县])党委|(?<=^[州盟旗])党委", "委", re.sub(r"地委(?=.)", "地区委", name))
    if name in organs() and home.region is not None:
        return _organ_at(name, places.home_place("", home), home.year)
    for beginning, end, pattern, form in _organ_patterns(name[-1:]):
        match = pattern.fullmatch(name) if name.endswith(end) and name.startswith(beginning) else None
        place = places.whole(match[1], home) if match else None
        body = _organ_at(form, place, home.year) if place is not None else None
        if body is not None:
            return body
    return None


def _organ_at(form: str, place: Place, year: int | None) -> Body | None:
    for candidate in organs()[form]:
        if (candidate.tiers and place.tier not in candidate.tiers) or (year or 9999) > (candidate.until or 9999):
            continue
        if place.region is None:
            return Body(_of_any(candidate.template, form, place), place.tier, "-", "generic")
        region = place.region
        name = candidate.template.format(region=place.prefix, short=region.short, state=region.name[-1])
        name = re.sub(r"^中共(.+)地区委", r"中共\1地委", name)
        return Body(name, place.tier, place.area, candidate.kind, _government(name, place, candidate.kind))
    return None


def _of_any(template: str, form: str, place: Place) -> str:
    """An organ of any place of a tier: 县级人民政府; as printed where the place stands inside its name (省委宣传部)."""
    if template.startswith("{region}"):
        return template.format(region=place.prefix, state=place.printed)
    return form.replace(SLOT, place.printed)


def _government(name: str, place: Place, kind: str) -> str | None:
    """The government a department belongs to; None for governments themselves, party organs, courts and the like."""
    government = place.prefix + "人民政府"
    return government if kind in ("department", "government") and name != government else None


def department(name: str, home: Home) -> Body | None:
    """A department: 市工信局, 运城市工业和信息化局, 工信局 (of the home government), 省工信厅, 行署林草局."""
    name = re.sub(r"(?:行署|行政公署)(?=.)", "", name)
    if name in departments():
        place = places.home_place(name, home)
        province = home.at("province")
        if name.endswith("厅") and home.tier in ("prefecture", "county") and province is not None:
            place = Place(province, "province", "", name, False)
        if _of_a_lower_tier(departments()[name], home):
            return Body(departments()[name].name, "-", "-", "generic")
        return department_at(departments()[name], place, home) if place.region is not None else None
    for place in places.readings(name, home):
        if place.rest in departments():
            return department_at(departments()[place.rest], place, home)
        if place.region is None or not place.rest.startswith(("人民政府", "政府")):
            continue
        own = departments().get(_GOVERNMENT.sub("", place.rest))
        if own is not None:
            short = replace(own, name="人民政府" + own.name.removeprefix("人民政府"))
            return department_at(short, place, home)
    return None


def _of_a_lower_tier(found: Department, home: Home) -> bool:
    """住建局 in a document of a province, whose own department is 住房和城乡建设厅: that of some city or county."""
    if home.tier != "province" or home.region is None or home.region.municipality or not found.name.endswith("局"):
        return False
    return (official(found.field, "province") or "").endswith("厅") and found.until is None


def department_at(found: Department, place: Place, home: Home) -> Body:
    """The department of one place, under its official name there and at that time."""
    name = found.name
    municipality = place.region is not None and place.region.municipality and place.tier == "province"
    if found.until is not None and home.year is not None and home.year > found.until:
        name = official(found.field, place.tier, municipality) or name
    name = local.name_at(name, place)
    if place.region is None:
        return Body(f"{place.prefix}{found.field}部门", place.tier, "-", "generic")
    full = place.prefix + name
    return Body(full, place.tier, place.area, found.kind, _government(full, place, found.kind))


def field_department(name: str, home: Home) -> Body | None:
    """A department named by its field and a place that fixes it: 市财政部门, 省级生态环境部门, 市医保."""
    name = _LEVEL.sub(r"\1", name)
    for place in places.readings(name, home):
        field = fields().get(_DEPARTMENTS.sub("", place.rest))
        if field is None:
            continue
        if place.region is None:
            return Body(f"{place.prefix}{field}部门", place.tier, "-", "generic")
        own = place.region.municipality and place.tier == "province"
        full = official(field, place.tier, own) or field + "局"
        full = local.name_at(full, place)
        return Body(place.prefix + full, place.tier, place.area, "department", place.prefix + "人民政府")
    return None


@cache
def _branches() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    slots = {"{R}": "(?P<R>.{1,15}?)", "{S}": "(?P<R>(?:.(?![省市县州区]金)){2,4})"}
    compiled = []
    for row in table("branches"):
        pattern = row["pattern"]
        for slot, group in slots.items():
            pattern = pattern.replace(slot, group)
        compiled.append((re.compile(pattern), row))
    return tuple(compiled)


@cache
def _grid() -> dict[str, str]:
    return {row["code"]: row["name"] for row in table("grid")}


def branch(name: str, home: Home) -> Body | None:
    """A local branch of a body under vertical administration: 上海金融监管局, 国网运城供电公司."""
    for pattern, row in _branches():
        match = pattern.fullmatch(name)
        place = places.whole(match["R"], home) if match else None
        if place is None or (region := place.region) is None or not _in_force(row, home.year):
            continue
        if (above := _above(region, row["name"])) is None:
            continue
        grid = _grid().get(region.code[:4]) or _grid().get(region.code[:2])
        if "{grid}" in row["name"] and grid is None:
            continue
        county = match is not None and region.level == "county" and match["R"].endswith(region.name)
        short = region.name if county and "{grid}" in row["name"] else region.short  # 国网郯城县供电公司
        names = {
            "full": regions.official(region),
            "short": short,
            "above": above,
            "grid": grid,
            "prefecture": above,
            "name": region.name,
        }
        part = "" if region.level == "province" else f"{region.short}分公司"
        names |= {"province": regions.lineage(region)[-1].short, "part": part}
        tier, area = place.tier, place.area
        if row["name"].startswith(("{above}", "{prefecture}")) and (whole := regions.parent(region)):
            tier, area = regions.tier(whole), whole.name  # a part of the bureau above, not of the county
        return Body(row["name"].format(**names), tier, area, row["kind"], _central_owner(row["name"], grid))
    return None


def _in_force(row: dict[str, str], year: int | None) -> bool:
    return year is None or int(row["since"] or 0) <= year <= int(row["until"] or 9999)


def _central_owner(template: str, grid: str | None) -> str | None:
    """The body that a branch belongs to: the grid company, or the central body that its name begins with."""
    if template.startswith("{grid}"):
        return grid
    sizes = (s for s in range(len(template), 3, -1) if template[:s] in central_bodies())
    return next((template[:s] for s in sizes), None)


def _above(region: Region, template: str) -> str | None:
    """The region above, where there is one for a name that begins with it."""
    above = regions.parent(region)
    if template.startswith("{prefecture}") and (above is None or above.level != "prefecture"):
        return None
    return above.name if above is not None else region.name
