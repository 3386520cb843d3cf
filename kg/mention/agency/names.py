"""How names of agencies are built: a prefix of tier or region, a stretch of text, an ending, a second name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.lexicon import load
from kg.lexicon.sieve import trie
from kg.mention.agency import places
from kg.mention.agency.branches import branch_end, brand_start, seat_start, subordinate, whole_start

_BRACKETED = re.compile(r"（[^（），。；：、\d]{2,22}）|〔[^〔〕，。；：、\d]{2,22}〕")
_BRACKET_NAME = re.compile(
    r"(?:局|委|办|办公室|厅|部|部门|政府|中心|院|所|队|处|会|公司|机构|街道办事处|党委|党组|站|馆|校|学校|项目部|行政学院)\Z"
)
_SEATS = re.compile(r"大学（[一-龥]{2,3}）\Z")  # 中国地质大学（武汉）
_INNER_SLASH = re.compile(r"（(?:局|委|办|厅|处|馆|站|所|中心|院)）")
_SCHOOLS = ("大学", "学院", "学校", "中学", "医院", "日报", "晚报")
_ABOVE_SCHOOLS = ("传媒", "报业", "管理局", "管理中心", "管理处", "管理委员会")  # 汕江医院管理局, 江州日报传媒集团
_LEVELS = ("省级", "市级", "县级", "区级", "国家", "全国", "地方", "乡镇", "区县", "县区", "市县", "街道", "各级")
_NO_STOPS = ("成员单位", "处", "科")  # before them verbs are names of work: 组织人事处
AREA_BEFORE = tuple("灾家故侨水老园辖地社城景郊山灌厂校牧林矿保小片库港")
"""Characters that make a word with 区, 市 or 县 behind them: 园区, 辖区, 城市."""
_NO_TIER = re.compile(  # 省道 is a road, 市长 a person: no tier begins there
    r"[省县乡]道(?!教)|市场(?!监|管)|乡[村风贤愁土音亲情间友试思]|[省市县区州镇]长(?![一-龥]?[省市县区江城沙春]|征|白)"
)
_AFTER_PREFIX = ("政府", "党委", "法院", "海关", "监狱", "电厂")
_JOINED = re.compile(  # a department of two fields: 市 + 政务和大数据局, 县 + 自然资源和规划局
    r"[一-龥]{2,6}?(?<![局委办厅部院会政府机关])(?P<and>和)(?![省市县区州各]|相关|有关)[一-龥]{2,8}?(?:局|厅|委员会)(?![一-龥]*部门)"
)
_OWN_TIER = ("省", "市", "县", "区")
_ZONE_WORDS = ("园区", "高新区", "经开区")  # tiers of known departments only: 园区市场监管局, no 园区平台公司
_GROUP_WORDS = (
    "领导小组",
    "领导组",
    "协调小组",
    "联席会议",
    "指挥部",
    "专项工作组",
    "工作专班",
    "咨询委员会",
    "指导委员会",
)
_GROUP = re.compile(
    r"(?P<work>[一-龥“”]{2,28}?)(?:领导小?组|协调小组|联席会议(?!制度)|指挥部|专项工作组|工作专班|(?:咨询|指导)委员会)(?:办公室)?"
)
_BRANCH_OF = re.compile(r"中心[一-龥]{2,4}分\Z")  # 国家杂交水稻工程技术研究中心重庆分中心
_FIGURES = re.compile(r"(?<!\d)(?!12345(?!\d))\d{3}|\d[家个名]")
_LONGEST_STRETCH, _LONGEST_TIER = 30, 26  # 各省、自治区、直辖市及计划单列市、新疆生产建设兵团
_NAME_CHARACTERS = re.compile(rf"[一-龥A-Za-z“”\d]{{1,{_LONGEST_STRETCH}}}")


class AgencyHit(NamedTuple):
    """An agency's surface form at ``start`` to ``end`` of a text, and the rule that found it."""

    start: int
    end: int
    surface: str
    rule: str


def starting(hits: Sequence[AgencyHit], low: int, high: int) -> Sequence[AgencyHit]:
    """Those of ``hits``, which stand in order, that begin from ``low`` to before ``high``."""
    first, last = (bisect_left(hits, place, key=lambda hit: hit.start) for place in (low, high))
    return hits[first:last]


