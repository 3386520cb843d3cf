"""Duties that the rows of a table state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.mention.agency.bodies import surface
from kg.mention.agency.lists import split_list
from kg.mention.agency.names import AgencyHit
from kg.mention.duty import duties, members, running, triggers
from kg.mention.duty.duties import Duty
from kg.model import Role

_PLAIN_HEAD = re.compile(r"(?:单位|部门)(?:名称)?\Z")
_FORM_HEAD = re.compile(r"\A\Z|联系|电话|地址|性质|法定|姓名|邮编|代码|传真|职务|签章|盖章|年龄|性别|人数")


def of_row(text: str, columns: Sequence[str]) -> list[Duty]:
    """Duties of a row of a duty table: the role comes from the head of the column."""
    found: list[Duty] = []
    place = 0
    form = all(_FORM_HEAD.search(head) or _PLAIN_HEAD.match(head) for head in columns)
    for head, cell in zip(columns, text.split("\t"), strict=False):
        role = None if form else triggers.column_role(re.sub(r"\s+", "", head))  # 单位名称, 联系电话: to be filled in
        if role:
            found += _cell(text, place, place + len(cell), role)
        place += len(cell) + 1
    return found


def in_cells(text: str, columns: Sequence[str], hits: Sequence[AgencyHit]) -> list[Duty]:
    """Duties that a cell under no head of duties states in sentences: 监管措施 with 「甲局会同乙局检查」."""
    found: list[Duty] = []
    place = 0
    for head, cell in zip(columns, text.split("\t"), strict=False):
        end = place + len(cell)
        here = [hit for hit in hits if place <= hit.start and hit.end <= end]
        if here and not triggers.column_role(head):
            listed = duties.listed(cell)
            moved = [hit._replace(start=hit.start - place, end=hit.end - place) for hit in here]
            own = running.running(cell, moved, [(duty.low, duty.high) for duty in listed])
            found += [
                replace(d, start=d.start + place, end=d.end + place, low=d.low + place, high=d.high + place)
                for d in [*listed, *own]
            ]
        place = end + 1
    return found


def _cell(text: str, start: int, end: int, role: Role) -> list[Duty]:
    end -= len(text[start:end]) - len(text[start:end].rstrip("。； "))  # 市教育局、市体育局。
    if triggers.labels(text[start:end]):  # several in one cell: 牵头单位：A 责任单位：B
        return duties.labelled(text, start, end, "table")
    if members.closing(text[start:end]):
        return duties.by_triggers(text, start, end, "table", role)
    places = members.bodies_of(text, start, end) or _short_names(text, start, end)
    return [Duty(a, b, surface(text, a, b), own or role, 0, len(text), "table") for a, b, own in places]


def _short_names(text: str, start: int, end: int) -> list[members.ListMember]:
    """What a column of bodies holds though it does not look like a body (编委办, 信息中心)."""
    places = split_list(text, start, end)
    return [(a, b, None) for a, b in places if b - a <= 12 and re.fullmatch(r"[一-龥（）]{2,12}", text[a:b])]
