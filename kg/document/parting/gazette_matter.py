"""What an issue of a gazette prints besides documents: names of its sections, chronicles, explanations, who printed it.

Without this they would be the end of the document before. What government gazettes hold: 《国务院办公厅关于做好政府公报
工作的通知》 (国办发〔2018〕22号); what a periodical states of itself (主办, 编辑, 印刷, 刊号): GB/T 3179—2009, 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document.line import contents, signals
from kg.document.line.lines import Line
from kg.document.parting import openings
from kg.document.title import genres

_OWNER = r"主管|主办"
_MADE = r"编辑出版|编辑|编印|主编|总编|责任编辑|编审"
_PRINTED = (
    r"承印|印刷|出版|刊号|统一刊号|国内统一刊号|准印证|准印证号|邮发代号|发行|发行范围|发送|发送对象|发送范围|印数"
)
_WHERE = r"地址|社址|邮编|邮政编码|电话|联系电话|传真|网址|电子邮[箱件]|投稿邮箱|赠阅"
_LABEL = re.compile(
    rf"(?:\A|(?<=\s))(?:(?P<owner>{_OWNER})|(?P<made>{_MADE})|(?P<printed>{_PRINTED})|{_WHERE})(?:单位|部门|机关|日期|时间)?[：:／]"
)
_BETWEEN = 40
"""Characters of a line that may stand between two labels: the rest of an address."""
_AT_END = 6
"""Lines behind it that end a file with it, at most."""
_MARKS = "【】[]〔〕·•●■◆★※▲—-|｜"
_SECTION = re.compile(
    r"[一-龥、（）]{0,12}(?:文件|规章|法规|任免|人事|解读|大事记|讲话|要闻|选登|选编|选载|转载|资料|动态|文献|信息|政务|专栏|专载|特载"
    r"|公告|通告|批复|决定|决议)"
)
_CHRONICLE = re.compile(
    r"[一-龥]{0,16}(?:(?:19|20)\d\d年)?(?:[\d一二三四五六七八九十]{1,3}(?:[—～至-][\d一二三四五六七八九十]{1,3})?月份?)?"
    r"(?:政[府务])?大事记(?:[（(][^（）()]{2,20}[）)])?"
)
"""The chronicle of a gazette: 「市政府2023年10月大事记」, 「2023年10—12月份政务大事记」."""
_EVENT = re.compile(r"[●◆■▲◎○]?(?:\d{1,2}月)?\d{1,2}(?:[—～至-]\d{1,2})?日")
_EXPLANATION = re.compile(r"(?:关于)?《[^《》]{4,80}》的?(?:政策|起草|修订|编制)?(?:解读|起草说明|政策问答|答记者问)")
_SPEECH = re.compile(
    r"[一-龥]{0,24}在[^。；：《》]{4,60}(?:会议?|大会|仪式|论坛|活动)上的(?:讲话|致辞|致词|发言)(?:[（(][^（）()]{1,16}[）)])?"
)
_WORDS = 6
"""Characters at the end of a title by which a document that issues the text names it: 「…会议上的讲话」."""
_NEAR = 4
"""Lines below the name of a chronicle in which its first day stands; lines of the title of an explanation."""
_DOCUMENTS = 2
"""Document numbers before it that show an issue of several documents; with a table of contents one will do."""
_SHORTEST_ITEM, _LONGEST_ITEM = 6, 40
"""Characters of what the contents name besides documents."""


def without_matter(lines: Sequence[Line], listed: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of documents, and what else an issue prints; ``listed``: the lines of its table of contents."""
    sections = frozenset(_sections(listed))
    out = set(_colophons(lines))
    out |= {place for place in range(len(lines)) if sections and _is_section(lines, place, sections)}
    out |= set(_others(lines, frozenset(_items(listed, sections)), out))
    kept = [line for place, line in enumerate(lines) if place not in out]
    return kept, [lines[place] for place in sorted(out)]


def _is_section(lines: Sequence[Line], place: int, sections: frozenset[str]) -> bool:
    """Whether a line names a section, and is not the last one of a title: 「…社区居委会的」, 「批复」."""
    if lines[place].squash.strip(_MARKS) not in sections:
        return False
    above = lines[place - 1].squash if place else ""
    return not above or openings.closes(above) or signals.ends_sentence(above) or above.endswith(("）", ")", "］"))


