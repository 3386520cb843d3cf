"""Orders (令) that publish a regulation: 「某省人民政府令 / 第290号 / 《…》…现予公布… / 省长某某 / date / text」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.parting import openings
from kg.document.parting.blocks import Block
from kg.document.parting.draft import Draft
from kg.document.title.genres import inner_title
from kg.document.title.titles import Title, find_titles
from kg.text import offsets

_HEAD_LINES = 8  # lines of a file in which an order can be named
_TITLE_LINES = 4  # lines of a title, at most
_REACH = 30
"""Lines between the number of an order and what it publishes, at most."""
_SENTENCE = 12  # characters below which a line is no sentence
_SIGNS = re.compile(r"[《》〈〉<>]")
_PASSED = re.compile(r"《(?P<title>[^《》]{4,80})》[已业于][^《》]{0,80}(?:公布|发布)")
_PUBLISHED = re.compile(
    r"《(?P<title>[^《》]{4,80})》.{0,80}(?:公布|发布|施行)|(?:公布|发布)[^《]{0,12}《(?P<named>[^《》]{4,60})》(?![^。]{0,8}废止)"
)


def draft_of(lines: Sequence[Line]) -> Draft | None:
    """The draft of an order with its regulation; None where the lines do not begin with one."""
    return _order_of(lines, openings.BODYS_ORDER) or _order_of(lines, openings.ORDER) or _unnumbered(lines)


def _order_of(lines: Sequence[Line], order: re.Pattern[str]) -> Draft | None:
    for start in range(min(_HEAD_LINES, len(lines))):
        body = openings.order_at(lines, start, order)
        if body:
            return _draft(lines, start, body)
    return None


def _unnumbered(lines: Sequence[Line]) -> Draft | None:
    """An order that a page shows without its number: its words, who signed, the date, and the published title again."""
    for start, line in enumerate(lines[:_HEAD_LINES]):
        if signals.is_number(line.squash):
            return None
        if not line.squash.startswith("《") or not (published := _PASSED.match(line.squash)):
            continue
        end = next((k + 1 for k in range(start + 1, start + 4) if _dated(lines, k)), 0)
        reach = range(1, _TITLE_LINES + 1)
        if end and any(_same(_joined(lines[end : end + count]), published["title"]) for count in reach):
            return _draft(lines, start, start)
    return None


def _dated(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and signals.is_signature_date(lines[place].squash)


def _joined(lines: Sequence[Line]) -> str:
    return "".join(line.squash for line in lines)


def extents(lines: Sequence[Line]) -> dict[int, int]:
    """Where the head of each order begins, and where it ends: behind the title of what it publishes."""
    found: dict[int, int] = {}
    for head in openings.orders(lines):
        page = lines[head.start].page
        near = [line for line in lines[head.end : head.end + _REACH] if line.page == page]
        published = _published(near, 0)
        end = published.below if published else bool(near) and bool(inner_title().match(near[0].squash))
        if end:
            found[head.start] = head.end + end
    return found


@dataclass(frozen=True, slots=True)
class _Published:
    """What an order publishes: its title, where the order itself ends, and where the title printed below it ends."""

    title: str
    signed: int
    below: int


def _published(lines: Sequence[Line], body: int) -> _Published | None:
    signed = next((k + 1 for k in range(body, len(lines)) if signals.is_signature_date(lines[k].squash)), body)
    match = _PUBLISHED.search(_joined(lines[body:signed]))
    if not match:
        return None
    title = match["title"] or match["named"]
    below, more = signed, 1
    while more:
        reach = range(1, _TITLE_LINES + 1)
        more = next((count for count in reach if _same(_joined(lines[below : below + count]), title)), 0)
        title = _joined(lines[below : below + more]) or title
        below += more
    return _Published(title, signed, below)


def _draft(lines: Sequence[Line], start: int, body: int) -> Draft | None:
    number = tuple(lines[start:body])
    published = _published(lines, body)
    if not published or (body < len(lines) and "关于" in lines[body].squash and find_titles(lines[body : body + 1])):
        return _titled_above(lines, start, _bare(lines, number, body))
    cover, title = lines[body : published.signed], lines[published.signed : published.below]
    draft = Draft(number=Block("number", number, None, openings.order_number(number)) if number else None)
    draft.title = Block("title", tuple(title) or _place_of(cover, published.title), None, published.title)
    draft.cover = [Block("text", tuple(cover), None)]
    draft.main = [Block("text", tuple(lines[published.below :]), None)] if published.below < len(lines) else []
    return draft


def _same(printed: str, title: str) -> bool:
    """The title as the order quotes it and as it stands above the text: 《》 within it are 〈〉 in a quotation."""
    return _SIGNS.sub("", printed) == _SIGNS.sub("", title)


def _bare(lines: Sequence[Line], number: tuple[Line, ...], body: int) -> Draft | None:
    """An order whose regulation follows without a word of publication; or one that itself says what is ordered."""
    if body >= len(lines):
        return None
    if titles := find_titles(lines[body : body + _TITLE_LINES]):
        return _announced(lines[body:], number, titles[0])
    if not inner_title().match(lines[body].squash):
        text = [Block("text", tuple(lines[body:]), None)]
        opens = signals.START_CUE.match(lines[body].squash) and len(lines[body].squash) > _SENTENCE
        return Draft(number=Block("number", number, None, openings.order_number(number)), cover=text) if opens else None
    title = Block("title", (lines[body],), None, lines[body].squash)
    text = [Block("text", tuple(lines[body + 1 :]), None)] if body + 1 < len(lines) else []
    return Draft(title=title, number=Block("number", number, None, openings.order_number(number)), cover=text)


def _titled_above(lines: Sequence[Line], start: int, draft: Draft | None) -> Draft | None:
    """A page prints the title above the name and number of an announcement that bears none itself."""
    if draft and draft.title is None and draft.number and "公告" in draft.number.text:
        above = [title for title in find_titles(lines[:start]) if title.text.endswith("公告")]
        for title in above[-1:]:
            draft.title = Block("title", tuple(lines[title.start : title.end]), None, title.text)
    return draft


def _announced(lines: Sequence[Line], number: tuple[Line, ...], title: Title) -> Draft | None:
    """「某市人民政府公告 / 2024年第3号 / 关于…的公告」: the announcement bears a title of its own."""
    serial = openings.order_number(number)
    if title.start or "公告" not in serial:
        return None
    text = [Block("text", tuple(lines[title.end :]), None)] if title.end < len(lines) else []
    head = Block("title", tuple(lines[: title.end]), None, title.text)
    return Draft(title=head, number=Block("number", number, None, serial), cover=text)


def _place_of(cover: Sequence[Line], title: str) -> tuple[Line, ...]:
    """The words of the title where the order itself names it."""
    for line in cover:
        place = line.clean.text.find(title)
        if place >= 0:
            part = offsets.cut(line.clean, place, place + len(title))
            return (Line(part, title, line.page, False),)
    return tuple(cover[:1])
