"""Text that has lost its line breaks: very long lines cut where head, ordinals and signature show that a line began."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.document.line import runon_edges, signals
from kg.document.line.lines import Line, squashed
from kg.document.line.paragraphs import STRONG_ORDINAL
from kg.lexicon.sieve import holding
from kg.text import dates, offsets

_LONG = 260  # characters from which on a line is taken for one that has lost its breaks
_OWN_LINES = 3
"""With as many ordinals at the beginning of lines the text has kept its line breaks, however long its lines."""
_MARK = re.compile(
    r"(?=[第一二三四五六七八九十（\d①-⑳])(?:(?P<article>第[一二三四五六七八九十百零]+条)|(?P<chapter>第[一二三四五六七八九十]+章)|(?P<top>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<bracket>（[一二三四五六七八九十]{1,3}）)|(?P<digit>(?<![\d.])\d{1,2}[.．、](?!\d))|(?P<small>（\d{1,2}）)|(?P<circle>[①-⑳]))"
)
"""An ordinal inside a line, by its style: 「第一条」, 「第二章」, 「一、」, 「（一）」, 「1.」, 「（1）」, 「①」."""
_DECIMAL = holding(r"(?<![\d.A-Za-z])[1-9]\d?(?:\.[1-9]\d?){1,4}(?=\s*[一-龥])", (".",))
_BELOW_HEADING = re.compile(r"\s*[一-龥（）、]{2,20}(?:职责|分工|机构|指挥部|办公室|小组)\s+(?=[一-龥])")
"""「2.2 成员单位职责 市水利局：…」: a heading is no part of the name that follows."""
_ENTRY = holding(r"(?<=[。；])\s*(?=[一-龥、（）]{3,24}：\s*(?:负责|承担|协助|配合|参与|组织|做好|牵头))", ("：",))
"""「…日常工作。市应急局：负责…」: duties body by body."""
_SERIES = 3
_HEADING = re.compile(r"(?<![\d.])(?P<value>\d{1,2})[.．]?\s+[^\d。；，]{2,24}\Z")
_HEADED = 30
"""Characters that the heading above 1.1 has at most."""
_HEADING_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)(?:[^。；，：]{2,30}，)?[^。；，：]{2,36}\Z"
)
_HEADING_REACH = 75
_WIDE_GAP = holding(r"(?<!\s)\s*[\u2002\u2003][\s\u2002\u2003]*(?=\S)", ("\u2002", "\u2003"))
_INDENT = re.compile(r"(?:\u3000{2,}|[ \xa0\u3000]{3,})(?=\S)")
"""The indent of a paragraph whose line break is lost."""
_FIRST_ITEM = re.compile(r"[ \xa0\u3000](?:一、|1[.．、](?!\d)|[（(][一1][）)]|①|第一条)")
_HEADS_ITEM = re.compile(
    r"(?:\A|(?<=[。；])[ \xa0\u3000]*)"
    r"(?:第[一二三四五六七八九十]{1,3}章|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、])"
    rf"[ \xa0\u3000]*[^。；，：\s]{{2,20}}(?={_FIRST_ITEM.pattern})[ \xa0\u3000]+"
)
"""「二、职责分工 1.市公安局：负责…。 2.市财政局：…」: a heading with the items of its list on one line."""
_ORDINAL_BEFORE = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]+[条章节编]|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[.．、])\Z"
)
_INDENT_BEHIND = re.compile(r"(?:(?<=[。；])|(?<=：)(?=[ \xa0\u3000]+（一）))(?:\u3000{2,}|[ \xa0\u3000]{3,})(?=\S)")
_INDENTS = ("\u3000\u3000", "   ", "\xa0\xa0\xa0")
"""One of which every such indent holds."""
_PARAGRAPH = 25
"""Characters that the paragraphs of a text have on an average, at least."""
_ENDED = re.compile(r"[。；！？）\]］〕】]\s*(?=[第一二三四五六七八九十（])")
_RANKS = ("chapter", "article", "top", "bracket")
_SECTIONS = 2
"""Ordinals of the highest rank inside a line that show that its breaks are lost."""
_TITLE_BEFORE = re.compile(
    r"[一-龥]{6}(?:规则|规定|办法|方案|细则|制度|预案|意见|计划|要点|章程)(?:（[^（）]{2,8}）)?\Z"
)
_FIRST_HEADING = re.compile(r"\s*[一-龥]{2,12}\s*(?:（一）|1[.．、])")
"""「…工作规则一、总则（一）…」: the title of a text runs into its first heading."""
_BLANK = re.compile(r"[^第\s]\s+\Z")
"""What is left of a line break: 「第一章 总则 一、目的 为 …」."""
_AFTER_END = re.compile(r"[。；：！？）\]］〕】”]\s*\Z")


def split_long_lines(lines: list[Line]) -> list[Line]:
    """Lines of more than 260 characters are cut at the places where a printed line must have begun."""
    found: list[Line] = []
    counters: dict[str, int] = {}
    broken = sum(bool(STRONG_ORDINAL.match(line.squash)) for line in lines) >= _OWN_LINES
    highest = _highest(line.squash for line in lines)
    issuer = _issuer(lines[0].clean.text) if lines else ""
    for number, line in enumerate(lines):
        if not _is_run_on(line, number):
            _count(line.squash, counters)
            found += _at_indents(line)
            continue
        cuts = {0, *runon_edges.head_cuts(line, number), *_gap_cuts(line), *runon_edges.closing_cuts(line)}
        cuts |= (
            {*_ordinal_cuts(line, counters), *_decimal_cuts(line.clean.text)}
            if not broken or _lost(line, highest)
            else set()
        )
        cuts |= {match.end() for match in _ENTRY.finditer(line.clean.text)}
        found += _pieces(line, sorted(cuts | set(runon_edges.signature_cuts(line, issuer))))
    return found


def _at_indents(line: Line) -> list[Line]:
    """A line of usual length cut where an indent stands behind a sentence, and where the first item of a list stands
    behind its heading."""
    text = line.clean.text
    cuts = {match.end() for match in _HEADS_ITEM.finditer(text)} if _FIRST_ITEM.search(text) else set()
    if any(indent in text for indent in _INDENTS):
        cuts |= {match.end() for match in _INDENT_BEHIND.finditer(text)}
    return list(_pieces(line, sorted({0, *cuts}))) if cuts else [line]


def _count(squash: str, counters: dict[str, int]) -> None:
    """The ordinal with which a line begins, from which those in a later line go on."""
    mark = _MARK.match(squash)
    if mark and mark.lastgroup:
        counters[mark.lastgroup] = _value(mark.group())
        _reset_below(counters, mark.lastgroup)


def _highest(squashes: Iterable[str]) -> int:
    """The rank of the highest ordinals that begin lines: 0 for chapters."""
    marks = (_MARK.match(squash) for squash in squashes)
    return min(
        (_RANKS.index(mark.lastgroup) for mark in marks if mark and mark.lastgroup in _RANKS), default=len(_RANKS)
    )


def _lost(line: Line, highest: int) -> bool:
    """Whether a line holds sections one behind the other, 。二、…。三、…, though other lines have theirs."""
    inside = (match.end() for match in _ENDED.finditer(line.clean.text))
    marks = (_MARK.match(line.clean.text, place) for place in inside)
    return sum(bool(mark and mark.lastgroup in _RANKS[: highest + 1]) for mark in marks) >= _SECTIONS


def _is_run_on(line: Line, number: int) -> bool:
    """Very long, or one of the first lines with a number, an addressee or a signature in its midst."""
    if len(line.squash) >= _LONG:
        return True
    if number > 5 or len(line.squash) < 40:
        return False
    head = number == 0 and bool(
        runon_edges.HEAD_NUMBER.search(line.squash) or runon_edges.TITLE_AND_BODIES.match(line.squash)
    )
    return (
        head
        or bool(runon_edges.REPORTED.search(line.squash))
        or bool(runon_edges.SIGNATURE.search(line.clean.text))
        or bool(_WIDE_GAP.search(line.clean.text))
    )


def _issuer(first: str) -> str:
    """The body with which the title at the beginning of the text begins."""
    before = re.sub(r"\s+", "", first[:200].partition("关于")[0])
    return before if 4 <= len(before) <= 40 and re.search(rf"{signals.BODY_END}\Z", before) else ""


def _gap_cuts(line: Line) -> Iterator[int]:
    """Behind runs of wide spaces: what is left of a page's paragraph breaks."""
    for match in _WIDE_GAP.finditer(line.clean.text):
        yield match.end()
    text = line.clean.text
    if any(indent in text for indent in _INDENTS):
        gaps = [match.span() for match in _INDENT.finditer(text)]
        indents = [end for start, end in gaps if not _ORDINAL_BEFORE.search(text, max(0, start - 12), start)]
        paragraphs = len(text) >= _PARAGRAPH * (len(indents) + 1)  # of a list of persons the pieces are shorter
        yield from (place for place in indents if paragraphs or _AFTER_END.search(text, max(0, place - 6), place))


