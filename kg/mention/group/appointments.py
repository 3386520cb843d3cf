"""Appointments and removals: who is put in which post, and project heads that a reply names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.lexicon.load import tree
from kg.mention.agency.agencies import find
from kg.mention.flow import running_texts
from kg.mention.group.appointment_forms import HAN, patterns
from kg.model import Appointment, Document
from kg.text import offsets

Action = Literal["appoint", "remove"]
_TRIAL = re.compile(r"[（(]试用期[^（）()]*[）)]")
_PLACE = "市县区省州旗镇乡国"
_MODE = re.compile(r"(?P<appoint>任命|聘任)|(?P<remove>免去|免除|解聘)")
_ACTS = re.compile(r"任命|聘任|免去|免除|解聘|不再[担兼]任|任免|变更为|辞去|同志(?:挂职)?[任兼]")
_TITLED = re.compile(r"任免|任职|任命|免职|聘任|职务的")
_LEAD = re.compile(
    r"\s*(?:[^，,；。：\n]{0,30}(?:决定|研究|同意|通过|批准|提名)[，,]\s*){0,3}(?:决定|同意|经[^，]*，)?"
    r"(?:任命|聘任|免去|免除|解聘)?[：:]?\s*"
)
"""「市政府研究决定，任命…」: what stands before the person."""


@dataclass(frozen=True, slots=True)
class AppointmentHit:
    """``person`` is appointed to or removed from ``post``; the words are ``text[start:end]``."""

    start: int
    end: int
    person: str
    action: Action
    post: str
    rule: str


def find_appointments(text: str, labelled: bool = False, titled: bool = False) -> list[AppointmentHit]:
    """Every appointment and removal in ``text``, in order; one per person and post.

    ``labelled``: also read 项目法人代表：X (only a reply that decides on a project appoints with these words).
    ``titled``: the document is about appointments (关于…任职的通知), so that X任… is one.
    """
    hits: list[AppointmentHit] = []
    if titled or _ACTS.search(text):
        hits += _listed(text)
        hits += _changed(text)
        hits += _resigned(text)
    if labelled:
        hits += _labelled(text)
    return sorted(hits, key=lambda hit: hit.start)


def _listed(text: str) -> Iterator[AppointmentHit]:
    """Entries behind 任命 and 免去: the verb holds until the other one stands."""
    modes = [
        (match.start(), match.lastgroup) for match in _MODE.finditer(text) if not text.startswith("其", match.end())
    ]
    last: tuple[str, ...] = ()
    for low, high in _entries(text):
        mode = next((name for at, name in reversed(modes) if at < high), None)
        entry = text[low:high]
        lead = _LEAD.match(entry)
        offset = lead.end() if lead else 0
        found = _entry(entry[offset:], mode, last)
        if found:
            names, action, post, start, end, rule = found
            last = names or last
            for person in names or last:
                for one in _posts(post):
                    yield AppointmentHit(low + offset + start, low + offset + end, person, action, one, rule)
            for also in patterns()["also"].finditer(text, low + offset + end, high) if action == "appoint" else ():
                for person in names:
                    yield AppointmentHit(also.start(), also.end(), person, action, _post(also["post"]), rule)


def _entries(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between ；, 。, line ends and the colon behind the verb; 免去其… is a stretch of its own."""
    for match in re.finditer(r"[^；;。\n：:]+", text):
        cut = re.search(r"[，,](?=(?:并|同时)?(?:免去|免除|不再担任)其?)", match.group())
        if cut:
            yield match.start(), match.start() + cut.start()
            yield match.start() + cut.end(), match.end()
        else:
            yield match.start(), match.end()


def _entry(
    entry: str, mode: str | None, last: Sequence[str]
) -> tuple[tuple[str, ...], Action, str, int, int, str] | None:
    forms = patterns()
    if match := forms["no-longer"].match(entry):
        return (
            _names(match["names"]),
            "remove",
            _post(match["post"]),
            match.start(),
            match.end(),
            "appointment/no-longer",
        )
    if match := forms["his"].search("免去" + entry if entry.startswith("其") else entry):
        shift = 2 if entry.startswith("其") else 0
        return tuple(last), "remove", _post(match["post"]), 0, match.end() - shift, "appointment/his"
    match = forms["for"].match(entry)
    if match and (mode == "appoint" or _in_organ(match)):
        return _names(match["names"]), "appoint", _post(match["post"]), match.start(), match.end(), "appointment/for"
    if mode == "remove" and (split := _removed(entry)):
        name, post, end = split
        return (name,), "remove", post, 0, end, "appointment/of"
    return None


