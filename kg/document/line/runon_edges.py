"""Where the head and the end of a text part that has lost its line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.title.genres import genre_of
from kg.lexicon.sieve import holding
from kg.text import dates

HEAD_NUMBER = holding(r"[一-龥]{1,16}[〔\[［【（(](?:19|20)\d{2}[〕\]］】）)]\s*第?\d{1,5}号", ("号",), ("19", "20"))
_ADDRESSEE = re.compile(r"\A(?:[^。；：:《》“”]|《[^《》]{2,80}》的){2,400}?[：:]")
"""A title may stand before it: 关于印发《某方案》的通知各县人民政府："""
SIGNATURE = holding(
    rf"(?:(?<![^。）])(?![（(〔［【])|(?<=\s{{3}}))(?=[^。，；：《》]*年)\s{{0,40}}(?P<who>[^。，；：《》]{{2,120}}?)\s{{0,40}}{dates.DATE.pattern}\s*(?P<note>[（(]此件[^）)]{{2,20}}[）)])?",
    *(("日",), ("月",)),
)
"""「…请认真执行。江州市人民政府 2024年3月1日（此件公开发布）」: who signs, the day, what is said of openness."""
_DATE_ALONE = re.compile(
    rf"(?<=[。）])\s{{0,40}}{dates.DATE.pattern}\s*(?:(?P<note>[（(]此件[^）)]{{2,20}}[）)])|(?=\s{{4}})|\Z)"
)
"""A signature whose body the page has lost: the date with the note on openness or a wide gap
behind it, or at the end of all."""
_BELOW_ANNEX = re.compile(
    rf"附(?:件)?[:：][^。；]{{2,60}}?[ \u3000](?P<who>[一-龥（）]{{2,30}}{signals.BODY_END})[ \u3000]*"
    rf"{dates.DATE.pattern}[\s|｜]*\Z"
)
"""「附：某某安排 某某办公室 2018年9月28日」 at the end of all."""
REPORTED = re.compile(r"全文如下\s*[：:]")
"""How a paper ends what it says of a document before it prints it."""
_REPORT_LINES = 4
_HEAD_LINES = 8
"""Lines of a page down to the text, at most: its title, the day, the number."""
_ABOUT = r"[一-龥]{0,30}关于[^。；：:，,]{4,60}的(?:通知|通告|公告|通报|意见|决定|函)"
TITLE_AND_BODIES = re.compile(rf"\s*(?P<title>{_ABOUT})(?=\s*各)")
_TITLE_AND_TEXT = re.compile(rf"\s*(?P<title>{_ABOUT})\s+(?=为|根据|按照|经)")
_PLAN_AND_TEXT = re.compile(
    r"\s*(?P<title>[一-龥（）“”0-9—-]{4,40}?(?:预案|方案|办法|规定|细则|要点|制度|规则))(?=为(?:进一步|了|深入|贯彻|认真|切实|全面|加强|规范|做好|有效|推进|加快))"
)
"""「某镇森林防火应急预案为进一步提高…」: a plan without a head, its title run into its text."""
_DECREE = re.compile(
    r"\s*(?P<head>[一-龥]{2,24}令\s*[（(〔]?\s*第?\s*[〇零一二三四五六七八九十百\d]{1,6}\s*号[）)〕]?)\s*(?=《)"
    rf"(?P<text>《(?P<_title>[^》]{{3,50}})》[^。]{{4,200}}(?:施行|公布|生效|执行)。)\s*"
    rf"(?:(?P<signer>[^。，；《》\d]{{2,20}}?)\s*(?P<signed>{dates.DATE.pattern}))?\s*(?P<name>(?P=_title))?"
)
"""「某省人民政府令第5号《某办法》已经…，现予公布。省长　张三2021年1月1日某办法第一条…」."""
_DECREE_PARTS = ("head", "text", "signer", "signed", "name")
_TITLE_BEFORE_CODE = re.compile(
    r"(?:的|》)(?:实施|指导|若干|补充|紧急)*(?:通知|通告|通报|公告|意见|批复|函|决定|报告|请示|答复)(?:（[^（）]*）)?(?=\s*[一-龥]{2,14}[〔\[［【（(]\s*(?:19|20)\d{2})"
)
"""The end of a title that the number of its document follows on the line: 「…的实施意见 江政发〔2024〕5号」."""
_DAY_LABEL = re.compile(r"[知告报见复函定示]\s+(?=(?:发布|发文|成文|公布|印发|颁布)(?:日期|时间)[：:]\s*(?:19|20)\d\d)")


def head_cuts(line: Line, number: int) -> Iterator[int]:
    """Behind the title, behind the document number and behind the addressee of a document whose head is one line."""
    text, start = line.clean.text, 0
    if number < _REPORT_LINES and (report := REPORTED.search(text)):
        yield (start := report.end())
        if titled := TITLE_AND_BODIES.match(text, start):
            yield (start := titled.end("title"))
    elif number == 0 and (titled := _TITLE_AND_TEXT.match(text) or _PLAN_AND_TEXT.match(text)):
        yield titled.end("title")
    yield from [match.end() for match in _DAY_LABEL.finditer(text, 0, 400)][: number == 0]
    for match in HEAD_NUMBER.finditer(text[:400]):
        code = _code_start(text, match.start(), match.end())
        if code is not None and number < 3:
            yield from (code, match.end())
            start = match.end()
            break
    if number == 0 and (decree := _DECREE.match(text)):
        yield from sorted({decree.end(name) for name in _DECREE_PARTS if decree[name]})
        return
    start += len(text[start:]) - len(text[start:].lstrip())
    to = _ADDRESSEE.match(text[start:])
    title = _title_end(to.group()) if to else None
    if to and number < _HEAD_LINES and signals.addressee_end(re.sub(r"\s+", "", to.group()[title or 0 :])):
        yield start + to.end()
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
    if (letterhead := text.rfind("文件", start, end)) > 0:
        return letterhead + 2
    for place in range(end - 4, start - 1, -1):
        if place > 0 and genre_of(re.sub(r"\s+", "", text[max(0, place - 30) : place])) and len(text[place:end]) > 8:
            return place
    return None if text[:start].strip("—－-、.． \u3000\xa00123456789") else start


def closing_cuts(line: Line) -> Iterator[int]:
    """Before the closing paragraph that follows the last clause's duty line."""
    for match in re.finditer(
        r"(?<=[）\]］】])(?=(?:各地区、各部门|各地、各部门|各地区各部门|各地各部门|各部门、各单位)要)", line.clean.text
    ):
        yield match.start()
    for match in re.finditer(r"(?<=[。》）])(?=\s*附件[：:])", line.clean.text):
        yield match.start()


def signature_cuts(line: Line, issuer: str) -> Iterator[int]:
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
    if below := _BELOW_ANNEX.search(line.clean.text):
        yield from (below.start(), below.start("who"))
    for match in SIGNATURE.finditer(line.clean.text):
        who = re.sub(r"\s+", "", match["who"])
        if re.search(r"(?:政府|办公厅|办公室|委员会|[局厅部委院署会处社所行])\Z", who):
            yield match.start()
            if match["note"]:
                yield match.start("note")
            yield match.end()
