"""Regions: the kept table of administrative divisions, looked up by full name, short name or contraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon.load import table

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""Codes of the 直辖市, whose 市 is a province's tier."""
LONGEST_NAME = 15
_CONTRACTED = ("县", "旗")
_LONG = 3
"""Characters of a name that is not contracted unless a nationality stands in it."""


CORPS = "新疆生产建设兵团"
"""Ranks as a province and has departments, but is no administrative division."""


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative division. ``level`` is province, prefecture, county or zone."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    former: bool

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def municipality(self) -> bool:
        """Whether it lies in, or is, one of the four 直辖市."""
        return self.code[:2] in MUNICIPALITIES


@cache
def by_code() -> dict[str, Region]:
    """Every division in force by its code."""
    return {region.code: region for region in _all() if not region.former}


@cache
def _all() -> tuple[Region, ...]:
    return tuple(
        Region(row["code"], row["name"], row["short"], row["level"], row["parent"], bool(row["until"]))
        for row in table("regions")
    )


@cache
def current() -> tuple[Region, ...]:
    """Every division in force, by code."""
    return tuple(by_code().values())


_BY_FIRST = {"锡盟", "阿盟", "巴州", "博州", "克州"}
"""Prefectures that texts call by the first character: 锡林郭勒盟; elsewhere it would be another's (德州, 红州)."""


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = {}
    for region in _all():
        forms = {region.name} if region.former else {region.name, region.short}
        if region.name.endswith("自治州"):
            forms |= {region.short + "州", region.short + "自治州"}
        if region.name.endswith(("自治州", "盟")) and len(region.short) > 2 and not region.former:
            forms |= _BY_FIRST & {region.short[0] + region.name[-1]}
        if region.name.endswith("自治区"):
            forms.add(region.short + "自治区")
        if region.level == "county" and region.name.endswith("新区") and not region.former:
            forms.add(region.name.removesuffix("新区"))
        for form in forms:
            found.setdefault(form, []).append(region)
    for (
        region
    ) in by_code().values():  # 国网石柱供电公司: an autonomous county without 县, where no other area is called so
        bare = region.short[:-1]
        if region.name.endswith(("自治县", "自治旗")) and len(bare) > 1 and bare not in found:
            found[bare] = [region]
    return {form: tuple(sorted(regions, key=lambda r: (r.former, r.code))) for form, regions in found.items()}


@cache
def abbreviations() -> dict[str, Region]:
    """One-character abbreviation of a province -> the province."""
    return {row["abbr"]: by_code()[row["code"]] for row in table("regions") if row["abbr"]}


def parent(region: Region) -> Region | None:
    """The division above, None for a province."""
    return by_code().get(region.parent)


def lineage(region: Region) -> tuple[Region, ...]:
    """The region and all divisions above it, from itself to the province."""
    above = parent(region)
    return (region,) if above is None else (region, *lineage(above))


def within(region: Region, area: Region) -> bool:
    """Whether ``region`` is ``area`` or lies in it."""
    return any(step.code == area.code for step in lineage(region))


def named(name: str) -> tuple[Region, ...]:
    """All divisions that bear ``name`` as full or short name."""
    return _by_name().get(name, ())


@cache
def first_characters() -> frozenset[str]:
    """With what the name of a division, full, short or contracted, begins."""
    return frozenset(name[0] for name in _by_name())


def is_name(form: str) -> bool:
    """Whether a division bears the name, or is contracted to it."""
    return form in _by_name() or (form[-1:] in _CONTRACTED and bool(contracted(form)))


@cache
def contracted(form: str) -> tuple[Region, ...]:
    """Counties with long names that ``form`` contracts, in order, first and last character alike: 阜蒙县 is
    阜新蒙古族自治县, 土左旗 土默特左旗, 托县 托克托县."""
    if not 2 <= len(form) <= 5 or form[-1] not in _CONTRACTED:
        return ()
    return tuple(
        region
        for region in by_code().values()
        if region.name[-1] == form[-1] and region.name[0] == form[0] and region.level == "county"
        if (len(form) > 2 if "自治" in region.name else len(region.name) > max(len(form), _LONG))
        if _in_order(form, region.name)
    )


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)


def choose(candidates: Sequence[Region], home: Region | None) -> Region | None:
    """The one meant at ``home``: in its lineage, else inside it, else in its prefecture or province, else the only one.

    Without a home a province or prefecture is taken before a county; several counties of one name give None.
    """
    if home is not None:
        for area in lineage(home):
            nearest = [c for c in candidates if c.code == area.code] or [c for c in candidates if within(c, area)]
            if nearest:
                return nearest[0]
    for level in ("province", "prefecture"):
        high = [c for c in candidates if c.level == level]
        if high:
            return high[0]
    return candidates[0] if len({c.name + c.parent for c in candidates}) == 1 else None


def official(region: Region) -> str:
    """The name that stands before a body's: a district has its city's name before its own (运城市盐湖区)."""
    above = parent(region)
    if region.level == "county" and region.name.endswith("区") and above is not None:
        return above.name + region.name
    return region.name


def tier(region: Region) -> str:
    """The tier of the region's own bodies."""
    return "county" if region.level == "zone" else region.level


def only_province(text: str) -> Region | None:
    """The one province or autonomous region whose short name a text has twice or more (健康海南), and no other's."""
    provinces = (r for r in current() if r.level == "province" and r.name.endswith(("省", "自治区")))
    found = [(region, text.count(region.short)) for region in provinces if region.short in text]
    return found[0][0] if len(found) == 1 and found[0][1] > 1 else None
