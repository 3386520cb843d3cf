"""The furniture among a file's lines: page numbers, running heads, what a web page puts around its document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.document.line import signals, titled_heads, unpaged
from kg.document.line.lines import Line
from kg.document.title import genres
from kg.lexicon import load

_NUMBERED = re.compile(r"\d{1,4}\Z|\[\d{1,4}\]\Z|[【〔<〈~～]\d{1,4}[】〕>〉~～]\Z")
"""The number of a page, as it stands at the edge of one."""
_LAST = re.compile(r"[。；！？日）)]\Z|\.[a-z]{3,4}\Z|\A(?:附件.*|\d{1,2}[.．、].{4,}|[^：]{2,8}：.+)\Z")
"""How a document's last line looks."""
_SITE = re.compile(r"网站标识码|ICP备|公网安备|运行维护|版权所有")
"""What stands below 「主办单位：某某」 at the foot of a web page."""
_PREVIEWED = 12
"""Characters of a title that a page prints again with the beginning of the text, at least."""
_LONGEST_MARK = 60
"""Characters of a line that begins what a web page prints behind a document, at most."""
_NAMED = re.compile(
    r"关于|附件|(?:通知|意见|办法|方案|规定|决定|函|批复|公告|条例|规划|通报|预案|细则|制度|纪要|计划|报告|名单|表)\Z|单位|部门|任务"
)
"""What stands on a cover and above the text, above two annexes, or above the columns of a table."""
_CONTENT = re.compile(r"[。；，：]|(?:政府|办公室|办公厅|委员会|[局厅委部院会])\Z|\A[（(]|年.*月.*日\Z")
"""Lines that recur at page edges and are content all the same: issuers, dates, （此件公开发布）."""
_LEVELS = 3
"""Lines of running heads above each other, at most."""
_PAGE_NUMBER = re.compile(r"\A[\d·•\-—–―]+|[\d·•\-—–―]+\Z|第\d{1,3}(?=[版页]\Z)")
"""The number of a page at an end of its head; in 第3版 版 stays."""


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
    furniture = _furniture()
    running = (
        _running(lines)
        | titled_heads.places(lines)
        | unpaged.numbers_beside(lines, furniture)
        | unpaged.heads_beside(lines)
    )
    kept: list[Line] = []
    dropped: list[Line] = []
    end = _tail(lines)
    for number, line in enumerate(lines):
        squash = line.squash
        if (
            number >= end
            or number in running
            or (furniture.match(squash) and not (kept and _waits(kept[-1])))
            or (kept and _previews(kept[-1].squash, squash))
            or (squash.startswith("主办") and any(_SITE.search(one.squash) for one in lines[number + 1 : number + 4]))
            or (_NUMBERED.match(squash) and _at_edge(lines, number))
        ):
            dropped.append(line)
        else:
            heads_page = line.page is not None and bool(dropped) and line.page != (kept[-1].page if kept else None)
            kept.append(line._replace(first_on_page=True) if heads_page else line)
    return kept, dropped


def _previews(title: str, squash: str) -> bool:
    """The beginning of the text below its title, cut off: 「某市关于…的通知 各区县政府（管委会…」."""
    return len(title) >= _PREVIEWED and squash.startswith(title) and squash.endswith(("…", "..."))


def _waits(line: Line) -> bool:
    """「发文日期：」 alone: the day of the document stands on the next line, though a clock stands with it."""
    return line.squash.endswith("：") and line.squash.lstrip("•·●-").rstrip("：") in _days()


@cache
def _days() -> frozenset[str]:
    told = load.tree("web_pages")["told"]
    return frozenset(label for field in ("signed", "effective", "expires") for label in told[field])


def _at_edge(lines: list[Line], number: int) -> bool:
    """The first or last line of a page."""
    line = lines[number]
    if line.page is None:
        return False
    return line.first_on_page or number + 1 == len(lines) or lines[number + 1].first_on_page


def _running(lines: list[Line]) -> set[int]:
    """Where running heads and feet stand, with the numbers of pages at their ends."""
    starts = [number for number, line in enumerate(lines) if line.first_on_page and line.page is not None]
    pages = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    recur = _recurring(pages) if len(pages) > 1 else set()
    found = {number for number, line in enumerate(lines) if recur and _is(line, recur)}
    first: set[str] = set()
    once = {text for text, count in Counter(line.squash for line in lines if found).items() if count == 1}
    for number in sorted(found):
        if _is_titled(lines[number : number + 3], once) or (
            lines[number].squash not in first and _is_head(lines, number)
        ):
            found.remove(number)
        first.add(lines[number].squash)
    return found


def _recurring(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Short unpunctuated lines that stand at the edge of three pages or more, or above two and are no title; and those
    that stand so next to them: issue, part of the gazette, title."""
    found: set[str] = set()
    for _ in range(_LEVELS):
        tops = [_outer(page[:_LEVELS], found) for page in pages]
        feet = [_outer(page[: -_LEVELS - 1 : -1], found) for page in pages]
        edges = {id(line): line for line in (*tops, *feet[:-1]) if line}
        counts = Counter(_PAGE_NUMBER.sub("", line.squash) for line in edges.values())
        above = Counter(line.squash for line in tops if line)
        fresh = {text for text, count in counts.items() if count >= 3}
        fresh |= {text for text, count in above.items() if count > 1 and not _NAMED.search(text)}
        fresh = {text for text in fresh - found if len(text) >= 4 and not _CONTENT.search(text)}
        if not fresh:
            break
        found |= fresh
    return found


def _outer(page: Sequence[Line], known: set[str]) -> Line | None:
    """The outermost line of a page that is not known for furniture; None where it is too short or long to recur, or a
    row of a table: its heads stand once more on each page."""
    furniture = _furniture()
    line = next((line for line in page if not (_is(line, known) or furniture.match(line.squash))), None)
    return line if line and 4 <= len(line.squash) <= 40 and "\t" not in line.clean.text else None


def _is(line: Line, known: set[str]) -> bool:
    return line.squash in known or _PAGE_NUMBER.sub("", line.squash) in known


def _is_titled(lines: list[Line], once: set[str]) -> bool:
    """A title of one line or two above a number that no other page has: several notices on appointments have the same
    title."""
    return any(
        below.squash in once and signals.is_number(below.squash) and genres.genre_of(above.squash) is not None
        for above, below in pairwise(lines)
    )


def _is_head(lines: list[Line], number: int) -> bool:
    """Whether a line is a document's number, or stands above the rest of its title: heads of other pages repeat it."""
    squash = lines[number].squash
    if signals.is_number(squash):
        return True
    following = lines[number + 1] if number + 1 < len(lines) else None
    if following is None or following.page != lines[number].page or genres.genre_of(squash):
        return False
    return _NAMED.search(squash) is not None and bool(genres.genre_of(following.squash))
