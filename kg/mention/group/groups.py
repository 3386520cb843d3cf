"""Temporary bodies: how they are named, who belongs to them, what working groups they have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon.load import tree
from kg.lexicon.sieve import holds, needs
from kg.mention.agency.agencies import find
from kg.mention.agency.lists import is_name, split_list
from kg.mention.flow import running_texts
from kg.mention.group import group_forms as forms
from kg.mention.group.aliases import aliases
from kg.model import Alias, Clause, CleanText, Document, Member
from kg.text import offsets

# the end of a person's title in a list of names that has lost its line ends: …科长县健康专家委员会办公室设在…
_TITLED = r"(?:[局科处厅部县市区省镇乡校院所队站组会事司]长|主任|书记|经理)(?=[县市省区州乡镇国]|领导|工作|专项|联席)"
_ORGANS = tuple("局委办厅院队会")
_TITLE = re.compile(r"《[^《》]*》")
"""《某市交通委员会关于…的意见》 names no group."""
_ABOVE = re.compile(r"的?(?:统一)?领导下")
"""在市安委会领导下: a group above the one that is spoken of."""
_TIERED = re.compile(r"[省市县区州旗镇乡][^的由]*\Z")
"""成立县贯彻落实省…意见领导小组: verbs stand in a name that is founded."""
_PARTS = re.compile(r"下设|[和及][一二三四五六七八九十\d]+个")
"""领导小组下设办公室和三个工作组: what a group has, no name."""
_TOGETHER = re.compile(r"(?<=[局委办厅部院会府])会同")
_MADE = re.compile(
    rf"^(?:.*(?:下派|派出|选派|成立|建立|设立|组建|调整|完善|健全|实行|由|为成员的|组成的|[{forms.HAN}]领导下|(?:任|为)[一-龥]{{0,3}}(?:主任|组长|总指挥|召集人)的)|负责|承担|协助)?(?:我[省市县区州旗镇乡局委校院])?(?P<name>[{forms.HAN}“”（）·]{{3,40}})$"
)
"""The name of a group behind what is done with it: 「市政府成立清水行动领导小组」, 「调整完善我市某某专班」."""


@dataclass(frozen=True, slots=True)
class MemberHit:
    """``agency`` at ``text[start:end]`` belongs to ``group`` in ``role``."""

    start: int
    end: int
    group: str
    agency: str
    role: str
    rule: str


@cache
def _generic() -> frozenset[str]:
    return frozenset(tree("group_forms")["generic"])


def last_group(text: str, shorts: Mapping[str, str]) -> tuple[str, str] | None:
    """The group named last in ``text``: by its short form where one is defined, and as printed."""
    text = _TITLE.sub(lambda title: "。" * len(title.group()), text) if "《" in text else text
    ends = [match.end() for match in forms.patterns()["group"].finditer(text) if not _ABOVE.match(text, match.end())]
    shortened = [
        s for full, s in shorts.items() if s in text and len(s) > 2 and forms.patterns()["group"].search(full[-6:])
    ]
    for end in sorted({*ends, *(text.rindex(short) + len(short) for short in shortened)}, reverse=True):
        name = _named(text, end, shorts)
        if name:
            return shorts.get(name, name), name
    return None


def _named(text: str, end: int, shorts: Mapping[str, str]) -> str:
    """The name of the group that ends at ``end``: a known body, a defined form, or what follows 成立, 建立 …"""
    low = max(text.rfind(mark, 0, end) for mark in "。；，、：\n") + 1
    window = text[low:end]
    if window.count("）") > window.count("（"):  # 成员：李四（副书记、区长）专班下设办公室
        window = window[window.rindex("）") + 1 :]
    titled = list(re.finditer(_TITLED, window))
    window = window[titled[-1].end() :] if titled else window
    for full in sorted([*shorts, *shorts.values()], key=len, reverse=True):
        if window.endswith(full):
            return full
    bodies = [hit for hit in find(window) if hit.end == len(window)]
    made = _MADE.search(window)
    if made and _PARTS.search(made["name"]):
        return ""
    if bodies and not (made and _TIERED.match(made["name"])):
        return bodies[0].surface
    return made["name"] if made and not forms.COUNTED.match(made["name"]) else ""


def find_members(text: str, before: str = "", shorts: Mapping[str, str] | None = None) -> list[MemberHit]:
    """Bodies that ``text`` names as parts of a group, in order.

    ``before``: what the document says before ``text``, where the group may be named. ``shorts``: full -> short form.
    """
    shorts = shorts or {}
    hits: list[MemberHit] = []
    for name, needed in forms.NEEDS.items():
        if not any(word in text for word in needed) or not holds(text, needs(forms.patterns()[name].pattern)):
            continue
        after, pattern = 0, forms.patterns()[name]
        while match := pattern.search(text, after):
            low, high, role = _list_of(text, match, name)
            after = high if name == "listed" else match.end()  # 副组长单位为A、B，成员单位为C、D
            group = _group_of(text, match, low, before, shorts)
            if group and not any(hit.start < high and low < hit.end for hit in hits):
                places = _teams(text, low, high) if name == "teams" else _bodies(text, low, high)
                hits += [MemberHit(a, b, group, "".join(text[a:b].split()), role, f"member/{name}") for a, b in places]
    return sorted(hits, key=lambda hit: hit.start)


def _list_of(text: str, match: re.Match[str], name: str) -> tuple[int, int, str]:
    """Where the list of a match stands, and the role that its members have."""
    low, high = match.span("list")
    if name == "teams":
        return low, high, "工作组"
    if name == "named":
        low = max(text.rfind(mark, 0, high) for mark in forms.STOP) + 1
        low = entry.end() if (entry := forms.ENTRY.match(text, low, high)) else low
        low += forms.list_start(text[low:high])
    else:
        high = forms.list_end(text, low, high)
    return low, high, match.groupdict().get("role") or "成员"


def _group_of(text: str, match: re.Match[str], low: int, before: str, shorts: Mapping[str, str]) -> str:
    """The group that a list belongs to: the one in the match itself, else the one named last before it."""
    found = match.groupdict()
    if found.get("group"):
        joint = found["group"] if found["group"].startswith("联合") else ""
        return (last_group(found["group"], shorts) or (joint, ""))[0]
    if (found.get("role") or len(found) == 1) and (entry := forms.ENTERED.search(text, 0, low)):
        return entry["team"]
    if found.get("role") and (head := forms.HEADED.match(text)) and head.end() <= low:
        return head["team"]
    if found.get("lead"):
        low = match.start("lead") if "role" in found else 0  # 为市指挥部成员单位: 为 is no part of the name
        name = _named(text[low : match.end("lead")], match.end("lead") - low, shorts)
        if name or "role" not in found:
            return shorts.get(name, name)
    group = last_group(text[:low], shorts) or last_group(before, shorts)
    return group[0] if group else ""


def _teams(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """The members of a list of working groups, the last without 等工作组."""
    last = re.search(r"等(?:[\d一二三四五六七八九十]+个)?(?:专项|工作)*小?组\Z", text[low:high])
    return split_list(text, low, low + last.start() if last else high)


def _bodies(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """The members of the list ``text[low:high]`` that are bodies: persons and 各部门 left out."""
    found, joined = [], _TOGETHER.sub("、、", text[low:high])
    for persons in ("persons", "person"):
        joined = forms.patterns()[persons].sub(lambda match: "、" * len(match.group()), joined)
    for start, end in split_list(joined):
        lead = re.match(r"(?:单位|部门)[和及与]|以及|和|及|与|由|抽调|包括|主要包括", joined[start:end])
        start += lead.end() if lead else 0
        name = "".join(joined[start:end].split())
        if name and _is_body(name):
            found.append((low + start, low + end))
    return found


def _is_body(name: str) -> bool:
    if name in _generic() or forms.UNITS.fullmatch(name) or forms.patterns()["office"].search(name):
        return False
    person = name.partition("（")[0]
    if person != name and len(person) < 5 and not is_name(person):
        return False  # 张三（市府办）
    named = is_name(name) or (len(person) > 3 and person.endswith(_ORGANS))  # 市公安局（交管）
    return len(name) <= 40 and (named or any(hit.start == 0 and hit.end == len(name) for hit in find(name)))


def short_forms(document: Document, named: Sequence[Alias] | None) -> dict[str, str]:
    """What a document calls its bodies for short, by their full names."""
    return {alias.full: alias.short for alias in (aliases(document) if named is None else named)}


def running(document: Document) -> list[tuple[Clause, CleanText, str]]:
    """Clauses with their running text and what the document says before them."""
    found, before = [], ""
    for clause, body in zip(document.clauses, running_texts(document), strict=True):
        found.append((clause, body, before))
        before = (before + body.text + "\n")[-1500:]
    return found


def members(document: Document, named: Sequence[Alias] | None = None) -> list[Member]:
    """The bodies that a document names as members of a group, in reading order, each once per group.

    ``named``: the document's short forms, where they are known already.
    """
    shorts = short_forms(document, named)
    found: dict[tuple[str, str], Member] = {}
    for clause, body, before in running(document):
        for hit in find_members(body.text, before, shorts):
            evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
            member = Member(clause.path, hit.group, hit.agency, hit.role, evidence, hit.rule)
            found.setdefault((hit.group, hit.agency), member)
    return list(found.values())
