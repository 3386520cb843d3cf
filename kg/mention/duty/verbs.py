"""The verbs of duty of one statement in running text, one after the other: whose each of them is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.mention.agency.bodies import is_body, is_nobody, is_territorial
from kg.mention.agency.names import AgencyHit, starting
from kg.mention.duty import fields, subjects, triggers
from kg.mention.duty.duties import Duty
from kg.mention.duty.subject_forms import LINK
from kg.mention.duty.triggers import Trigger
from kg.model import Role

_MEMBERS_BEFORE = re.compile(
    r"(?:[一-龥]{2,8}、){0,6}(?:(?!对|将|就|把|向|按照|根据|指导|核定|组织(?!部)|督促|推动)[一-龥]){0,8}\Z"
)
_GOES_ON = re.compile(r"[、，和与及或（]|以及|等|\Z")
"""How what stands between two partners begins."""
_REPORTED = re.compile(r"[^，。；]{0,70}[一-龥]了(?![解结却断])")
"""What has been done: 会同有关部门启动实施了…, 牵头制定了…"""
_GROUNDS = ("根据", "按照", "依据", "依照", "落实", "执行")
_OF_WORK = re.compile(r"[^，。；]{2,40}(?:下达|制定|编制|印发|出台|确定|提出|批准|公布|发布|核定|规定)的")
"""Before and behind those who made what a sentence rests on."""
_ASKED = ("申请", "请求", "邀请", "提请", "需要")
"""Before a body whose help somebody may ask for."""
_SOMEBODY = re.compile(
    r"有关|相关|其他|其它|各|同级|本级|上级|属地|高校|高等院校|院校|科研|企业|社会|金融机构|医疗机构"
)
"""Partners without a name behind 联合."""
_SEVERAL = re.compile(r"\A各|成员单位\Z|(?:有关|相关|各)(?:[一-龥]{0,8}主管)?(?:部门|单位)\Z")
_AND_OTHERS = ("等", "和其他", "及其他", "和有关", "及有关", "以及其他")
"""What follows the only one of several bodies that has a name."""
_OFFICE = re.compile(r"(?:设|设立|下设)(?:[一-龥]{0,6})?办公室|办公室(?:设在|设于|挂靠)")
"""「指挥部下设办公室，办公室设在某局，负责…」: what follows is the office's."""
_NOBODY_BEFORE = re.compile(
    r"(?:[^。；]{0,60}，)?(?:请|由)?(?:你(?:们|单位|公司|[局区市县旗州厅委办院镇乡])(?:要|应|应当|须|可)?|我(?:们|[局委厅部办院])(?:将|要|拟))(?:尽快|抓紧|切实|及时)?|"
)
"""An item (（一）会同B核定…) and the answer to a body (你局要会同B…) name no subject."""
_TOWARD = re.compile(r"对[^，。；]{2,40}")
"""「承储单位对监督检查应当予以配合」: what stands between subject and verb."""
_ENDS = re.compile(r"[，。；;\n]|\Z")
"""「甲局：负责…，乙局协助。」: nothing follows the verb of another body in an entry."""
_TAKEN_ON = re.compile(r"负责|承担")
_GOES_ON_WITH = re.compile(
    r"(?<=[；;])(?:(?:同时|并|还|按照?[^，。；]{2,20}，|根据[^，。；]{2,20}，)，?)*(?=(?:具体|主要|统一)?(?:负责|牵头|会同|承担|配合|协助))"
)
"""「A负责…；按照…原则，负责…」: what stands before a verb whose subject stands before the semicolon."""

_NEXT_SENTENCE = re.compile(
    r"(?<=。)(?:(?:同时|积极|具体|并)*(?=牵头|配合|协助)|同时，?(?:还)?(?:要|应|须)(?=会同|牵头|配合|协助))"
)
"""「A负责…。配合B…」, 「A要…。同时，要会同B…」: the subject of the sentence before, or the paragraph's, goes on."""


class Statement(NamedTuple):
    """A sentence or part of one, at ``start`` to ``end`` of a text."""

    start: int
    end: int


def given(hit: AgencyHit, role: Role, s: Statement, rule: str) -> Duty:
    """The duty that a statement gives to a body; where the sentence before names it, it begins there."""
    return Duty(hit.start, hit.end, hit.surface, role, min(hit.start, s.start), s.end, rule)


