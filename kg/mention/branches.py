"""Branches and institutes that are named behind their central body: 「国家税务总局」 + 「天津市税务局」."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load
from kg.mention import places

_BRANCH = re.compile(
    r"(?:驻)?(?P<area>华北|华东|华南|华中|西北|西南|东北|上中游|上游|中游|下游|长江|黄河|珠江|淮河|海河|太湖|松辽|北方|南方)?[一-龥]{0,12}?"
    r"(?:(?:督察|监管|监管分|管理|调查|税务|气象|邮政管理|移民管理|安全监察|地区管理|审计|外汇管理|海事|航务管理|安全监督管理)局|监管分局|分局|(?:省|市|自治区)?电力公司|供电公司|分行|中心支行|支行|营业管理部|分公司|分社|总队|调查队"
    r"|水利委员会|特派员办事处|专员办事处|监管办公室|监察专员办|监督站|分院)"
)
_PARENTS = ("学院", "程院", "究院", "中心")
_INSTITUTE = re.compile(r"[一-龥]{2,24}?(?:研究所|研究院|天文台|植物园|研究中心|健康所)(?![一-龥]*等)")
"""「中国科学院」 + 「苏州纳米技术与纳米仿生研究所」."""


@cache
def _verticals() -> frozenset[str]:
    return frozenset(load.tree("recogniser")["verticals"])


def branch_end(text: str, start: int, end: int, stops: re.Pattern[str]) -> int:
    """「国家税务总局」 + 「天津市税务局」: the end of the branch that is named behind its central body.

    What ``stops`` finds ends every name.
    """
    if text[start:end] not in _verticals():
        return end
    branch = _BRANCH.match(text, end)
    institute = _INSTITUTE.match(text, end) if text[end - 2 : end] in _PARENTS else None
    if institute and not stops.search(re.sub("[与和]", "", institute.group())):
        return institute.end()
    if branch is None or stops.search(branch.group()):
        return end
    named = branch["area"] or places.region_starting(text, end) or places.region_starting(text, end + 1)
    return branch.end() if named else end
