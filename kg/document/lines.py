"""Lines of a clean text, and the furniture among them: page numbers, running heads, what a web page puts around."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.document import signals
from kg.lexicon import load
from kg.model import CleanText, RawText
from kg.text import offsets

_NUMBER_ONLY = re.compile(r"\d{1,4}\Z")
_BROKEN = (
    (
        re.compile(r"\A[（(]?[一-龥]{2,24}[〔\[［【（(](?:\d{0,4}|\d{4}[〕\]］】）)]第?\d{0,4})\Z"),
        re.compile(r"\d{0,4}[〕\]］】）)]?第?\d{0,5}号[）)]?\Z"),
    ),
    (re.compile(r"(?:19|20)\d\d年(?:\d{1,2}|\d{1,2}月\d{0,2})?\Z"), re.compile(r"(?:\d{0,2}月)?\d{0,2}日[）)]?\Z")),
    (re.compile(r"\A(?:19|20)\d\d\Z"), re.compile(r"年\d{1,2}(?:月\d{1,2}日?)?\Z")),
    (re.compile(r"\A(?:19|20)\d\d年\d{1,2}\Z"), re.compile(r"月\d{1,2}\Z")),
)
"""How the two parts of a document number and of a date of signature look."""
_BESIDE_SIGNER = re.compile(
    r"(?P<number>[一-龥][^。，：]{1,40}号)(?:\s*(?=签发人)|\s{2,})(?P<names>(?:签发人[：:])?[一-龥\s]{2,40})"
)
_GLUED = re.compile(
    r"(?P<title>(?:[^。；：]{2,80}关于[^。；：]{4,120}的(?:通知|意见|决定|批复|函|公告|通报|通告|报告|请示)\s*)?)"
    r"(?P<number>(?:[（(](?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*)?[一-龥]{1,14}[〔\[［](?:19|20)\d{2}[〕\]］]第?\d{1,5}号[）)]?)"
    r"(?P<to>(?:\s*(?:各|国务院|中央|有关|[一-龥]{2,24}(?:人民政府|[局厅委部]))[^。《》；：]{0,300}：.*|(?<=[）)])\s*[一-龥《].*)?)",
    re.DOTALL,
)
_HEAD, _LONGEST_GLUED = 12, 1200
"""Lines of a head at most, and characters of one that holds what belongs on several."""
_BROKEN_END = 14
"""Characters that the second part has at most."""
_LAST = re.compile(r"[。；！？日）)]\Z|\.[a-z]{3,4}\Z|\A(?:附件.*|\d{1,2}[.．、].{4,}|[^：]{2,8}：.+)\Z")
"""How a document's last line looks."""
_SITE = re.compile(r"网站标识码|ICP备|公网安备|运行维护|版权所有")
"""What stands below 「主办单位：某某」 at the foot of a web page."""
_LONGEST_MARK = 60
"""Characters of a line that begins what a web page prints behind a document, at most."""
_MARKUP = re.compile(r"\A(?:#{1,6}\s+|\*\*|>\s+)|\*\*\Z")
_NAMED = re.compile(
    r"关于|附件|(?:通知|意见|办法|方案|规定|决定|函|批复|公告|条例|规划|通报|预案|细则|制度|纪要|计划|报告|名单|表)\Z|单位|部门|任务"
)
"""What stands on a cover and above the text, above two annexes, or above the columns of a table."""
_CONTENT = re.compile(r"[。；，：]|(?:政府|办公室|办公厅|委员会|[局厅委部院会])\Z|\A[（(]|年.*月.*日\Z")
"""Lines that recur at page edges and are content all the same: issuers, dates, （此件公开发布）."""


class Line(NamedTuple):
    """One printed line that holds something. ``squash`` is its text without white space."""

    clean: CleanText
    squash: str
    page: int | None
    first_on_page: bool
    indent: float = 0.0  # characters that it is set in by


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
        found.append(Line(part, squashed(part.text), here, here != page or not found, indent))
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
    match = _GLUED.fullmatch(text) if "号" in text and len(text) < _LONGEST_GLUED else None
    if match is None:
        yield line
        return
    for name in ("title", "number", "to"):
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
    ends = squash.endswith(("号", "日", "）", ")")) or squash[0] in "年月"
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
    if bare[0] in "#*>" or bare.endswith("**"):
        part = offsets.strip(offsets.substitute(part, _MARKUP, "")[0])
    return part if part.text else None


def _blank(text: str) -> str | None:
    """What to strip from a line: the tabs of a table's row stay, they stand for empty cells."""
    return " \u3000\xa0\r" if "\t" in text.strip() or text.rstrip(" ").endswith("\t\t") else None


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in load.tree("furniture")))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in load.tree("furniture") if row.get("rest")))


def _tail(lines: list[Line]) -> int:
    """Where begins what a web page prints behind its document: links to others, explanations, ways to share it."""
    if not lines or lines[0].page is not None:
        return len(lines)
    ends = _ending()
    behind = 0
    total = sum(len(line.squash) for line in lines)
    found = len(lines)
    for number in range(len(lines) - 1, 0, -1):
        squash = lines[number].squash
        behind += len(squash)
        if 2 * behind > total or signals.is_number(squash):
            break
        if len(squash) < _LONGEST_MARK and ends.match(squash) and (found == number + 1 or _ends(lines[number - 1])):
            found = number
    return found


def _ends(line: Line) -> bool:
    """Whether a document can end with the line; a cell of a table that lost its rules, as catalogues have them, not."""
    return (
        "\t" in line.clean.text or _LAST.search(line.squash) is not None or _furniture().match(line.squash) is not None
    )


def without_furniture(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines that belong to documents, and the furniture taken out, both in file order."""
    repeated, furniture = _repeated_heads(lines), _furniture()
    kept: list[Line] = []
    dropped: list[Line] = []
    end = _tail(lines)
    for number, line in enumerate(lines):
        squash = line.squash
        if (
            number >= end
            or squash in repeated
            or furniture.match(squash)
            or (squash.startswith("主办") and any(_SITE.search(one.squash) for one in lines[number + 1 : number + 4]))
            or (_NUMBER_ONLY.match(squash) and _at_edge(lines, number))
        ):
            dropped.append(line)
        else:
            heads_page = line.page is not None and bool(dropped) and line.page != (kept[-1].page if kept else None)
            kept.append(line._replace(first_on_page=True) if heads_page else line)
    return kept, dropped


def _at_edge(lines: list[Line], number: int) -> bool:
    """The first or last line of a page."""
    line = lines[number]
    if line.page is None:
        return False
    return line.first_on_page or number + 1 == len(lines) or lines[number + 1].first_on_page


def _repeated_heads(lines: list[Line]) -> set[str]:
    """Short unpunctuated lines that stand at the edge of three pages or more, or above two and are no title."""
    edges: Counter[str] = Counter()
    tops: Counter[str] = Counter()
    last = len(lines) - 1
    for number, line in enumerate(lines):
        if 4 <= len(line.squash) <= 40 and _at_edge(lines, number) and (line.first_on_page or number < last):
            edges[line.squash] += 1
            tops[line.squash] += line.first_on_page and "\t" not in line.clean.text
    repeated = {text for text, count in edges.items() if count >= 3}
    repeated |= {text for text, count in tops.items() if count > 1 and not _NAMED.search(text)}
    return {text for text in repeated if not _CONTENT.search(text)}
