"""Duties that a document lists: bracketed tails, labelled lists, entries headed by a body; those of running text are in
:mod:`kg.mention.duty.running`. Every function is pure: text in, :class:`Duty` with character offsets out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.mention.agency import places
from kg.mention.agency.bodies import is_body, is_territorial, surface
from kg.mention.agency.lists import split_list
from kg.mention.brackets import brackets, joined
from kg.mention.duty import triggers
from kg.mention.duty.triggers import Trigger
from kg.model import Role

_NO_DUTY = re.compile(
    r"《|指|即|无[^，。；]{2,12}的|含|不含|包括|详见|见附|以下(?:简|统)?称|(?:列|排)(?:名|在)?(?:第一|首位)|[^，。；]{0,12}(?:简|统)称"
)
_RULE = re.compile(r"[。；，]?(?:列|排)(?:名|在)?(?:第一位|首位|第一)[^。；]*为牵头[^。；]*(?:下同)?")
_INTRO = re.compile(r"(?:以下|下列|上述)[^，。；、]{0,6}均?[需由]|(?:以上)?第[\d、至]+项由|[^，。；、（）]{0,14}由")
_CLOSER = re.compile(
    r"会同(?:有关|相关|各有关|其他)*(?:部门|单位|方面|地方|地区)+"
    r"|(?<=部门)和(?:有关|相关)?单位(?=[及和与、，]|\Z)(?:和|及|与|、)?"
    r"|等(?:[^、，；。（）及]{0,10}(?:部门|单位|企业|机构)(?:[和、](?:有关|相关)?(?:单位|部门|企业))?)?(?=[及和与、，；]|\Z)(?:和|及|与|、)?"
)
_TOGETHER = re.compile(
    r"[，,]?(?:并)?(?:(?<=[局委办厅部署院会府司行室组社处心团关）])会同|会同(?!县)|联合(?!会|社|体|国|工会|党))(?=[一-龥])"
)
_MARK = re.compile(
    r"（(?P<verb>总?牵头|主办|负责|配合|协办|协助|参与|参加)(?:单位|部门)?）\Z|（(?:总?牵头|主办|负责|配合|协办|协助|参与|参加)(?:单位|部门)?）(?=[、，；])"
)
_STARS = frozenset("★☆▲△●◆※*＊")  # 标★的为牵头单位
_OF_PLACE = re.compile(r"[一-龥]{2,}[市县区州盟](?:人民)?政府\Z")  # 哈尔滨、黑河、绥芬河市政府: of each of them
_GUIDED = re.compile(r"[^；。]*(?:指导|督导|督促)[，,]")
"""「A、B指导，C组织实施」: to guide is none of the roles."""
_COMMA, _PARTS, _LINE_END = re.compile("[，,]"), re.compile("[；;。]"), re.compile("[。\n]")
_UNNAMED = re.compile(r"(?:部门|单位)(?:和(?:有关|相关)?单位)?[，、和及与]*\Z")
_FOLLOWING = re.compile(r"以下(?:均|各条|各项)?[^，。；]{0,40}(?:落实|负责)[，,]?不再(?:逐一)?列出|以下均需[^，。；]*")


Member = tuple[int, int, Role | None]
"""Where a body of a list stands, and its role where the list itself says it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A body with a role: the name at ``start`` to ``end``, the statement's words at ``low`` to ``high``."""

    start: int
    end: int
    surface: str
    role: Role
    low: int
    high: int
    rule: str
    scope: str | None = None


def listed(text: str, first_leads: bool = False) -> list[Duty]:
    """Duties in brackets and behind labels. ``first_leads``: the document says that a list's first body leads."""
    flat, places = joined(text)
    if flat != text:
        return [_placed(duty, places) for duty in listed(flat, first_leads)]
    found: list[Duty] = []
    covered: list[tuple[int, int]] = []
    for start, end in brackets(text):
        duties = _in_bracket(text, start, end, first_leads)
        if duties:
            found += duties
            covered.append((start, end))
    for start, end in _label_lines(text, covered):
        found += labelled(text, start, end, "labelled_line", first_leads)
    return found


def _placed(duty: Duty, places: Sequence[int]) -> Duty:
    start, low = places[duty.start], places[duty.low]
    return replace(duty, start=start, end=places[duty.end - 1] + 1, low=low, high=places[duty.high - 1] + 1)


