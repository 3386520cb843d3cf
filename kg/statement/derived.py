"""Duties that follow from stated ones, each with the rule that made it. Pure: facts in, duties out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.entity import regions
from kg.entity.regions import Region
from kg.model import Body, DocumentFacts, Responsibility
from kg.statement.outline import Outline

FOLLOWING = "derived/following"
SECTION_END = "derived/section-end"
SECTION_HEAD = "derived/section-head"
TERRITORY = "derived/territory"

_LISTS = frozenset({"tail", "labelled_tail", "labelled_line", "bare_list"})
"""Rules of mention/duties for lists that close a clause: they cover what stands below it."""

_HERE = re.compile(r"本(?:章|节|部分|条|项|款)[^。；]{0,6}以下|以下[^。；]{0,8}本(?:章|节|部分|条|项|款)")
_COUNTIES = r"(?P<county>[县市区旗、（）()及和]*(?:县|区|旗|（自治县）)[）)]?|[县区](?:（市）|\(市\)))"
_CITIES = r"(?P<city>(?:市|设区的?市|省辖市|地级市)(?:[（、]州(?:、盟)?）?)?|州市|市州|盟市)"
_COLLECTIVE = re.compile(rf"各(?:有关|相关)?(?:{_CITIES})?(?:、|和|及)?(?:{_COUNTIES})?(?:人民政府|政府)?\Z")
"""各县（市、区）人民政府  各区县（自治县）  各市人民政府  各设区市  各市、县（市、区）人民政府."""


def derive(facts: DocumentFacts, territories: bool = False) -> DocumentFacts:
    """The facts with the duties that follow from them in ``derived`` (what stood there is replaced).

    ``territories``: 各县（市、区）人民政府 is expanded to the counties of its region; their bodies are added.
    """
    outline = Outline(facts.clauses)
    found = [*_following(facts, outline), *_sections(facts, outline)]
    kept = _new(facts, found)
    bodies: list[Body] = []
    if territories:
        areas = _areas(facts)
        kept = _new(facts, [*kept, *_expanded([*facts.responsibilities, *kept], areas)])
        named = {duty.body for duty in kept} - {body.canonical for body in facts.bodies}
        bodies = [body for one in areas.values() for body in one if body.canonical in named]
    return replace(facts, derived=tuple(kept), bodies=(*facts.bodies, *dict.fromkeys(bodies)))


def _new(facts: DocumentFacts, duties: Iterable[Responsibility]) -> list[Responsibility]:
    """Each duty once, without those that the text states."""
    seen = {(duty.clause, duty.body or duty.agency, duty.role) for duty in facts.responsibilities}
    kept: list[Responsibility] = []
    for duty in duties:
        key = (duty.clause, duty.body or duty.agency, duty.role)
        if key not in seen:
            seen.add(key)
            kept.append(duty)
    return kept


def _at(facts: DocumentFacts, duty: Responsibility, clause: str, rule: str) -> Responsibility:
    """The duty in another clause, with that clause's deadline where it has exactly one, else its own."""
    dates = {deadline.date for deadline in facts.deadlines if deadline.clause == clause and deadline.date}
    due = next(iter(dates)) if len(dates) == 1 else duty.deadline
    return replace(duty, clause=clause, rule=rule, status="derived", scope=None, deadline=due)


def _places(facts: DocumentFacts, outline: Outline) -> dict[int, list[Responsibility]]:
    """Index of a clause -> the duties stated in it."""
    found: dict[int, list[Responsibility]] = {}
    for duty in facts.responsibilities:
        index = outline.find(duty.clause, duty.evidence)
        if index is not None and duty.role != "interpret":
            found.setdefault(index, []).append(duty)
    return found


def _following(facts: DocumentFacts, outline: Outline) -> list[Responsibility]:
    """以下均需各县（市、区）人民政府落实，不再列出: each following clause with a duty, to the end of the part, or of
    本节 where the words say so."""
    places = _places(facts, outline)
    found: list[Responsibility] = []
    for index, duties in sorted(places.items()):
        scoped = [duty for duty in duties if duty.scope == "following"]
        if not scoped:
            continue
        above = outline.above(index)
        inner = above is not None and _HERE.search(outline.clauses[index].text)
        reach = outline.below(above) if above is not None and inner else outline.following(index)
        for other in reach:
            if other > index and other in places:
                found += [_at(facts, duty, outline.clauses[other].path, FOLLOWING) for duty in scoped]
    return found


def _sections(facts: DocumentFacts, outline: Outline) -> list[Responsibility]:
    """A responsibility line of a section holds for each item of it that has none of its own."""
    places = _places(facts, outline)
    found: list[Responsibility] = []
    for index, duties in sorted(places.items()):
        lines = [duty for duty in duties if duty.rule in _LISTS]
        children = outline.children(index)
        if not lines or not children:
            continue
        last = max((start for c in children for start, _ in outline.clauses[c].evidence.spans[:1]), default=0)
        for item in _bare(outline, children, places):
            for duty in lines:
                behind = bool(duty.evidence.spans) and duty.evidence.spans[0][0] > last
                rule = SECTION_END if behind else SECTION_HEAD
                found.append(_at(facts, duty, outline.clauses[item].path, rule))
    return found


def _bare(outline: Outline, items: list[int], places: dict[int, list[Responsibility]]) -> list[int]:
    """The items that have no duty in themselves or below; of one with duties below it, those of its items."""
    found: list[int] = []
    for item in items:
        if item in places:
            continue
        if any(other in places for other in outline.below(item)):
            found += _bare(outline, outline.children(item), places)
        else:
            found.append(item)
    return found


def _areas(facts: DocumentFacts) -> dict[str, list[Body]]:
    """Canonical name of a collective of territories -> the governments that it means."""
    found: dict[str, list[Body]] = {}
    for body in facts.bodies:
        if body.kind != "collective" or not body.canonical.startswith(body.region):
            continue
        kind = _COLLECTIVE.fullmatch(body.canonical.removeprefix(body.region))
        homes = [region for region in regions.named(body.region) if not region.former]
        if kind and (kind["city"] or kind["county"]) and len(homes) == 1:
            found[body.canonical] = [_government(region) for region in _inside(homes[0], kind)]
    return found


def _inside(home: Region, kind: re.Match[str]) -> list[Region]:
    """The divisions of a region that a collective means. 各市 of a province are its prefectures, of a prefecture its
    county-level cities; of counties only the forms named: 各区 are districts."""
    high = home.level == "province" and not home.municipality
    forms = {form for form in "县市区旗" if form in (kind["county"] or "")} or {"市"}
    prefectures = bool(kind["city"]) and high
    counties = bool(kind["county"]) or not high
    return [
        region
        for region in regions.current()
        if region.code != home.code
        and regions.within(region, home)
        and ((region.level == "prefecture" and prefectures) or (counties and _is_county(region, forms)))
    ]


def _is_county(region: Region, forms: set[str]) -> bool:
    return region.level == "county" and (region.name[-1] in forms or (region.name[-1] == "旗" and "县" in forms))


def _government(region: Region) -> Body:
    return Body(f"{regions.official(region)}人民政府", regions.tier(region), region.name, "government")


def _expanded(duties: list[Responsibility], areas: dict[str, list[Body]]) -> list[Responsibility]:
    return [
        replace(duty, agency=body.canonical, body=body.canonical, rule=TERRITORY, status="derived", scope=None)
        for duty in duties
        for body in areas.get(duty.body, ())
    ]
