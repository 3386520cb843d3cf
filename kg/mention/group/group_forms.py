"""The forms in which texts name the parts of temporary bodies, each with what it must match beside it."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.load import tree
from kg.lexicon.sieve import sieve
from kg.mention.agency.lists import is_name

HAN = "\u4e00-\u9fff"
STOP = "。；\n"
NEEDS = {
    "listed": ("成员", "单位", "委员"),
    "named": ("成员", "单位"),
    "composed": ("组成",),
    "formed": ("组成",),
    "entered": ("组成",),
    "teams": ("设", "成立", "组建"),
}
"""Words without which a form cannot occur: most clauses hold none of them and are passed over."""

LED = re.compile(r"(?:组成的[^，]*|担任[^，]{1,10}|任[^，]{0,4}[组局主]长)\Z")
"""What ends a clause before the list: 由A、B组成的领导小组，  某某担任组长，."""
UNITS = re.compile(
    r".*下设.*|\d+[名个位].*|(?:各|有关|相关|成员)*(?:单位|部门)(?:的|有关|相关|业务|职能)*(?:处室|科室|股室|处|科)"
)
"""What names no member: 各相关单位处室."""
_LINE = 24
"""Characters of a name that has a line of its own, at most."""
_TIER = r"(?:[国省市县区州旗盟]|自治区)"
OFFICE_FOUNDED = re.compile(
    rf"(?:设立|成立|设置|组建|组成|(?:办事|工作)机构[为是])([{HAN}“”]{{3,24}}办公室)(?=[，,（])"
)
"""成立市秋收工作办公室，; 其办事机构为市防指办公室（…），办公室设在X: which office, before where it sits."""
OWN_OFFICE = re.compile(
    rf"(?:下设|设立|组建)((?!日常|工作|常设|专门)[{HAN}]{{2,8}}办公室)$|(?:成立|设立|组建)({_TIER}[{HAN}]{{2,16}}办公室)$|({_TIER}[{HAN}]{{1,9}}办)$"
)
"""领导小组下设推进办公室, 县食安办: an office with a name of its own."""
COUNTED = re.compile(r"(?:[一二三四五六七八九十\d]+|若干|多)个|相应|相关|各")
"""组建四个专项工作组: how many there are, no name."""
_TEAM = rf"(?:\A|(?<=[。；\n）]))(?P<team>[{HAN}]{{2,12}}(?:组|专班))[：:。]"
ENTRY, ENTERED = re.compile(_TEAM), re.compile(rf"{_TEAM}(?:[^。\n]{{0,9}}单位[：:][^。\n]*。)*[^。\n]*\Z")
"""「宣传报道组：省委宣传部为组长单位」: an entry names the team whose parts it lists."""

HEADED = re.compile(rf"(?P<team>[{HAN}]{{2,20}}(?<!领导小)(?:组|专班))\n")
"""「2.2.2 抢险救援组」 above 「成员单位：…」: the unit's heading names the team."""

# 领导小组办公室设在X  办公室设在X  下设办公室，设在X  办公室挂靠在X  下设办公室于X  县食安办设在X
SEATED = sieve(
    rf"(?P<office>[{HAN}“”（）·]{{0,50}}?(?:办公室|秘书处|工作机构|办事机构|专班|{_TIER}[{HAN}]{{1,9}}办(?=设)))(?:[（(][^（）()]{{2,24}}[）)])?[，,（。]?"
    rf"(?:由[^，。；、]{{2,16}}组成，)?(?:日常工作|办公地点|具体)?"
    rf"(?P<verb>(?<=设办公室)[在于]|设在|设立在|设于|挂靠在|挂靠于|挂靠|依托|(?<=办公室)设(?={_TIER}))"
    rf"(?P<host>[{HAN}（）“”]{{2,40}})"
)
SET_UP_AT = sieve(rf"在(?P<host>[{HAN}（）]{{2,20}}?)(?:下设|设立|设置|设)(?P<office>办公室)(?=[，。；])")
LODGED = sieve(rf"由设在(?P<host>[{HAN}（）]{{2,20}}?)的(?P<office>[{HAN}“”]{{0,20}}?(?:办公室|秘书处))")


FURTHER = re.compile(rf"、([{HAN}（）“”]{{2,40}})")


_ENTERED_LIST = re.compile(
    rf"(?<=[组班][：:。])(?:主要)?由(?:[^{STOP}，、]{{2,16}}牵头，)?(?P<list>[^{STOP}]+?)(?:共同)?组成(?!的)"
)
"""综合协调组：由X、Y组成: the entry names the group."""