@cache
def tiers() -> tuple[str, ...]:
    """Words that say whose a department is (市, 省级, 各县（市、区）), longest first."""
    return tuple(sorted(load.tree("recogniser")["tiers"], key=len, reverse=True))


@cache
def _tiers_ending() -> dict[str, tuple[str, ...]]:
    """Last character -> the tiers that end in it, longest first."""
    found: dict[str, tuple[str, ...]] = {}
    for tier in tiers():
        found[tier[-1]] = (*found.get(tier[-1], ()), tier)
    return found


@cache
def _suffixes() -> re.Pattern[str]:
    suffixes = load.tree("recogniser")["suffixes"]
    first = "".join(sorted({suffix[0] for suffix in suffixes}))
    return re.compile(rf"(?=[{first}])(?=({trie(suffixes)})(?!长|(?<=队)伍|(?<=办公室)副?主任))")


@cache
def stops() -> re.Pattern[str]:
    """Words that no name of a body goes across."""
    words = sorted(load.tree("recogniser")["stops"], key=len, reverse=True)
    plain = [word for word in words if re.escape(word) == word]
    first = "".join(sorted({word[0] for word in plain}))
    fields = (field.split("和") for field in load.tree("recogniser")["not_stops"])
    inside = "|".join(f"(?<={before}和){behind}" for before, behind in fields)
    return re.compile(
        "|".join(
            [f"(?=[{first}])(?!和(?:{inside})){trie(plain)}", *(word for word in words if re.escape(word) != word)]
        )
    )


@cache
def hard_stops() -> re.Pattern[str]:
    """Words that not even the name of a group goes across."""
    return re.compile("|".join(load.tree("recogniser")["hard_stops"]))


def grown(text: str, start: int, end: int, rule: str, left: bool) -> AgencyHit:
    """Extend a name by the tier and region words before it and by a second name or subordinate body behind it."""
    start = prefix_start(text, start) if left else seat_start(text, start)
    end = _suffix_end(text, branch_end(text, start, end, stops()))
    return AgencyHit(start, end, text[start:end].replace("\n", ""), rule)


def prefix_start(text: str, start: int) -> int:
    """Where the tier and region words before a name at ``start`` begin."""
    if text.startswith(("国务院", "中央"), start):
        return start
    if text.endswith("中华人民共和国", 0, start):
        return start - len("中华人民共和国")
    for _ in range(3):
        before = text[max(0, start - _LONGEST_TIER) : start]
        tier = next((tier for tier in _tiers_ending().get(before[-1:], ()) if before.endswith(tier)), "")
        region = places.region_ending(before)
        word = max(tier, region, key=len)
        if not word or (len(word) == 1 and text[max(0, start - 2) : start - 1] in AREA_BEFORE):
            break
        if word.endswith("所在地") and places.region_starting(text, start):
            break  # 市人民政府所在地 + 西秀区人民政府
        start -= len(word)
    return seat_start(text, start)


def _suffix_end(text: str, end: int) -> int:
    for _ in range(2):
        opened, goes_on = text.startswith(("（", "〔"), end), "一" <= text[end : end + 1] <= "龥"
        inner = _INNER_SLASH.match(text, end) if opened else None
        bracket = _BRACKETED.match(text, end) if opened else None
        below = subordinate().match(text, end) if goes_on else None
        if inner:
            end = inner.end()
        elif (
            bracket
            and (_BRACKET_NAME.search(bracket.group()[1:-1]) or _SEATS.match(text, end - 2, bracket.end()))
            and not bracket.group().startswith(("（以下", "（设在"))
        ):
            end = bracket.end()
        elif below and (below.group().endswith(_NO_STOPS) or not stops().search(below.group())):
            end = below.end()
        else:
            break
    return end