def _pieces(line: Line, cuts: list[int]) -> Iterator[Line]:
    for start, end in zip(cuts, [*cuts[1:], len(line.clean.text)], strict=True):
        part = offsets.strip(offsets.cut(line.clean, start, end))
        if part.text:
            yield Line(part, squashed(part.text), line.page, line.first_on_page and start == 0)


def _ordinal_cuts(line: Line, counters: dict[str, int]) -> Iterator[int]:
    """Before each ordinal that goes on the count of its style, or starts a new one below a heading."""
    text = line.clean.text
    for match in _MARK.finditer(text):
        style = match.lastgroup or ""
        value = _value(match.group())
        ended = match.start() == 0 or bool(_AFTER_END.search(text, max(0, match.start() - 3), match.start()))
        ended = ended or (
            style == "top"
            and value == 1
            and bool(
                _TITLE_BEFORE.search(text, max(0, match.start() - 30), match.start())
                and _FIRST_HEADING.match(text, match.end())
            )
        )
        ended = ended or (style in _RANKS and bool(_BLANK.search(text, max(0, match.start() - 3), match.start())))
        follows = value == counters.get(style, 0) + 1
        starts = value == 1
        heading = style in ("bracket", "digit") and (starts or follows) and _short_heading(text, match.start())
        if (
            (ended and (follows or starts))
            or heading
            or (follows and (style in ("article", "chapter") or (style == "top" and value > 1)))
        ):
            counters[style] = value
            _reset_below(counters, style)
            yield match.start()


