"""What stands around the title of a document that reads straight through: number, issuer, day, and whom it is for.

Elements and their places: GB/T 9704—2012, 7.2.5 (发文字号), 7.3.2 (主送机关).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.document.head import signature
from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.paragraphs import WEAK_ORDINAL
from kg.document.parting.blocks import Block
from kg.text import offsets

_BODY_LENGTH = 24
"""Characters of the name of a body that stands alone above a title, at most."""
_BROKEN_NUMBER = re.compile(r"[一-龥]{2,14}[〔\[［（](?:19|20)\d{2}[^。，]{0,6}\Z")
"""「某政办发〔201746」: a number that lost a bracket or its 号 is none, and no body either."""
_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd)\Z", re.IGNORECASE)
"""The name of the file, as the first line that is not the title."""
_SERIAL = re.compile(r"第(?:\d{1,4}|[〇○零一二三四五六七八九十百]{1,6})号\Z")
_OF_YEAR = re.compile(r"[（(]?(?P<number>(?:19|20)\d{2}年第\d{1,4}号)[）)]?(?:[（(]总第?\d{1,4}[期号][）)])?\Z")
_BODIES = re.compile(rf"各[^。；：]{{2,60}}，[^。；：]{{2,80}}{signals.BODY_END}\Z")
"""「各镇人民政府，县政府各部门」: bodies whose colon the page has lost."""
_GIVEN = re.compile(r"[—－-]{1,2}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日在.{4,60}上\Z")
_GIVER = 5
"""Lines down to those whom a report is given to, at most: 「——2021年1月26日在…会议上 / 某市财政局 / 各位代表：」."""
_NOTE = re.compile(rf"[（(](?:19|20)\d{{2}}年\d{{1,2}}月\d{{1,2}}日[^。；：]{{2,30}}{signals.NUMBER}(?:发布|公布|印发)")
"""「（2020年4月8日某市人民政府文件某政发〔2020〕14号发布）」."""
_ADDRESSEE_LINES = 10
"""Lines that those take whom a document is for, at most."""


_ALONE = re.compile(r"[一-龥]{2,20}(?:人民政府|委员会|办公[室厅]|[局厅部院会])")
"""A body alone on its line, no list of them."""


@dataclass(frozen=True, slots=True)
class Below:
    """The lines below a title: the body that stands alone there, the day below that, and the rest."""

    by: Line | None
    day: tuple[Line, ...]
    rest: Sequence[Line]


def below(body: Sequence[Line], numbered: int) -> Below:
    """「国家税务总局 / 2002-3-11 / 各省、自治区、直辖市国家税务局：」: who and when, as collections print it.

    ``numbered``: how many of the lines stand above the number. They are the issuer or what is left of the title.
    """
    above = body[:numbered]
    by: Line | None = None
    day: tuple[Line, ...] = ()
    if not any(signals.ends_sentence(line.squash) for line in above):
        by, body = next((line for line in above if signals.names_body(line.squash)), None), body[numbered:]
        day = tuple(line for line in above if _is_day(line.squash))[:1]
    if body and (_BROKEN_NUMBER.match(body[0].squash) or _FILE.search(body[0].squash)):
        body = body[1:]
    if len(body) > 1 and signals.ISO_LINE.match(body[1].squash) and signals.names_body(body[0].squash):
        by, body = body[0], body[1:]
    alone = len(body) > 1 and _ALONE.fullmatch(body[0].squash) and body[1].squash.startswith("各")
    if alone and addressee_length(body[1:]):  # the name of the site, or the issuer, above whom it is for
        return Below(by or body[0], day, body[1:])
    told = _delivered(body)
    if told and addressee_length(body[told:]):
        return Below(next((line for line in body[1:told] if signals.names_body(line.squash)), by), day, body[told:])
    events = next((k for k, line in enumerate(body) if not signals.EVENT.match(line.squash)), 0)
    if events and addressee_length(body[events:]):
        return Below(by, tuple(body[:events]), body[events:])
    if body and (_is_day(body[0].squash) or _NOTE.match(body[0].squash)) and addressee_length(body[1:]):
        return Below(by, (body[0],), body[1:])
    return Below(by, day, body)


def _delivered(body: Sequence[Line]) -> int:
    """How many of the first lines say where a report was given, and by whom."""
    given = bool(body) and _GIVEN.match(body[0].squash)
    return next((k for k in range(1, _GIVER) if addressee_length(body[k : k + 1])), 0) if given else 0


def _is_day(squash: str) -> bool:
    """A day alone, with the body that issued the document, or with its number."""
    dated = signals.ISO_LINE.match(squash) or signals.DATE_AND_BODY.match(squash) or signals.dated_number(squash)
    return bool(dated) or signals.is_signature_date(squash)


def masthead_day(before: Sequence[Line], title: str) -> tuple[Line, ...]:
    """「某市人民政府办公室　2023年5月19日」 above the title of minutes: who drew them up, and when."""
    dated = [line for line in before[-2:] if signals.names_body(signature.issuer_before(line).strip())]
    return tuple(dated[:1]) if title.endswith("纪要") else ()


def issuer_above(before: Sequence[Line]) -> Line | None:
    """The body that stands alone right above title or number, or the one that the letterhead names."""
    above = before[:-1] if before and signals.is_number(before[-1].squash) else before
    if above and len(above[-1].squash) <= _BODY_LENGTH and signals.names_body(above[-1].squash):
        return above[-1]
    return next((_without_file(line) for line in before if signals.LETTERHEAD.fullmatch(line.squash)), None)


def _without_file(letterhead: Line) -> Line:
    """The body that a letterhead names: 「某某市人民政府文件」."""
    clean = offsets.cut(letterhead.clean, 0, letterhead.clean.text.rindex("文"))
    return letterhead._replace(clean=clean, squash=letterhead.squash.removesuffix("文件"))


def number(before: Sequence[Line], title: Sequence[Line], body: Sequence[Line], named: str) -> Block | None:
    """The number above or below the lines of a title, or at its end; ``named``: the title."""
    return _apart(before, body) or _of_minutes(named, body) or _behind(title) or _serial(before, body, named)


def _serial(before: Sequence[Line], body: Sequence[Line], title: str) -> Block | None:
    """「某省人民政府 / 第231号」 above the title of what an order publishes: 令 is left out. 「2023年第8号（总第9号）」
    next to the title of an announcement."""
    if len(before) > 1 and _SERIAL.match(before[-1].squash) and signals.names_body(before[-2].squash):
        return Block("number", (before[-1],), None, before[-1].squash)
    near = [*before[-1:], *body[:1]] if title.endswith(("公告", "通告", "令")) else []
    found = next(((line, match) for line in near if (match := _OF_YEAR.match(line.squash))), None)
    return Block("number", (found[0],), None, found[1]["number"]) if found else None


def _apart(before: Sequence[Line], body: Sequence[Line]) -> Block | None:
    for line in [*reversed(before[-3:]), *body[:8], *_labelled(before)]:
        if signals.is_number(line.squash):
            return Block("number", (line,), None, line.squash)
    for line in body[:3]:
        if dated := signals.dated_number(line.squash):
            return Block("number", (line,), None, dated[0])
    return None


def _labelled(before: Sequence[Line]) -> list[Line]:
    """The lines that a label says to be a number: 「发文字号：某政发〔2024〕7号」, or the label stands above."""
    found = [line for line in before if signals.NUMBER_LABEL.match(line.squash)]
    return found + [line for label, line in pairwise(before) if not signals.NUMBER_LABEL.sub("", label.squash)]


def _behind(title: Sequence[Line]) -> Block | None:
    printed = signals.number_behind("".join(line.squash for line in title))
    return Block("number", tuple(title[-1:]), None, printed) if printed else None


def _of_minutes(title: str, body: Sequence[Line]) -> Block | None:
    """Minutes are numbered by year alone: 〔2024〕33号 right below the title; so are announcements."""
    bare = (
        (not title or title.endswith(("纪要", "公告", "通告")))
        and bool(body)
        and signals.BARE_NUMBER.match(body[0].squash)
    )
    return Block("number", (body[0],), None, body[0].squash) if bare else None


def _is_sentence(squash: str) -> bool:
    """A line that ends with one; 「有关成员单位：」 is the last of those whom a document is for."""
    return signals.ends_sentence(squash) and not signals.addressee_end(squash)


def addressee_length(body: Sequence[Line]) -> int:
    """How many of the first lines say whom the document is for; 0 where they do not."""
    before = ""
    for length, line in enumerate(body[:_ADDRESSEE_LINES], start=1):
        if WEAK_ORDINAL.match(line.squash):
            return 0  # 「2.4 现场指挥部」, and below it 「…，下设若干工作组：」
        if signals.addressee_end(before + line.squash) or (length == 1 and signals.addresses(line.squash)):
            return length
        if length == 1 and _BODIES.match(line.squash) and len(body) > 1 and _is_sentence(body[1].squash):
            return length
        before = line.squash[-8:]  # 「各直属机」, 「构：」: the last body may stand on two lines
        if not signals.is_list_line(line.squash) and not re.search(r"[；，、]\Z", line.squash):
            return 0
    return 0
