"""Where a title can begin: with its issuer, with 关于, or with the first of many names that run over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.paragraphs import STRONG_ORDINAL
from kg.document.title.genres import strict
from kg.lexicon.sieve import holds, needs

MOST_LINES = 9
"""Lines that a title takes at most."""
HEAD_LINES = 6  # lines of a title at most, and lines of a file that are its beginning
LONGEST = 260
"""Characters that a title has at most."""
_SHORTEST = 3
"""Characters of a body's name at least: 「政府」 above a title is a page's heading."""
_QUOTED = re.compile(rf"(?:{signals.NUMBER})?《(?P<title>[^《》]+)》")
"""A whole title in 《》, at the head of a page."""
_STATUS = re.compile(r"[【\[（(](?:已废止|废止|已失效|失效|现行有效|有效|已修改|已修订|全文废止)[】\]）)]\Z")
"""What a page tells behind a title, and is none of it: 【已废止】."""
_SECTION = re.compile(r"\A(?:[一-龥]{2,8}[丨｜│|]|【[^【】]{2,8}】)(?=.*关于)")
"""What a page tells before it: 「政务服务丨某市人民政府关于…」, 「【转载】某局关于…」."""
_SENTENCE = re.compile(r"[，。；：]")
_BODY = (
    r"海关|人民政府|政府|办公室|办公厅|委员会|管委会|委|局|厅|部|院|署|会|行|党组|小组|中心|总队|支队|集团|司"
    r"|大学|学校|[中小]学"
)
"""How the name of an issuing body ends."""
_SECOND_NAME = r"(?:（[^（）]{1,20}）)?"
"""「某市工信局（某市国资委）」."""
_ORGAN = re.compile(rf"(?:{_BODY}|(?:等|、).{{0,6}}部门|国务院){_SECOND_NAME}\Z")
"""One body or a few: 「某市财政局」, 「某市发展改革委等八部门」."""
_ISSUER_END = re.compile(rf"(?:{_BODY}|部门|单位|机构|院校){_SECOND_NAME}\Z")
"""Who issues, in general words too: 「…有关单位」."""
_BODY_ENDS = tuple("关府室厅会委局部院署行心队团司组门位构校学）")
"""How whatever ``_ORGAN`` or ``_ISSUER_END`` matches ends."""
_IN_BRACKETS = re.compile(r"（[^（）]{2,24}）")
_QUOTES = re.compile(r"[《》“”]")
_NAMES = re.compile(r"[一-龥、（）]+")
_NO_ISSUER = re.compile(r"[，。；：《》“”？]|根据|依据|按照|贯彻|落实|遵照|转发|以及|本")
_TO_BODIES = re.compile(r"[^，。；：《》]{2,20}(?:办公厅|办公室|政府|国务院|委员会|[局厅部委])对[^，。；：]*\Z")
_FORWARDS = re.compile(r"转发|批转|印发|公布")
_FORWARDING = re.compile(rf"[^，。；：《]{{2,40}}(?:{_FORWARDS.pattern})")
_FORWARDING_NEEDS = needs(_FORWARDING.pattern)
_CLOSED = (*"。！？”）)号日", "印发")
"""How the line above a title may end that begins in the middle of a page."""
_MARK = re.compile(r"关于|转发|批转|印发|公布|对")
"""A word that stands in the first line of a title, or below the names of its issuers."""
_WHOLE_NAME = re.compile(r"国务院|[^局部委厅院会、]{2,7}[省市区县州盟旗]人民政府")
"""A line that begins with the name of a government begins no rest of one."""
_NAMES_ABOVE = 13
"""Lines that the names of its issuers take at most."""
_FULL_LINE = 8
"""Characters of a line of a title that is broken where the line is full, at least."""
_BARE_PREFIX = re.compile(r"\A[（(]?(?:转发|批转|印发)")


def bare(text: str) -> str:
    """A title at the head of a page without its number: 「某发〔2012〕3号《…通知》」, 「…通知（某发〔2012〕3号）」."""
    text = _SECTION.sub("", _STATUS.sub("", text))
    text = text.removesuffix(signals.number_behind(text))
    quoted = _QUOTED.fullmatch(text)
    return quoted["title"] if quoted else text


def candidates(lines: Sequence[Line]) -> Iterator[int]:
    """Where a title may begin at all, in order: the lines with a word that titles are made of, and those above such
    lines that could name an issuer."""
    last = -1
    for place, line in enumerate(lines):
        if not _MARK.search(line.squash):
            continue
        first = place
        while first - 1 > max(last, place - _NAMES_ABOVE) and _can_be_above(lines[first - 1].squash):
            first -= 1
        yield from range(first, place + 1)
        last = place


def _can_be_above(squash: str) -> bool:
    return squash.startswith("（") or not _SENTENCE.search(squash)


def can_begin(lines: Sequence[Line], start: int) -> bool:
    """Whether a title may begin with this line."""
    squash = lines[start].squash
    if start < HEAD_LINES and (squash.endswith("》") or _SECTION.match(squash)):
        squash = bare(squash)
    before, about, _ = squash.partition("关于")
    if about and (not before or _issuing(before)):
        return True
    if about and "贯彻" in before and _issuing(before.partition("贯彻")[0]) and _opens(lines, start):
        return _heads_letter(lines, start)  # 「某省人民政府贯彻国务院关于…的实施意见」
    if "对" in squash and _TO_BODIES.match(squash):
        return True
    if _BARE_PREFIX.match(squash):
        return _opens(lines, start) and _heads_letter(lines, start)
    if len(squash) < _SHORTEST or _names_issuer_of_next(lines, start):
        return False
    if (
        len(squash) >= _FULL_LINE
        and _NAMES.fullmatch(before)
        and not STRONG_ORDINAL.match(squash)
        and _opens(lines, start)
        and _wrapped_issuers(lines, start)
    ):
        return True
    if len(squash) > 60 or _QUOTES.search(squash) or not _names_organ(squash):
        forwarding = holds(squash, _FORWARDING_NEEDS) and _FORWARDING.match(squash)
        return bool(forwarding) and _issuing(_FORWARDS.split(squash, 1)[0])
    for line in lines[start + 1 : start + _NAMES_ABOVE]:
        after = line.squash
        if after.startswith(("关于", "转发", "批转", "印发")):
            return True
        if _IN_BRACKETS.fullmatch(after):
            continue  # the second name of the body before it
        if not _names_organ(after.partition("关于")[0]):
            return False
        if "关于" in after:
            return True
    return False


def _heads_letter(lines: Sequence[Line], start: int) -> bool:
    """A title, like 「印发某某办法的通知」 without 关于, with its number or those whom it is for below."""
    text = ""
    for end in range(start, min(start + HEAD_LINES, len(lines) - 1)):
        text += lines[end].squash
        if strict().search(text):
            return signals.is_number(lines[end + 1].squash) or _addressed(lines[end + 1 : end + 1 + HEAD_LINES])
    return False


def _addressed(below: Sequence[Line]) -> bool:
    """Lines that list bodies, and one that ends the list with a colon."""
    for line in below:
        if signals.addressee_end(line.squash):
            return True
        if not signals.is_list_line(line.squash):
            return False
    return False


def _opens(lines: Sequence[Line], start: int) -> bool:
    """At the head of a file or page, or behind the end of a sentence, a number, a date."""
    return start < HEAD_LINES or lines[start].first_on_page or lines[start - 1].squash.endswith(_CLOSED)


def _wrapped_issuers(lines: Sequence[Line], start: int) -> bool:
    """Full lines that break inside a name or a word: 「…社会保 / 障部关于…」, 「…联合会关 / 于…」."""
    text, full = "", len(lines[start].squash) - 2
    for line, after in pairwise(lines[start : start + MOST_LINES]):
        text += line.squash
        before, about, _ = text.partition("关于")
        if about:
            if len(line.squash) > full + 6:
                return False  # what stands above is no full line
            return text != line.squash and bool(_NAMES.fullmatch(before)) and _issuing(before)
        if _WHOLE_NAME.match(after.squash) and not line.squash.endswith((*_BODY_ENDS, "、")):
            return False  # a title begins there, below the text of a list
        if _SENTENCE.search(text) or (len(line.squash) < full and not after.squash.startswith("关于")):
            return False
    return False


def _names_issuer_of_next(lines: Sequence[Line], start: int) -> bool:
    """A page prints above the title who issued it, or whose site it is: 「江川省江州市」, 「江州市…关于…」."""
    after = lines[start + 1].squash if start + 1 < len(lines) else ""
    if "关于" not in after:
        return False
    above, issuer = _in_short(lines[start].squash), _in_short(after.partition("关于")[0])
    return bool(issuer) and (above.endswith(issuer) or (len(lines[start].squash) > 4 and issuer.startswith(above)))


def _in_short(body: str) -> str:
    """Congresses and governments as a page names them for short: 某省人大常委会, 某市政府; several without 、."""
    body = body.replace("、", "").replace("人民代表大会", "人大")
    return body.replace("常务委员会", "常委会").replace("人民政府", "政府")


def _names_organ(text: str) -> bool:
    """Whether a line ends like the name of a body, and holds no sentence."""
    if not text.endswith(_BODY_ENDS) or len(text) > LONGEST or _SENTENCE.search(text) or text[0].isdigit():
        return False
    return bool(_ORGAN.search(text))


def _issuing(before: str) -> bool:
    """The text before 关于 names issuing bodies and nothing else."""
    return (
        before.endswith(_BODY_ENDS)
        and len(before) <= 200
        and not _NO_ISSUER.search(before)
        and bool(_ISSUER_END.search(before))
    )
