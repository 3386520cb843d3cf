"""What looks like the head of a document, and like the end of one, wherever in a file it stands.

Elements and their places: GB/T 9704—2012, 7.2 (版头) and 7.3 (主体).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.title.genres import inner_title
from kg.document.title.titles import Title, find_titles
from kg.text import dates

ANNEX = re.compile(r"附\s*[件表录][\d一二三四五六七八九十]{0,3}[：:]?\Z")
_ABOVE = 3
"""Lines that may stand between a number and the title below it: 「某某市人民政府文件」, 「签发人：…」."""
_ISSUERS = 8
"""Lines of a title before the one that is seen for its first."""
_BELOW = 2  # lines below a title in which its number may stand
_LETTERHEAD = re.compile(r"[^。，；：:]{2,40}(?:文件|[（(]通知[）)])\Z|签发人[：:]|(?:特急|加急|平急|机密|秘密)")
_SERIAL_NO = r"[（(]?(?:\d{4}年|[一二三四五六七八九十]{1,3}届)?第?[\d〇○零一二三四五六七八九十百]{1,8}号[）)]?"
ORDER = re.compile(rf"\A[一-龥]{{2,40}}?(?:令|常务委员会公告){_SERIAL_NO}\Z")
BODYS_ORDER = re.compile(rf"\A[一-龥]{{2,30}}?(?:政府|委员会|国务院|主席|[局厅部院署会室])(?:令|公告){_SERIAL_NO}\Z")
"""An order that names who gives it; a page may name one by its number alone above: 「禁火令第9号」."""
_NUMBER_LINES = 3
"""「中华人民共和国国务院 / 令 / 第707号」."""
_PASSED = re.compile(r"[（(](?:(?:19|20)\d{2}年|[^（）()]{4,80}(?:通过|批准|发布|公布))")
_MEETING = re.compile(rf"[（(]{dates.DATE.pattern}[^。；]{{4,60}}(?:(?:会议|大会)通过[）)]|代表大会\Z)")
"""Which meeting of a congress or its committee passed a decision, on one line or the first of two."""
_DAY = re.compile(rf"[（(]{dates.DATE.pattern}[）)]")  # between a title and its number
_BEGINS = re.compile(rf"第[一1][章条节]|总则\Z|一、|《[^《》]{{4,60}}》[已业]|{_PASSED.pattern}")
_YEAR = ("19", "20", "（19", "（20")
_FIRST = tuple("第总一《（(")
"""How whatever ``_BEGINS`` matches begins."""
_IN_FORCE = re.compile(r"(?:[起日时](?:施行|执行|实施|生效)|废止|有效期[^，。；：:]{1,16})[。）]*\Z")
_HOLDS = frozenset("。行施效止年月日）")
_DATED = frozenset("日）)开")
"""How whatever ``_IN_FORCE`` matches ends; and a date of signature or a note on openness."""
_LONGEST = 60  # characters of a title without 关于, at most
_ADDRESSEE = 8
"""Lines that those take whom a document is for, at most."""


@dataclass(frozen=True, slots=True)
class Head:
    """The lines ``start`` to ``end`` (exclusive) look like the head of a document."""

    start: int
    end: int
    title: str
    number: str
    addressed: bool
    order: bool = False
    plain: bool = False
    """The title has no 关于: that of rules, plans, lists."""
    noted: bool = False
    """Below it stands who passed the rules, and when."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the lines show of heads: looked for once, for documents in order and for the blocks of pages."""

    titles: Sequence[Title]
    rules: Sequence[Title]
    """Titles without 关于, with the beginning of such a text below."""
    fresh: frozenset[int]
    """Where a document number stands alone on a line for the first time."""


def seen(lines: Sequence[Line]) -> Seen:
    """The titles and numbers among the lines."""
    fresh = _first_numbers(lines)
    return Seen(find_titles(lines), list(_rule_titles(lines, fresh)), fresh)


def heads(lines: Sequence[Line], found: Seen) -> list[Head]:
    """Everything that looks like the head of a document, in the order of the file."""
    every = [*orders(lines), *(_headed(lines, title, found.fresh) for title in found.titles), *_rules(lines, found)]
    every += _untitled(lines, found.fresh)
    kept: list[Head] = []
    for head in sorted(every, key=lambda one: (one.start, -one.end)):
        if not kept or head.start >= kept[-1].end:
            kept.append(head)
    return kept


def _first_numbers(lines: Sequence[Line]) -> frozenset[int]:
    first: dict[str, int] = {}
    for place, line in enumerate(lines):
        if signals.is_number(line.squash):
            first.setdefault(line.squash, place)
    return frozenset(first.values())


def orders(lines: Sequence[Line]) -> Iterator[Head]:
    """The lines that name an order and its number, wherever they stand."""
    last = 0
    for serial, line in enumerate(lines):
        if not line.squash.endswith(("号", "号）", "号)")):
            continue
        for place in range(max(last, serial + 1 - _NUMBER_LINES), serial + 1):
            last = order_at(lines, place)
            if last:
                number = order_number(lines[place:last])
                yield Head(_with_letterhead(lines, place), last, "", number, False, order=True)
                break


