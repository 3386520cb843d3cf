"""What the names of one document mean: every surface form to its body, in the document's own context."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.entity import addressed, collectives, earlier, houses, names, places, regions, special, zones
from kg.entity.context import Context, Home, home_of
from kg.entity.groups import Groups, county_offices, groups_of, temporary
from kg.entity.merged import merged
from kg.entity.places import Place
from kg.entity.spelling import clean, first_name, rewrite
from kg.lexicon.agencies import departments, kind_of
from kg.model import Body

_LEVEL = re.compile(r"([省市县区]级)(?!以上)")
_OWN_NAMED = ("institution", "company", "media")
"""Kinds whose printed name is the official one where it begins with a region's short name (上海海关, 山西大学)."""

_FIELD = re.compile(r"(?!有关|相关)[一-龥]{2,6}(?<!机构)(?<!小组)(?<![组人者关院司员区市县])")
_PART = re.compile(r"办公室|秘书处|专家组|各?(?:有关|相关)?成员单位|管委会|管理委员会|党工委")
"""What may stand behind the short name of a body and belongs to that body."""

_OF_THE_STATE = ("国家有关", "国家各", "中央和国家")
"""How bodies begin that are no government's of the document's area."""
_STATE = "中华人民共和国"
"""Signatures and orders print it before a ministry; the body is the same without."""
AS_PRINTED = "as printed"
"""The rule for names that no lexicon has."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one name means, and the rule that knew it."""

    body: Body
    rule: str
    full: str = ""  # the name that the document laid down this one to stand for (以下简称)
    joined: str = ""  # what it would be called, had the document no other name for the same function


def resolve(surfaces: Sequence[str], context: Context) -> dict[str, Body]:
    """The body behind each surface form. Two forms mean one body exactly when ``canonical`` is equal.

    Pure: the same surfaces and context give the same answer, whatever the order of ``surfaces``.
    """
    return {surface: reading.body for surface, reading in readings(surfaces, context).items()}


def readings(surfaces: Sequence[str], context: Context) -> dict[str, Reading]:
    """As ``resolve``, with the reason of each answer."""
    home = home_of(context)
    groups = groups_of(context, home)
    shared = {clean(k): v for k, v in addressed.inherited([clean(a) for a in context.addressees], home).items()}
    level = _general_level(context)
    aliases = _aliases(context)
    every = dict.fromkeys((*surfaces, *context.surfaces))
    found = {s: _one(clean(s), aliases, home, groups, shared, level) for s in every}
    signed = _one(clean(context.issuers[0]), aliases, home, groups, shared, level) if context.issuers else None
    if signed is not None and signed.rule == "department":
        inner = [s for s, reading in found.items() if reading.rule == AS_PRINTED and special.is_division(clean(s))]
        found |= {s: replace(found[s], body=special.division(clean(s), signed.body)) for s in inner}
    elif house := houses.house_of(context):
        owner, nowhere = (
            _one(clean(house), aliases, home, groups, shared, level).body,
            replace(home, region=None, tier=""),
        )
        within = groups_of(houses.inside(context, house), nowhere)
        for s in every:
            name = clean(s)
            if (core := houses.core_of(name, house)) and houses.is_part(core, core != name, found[s].rule, home):
                plain = _one(core, aliases, nowhere, within, {}, level)
                found[s] = replace(plain, body=houses.part(core, plain.body, owner), rule="house's own part")
    named = {reading.body for reading in found.values() if reading.rule == "department"}
    whole = merged({surface: reading.body for surface, reading in found.items()}, named)
    return {surface: _joined(found[surface], whole[surface]) for surface in surfaces}


def _joined(reading: Reading, body: Body) -> Reading:
    return reading if reading.body == body else replace(reading, body=body, joined=reading.body.canonical)


def _aliases(context: Context) -> dict[str, str]:
    """Short forms of the document, with and without their tier word -> full names; those of several bodies left out."""
    found: dict[str, str] = {}
    for alias in context.aliases:
        short, full = clean(alias.short), clean(alias.full)
        full = next((s for s in context.surfaces if re.fullmatch(r"\d{4}年" + re.escape(full), s)), full)
        zone = zones.is_zone(full)
        if (kind_of(full) is None and not zone) or "、" in re.sub(r"（[^）]*）", "", full) or short == full:
            continue
        found[short] = full
        found.setdefault(re.sub(r"^[省市县区州旗](?=.{3})", "", short), full)
        if full[:1] in "省市县区州旗" and short[:1] != full[:1]:
            found.setdefault(full[0] + short, full)
    return found


def expand(name: str, aliases: dict[str, str]) -> str:
    """The full name that the document gave a short one (以下简称), or the part of it that is named (协调委办公室)."""
    if name in aliases:
        return aliases[name]
    short = next((name[:size] for size in range(len(name) - 2, 1, -1) if name[:size] in aliases), "")
    return aliases[short] + name[len(short) :] if short and _PART.fullmatch(name, len(short)) else name


def _general_level(context: Context) -> str:
    """What 同级 means: the one level that the document's general names show (县级民政部门), "" where there are more."""
    levels = {m[1] for s in context.surfaces if (m := _LEVEL.match(s))}
    return next(iter(levels)) if len(levels) == 1 else ""


