"""The list of annexes at the end of a text: 「附件：1.… 2.…」 (GB/T 9704—2012, 7.3.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.title import genres

_LIST = re.compile(r"\A附件?[：:]|\A附件\s*1?[：:.．、]")
_NOTE = re.compile(
    r"（(?:见网络版|略|另发|另附|详见[^）]*|附后|此略|联系人[^）]*)）?\Z|【[^】]*】|[。；;,，]\Z|\.(?:docx?|pdf|xlsx?|rar|zip|wps)\Z"
)
_CHINESE_FILE = re.compile(r"(?:附件)?\d{0,2}[.．、：:]?[一-龥《].*\.[a-z]{3,4}\Z")
_NUMBERED = re.compile(r"\d{1,2}[.．、]")
_AFTER = re.compile(
    r"(?:文件|附件)?(?:下载|列表)|文件下载|附件[：:](?=1[.．])|相关(?:附件|链接|文件|解读|阅读)|【|原文|[扫本]一?扫?(?:文链接|描二维码)|扫一扫|责任编辑"
    r"|[（(]?联系(?:人|方式|电话)|抄送|(?:信息)?公开(?:选项|方式|属性|类别|形式)[：:]|主办单位|中国政府网|政策解读|打印|分享|来源[：:]"
)
"""What stands behind the list on a web page or at the foot of a letter."""
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)(?:[（(][\d.]+[KkMmGg]?[Bb][)）])?\Z")
"""The name of a linked file, which ends the title of an annex."""
_LONGEST = 900
"""Characters that a list of annexes has at most; more is no list."""


def place(lines: Sequence[Line]) -> tuple[int, int]:
    """(start, end) of the lines that hold the list; the same number twice where there is none."""
    for start, line in enumerate(lines):
        if line.squash[:1] != "附" or not (_LIST.match(line.squash) or _unlisted(lines[start : start + 2])):
            continue
        text, end = "", start
        while end < len(lines) and len(text) < _LONGEST:
            squash = lines[end].squash
            if signals.is_signature_date(squash) or (text and (_ends(text, squash) or is_row(lines[end : end + 1]))):
                break
            text += squash
            end += 1
        return start, end
    return len(lines), len(lines)


def is_row(following: Sequence[Line]) -> bool:
    """Whether the first line is a row of a table: the annex itself has begun, its title taken for the list."""
    return any("\t" in line.clean.text.strip() and not _NUMBERED.match(line.squash) for line in following[:1])


def _unlisted(lines: Sequence[Line]) -> bool:
    """「附件1《某某表》」 and 「附件2《某某表》」 right below it."""
    return len(lines) == 2 and all(re.match(rf"附件{k}《", line.squash) for k, line in enumerate(lines, start=1))


def _ends(text: str, squash: str) -> bool:
    """Whether a line is neither a numbered annex nor the rest of one."""
    if (
        squash[0] in "|｜"
        or re.match(r"附件?(?:\d(?!\d?《)|[：:]?\Z)", squash)
        or _AFTER.match(squash)
        or signals.is_imprint(squash)
        or text in (f"附件：{squash}", f"附：{squash}")
    ):
        return True  # or the annex itself begins: its title stands once more
    if _NUMBERED.match(squash) or re.match(r"附件\d{1,2}《", squash):
        return False
    if _CHINESE_FILE.match(squash) and not squash[:3].strip("附件")[:1].isdigit() and genres.genre_of(text):
        return True  # the parts of the annex, a file each
    if signals.dated_number(squash) or (_FILE.search(text) and not _CHINESE_FILE.match(squash)):
        return True  # the number of the annex, which its title heads; what stands behind a linked file
    if "。" in squash or (re.fullmatch(r"[一-龥]{2,30}", squash) and re.search(signals.BODY_END + r"\Z", squash)):
        return True
    if text.rstrip("：:") in ("附件", "附"):
        return False
    if squash.startswith("一、"):
        return True  # the annex itself, its title above
    bare = re.sub(r"（[^（）]*）\Z", "", text.rstrip("。"))
    complete = bool(genres.genre_of(bare)) and text.endswith(("）", "。"))
    return complete or (text.endswith("见网络版）") and not squash.startswith("（"))


def names(squashed: Sequence[str]) -> tuple[str, ...]:
    """The annexes' titles, without their numbers and without notes such as （见网络版）."""
    text = re.sub(r"\A附件?\s*[：:]?(?:（[^（）]{0,4}下载[^（）]{0,4}）)?", "", "".join(squashed))
    marks: list[tuple[int, int]] = []
    number, where = 1, 0
    while match := re.compile(rf"(?:附件)?{number}(?:[.．、:：]|(?=《))").search(text, where):
        if number == 1 and match.start() > 0:
            break
        marks.append(match.span())
        where, number = match.end(), number + 1
    starts = [end for _, end in marks] or [0]
    ends = [*(start for start, _ in marks[1:]), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    pieces = pieces if marks else re.split(r"(?<=》)[、，；]?(?=《)", text)
    found = [_bare(piece) for piece in pieces]
    return tuple(name for name in found if 3 <= len(name) <= 120)


def _bare(name: str) -> str:
    """A title without notes behind it, and without 《》 around all of it: not 《政府工作报告》任务分解表."""
    while (shorter := _NOTE.sub("", name)) != name:
        name = shorter
    whole = re.fullmatch(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》?", name)
    return whole[1] if whole else name
