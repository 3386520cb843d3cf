"""Duties that a document lists: bracketed tails, labelled lists, entries headed by a body; those of running text are in
:mod:`kg.mention.duty.running`. Every function is pure: text in, :class:`Duty` with character offsets out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.mention.agency.bodies import is_body, is_territorial, surface
from kg.mention.agency.lists import BULLETS, split_list
from kg.mention.brackets import brackets, joined, without_terms
from kg.mention.duty import triggers
from kg.mention.duty.members import STARS, ListMember, bodies_of, closing, told_apart
from kg.model import Role

_NO_DUTY = re.compile(
    r"《|指|即|无[^，。；]{2,12}的|含|不含|包括|详见|见附|以下(?:简|统)?称|(?:列|排)(?:名|在)?(?:第一|首位)|第一(?:责任|承办)?(?:单位|部门)|[^，。；]{0,12}(?:简|统)称"
    r"|[一-龥]{2,16}[〔\[［](?:19|20)\d\d[〕\]］]"  # 某市协办请〔2019〕1号: the number of a document
)
"""What a bracket holds that is no list of who has a duty: （以下简称“水务集团”）, （含开发区）, （《某办法》）."""
FIRST_LEADS = re.compile(
    r"(?:列|排)(?:名|在)?(?:第一位|首位|第一)者?[^。；]{0,12}为牵头"
    r"|(?:第一(?:个|家|位)?|首个|首位)(?:责任|承办)?(?:单位|部门)即?为牵头|排名第一[^。；]{0,10}牵头"
)
"""The rule that of a list the first body leads: 列第一位的为牵头单位，下同."""
_RULE = re.compile(rf"[。；，（(]?(?:除[^，。；]{{2,16}}外，)?(?:{FIRST_LEADS.pattern})[^。；]*(?:下同)?")
_GUIDED = re.compile(r"[^；。]*(?:指导|督导|督促)[，,]")
"""「A、B指导，C组织实施」: to guide is none of the roles."""
_COMMA, _PARTS, _LINE_END = re.compile("[，,]"), re.compile("[；;。]"), re.compile("[。\n]")
_UNNAMED = re.compile(r"(?:部门|单位)(?:和(?:有关|相关)?单位)?[，、和及与]*\Z")
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
        duties = labelled(text, start, end, "labelled_line", first_leads)
        found += [*duties, *_on_next_lines(text, end, duties)]
    return found


_NAMES_BELOW = re.compile(
    r"\n(?P<who>[^\n，。；：:]{4,40})(?=\n(?:[^\n：:]{4,40}\n)*[^\n：:。，]{2,6}(?<!职责)(?<!任务)[：:])"
)
"""「主办单位：甲局 / 乙局 / 承办单位：丙馆」: a line that names bodies, between the lines of two labels."""


def _on_next_lines(text: str, end: int, duties: Sequence[Duty]) -> Iterator[Duty]:
    """The bodies of a label that stand on lines of their own below its first."""
    while duties and (line := _NAMES_BELOW.match(text, end)):
        members = [(low, high) for low, high in split_list(text, *line.span("who")) if is_body(text[low:high])]
        for low, high in members:
            yield replace(duties[-1], start=low, end=high, surface=surface(text, low, high), high=high)
        end = line.end() if members else len(text)


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
    low, high = without_terms(text, start + 1, end - 1)
    before = text[max(0, start - 1) : start] or "（"  # it heads the clause: 第三条（市财政局）
    if after[:1] not in ("", "。", "\n", "；") or before not in "。；\n" or not _bare_list(text, low, high):
        return []
    return _roles(text, split_list(text, low, high), "responsible", (start, end), "bare_list", first_leads)


def _bare_list(text: str, start: int, end: int) -> bool:
    """Nothing but names of bodies: two at least, or one that can be nothing else."""
    members = [text[low:high] for low, high, _ in told_apart(text, split_list(text, start, end))]
    if not members or not all(is_body(member) for member in members):
        return False
    strong = re.compile(r"(?:局|委|厅|部|政府|办公室|[委员]会|中心|小组|分行|[一-龥]{2}司|集团|办)(?:（[^（）]+）)?\Z")
    return any(strong.search(member) for member in members) and len(members[0]) >= 3


def _label_lines(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches 「牵头单位：… 配合单位：…」 outside brackets, up to the end of the sentence or paragraph."""
    done = 0
    for label in triggers.labels(text):
        if label.start < done or any(low <= label.start < high for low, high in covered):
            continue
        begins = not label.start or text[label.start - 1] in "\n。；，、 ）］]】—•·" + BULLETS
        if not begins and not _run_on(text, label.start, label.end):
            continue
        stop = _LINE_END.search(text, label.end)
        done = stop.start() if stop else len(text)
        yield label.start, done


