"""Duties that a document lists: bracketed tails, labelled lists, entries headed by a body.

Every function is pure: text in, :class:`Duty` with character offsets out. Duties in running text: :mod:`running`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.lexicon import agencies
from kg.mention import triggers
from kg.mention.brackets import brackets, joined
from kg.mention.lists import split_list
from kg.model import Role

_TERRITORIAL = re.compile(
    r"各(?:有关|相关)?(?:县|市|区|省|州|盟|旗|地|乡|镇|街道)|县（市、区）|属地|当地|地方|(?:乡|镇|街道|各级)(?:人民)?(?:政府|办事处)|开发区|新区|管委会"
    r"|(?:县|区|市|旗)(?:人民)?政府\Z|成员单位|各责任单位|各(?:有关|相关)?(?:部门|单位)|市直"
)
_BODY = re.compile(
    r"(?:局|委|办|厅|部|署|院|会|中心|政府|公司|集团|银行|分行|支行|办公室|小组|指挥部|专班|队|所|站|处|大学|学院|学校|中学|小学|医院|单位|部门|机构|机关"
    r"|法院|检察院|海关|组织|企业|协会|联社|报社|日报|电视台|电台|网|开发区|新区|园区|办事处|街道|乡镇|各乡|党委|党组|市|县|区|省|各地|各地区|工会|妇联|残联|团委|工商联|科协|文联|侨联|党校"
    r"|人行|农发行|总站|馆|库|组|社|场|镇|乡|村|运营商|高校|院校|机场|港|电网|铁塔|联通|移动|电信)(?:（[^（）]{1,24}）)?\Z"
)
_NOT_BODY = re.compile(
    r"[。？！“”《》；：\d%]|\A(?:见|详见|以下|不|含|包括|如|即|下称|简称|试行|暂行|一|二|三|四|五|六|七|八|九|十|第|按|由|和|或|是|在|为|以|对|其中|指|原|的|及|并|将|把|从|经|被|该|列|排)"
    r"|(?:类|等级|工作|措施|方案|办法|意见|清单|名单|附件|表|项目|工程|产业|行业|领域|系统|平台|基地|机制|制度|体系|方式|年|月|日|元|人)\Z"
)
_VERB_IN_NAME = re.compile(
    r"优化|调整|统筹|布局|格局|适用|加强|推进|推动|做好|组织|开展|完善|建立|督促|指导|协调|统计|提供|制定|实施|提高|进行|确保"
)
_SELF = re.compile(
    r"\A(?:其他|其它|有关|相关|各有关|各相关)(?:部门|单位|企业)*(?:和单位)?\Z|\A(?:部门|单位|各部门|各单位|各级各部门|你局|我局|本局)\Z"
)
_NO_DUTY = re.compile(
    r"《|指|即|含|不含|包括|详见|见附|以下(?:简|统)?称|(?:列|排)(?:在)?(?:第一|首位)|[^，。；]{0,12}(?:简|统)称"
)
_RULE = re.compile(r"[。；，]?(?:列|排)(?:在)?(?:第一位|首位|第一)[^。；]*为牵头[^。；]*(?:下同)?")
_INTRO = re.compile(r"(?:以下|下列|上述)[^，。；、]{0,6}(?:均需|均由|由|需)|[^，。；、（）]{0,14}由")
_CLOSER = re.compile(
    r"会同(?:有关|相关|各有关|其他)*(?:部门|单位|方面|地方|地区)+"
    r"|(?<=部门)和(?:有关|相关)?单位(?=[及和与、，]|\Z)(?:和|及|与|、)?"
    r"|等(?:[^、，；。（）及]{0,10}(?:部门|单位|企业|机构)(?:[和、](?:有关|相关)?(?:单位|部门|企业))?)?(?=[及和与、，；]|\Z)(?:和|及|与|、)?"
)
_FOLLOWING = re.compile(r"以下(?:均|各条|各项)?[^，。；]{0,40}(?:落实|负责)[，,]?不再(?:逐一)?列出|以下均需[^，。；]*")


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
        found += _labelled(text, start, end, "labelled_line", first_leads)
    return found


def _placed(duty: Duty, places: Sequence[int]) -> Duty:
    start, low = places[duty.start], places[duty.low]
    return replace(duty, start=start, end=places[duty.end - 1] + 1, low=low, high=places[duty.high - 1] + 1)


def _in_bracket(text: str, start: int, end: int, first_leads: bool) -> list[Duty]:
    inner = text[start + 1 : end - 1]
    if len(inner) < 3 or _NO_DUTY.match(inner):
        return []
    if triggers.labels(inner):
        return _labelled(text, start + 1, end - 1, "labelled_tail", first_leads)
    if triggers.closing(inner):
        return _by_order(by_triggers(text, start + 1, end - 1, "tail"), first_leads)
    after = text[end : end + 2].lstrip("”")
    if after[:1] not in ("", "。", "\n", "；") or not _bare_list(text, start + 1, end - 1):
        return []
    return _roles(text, split_list(text, start + 1, end - 1), "responsible", (start, end), "bare_list", first_leads)


def _bare_list(text: str, start: int, end: int) -> bool:
    """Nothing but names of bodies: two at least, or one that can be nothing else."""
    members = [text[low:high] for low, high in split_list(text, start, end)]
    if not members or not all(is_body(member) for member in members):
        return False
    before = text[max(0, start - 2) : start - 1]
    strong = re.compile(r"(?:局|委|厅|部|政府|办公室|管委会|委员会|中心|小组|分行|公司|集团|办)(?:（[^（）]+）)?\Z")
    return before in "。；\n" and bool(strong.search(members[0])) and len(members[0]) >= 3


def _label_lines(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches 「牵头单位：… 配合单位：…」 outside brackets, up to the end of the sentence or paragraph."""
    done = 0
    for label in triggers.labels(text):
        if label.start < done or any(low <= label.start < high for low, high in covered):
            continue
        if label.start and text[label.start - 1] not in "\n。；，、 ）］":
            continue
        stop = re.compile(r"[。\n]").search(text, label.end)
        done = stop.start() if stop else len(text)
        yield label.start, done