def _more() -> dict[str, re.Pattern[str]]:
    """Further forms. ``person``, 罗诚  综合办公室负责人: who stands for a body, parted from it by gaps."""
    surnames = "".join(sorted(set(re.sub(r"\s", "", tree("surnames")["single"]))))
    person = re.compile(
        rf"(?<![{HAN}])[{surnames}][ \u3000]*[{HAN}]{{0,2}}(?<![局委办厅部院队会社联府行所区县市镇乡])"
        rf"[ \u3000]+(?=[{HAN}]{{3}})[^{STOP}、，]+"
    )
    return {"person": person, "entered": _ENTERED_LIST}


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The compiled forms by name; the groups ``list``, ``role``, ``group`` and ``lead`` are what is read from them."""
    words = tree("group_forms")
    groups = "|".join(sorted(words["groups"], key=len, reverse=True))
    roles = "|".join(sorted(words["roles"], key=len, reverse=True))
    persons = "|".join(sorted(words["persons"], key=len, reverse=True))
    offices = "|".join(words["offices"])
    return _more() | {
        "group": re.compile(
            rf"(?:{groups}|(?:成立|组建)[{HAN}]{{2,8}}?(?<!小)组(?![织成长建]))(?!办公室|会议|工作规则)"
        ),
        # 成员单位：X、Y   成员由X、Y组成   成员单位包括X、Y
        "listed": re.compile(
            rf"(?P<role>{roles})(?:名单|主要)?(?:\n?[：:](?!\n[^\n]{{0,30}}(?:下设|设在))\n?|由|包括|有(?!关)|为[：:]?(?=[^，。；：]+、))(?P<list>[^{STOP}]+)"
        ),
        # X、Y为成员单位, X、Y等单位负责人为市指挥部的领导成员: the list stands before, back to the last full stop
        "named": re.compile(
            rf"(?P<list>)(?:共同|分别)?(?:为|作为|是|任)(?:(?P<lead>[{HAN}]{{1,20}}?(?:{groups})|小组)的?(?:领导)?)?"
            rf"(?:主要)?(?P<role>{roles})"
            rf"(?:的(?P<group>[{HAN}“”]{{0,30}}?(?:{groups}))|(?=[，。；\n]|、[^，。；、]{{2,24}}为|$))"
        ),
        # 领导小组由X、Y组成
        "composed": re.compile(
            rf"(?P<lead>{groups})[，,]?(?:主要)?由(?P<list>[^{STOP}]+?)(?:共?\d+个(?:部门|单位)(?:和单位)?)?(?:共同)?组成(?!的)"
        ),
        # 由X、Y组成试点工作小组
        "formed": re.compile(
            rf"由(?:[^{STOP}，、]{{2,16}}牵头，)?(?P<list>[^{STOP}，]+?、[^{STOP}，]+?)(?:共同)?组成的?(?P<group>[{HAN}“”]{{0,40}}?(?:{groups}|联合[{HAN}]{{2,6}}组))"
        ),
        "persons": re.compile(
            rf"(?:等(?:有关|相关)?(?:部门|单位|部门和单位)?)?的?(?:主要|分管|有关|相关|业务)*(?:{persons})(?:为成员|担任|组成|参加)?"
            rf"|(?:等(?:有关|相关)?(?:部门|单位|部门和单位))?(?:组成|参加|为成员)$"
        ),
        # 市指挥部设综合协调组、巡查督办组…   联合采购办公室下设监督组、专家组
        "teams": re.compile(
            rf"(?P<lead>{groups}|办公室)(?:下设|分设|设立|设|(?:成立|组建)(?=(?![以由])[{HAN}]{{2,12}}(?:组|专班)、))"
            rf"(?P<list>(?:(?!相应|各工作|若干|以下|专门)[{HAN}（）]{{2,14}}?(?:组|专班)[、和及，]?){{2,}})"
        ),
        "office": re.compile(rf"(?:{offices})$"),
    }


_BELOW = re.compile(r"\n[^\n、，]{0,16}(?:下设|负责|办公室设在)")
"""A line below a list without a full stop that says what the group has: 「指挥部下设综合协调组、…」."""


def list_end(text: str, low: int, high: int) -> int:
    """Where a list ends that commas may part: 「某市人民政府，省发展改革委、财政厅」 goes on behind them."""
    if below := _BELOW.search(text, low, high):
        high = below.start()
    end = low + len(text[low:high].partition("，")[0])
    if "、" not in text[low:end]:
        return _column_end(text, high)
    while end < high and text[low - 1] in "：:\n":
        piece = text[end + 1 : high].partition("，")[0]
        if "、" not in piece or not is_name(re.sub(r"\s", "", piece.partition("、")[0])):
            break
        end += 1 + len(piece)
    return end


def _column_end(text: str, high: int) -> int:
    """Where the names below a list's first one end that have a line each: 「成员单位：甲局, 乙局, 丙中心」."""
    while text.startswith("\n", high):
        line = text[high + 1 :].partition("\n")[0]
        if not (len(line) <= _LINE and is_name(line)) or re.search(r"[，。；：、\d]", line):
            break
        high += 1 + len(line)
    return high


def list_start(text: str) -> int:
    """Where the list before 为成员单位 begins: behind 为…单位、 or the last comma that is no part of a list."""
    if former := re.search(r".*为[^，。；、]{2,8}单位、", text):
        return former.end()
    parts = list(re.finditer(r"[，,]", text))
    for part in reversed(parts):
        if "、" in text[part.end() :] or LED.search(text, 0, part.start()):
            return part.end()
    return 0
