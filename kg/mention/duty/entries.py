"""Duties that a layout states: paragraphs and units that a body heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.mention.agency.bodies import is_body, is_territorial, surface
from kg.mention.agency.lists import split_list
from kg.mention.agency.names import AgencyHit
from kg.mention.agency.places import each_division
from kg.mention.duty import subjects, teams
from kg.mention.duty.duties import Duty

_ENTRY_COLON = re.compile(
    r"(?:\d{1,2}[.．、]\s*)?(?:[【“［](?P<boxed>[^。；：:，\n【】“”［］]{2,60})[】”］][：:。]?"
    r"|(?P<who>[^。；：:，\n—]{2,60}?)(?:（[^（）\n]{0,90}(?:牵头|配合|单位)[^（）\n]{0,90}）)?(?:[：:]|——?|的?(?:主要|工作|具体)?职责[是为][：:]?))\s*(?=[一-龥])"
)
"""市住建局：负责…, 市住建局——负责…, 【市住建局】负责…, 保障组（某局牵头）：负责…; the duties may stand below."""
_NAMES_ALONE = re.compile(r"[^。；：:，\n]{2,60}[：:]")
_DOES_BELOW = re.compile(
    r"\s*(?:主要|具体)?(?:负责|承担|牵头|协助|配合|参与|组织|做好|制定|指导|统筹|协调|落实|保障|维护|监督|开展)"
)
_ENTRY = re.compile(r"[^。；：:，\n]{2,30}[：:](?:主要|具体)?(?:负责(?!人)|承担|牵头|协助|配合|参与|组织|做好)")
_NEXT_ENTRY = re.compile(rf"(?<=[。；])(?={_ENTRY.pattern})")
_MARKED = re.compile("[：:—【“［]|职责[是为]")
_ENTRY_DUTIES = re.compile(
    r"(?P<who>[^。；：:，\n]{2,60}?)的?(?:主要|工作|具体)?职责[。：:]?\n(?=负责|承担|牵头|统筹|组织|指导|贯彻|制定|落实|研究)"
)
_ARE = re.compile(r"的(?:主要|工作|具体)?(?:职责|任务)(?:(?:有|包括|[是为])?(?:以下|下列)?|如下)\Z")
"""「某办事处的主要任务是：」 above what it does."""
_DUTIES_OF = re.compile(r"的?(?:主要|工作|具体)?职责(?:[是为]|包括)?\Z")
_PERSONS = re.compile(
    r"[：:]\s*(?!负责|协助|配合|参与|组织|指导|保障|维护|提供|开展|落实|承担|统筹|协调|制定|监督|收集|加强|做好|督促|抓好|结合|根据|依[法据]|按照|定期|及时|积极|认真|切实|密切|充分|严格|全面|利用|发挥|建立|健全|完善|推动|推进|贯彻|实施|研究)[一-龥·]{2,4}(?=[\s\u3000、，；。（]|\Z)(?![^\n]*(?:负责|做好|牵头|配合))"
)
"""Who stands for a body in a list of participants: 市政府办公室：李某."""
_DOES = re.compile(
    r"[：:]\s*(?:主要|具体|全面|统一)?(?:负责(?!人(?![口才力工民]|员[疏转搜撤安救]))|承担|协助|配合|牵头|参与)"
)
_SHORT_BODY = re.compile(
    r"(?!各|其他|其它|有关|相关|该|本)[一-龥]{1,14}(?:[站所办局委队室院处科股组]|(?<![干全内外中东西南北局大底顶])部|中心|公司|指挥部|委员会|村委会|居委会|街道|政府|总工会|妇联|团委|武装部|卫生院)"
)
_TIERS = "省市县区旗镇乡"
_ENTRY_VERB = re.compile(rf"(?P<who>{_SHORT_BODY.pattern})(?:主要|具体)?负责(?!人|同志|任|的)")
_SERIES = 3
"""Paragraphs of a clause that short names head at least: then each of them is a body."""
_SHORTEST = 10
"""Characters of what a body does at least."""
_WORK = re.compile(
    r"(?:[^，。；]{0,8})?(?:负责|承担|协调|组织|参与|协助|配合|指导|统一|做好|按照?|依法|依据|根据|落实|开展|加强|制定|会同|牵头|对|提供|监督|以|查处|实施|推动|推进|保障|维护|及时|收集|督促|抓好)"
)
"""What a body does, behind its name and the colon: 「负责…」, 「统一组织…」."""
_PARTS = re.compile(
    r"[：:。]\s*(?:副?组长|成员|牵头|配合|责任)(?:责任)?单位(?![^\n]*(?:负责|职责))|(?<=成员单位)[：:](?![^\n]*(?:负责|承担|做好|组织))"
    r"|[：:。]\s*由(?![^\n]*(?:负责|职责|承担|做好|组织|开展|落实|指导|协调))"
)
"""「产业招商组。组长单位：市商务局」, 「指挥部成员单位：…」: who is part of it, and nothing that it does."""
_DUTY_HEADING = re.compile(r"[^，。；：]{0,20}(?:职责|分工)[^，。；：]{0,4}")
_SORT = re.compile(r"(?:成员|有关|相关|各)(?:单位|部门)\Z")
_OWN_VERB = re.compile(r"应|要(?!素)|须|[^。；]*(?:负责|牵头|承担)|[：:。、，；和与及（]")
_ENTRY_STOP = re.compile(r"(?P<who>[^。；：:，\n]{2,60}?)。")


def entries(text: str, agencies: Sequence[AgencyHit], titled: bool = False) -> list[Duty]:
    """Paragraphs headed by a body: 「市住建局：负责…」, 「市司法局。做好…」.

    ``titled``: the text is a unit among several that a body's name alone heads (「（一）市公安局」).
    """
    found: list[Duty] = _titled(text) if titled else _heading(text, agencies) or teams.headed(text)
    with_duties = "职责" in text
    series = sum(_may_head(paragraph) for paragraph in text.split("\n")) >= _SERIES
    in_series = with_duties and _is_series(text, agencies)
    charged = _charged_rooms(text)
    for place, paragraph in _paragraphs(text):
        here = _named(text, place, paragraph, agencies, series, with_duties)
        known = here or (found and found[-1].low >= place)
        if charged and not known:
            here = _by_verb(text, place, paragraph)
        if in_series and place and not (known or here):
            here = _headed(text, place, place + len(paragraph), agencies)
        found += here
    return found


def _named(
    text: str, place: int, paragraph: str, agencies: Sequence[AgencyHit], series: bool, with_duties: bool
) -> list[Duty]:
    """The duties of a paragraph's head, all of whose members are bodies. ``series``: short names head several."""
    colon = _ENTRY_COLON.match(paragraph) if _MARKED.search(paragraph) else None
    stop = _ENTRY_STOP.match(paragraph) if "。" in paragraph else None
    match = colon or stop
    under = _ENTRY_DUTIES.match(text, place) if with_duties else None
    if not under and not (match and len(paragraph) > match.end() + 4):
        return []
    low, high = under.span("who") if under else _who(match, place)
    named_duties = _DUTIES_OF.search(text, low, high)
    high = named_duties.start() if named_duties else high
    members = split_list(text, low, high)
    if not members or _PERSONS.match(text, high) or _PARTS.match(text, high):
        return []
    rule = "entry_stop" if stop and not (colon or under) else "entry_colon"
    bodies = (
        all(_is_named(text, a, b, agencies, rule) or _does(text, a, b, high) for a, b in members)
        or (series and all(is_body(text[a:b]) for a, b in members) and _may_head(paragraph))
        or _beside_named(text, members, agencies, rule)
        or (rule == "entry_colon" and _together(text, members, high))
    )
    end = place + len(paragraph)
    return [Duty(a, b, surface(text, a, b), "responsible", low, end, rule) for a, b in members] if bodies else []


