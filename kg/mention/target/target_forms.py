"""The forms in which a quantitative target is printed, built from ``target_cues.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.lexicon.load import tree
from kg.model import Comparison
from kg.text.numerals import arabic

_POWERS = {"万亿": 12, "千亿": 11, "百亿": 10, "亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# what a number may not stand behind: 第3次 5.1节 G342 〔2023〕 2-3 ∶1 、 and before: 4个百分点 is one unit
_LEFT = r"(?<![\dA-Za-z.．,\-—–第〔［\[∶:：/])"
_SPACE = r"[ \u3000]*"


END = re.compile(r"[，；。！？：:\n\t]|,(?!\d)")
"""Where a part of a sentence ends."""
BRACKET = re.compile(r"[（(](?!含[^\d（）()]{0,3}[）)])[^（）()\n]{0,80}[）)]")
"""A remark in brackets; （含）以上 belongs to its number."""
JOINT = re.compile(r"、|和|以及|及")
ATTRIBUTE = re.compile(r"的(?!比例|目标|排放标准|标准要求|速度|增速|任务|要求)")
NOUN = re.compile(
    r"(?:“[^”]{1,24}”|[^、■（）()]|■+(?=[\u4e00-\u9fff])){1,40}?(?=、|■+(?![\u4e00-\u9fff■])|[（()]|(?:和|及|以及)\d|$)"
)
"""What is counted, behind the number."""
LISTED = re.compile(r"^.*\d[^、]{0,8}、|^.*、(?=$)")
"""What a list of figures says before the last one: 容积率不大于2.0、建筑密度."""
MOVED = re.compile(r"^.*[将把](?=.{2})")
NAMED = re.compile(r"[的等]$|、")
"""Behind a verb: the words say whose or which, and what is counted stands behind the number."""
PART = re.compile(r"其中[^。；！？\n\t]*$")
CARRIED_OUT = re.compile(r"[^的]{0,40}?(?P<verb>完成|建成|实现|达到|进行|开工|投产|竣工|投用|稳定达标|通过|纳入|启动)")
WHERE = re.compile(r"^(?:全市|全省|全县|全区|全国|各地|对|力争|确保|■|其中)*$")
NEAR = re.compile(r"(?:约|近|大约|接近)$")
YEAR = re.compile(
    r"(?<![比较从自由以与过为\d])(?P<year>20\d\d)\s*年(?!度|以来|版)(?:(?:\d{1,2}\s*[-—至～~]\s*)?(?P<month>\d{1,2})\s*月)?"
)
"""2020年  2023年10-12月: the last year or month named."""


def alternatives(words: list[str]) -> str:
    """A pattern of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def quantity() -> re.Pattern[str]:
    """26874户  98%  28万亩  63.7微克/立方米以内  20个左右  5%-8%  3至5家  100余家  百分之九十."""
    units = alternatives([unit for unit in tree("target_cues")["units"] if unit != "亿"])
    powers = "|".join(_POWERS)
    to = rf"(?:%|％)?{_SPACE}[-—–~～－至到]{_SPACE}"
    number = rf"(?P<n>{_NUMBER})(?P<p0>{powers})?{to}(?P<n2>{_NUMBER})|(?P<one>{_NUMBER})"
    counted = rf"(?P<unit>(?:{units}|mg/m3|μg/m3|MW|GW|kW)(?!月|工作日|自然日|小时|世纪|岁))"
    unit = rf"(?P<sign>[%％‰](?!±))|(?P<power>{powers})?(?P<over>余|多)?{counted}"
    alone = rf"(?P<bare>{powers})(?![\u4e00-\u9fff])"
    return re.compile(
        rf"(?=[\d百]){_LEFT}(?:(?:{number}){_SPACE}(?:{unit}|{alone})|百分之(?P<hundredth>[一二三四五六七八九十百]+))"
        rf"(?:{_SPACE}(?:（含[^（）]*）|\(含[^()]*\)))?(?P<bound>及?以上|及?以下|以内|之内|左右|上下)?"
    )


@cache
def level() -> re.Pattern[str]:
    """A verb of reaching at the very end of what stands before the number; the group is the comparison."""
    kinds = tree("target_cues")["levels"]
    return re.compile(f"(?:{_groups(kinds)})了?(?P<near>约|近|大约)?{_SPACE}$")