class Walk:
    """Goes through the verbs of a statement from left to right and keeps the subject that later ones share.

    ``here``: the bodies of the statement. ``agencies``: those of the whole clause. ``listed``: stretches of lists and
    labels, whose verbs are read elsewhere. ``heads``: entries of a body, where only others get a duty.
    """

    def __init__(
        self,
        text: str,
        s: Statement,
        here: Sequence[AgencyHit],
        agencies: Sequence[AgencyHit],
        listed: Sequence[tuple[int, int]],
        heads: Sequence[tuple[int, int]],
        entry_style: bool,
    ) -> None:
        self.text, self.s, self.here, self.agencies = text, s, here, agencies
        self.listed, self.heads, self.entry_style = listed, heads, entry_style
        self.subject = subjects.opening(text, s.start, here) or subjects.behind_condition(text, s.start, here)
        self.continued = None if self.subject else _GOES_ON_WITH.match(text, s.start)
        if self.continued:
            begin = max(text.rfind("。", 0, s.start), text.rfind("\n", 0, s.start)) + 1
            self.subject = self._opening(begin)
        self.paragraph = text.rfind("\n", 0, s.start) + 1
        if not (self.subject or self.continued or entry_style) and (begun := _NEXT_SENTENCE.match(text, s.start)):
            self.continued = begun
            before = max(text.rfind("。", 0, s.start - 1) + 1, self.paragraph)
            self.subject = self._opening(before) or self._opening(self.paragraph)
        self.headed = bool(self.subject) and self.subject[0].start == self.paragraph
        self.partners: set[int] = set()  # where the bodies behind 会同 begin: later verbs are not theirs
        self.charged = False  # 由A牵头，B参与，负责…: what follows is the group's work, not theirs
        self.led = False
        self.given, self.last = False, -1

    def _opening(self, start: int) -> list[AgencyHit]:
        return subjects.opening(self.text, start, starting(self.agencies, start, len(self.text)))

    def at(self, trigger: Trigger) -> list[Duty]:
        """The duties that the verb at a place gives."""
        low, high, role = trigger
        if _REPORTED.match(self.text, high):
            return []
        if any(low < hit.end for hit in starting(self.agencies, self.s.start, low + 1)):
            return []
        if self.text.endswith("参加", low, high) and not self.led:
            return []  # in a meeting
        self.led = self.led or role == "lead"
        own, shares = self._own(low)
        if own and self._orders_nothing(role, own[0].start, high):
            return []
        in_entry = (
            self.entry_style
            and not (own or self.subject)
            and subjects.heads_paragraph(self.text, self.s.start, self.agencies)
        )
        if _within(low, self.listed) or _within(low, self.heads) or (in_entry and not self.headed):
            return self._inside(low, high, role, own)
        if own:
            self.subject = own
            self.charged = self.charged or (role == "lead" and self.text.startswith("由", own[0].start - 1))
            self.headed = self.headed or own[0].start == self.paragraph
        elif not (self.subject and (shares or self._carries(low, role))):
            alone = role == "joint" and _NOBODY_BEFORE.fullmatch(self.text, self.s.start, low)
            return self._behind(high) if alone else []
        self.last = high
        another = own and own[0].start > self.paragraph
        if self.entry_style and self.headed and self.given and role != "joint" and not another:
            return []
        self.given = True
        return self._joined(low, high) if role == "joint" else self._each(low, high, role)

    def _orders_nothing(self, role: Role, start: int, high: int) -> bool:
        """「A对B负责」: A answers to B; 可以申请公安机关协助; 根据A会同B下达的计划，C负责."""
        if role == "responsible":
            return self.text.startswith("对", start - 1)
        if role == "joint":
            return self.text.endswith(_GROUNDS, 0, start) and _OF_WORK.match(self.text, high) is not None
        return role == "support" and self.text.endswith(_ASKED, 0, start)

    def _own(self, low: int) -> tuple[list[AgencyHit], bool]:
        """The bodies right before a verb; the second value says that they are partners of the former subject."""
        own = subjects.subject(self.text, low, self.here) or fields.before_verb(self.text, self.s.start, low)
        own = own or subjects.answering(self.text, low, self.here) or subjects.named_as(self.text, low, self.here)
        return ([], True) if own and own[0].start in self.partners else (own, False)

    def _carries(self, low: int, role: Role) -> bool:
        """Whether the former subject is that of a verb without a body of its own before it."""
        if self.continued and low - self.continued.end() <= 2:
            return True
        toward = role == "support" and _TOWARD.fullmatch(self.text, self.subject[-1].end, low)
        if low != self.last and not toward and not subjects.carried(self.text, low, self.here):
            return False
        office = _OFFICE.search(self.text, self.subject[-1].end, low)
        if office and not self.subject[-1].surface.endswith("办公室"):
            return False
        return low == self.last or not (self.charged and role in ("responsible", "implement", "share"))

    def _inside(self, low: int, high: int, role: Role, own: Sequence[AgencyHit]) -> list[Duty]:
        """In an entry, whose head has its duty: partners, and bodies that are charged by name (由A牵头，B配合)."""
        if role == "joint":
            return self._behind(high)
        if not own or not _within(low, self.heads) or _within(low, self.listed):
            return []
        ends = _ENDS.match(self.text, high) is not None
        if role in ("lead", "support"):
            charged = self.text.rfind("由", self.s.start, own[0].start) >= 0 or (own[0].start > self.paragraph and ends)
        else:  # 「检测组。…。此项工作由A负责。」
            charged = ends and self.text.startswith("由", own[0].start - 1)
            role = "responsible" if role == "implement" and not is_territorial(own[0].surface) else role
        return [given(hit, role, self.s, f"running_{role}") for hit in own] if charged else []

    def _each(self, low: int, high: int, role: Role) -> list[Duty]:
        alone = len(self.subject) == 1 and not self.text.startswith(_AND_OTHERS, self.subject[0].end)
        if role == "share" and alone and not _SEVERAL.search(self.subject[0].surface):
            if not _TAKEN_ON.search(self.text, low, high):
                return []
            role = "responsible"
        if role == "implement" and not any(is_territorial(hit.surface) for hit in self.subject):
            role = "responsible"
        return [given(hit, role, self.s, f"running_{role}") for hit in self.subject]

    def _joined(self, low: int, high: int) -> list[Duty]:
        """「A会同B…」: the partners, and A where no later verb gives it its role."""
        partners = self._behind(high)
        self.partners |= {duty.start for duty in partners}
        if not partners and not self.text.startswith("会同", low) and not _SOMEBODY.match(self.text, high):
            return []  # 联合调查: nobody is named that acts with them
        later = self._later(high)
        if later and partners:
            return partners  # the later verb gives the subject its role
        role = later[0].role if later else "responsible"
        return [*(given(hit, role, self.s, "running_joint_subject") for hit in self.subject), *partners]

    def _later(self, high: int) -> list[Trigger]:
        """Verbs behind 会同 that are the subject's own: 会同B负责, 会同B编制，负责解释."""
        found = []
        for trigger in triggers.running(self.text[high : self.s.end]):
            low = high + trigger.start
            own, shares = self._own(low)
            if trigger.role in ("lead", "responsible") and (shares or (not own and self._carries(low, trigger.role))):
                found.append(trigger)
        return found

    def _behind(self, place: int) -> list[Duty]:
        """Bodies behind 会同: the recognised ones in a row, bare fields of work before 部门 (医疗保障、残联部门)."""
        found: list[Duty] = []
        position = place
        for hit in self.here:
            if hit.start < position:
                continue
            gap = self.text[position : hit.start]
            if not (LINK.match(gap) or not gap or _MEMBERS_BEFORE.match(gap)) or len(gap) > 40:
                break
            if found and not _GOES_ON.match(gap):
                break  # 会同授权主体 + 指导运营机构
            for match in re.finditer(r"[一-龥]{2,8}(?=[、和与及])", gap):
                start = position + match.start()
                if is_nobody(match.group()) or not (is_body(match.group()) or fields.is_field(match.group())):
                    continue
                field = AgencyHit(start, start + len(match.group()), match.group(), "field_list")
                found.append(given(field, "joint", self.s, "running_joint"))
            found.append(given(hit, "joint", self.s, "running_joint"))
            position = hit.end
        return found or [
            given(hit, "joint", self.s, "running_joint") for hit in fields.at(self.text, place, self.s.end)
        ]


def _within(place: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(low <= place < high for low, high in stretches)
