"""Names of agencies for all of China: departments by function, organs of every tier, central bodies.

The names are data (departments.yml, organs.yml, central.yml, kinds.tsv); this module only unfolds them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon.load import table, tree

TIER_WORDS = {
    "省": "province",
    "自治区": "province",
    "自治州": "prefecture",
    "自治县": "county",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}
"""The words that stand for the region in a short name (市财政局), and the tier that they show outside 直辖市."""
SLOT = "〇"
_HEADS = {"委员会": ("委员会", "委"), "办公室": ("办公室", "办")}


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of local department. ``name`` is official and without region; ``field`` as in 民政部门."""

    name: str
    field: str
    group: str  # two names of one group are one body within one government
    kind: str = "department"
    until: int | None = None  # the last year in which the name held, where the body of ``field`` replaced it


@dataclass(frozen=True, slots=True)
class Organ:
    """A body that every government has: ``template`` holds {region} and may hold {state}."""

    template: str
    kind: str
    tiers: tuple[str, ...]  # empty: all local ones
    until: int | None = None  # the last year of the name, where another has it since


@dataclass(frozen=True, slots=True)
class Central:
    """A central body. ``bare`` tells whether the form means it only in central documents."""

    name: str
    kind: str
    bare: bool
    since: int | None
    until: int | None


def heads_of(name: str) -> tuple[str, ...]:
    """The printed forms of a head: 委员会 -> 委员会, 委; 局 -> 局."""
    return _HEADS.get(name, (name,))


@cache
def departments() -> dict[str, Department]:
    """Every short and full form of a local department, without region -> the department."""
    found: dict[str, Department] = {}
    for entry in tree("departments"):
        field, kind = entry["field"], entry.get("kind", "department")
        distinct = set(entry.get("distinct", ()))
        for stem, shorts in entry["names"].items():
            group = stem if stem in distinct else field
            for head in entry["heads"]:
                full = Department(stem + head, field, group, kind)
                for form in (f + h for f in (stem, *shorts) for h in heads_of(head)):
                    found.setdefault(form, full)
        for stem, (until, *shorts) in entry.get("former", {}).items():
            for head in entry["heads"]:
                old = Department(stem + head, field, field, kind, until)
                for form in (f + h for f in (stem, *shorts) for h in heads_of(head)):
                    found.setdefault(form, old)
        for form, name in entry.get("forms", {}).items():
            same = next((d for d in found.values() if d.name == name), None)
            found[form] = same or Department(name, field, name, kind)
    return found


@cache
def fields() -> dict[str, str]:
    """Every stem that may stand before 部门 -> the field it means: 民政 -> 民政, 医保 -> 医疗保障."""
    found: dict[str, str] = {}
    for entry in tree("departments"):
        for stem, shorts in {entry["field"]: [], **entry["names"]}.items():
            plain = stem if stem in entry.get("distinct", ()) else entry["field"]
            for form in (stem, *shorts):
                found.setdefault(form, plain)
    return found


@cache
def official(field: str, tier: str, municipality: bool = False) -> str | None:
    """The usual official name, without region, of the department of ``field`` at ``tier``; None for unknown fields."""
    for entry in tree("departments"):
        if entry["field"] == field:
            head = entry["heads"][0] if len(entry["heads"]) == 1 else "局"
            province = "厅" if "厅" in entry["heads"] else head
            local = str(entry.get("local", field + head))
            if municipality:
                return str(entry.get("municipality", local))
            if tier == "province":
                return str(entry.get("province", field + province))
            return str(entry.get("county", local)) if tier == "county" else local
    return None


@cache
def organs() -> dict[str, tuple[Organ, ...]]:
    """Every form of an organ, with 〇 where the region or tier word stands -> the organs it may mean."""
    found: dict[str, tuple[Organ, ...]] = {}
    for row in tree("organs"):
        organ = Organ(row["name"], row["kind"], tuple(row.get("tiers", ())), row.get("until"))
        for form in row["form"]:
            found[form] = (*found.get(form, ()), organ)
    return found


@cache
def central_bodies() -> dict[str, Central]:
    """Every form of a central body's name -> the body."""
    found: dict[str, Central] = {}
    for row in tree("central"):
        kind = row.get("kind", "department")
        for form in (row["name"], *row["short"], *row.get("bare", ())):
            bare = form in row.get("bare", ())
            body = Central(row["name"], kind, bare, row.get("from"), row.get("until"))
            found.setdefault(form, body)
    return found


@cache
def agency_names() -> tuple[tuple[str, str, str], ...]:
    """(form, kind, tier hint) of every known agency name without region, longest first: for recognising agencies.

    The hint is "central", "province", "prefecture", "county", or "" where the form does not show it. Forms that take
    a tier word inside (团市委, 市委宣传部) come with each tier word; plain words such as 法院 are left out.
    """
    found: dict[str, tuple[str, str]] = {}
    for form, body in central_bodies().items():
        found[form] = (body.kind, "" if body.bare else "central")
    for form, department in departments().items():
        found.setdefault(form, (department.kind, "province" if form.endswith("厅") else ""))
    weak = {form for row in tree("organs") for form in row.get("weak", ())}
    for form, candidates in organs().items():
        kind = candidates[0].kind
        if SLOT not in form:
            if form not in weak:
                found.setdefault(form, (kind, ""))
            continue
        for word, tier in TIER_WORDS.items():
            found.setdefault(form.replace(SLOT, word), (kind, tier))
        if form.startswith(f"{SLOT}委"):  # 自治区党委宣传部, 兵团党委组织部, 地委办公室
            rest = form.removeprefix(f"{SLOT}委")
            found.setdefault(f"自治区党委{rest}", (kind, "province"))
            found.setdefault(f"兵团党委{rest}", (kind, "province"))
            found.setdefault(f"州党委{rest}", (kind, "prefecture"))
            found.setdefault(f"自治州党委{rest}", (kind, "prefecture"))
            if rest:
                found.setdefault(f"地委{rest}", (kind, "prefecture"))
    return tuple((form, *found[form]) for form in sorted(found, key=lambda f: (-len(f), f)))


@cache
def _endings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["ending"] + "$"), row["kind"]) for row in table("kinds"))


@cache
def _known_kinds() -> dict[str, str]:
    return {form: kind for form, kind, _ in agency_names()}


@cache
def kind_of(surface: str) -> str | None:
    """The kind of body (guide, Identity) that a name shows by itself; None where it does not look like a body."""
    plain = re.sub(r"[（(][^（）()]*[）)]$", "", surface) or surface
    known = _known_kinds().get(plain)
    if known:
        return known
    for ending, kind in _endings():
        if ending.search(plain) or ending.search(surface):
            return kind
    return None
