"""Heads without 关于: the titles of rules, plans and the like, and where the text of a document has begun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.head import labels
from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.paragraphs import STRONG_ORDINAL
from kg.document.title.genres import inner_title
from kg.document.title.titles import Title, balanced

_HEAD_LINES = 40
_BETWEEN = 16
"""Lines between a page's title and the document's own, at most."""
_ARTICLES = re.compile(r"第[一1][章条]")
_NOTES, _MENUS = 2, 3
"""Lines of what a page says between a title and its first article, at most; lines of menus above it, at least."""
_SENTENCE = 40
"""Characters of a line that ends with a sentence, more than which are text and no note of a web page."""
_ANNEX = re.compile(r"\A附\s*[件表]")
ANNEX_LABEL = re.compile(r"附件[\d一二三四五六七八九十]{0,2}[：:]?\Z")
"""Above the title of an annex that stands in a file of its own."""
LIST = re.compile(
    r"[^。；，：]{3,48}(?:[任分责目措安汇统进计重][一-龥]{0,4}表|名单|清单|台账)(?:[（(][^（）()]{1,16}[）)])?\Z"
)
"""How the title of an annex ends that is a list and no plan: 「重点任务分工表」, 「领导小组成员名单」."""
_HEADS = re.compile(r"(?:牵头|责任|主办|配合|承办)(?:单位|部门)|姓名|职务")
"""The columns of such a list."""
_IN_QUOTES = re.compile(r"《([^《》]+)》")
_PLACE = re.compile(r"[一-龥]{2,7}?[省市县区州盟旗]")
_DECREE = re.compile(r"(?<![火禁山严])令\Z")
_NAMES_MATTER = re.compile(r"(?:对|关于)[^，。；：]{6,}")
_HANDS_ON = re.compile(r"印发|转发|批转")


def fallback(lines: Sequence[Line]) -> Title:
    """A head without 关于: a decree or regulation whose title ends with its genre; else no title at all."""
    told = next((k for k, line in enumerate(lines[:_HEAD_LINES]) if not labels.is_labelled(line)), 0)
    above = enumerate(lines[told : told + 4], start=told)
    start = next((k for k, line in above if not (signals.is_number(line.squash) or _is_label(line))), told)
    start += _of_place(lines[start : start + 2])
    if rules := _above_articles(lines):
        return rules
    text, found = "", Title(start, start, "")
    for end in range(start, min(start + 6, len(lines))):
        squash = lines[end].squash
        if (
            signals.is_number(squash)
            or signals.addressee_end(squash)
            or len(squash) > 60
            or re.search(r"[。；，]", squash)
        ):
            break
        text += squash
        if (quoted := _IN_QUOTES.fullmatch(text)) and inner_title().match(quoted[1]):
            return Title(start, end + 1, quoted[1])
        if _NAMES_MATTER.match(squash) and inner_title().match(squash):
            return _repeated(lines, Title(end, end + 1, squash))
        if _is_list(text, lines, start, end + 1):
            return Title(start, end + 1, text)
        if inner_title().match(text) and balanced(text) and not _DECREE.search(text):
            found = Title(start, end + 1, text)
            if not _HANDS_ON.match(text) or text.endswith("通知"):
                break  # 「印发某某办法」 goes on in the next line: 「（试行）等制度的通知」
    return _repeated(lines, found) if found.text else found


def _is_label(line: Line) -> bool:
    return ANNEX_LABEL.match(line.squash) is not None


def _is_list(title: str, lines: Sequence[Line], start: int, end: int) -> bool:
    """The title of a list, below 附件2 or right above the heads of its columns."""
    if not LIST.match(title):
        return False
    labelled = start > 0 and _is_label(lines[start - 1])
    columns = lines[end].clean.text if end < len(lines) else ""
    return labelled or (columns.count("\t") > 1 and _HEADS.search(columns) is not None)


def _of_place(lines: Sequence[Line]) -> bool:
    """A body above a title that names its place again: 「某省江州市人民政府 / 江州市河道管理规定」."""
    place = _PLACE.match(lines[1].squash) if len(lines) > 1 and signals.names_body(lines[0].squash) else None
    return bool(place and place.group() in lines[0].squash and inner_title().match(lines[1].squash))


def _above_articles(lines: Sequence[Line]) -> Title | None:
    """The title of rules below menus: a line right above 第一章 or 第一条, or above what the page says of it."""
    first = next((k for k, line in enumerate(lines[:_HEAD_LINES]) if _ARTICLES.match(line.squash)), 0)
    above = [line for line in lines[:first] if not labels.is_labelled(line)]
    if any(signals.ends_sentence(line.squash) or signals.is_signature_date(line.squash) for line in above):
        return None
    for place in range(first - 1, max(-1, first - 1 - _NOTES), -1):
        squash = lines[place].squash
        if inner_title().match(squash) and "关于" not in squash and not _DECREE.search(squash) and balanced(squash):
            told = place > 0 and "：" in lines[place - 1].squash
            return Title(place, place + 1, squash) if told or place >= _MENUS else None
    return None


def _repeated(lines: Sequence[Line], title: Title) -> Title:
    """The title where the document prints it, behind that of the page and what this says of the document."""
    found = title
    for place in range(title.end, min(title.end + _BETWEEN, len(lines))):
        if in_text(lines[place]):
            break
        for length in (1, 2, 3):
            if "".join(line.squash for line in lines[place : place + length]) == title.text:
                found = Title(place, place + length, title.text)
    return found


def in_text(line: Line) -> bool:
    """The text of a document has begun: what looks like a title further down is an annex or a quotation."""
    if STRONG_ORDINAL.match(line.squash) or _ANNEX.match(line.squash):
        return True
    if line.page is not None and line.squash.endswith("。"):
        return True  # the page breaks its lines: the end of a sentence may be short
    return len(line.squash) > _SENTENCE and signals.ends_sentence(line.squash)