def _in_bracket(text: str, start: int, end: int, first_leads: bool) -> list[Duty]:
    inner = text[start + 1 : end - 1]
    if len(inner) < 3 or _NO_DUTY.match(inner) or triggers.is_label(text[start:end]):
        return []
    if triggers.labels(inner):
        return labelled(text, start + 1, end - 1, "labelled_tail", first_leads)
    if closing(inner):
        return _by_order(text, by_triggers(text, start + 1, end - 1, "tail"), first_leads)
    after = text[end : end + 2].lstrip("”")
    if after[:1] not in ("", "。", "\n", "；") or not _bare_list(text, start + 1, end - 1):
        return []
    return _roles(text, split_list(text, start + 1, end - 1), "responsible", (start, end), "bare_list", first_leads)


def _bare_list(text: str, start: int, end: int) -> bool:
    """Nothing but names of bodies: two at least, or one that can be nothing else."""
    members = [text[low:high] for low, high, _ in told_apart(text, split_list(text, start, end))]
    if not members or not all(is_body(member) for member in members):
        return False
    before = text[max(0, start - 2) : start - 1] or "（"  # it heads the clause: 第三条（市财政局）
    strong = re.compile(r"(?:局|委|厅|部|政府|办公室|[委员]会|中心|小组|分行|[一-龥]{2}司|集团|办)(?:（[^（）]+）)?\Z")
    return before in "。；\n" and any(strong.search(member) for member in members) and len(members[0]) >= 3