def _one(
    printed: str, aliases: dict[str, str], home: Home, groups: Groups, shared: dict[str, Body], level: str
) -> Reading:
    whole = expand(printed, aliases)
    name = whole if whole in shared else first_name(whole)
    name = name.removeprefix(_STATE) if len(name) > len(_STATE) + 2 else name
    full = whole if whole != printed else ""
    if name in shared:
        return Reading(shared[name], "shared head", full)
    rules: tuple[tuple[str, Callable[[str, Home], Body | None]], ...] = (
        ("central body", names.central),
        ("corps", special.corps),
        ("party organ", special.party),
        ("democratic party", special.democratic_party),
        ("township", special.township),
        ("special region", special.special_region),
        ("zone's department", zones.of_zone),
        ("zone's own department", zones.of_own_zone),
        ("zone's tax bureau", zones.tax_bureau),
        ("county offices", lambda n, _: county_offices(n, groups)),
        ("collective", collectives.collective),
        ("name of its time", earlier.of_its_time),
        ("organ", names.organ),
        ("branch", names.branch),
        ("department", names.department),
        ("organ's part", special.of_organ),
        ("temporary body", lambda n, _: temporary(n, groups)),
        ("zone", zones.zone),
        ("central branch", names.central_branch),
        ("field", names.field_department),
        ("former field", earlier.field_department),
        ("general name", lambda n, _: collectives.generic(n, level)),
        (AS_PRINTED, _fallback),
    )
    found = ((rule, body) for rule, read in rules if (body := read(name, home)) is not None)
    rule, body = next(found)
    return Reading(body, rule, full)


def _fallback(name: str, home: Home) -> Body:
    """A name that no lexicon has: its place made official, the rest as printed."""
    place = next(iter(places.readings(name, home)), None)
    kind = kind_of(name) or ("government" if place and not place.rest else "department")
    if place is None and kind_of(name) is None and _FIELD.fullmatch(name):
        return Body(name + "部门", "-", "-", "generic")  # a field of work: 公安、数据管理等部门
    if place is None:
        return _placeless(name, kind, home)
    if place.region is None and place.rest.startswith("（"):
        return Body(name, "-", "-", "generic")  # 省（市）人民政府
    if not place.rest:
        return Body(place.prefix, place.tier, place.area, "government")
    rest = _of_department(place, home) or rewrite(place.rest, "collective" if kind == "collective" else "name")
    place = _owner(place)
    own = kind in _OWN_NAMED and not (kind == "institution" and place.printed.endswith("州"))  # 楚雄州人民医院
    if place.region is not None and place.spelled and (own or place.printed == place.region.short):
        return Body(rewrite(name, "name"), place.tier, place.area, kind)
    tier = special.tier_of(rest, place.tier)
    return Body(place.prefix + rest, tier, place.area, kind if place.region is not None else "generic")


_ENDINGS = ("局", "厅", "委", "办", "委员会")
"""How the names of departments end that may have a division behind them."""


def _of_department(place: Place, home: Home) -> str:
    """The part of a department with the department's official name: 住建厅科学技术委员会; "" for other names."""
    rest = place.rest
    for size in range(len(rest) - 2, 2, -1):
        above, part = rest[:size], rest[size:]
        if above in departments() and above.endswith(_ENDINGS) and part != "公室" and kind_of(part) is not None:
            whole = names.department_at(departments()[above], place, home).canonical
            return whole.removeprefix(place.prefix) + rewrite(part, "name")
    return ""


def _owner(place: Place) -> Place:
    """市生态环境局永济分局 in a document of 永济市 is the branch of the prefecture's bureau."""
    region = place.region
    above = regions.parent(region) if region is not None else None
    if region is None or above is None or place.spelled or not place.rest.endswith("分局"):
        return place
    if region.level != "county" or region.short not in place.rest:
        return place
    return Place(above, above.level, place.printed, place.rest, False)


def _placeless(name: str, kind: str, home: Home) -> Body:
    if home.tier == "central":
        below = special.tier_of(name, "")
        tier, area = ("central", names.CENTRAL_REGION) if kind not in _OWN_NAMED and not below else (below or "-", "-")
        return Body(name, tier, names.CENTRAL_REGION if special.SOME.fullmatch(name) else area, kind)
    tier = home.tier or "-"
    rest = rewrite(name, "collective" if kind == "collective" else "name")
    if rest.startswith(_OF_THE_STATE):
        return Body(rest, "central", names.CENTRAL_REGION, "collective")
    if beyond := next((area for area in places.areas() if rest.startswith(area)), ""):
        return Body(rest, "-", beyond, kind)
    own = kind in _OWN_NAMED and not re.fullmatch(r".?.?电视台|日报社?|晚报社?|(?:人民|中心|第.)医院", name)
    if own or home.region is None or rest.startswith(("中国", "全国", "中华")):
        area = home.region.name if home.region is not None else "-"
        return Body(rest, tier, area, kind)
    township = home.township if kind != "government" and not rest.startswith(home.township) else ""
    tier = special.tier_of(rest, "township" if township else tier)
    return Body(regions.official(home.region) + township + rest, tier, home.region.name, kind)