def _labelled(text: str, start: int, end: int, rule: str, first_leads: bool) -> list[Duty]:
    """「牵头单位：A；配合单位：B、C」 and 「责任单位：A牵头，B、C按职责落实」."""
    inner = text[start:end]
    found: list[Duty] = []
    marks = triggers.labels(inner)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        low, high = start + mark.end, start + (following.start if following else len(inner))
        other = _OTHER_LABEL.search(text, low, high)
        high = other.start() if other else high
        if triggers.closing(text[low:high]):
            found += _by_order(by_triggers(text, low, high, rule, default=mark.role), first_leads)
        else:
            found += _roles(text, split_list(text, low, high), mark.role, (start + mark.start, high), rule, first_leads)
    return found


_OTHER_LABEL = re.compile(r"[；;，。]\s*[^；;，。、]{2,10}[：:]")


def _by_order(found: list[Duty], first_leads: bool) -> list[Duty]:
    """Where the document says that a list's first body leads (列第一位的为牵头单位), a list without 牵头 has it so."""
    if not first_leads or not found or any(duty.role == "lead" for duty in found):
        return found
    first = min(found, key=lambda duty: duty.start)
    shared = [duty if duty.role not in ("responsible", "share") else replace(duty, role="share") for duty in found]
    return [replace(duty, role="lead") if duty.start == first.start else duty for duty in shared]


