"""Duties in running text: a body, a verb of duty, and what may stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lexicon.sieve import sieve
from kg.mention.agency.names import AgencyHit, starting
from kg.mention.duty import subjects, triggers
from kg.mention.duty.duties import Duty
from kg.mention.duty.triggers import Trigger
from kg.mention.duty.verbs import Statement, Walk, given

_INTERPRET = sieve(
    r"负责(?:具体)?(?:应用)?(?:的)?(?:解读|解释)|承担(?:具体)?解释|(?:解释|解读)工作由|(?:会同[^，。；]{2,24})?进行(?:解读|解释)(?=[。；\n]|\Z)"
)
_HELPED = sieve(r"在(?P<who>[^，。；]{2,30})的(?:协助|配合|支持)下")
_SUBJECT_OF = sieve(r"(?:是|为|作为)[^。；，]{0,60}?(?:责任主体|(?:实施|落实)主体|责任单位|主管部门)(?!的)")
_FULFIL = re.compile(
    r"\A(?:等)?(?:要|应当|应|必须)[^，。；]{0,24}?(?:(?:(?:，[^，。；]{0,24}?){1,2}(?:认真|细化|全面|切实)(?:贯彻)?落实(?=[^，。；]{0,30}任务))|(?:贯彻落实|抓好落实|贯彻执行|组织落实|狠抓落实|认真落实)(?=[^。；]{0,40}(?:任务|要求|措施|方案|意见|工作|规定|本))|落实(?:好)?各项)"
)
"""Behind a body: 「要抓好落实各项任务」, 「应当认真落实各项措施」, which is ``implement``."""
_URGED = re.compile(r"(?:督促|指导督促|协调督促)[^，。；]{0,2}\Z")
_STOP = re.compile(r"[。；;\n]")
_PLAIN = re.compile(r"\A(?:各级各部门|各部门|各单位|有关部门|企业|部门|单位)\Z")
_PLAIN_LIST = re.compile(r"\A(?:[、和及](?:各部门|各单位|各级各部门|有关部门|各有关部门|各有关单位))+")
_LED_BY = sieve(r"在[^，。；]{2,40}领导下")
"""「各成员单位在本级政府的领导下，负责…」: who leads has not the duty."""
_PROVISION = re.compile(r"“[^“”\n]*[。；][^“”\n]*”")
"""第九条修改为：“…；…。”: sentences that are quoted charge nobody."""
_DEFINED = re.compile(r"（(?:(?:以下|下文|下)(?:简|统)?称|设在)[^（）]{2,24}）")


def running(
    text: str,
    agencies: Sequence[AgencyHit],
    listed: Sequence[tuple[int, int]],
    heads: Sequence[tuple[int, int]] = (),
    entry_style: bool = False,
) -> list[Duty]:
    """Duties outside the stretches ``listed`` by lists and labels; inside ``heads`` (entries), others' own.

    ``entry_style``: the clause is a list of duties, body by body; a paragraph that begins with its body gives it one
    ``responsible``, whatever it says of 配合 (partners behind 会同 are named all the same).
    """
    found: list[Duty] = []
    if not agencies and not triggers.may_run(text):
        return found
    if "“" in text:
        text = _PROVISION.sub(lambda match: "■" * len(match.group()), text)
    for statement in _statements(text):
        found += _in_statement(text, statement, agencies, listed, heads, entry_style)
    return found


def _statements(text: str) -> Iterator[Statement]:
    start = 0
    for match in _STOP.finditer(text):
        if match.start() > start:
            yield Statement(start, match.start())
        start = match.end()
    if start < len(text):
        yield Statement(start, len(text))


def _in_statement(
    text: str,
    s: Statement,
    agencies: Sequence[AgencyHit],
    listed: Sequence[tuple[int, int]],
    heads: Sequence[tuple[int, int]],
    entry_style: bool,
) -> list[Duty]:
    begun = starting(agencies, s.start, s.end)
    here = [hit for hit in begun if hit.end <= s.end and not _PLAIN.match(hit.surface)]
    verbs = triggers.running(text[s.start : s.end])
    if not here and not verbs:
        return []
    defined = [match.span() for match in _DEFINED.finditer(text, s.start, s.end)]
    defined = [(low, high) for low, high in defined if any(hit.end == low for hit in here)]
    here = [hit for hit in here if not any(low < hit.start < high for low, high in defined)]
    led = _LED_BY.search(text, s.start, s.end) if here else None
    here = [hit for hit in here if not led or not led.start() < hit.start < led.end()]
    match = _INTERPRET.search(text, s.start, s.end) if here else None
    found = _interpreters(text, match, s, here) if match else []
    found += _helpers(text, s, here) + _subjects_of(text, s, here) + _urged(text, s, here)
    walk = Walk(text, s, here, agencies, listed, heads, entry_style)
    for trigger in verbs:
        low, high = s.start + trigger.start, s.start + trigger.end
        if not match or high <= match.start() or (match.end() <= low and not match.group().endswith("由")):
            explained = match and high <= match.start() and "，" not in text[high : match.start()]  # 由A会同B负责解释
            named = {duty.surface for duty in found if explained or duty.role != "interpret"}
            duties = walk.at(Trigger(low, high, trigger.role))
            found += [d for d in duties if not (d.rule == "running_joint_subject" and d.surface in named)]
    return found + _fulfilments(text, s, here, found)


_OWN_MAKER = re.compile(r"本[一-龥]{2,6}由[^，。；]{2,40}(?:制定|编制|起草)，")
_CONSULTING = tuple(f"{end}商" for end in "局委办厅部院会联")


def _interpreters(text: str, match: re.Match[str], s: Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    subject = subjects.subject(text, match.start(), here)
    if subject and text.endswith("会同", 0, subject[0].start):  # 由A会同B负责解释
        subject = subjects.subject(text, subject[0].start - len("会同"), here)
    elif subject and text.endswith(_CONSULTING, 0, subject[0].start):  # 由A商B负责解释
        subject = subjects.subject(text, subject[0].start - len("商"), here)
    if not subject and match.group().endswith("由"):
        subject = [hit for hit in here if hit.start >= match.end()][:1]
    if not subject:  # 本方案由A牵头制定并负责解释
        charged = [hit for hit in here if hit.end <= match.start() and text.startswith("由", hit.start - 1)]
        whole = _OWN_MAKER.match(text, s.start)  # 「本预案由A制定，报…批准后实施，并负责解释」
        subject = [hit for hit in charged[-1:] if whole or "，" not in text[hit.end : match.start()]]
    if "进行" in match.group():  # 由A会同B进行解释; else a body explains something to somebody
        subject = [hit for hit in subject if text.startswith("由", hit.start - 1)]
    return [given(hit, "interpret", s, "interpret") for hit in subject]


def _helpers(text: str, s: Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    match = _HELPED.search(text, s.start, s.end) if here else None
    if not match:
        return []
    return [
        given(hit, "support", s, "helped_by")
        for hit in here
        if match.start("who") <= hit.start and hit.end <= match.end("who")
    ]


def _urged(text: str, s: Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    """「督促各县（市、区）政府落实…」: the one urged implements."""
    return [
        given(hit, "implement", s, "urged")
        for hit in here
        if text.startswith("落实", hit.end) and _URGED.search(text[max(s.start, hit.start - 8) : hit.start])
    ]


def _subjects_of(text: str, s: Statement, here: Sequence[AgencyHit]) -> list[Duty]:
    """「各县（市、区）政府是…责任主体」."""
    return [
        given(hit, "responsible", s, "is_responsible_body")
        for match in (_SUBJECT_OF.finditer(text, s.start) if here else ())
        if match.end() <= s.end
        for hit in subjects.subject(text, match.start(), here)
    ]


def _fulfilments(text: str, s: Statement, here: Sequence[AgencyHit], found: Sequence[Duty]) -> list[Duty]:
    """「各地区…要认真贯彻落实…各项任务」: territorial bodies implement."""
    if found:
        return []
    group = subjects.opening(text, s.start, here)
    if group and group[0].surface.startswith("各") and _FULFIL.match(_PLAIN_LIST.sub("", text[group[-1].end : s.end])):
        return [given(hit, "implement", s, "fulfil") for hit in group]
    return []