def _run_on(text: str, start: int, end: int) -> bool:
    """Whether a label stands in a row that has lost its line breaks: a person's label stands before, or that of another
    field behind."""
    if _PERSON.search(text, max(0, start - 16), start):
        return True
    stop = _LINE_END.search(text, end, end + _ROW)
    return (
        text[start - 1] not in _SPEAKS_OF
        and _FIELDS.search(text, end, stop.start() if stop else end + _ROW) is not None
    )


_ROW = 200
"""Characters from a label to the next field of its row, at most."""
_SPEAKS_OF = "各由为将是和及与、其该的按报向对"
"""Before 责任单位： in a sentence."""
_PERSON = re.compile(r"(?:责任|分管|包联|牵头|包抓)(?:领导|人)[：:][一-龥]{2,8}\Z")
"""「责任领导：王某某责任部门：」: a person's label before one of bodies, their gap lost."""


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


_FIELDS = re.compile(
    r"(?:(?:(?:责任|负责|联系)人|(?:责任|分管|包联|牵头)领导|(?:完成|办结|整改)?(?:时间|时限|期限)(?:要求)?)"
    r"|(?:主要|工作|具体)(?:任务|目标|措施|内容|要求))[：:]"
)
"""Labels of a row's other fields, which run on where the row has lost its line breaks: 责任单位：甲局主要任务：…"""
_OTHER_LABEL = re.compile(rf"(?:[；;，。]\s*|[ \u3000]+)[^；;，。、\s]{{2,10}}[：:]|{_FIELDS.pattern}")
"""Where a label's bodies end, for another label that gives none: 责任人：, 完成时限：."""


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
        comma, labels = text.rfind("，", place, low), rule.startswith("labelled")
        charged = comma > 0 and (labels or "、" not in text[place:comma])  # 责任单位：A，B、C配合
        if role == "support" and not found and charged:
            found += _given(text, [one for one in members if one[1] <= comma], default, (start, high), rule)
            members = [one for one in members if one[0] > comma]
        names = [text[a:b] for a, b, _ in members]
        scope = "following" if _FOLLOWING.search(text, high, end) or _FOLLOWING.search(text, place, low) else None
        if role == "implement" and not any(is_territorial(name) for name in names):
            role = "responsible"
        duties = _given(text, members, role, (start, high), rule)
        if scope and role == "implement":
            duties = [replace(duty, scope=scope) for duty in duties]
        found += duties
        after = _COMMA.search(text, high, end)
        place = high if trigger.role == "lead" else after.end() if after else end
        while place < end and text[place] in "，, ":
            place += 1
    rest = bodies_of(text, place, end) if place < end else []
    if rest and not found:
        found += _given(text, rest, default, (start, end), rule)
    elif rest and found and all(is_body(text[a:b]) for a, b, _ in rest):
        role = "share" if found[-1].role == "lead" else found[-1].role
        found += _given(text, rest, role, (start, end), rule)
    return found


def _given(text: str, members: Sequence[ListMember], role: Role, whole: tuple[int, int], rule: str) -> list[Duty]:
    """A duty for each member, in the role that the list gives it itself, else in ``role``."""
    return [Duty(a, b, surface(text, a, b), own or role, *whole, rule) for a, b, own in members]


def _roles(
    text: str, places: Sequence[tuple[int, int]], role: Role, whole: tuple[int, int], rule: str, first_leads: bool
) -> list[Duty]:
    members = [(a, b, own) for a, b, own in told_apart(text, places) if is_body(text[a:b])]
    if role == "responsible" and any(text[a - 1] in STARS or text[b : b + 1] in STARS for a, b, _ in members):
        role = "share"
    duties = _given(text, members, role, whole, rule)
    return _by_order(text, duties, first_leads) if role == "responsible" else duties
