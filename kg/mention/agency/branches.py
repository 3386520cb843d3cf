"""What is named behind the body that it belongs to: branches and institutes of central bodies, divisions of any."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load
from kg.lexicon.sieve import trie
from kg.mention.agency import places

_WATERS = "华北|华东|华南|华中|西北|西南|东北|上中游|上游|中游|下游|长江|黄河|珠江|淮河|海河|太湖|松辽|北方|南方"
"""Areas of branches that are no divisions of the state: parts of the country, rivers."""
_BUREAUS = (
    "督察|监管|监管分|管理|调查|税务|气象|邮政管理|移民管理|安全监察|地区管理|审计|外汇管理|海事|航务管理|安全监督管理"
)
_OFFICES = (
    "监管分局|特派办|分局|分署|(?:省|市|自治区)?电力公司|供电公司|分行|中心支行|支行|营业管理部|(?<=上海)总部|分公司|分社|总队|调查队"
    "|水利委员会|特派员办事处|专员办事处|监管办公室|监察专员办|监督站|分院"
)
_BRANCH = re.compile(
    rf"(?:驻)?(?P<area>{_WATERS})?[一-龥]{{0,12}}?(?:(?:{_BUREAUS})局|{_OFFICES})|[一-龥]{{2,3}}局(?![长部面势限机址])"
)
"""「国家税务总局」 + 「天津市税务局」, 水利部 + 黄河水利委员会."""
_PARENTS = ("学院", "程院", "究院", "中心")
_INSTITUTE = re.compile(r"[一-龥]{2,24}?(?:研究所|研究院|天文台|植物园|研究中心|健康所)(?![一-龥]*等)")
"""「中国科学院」 + 「苏州纳米技术与纳米仿生研究所」."""


@cache
def _verticals() -> frozenset[str]:
    return frozenset(load.tree("recogniser")["verticals"])


_ENDS = r"(?=承担|负责|牵头|会同|配合|答复|函复|印发|提出|组织|要(?!求)|应(?!急)|关于|《|[、，。；：（）\s\d]|\Z)"
"""What stands behind the name of a department's 处, whose last character many words have."""
_ORGANS = (
    r"(?<=政府)(?:台湾|港澳)事务办公室|(?<=人大常委会)[一-龥]{0,8}?(?:法工委|工委|工作委员会)|(?<=纪委)机关(?=[、，。；和])|(?<=检察院)第[一二三四五六七八九十]{1,2}检察部|(?:机关)?党组(?!成员|书记|副书记)|党委"
    r"|(?<=政府)[一-龥]{2,6}室(?=[、，。；）和与及负牵会配要])|(?<=领导小组)秘书组|(?<=政协)(?:提案|文史|社法|经济|农业|教科|民族|学习|人资环|人口资源环境|委员联络|港澳)[一-龥]{0,10}?委(?:员会)?(?!员)"
    r"|(?<=人大)(?:财经|财政经济|法制|城环资|环资|城建环资|监察司法|监察和司法|社会建设|教科文卫|农业农村|农业与农村|民宗侨外|民侨外|侨民外|外事)[一-龥]{0,6}?委(?:员会)?(?!员)|筹备[组处]|成员单位|各成员单位|其他成员单位|办公[室厅](?!主任)"
)
"""市人大常委会「法工委」, 市财政局「党组」, 领导小组「成员单位」."""
_ALL_BELOW = (
    r"各(?:级|地)?[一-龥]{0,10}?"
    r"(?:分支机构|派出机构|管理局|监管局|分局|分公司|分行|直属单位|所属单位)"
)
"""市公安局「各分局」."""
_FORCES = (
    r"(?:(?![一-龥]{0,3}银行)[一-龥]{2,7}?)?(?:交警|消防|巡特警|刑警|治安|保卫|国内安全保卫|特警|执法|稽查)?"
    r"(?:(?:支队|大队|总队|分局|监管分局|分公司|监管局)(?!长)|分行|支行|疾控所|保健所|防治所|车管所|车辆管理所|研究中心)"
)
"""市公安局「交警支队」, 市生态环境局「盐湖分局」."""
_OF_MINISTRY = (
    r"(?<=[部署])(?:(?![由会和与及商对按报经])[一-龥]){2,14}?(?:研究院|研究所|设计院|规划院|科学院|总院)(?![长士])"
    rf"|(?:(?<=部)|(?<=总局)|(?<=国家..局)|(?<=国家...局))(?:(?![由会和与及商对按报经在]|建设|组织|设立)[一-龥]){{2,14}}?中心{_ENDS}"
    rf"|(?<=[部委署局])(?:[一-龥]{{2,10}}?(?<!公)司|(?:消防救援|[一-龥]{{2,4}}?管理)局){_ENDS}"
)
"""工业和信息化部「装备工业一司」, 交通运输部「科学研究院」."""
_NO_OFFICE = "依|严肃|从严|联合|分别|及时|主要|会同|牵头|负责|配合|协同|组织|指定|[由对向将请按的和与及]"
_OF_PROVINCE = rf"(?<=厅)(?![省市县区国])(?:(?!{_NO_OFFICE})[一-龥]){{2,8}}?局(?![长部面势限]){_ENDS}"
"""省自然资源厅「矿产资源保护监督局」."""
_OF_DEPARTMENT = rf"(?<=[局厅委])(?:(?!{_NO_OFFICE})[一-龥]){{2,10}}?(?<![查惩调到好四各多会本专全办])[处科股]{_ENDS}"
"""市教育局「基础教育科」; 市教育局依法查处 names none."""


