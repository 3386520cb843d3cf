"""Lines of a clean text, with numbers and dates that break over two of them put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import CleanText, RawText
from kg.text import offsets

_BROKEN = (
    (
        re.compile(r"\A[（(]?[一-龥]{2,24}[〔\[［【（(](?:\d{0,4}|\d{4}[〕\]］】）)]第?\d{0,4})\Z"),
        re.compile(r"\d{0,4}[〕\]］】）)]?第?\d{0,5}号[）)]?\Z"),
    ),
    (re.compile(r"(?:19|20)\d\d年(?:\d{1,2}|\d{1,2}月\d{0,2})?\Z"), re.compile(r"(?:\d{0,2}月)?\d{0,2}日[）)]?\Z")),
    (re.compile(r"年\d{1,2}月\d{1,2}日\Z"), re.compile(r"印发\Z")),
    (re.compile(r"年\d{1,2}月\d{1,2}日印\Z"), re.compile(r"发\Z")),
    (re.compile(r"\A(?:19|20)\d\d\Z"), re.compile(r"年\d{1,2}(?:月\d{1,2}日?)?\Z")),
    (re.compile(r"\A(?:19|20)\d\d年\d{1,2}\Z"), re.compile(r"月\d{1,2}\Z")),
)
"""How the two parts of a document number, of a date of signature and of that of its printing look."""
_BESIDE_SIGNER = re.compile(
    r"(?P<number>[一-龥][^。，：]{1,40}号)(?:\s*(?=签发人)|\s{2,})(?P<names>(?:签发人[：:])?[一-龥\s]{2,40})"
)
_GLUED_TITLE = (
    r"(?:[^。；：]{2,80}关于[^。；：]{4,120}|[^。；：，《》“”〔]{0,40})的"
    r"(?:通知|意见|决定|批复|函|公告|通报|通告|报告|请示)"
)
_GLUED_YEAR = r"[〔\[［](?:(?:19|20)\d{2}|[789]\d)[〕\]］]"
_GLUED_NUMBER = rf"(?:[（(](?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日\s*)?[一-龥]{{1,14}}{_GLUED_YEAR}第?\d{{1,5}}号[）)]?"
_GLUED_ADDRESSEE = (
    r"\s*(?:各|国务院|中央|有关|[一-龥]{2,24}(?:人民政府|[局厅委部]))[^。《》；：]{0,300}：.*|(?<=[）)])\s*[一-龥《].*"
)
_GLUED = re.compile(
    rf"(?P<title>(?:{_GLUED_TITLE}\s*)?)(?P<number>{_GLUED_NUMBER})"
    rf"(?P<day>(?:\s+(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日(?=\s))?)(?:\s+发布机关：.{{2,30}})?(?P<to>(?:{_GLUED_ADDRESSEE})?)",
    re.DOTALL,
)
"""「某市人民政府关于…的通知 某政发〔2020〕1号 各县人民政府：…」: a head printed on one line."""
_NUMBER_FIRST = re.compile(rf"(?P<number>{_GLUED_NUMBER})\s+(?P<title>{_GLUED_TITLE})")
"""「某政发〔2010〕22号 某市人民政府关于…的决定」."""
_NAMED_BESIDE = re.compile(
    r"(?P<number>[一-龥]{2,40}公告(?:19|20)\d\d年第\d{1,4}号)\s*[（(](?P<title>关于.{4,120}的公告)[）)]"
)
"""「某海关公告2021年第2号（关于…的公告）」."""
_HEAD, _LONGEST_GLUED = 12, 1200
"""Lines of a head at most, and characters of one that holds what belongs on several."""
_BROKEN_END = 14
"""Characters that the second part has at most."""
_SIGNS = "•●◆◇■▪➢▶▲△★◎·"
_BULLETS = "-*+" + _SIGNS
_MARKUP = re.compile(
    rf"\A(?:#{{1,6}}\s+|>\s+|(?!([-{_SIGNS}]).*\1\Z)(?:[-*+]\s+|[{_SIGNS}]\s*)(?=[一-龥“（(《*]|\d{{1,3}}[.．、)）]\D))|\*\*"
)
"""Markdown, and the sign of a list before words or an ordinal; ·市政府文件· is a banner."""


class Line(NamedTuple):
    """One printed line that holds something. ``squash`` is its text without white space."""

    clean: CleanText
    squash: str
    page: int | None
    first_on_page: bool
    indent: float = 0.0  # characters that it is set in by
    heading: bool = False  # of the first level in Markdown: the title that the maker of the file gives it


def lines_of(clean: CleanText, raw: RawText) -> list[Line]:
    """Non-empty lines with their page; Markdown marks at the ends of a line are dropped."""
    found: list[Line] = []
    pages, turned = raw.pages, 0
    page: int | None = None
    end = -1
    for printed in clean.text.replace("\f", "\n").split("\n"):
        start, end = end + 1, end + 1 + len(printed)
        part = _content(clean, printed, start) if printed else None
        if part is None:
            continue
        while turned < len(pages) and pages[turned].start <= part.at[0]:
            turned += 1
        here = pages[max(turned - 1, 0)].number if pages else None
        indent = 0.0 if printed[0] > " " and printed[0] not in "\u3000\xa0" else _indent(printed)
        heading = printed.startswith("# ")
        found.append(Line(part, squashed(part.text), here, here != page or not found, indent, heading))
        page = here
    return found


def mended(lines: list[Line]) -> list[Line]:
    """The lines, with numbers and dates that break over two of them on one: 「工信部通装〔2021〕」, 「103号」; and a
    number and who signed beside it on two."""
    found: list[Line] = []
    lines = [*(piece for line in lines[:_HEAD] for piece in _unglued(line)), *lines[_HEAD:]]
    for line in _parted(lines) if any("签发人" in line.squash for line in lines) else lines:
        if found and _goes_with(found[-1].squash, line.squash):
            last = found.pop()
            whole = offsets.join([last.clean, line.clean])
            line = Line(whole, last.squash + line.squash, last.page, last.first_on_page, last.indent)
        found.append(line)
    return found


def _unglued(line: Line) -> Iterator[Line]:
    """「…的通知财库〔2019〕38号」 and 「财库〔2019〕38号各中央预算单位：」: the number on a line of its own."""
    text = line.clean.text
    match = None
    if "号" in text and len(text) < _LONGEST_GLUED:
        match = _GLUED.fullmatch(text) or _NUMBER_FIRST.fullmatch(text) or _NAMED_BESIDE.fullmatch(text)
    if match is None:
        yield line
        return
    for name in match.re.groupindex:
        if match[name]:
            part = offsets.strip(offsets.cut(line.clean, match.start(name), match.end(name)))
            yield line._replace(clean=part, squash=squashed(part.text))


def _parted(lines: list[Line]) -> Iterator[Line]:
    """「某府〔2024〕3号　签发人：张三」 as two lines; a second name stands below the first (GB/T 9704—2012, 7.2.6)."""
    before = ""
    for line in lines:
        signed = "签发人" in line.squash or before.startswith("签发人")
        yield from _beside_signer(line) if signed else (line,)
        before = line.squash


def _beside_signer(line: Line) -> tuple[Line, ...]:
    match = _BESIDE_SIGNER.fullmatch(line.clean.text)
    if match is None:
        return (line,)
    number = offsets.cut(line.clean, 0, match.end("number"))
    names = offsets.cut(line.clean, match.start("names"))
    return (
        line._replace(clean=number, squash=squashed(number.text)),
        Line(names, squashed(names.text), line.page, first_on_page=False),
    )


def _goes_with(last: str, squash: str) -> bool:
    """Whether a line ends the number or the date that the last one begins."""
    ends = squash.endswith(("号", "日", "）", ")", "发")) or squash[0] in "年月"
    if len(squash) > _BROKEN_END or not ends:
        return False
    return any(second.match(squash) and first.search(last) for first, second in _BROKEN)


def _indent(printed: str) -> float:
    """Characters that a line is set in by: a wide blank is one, a narrow one a half."""
    blanks = printed[: len(printed) - len(printed.lstrip())]
    return sum(1.0 if blank == "\u3000" else 0.5 for blank in blanks)


def squashed(text: str) -> str:
    """The text without white space."""
    words = text.split()
    return words[0] if len(words) == 1 else "".join(words)


def _content(clean: CleanText, printed: str, start: int) -> CleanText | None:
    """What a printed line that begins at ``start`` holds, None where it is blank."""
    blank = _blank(printed) if "\t" in printed else None
    bare = printed.lstrip(blank)
    if not bare:
        return None
    start += len(printed) - len(bare)
    bare = bare.rstrip(blank)
    if bare.isspace():
        return None
    part = CleanText(bare, clean.at[start : start + len(bare)])
    if bare[0] in "#>" or bare[0] in _BULLETS or "**" in bare:
        part = offsets.strip(offsets.substitute(part, _MARKUP, "")[0])
    return part if part.text else None


def _blank(text: str) -> str | None:
    """What to strip from a line: the tabs of a table's row stay, they stand for empty cells."""
    return " \u3000\xa0\r" if "\t" in text.strip() or text.rstrip(" ").endswith("\t\t") else None
