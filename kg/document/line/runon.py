"""Text that has lost its line breaks: very long lines cut where head, ordinals and signature show that a line began."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document.line import signals
from kg.document.line.lines import Line, squashed
from kg.document.line.paragraphs import STRONG_ORDINAL
from kg.document.title.genres import genre_of
from kg.lexicon.sieve import holding
from kg.text import dates, offsets

_LONG = 260  # characters from which on a line is taken for one that has lost its breaks
_OWN_LINES = 3
"""With as many ordinals at the beginning of lines the text has kept its line breaks, however long its lines."""
_HEAD_NUMBER = holding(r"[一-龥]{1,16}[〔\[［【（(](?:19|20)\d{2}[〕\]］】）)]\s*第?\d{1,5}号", ("号",), ("19", "20"))
_ADDRESSEE = re.compile(r"\A[^。；：:《》“”]{2,400}?[：:]")
_SIGNATURE = holding(
    rf"(?:(?<![^。）])|(?<=\s{{3}}))(?=[^。，；：《》]*年)\s{{0,40}}(?P<who>[^。，；：《》]{{2,120}}?)\s{{0,40}}{dates.DATE.pattern}\s*(?P<note>[（(]此件[^）)]{{2,20}}[）)])?",
    *(("日",), ("月",)),
)
_DATE_ALONE = re.compile(rf"(?<=[。）])\s{{0,40}}{dates.DATE.pattern}\s*(?:(?P<note>[（(]此件[^）)]{{2,20}}[）)])|\Z)")
"""A signature whose body the page has lost: the date with the note on openness behind it, or
at the end of all."""
_MARK = re.compile(
    r"(?=[第一二三四五六七八九十（\d①-⑳])(?:(?P<article>第[一二三四五六七八九十百零]+条)|(?P<chapter>第[一二三四五六七八九十]+章)|(?P<top>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<bracket>（[一二三四五六七八九十]{1,3}）)|(?P<digit>(?<![\d.])\d{1,2}[.．](?!\d))|(?P<small>（\d{1,2}）)|(?P<circle>[①-⑳]))"
)
_DECIMAL = holding(r"(?<![\d.A-Za-z])[1-9]\d?(?:\.[1-9]\d?){1,4}(?=\s*[一-龥])", (".",))
_BELOW_HEADING = re.compile(r"\s+[一-龥（）、]{2,20}(?:职责|分工|机构|指挥部|办公室|小组)\s+(?=[一-龥])")
"""「2.2 成员单位职责 市水利局：…」: a heading is no part of the name that follows."""
_ENTRY = holding(r"(?<=[。；])\s*(?=[一-龥、（）]{3,24}：\s*(?:负责|承担|协助|配合|参与|组织|做好|牵头))", ("：",))
"""「…日常工作。市应急局：负责…」: duties body by body."""
_SERIES = 3
_HEADING = re.compile(r"(?<![\d.])(?P<value>\d{1,2})[.．]?\s+[^\d。；，]{2,24}\Z")
_HEADED = 30
"""Characters that the heading above 1.1 has at most."""
REPORTED = re.compile(r"全文如下\s*[：:]")
"""How a paper ends what it says of a document before it prints it."""
_REPORT_LINES = 4
_ABOUT = r"[一-龥]{0,30}关于[^。；：:，,]{4,60}的(?:通知|通告|公告|通报|意见|决定|函)"
_TITLE_AND_BODIES = re.compile(rf"\s*(?P<title>{_ABOUT})(?=\s*各)")
_TITLE_AND_TEXT = re.compile(rf"\s*(?P<title>{_ABOUT})\s+(?=为|根据|按照|经)")
_HEADING_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)(?:[^。；，：]{2,30}，)?[^。；，：]{2,36}\Z"
)
_HEADING_REACH = 75
_DECREE = re.compile(
    r"\s*(?P<head>[一-龥]{2,24}令\s*[（(〔]?\s*第?\s*[〇零一二三四五六七八九十百\d]{1,6}\s*号[）)〕]?)\s*(?=《)"
    rf"(?P<text>《(?P<_title>[^》]{{3,50}})》[^。]{{4,200}}(?:施行|公布|生效|执行)。)\s*"
    rf"(?:(?P<signer>[^。，；《》\d]{{2,20}}?)\s*(?P<signed>{dates.DATE.pattern}))?\s*(?P<name>(?P=_title))?"
)
_DECREE_PARTS = ("head", "text", "signer", "signed", "name")
"""「某省人民政府令第5号《某办法》已经…，现予公布。省长　张三2021年1月1日某办法第一条…」."""
_WIDE_GAP = holding(r"(?<!\s)\s*[\u2002\u2003][\s\u2002\u2003]*(?=\S)", ("\u2002", "\u2003"))
_TITLE_BEFORE_CODE = re.compile(
    r"(?:的|》)(?:实施|指导|若干|补充|紧急)*(?:通知|通告|通报|公告|意见|批复|函|决定|报告|请示|答复)(?:（[^（）]*）)?(?=\s*[一-龥]{2,14}[〔\[［【（(]\s*(?:19|20)\d{2})"
)
_DAY_LABEL = re.compile(r"[知告报见复函定示]\s+(?=(?:发布|发文|成文|公布|印发|颁布)(?:日期|时间)[：:]\s*(?:19|20)\d\d)")
_AFTER_END = re.compile(r"[。；：！？）\]］〕】”]\s*\Z")


def split_long_lines(lines: list[Line]) -> list[Line]:
    """Lines of more than 260 characters are cut at the places where a printed line must have begun."""
    found: list[Line] = []
    counters: dict[str, int] = {}
    broken = sum(bool(STRONG_ORDINAL.match(line.squash)) for line in lines) >= _OWN_LINES
    issuer = _issuer(lines[0].clean.text) if lines else ""
    for number, line in enumerate(lines):
        if not _is_run_on(line, number):
            found.append(line)
            continue
        cuts = {0, *_head_cuts(line, number), *_gap_cuts(line), *_closing_cuts(line)}
        cuts |= set() if broken else {*_ordinal_cuts(line, counters), *_decimal_cuts(line.clean.text)}
        cuts |= {match.end() for match in _ENTRY.finditer(line.clean.text)}
        found += _pieces(line, sorted(cuts | set(_signature_cuts(line, issuer))))
    return found


def _is_run_on(line: Line, number: int) -> bool:
    """Very long, or one of the first lines with a number, an addressee or a signature in its midst."""
    if len(line.squash) >= _LONG:
        return True
    if number > 5 or len(line.squash) < 40:
        return False
    head = number == 0 and bool(_HEAD_NUMBER.search(line.squash) or _TITLE_AND_BODIES.match(line.squash))
    return (
        head
        or bool(REPORTED.search(line.squash))
        or bool(_SIGNATURE.search(line.clean.text))
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


def _pieces(line: Line, cuts: list[int]) -> Iterator[Line]:
    for start, end in zip(cuts, [*cuts[1:], len(line.clean.text)], strict=True):
        part = offsets.strip(offsets.cut(line.clean, start, end))
        if part.text:
            yield Line(part, squashed(part.text), line.page, line.first_on_page and start == 0)


def _head_cuts(line: Line, number: int) -> Iterator[int]:
    """Behind the title, behind the document number and behind the addressee of a document whose head is one line."""
    text, start = line.clean.text, 0
    if number < _REPORT_LINES and (report := REPORTED.search(text)):
        yield (start := report.end())
        if titled := _TITLE_AND_BODIES.match(text, start):
            yield (start := titled.end("title"))
    elif number == 0 and (titled := _TITLE_AND_TEXT.match(text)):
        yield titled.end("title")
    yield from [match.end() for match in _DAY_LABEL.finditer(text, 0, 400)][: number == 0]
    for match in _HEAD_NUMBER.finditer(text[:400]):
        code = _code_start(text, match.start(), match.end())
        if code is not None and number < 3:
            yield from (code, match.end())
            start = match.end()
            break
    if number == 0 and (decree := _DECREE.match(text)):
        yield from sorted({decree.end(name) for name in _DECREE_PARTS if decree[name]})
        return
    to = _ADDRESSEE.match(text[start:].lstrip())
    if to and number < 4 and signals.addressee_end(re.sub(r"\s+", "", to.group())):
        yield start + (len(text[start:]) - len(text[start:].lstrip())) + to.end()
        title = _title_end(to.group())
        if title:
            yield start + title


def _title_end(head: str) -> int | None:
    """「…的通知各区县人民政府：」: the title ends with the last genre word before the addressee."""
    for match in re.finditer(
        r"的(?:若干|实施|指导)?(?:通知|通告|通报|公告|意见|批复|函|决定)(?=\s{0,4}(?:各|市|省|县|区|机关|有关|[一-龥]{2,4}[县市区][、，]))",
        head,
    ):
        return match.end()
    return None


def _code_start(text: str, start: int, end: int) -> int | None:
    """Where in 「…的意见渝府办发〔2021〕88号」 the number begins: right behind the genre word."""
    if titled := _TITLE_BEFORE_CODE.search(text, 0, end):
        return titled.end()
    if start > 1 and text[start - 1].isspace() and text[:start].rstrip()[-1:].isdigit():
        return start  # 「…的批复　发布日期：2021-03-19　某卫函〔2021〕55号」, as pages print the day between both
    for place in range(end - 4, start - 1, -1):
        if place > 0 and genre_of(re.sub(r"\s+", "", text[max(0, place - 30) : place])) and len(text[place:end]) > 8:
            return place
    return None if text[:start].strip("—－- \u3000\xa00123456789") else start


def _ordinal_cuts(line: Line, counters: dict[str, int]) -> Iterator[int]:
    """Before each ordinal that goes on the count of its style, or starts a new one below a heading."""
    text = line.clean.text
    for match in _MARK.finditer(text):
        style = match.lastgroup or ""
        value = _value(match.group())
        ended = match.start() == 0 or bool(_AFTER_END.search(text, max(0, match.start() - 3), match.start()))
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


def _closing_cuts(line: Line) -> Iterator[int]:
    """Before the closing paragraph that follows the last clause's duty line."""
    for match in re.finditer(
        r"(?<=[）\]］】])(?=(?:各地区、各部门|各地、各部门|各地区各部门|各地各部门|各部门、各单位)要)", line.clean.text
    ):
        yield match.start()
    for match in re.finditer(r"(?<=[。》）])(?=\s*附件[：:])", line.clean.text):
        yield match.start()


def _signature_cuts(line: Line, issuer: str) -> Iterator[int]:
    """Around 「国务院办公厅2020年7月15日（此件公开发布）」."""
    if issuer:
        signed = re.compile(rf"{re.escape(issuer)}\s*{dates.DATE.pattern}\s*(?P<note>[（(]此件[^）)]{{2,20}}[）)])?")
        for match in signed.finditer(line.clean.text):
            yield from (match.start(), match.end())
            if match["note"]:
                yield match.start("note")
    for match in _DATE_ALONE.finditer(line.clean.text):
        yield from (match.start(), match.end())
        if match["note"]:
            yield match.start("note")
    for match in _SIGNATURE.finditer(line.clean.text):
        who = re.sub(r"\s+", "", match["who"])
        if re.search(r"(?:政府|办公厅|办公室|委员会|[局厅部委院署会处社所行])\Z", who):
            yield match.start()
            if match["note"]:
                yield match.start("note")
            yield match.end()
