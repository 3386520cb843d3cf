"""Temporary bodies: leading groups, headquarters, their offices and working groups, which texts call by half a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from kg.entity import places, regions
from kg.entity.collectives import prefix, under_counties
from kg.entity.context import Context, Home
from kg.entity.names import CENTRAL_REGION
from kg.entity.places import Place
from kg.entity.spelling import clean, first_name, rewrite
from kg.lexicon.agencies import kind_of
from kg.lexicon.load import tree
from kg.model import Body

_OFFICE = re.compile(r"^(?P<group>.{2,}?)(?P<office>办公室|综合办公室|办)$")
_MEMBERS = re.compile(r"^(?P<group>.*?)各?(?P<which>(?:[省市县区]直)?(?:其他|有关|相关)?)成员单位$")
_UNIT = re.compile(r"^[^、（）]{2,12}(?<!领导小)(?<!领导)(?<!协调小)组$")
_ZONE = re.compile(r"(?:综合保税区|保税区|高新区|经开区|经济技术开发区|高新技术产业开发区|自贸试验区|新区)")
MANY_UNITS = 3
"""From so many names on, bare …组 are the working groups of the document's one main group."""


@cache
def _ending(which: str) -> re.Pattern[str]:
    """The endings (``endings``, or those of the ``main`` bodies) of temporary bodies' names."""
    return re.compile("(?:" + "|".join(tree("groups")[which]) + ")$")


@cache
def _in_title() -> re.Pattern[str]:
    group = _ending("endings").pattern.removesuffix("$")
    return re.compile(
        "(?:关于|同意|决定|成立|组建|调整|建立|印发|设立|恢复|公布|更名|撤销|转发)+(?P<name>.{2,40}?" + group + ")"
    )


@dataclass(frozen=True)
class Groups:
    """The temporary bodies that a document names in full, in the order in which it names them."""

    names: tuple[tuple[Place, str], ...]  # place and the name behind it
    home: Home
    units: int = 0  # how many names are those of working groups alone (宣传报道组)

    @cached_property
    def main(self) -> str | None:
        """The one group whose members and working groups need no further name: the first in the title or the text."""
        mains = [core for _, core in self.names if _ending("main").search(core) and len(core) > 6]
        return mains[0] if mains else None

    @cached_property
    def _by_end(self) -> dict[str, list[tuple[Place, str]]]:
        """The names that end with each of the ends that names have."""
        found: dict[str, list[tuple[Place, str]]] = {}
        for at, name in self.names:
            for start in range(len(name)):
                found.setdefault(name[start:], []).append((at, name))
        return found

    def find(self, core: str, place: Place | None) -> tuple[Place, str] | None:
        """The group that ``core`` is, or is the end of (领导小组, 考核组); at the tier that ``place`` shows.

        A name without place that ends one other name is short for it, also where it says something by itself.
        """
        fitting = [
            (at, name)
            for at, name in self._by_end.get(core, ())
            if place is None or not place.printed or at.tier == place.tier
        ]
        exact = [found for found in fitting if found[1] == core]
        longer = {name for _, name in fitting if name != core}
        if exact and (len(longer) != 1 or (place is not None and place.printed)):
            return exact[0]
        first = next((found for found in fitting if found[1] != core), None) or next(iter(exact), None)
        if first is None or first[1] == core:
            return first
        whole = [found for found in fitting if found[1].endswith(first[1]) and found[1] != first[1]]
        return whole[0] if len({name for _, name in whole}) == 1 else first  # the title has it without its owner

    def office(self, topic: str, place: Place | None) -> tuple[Place, str] | None:
        """The group whose office is called after its topic: 清洁取暖办 -> 冬季清洁取暖工作领导小组."""
        found = [(at, name) for at, name in self.names if topic in name and _ending("main").search(name)]
        fitting = [f for f in found if place is None or not place.printed or f[0].tier == place.tier] or found
        return fitting[0] if len({name for _, name in fitting}) == 1 else None


