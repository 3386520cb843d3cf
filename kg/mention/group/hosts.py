"""Offices of temporary bodies and the bodies they are set up at (办公室设在X)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.mention.agency.agencies import find
from kg.mention.agency.lists import is_name
from kg.mention.group import group_forms as forms
from kg.mention.group.groups import last_group, running, short_forms
from kg.model import Alias, Document, Host
from kg.text import offsets


@dataclass(frozen=True, slots=True)
class HostHit:
    """``office`` is set up at ``agency``; the statement is ``text[start:end]``."""

    start: int
    end: int
    office: str
    agency: str
    rule: str


def find_hosts(text: str, before: str = "", shorts: Mapping[str, str] | None = None) -> list[HostHit]:
    """Offices and the bodies they are set up at (办公室设在X), in order."""
    shorts = shorts or {}
    hits: list[HostHit] = []
    for match in forms.SEATED.finditer(text):
        agency = _host(match["host"])
        start, end = match.start("office"), match.start("host")
        office = _office(text, start, match.end("office"), before, shorts)
        while agency and office:  # 办公室设在A、B
            end += len(agency)
            hits.append(HostHit(start, end, office, agency, "host/seated"))
            further = forms.FURTHER.match(text, end)
            agency, end = (_host(further[1]) if further else ""), end + 1
    return sorted([*hits, *_around(text, before, shorts)], key=lambda hit: hit.start)


def _around(text: str, before: str, shorts: Mapping[str, str]) -> Iterator[HostHit]:
    """Where the body stands before its office: 领导小组在X设立办公室, 由设在X的联席会议办公室承担."""
    for pattern in (forms.SET_UP_AT, forms.LODGED):
        for match in pattern.finditer(text):
            low, high = match.span("office")
            own = match["office"] if len(match["office"]) > len("办公室") else ""
            office = own or _office(text, low, high, before, shorts)
            if office and _host(match["host"]) == match["host"]:
                yield HostHit(match.start(), match.end("host"), office, match["host"], "host/around")


def _host(stretch: str) -> str:
    """The body that ``stretch`` begins with: all of it where it is a name, else the longest known name."""
    stretch = stretch if "（" in stretch else stretch.partition("）")[0]  # （设在某局）
    if is_name(stretch) and len(stretch) <= 24:
        return stretch
    return max((hit.surface for hit in find(stretch) if hit.start == 0), key=len, default="")


_HEADED = re.compile(r"^(.+办公室)的?(?:主要|工作|具体)?职责办公室$")
"""「市防汛抗旱指挥部办公室职责 / 办公室设在市水利局」: the heading of the clause runs into its text."""


_MOVED = re.compile(r"^.{0,8}?[将把](?=[一-龥]{2})")
"""我乡将领导小组办公室设在…: who puts it there."""


def _office(text: str, start: int, end: int, before: str, shorts: Mapping[str, str]) -> str:
    """The office's own name; a bare 办公室 belongs to the group named last."""
    named = _HEADED.sub(r"\1", text[start:end])
    kind = next(word for word in ("办公室", "秘书处", "工作机构", "办事机构", "专班", "办") if named.endswith(word))
    if own := forms.OWN_OFFICE.search(named):
        return str(next(filter(None, own.groups())))
    named = _MOVED.sub("", named)
    owner = re.sub(rf"(?:下设|设立?|其|该|的)*{kind}$", "", named)
    owner = re.sub(r"^(?:其|该|的|并|同时|由)*(?:(?:常设|日常)?(?:办事|工作)机构(?:为|是)?)?", "", owner)
    if owner.rstrip("（") and owner not in {"日常", "具体"}:
        group = last_group(owner, shorts)  # 报县督查组（办公室设在…）, too
        return (group[0] if group else shorts.get(owner, owner)) + kind
    sentence = text[max(text.rfind(mark, 0, start) for mark in forms.STOP) + 1 : start]
    if kind == "办公室" and (founded := forms.OFFICE_FOUNDED.search(sentence)):
        return shorts.get(founded[1], founded[1])
    named_last = last_group(text[:start], shorts) or last_group(before, shorts)
    return named_last[0] + kind if named_last else ""


def hosts(document: Document, named: Sequence[Alias] | None = None) -> list[Host]:
    """The offices of groups and their hosts, in reading order, each pair once. ``named``: short forms."""
    shorts = short_forms(document, named)
    found: dict[tuple[str, str], Host] = {}
    for clause, body, before in running(document):
        for hit in find_hosts(body.text, before, shorts):
            evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
            found.setdefault((hit.office, hit.agency), Host(clause.path, hit.office, hit.agency, evidence, hit.rule))
    return list(found.values())