def by_triggers(text: str, start: int, end: int, rule: str, default: Role = "responsible") -> list[Duty]:
    """Lists, each closed by its verb. A list without a verb between 牵头 and the next verb shares the next role."""
    found: list[Duty] = []
    stated = _RULE.search(text, start, end)
    if stated:  # 「A、B，列第一位的为牵头单位，下同；C负责落实」
        before = by_triggers(text, start, stated.start(), rule, default)
        after = by_triggers(text, stated.end() + 1, end, rule, default) if stated.end() + 2 < end else []
        return [*(replace(duty, high=max(duty.high, stated.end())) for duty in before), *after]
    segments = re.split(r"[；;。]", text[start:end])
    place = start
    for segment in segments:
        found += _segment(text, place, place + len(segment), rule, default)
        place += len(segment) + 1
    return found


def _segment(text: str, start: int, end: int, rule: str, default: Role) -> list[Duty]:
    found: list[Duty] = []
    place = start
    for trigger in triggers.closing(text[start:end]):
        low, high = start + trigger.start, start + trigger.end
        if low < place:
            continue
        members = bodies_of(text, place, low)
        if not members:
            continue
        role: Role = trigger.role
        names = [text[a:b] for a, b in members]
        scope = "following" if _FOLLOWING.search(text, high, end) or _FOLLOWING.search(text, place, low) else None
        if role == "implement" and not any(_TERRITORIAL.search(name) for name in names):
            role = "responsible"
        duties = [Duty(a, b, surface(text, a, b), role, start, high, rule) for a, b in members]
        if scope and role == "implement":
            duties = [replace(duty, scope=scope) for duty in duties]
        found += duties
        comma = re.compile(r"[，,]").search(text, high, end)
        place = high if trigger.role == "lead" else comma.end() if comma else end
        while place < end and text[place] in "，, ":
            place += 1
    rest = bodies_of(text, place, end) if place < end else []
    if rest and not found:
        found += [Duty(a, b, surface(text, a, b), default, start, end, rule) for a, b in rest]
    elif rest and found and all(is_body(text[a:b]) for a, b in rest):
        role = "share" if found[-1].role == "lead" else found[-1].role
        found += [Duty(a, b, surface(text, a, b), role, start, end, rule) for a, b in rest]
    return found


def bodies_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bodies of a list; a member that is no body ends the attempt where it stands alone."""
    intro = _INTRO.match(text, start, end)
    start = intro.end() if intro else start
    found: list[tuple[int, int]] = []
    for closer in (*_CLOSER.finditer(text, start, end), None):
        found += split_list(text, start, closer.start() if closer else end)
        start = closer.end() if closer else end
    return [(a, b) for a, b in found if not _SELF.match(text[a:b]) and is_body(text[a:b])]


@cache
def _known() -> frozenset[str]:
    """Names that need no ending of a body's: 省计生协, 市科协."""
    return frozenset(form for form, _, _ in agencies.agency_names() if len(form) >= 3)


def is_body(name: str) -> bool:
    """Whether a member of a list can be the name of a body."""
    name = name.replace("\n", "")
    if not 2 <= len(name) <= 40 or _NOT_BODY.search(name) or _SELF.match(name):
        return False
    bare = re.sub(r"（[^（）]*）", "", name)
    if bare in _known():
        return True
    return bool(_BODY.search(name)) and (len(bare) <= 8 or not _VERB_IN_NAME.search(bare) or "组织部" in bare)


def surface(text: str, start: int, end: int) -> str:
    """The words ``start`` to ``end`` as one name, line breaks left out."""
    return text[start:end].replace("\n", "")


def _roles(
    text: str, places: Sequence[tuple[int, int]], role: Role, whole: tuple[int, int], rule: str, first_leads: bool
) -> list[Duty]:
    members = [(a, b) for a, b in places if is_body(text[a:b])]
    duties = [Duty(a, b, surface(text, a, b), role, whole[0], whole[1], rule) for a, b in members]
    if first_leads and role == "responsible":
        return [replace(duty, role="share" if index else "lead") for index, duty in enumerate(duties)]
    return duties