def _label_lines(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches 「牵头单位：… 配合单位：…」 outside brackets, up to the end of the sentence or paragraph."""
    done = 0
    for label in triggers.labels(text):
        if label.start < done or any(low <= label.start < high for low, high in covered):
            continue
        if label.start and text[label.start - 1] not in "\n。；，、 ）］]】—":
            continue
        stop = _LINE_END.search(text, label.end)
        done = stop.start() if stop else len(text)
        yield label.start, done


def labelled(text: str, start: int, end: int, rule: str, first_leads: bool = False) -> list[Duty]:
    """「牵头单位：A；配合单位：B、C」 and 「责任单位：A牵头，B、C按职责落实」."""
    inner = text[start:end]
    found: list[Duty] = []
    marks = triggers.labels(inner)
    first_leads = first_leads and not any(mark.role == "lead" for mark in marks)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        low, high = start + mark.end, start + (following.start if following else len(inner))
        other = _OTHER_LABEL.search(text, low, high)
        high = other.start() if other else high - (high > low and text[high - 1] == "。")  # 牵头部门：A。配合部门：B
        if closing(text[low:high]):
            found += _by_order(text, by_triggers(text, low, high, rule, default=mark.role), first_leads)
        else:
            found += _roles(text, split_list(text, low, high), mark.role, (start + mark.start, high), rule, first_leads)
    return found


_OTHER_LABEL = re.compile(r"[；;，。]\s*[^；;，。、]{2,10}[：:]")


def _by_order(text: str, found: list[Duty], first_leads: bool) -> list[Duty]:
    """Where the document says that a list's first body leads (列第一位的为牵头单位), a list without 牵头 has it so."""
    if not first_leads or not found or any(duty.role == "lead" for duty in found):
        return found
    first = min(found, key=lambda duty: duty.start)
    shared = [duty if duty.role not in ("responsible", "share") else replace(duty, role="share") for duty in found]
    unnamed = _UNNAMED.search(text, first.low, first.start)  # 各有关部门，各省级人民政府负责: nobody by name leads
    return [replace(duty, role="lead") if duty.start == first.start and not unnamed else duty for duty in shared]


def by_triggers(text: str, start: int, end: int, rule: str, default: Role = "responsible") -> list[Duty]:
    """Lists, each closed by its verb. A list without a verb between 牵头 and the next verb shares the next role."""
    found: list[Duty] = []
    stated = _RULE.search(text, start, end)
    if stated:  # 「A、B，列第一位的为牵头单位，下同；C负责落实」
        before = by_triggers(text, start, stated.start(), rule, default)
        after = by_triggers(text, stated.end() + 1, end, rule, default) if stated.end() + 2 < end else []
        return [*(replace(duty, high=max(duty.high, stated.end())) for duty in before), *after]
    segments = _PARTS.split(text[start:end])
    place = start
    for segment in segments:
        led: Role = "share" if found and found[-1].role == "lead" else default
        found += _segment(text, place, place + len(segment), rule, led)
        place += len(segment) + 1
    return found


def _segment(text: str, start: int, end: int, rule: str, default: Role) -> list[Duty]:
    found: list[Duty] = []
    place = start
    for trigger in closing(text[start:end]):
        low, high = start + trigger.start, start + trigger.end
        if low < place:
            continue
        guided = _GUIDED.match(text, place, low)
        place = guided.end() if guided else place
        members = bodies_of(text, place, low)
        if not members:
            continue
        role: Role = trigger.role
        comma = text.rfind("，", place, low)
        if role == "support" and not found and comma > 0 and "、" not in text[place:comma]:  # 责任单位：A，B、C配合
            found += [
                Duty(a, b, surface(text, a, b), own or default, start, high, rule)
                for a, b, own in members
                if b <= comma
            ]
            members = [one for one in members if one[0] > comma]
        names = [text[a:b] for a, b, _ in members]
        scope = "following" if _FOLLOWING.search(text, high, end) or _FOLLOWING.search(text, place, low) else None
        if role == "implement" and not any(is_territorial(name) for name in names):
            role = "responsible"
        duties = [Duty(a, b, surface(text, a, b), own or role, start, high, rule) for a, b, own in members]
        if scope and role == "implement":
            duties = [replace(duty, scope=scope) for duty in duties]
        found += duties
        after = _COMMA.search(text, high, end)
        place = high if trigger.role == "lead" else after.end() if after else end
        while place < end and text[place] in "，, ":
            place += 1
    rest = bodies_of(text, place, end) if place < end else []
    if rest and not found:
        found += [Duty(a, b, surface(text, a, b), own or default, start, end, rule) for a, b, own in rest]
    elif rest and found and all(is_body(text[a:b]) for a, b, _ in rest):
        role = "share" if found[-1].role == "lead" else found[-1].role
        found += [Duty(a, b, surface(text, a, b), own or role, start, end, rule) for a, b, own in rest]
    return found


def closing(text: str) -> list[Trigger]:
    """The verbs that close a list of bodies; a role printed behind a single member (市司法局（牵头）) closes none."""
    marks = [match.span() for match in _MARK.finditer(text)]
    return [t for t in triggers.closing(text) if not any(low < t.start < high for low, high in marks)]


def bodies_of(text: str, start: int, end: int) -> list[Member]:
    """The bodies of a list; a member that is no body ends the attempt where it stands alone."""
    intro = _INTRO.match(text, start, end)
    start = intro.end() if intro else start
    found: list[tuple[int, int]] = []
    for closer in (*_CLOSER.finditer(text, start, end), None):
        found += split_list(text, start, closer.start() if closer else end)
        start = closer.end() if closer else end
    members = told_apart(text, found)
    shared = any(_OF_PLACE.search(text, low, high) for low, high, _ in members)
    return [one for one in members if is_body(name := text[one[0] : one[1]]) or (shared and places.is_region(name))]


def told_apart(text: str, places: Sequence[tuple[int, int]]) -> list[Member]:
    """The members of a list with the role that the list itself gives: 「A会同B、C」, 「A（牵头）、B」."""
    found: list[Member] = []
    role: Role | None = None
    for low, high in places:
        together = _TOGETHER.search(text, low, high)
        if together:
            found += [(low, together.start(), None)] if low < together.start() else []
            low, role = together.end(), "joint"
        star, mark = text[low] in _STARS, _MARK.search(text, low, high)
        own = triggers.closing(mark["verb"]) if mark else []
        found.append((low, mark.start(), own[0].role) if mark and own else (low + star, high, "lead" if star else role))
    return found


def _roles(
    text: str, places: Sequence[tuple[int, int]], role: Role, whole: tuple[int, int], rule: str, first_leads: bool
) -> list[Duty]:
    members = [(a, b, own) for a, b, own in told_apart(text, places) if is_body(text[a:b])]
    if role == "responsible" and any(text[a - 1] in _STARS for a, _, _ in members):
        role = "share"
    duties = [Duty(a, b, surface(text, a, b), own or role, whole[0], whole[1], rule) for a, b, own in members]
    return _by_order(text, duties, first_leads) if role == "responsible" else duties