def groups_of(context: Context, home: Home) -> Groups:
    """Collect the groups from title, aliases and names: only names that say what the group is for."""
    found: list[tuple[Place, str]] = []
    title = _in_title().search(clean(context.title or ""))
    aliases = [clean(alias.full) for alias in context.aliases]
    names = [clean(surface) for surface in context.surfaces]
    for name in ([title["name"]] if title else []) + sorted(aliases + names, key=lambda n: (-len(n), n)):
        name = rewrite(first_name(name), "name")
        name = name.removesuffix("办公室").removesuffix("综合") if name.endswith("办公室") else name
        if not _ending("endings").search(name) or (kind_of(name) != "temporary" and not name.endswith("机制")):
            continue
        place = split(name, home)
        if _UNIT.match(name) and not place.printed:
            continue
        if len(_ending("endings").sub("", place.rest)) >= 2 and "级" not in place.rest[:6]:
            found.append((place, place.rest))
    order = {rewrite(name, "name"): i for i, name in enumerate([title["name"]] if title else [])}
    found.sort(key=lambda f: order.get(f[0].printed + f[1], len(order)))
    units = sum(1 for name in names if _UNIT.match(name) and not split(name, home).printed)
    return Groups(tuple(found), home, units)


def split(name: str, home: Home) -> Place:
    """The name's place; a name without one stands at home, with a township in that."""
    found = next(iter(places.readings(name, home)), None)
    if found is None and home.township and home.region is not None:
        return Place(home.region, "township", "", name.removeprefix(home.township), False, home.township)
    return found or places.home_place(name, home)


def temporary(name: str, groups: Groups) -> Body | None:
    """A temporary body under its full name, None where ``name`` is no such body."""
    home = groups.home
    name = re.sub(r"^(?:同意)?(?:成立|建立|设立|组建)|^全[省市县区州](?=.{4})", "", rewrite(name, "name"))
    members = _MEMBERS.match(name)
    if members:
        return _members(members["group"], members["which"] or "", groups)
    place = split(name, home)
    core = place.rest
    unit = _UNIT.match(core) and not place.printed and groups.units >= MANY_UNITS
    if unit and groups.main is not None and not groups.find(core, None):
        at, main = groups.find(groups.main, None) or (place, groups.main)
        return _body(at, main + core, parent=main)
    if _ending("endings").search(core) and (kind_of(name) == "temporary" or core.endswith(("机制", "委员会"))):
        found = groups.find(core, place)
        if found is not None:
            return _body(found[0] if not place.printed else place, found[1])
        return _body(place, core) if kind_of(name) == "temporary" else None
    return _office(place, name, groups)


def county_offices(name: str, groups: Groups) -> Body | None:
    """The counties' offices of a group that the document names for its own government: 各县（市、区）清洁取暖办."""
    under = under_counties(name)
    found = groups.office(under[1].removesuffix("办"), None) if under and under[1].endswith("办") else None
    if under is None or found is None:
        return None
    area = groups.home.region.name if groups.home.region is not None else "-"
    return Body(f"{prefix(groups.home)}{under[0]}{found[1]}办公室", "county", area, "collective")


def _office(place: Place, name: str, groups: Groups) -> Body | None:
    match = _OFFICE.match(place.rest)
    if match is None:
        return None
    group, office = match["group"], match["office"]
    if office == "办":
        found = groups.office(group, place)
        if found is not None:
            return _body(found[0] if not place.printed else place, found[1] + "办公室", parent=found[1])
        return _body(place, place.rest) if place.printed and kind_of(name) in ("department", "temporary") else None
    found = groups.find(group, place) if _ending("endings").search(group) else None
    if found is not None:
        return _body(found[0] if not place.printed else place, found[1] + office, parent=found[1])
    return _body(place, place.rest, parent=group) if kind_of(name) == "temporary" else None


def _members(group: str, which: str, groups: Groups) -> Body:
    """The members of a group as a collective; bare 各成员单位 are those of the main group."""
    place = split(group, groups.home) if group else places.home_place("", groups.home)
    found = groups.find(place.rest, place) if place.rest else None
    core = found[1] if found else place.rest or groups.main or ""
    at = found[0] if found and not place.printed else place
    body = _body(at, core)
    return Body(f"{body.canonical}{which}成员单位", body.tier, body.region, "collective", body.canonical)


def _body(place: Place, core: str, parent: str | None = None) -> Body:
    area = next((a for a in places.areas() if core.startswith(a)), None)
    region = place.region
    if area is not None and (region is None or region.short not in core):
        return Body(core, "-", area, "temporary", parent)
    if not place.printed and region is not None and region.short in core:
        return Body(core, place.tier, place.area, "temporary", parent)
    before = place.prefix if region is None or not place.spelled else regions.official(region)
    if region is not None and place.printed == region.short and _ZONE.match(core):
        before = place.printed  # 曲靖 + 综合保税区建设指挥部: the zone's name
    owner = before + parent if parent else None
    whole = CENTRAL_REGION if place.tier == "central" else place.area
    return Body(before + core, place.tier, whole, "temporary", owner)
