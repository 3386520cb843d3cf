"""Fields of work that stand for the departments that bear them: 市医保、乡村振兴、残联 before a verb of duty."""

from __future__ import annotations

import re

from kg.mention.agency.collectives import all_fields
from kg.mention.agency.lists import split_list
from kg.mention.agency.names import AgencyHit

_MODAL = re.compile(r"(?:应当|应|要|须|共同|分别|协同)*\Z")
_FIELDS_AT = re.compile(
    r"(?P<list>[一-龥]{2,10}(?:[、和与及][一-龥]{2,10}?){0,24}?)等?(?:有关|相关|主管|职能|行政|行业|业务|政府|管理)*部门(?![一-龥]{0,2}规章)"
)

LONGEST = 300
"""Characters of the longest list of fields of work that is looked for before a verb."""


_NAMELESS = re.compile(r"(?:各|有关|相关|行业|业务|其他)+(?:主管)?部门")
"""A member of such a list that names nobody: 安监、行业主管部门."""


def before_verb(text: str, begin: int, place: int) -> list[AgencyHit]:
    """「市医保、乡村振兴、残联」 before a verb: a list of fields of work from a comma on."""
    begin = max(begin, place - LONGEST)
    start = max(text.rfind(mark, begin, place) + 1 for mark in "，由")
    start = max(start, begin)
    filler = _MODAL.search(text[start:place])
    members = split_list(text, start, place - len(filler.group()) if filler else place)
    members, several = [one for one in members if not _NAMELESS.fullmatch(text[slice(*one)])], len(members) > 1
    known = sum(is_field(text[a:b]) for a, b in members)
    rest = (
        re.fullmatch(
            r"等[^，、]{0,6}部门(?:(?:和|及|以及)(?:其他)?有关[一-龥]{2,6})?",
            text[members[-1][1] : place - len(filler.group())],
        )
        if known >= 3 and filler
        else None
    )
    if not (several and members) or known < (len(members) / 2 if rest else len(members)):
        return []
    return [AgencyHit(a, b, text[a:b], "field_list") for a, b in members]


def at(text: str, start: int, end: int) -> list[AgencyHit]:
    """「发改、建设、国土等部门」 at a place: fields of work that end with 部门, most of them known."""
    match = _FIELDS_AT.match(text, start, end)
    members = split_list(text, start, match.end("list")) if match else []
    named = [(a, b) for a, b in members if re.fullmatch(r"[一-龥]{2,10}", text[a:b])]
    known = sum(is_field(text[a:b]) for a, b in named)
    if not known or len(named) < len(members):
        return []
    return [AgencyHit(a, b, text[a:b], "field_list") for a, b in named]


def is_field(name: str) -> bool:
    """Whether a name is a field of work that departments bear (民政, 市医保部门)."""
    bare = re.sub(r"(?:部门|单位)\Z", "", name)
    known = all_fields()
    return len(name) <= 24 and any(
        bare.endswith(field) for field in (bare[-k:] for k in range(2, 7)) if field in known or field in _SHORT_BODIES
    )


_SHORT_BODIES = frozenset(
    {"残联", "妇联", "工会", "团委", "科协", "工商联", "税务", "宣传", "组织", "政法", "公安", "海关"}
)