def _in_organ(match: re.Match[str]) -> bool:
    """「张三任市财政局局长」, no 任组长 and no 为主任: a post in a body, taken up with 任."""
    return match.string[match.start("post") - 1] == "任" and any(hit.start == 0 for hit in find(match["post"]))


def _removed(entry: str) -> tuple[str, str, int] | None:
    """``刘红平市残疾人联合会理事长职务``: name and post without a mark between them."""
    match = patterns()["of"].match(entry)
    if not match:
        return None
    if match["of"]:
        return _names(match["names"])[0], _post(match["post"]), match.end()
    length = _name_length(entry)
    post = _post(entry[length : match.end("post")])
    return entry[:length], post, match.end()


def _name_length(entry: str) -> int:
    """How many characters of ``entry`` are the person's name: the post begins with a place or is set off by a space."""
    gap = re.match(rf"[{HAN}]{{2,4}}(?=[ \u3000])", entry)
    if gap:
        return gap.end()
    compound = re.match("|".join(tree("surnames")["double"]), entry)
    longest = 4 if compound else 3
    for length in (longest, longest - 1):
        if re.match("[州旗镇乡县][市县区旗]", entry[length:]):
            continue  # 冯刚 + 江州市…, no 冯刚江 + 州市…
        if entry[length : length + 1] in _PLACE or re.match(rf"[{HAN}]{{1,3}}[{_PLACE}]", entry[length : length + 4]):
            if length == longest and entry[length - 1 : length] in _PLACE and entry[length] not in _PLACE:
                continue
            return length
    return longest


def _names(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\s|[（(][^（）()]*[）)]", "", name) for name in re.split(r"、(?![^（(]*[）)])", text))


_PARTY_POST = re.compile(r"(?:党委|党组|党总支|党支部)[一-龥]{0,6}\Z")


def _posts(text: str) -> list[str]:
    """「县应急管理局党委委员、副局长」 -> both posts, the later ones with the body of the first."""
    parts = re.split(r"、(?![^（(]*[）)])", text)
    if not all(re.search(f"(?:{'|'.join(tree('post_forms')['ends'])})(?:（[^（）]*）)?$", part) for part in parts):
        return [text]
    body = next((hit.surface for hit in find(_PARTY_POST.sub("", parts[0])) if hit.start == 0), "")
    return [parts[0], *(part if find(part) else body + part for part in parts[1:])]


def _post(text: str) -> str:
    """The post as printed, without white space, 试用期 and a last 职务."""
    return re.sub(r"(?:的)?职务$", "", _TRIAL.sub("", re.sub(r"\s+", "", text))).lstrip("的，、")


def _changed(text: str) -> Iterator[AppointmentHit]:
    for match in patterns()["changed"].finditer(text):
        post = _post(re.sub(r"^(?:同意|决定|将|原)", "", match["post"]))
        start = match.end("post") - len(match["post"])
        yield AppointmentHit(
            start, match.end("names"), _names(match["names"])[0], "appoint", post, "appointment/changed"
        )


def _resigned(text: str) -> Iterator[AppointmentHit]:
    for match in patterns()["resigned"].finditer(text):
        for person in _names(match["names"]):
            yield AppointmentHit(
                match.start("names"), match.end(), person, "remove", _post(match["post"]), "appointment/resigned"
            )


def _labelled(text: str) -> Iterator[AppointmentHit]:
    for match in patterns()["label"].finditer(text):
        person = _names(match["names"])[0]
        yield AppointmentHit(
            match.start("post"), match.end("names"), person, "appoint", match["post"], "appointment/label"
        )


def appointments(document: Document) -> list[Appointment]:
    """The appointments and removals of a document, in reading order, each once."""
    title = document.title or ""
    labelled = document.kind in {"批复", "复函", "函"} or "同意" in title
    titled = _TITLED.search(title) is not None
    found: dict[tuple[str, str, str], Appointment] = {}
    for clause, body in zip(document.clauses, running_texts(document), strict=True):
        for hit in find_appointments(body.text, labelled and clause.part != "annex", titled):
            evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
            item = Appointment(clause.path, hit.person, hit.action, hit.post, evidence, hit.rule)
            found.setdefault((hit.person, hit.action, hit.post), item)
    return list(found.values())