def from_endings(text: str) -> Iterator[AgencyHit]:
    """Names that no list has, from a prefix to the furthest ending: 「市 + 尊村引黄灌溉服务 + 中心」."""
    starts = _ending_places(text)
    for start, length in places.prefixes(text, tiers()) if starts else ():
        following = bisect_left(starts, start + length)
        if following == len(starts) or starts[following] >= start + length + _LONGEST_STRETCH:
            continue  # no ending within reach
        prefix = text[start : start + length]
        if not may_begin(text, start, prefix) or (
            prefix.endswith("所在地") and places.region_starting(text, start + length)
        ):
            continue
        stretch = _stretch(text, start + length)
        if length == 2 and stretch[1:2] in _OWN_TIER and places.is_region(prefix) and not places.is_region(stretch[:2]):
            continue  # 白玉琴 + 区融媒体中心: a person, no county 白玉
        marks = [m for m in _suffixes().finditer(stretch) if _may_end(prefix, m)]
        schools = [m for m in marks if m[1] in _SCHOOLS and not stretch.startswith(_ABOVE_SCHOOLS, m.end(1))]
        marks = [m for m in marks if not places.names_another(stretch, marks[0].end(1), m.end(1))]
        group = _GROUP.match(text, start + length) if not marks else None  # verbs may stand in its name
        if group and not _suffixes().search(group["work"]) and not hard_stops().search(group["work"]):
            yield grown(text, start, group.end(), "ending", left=False)
        if marks:
            end = (schools or marks)[-1].end(1)
            if places.is_region(prefix) and places.names_another(stretch, 4, end):
                continue  # 渭南…刻本 + 重庆市某区图书馆: the later place begins a name of its own
            brand = brand_start(text, start)
            begin = seat_start(text, start) if brand is None else brand
            if begin == start and places.is_region(prefix):
                begin = whole_start(text, start, prefix)
            yield grown(text, begin, start + length + end, "ending", left=False)


@cache
def _endings() -> AhoCorasick:
    return AhoCorasick([*load.tree("recogniser")["suffixes"], *_GROUP_WORDS])


def _ending_places(text: str) -> list[int]:
    """Where the endings of names begin, in order."""
    return sorted({start for _, start, _ in _endings().find_matches_as_indexes(text, overlapping=True)})


@cache
def _begins_behind() -> tuple[str, ...]:
    """Verbs behind which a tier of one character begins a name: 撤销 + 县水土保持监督站."""
    return tuple(load.tree("recogniser")["begins_behind"])


def may_begin(text: str, start: int, prefix: str) -> bool:
    """A tier of one character begins a name only where it is no part of a word (园区, 辖区, 一市一策)."""
    before = text[start - 1] if start else ""
    if before in "建完" and before and prefix.startswith("成"):
        return False  # 建成 + 县残疾人服务中心: no county 成县
    zone = prefix in _ZONE_WORDS and not _GROUP.match(text, start + len(prefix))
    if zone or text.startswith(("区域", "区块"), start) or _NO_TIER.match(text, start):
        return False
    if len(prefix) > 1 or not "一" <= before <= "龥":
        return True
    former = before == "原" and not "一" <= text[start - 2 : start - 1] <= "龥"  # 原 + 县护林防火指挥部
    by = former or before in "由向报对和与及经请送将把" or text.endswith(_begins_behind(), 0, start)
    return by if prefix in "区县州镇乡盟旗" else before not in "一各两三全本该我外城都超上强"


def _may_end(prefix: str, mark: re.Match[str]) -> bool:
    """Whether an ending makes a name with what stands between it and the prefix."""
    stem = mark.string[: mark.start()]
    if mark[1] in ("中心", "监测站", "研究院") and prefix in _LEVELS and not _BRANCH_OF.search(stem):
        return False  # 省级数字化转型促进中心: something to be built, not a body
    taught = mark[1] == "学校" and stem.endswith("教")  # 本科教学 + 校院两级
    if (prefix.startswith("全") and mark[1] == "政府") or stem == "类" or taught or _FIGURES.search(stem):
        return False
    if mark.start() or len(mark[1]) > 2 or mark[1] in _AFTER_PREFIX:
        return True
    clinic = mark[1] == "医院" and prefix in _OWN_TIER and not mark.string.startswith("管理", mark.end(1))
    return clinic or (mark[1] in (*_SCHOOLS, "林场") and places.is_region(prefix))


def _stretch(text: str, start: int) -> str:
    """The characters from ``start`` on that a name may consist of, up to the first stop word."""
    stretch = match.group() if (match := _NAME_CHARACTERS.match(text, start)) else ""
    stop = stops().search(stretch)
    joined = _JOINED.match(stretch) if stop and stop.group().startswith("和") else None
    if stop and joined and stop.start() == joined.start("and") and not _suffixes().search(stretch[: stop.end()]):
        stop = stops().search(stretch, joined.end("and"))
        low = joined.end("and")
        return stretch[: max(low, min(stop.start() if stop else joined.end(), joined.end()))]
    return stretch[: stop.start()] if stop else stretch
