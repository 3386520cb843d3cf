"""Duties in running text: a body, a verb of duty, and what may stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon import agencies as agencies_lexicon
from kg.mention import triggers
from kg.mention.agencies import AgencyHit
from kg.mention.duties import Duty
from kg.mention.lists import split_list
from kg.mention.triggers import Trigger
from kg.model import Role

_FILLER = re.compile(
    r"(?:等)?(?:(?:相关|有关)?(?:部门|单位))?(?:[，,]?(?:应当|应|要|须|必须|可以|可|将|也|还|并|均|都|具体|主要|共同|统一|全面|统筹|分别|依法|切实|认真|积极|主动"
    r"|协同|相互|密切|加强协作|及时|进一步|充分|全力|严格|为主|原则上|在[^，。；]{2,16}[内下中]|按照?[^，。；]{0,16}|根据[^，。；]{0,18}|依据[^，。；]{0,16}|（[^（）]{1,40}）))*[，,]?\Z"
)
_LINK = re.compile(r"(?:、|和|与|及|以及|或|，(?=各|市|县|省|区))\Z")
_CARRIED = re.compile(r"(?:[，、]|并|同时|以及|及)\Z")
_INTERPRET = re.compile(r"负责(?:具体)?(?:应用)?(?:的)?(?:解读|解释)|承担(?:具体)?解释|(?:解释|解读)工作由")
_HELPED = re.compile(r"在(?P<who>[^，。；]{2,30})的(?:协助|配合|支持)下")
_SUBJECT_OF = re.compile(r"(?:是|为|作为)[^。；，]{0,60}?(?:责任主体|实施主体|责任单位|主管部门)")
_FULFIL = re.compile(
    r"\A(?:等)?(?:要|应当|应|必须)[^，。；]{0,24}?(?:(?:贯彻落实|抓好落实|贯彻执行|组织落实|狠抓落实|认真落实)(?=[^。；]{0,40}(?:任务|要求|措施|方案|意见|工作|规定|本))|落实(?:好)?各项)"
)
_URGED = re.compile(r"(?:督促|指导督促|协调督促)[^，。；]{0,2}\Z")
_PLAIN = re.compile(r"\A(?:各级各部门|各部门|各单位|有关部门|企业|部门|单位)\Z")
_PLAIN_LIST = re.compile(r"\A(?:[、和及](?:各部门|各单位|各级各部门|有关部门|各有关部门|各有关单位))+")
_MEMBERS_BEFORE = re.compile(r"(?:[一-龥]{2,8}、){0,6}[一-龥]{0,8}\Z")


@dataclass(frozen=True, slots=True)
class _Statement:
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
    for match in re.finditer(r"[。；;\n]", text):
        if match.start() > start:
            yield _Statement(start, match.start())
        start = match.end()
    if start < len(text):
        yield _Statement(start, len(text))


def _in_statement(
    text: str, s: _Statement, agencies: Sequence[AgencyHit], covered: Sequence[tuple[int, int]], entry_style: bool
) -> list[Duty]:
    here = [hit for hit in agencies if s.start <= hit.start and hit.end <= s.end and not _PLAIN.match(hit.surface)]
    found: list[Duty] = []
    found += _interpreters(text, s, here)
    if found:
        return found
    found += _helpers(text, s, here) + _subjects_of(text, s, here) + _urged(text, s, here)
    subject = _opening(text, s, here)
    headed = bool(subject) and subject[0].start == _paragraph_start(text, s.start)
    for trigger in triggers.running(text[s.start : s.end]):
        low, high = s.start + trigger.start, s.start + trigger.end
        if any(a <= low < b for a, b in covered):
            if trigger.role == "joint":
                found += _partners(text, high, s, here)
            continue
        if any(hit.start <= low < hit.end for hit in agencies):
            continue
        own = _subject(text, low, here) or _fields(text, s, low)
        if own:
            subject = own
            headed = headed or own[0].start == _paragraph_start(text, s.start)
        elif not (subject and _carried(text, low, here)):
            continue
        if entry_style and headed and found and trigger.role != "joint":
            continue
        found += _duties(text, s, trigger, low, high, subject, here)
    return found + _fulfilments(text, s, here, found)


def _duties(
    text: str, s: _Statement, trigger: Trigger, low: int, high: int, subject: Sequence[AgencyHit], here: Sequence[AgencyHit]
) -> list[Duty]:
    if trigger.role != "joint":
        return [_duty(hit, trigger.role, s, f"running_{trigger.role}") for hit in subject]
    partners = _partners(text, high, s, here)
    later = [t for t in triggers.running(text[high : s.end]) if t.role in ("lead", "responsible")]
    lead = [] if later else [_duty(hit, "responsible", s, "running_joint_subject") for hit in subject]
    return lead + partners if not later else partners


def _duty(hit: AgencyHit, role: Role, s: _Statement, rule: str) -> Duty:
    return Duty(hit.start, hit.end, hit.surface, role, s.start, s.end, rule)


def _paragraph_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _opening(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[AgencyHit]:
    """The bodies with which a statement begins: subject of all its verbs (「A要…，…，配合…」)."""
    group: list[AgencyHit] = []
    for hit in here:
        gap = text[group[-1].end if group else s.start : hit.start]
        if (not group and len(gap) <= 2 and not re.search(r"[一-龥]", gap)) or (group and _LINK.match(gap)):
            group.append(hit)
        else:
            break
    return group


def _fields(text: str, s: _Statement, place: int) -> list[AgencyHit]:
    """「市医保、乡村振兴、残联」 before a verb: a list of fields of work, from the start of the statement or a comma."""
    start = max(text.rfind("，", s.start, place) + 1, s.start)
    filler = re.search(r"(?:应当|应|要|须|共同|分别|协同)*\Z", text[start:place])
    members = split_list(text, start, place - len(filler.group()) if filler else place)
    if len(members) < 2 or not all(_is_field(text[a:b]) for a, b in members):
        return []
    return [AgencyHit(a, b, text[a:b], "field_list") for a, b in members]


def _is_field(name: str) -> bool:
    bare = re.sub(r"(?:部门|单位)\Z", "", name)
    known = agencies_lexicon.fields()
    return len(name) <= 24 and any(bare.endswith(field) for field in (bare[-k:] for k in range(2, 7)) if field in known or field in _SHORT_BODIES)


_SHORT_BODIES = frozenset({"残联", "妇联", "工会", "团委", "科协", "工商联", "税务", "宣传", "组织", "政法", "公安", "海关"})


def _subject(text: str, place: int, here: Sequence[AgencyHit]) -> list[AgencyHit]:
    """The list of bodies right before ``place``, a few adverbs apart."""
    before = [hit for hit in here if hit.end <= place]
    if not before or not _FILLER.match(text[before[-1].end : place].replace("\n", "")):
        return []
    group = [before[-1]]
    for hit in reversed(before[:-1]):
        if _LINK.match(text[hit.end : group[0].start]):
            group.insert(0, hit)
        else:
            break
    return group


def _carried(text: str, place: int, here: Sequence[AgencyHit]) -> bool:
    """The verb stands right behind a comma, or a few words behind it with no other body between."""
    comma = max(text.rfind(mark, 0, place) for mark in "，、")
    between = any(comma <= hit.start < place for hit in here)
    return bool(_CARRIED.search(text[max(0, place - 4) : place])) or (place - comma <= 13 and not between)


def _partners(text: str, place: int, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    """Bodies behind 会同: the recognised ones in a row, with bare fields of work before 部门 (医疗保障、残联部门)."""
    found: list[Duty] = []
    position = place
    for hit in here:
        if hit.start < position:
            continue
        gap = text[position : hit.start]
        if not (_LINK.match(gap) or not gap or _MEMBERS_BEFORE.match(gap)) or len(gap) > 40:
            break
        for match in re.finditer(r"[一-龥]{2,8}(?=[、和与及])", gap):
            start = position + match.start()
            found.append(Duty(start, start + len(match.group()), match.group(), "joint", s.start, s.end, "running_joint"))
        found.append(_duty(hit, "joint", s, "running_joint"))
        position = hit.end
    return found


def _interpreters(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    match = _INTERPRET.search(text, s.start, s.end)
    if not match or not here:
        return []
    subject = _subject(text, match.start(), here)
    if not subject and match.group().endswith("由"):
        subject = [hit for hit in here if hit.start >= match.end()][:1]
    return [_duty(hit, "interpret", s, "interpret") for hit in subject]


def _helpers(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    match = _HELPED.search(text, s.start, s.end)
    if not match:
        return []
    return [
        _duty(hit, "support", s, "helped_by") for hit in here if match.start("who") <= hit.start and hit.end <= match.end("who")
    ]


def _urged(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    """「督促各县（市、区）政府落实…」: the one urged implements."""
    return [
        _duty(hit, "implement", s, "urged")
        for hit in here
        if _URGED.search(text[max(s.start, hit.start - 8) : hit.start]) and text.startswith("落实", hit.end)
    ]


def _subjects_of(text: str, s: _Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    """「各县（市、区）政府是…责任主体」."""
    match = _SUBJECT_OF.search(text, s.start, s.end)
    if not match:
        return []
    return [_duty(hit, "responsible", s, "is_responsible_body") for hit in _subject(text, match.start(), here)]


def _fulfilments(text: str, s: _Statement, here: Sequence[AgencyHit], found: Sequence[Duty]) -> list[Duty]:
    """「各地区…要认真贯彻落实…各项任务」: territorial bodies implement."""
    if found:
        return []
    group = _opening(text, s, here)
    if group and group[0].surface.startswith("各") and _FULFIL.match(_PLAIN_LIST.sub("", text[group[-1].end : s.end])):
        return [_duty(hit, "implement", s, "fulfil") for hit in group]
    return []
