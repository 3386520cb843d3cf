"""Temporary bodies: who belongs to them, what working groups they have, and where their office is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon.load import tree
from kg.mention.agencies import find
from kg.mention.aliases import aliases
from kg.mention.flow import flow
from kg.mention.lists import is_name, split_list
from kg.model import Clause, CleanText, Document, Host, Member
from kg.text import offsets

_HAN = "\u4e00-\u9fff"
# the end of a person's title in a list of names that has lost its line ends: …科长县健康专家委员会办公室设在…
_TITLED = r"(?:[局科处厅部县市区省镇乡校院所队站组会事司]长|主任|书记|经理)(?=[县市省区州乡镇国]|领导|工作|专项|联席)"
_STOP = "。；\n"
# 领导小组办公室设在X  办公室设在X  下设办公室，设在X  办公室挂靠在X
_SEATED = re.compile(
    rf"(?P<office>[{_HAN}“”（）·]{{0,50}}?(?:办公室|秘书处|工作机构|专班))(?:[（(][^（）()]{{2,24}}[）)])?[，,]?(?:日常工作)?(?P<verb>设在|设立在|设于|挂靠在|挂靠于|挂靠|依托)"
    rf"(?P<host>[{_HAN}（）“”]{{2,40}})"
)


# 设综合协调组、巡查督办组…  下设监督组、专家组、集中采购小组
@dataclass(frozen=True, slots=True)
class MemberHit:
    """``agency`` at ``text[start:end]`` belongs to ``group`` in ``role``."""

    start: int
    end: int
    group: str
    agency: str
    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class HostHit:
    """``office`` is set up at ``agency``; the statement is ``text[start:end]``."""

    start: int
    end: int
    office: str
    agency: str
    rule: str


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = tree("group_forms")
    groups = "|".join(sorted(words["groups"], key=len, reverse=True))
    roles = "|".join(sorted(words["roles"], key=len, reverse=True))
    persons = "|".join(sorted(words["persons"], key=len, reverse=True))
    offices = "|".join(words["offices"])
    return {
        "group": re.compile(rf"[{_HAN}“”（）·]{{0,40}}?(?:{groups})(?!办公室|会议|工作规则)"),
        # 成员单位：X、Y   成员由X、Y组成   成员单位包括X、Y
        "listed": re.compile(
            rf"(?P<role>{roles})(?:名单|主要)?(?:[：:]|由|包括|有(?!关)|为(?=[^，。；]+、))(?P<list>[^{_STOP}]+)"
        ),
        # X、Y为成员单位
        "named": re.compile(rf"(?P<list>[^{_STOP}]+?)(?:共同|分别)?(?:为|作为|是|任)(?P<role>{roles})(?=[，。；\n]|$)"),
        # 领导小组由X、Y组成
        "composed": re.compile(
            rf"(?P<group>[{_HAN}“”]{{0,30}}?(?:{groups}))由(?P<list>[^{_STOP}]+?)(?:\d+个(?:部门|单位)(?:和单位)?)?(?:共同)?组成"
        ),
        # 由X、Y组成试点工作小组
        "formed": re.compile(
            rf"由(?P<list>[^{_STOP}，]+?、[^{_STOP}，]+?)(?:共同)?组成(?P<group>[{_HAN}“”]{{0,40}}?(?:{groups}))"
        ),
        "persons": re.compile(
            rf"(?:等(?:有关|相关)?(?:部门|单位|部门和单位)?)?的?(?:主要|分管|有关|相关|业务)*(?:{persons})(?:为成员|担任|组成|参加)?"
            rf"|(?:等(?:有关|相关)?(?:部门|单位|部门和单位))?(?:组成|参加|为成员)$"
        ),
        # 市指挥部设综合协调组、巡查督办组…   联合采购办公室下设监督组、专家组
        "teams": re.compile(
            rf"(?P<group>[{_HAN}“”]{{0,40}}(?:{groups}|办公室))(?:下设|分设|设立|设)"
            rf"(?P<list>(?:[{_HAN}（）]{{2,14}}?(?:组|专班)[、和及，]?){{2,}})"
        ),
        "office": re.compile(rf"(?:{offices})$"),
    }


@cache
def _generic() -> frozenset[str]:
    return frozenset(tree("group_forms")["generic"])


def last_group(text: str, shorts: Mapping[str, str]) -> tuple[str, str] | None:
    """The group named last in ``text``: by its short form where one is defined, and as printed."""
    for match in reversed(list(_patterns()["group"].finditer(text))):
        name = _named(text, match.start(), match.end(), shorts)
        if name:
            return shorts.get(name, name), name
    return None


def _named(text: str, start: int, end: int, shorts: Mapping[str, str]) -> str:
    """The name of the group that ends at ``end``: a known body, a defined form, or what follows 成立, 建立 …"""
    low = max(text.rfind(mark, 0, end) for mark in "。；，、：\n") + 1
    window = text[low:end]
    titled = list(re.finditer(_TITLED, window))
    window = window[titled[-1].end() :] if titled else window
    for full in sorted([*shorts, *shorts.values()], key=len, reverse=True):
        if window.endswith(full):
            return full
    bodies = [hit for hit in find(window) if hit.end == len(window)]
    if bodies:
        return bodies[0].surface
    made = re.search(
        rf"(?:成立|建立|设立|组建|调整|完善|健全|实行|由|[{_HAN}]领导下|^)(?P<name>[{_HAN}“”（）·]{{4,40}})$", window
    )
    return made["name"] if made else ""


def find_members(text: str, before: str = "", shorts: Mapping[str, str] | None = None) -> list[MemberHit]:
    """Bodies that ``text`` names as parts of a group, in order.

    ``before``: what the document says before ``text``, where the group may be named. ``shorts``: full -> short form.
    """
    shorts = shorts or {}
    hits: list[MemberHit] = []
    for name in ("listed", "named", "composed", "formed"):
        for match in _patterns()[name].finditer(text):
            low, high = match.span("list")
            if name == "named":
                low += _list_start(text[low:high])
            elif "、" in text[low:high].partition("，")[0]:
                high = low + len(text[low:high].partition("，")[0])
            own = "group" in match.groupdict()
            role = "成员" if own else match["role"]
            lead = match["group"] if own else text[:low]
            group = last_group(lead, shorts) or last_group(before, shorts)
            if group and not any(hit.start < high and low < hit.end for hit in hits):
                rule = f"member/{name}"
                hits += [MemberHit(a, b, group[0], _clean(text[a:b]), role, rule) for a, b in _bodies(text, low, high)]
    for match in _patterns()["teams"].finditer(text):
        owner = _named(text, match.start("group"), match.end("group"), shorts)
        if owner:
            places = split_list(text, *match.span("list"))
            name = shorts.get(owner, owner)
            hits += [MemberHit(a, b, name, _clean(text[a:b]), "工作组", "member/teams") for a, b in places]
    return sorted(hits, key=lambda hit: hit.start)


def _clean(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _list_start(text: str) -> int:
    """Where the list before 为成员单位 begins: behind the last comma that is no part of a list."""
    parts = list(re.finditer(r"[，,]", text))
    for part in reversed(parts):
        if "、" in text[part.end() :]:
            return part.end()
    return 0


def _bodies(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """The members of the list ``text[low:high]`` that are bodies: persons and 各部门 left out."""
    blotted = _patterns()["persons"].sub(lambda match: "、" * len(match.group()), text[low:high])
    found = []
    for start, end in split_list(blotted):
        lead = re.match(r"(?:以及|和|及|与|由|包括|主要包括)", blotted[start:end])
        start += lead.end() if lead else 0
        name = _clean(blotted[start:end])
        if name and name not in _generic() and not _patterns()["office"].search(name) and _is_body(name):
            found.append((low + start, low + end))
    return found


def _is_body(name: str) -> bool:
    return len(name) <= 40 and (is_name(name) or any(hit.start == 0 and hit.end == len(name) for hit in find(name)))


def find_hosts(text: str, before: str = "", shorts: Mapping[str, str] | None = None) -> list[HostHit]:
    """Offices and the bodies they are set up at (办公室设在X), in order."""
    shorts = shorts or {}
    hits = []
    for match in _SEATED.finditer(text):
        agency = _host(match["host"])
        start = match.start("office")
        office = _office(text, start, match.end("office"), before, shorts)
        if agency and office:
            hits.append(HostHit(start, match.start("host") + len(agency), office, agency, "host/seated"))
    return hits


def _host(stretch: str) -> str:
    """The body that ``stretch`` begins with: all of it where it is a name, else the longest known name."""
    if is_name(stretch) and len(stretch) <= 24:
        return stretch
    return max((hit.surface for hit in find(stretch) if hit.start == 0), key=len, default="")


def _office(text: str, start: int, end: int, before: str, shorts: Mapping[str, str]) -> str:
    """The office's own name; a bare 办公室 belongs to the group named last."""
    named = text[start:end]
    kind = next(word for word in ("办公室", "秘书处", "工作机构", "专班") if named.endswith(word))
    owner = re.sub(rf"(?:下设|设立?|其|该|的)*{kind}$", "", named)
    owner = re.sub(r"^(?:其|该|的|并|同时|由)+", "", owner)
    if owner and owner not in {"日常", "具体"}:
        group = last_group(owner, shorts)
        return (group[0] if group else shorts.get(owner, owner)) + kind
    group = last_group(text[:start], shorts) or last_group(before, shorts)
    return group[0] + kind if group else ""


