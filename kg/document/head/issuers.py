"""Names of issuing bodies as a signature prints them: one a line, several side by side, or run together."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kg.lexicon import agencies

_END = re.compile(
    r"(?:政府|办公厅|办公室|委员会|管委会|国务院|共和国主席|中共中央|中央|党组|党委|法院|检察院|[委局厅部署院会行社处所办]|(?<=[部委署局])[一-龥]{2,8}司|妇联|残联|工商联|科协|文联|侨联|海关|(?<=[局委院校府])[一-龥]{2,6}[科股室]|中心|总队|支队|集团|公司|监察组|领导小组|指挥部|联合会|大学|学院|军区|军分区|警备区)(?:（[^（）]+）)?\Z"
)
"""How the name of an issuing body ends: 「某市人民政府」, 「某部某某司」, 「某市残联」."""
_MINUTES = re.compile(
    r"(?:决定)?任(?:免|命|免职)(?:人员)?名单\Z|(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)?(?:党组)?(?:专题|常务|办公|工作|全体|协调|现场办公|例会|第[一二三四五六七八九十百\d]+次)*会议纪要\Z"
)
"""What follows the issuer in the title of minutes, which have no signature."""
_ABOUT = re.compile(r"关于|转发|批转|印发|(?<=[府厅委局部院会室])贯彻")
_PARTY_AND_GOVERNMENT = re.compile(
    r"(中共[一-龥]{2,12}?[省市县区州旗盟]委(?:员会)?(?:办公[厅室])?)([一-龥]{2,12}人民政府(?:办公[厅室])?)"
)
_GOVERNMENT = re.compile(
    r"(?P<body>[一-龥]{2,20}?(?:人民政府(?:办公[厅室]|[一-龥]{2,6}街道办事处)?|人民代表大会常务委员会|行政公署|人民检察院|人民法院))(?!令)"
)
_PLACE = re.compile(r"[一-龥]{2,8}?[省市县区州旗盟]")
_LISTED = re.compile(r"、(?![^（）]*）)")
"""What parts bodies in a title; in brackets it parts the other names of one."""
_CENTRAL = re.compile(
    r"(?<=[局委部厅会院署室府])(?=国家(?:税务总局|统计局|金融监督管理总局|矿山安全监察局)"
    r"|中国(?:人民银行|证券监督管理委员会|银行业监督管理委员会|银行保险监督管理委员会|保险监督管理委员会))"
    r"|(?<=[府厅室])(?=(?:(?![局委部厅会院署室府])[一-龥]){1,7}(?:军区|军分区|警备区))"
)
"""Between a body and one whose name begins with that of a central body: its branches bear it (某市税务局);
before a garrison, which orders the levy with a government (征兵工作条例)."""
_TAIL_ONLY = re.compile(r"\A(?:办公室|办公厅|（[^（）]+）)\Z")


_SEALED = re.compile(r"\s*（[^（）]{0,30}代(?:章|印)?）")
"""「某某委员会办公室（市应急管理局代章）」: whose seal stands for that of the body without one."""


def split_issuers(text: str) -> tuple[str, ...]:
    """Bodies in order. White space parts them unless a part is no name by itself; 等3部门 is dropped."""
    text = re.sub(
        r"等\s*\d*\s*(?:个)?(?:部门|单位).*\Z", "", text.replace("(", "（").replace(")", "）"), flags=re.DOTALL
    )
    text = _SEALED.sub("", _LISTED.sub(" ", text))
    if all(len(token) == 1 for token in text.split()) and len(text.split()) > 2:
        text = "".join(text.split())
    names: list[str] = []
    rest = ""
    for line in text.split("\n"):
        first_of_line = len(names)
        for token in line.split():
            if token.startswith("（") and names and not rest:
                names[_bracketed(first_of_line, len(names))] += token
            elif _TAIL_ONLY.match(token) and names and not rest:
                names[-1] += token
            else:
                rest += token
                if _END.search(rest):
                    names.append(rest)
                    rest = ""
    parts = [part for name in names for piece in _before_central(name) for part in _run_together(piece)]
    return tuple("国务院" if part == "中华人民共和国国务院" else part for part in parts)


def of_title(title: str, printed: str) -> tuple[str, ...]:
    """The bodies before 关于; where the title is ``printed`` with several side by side, the gaps part them."""
    before = _ABOUT.split(_MINUTES.sub("", title))[0]
    apart = split_issuers(_ABOUT.split(printed)[0])
    if len(apart) > 1 and "".join(apart) == before and all(len(name) >= 4 for name in apart):
        return apart
    return split_issuers(before)


def of_rules(title: str) -> tuple[str, ...]:
    """The government, congress or court with whose whole name the title of rules begins: 「某县人民政府工作规则」."""
    match = _GOVERNMENT.match(title) if "关于" not in title else None
    return (match["body"],) if match else ()


def _bracketed(before: int, count: int) -> int:
    """Index of the name that a bracket goes with, of ``count`` names, ``before`` of them above its line.

    It is the last one on the same line; a bracket alone on its line goes with the first of the two columns above.
    """
    return max(before - 2, 0) if before == count else -1


def _before_central(name: str) -> list[str]:
    """「某市财政局国家税务总局某市税务局」, cut where a central body's name begins, if names stand on both sides."""
    pieces = _CENTRAL.split(name)
    return pieces if all(_END.search(piece) for piece in pieces) else [name]


def _run_together(name: str) -> list[str]:
    """Cut where names follow each other without a gap: known ones (「工业和信息化部财政部」), or those of one
    place (「广州市财政局广州市教育局」)."""
    both = _PARTY_AND_GOVERNMENT.fullmatch(name)
    if both:
        return list(both.groups())
    place = _PLACE.match(name)
    if place:
        again = [piece.start() for piece in re.finditer(place.group(), name)]
        parts = [name[start:end] for start, end in pairwise([*again, len(name)])]
        if len(parts) > 1 and all(_END.search(part) for part in parts):
            return parts
    bare = re.sub(r"（[^（）]*）", "", name)
    if bare in _known() or len(bare) < 6:
        return [name]
    return _known_names(name)


def _known_names(name: str) -> list[str]:
    known = _known()
    parts: list[str] = []
    place = 0
    while place < len(name):
        length = next(
            (size for size in range(min(24, len(name) - place), 1, -1) if name[place : place + size] in known), 0
        )
        if not length:
            return [name]
        office = next((word for word in ("办公厅", "办公室") if name.startswith(word, place + length)), "")
        parts.append(name[place : place + length] + office)
        place += length + len(office)
    return parts


@cache
def _known() -> frozenset[str]:
    return frozenset(form for form, _, _ in agencies.agency_names() if len(form) >= 3)
