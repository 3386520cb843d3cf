"""Names of works in running text: 《titles》 with nested ones, standards, and the numbers that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.lexicon.load import tree
from kg.text.wenhao import find_numbers

LONGEST = 200
"""Characters that a title may have; a 《 that is not closed within them is broken."""

_CAPITAL = re.compile("[A-Z]")
"""With one every standard begins."""
_AMENDED_BY = re.compile(r"[^，、；。（）《》]{0,4}(?:修改|修订|修正)")
_MARKS = re.compile(r"[\W_]+")
_WHITE = re.compile(r"\s+")
# between a title and the number behind it: 》（N  》的通知（N  》(2018年修订，N  》（以下简称《办法》，N  》N
_CALLED = ("称", "称：", "称:")
"""Behind these a title is a short name: （以下简称《办法》，N）."""
_ALIAS = r"(?:以下)?[简统]?称[:：]?[《“][^《》“”]{1,24}[》”][，,；;]"
_BEHIND = re.compile(
    rf"\s*(?:的?[\u4e00-\u9fff]{{2,4}}(?=\s*[（(〔［\[]))?\s*(?:[（(〔［\[](?:{_ALIAS})?[^（）()《》]{{0,16}})?$"
)
# between a number and the title behind it: N《  N文件《  （N）《
_BEFORE = re.compile(
    r"\s*(?:(?:号?文件?|号文)?[：:]?\s*|(?:公布|发布|颁布|印发|修正|修订)(?:[，、][^《》。；]{0,60}(?:修正|修订|修改))?的)$"
)
_CLOSING = re.compile(r"[^（）()《》。；]{0,60}[）)]")


@dataclass(frozen=True, slots=True)
class Work:
    """A work named at ``text[start:end]``. ``key`` is its identity: the key of its number, else its title."""

    start: int
    end: int
    title: str | None
    number: str | None
    key: str


def fold(text: str) -> str:
    """Letters and digits only: how two printings of a title are compared."""
    return _MARKS.sub("", text).lower()


def find_titles(text: str) -> list[tuple[int, int]]:
    """Places of the outermost 《…》, brackets included. An opening mark that is not closed is passed over."""
    found: list[tuple[int, int]] = []
    at = text.find("《")
    while at >= 0:
        end = _closing(text, at)
        if end:
            found.append((at, end))
        at = text.find("《", end or at + 1)
    return found


def blotted(text: str) -> str:
    """The text with its titles blotted out, at equal length."""
    titles = find_titles(text)
    if not titles:
        return text
    ends = [0, *(high for _, high in titles)]
    parts = (text[end:low] + "■" * (high - low) for end, (low, high) in zip(ends, titles, strict=False))
    return "".join(parts) + text[ends[-1] :]


def _closing(text: str, start: int) -> int:
    """The place behind the 》 that closes the 《 at ``start``; 0 where none does."""
    depth = 0
    for index in range(start, text.rfind("》", start, start + LONGEST) + 1):
        if text[index] == "《":
            depth += 1
        elif text[index] == "》":
            depth -= 1
            if not depth:
                return index + 1
        elif text[index] in "。；\n" and depth == 1 and text.find("》", index, index + 60) < 0:
            return 0
    return 0


@cache
def _standard_pattern() -> re.Pattern[str]:
    codes = tree("citation_forms")["standards"]
    national = "|".join(sorted(map(re.escape, codes["national"]), key=len, reverse=True))
    industry = "|".join(sorted(map(re.escape, codes["industry"]), key=len, reverse=True))
    dash = "[-—–－―−]{1,2}"
    year = rf"\s*{dash}\s*(?:19|20)?\d\d(?!\d)"
    forms = (
        rf"(?:{national})\s*\d{{3,6}}(?:\.\d+)*(?:\s*[:：]\s*(?:19|20)\d\d(?!\d)|{year})?",
        rf"DB\s*\d{{2,4}}\s*/\s*(?:T\s*)?\d{{1,6}}(?:\.\d+)*(?:{year})?",
        rf"(?:{industry})\s*/\s*T\s*\d{{2,6}}(?:\.\d+)*(?:{year})?",
        rf"(?:T\s*/\s*[A-Z]{{2,8}}|(?:{industry})(?:\s*/\s*[TZJ])?)\s*[A-Z]?\d{{1,6}}(?:\.\d+)*{year}",
    )
    return re.compile(rf"(?<![A-Za-z0-9/])(?=[A-Z])(?:{'|'.join(forms)})(?![A-Za-z])")


def _numbers(text: str) -> list[tuple[int, int, str, str]]:
    """Document numbers and standards: start, end, printed, key."""
    found = [(hit.start, hit.end, hit.number.text, hit.number.key) for hit in find_numbers(text)]
    for match in _standard_pattern().finditer(text) if _CAPITAL.search(text) else ():
        printed = re.sub(r"[—–－―−]+|--+", "-", _WHITE.sub("", match.group()))
        found.append((match.start(), match.end(), printed, printed))
    return sorted(found)


def _closed(text: str, start: int, end: int) -> int:
    """``end``, moved behind the bracket that was opened between ``start`` and ``end``."""
    opened = re.search(r"[（(][^（）()]*$", text[start:end])
    closing = _CLOSING.match(text, end) if opened else None
    return closing.end() if closing else end


def may_name(text: str) -> bool:
    """Whether the text holds what a title, a number or a standard does."""
    return "《" in text or "号" in text or _CAPITAL.search(text) is not None


def find_works(text: str) -> list[Work]:
    """Every work named by 《title》, number or standard, in order; a title and its number are one work."""
    titles = [
        Work(low, high, (title := _WHITE.sub("", text[low + 1 : high - 1])), None, fold(title))
        for low, high in find_titles(text)
        if text[low + 1 : high - 1].strip()
    ]
    titles = [_by_code(title) for title in titles]
    works: list[Work] = [title for title in titles if title.number]
    free = [title for title in titles if not title.number]
    for start, end, printed, key in _numbers(text):
        if any(title.start <= start < title.end for title in titles) or _amends(text, start, end, works):
            continue
        owner = _owner(text, start, end, free)
        if owner:
            free.remove(owner)
            low, high = min(owner.start, start), max(owner.end, _closed(text, owner.end, end))
            works.append(replace(owner, start=low, end=high, number=printed, key=key))
        else:
            works.append(_alone(text, start, end, printed, key))
    return sorted([*works, *free], key=lambda work: (work.start, work.end))


def _amends(text: str, start: int, end: int, works: list[Work]) -> bool:
    """Whether a number is that of a later order which amended a work with a number, or its number with another issuer:
    《A》（令第5号发布，令第9号修改）, 《A》（国家发展改革委令第5号、财政部令第9号）."""
    inside = next((work for work in works if work.number and work.title and work.start <= start < work.end), None)
    joint = inside and "令" in (inside.number or "") and "令" in text[start:end]
    return bool(inside and (joint or _AMENDED_BY.match(text, end)))


def _by_code(title: Work) -> Work:
    """《GB 50204—2015混凝土结构工程施工质量验收规范》: a standard whose number stands in its title."""
    code = _standard_pattern().match(title.title or "")
    if code is None or len(title.title or "") - code.end() < 4:
        return title
    printed = re.sub(r"[—–－―−]+|--+", "-", code.group())
    return replace(title, title=(title.title or "")[code.end() :], number=printed, key=printed)


def _owner(text: str, start: int, end: int, titles: list[Work]) -> Work | None:
    """The title that the number at ``start`` belongs to."""
    before = [title for title in titles if title.end <= start and not text[: title.start].endswith(_CALLED)]
    if before and _BEHIND.match(text[before[-1].end : start]):
        return before[-1]
    behind = next((title for title in titles if title.start >= end), None)
    if behind and _BEFORE.match(text[end : behind.start]) and text[start - 1 : start] not in {"（", "("}:
        return behind
    return None


@cache
def _unmarked() -> re.Pattern[str]:
    ends = "|".join(tree("citation_forms")["title_ends"])
    name = rf"[^，。；：《》（）()\n\t]{{4,80}}(?:{ends})"
    cell = rf"(?:^|\t|\n)\s*(?P<cell>[^。；《》\n\t]{{4,90}}(?:{ends})(?:（试行）|\(试行\))?)\s*\t\s*$"
    quoted = rf"[“〈<](?P<quoted>[^“”〈〉<>。；]{{4,80}}(?:{ends})(?:（试行）|\(试行\))?)[”〉>]\s*[（(]$"
    return re.compile(rf"(?P<title>关于{name})\s*[（(]$|{cell}|{quoted}")


def _alone(text: str, start: int, end: int, printed: str, key: str) -> Work:
    """A number without 《》. Its name may stand unmarked before it: 关于…的通知（国发〔2020〕3号）."""
    floor = max(0, start - 120)
    name = _unmarked().search(text[floor:start])
    if not name:
        return Work(start, end, None, printed, key)
    group = name.lastgroup or "title"
    low = floor + name.start(group)
    return Work(low, _closed(text, low, end), _WHITE.sub("", name[group]), printed, key)