def _by_verb(text: str, place: int, paragraph: str) -> list[Duty]:
    """「党建部负责…」: the room that the paragraph begins with, where the paragraphs beside it begin so too."""
    verb = _ENTRY_VERB.match(paragraph)
    if verb is None:
        return []
    high = place + verb.end("who")
    return [Duty(place, high, text[place:high], "responsible", place, place + len(paragraph), "entry_verb")]


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs, and where they begin. One that only names bodies goes on in the next where this says what they do
    (「市住建局：」); one with several entries (「市住建局：负责…。市水利局：负责…」) is parted."""
    place, head = 0, ""
    for paragraph in text.split("\n"):
        if head and not _DOES_BELOW.match(paragraph):
            yield place, head
            place, head = place + len(head) + 1, ""
        whole = f"{head}\n{paragraph}" if head else paragraph
        head = whole if not head and _NAMES_ALONE.fullmatch(paragraph) else ""
        if not head:
            cuts = [match.start() for match in _NEXT_ENTRY.finditer(whole)] if _ENTRY.match(whole) else []
            yield from ((place + low, whole[low:high]) for low, high in pairwise([0, *cuts, len(whole)]))
            place += len(whole) + 1
    if head:
        yield place, head


def _who(match: re.Match[str] | None, place: int) -> tuple[int, int]:
    """Where the bodies stand that a paragraph at a place of the text begins with."""
    low, high = match.span("boxed" if match.groupdict().get("boxed") else "who") if match else (0, 0)
    return place + low, place + high


def _is_series(text: str, agencies: Sequence[AgencyHit]) -> bool:
    """A unit 成员单位职责 whose paragraphs begin with bodies."""
    begun = [hit for hit in agencies if hit.start and text[hit.start - 1] == "\n" and not _SORT.search(hit.surface)]
    return len(begun) >= _SERIES and bool(_DUTY_HEADING.fullmatch(text.partition("\n")[0]))


def _charged_rooms(text: str) -> bool:
    """「党建部负责…」, 「财务室负责…」: paragraphs that say what the rooms of one house do, whose names no list has."""
    heads = [match for match in map(_ENTRY_VERB.match, text.split("\n")) if match and is_body(match["who"])]
    return len(heads) >= _SERIES


def _headed(text: str, start: int, end: int, agencies: Sequence[AgencyHit]) -> list[Duty]:
    """「市安监局参与…」 below 成员单位职责, whose mark behind the body is lost: an entry, whatever its verb.

    Where the body has a verb of duty of its own (负责), that verb says its role.
    """
    group = subjects.opening(text, start, [hit for hit in agencies if start <= hit.start < end])
    if not group or _OWN_VERB.match(text, group[-1].end, end) or _SORT.search(group[0].surface):
        return []
    return [Duty(hit.start, hit.end, hit.surface, "responsible", start, end, "entry_series") for hit in group]


def _may_head(paragraph: str) -> bool:
    """「消防救援站：统一组织…」: a short name of a body, and behind the colon what it does."""
    match = _ENTRY_COLON.match(paragraph)
    low, high = _who(match, 0)
    if not match or len(paragraph) < match.end() + _SHORTEST or _PERSONS.match(paragraph, high):
        return False
    name = re.sub(r"（[^（）]*）\Z", "", paragraph[low:high])
    return bool(_SHORT_BODY.fullmatch(name) and _WORK.match(paragraph, match.end()))


def _beside_named(text: str, members: Sequence[tuple[int, int]], agencies: Sequence[AgencyHit], rule: str) -> bool:
    """「县交通局、公路局。负责…」: one is known, the others end as it does."""
    named = [text[b - 1 : b] for a, b in members if _is_named(text, a, b, agencies, rule)]
    return bool(named) and all(
        is_body(text[a:b]) and b - a >= 3 and (text[b - 1] in named or (b - a > 5 and text[a] in _TIERS))
        for a, b in members
    )


def _together(text: str, members: Sequence[tuple[int, int]], high: int) -> bool:
    """「各镇、街道、开发区：按照…」: all places of a sort and others beside them, and what they do."""
    first, second = members[0], members[1:]
    whole = text[first[0] : first[1]].startswith("各") and is_territorial(text[slice(*first)])
    work = _WORK.match(text, high + 1)
    return bool(second and whole and work) and all(is_body(text[a:b]) for a, b in members)


def _heading(text: str, agencies: Sequence[AgencyHit]) -> list[Duty]:
    """A clause that is nothing but a body and a colon (「第五条 国家海洋预报台：」): its items are its duties."""
    head = text.rstrip("：:")
    if head == text or len(head) > 60 or "\n" in head:
        return []
    head = _ARE.sub("", head)
    members = split_list(text, 0, len(head))
    known = {(hit.start, hit.end) for hit in agencies}
    if not set(members) <= known or head.endswith("成员单位"):
        return []  # 某指挥部成员单位的职责： each item names whose it is
    return [Duty(a, b, surface(text, a, b), "responsible", 0, len(text), "entry_colon") for a, b in members]


_UNIT_HEAD = re.compile(
    r"\s*[【“［]?(?P<who>[^\n]*?)(?:的?(?:主要|工作|具体)?(?:职责|任务)(?:分工)?)?[】”］]?[：:。]?\s*(?:\n|\Z)"
)


def unit_head(text: str) -> tuple[int, int]:
    """Where the name stands that heads a unit: 「市公安局」, 「市公安局主要职责：」, 「【市公安局】」."""
    match = _UNIT_HEAD.match(text)
    return match.span("who") if match else (0, 0)


def _titled(text: str) -> list[Duty]:
    """The bodies of the first line: what stands below, or in the units below, is what they do."""
    members = split_list(text, *unit_head(text))
    return [Duty(a, b, surface(text, a, b), "responsible", 0, len(text), "entry_heading") for a, b in members]


def _does(text: str, start: int, end: int, high: int) -> bool:
    """「水利站：负责…」, 「各村（社区）：负责…」: a short name, behind whose colon a verb of duty stands; a team."""
    name = text[start:end]
    if teams.is_at_work(name, text, high):
        return True
    short = _SHORT_BODY.fullmatch(name) and is_body(name)
    return bool((short or re.fullmatch(each_division(), name)) and _DOES.match(text, high))


def _is_named(text: str, start: int, end: int, agencies: Sequence[AgencyHit], rule: str) -> bool:
    """The stretch is exactly one recognised agency, or a listed body with a body's ending."""
    if any(hit.start == start and hit.end == end for hit in agencies):
        return True
    name = text[start:end]
    if rule == "entry_stop" or len(name) < 4:
        return False  # a heading that happens to end like a body
    return (
        is_body(name)
        and bool(re.search(r"(?:集团|公司|中心|局|委|办|分行|监管分局|供电公司|联社)\Z", name))
        and len(name) <= 16
    )