def _sections(listed: Sequence[Line]) -> Iterator[str]:
    """The names of sections in the contents: above an entry, behind the page of the one before."""
    begins = True
    for line in listed:
        name = line.squash.strip(_MARKS)
        if begins and _SECTION.fullmatch(name):
            yield name
            continue
        begins = contents.names_page(line.squash) or contents.is_name(line.squash)


def _colophons(lines: Sequence[Line]) -> Iterator[int]:
    """Who makes, edits and prints the issue, a line each; an event has 主办, 承办, a letter 地址, 电话."""
    labels = {place: kinds for place, line in enumerate(lines) if (kinds := _labels(line))}
    last = -1
    for place in sorted(labels):
        if place <= last:
            continue
        last, kinds = place, set(labels[place])
        while following := _next(lines, last, labels):
            last, kinds = following, kinds | labels[following]
        if "printed" in kinds and ("owner" in kinds or "made" in kinds):
            start = place - 1 if place and lines[place - 1].squash.isdecimal() else place
            yield from range(start, len(lines) if len(lines) - last - 1 <= _AT_END else last + 1)


def _labels(line: Line) -> set[str]:
    """What the labels of a line tell: whose it is, who made it, who printed it; "where" for an address."""
    if "：" not in line.squash and ":" not in line.squash:
        return set()
    found = [*_LABEL.finditer(line.clean.text), *_LABEL.finditer(line.squash)]
    return {one.lastgroup or "where" for one in found}


def _next(lines: Sequence[Line], last: int, labels: dict[int, set[str]]) -> int:
    """The next line with a label, where at most one short line stands between; else 0."""
    for place in range(last + 1, min(last + 3, len(lines))):
        if place in labels:
            return place
        if len(lines[place].squash) > _BETWEEN or signals.is_number(lines[place].squash):
            break
    return 0


def _items(listed: Sequence[Line], sections: frozenset[str]) -> Iterator[str]:
    """What the contents name that is no document by its title: a speech, figures, a report of the press."""
    entry = ""
    for line in listed:
        if line.squash.strip(_MARKS) in sections or contents.is_name(line.squash):
            continue
        entry += line.squash
        if contents.names_page(line.squash):
            name = contents.without_page(entry)
            if _SHORTEST_ITEM <= len(name) <= _LONGEST_ITEM and not genres.genre_of(name) and "关于" not in name:
                yield name
            entry = ""


def _others(lines: Sequence[Line], items: frozenset[str], out: set[int]) -> Iterator[int]:
    """Chronicles, speeches and explanations among the documents of an issue, each up to the head of the next document;
    and what else the contents name."""
    numbers: dict[str, int] = {}
    end = 0
    for place, line in enumerate(lines):
        if place < end:
            continue
        if line.squash.endswith(("号", "号）", "号)")) and signals.is_number(line.squash):
            numbers.setdefault(line.squash.strip("（）()"), place)
        if len(numbers) < (1 if items else _DOCUMENTS):
            continue
        free = place - 1 in out or place == end or _is_behind(lines, place)
        if _is_chronicle(lines, place) or (free and _is_other(lines, place, items, max(numbers.values()))):
            end = _next_head(lines, place)
            yield from range(place, end)


def _is_behind(lines: Sequence[Line], place: int) -> bool:
    """Whether the line above ends a document, or two do: 「…3月1日印」, 「发」."""
    above = [line.squash for line in lines[max(0, place - 2) : place]]
    return bool(above) and any(openings.closes(end) for end in (above[-1], "".join(above)))


def _is_other(lines: Sequence[Line], place: int, items: frozenset[str], number: int) -> bool:
    """Whether an explanation, a speech or an item of the contents begins, which the document above does not issue."""
    title = ""
    for line in lines[place : place + _NEAR]:
        title += line.squash
        if _EXPLANATION.fullmatch(title):
            return True
        if title in items or _SPEECH.fullmatch(title):
            above = "".join(line.squash for line in lines[max(0, number - _NEAR) : place])
            return title[-_WORDS:] not in above
    return False


def _is_chronicle(lines: Sequence[Line], place: int) -> bool:
    if not (lines[place].squash.endswith(("大事记", "）", ")")) and _CHRONICLE.fullmatch(lines[place].squash)):
        return False
    return any(_EVENT.match(line.squash) for line in lines[place + 1 : place + 1 + _NEAR])


def _next_head(lines: Sequence[Line], start: int) -> int:
    """Where the next document begins that has a number or says whom it is for; else the end."""
    rest = lines[start:]
    heads = openings.heads(rest, openings.seen(rest))
    return next((start + head.start for head in heads if head.number or head.addressed), len(lines))
