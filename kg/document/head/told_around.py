"""What is told of a document around it: by labels of a collection, by the meeting that passed it, by a letterhead.

It counts where the document itself does not say it, or says it for short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.document.head.issuers import split_issuers
from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.paragraphs import mend_spaces
from kg.document.parting.draft import Draft
from kg.model import Evidence, RawText
from kg.text import dates, offsets

_LOCAL = re.compile(r"[省市县区州盟旗](?!政(?!府办))|[一-龥]{2,5}?(?:[乡镇]|街道)")
"""How the name of a body begins that leaves out where its place lies."""
_PLACELESS = re.compile(r"[省市县区州]?(?:人民)?政府")
"""The body that 政府令〔2010〕第15号 names."""
_NOTE_LINES = 4  # lines of the note below a title, at most
_PASSED = re.compile(
    r"[（(](?P<note>(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[^（）()。；]{4,60}?(?:通过|批准)[，,；\s]*){1,2})"
)
"""「（2021年8月4日某市第五届人民代表大会常务委员会第三十一次会议通过）」; what was amended when stands behind."""
_PASSED_BARE = re.compile(
    r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:(?!\d{4}年)[一-龥\d]){4,50}会议(?:表决)?(?:通过|批准)\Z"
)
"""The same where a page leaves out the brackets."""
_DECREED = re.compile(
    rf"{dates.DATE.pattern}\s*(?P<body>[一-龥]{{1,20}}?(?:政府|国务院|委员会|[部局署厅院会]))令(?P<serial>(?:(?:19|20)\d{{2}}年)?第?\d{{1,4}}号)"
)
"""「（2023年2月20日某市人民政府令第2号公布　自2023年5月1日起施行）」."""
_NUMBERED = re.compile(
    rf"[（(]{dates.DATE.pattern}\s*(?P<body>[一-龥]{{2,24}}{signals.BODY_END})(?:文件)?\s*(?P<number>{signals.NUMBER})\s*(?:发布|公布|印发)"
)
"""「（2020年4月8日某市人民政府办公室文件某政办〔2020〕14号发布　自发布之日起施行）」."""
_CLOSING = re.compile(r"特此(?:通[知告报]|公[告示]|函[复达告]|批复|报告|致函|答复)[。！]?\Z")
_SIGNER = re.compile(rf"(?![一-龥]*网)[一-龥]{{0,24}}{signals.BODY_END}|国务院|[一-龥]{{2,24}}院")
_NUMERIC = re.compile(r"(?P<year>(?:19|20)\d{2})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})\Z")


def passed(lines: Sequence[Line], raw: RawText) -> tuple[str | None, Evidence] | None:
    """The day on which a meeting passed a text or a higher one approved it, with the words: 成文日期 is the day of the
    meeting that passes a document (党政机关公文处理工作条例, article 9)."""
    if not lines or lines[0].squash[0] not in "（(":
        return _passed_bare(lines, raw)
    clean = mend_spaces(offsets.join([line.clean for line in lines[:_NOTE_LINES]]))
    match = _PASSED.match(clean.text)
    days = list(dates.DATE.finditer(match["note"])) if match else []
    return (dates.iso(days[-1]), offsets.evidence(clean, *match.span("note"), raw)) if match and days else None


def _passed_bare(lines: Sequence[Line], raw: RawText) -> tuple[str | None, Evidence] | None:
    """The same from lines without brackets, one or two for each meeting."""
    found, place = None, 0
    while place < min(len(lines), _NOTE_LINES):
        parts = next((part for count in (1, 2) if _meets(part := lines[place : place + count])), ())
        if parts:
            clean = mend_spaces(offsets.join([line.clean for line in parts]))
            day = dates.DATE.match(clean.text)
            found = (dates.iso(day), offsets.evidence(clean, 0, len(clean.text), raw)) if day else found
        elif not (signals.EVENT.match(lines[place].squash) and lines[place].squash.endswith("会议")):
            break
        place += max(1, len(parts))
    return found


def _meets(lines: Sequence[Line]) -> bool:
    return bool(_PASSED_BARE.match("".join(line.squash for line in lines)))


def decreed(lines: Sequence[Line], raw: RawText) -> tuple[str, str, str | None, Evidence] | None:
    """Number, issuer and day of the order that published a text, the last of several that changed it, with the words:
    the note below the title says so (行政法规制定程序条例, article 28; 规章制定程序条例, article 31)."""
    bracket = bool(lines) and lines[0].squash[0] in "（("
    events = next((k for k, line in enumerate(lines) if not signals.EVENT.match(line.squash)), len(lines))
    count = _NOTE_LINES if bracket else events
    if not count or not lines:
        return None
    clean = mend_spaces(offsets.join([line.clean for line in lines[:count]]))
    end = next((k for k, depth in enumerate(_depths(clean.text)) if not depth), 0) if bracket else 0
    if bracket and (numbered := _NUMBERED.match(clean.text, 0, end or len(clean.text))):
        where = offsets.evidence(clean, *numbered.span(), raw)
        return numbered["number"], numbered["body"], dates.iso(numbered), where
    orders = list(_DECREED.finditer(clean.text, 0, end or len(clean.text)))
    if not orders:
        return None
    last = orders[-1]
    number = f"{last['body']}令{last['serial']}"
    return number, last["body"], dates.iso(last), offsets.evidence(clean, *last.span(), raw)


def _depths(text: str) -> Iterator[int]:
    """How many brackets are open behind each character."""
    depth = 0
    for character in text:
        depth += (character in "（(") - (character in "）)")
        yield depth


def day(line: Line) -> str | None:
    """The day that a label tells: 2001-6-3, 2004.04.08, 2001年6月3日."""
    match = dates.DATE.match(line.squash) or _NUMERIC.match(line.squash)
    return dates.iso(match) if match else None


def in_force(draft: Draft, notice: Sequence[Line], signed: str | None) -> str | None:
    """The first day in force that a label or a line below the title tells (2018年12月1日 施行). Collections give the
    day of issue where the text says nothing."""
    events = (line for line in notice[:_NOTE_LINES] if signals.EVENT.match(line.squash))
    line = draft.told.get("effective") or next((one for one in events if one.squash.endswith("日施行")), None)
    told = day(line) if line else None
    return told if told and (signed is None or told > signed) else None


def in_force_until(draft: Draft, signed: str | None) -> str | None:
    """The last day in force that a label tells (废止时间：2020-01-23)."""
    told = day(draft.told["expires"]) if "expires" in draft.told else None
    return told if told and (signed is None or told > signed) else None


def issuer(draft: Draft, text: Sequence[Line]) -> Line | None:
    """Who issues the document, as a label, a line above the title or the letterhead names it, or its own last words."""
    labelled = draft.told.get("issuers")
    return labelled if labelled and _SIGNER.fullmatch(labelled.squash) else undated(text) or draft.by


def undated(lines: Sequence[Line]) -> Line | None:
    """Who signs without a date: the body right behind 特此通告."""
    for line, after in pairwise(lines):
        if "特此" in line.squash[-8:] and _CLOSING.search(line.squash) and _SIGNER.fullmatch(after.squash):
            return after
    return None


def replaces(whole: str, issuers: Sequence[str]) -> bool:
    """Whether there is no issuer yet, or only one that ``whole`` names with the place that it leaves out: 市政府;
    城东乡人民政府 of a 某市城东乡人民政府."""
    if not issuers or _PLACELESS.fullmatch(issuers[0]):
        return True
    if len(issuers) == 1 and whole.startswith(issuers[0]) and len(split_issuers(whole)) > 1:
        return True  # the label names those who issue it together
    if len(issuers) > 1 or whole == issuers[0] or not _LOCAL.match(issuers[0]):
        return False
    return whole.endswith(issuers[0]) or _shortened(issuers[0], whole)


def _shortened(short: str, whole: str) -> bool:
    """「市安委办」 of a letterhead 「某市安全生产委员会办公室」: its characters in their order."""
    rest = iter(whole.partition(short[0])[2])
    return 3 <= len(short) <= 8 < len(whole) and all(one in rest for one in short[1:])
