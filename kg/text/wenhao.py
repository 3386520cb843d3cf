"""发文字号: document numbers, found in running text and brought to one key.

Two forms: with a year in brackets (``晋政办发〔2023〕56号``, ``国发 [2020] 3 号``, ``运农发〔2023〕5、6号``) and orders
(``山西省人民政府令第295号``, ``国务院第142号令``, ``农业农村部令2019年第4号``).
Source: GB/T 9704-2012, 7.2.5 (year in full in 〔〕, serial number arabic, without 第 and without leading zeros).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.lexicon.load import tree
from kg.text.numerals import arabic

LOOK_BACK = 48  # characters before the bracket in which the organ's code is looked for
AHEAD = 12  # characters behind 号 that may belong to the number (号令, 号16)

OPEN, CLOSE = "〔［\\[【（(﹝〈<", "〕］\\]】）)﹞〉>"
HAN = "\u3400-\u4dbf\u4e00-\u53f6\u53f8-\u9fff〇"  # without 号, which no code contains
SPACE = "\\s\u200b\u200c\u200d\ufeff"
SERIAL = r"(?:[A-Z]{0,3}[0-9０-９]{1,5}(?:[-－][0-9０-９]{1,2})?)"
NUMERAL = r"(?:[0-9０-９]{1,5}|[〇零一二三四五六七八九十百千]{1,8})"

_YEAR = r"(?P<year>[12１２][0-9０-９]{3}|[789][0-9]|[0-9]{2}(?=[^)）]))年?"
_BRACKET = re.compile(
    rf"(?:[{OPEN}][{SPACE}]*{_YEAR}[{SPACE}]*[{CLOSE}]?|(?<=[{HAN}])(?P<bare>(?:19|20)[0-9]{{2}})[〕］\]】])[{SPACE}]*"
    rf"(?:第?[{SPACE}]*(?P<serial>{SERIAL})(?P<more>(?:(?:[{SPACE}]*[、，,和及与]|号[、和及与])[{SPACE}]*(?:第[{SPACE}]*)?{SERIAL}"
    rf"(?![0-9]*[年月日]|号[楼线院门桥馆井机地前以之上下至站厅池坝]))*)[{SPACE}]*号|号[{SPACE}]*(?P<after>{SERIAL}))"
)
"""〔2023〕30号  [2020] 3 号  〔2014〕号16  〔2018〕5号、6号  〔2023 30号 (broken)  2014〕16号 (broken)."""
# 令第5号  令294号  令2019年第4号  公告2021年第3号  令（第30号）  令〔第57号〕
_DECREE = re.compile(
    rf"[{SPACE}]*(?P<open>[（(〔\[])?(?:(?P<year>[12][0-9]{{3}})年[（(]?)?[{SPACE}]*(?P<no>第?)[{SPACE}]*(?P<serial>{NUMERAL})"
    rf"[{SPACE}]*号(?(open)[）)〕\]]?)"
)
_BEHIND = re.compile(rf"(?:(?<!令)第|(?<=[部院局委府]))[{SPACE}]*(?P<serial>{NUMERAL})[{SPACE}]*号\s?(?P<word>令|公告)")
# 〔94〕财农字第345号  （1989）国发字第12号
_YEAR_FIRST = re.compile(
    rf"[{OPEN}](?P<year>(?:19|20)?[0-9]{{2}})[{CLOSE}](?P<code>[{HAN}]{{1,8}}字)第?(?P<serial>[0-9]{{1,5}})号"
)
_SPACES = re.compile(rf"[{SPACE}]+")
_RUN = re.compile(rf"[{HAN}]+$")
_ISSUER = re.compile(
    rf"(?:[{HAN}]{{1,16}}?(?:政府|办公[厅室])+|[省市县区国][{HAN}]{{2,10}}?[厅局委])(?=(?![办发函字规令第])[{HAN}]{{3,9}}\Z)"
)
"""省政府办公厅 + 赣府厅字〔2022〕18号, 省财政厅 + 赣财税〔2020〕8号: the issuer right before the code."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """One document number. ``text`` is how it is printed (〔〕, no white space), ``key`` its identity."""

    prefix: str
    year: int | None
    serial: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class NumberHit:
    """A document number at ``text[start:end]``."""

    start: int
    end: int
    number: DocumentNumber


@cache
def _context() -> dict[str, Any]:
    words: dict[str, Any] = tree("number_context")
    joints = "".join(words["joints"])
    cuts = sorted(words["cut_after"], key=len, reverse=True)
    heads = sorted(words["cut_head"], key=len, reverse=True)
    decrees = "|".join(words["decrees"])
    return {
        "cut": re.compile(f".*(?:{'|'.join(cuts)})"),
        "head": re.compile(f"^(?:{'|'.join(heads)})+(?=[{HAN}]{{2}})"),
        "never": words["never"],
        "joint": re.compile(f"^[{joints}](?=[{HAN}])"),
        "word": re.compile(
            rf"(?<!命)(?:{decrees})(?=[{SPACE}]*[（(〔\[]?[第0-9]|[{SPACE}]*[〇零一二三四五六七八九十百千]+号)"
        ),
    }


def _code_start(text: str, bracket: int) -> int:
    """Where the organ's code before ``text[bracket]`` begins; ``bracket`` itself where there is none."""
    floor = max(0, bracket - LOOK_BACK)
    end = bracket
    while end > floor and (text[end - 1].isspace() or text[end - 1] in "\u200b\u200c\u200d\ufeff"):
        end -= 1
    if bracket - end > 4:
        return bracket
    start = end
    while run := _RUN.search(text, floor, start):
        start = run.start()
        gap = start
        while gap > floor and text[gap - 1].isspace():
            gap -= 1
        broken = gap < start and ("\n" not in text[gap:start] or re.search(rf"[（(][{HAN}]{{1,8}}$", text[floor:gap]))
        if len(run.group()) > 2 or not broken or not re.match(f"[{HAN}]", text[gap - 1 : gap]):
            break
        start = gap
    return _trim(text, start, end) if start < end else bracket