def _shorts(document: Document) -> dict[str, str]:
    return {alias.full: alias.short for alias in aliases(document)}


def _running(document: Document) -> list[tuple[Clause, CleanText, str]]:
    """Clauses with their running text and what the document says before them."""
    found = []
    before = ""
    for clause in document.clauses:
        body = flow(clause.body)
        found.append((clause, body, before[-1500:]))
        before += body.text + "\n"
    return found


def members(document: Document) -> list[Member]:
    """The bodies that a document names as members of a group, in reading order, each once per group."""
    shorts = _shorts(document)
    found: dict[tuple[str, str], Member] = {}
    for clause, body, before in _running(document):
        for hit in find_members(body.text, before, shorts):
            evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
            member = Member(clause.path, hit.group, hit.agency, hit.role, evidence, hit.rule)
            found.setdefault((hit.group, hit.agency), member)
    return list(found.values())


def hosts(document: Document) -> list[Host]:
    """The offices of groups and their hosts, in reading order, each pair once."""
    shorts = _shorts(document)
    found: dict[tuple[str, str], Host] = {}
    for clause, body, before in _running(document):
        for hit in find_hosts(body.text, before, shorts):
            evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
            found.setdefault((hit.office, hit.agency), Host(clause.path, hit.office, hit.agency, evidence, hit.rule))
    return list(found.values())