@cache
def change() -> re.Pattern[str]:
    """A verb of change at the very end of what stands before the number; the group is the direction."""
    return re.compile(f"(?:{_groups(tree('target_cues')['changes'])})了?(?P<near>约|近|大约)?{_SPACE}$")


def _groups(kinds: dict[str, list[str]]) -> str:
    return "|".join(f"(?P<{name}>{alternatives(words)})" for name, words in kinds.items())


@cache
def work() -> re.Pattern[str]:
    """A verb whose object is counted."""
    return re.compile(alternatives(tree("target_cues")["works"]))


@cache
def measure() -> re.Pattern[str]:
    """Something measured, at the very end."""
    return re.compile(rf"(?:{alternatives(tree('target_cues')['measures'])})(?:在|为|约)?{_SPACE}$")


@cache
def words(name: str) -> re.Pattern[str]:
    """Any word of a list of ``target_cues.yml``."""
    return re.compile(alternatives(tree("target_cues")[name]))


@cache
def _ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = tree("target_cues")
    closes = rf"(?:{alternatives(cues['closes'])}|(?<![附邻临靠最远])近)$"  # 床位近200张; 附近 is a word
    return re.compile(rf"^(?:{alternatives(cues['opens'])})"), re.compile(closes)


@cache
def hint() -> re.Pattern[str]:
    """A digit with one of the unit's first characters near behind: most clauses hold none and are passed over."""
    firsts = "".join(sorted({unit[0] for unit in tree("target_cues")["units"]} | set("%％‰万千百亿余多mμMGk")))
    return re.compile(rf"\d{_SPACE}[{firsts}]|百分之")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. ``share``: it is a percentage, and counts no things."""

    value: str
    upper: str | None
    unit: str
    comparison: Comparison
    share: bool


_BOUNDS: dict[str, Comparison] = {"上": "≥", "下": "≤", "内": "≤", "左右": "~", "上下": "~"}


def read(match: re.Match[str]) -> Quantity:
    """A match of :func:`quantity`."""
    if match["hundredth"]:
        return Quantity(decimal(arabic(match["hundredth"])), None, "%", _bound(match), True)
    power, sign = match["power"] or match["bare"], match["sign"]
    low = decimal(match["one"] or match["n"], match["p0"] or power)
    upper = decimal(match["n2"], power) if match["n2"] else None
    unit = (
        (sign or match["unit"] or "").replace("％", "%").replace("mg/m3", "毫克/立方米").replace("μg/m3", "微克/立方米")
    )
    comparison: Comparison = "range" if upper else _bound(match)
    return Quantity(low, upper, unit, comparison, bool(sign) or unit == "个百分点")


def _bound(match: re.Match[str]) -> Comparison:
    bound = match["bound"] or ""
    for end, comparison in _BOUNDS.items():
        if bound.endswith(end) and not (end == "下" and bound == "上下"):
            return comparison
    return "≥" if match["over"] else "="


_DATED = re.compile(
    r"^(?:到|至|在|于|截至)?(?:20\d\d\s*年|今年|明年|“?十[三四五六]五”?)(?:\d{1,2}(?:[-—至～]\d{1,2})?月)?(?:\d{1,2}日)?(?:年?[末底]|期间|间|内)?(?:之?前)?"
)
_BASE = re.compile(r"(?:比|较|与)(?:20\d\d年?|上年|上一?年度?|去年|同期|现有|基数)[^，]{0,6}$")


_NAMED_YEAR = re.compile(r"20\d\d年?[底末]?$")
_MEAN = re.compile(r"(?<![人户年日月平])均$|(?<=[率例重度数])为$")


def bare(phrase: str) -> str:
    """What is counted, without the words of the sentence and the marks around it."""
    opens, closes = _ends()
    phrase, last = MOVED.sub("", phrase, count=1), None
    while phrase != last:
        last = phrase
        phrase = phrase.strip(" \u3000■“”\"'、的")
        for pattern in (_DATED, _BASE, _NAMED_YEAR, _MEAN, opens, closes):
            shorter = pattern.sub("", phrase, count=1)
            phrase = shorter if len(shorter) >= 2 or pattern in (_DATED, _BASE) else phrase
    missing = phrase.count("“") - phrase.count("”")
    return "“" * max(0, -missing) + phrase + "”" * max(0, missing)


def decimal(number: str, power: str | None = None) -> str:
    """A number as a plain decimal: 28 and 万 -> "280000", "98.50" -> "98.5"."""
    value = Decimal(number.replace(",", "")).scaleb(_POWERS.get(power or "", 0))
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