def order_at(lines: Sequence[Line], start: int, order: re.Pattern[str] = ORDER) -> int:
    """Behind the lines that name an order and its number, where they begin at ``start``; else 0."""
    squash = lines[start].squash
    if not ("令" in squash or squash.endswith("公告") or signals.names_body(squash)):
        return 0
    if start + 1 < len(lines) and lines[start + 1].squash == squash:
        return 0  # a page prints the name twice
    ends = range(start + 1, min(start + _NUMBER_LINES, len(lines)) + 1)
    end = next((end for end in ends if order.match(_joined(lines[start:end]))), 0)
    whole = end > start + 1 and order.match(lines[end - 1].squash)  # 市人民政府令第129号 below a title begins there
    above = end > start + 1 and (signals.names_body(squash) or "关于" in squash)  # whose page it is; the title
    return 0 if whole or (above and order.match(_joined(lines[start + 1 : end]))) else end


def order_number(number: Sequence[Line]) -> str:
    """「广东省人民政府令」「（第290号）」 → 广东省人民政府令第290号."""
    return re.sub(r"[（()）]", "", _joined(number))


def _joined(lines: Sequence[Line]) -> str:
    return "".join(line.squash for line in lines)


def _headed(lines: Sequence[Line], title: Title, fresh: frozenset[int]) -> Head:
    """The head of a title: with the number above or below it and whom it is for."""
    start, end, number = title.start, title.end, ""
    above = _number_above(lines, start, fresh)
    below = next((k for k in range(end, min(len(lines), end + _BELOW)) if k in fresh), -1)
    if below > end and not (signals.is_list_line(lines[end].squash) or _DAY.fullmatch(lines[end].squash)):
        below = -1
    if above >= 0:
        start, number = above, lines[above].squash
    elif below >= 0:
        end, number = below + 1, lines[below].squash
    start = _behind_end(lines, _with_letterhead(lines, start))
    reach = _addressed(lines, end)
    noted = end < len(lines) and bool(_MEETING.match(lines[end].squash))
    return Head(start, reach or end, title.text, number, bool(reach), noted=noted)


def _number_above(lines: Sequence[Line], start: int, fresh: frozenset[int]) -> int:
    """Where a number stands above a title, of which the names of many issuers may be the first lines; else -1."""
    for place in range(start - 1, max(-1, start - 2 - _ISSUERS), -1):
        if place in fresh:
            return place
        squash = lines[place].squash
        if closes(squash) or ANNEX.match(squash) or not (signals.is_list_line(squash) or _letterhead(lines[place])):
            break
    return -1


def _behind_end(lines: Sequence[Line], start: int) -> int:
    """Where a head begins whose first lines are not seen for one: right behind the end of the document before."""
    for place in range(start, max(0, start - _ABOVE - 1), -1):
        if closes(lines[place - 1].squash):
            return place
        if ANNEX.match(lines[place - 1].squash) or not signals.is_list_line(lines[place - 1].squash):
            break
    return start


def _with_letterhead(lines: Sequence[Line], start: int) -> int:
    """Where the lines above a head begin that name the kind of documents, or the letterhead."""
    while start and _letterhead(lines[start - 1]):
        start -= 1
    return start


def _letterhead(line: Line) -> bool:
    return bool(_LETTERHEAD.match(line.squash))


def _addressed(lines: Sequence[Line], start: int) -> int:
    """Behind the lines that say whom a document is for; 0 where they do not stand at ``start``."""
    for place in range(start, min(start + _ADDRESSEE, len(lines))):
        squash = lines[place].squash
        if signals.addressee_end(squash) or (place == start and signals.addresses(squash)):
            return place + 1
        if place == start and signals.opens_with_addressee(squash):
            return place  # the text goes on in the line
        if not signals.is_list_line(squash):
            break
    return 0


def _rules(lines: Sequence[Line], found: Seen) -> Iterator[Head]:
    for title in found.rules:
        noted = bool(_PASSED.match(lines[title.end].squash))
        yield replace(_headed(lines, title, found.fresh), plain=True, noted=noted)


def _rule_titles(lines: Sequence[Line], fresh: frozenset[int]) -> Iterator[Title]:
    """Rules, plans and the like: a line with their title, and below it how such a text begins."""
    for place, (line, after) in enumerate(pairwise(lines)):
        squash = line.squash
        begins = after.squash.startswith(_FIRST) and _BEGINS.match(after.squash)
        if len(squash) > _LONGEST or not (begins or place + 1 in fresh or _dated(after)):
            continue
        if inner_title().match(squash) and "关于" not in squash:
            yield Title(place, place + 1, squash)


def issued_rules(lines: Sequence[Line], found: Seen) -> list[Title]:
    """Rules that are documents of their own: the number or who passed them stands right below the title."""
    return [
        one
        for one in found.rules
        if one.end in found.fresh or _PASSED.match(lines[one.end].squash) or _dated(lines[one.end])
    ]


def _dated(line: Line) -> bool:
    """「1999年7月13日，国家海洋局」."""
    return line.squash.startswith(_YEAR) and bool(signals.DATE_AND_BODY.match(line.squash))


def _untitled(lines: Sequence[Line], fresh: frozenset[int]) -> Iterator[Head]:
    """A number right above whom a letter is for; or right behind the end of a document, whatever title stands there."""
    for place in sorted(fresh):
        reach = _addressed(lines, place + 1)
        if reach:
            yield Head(_with_letterhead(lines, place), reach, "", lines[place].squash, True)
            continue
        start = _behind_end(lines, place)
        if start and closes(lines[start - 1].squash):
            yield Head(start, place + 1, "", lines[place].squash, False)


def closes(squash: str) -> bool:
    """What a document ends with: date of signature, note on openness, whom it is copied to, since when it holds."""
    last = squash[-1:]
    if last in _DATED and (signals.is_signature_date(squash) or signals.is_openness(squash)):
        return True
    if last in _HOLDS and _IN_FORCE.search(squash, max(0, len(squash) - 22)):
        return True
    return signals.is_imprint(squash)