def _decimal_cuts(text: str) -> list[int]:
    """Before 1.1, 1.2 … and the 1 of the heading above 1.1, where three or more make a series."""
    found: list[int] = []
    last: tuple[int, ...] = ()
    count = 0
    for match in _DECIMAL.finditer(text):
        value = tuple(map(int, match.group().split(".")))
        if not _goes_on(last, value):
            continue
        heading = _HEADING.search(text, max(0, match.start() - _HEADED), match.start()) if value[1:] == (1,) else None
        if heading and int(heading["value"]) == value[0]:
            found.append(heading.start())
        found.append(match.start())
        if below := _BELOW_HEADING.match(text, match.end()):
            found.append(below.end())
        last, count = value, count + 1
    return found if count >= _SERIES else []


def _goes_on(last: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Whether a decimal is the first, the next of a rank or above, or the first below: 1.1, 1.1.1, 1.2, 2.1."""
    if not last:
        return value == (1, 1)
    above = value[:-1]
    first = value[-1] == 1 and (above == last or above == (last[0] + 1,))
    return first or (len(value) <= len(last) and value == (*last[: len(value) - 1], last[len(value) - 1] + 1))


def _reset_below(counters: dict[str, int], style: str) -> None:
    order = ["chapter", "article", "top", "bracket", "digit", "small", "circle"]
    for lower in order[order.index(style) + 1 :]:
        if lower == "article" or (lower == "bracket" and style == "top"):
            continue  # articles, and often （一）, run on across sections
        counters.pop(lower, None)


def _short_heading(text: str, place: int) -> bool:
    """A heading 「一、…」 without a full stop, and with one comma at most, stands right before the ordinal."""
    return bool(_HEADING_BEFORE.search(text, max(0, place - _HEADING_REACH), place))


def _value(mark: str) -> int:
    if mark[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(mark[0]) - ord("①") + 1
    digits = re.search(r"\d+|[一二三四五六七八九十]+", mark.replace("百", "").replace("零", ""))
    return dates.numeral(digits.group()) if digits else 0
