"""How appointments and removals are worded: persons, posts and what ties them."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.load import tree

HAN = "\u4e00-\u9fff"
_STOP = r"(?=职务|[，。；\n]|$)"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The ways to say who is put in which post; ``names`` are the persons, ``post`` what they hold."""
    posts = tree("post_forms")
    surnames = tree("surnames")
    ends = "|".join(sorted(posts["ends"], key=len, reverse=True))
    labels = "|".join(sorted(posts["labels"], key=len, reverse=True))
    single = "".join(sorted(set(re.sub(r"\s", "", surnames["single"]))))
    given = f"(?!的|同志)[{HAN}]"
    double = rf"(?:{'|'.join(surnames['double'])})(?:{given}){{1,2}}"
    name = rf"(?:{double}|[{single}][ \u3000]?(?:{given}){{1,2}}|[{HAN}]{{2,8}}(?:[·•][{HAN}]{{1,8}})+)"
    post = rf"(?P<post>[{HAN}A-Za-z0-9（）()“”、·\-—]{{2,60}}?(?:{ends})(?:（[^（）试]{{1,10}}）)?)"
    trial = r"(?:[（(]试用期[^（）()]*[）)])?"
    note = r"(?:[（(][女男藏回满苗壮侗彝白傣维族汉蒙古挂职，、]{1,8}[）)])?"
    return {
        # 李杰、相跃帮为市人民医院副院长（试用期一年）    任命张三同志任市财政局局长
        "for": re.compile(
            rf"(?P<names>{name}{note}(?:、{name}{note})*)(?:等?同志)?(?:试用期满[，,]?)?(?:正式)?(?:任命为|聘任为|为|担任|挂职任|兼任|任){post}{trial}(?:职务)?{_STOP}"
        ),
        # 免去其盐化中学副校长职务
        "his": re.compile(
            rf"(?:(?:免去|免除|不再担任)其(?:的)?|\A(?:并|同时)?不再[担兼]任){post}(?:(?:的)?职务|{_STOP})"
        ),
        # 裴骄阳的市农业综合行政执法队队长职务    刘红平市残疾人联合会执行理事会理事长职务
        "of": re.compile(rf"(?P<names>{name}{note}(?:、{name}{note})*)(?P<of>同志的?|的)?{post}(?:的)?职务"),
        # …，兼任市行政复议局局长
        "also": re.compile(rf"[，,、](?:并|同时)?兼(?:任)?{post}{trial}{_STOP}"),
        # 不再担任
        "no-longer": re.compile(rf"(?P<names>{name}(?:、{name})*)(?:同志)?不再[担兼]任{post}(?:职务)?{_STOP}"),
        # X项目部法人代表变更为薛军同志
        "changed": re.compile(
            rf"{post}(?:由{name}(?:同志)?)?(?:变更|调整|更换)为(?P<names>{name})(?:同志|(?=[，。；\n]|$))"
        ),
        # 接受张三同志辞去某市人民政府市长职务的请求
        "resigned": re.compile(
            rf"(?:接受|同意)(?P<names>{name}(?:、{name})*)(?:等?同志)?(?:关于)?辞去{post}(?:的)?(?:职务)?(?=的|请求|申请|[，。；\n]|$)"
        ),
        # 项目法人代表：张昌顺
        "label": re.compile(
            rf"(?:^|[\n。；，、])\s*(?P<post>{labels})[：:]\s*(?P<names>{name})(?=\s*(?:同志)?[\n，。；、（(]|\s*$)"
        ),
    }