@cache
def subordinate() -> re.Pattern[str]:
    """What belongs to the body named before it: 支队, 分局, 党组, a 司 of a ministry, a 处 of a department."""
    inner = rf"(?<=[局厅委])[一-龥]{{0,6}}?(?:{trie(load.tree('recogniser')['inner_units'])})[处科股]{_ENDS}"
    return re.compile(
        f"(?:{'|'.join((_ORGANS, _ALL_BELOW, _FORCES, _OF_MINISTRY, inner, _OF_PROVINCE, _OF_DEPARTMENT))})"
    )


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


_LONGEST_BRAND = 6


@cache
def _brand() -> re.Pattern[str]:
    return re.compile(rf"{trie(load.tree('recogniser')['brands'])}\Z")


def brand_start(text: str, start: int) -> int | None:
    """Where the brand begins that stands before the place in the name of a branch: 国网 + 乐至县供电公司."""
    brand = _brand().search(text, max(0, start - _LONGEST_BRAND), start)
    return brand.start() if brand else None


def branded(name: str) -> bool:
    """A branch by its enterprise and its place: 国家电投集团 + 江州新能源有限公司."""
    ends = range(2, _LONGEST_BRAND + 1)
    return any(_brand().search(name, 0, end) and len(places.region_starting(name, end)) > 1 for end in ends)


_COUNTED = re.compile(r"第[一二三四五六七八九十]{1,3}次\Z")  # 第七次 + 全国人口普查领导小组
_DIVISION = re.compile(r"(?:新疆生产建设兵团)?第[一二三四五六七八九十]{1,3}师\Z")  # before its city
_SEAT = re.compile(r"(?:国家级|省级|市级|县级)?(?:高新区|经开区|开发区|示范区|产业园区|工业园区|园区|项目|基地|工程)\Z")
"""Whose seat 所在地 is: 省级高新区所在地政府."""
_BASIN = re.compile(
    r"(?:[长黄淮海辽珠][江河]|松花江|太湖|(?<![一-龥])[一-龥]{1,3}[江河湖])流域(?:有关|相关)?\Z"
)  # 黄河流域 + 县级以上地方人民政府


def seat_start(text: str, start: int) -> int:
    """Where the name begins whose 所在地 stands at ``start``: 省级高新区 + 所在地政府."""
    owner = _SEAT.search(text, max(0, start - 12), start) if text.startswith("所在地", start) else None
    if text.startswith(("流域", "有关", "相关"), max(0, start - 2)):
        owner = _BASIN.search(text, max(0, start - 8), start) or owner
    if text[start - 1 : start] == "次":
        owner = _COUNTED.search(text, max(0, start - 5), start) or owner
    if text[start - 1 : start] == "师" and text[start : start + 1] != "市":
        owner = _DIVISION.search(text, max(0, start - 11), start)
    return owner.start() if owner else start


_BOUNDARY = re.compile(r"(?:\A|(?<=[、，。；：（\n]))[一-龥]\Z")
_FUNCTION = "由向报对和与及经请送将把在为以让使按据从自原各该本受任是至到驻赴"
"""Characters that stand before a name and are no part of one."""


def whole_start(text: str, start: int, prefix: str) -> int:
    """Where the name begins in which a region's short name only happens to stand: 花 + 亭湖 + 风景名胜区管理处."""
    alone = len(prefix) == 2 and start and text[start - 1] not in _FUNCTION
    return start - 1 if alone and _BOUNDARY.search(text, max(0, start - 2), start) else start