def _trim(text: str, start: int, end: int) -> int:
    """The start of the code in the run ``text[start:end]``, words of the sentence before it cut off."""
    context = _context()
    if cut := context["cut"].match(text, start, end):
        if cut.end() == end:
            return start if start == 0 or text[start - 1] in "（(" else end
        start, before = cut.end(), "》"
    else:
        before = text[start - 1 : start]
    if before in set("》）)号、，,") and (joint := context["joint"].match(text[start:end])):
        start += joint.end()
    if before.isdigit() and text[start] in "年月日":
        start += 1
    issuer = _ISSUER.match(text, start, end)
    start = issuer.end() if issuer else start
    head = context["head"].match(text[start:end])
    return start + head.end() if head and (before not in {"", "\n"} or head.group() in context["never"]) else start


def _bracketed(prefix: str, year: str, serial: str) -> DocumentNumber:
    year, serial = unicodedata.normalize("NFKC", year), arabic(serial)
    full = year if len(year) == 4 else ("19" if int(year) > 40 else "20") + year
    key = f"{prefix}〔{full}〕{serial}号"
    return DocumentNumber(prefix, int(full), serial, f"{prefix}〔{year}〕{serial}号", key)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around every 号: a number never lies elsewhere, and ``str.find`` is far faster than a pattern."""
    at = text.find("号")
    while at >= 0:
        start, end = max(0, at - LOOK_BACK), at + AHEAD
        at = text.find("号", at + 1)
        while 0 <= at < end + LOOK_BACK:
            end, at = at + AHEAD, text.find("号", at + 1)
        yield start, min(end, len(text))


def _bracket_hits(text: str, window: tuple[int, int]) -> list[NumberHit]:
    hits: list[NumberHit] = []
    for match in _BRACKET.finditer(text, *window):
        start = _code_start(text, match.start())
        prefix = _SPACES.sub("", text[start : match.start()])
        year = match["year"] or match["bare"]
        if not prefix:
            last = hits[-1] if hits else None
            if not last or not re.fullmatch(rf"[{SPACE}]*[、，,和及与]?[{SPACE}]*", text[last.end : match.start()]):
                continue
            prefix, start = last.number.prefix, match.start()
        elif len(year) == 2 and text[match.start()] not in "〔[［" and not re.match("[字发函][789]", prefix[-1] + year):
            continue
        serials = list(re.finditer(SERIAL, match["more"] or ""))
        first = match["serial"] or match["after"]
        end, number = match.start("more") if serials else match.end(), _bracketed(prefix, year, first)
        end += text.startswith("号", end)  # 5号、6号; 5、6号
        if not serials and text.startswith("令", end) and text[end + 1 : end + 2] in "）)，。、；":
            end, number = end + 1, replace(number, text=number.text + "令")  # 建设部〔2007〕162号令
        hits.append(NumberHit(start, end, number))
        base = match.start("more")
        for i, part in enumerate(serials):
            close = base + part.end() + text.startswith("号", base + part.end())
            close = match.end() if i == len(serials) - 1 else close
            hits.append(NumberHit(base + part.start(), close, _bracketed(prefix, year, part.group())))
    return hits


def _year_first(text: str, window: tuple[int, int]) -> list[NumberHit]:
    """Numbers of the kind that was used before 2000, with the year in front."""
    return [
        NumberHit(
            *match.span(),
            replace(
                _bracketed(match["code"], match["year"], match["serial"]),
                text=f"〔{match['year']}〕{match['code']}第{match['serial']}号",
            ),
        )
        for match in _YEAR_FIRST.finditer(text, *window)
    ]


def _joint_start(text: str, start: int) -> int:
    """An order of several organs in brackets (（国家发展改革委、财政部令第5号）) begins with the first of them."""
    joint = re.search(
        rf"[（(](?P<organs>[{HAN}]{{2,}}(?:[、{SPACE}]+[{HAN}]{{2,}})*[、{SPACE}]+)$",
        text[max(0, start - 80) : start],
    )
    return start - len(joint["organs"]) if joint else start


def _decree(prefix: str, word: str, year: str | None, no: str, serial: str) -> DocumentNumber:
    number = arabic(serial)
    of_year = f"{year}年" if year else ""
    return DocumentNumber(
        prefix,
        int(year) if year else None,
        number,
        f"{prefix}{word}{of_year}{no}{number}号",
        f"{prefix}{word}{of_year}第{number}号",
    )


def _decree_hits(text: str, window: tuple[int, int]) -> list[NumberHit]:
    hits: list[NumberHit] = []
    for word in _context()["word"].finditer(text, *window):
        match = _DECREE.match(text, word.end())
        start = _joint_start(text, _code_start(text, word.start()))
        prefix = _SPACES.sub("", text[start : word.start()])
        if match and len(prefix) >= 2:
            number = _decree(prefix, word.group(), match["year"], match["no"], match["serial"])
            hits.append(NumberHit(start, match.end(), number))
    for match in _BEHIND.finditer(text, *window):
        start = _code_start(text, match.start())
        prefix = _SPACES.sub("", text[start : match.start()])
        if len(prefix) >= 2:
            number = _decree(prefix, match["word"], None, "第", match["serial"])
            hits.append(NumberHit(start, match.end(), number))
    return hits


def find_numbers(text: str) -> list[NumberHit]:
    """Every document number in ``text``, in order. A list (``〔2023〕5、6号``) gives one hit for each number.

    White space inside a number, also line breaks, is allowed; a number without an organ's code is passed over unless it
    continues a list.
    """
    hits: list[NumberHit] = []
    for window in _windows(text):
        bracketed = _bracket_hits(text, window) + _year_first(text, window)
        hits += bracketed
        for hit in _decree_hits(text, window):
            if not any(other.start < hit.end and hit.start < other.end for other in bracketed):
                hits.append(hit)
    return sorted(hits, key=lambda h: (h.start, h.end))


def parse(raw: str) -> DocumentNumber | None:
    """The (first) document number in ``raw``, a label before it or not; None where there is none."""
    hits = find_numbers(raw)
    return hits[0].number if hits else None
