"""Titles of issued documents among the lines: 「发文机关 + 关于 + 事由 + 的 + 文种」, over one line or many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.document import signals
from kg.document.lines import Line
from kg.lexicon import load
from kg.lexicon.sieve import holds, needs

MOST_LINES = 9
"""Lines that a title takes at most."""
SUFFIX = r"(?:（[^（）]{1,14}）|\([^()]{1,14}\))?"
"""What may stand behind a genre word: （试行）."""
_ORGAN = re.compile(
    r"(?:人民政府|政府|办公室|办公厅|委员会|管委会|委|局|厅|部|院|署|会|行|中心|总队|支队|集团|公司|(?:等|、).{0,6}部门|国务院)"
    r"(?:（[^（）]{1,20}）)?\Z"
)
_ISSUER_END = re.compile(
    r"(?:人民政府|政府|办公室|办公厅|委员会|管委会|委|局|厅|部|院|署|会|行|中心|总队|支队|集团|公司|部门|单位|机构|院校)(?:（[^（）]{1,20}）)?\Z"
)
_BODY_ENDS = tuple("府室厅会委局部院署行心队团司门位构校）")
"""How whatever ``_ORGAN`` or ``_ISSUER_END`` matches ends."""
_SENTENCE = re.compile(r"[，。；：]")
_ENDS = re.compile(r"[。；！？]|：\Z")
_IN_BRACKETS = re.compile(r"（[^（）]{2,24}）")
_QUOTES = re.compile(r"[《》“”]")
_NAMED = re.compile(r"《[^《》]*》")
_QUOTED = re.compile(rf"(?:{signals.NUMBER})?《(?P<title>[^《》]+)》")
"""A whole title in 《》, at the head of a page."""
_NAMES = re.compile(r"[一-龥、（）]+")
_COMMA = re.compile(r"[，,]")
"""A sentence that speaks 关于 something, not a title that ends with the name of a plan."""
_NO_ISSUER = re.compile(r"[，。；：《》“”？]|根据|依据|按照|贯彻|落实|遵照|转发|以及|本")
_TO_BODIES = re.compile(r"[^，。；：《》]{2,20}(?:办公厅|办公室|政府|国务院|委员会|[局厅部委])对[^，。；：]*\Z")
_FORWARDS = re.compile(r"转发|批转|印发|公布")
_FORWARDING = re.compile(rf"[^，。；：《]{{2,40}}(?:{_FORWARDS.pattern})")
_FORWARDING_NEEDS = needs(_FORWARDING.pattern)
_HEAD_LINES = 6
_FULL_LINE = 8
"""Characters of a line of a title that is broken where the line is full, at least."""
_LONGEST = 260
"""Characters that a title has at most."""
_SUFFIX_AT_END = re.compile(rf"{SUFFIX}\Z")
_LAW = r"中华人民共和国[^。；：，、《》]{1,40}法"
_STATUS = re.compile(r"[【\[（(](?:已废止|废止|已失效|失效|现行有效|有效|已修改|已修订|全文废止)[】\]）)]\Z")
"""What a page tells behind a title, and is none of it: 【已废止】."""
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")
"""An item of a text: its first line may end like a name, with a title below it."""
_ORDINALS = frozenset("（(一二三四五六七八九十")
_BARE_PREFIX = re.compile(r"\A[（(]?(?:转发|批转|印发)")


@dataclass(frozen=True, slots=True)
class Title:
    """Lines ``start`` to ``end`` (exclusive) of a list hold the title ``text``."""

    start: int
    end: int
    text: str


@cache
def _strict() -> re.Pattern[str]:
    genres = "|".join(sorted(load.tree("genres")["statutory"], key=len, reverse=True))
    return re.compile(
        rf"(?:关于|转发|批转|印发|公布|发布|修改|废止|对).*(?:的|》)[^的，]{{0,6}}(?:{genres}){SUFFIX}\Z"
        rf"|(?:转发|批转)[^《》]{{0,60}}《.*(?:{genres})》\Z"
    )


@cache
def _loose() -> re.Pattern[str]:
    words = load.tree("genres")
    genres = "|".join(sorted(words["statutory"] + words["inner"], key=len, reverse=True))
    return re.compile(rf"关于.*(?:{genres}){SUFFIX}\Z")


@cache
def inner_title() -> re.Pattern[str]:
    """What a title without 关于 looks like: a plan, measure or list by its genre word."""
    words = load.tree("genres")
    genres = "|".join(sorted(words["statutory"] + words["inner"], key=len, reverse=True))
    return re.compile(rf"\A(?:[^。；：]{{3,60}}(?:{genres}){SUFFIX}|{_LAW})\Z")


def is_title(text: str) -> bool:
    """Whether a text is a whole title of an issued document."""
    return bool(_strict().search(text)) and not _ENDS.search(text)


def find_titles(lines: Sequence[Line]) -> list[Title]:
    """Every title in order. A line belongs to one title at most."""
    found: list[Title] = []
    index = 0
    while index < len(lines):
        title = _title_at(lines, index)
        if title:
            found.append(title)
            index = title.end
        else:
            index += 1
    return found


def _title_at(lines: Sequence[Line], start: int) -> Title | None:
    if not _can_begin(lines, start):
        return None
    text, loose = "", None
    for end in range(start, min(start + MOST_LINES, len(lines))):
        squash = lines[end].squash
        if _cannot_belong(squash) or (end > start and lines[end].first_on_page):
            break
        text += squash
        if len(text) > _LONGEST:
            break
        if not _balanced(text):
            continue
        bare = _bare(text) if start < _HEAD_LINES else text
        if _strict().search(bare):
            return _extend_by_note(lines, Title(start, end + 1, bare))
        if loose is None and _loose().search(bare) and not _COMMA.search(_NAMED.sub("", bare)):
            loose = Title(start, end + 1, bare)
    return _extend_by_note(lines, loose) if loose else None


def _bare(text: str) -> str:
    """A title at the head of a page without its number: 「某发〔2012〕3号《…通知》」, 「…通知（某发〔2012〕3号）」."""
    text = _STATUS.sub("", text)
    text = text.removesuffix(signals.number_behind(text))
    quoted = _QUOTED.fullmatch(text)
    return quoted["title"] if quoted else text


def _extend_by_note(lines: Sequence[Line], title: Title) -> Title:
    """A line （试行） alone right after a title belongs to it."""
    after = lines[title.end].squash if title.end < len(lines) else ""
    if re.fullmatch(r"[（(][^（）()此]{1,12}[）)]", after) and not signals.is_number(after):
        return Title(title.start, title.end + 1, title.text + lines[title.end].squash)
    return title


def _cannot_belong(squash: str) -> bool:
    return (
        bool(_ENDS.search(squash))
        or signals.is_number(squash)
        or signals.is_signature_date(squash)
        or signals.is_openness(squash)
    )


def _can_begin(lines: Sequence[Line], start: int) -> bool:
    squash = lines[start].squash
    if start < _HEAD_LINES and squash.endswith("》"):
        squash = _bare(squash)
    before, about, _ = squash.partition("关于")
    if about and (not before or _issuing(before)):
        return True
    if "对" in squash and _TO_BODIES.match(squash):
        return True
    if _BARE_PREFIX.match(squash):
        return False
    if _names_issuer_of_next(lines, start):
        return False
    if start < _HEAD_LINES and len(squash) >= _FULL_LINE and _wrapped_issuers(lines, start):
        return True
    if len(squash) > 60 or _QUOTES.search(squash) or not _names_organ(squash):
        forwarding = holds(squash, _FORWARDING_NEEDS) and _FORWARDING.match(squash)
        return bool(forwarding) and _issuing(_FORWARDS.split(squash, 1)[0])
    for line in lines[start + 1 : start + 13]:
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
        if _SENTENCE.search(text) or (len(line.squash) < full and not after.squash.startswith("关于")):
            return False
    return False


def _names_issuer_of_next(lines: Sequence[Line], start: int) -> bool:
    """A page prints above the title who issued it, or whose site it is: 「江川省江州市」, 「江州市…关于…」."""
    issuer, about, _ = lines[start + 1].squash.partition("关于") if start + 1 < len(lines) else ("", "", "")
    above = lines[start].squash
    return bool(issuer and about) and (above.endswith(issuer) or (len(above) > 4 and issuer.startswith(above)))


def _names_organ(text: str) -> bool:
    """Whether a line ends like the name of a body, and holds no sentence."""
    if not text.endswith(_BODY_ENDS) or len(text) > _LONGEST or _SENTENCE.search(text):
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


def _balanced(text: str) -> bool:
    return all(
        text.count(a) == text.count(b) and text.find(a) <= text.find(b) for a, b in ("《》", "（）", "“”", "〈〉")
    )


def genre_of(title: str) -> str | None:
    """The genre word that ends a title: 通知, 意见, 批复 … The longest that fits, without its qualifier."""
    bare = _SUFFIX_AT_END.sub("", title) if title.endswith(("）", ")")) else title.rstrip("》")
    law = "法" if re.fullmatch(_LAW, bare) else None
    return next((word for word in _genres() if bare.endswith(word)), law)


@cache
def _genres() -> tuple[str, ...]:
    words = load.tree("genres")
    return tuple(sorted(words["statutory"] + words["inner"], key=len, reverse=True))
