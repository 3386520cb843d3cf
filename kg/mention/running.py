"""Duties in running text: a body, a verb of duty, and what may stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.lexicon.sieve import sieve
from kg.mention import subjects, triggers
from kg.mention.duties import Duty
from kg.mention.names import AgencyHit
from kg.mention.triggers import Trigger
from kg.model import Role

_INTERPRET = sieve(r"负责(?:具体)?(?:应用)?(?:的)?(?:解读|解释)|承担(?:具体)?解释|(?:解释|解读)工作由")
_HELPED = sieve(r"在(?P<who>[^，。；]{2,30})的(?:协助|配合|支持)下")
_SUBJECT_OF = sieve(r"(?:是|为|作为)[^。；，]{0,60}?(?:责任主体|实施主体|责任单位|主管部门)")
_FULFIL = re.compile(
    r"\A(?:等)?(?:要|应当|应|必须)[^，。；]{0,24}?(?:(?:贯彻落实|抓好落实|贯彻执行|组织落实|狠抓落实|认真落实)(?=[^。；]{0,40}(?:任务|要求|措施|方案|意见|工作|规定|本))|落实(?:好)?各项)"
)
_URGED = re.compile(r"(?:督促|指导督促|协调督促)[^，。；]{0,2}\Z")
_STOP = re.compile(r"[。；;\n]")
_PLAIN = re.compile(r"\A(?:各级各部门|各部门|各单位|有关部门|企业|部门|单位)\Z")
_PLAIN_LIST = re.compile(r"\A(?:[、和及](?:各部门|各单位|各级各部门|有关部门|各有关部门|各有关单位))+")
_MEMBERS_BEFORE = re.compile(r"(?:[一-龥]{2,8}、){0,6}[一-龥]{0,8}\Z")


class _Statement(NamedTuple):
    start: int
    end: int


def running(
    text: str, agencies: Sequence[AgencyHit], covered: Sequence[tuple[int, int]], entry_style: bool = False
) -> list[Duty]:
    """Duties outside the stretches ``covered`` by lists and entries.

    ``entry_style``: the clause is a list of duties, body by body; a paragraph that begins with its body gives it one
    ``responsible``, whatever it says of 配合 (partners behind 会同 are named all the same).
    """
    found: list[Duty] = []
    for statement in _statements(text):
        found += _in_statement(text, statement, agencies, covered, entry_style)
    return found


def _statements(text: str) -> Iterator[_Statement]:
    start = 0
    for match in _STOP.finditer(text):
        if match.start() > start:
            yield _Statement(start, match.start())
        start = match.end()
    if start < len(text):
        yield _Statement(start, len(text))


def _in_statement(
    text: str, s: _Statement, agencies: Sequence[AgencyHit], covered: Sequence[tuple[int, int]], entry_style: bool
) -> list[Duty]:
    here = [hit for hit in agencies if s.start <= hit.start and hit.end <= s.end and not _PLAIN.match(hit.surface)]
    verbs = triggers.running(text[s.start : s.end])
    if not here and not verbs:
        return []
    found: list[Duty] = []
    found += _interpreters(text, s, here)
    if found:
        return found
    found += _helpers(text, s, here) + _subjects_of(text, s, here) + _urged(text, s, here)
    subject = subjects.opening(text, s.start, here)
    headed = bool(subject) and subject[0].start == _paragraph_start(text, s.start)
    given, last = False, -1
    for trigger in verbs:
        low, high = s.start + trigger.start, s.start + trigger.end
        if any(hit.start <= low < hit.end for hit in agencies):
            continue
        own = subjects.subject(text, low, here) or subjects.fields(text, s.start, low)
        in_entry = entry_style and not own and subjects.heads_paragraph(text, s.start, agencies)
        if any(a <= low < b for a, b in covered) or (in_entry and not headed):
            found += _partners(text, high, s, here) if trigger.role == "joint" else []
            continue
        if own:
            subject = own
            headed = headed or own[0].start == _paragraph_start(text, s.start)
        elif not (subject and (low == last or subjects.carried(text, low, here))):
            continue
        last = high
        if entry_style and headed and given and trigger.role != "joint":
            continue
        given = True
        named = {duty.surface for duty in found}
        duties = _duties(text, s, trigger, low, high, subject, here)
        found += [d for d in duties if not (d.rule == "running_joint_subject" and d.surface in named)]
    return found + _fulfilments(text, s, here, found)


def _duties(
    text: str,
    s: _Statement,
    trigger: Trigger,
    low: int,
    high: int,
    subject: Sequence[AgencyHit],
    here: Sequence[AgencyHit],
) -> list[Duty]:
    if trigger.role != "joint":
        return [_duty(hit, trigger.role, s, f"running_{trigger.role}") for hit in subject]
    partners = _partners(text, high, s, here)
    later = [t for t in triggers.running(text[high : s.end]) if t.role in ("lead", "responsible")]
    if later and partners:
        return partners  # the later verb gives the subject its role
    role = later[0].role if later else "responsible"
    return [*(_duty(hit, role, s, "running_joint_subject") for hit in subject), *partners]


def _duty(hit: AgencyHit, role: Role, s: _Statement, rule: str) -> Duty:
    return Duty(hit.start, hit.end, hit.surface, role, s.start, s.end, rule)


def _paragraph_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _partners(text: str, place: int, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    """Bodies behind 会同: the recognised ones in a row, with bare fields of work before 部门 (医疗保障、残联部门)."""
    found: list[Duty] = []
    position = place
    for hit in here:
        if hit.start < position:
            continue
        gap = text[position : hit.start]
        if not (subjects.LINK.match(gap) or not gap or _MEMBERS_BEFORE.match(gap)) or len(gap) > 40:
            break
        for match in re.finditer(r"[一-龥]{2,8}(?=[、和与及])", gap):
            start = position + match.start()
            found.append(
                Duty(start, start + len(match.group()), match.group(), "joint", s.start, s.end, "running_joint")
            )
        found.append(_duty(hit, "joint", s, "running_joint"))
        position = hit.end
    return found


def _interpreters(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    match = _INTERPRET.search(text, s.start, s.end) if here else None
    if not match:
        return []
    subject = subjects.subject(text, match.start(), here)
    if not subject and match.group().endswith("由"):
        subject = [hit for hit in here if hit.start >= match.end()][:1]
    return [_duty(hit, "interpret", s, "interpret") for hit in subject]


def _helpers(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    match = _HELPED.search(text, s.start, s.end) if here else None
    if not match:
        return []
    return [
        _duty(hit, "support", s, "helped_by")
        for hit in here
        if match.start("who") <= hit.start and hit.end <= match.end("who")
    ]


def _urged(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    """「督促各县（市、区）政府落实…」: the one urged implements."""
    return [
        _duty(hit, "implement", s, "urged")
        for hit in here
        if text.startswith("落实", hit.end) and _URGED.search(text[max(s.start, hit.start - 8) : hit.start])
    ]


def _subjects_of(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    """「各县（市、区）政府是…责任主体」."""
    match = _SUBJECT_OF.search(text, s.start, s.end) if here else None
    if not match:
        return []
    return [_duty(hit, "responsible", s, "is_responsible_body") for hit in subjects.subject(text, match.start(), here)]


def _fulfilments(text: str, s: _Statement, here: Sequence[AgencyHit], found: Sequence[Duty]) -> list[Duty]:
    """「各地区…要认真贯彻落实…各项任务」: territorial bodies implement."""
    if found:
        return []
    group = subjects.opening(text, s.start, here)
    if group and group[0].surface.startswith("各") and _FULFIL.match(_PLAIN_LIST.sub("", text[group[-1].end : s.end])):
        return [_duty(hit, "implement", s, "fulfil") for hit in group]
    return []
