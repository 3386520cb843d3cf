"""Bodies of a sort: collectives by name, departments by the field of work they bear, lists of such fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import agencies, load
from kg.lexicon.sieve import Alternatives, Sieve, holding, trie
from kg.mention.agency import branches, names, places
from kg.mention.agency.names import AgencyHit

_OWNERS = ("省", "市", "县", "区", "旗", "自治区", "国务院", "县级以上人民政府", "县级以上地方人民政府")
_LEVELS = ("各级", "各地", "省级", "市级", "县级", "属地", "当地", "地方")
_PLAIN_RULERS = (
    *("各", "有关", "相关", "其他", "所有", "上级", "上一级", "下级", "同级", "本级", "共同", "行业", "业务", "行政"),
    *("职能", "项目", "工程", "政府", "会同", "应当", "以及", "登记", "审批", "财产", "自觉", "产业", "一级", "所属"),
)
"""What stands before 主管部门 where no field is named."""
_WORKS, _RULES = ("管理", "监督", "督导", "监管", "监察", "经办", "主管"), ("主管", "监管", "管理", "执法")


@cache
def _lead() -> str:
    return "|".join(sorted(load.tree("recogniser")["leads"], key=len, reverse=True))


@cache
def _leading_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{_lead()})(?=[一-龥、（）]{{4}})")


@cache
def _collective() -> tuple[Alternatives, tuple[Sieve, ...], tuple[Sieve, ...]]:
    """Collectives by name, departments and organs by their field, and departments that rule a trade."""
    fields, tiers = trie(all_fields()), trie(names.tiers())
    first = "".join(sorted({word[0] for word in (*all_fields(), *names.tiers(), "人民", "政府", "党委")}))
    owner = rf"(?=[{first}])(?:{tiers})?(?:(?:人民)?政府|党委)?"  # a look at one character passes over most places
    second = "(?:（[一-龥]{2,8}）)?"
    other = "(?:（(?!以下|下称|简称)[一-龥]{2,12}部门）)?"
    department = (
        rf"{owner}{fields}{second}(?:行政)?(?:行业)?(?:(?:主管|监管|管理)?部门(?!规章|规范){other}|行政主管单位)"
    )
    trade = rf"[一-龥]{{2,8}}(?:行业|行政)|{trie(_OWNERS)}[一-龥]{{2,6}}"
    organ = rf"(?:(?<![一-龥])|(?<=[由向经和与及报请]))(?:{tiers}(?:人民政府)?)?{fields}(?:{'|'.join(_WORKS)})机构"
    level = rf"{trie(_LEVELS)}(?!以上)[一-龥]{{2,8}}(?:{'|'.join(_RULES)})部门"
    own = (
        rf"{trie(_OWNERS[:5])}(?![场政域级内外直委])[一-龥]{{2,8}}(?<!监督)(?:管理|监管)部门"  # 市廉租住房保障管理部门
    )
    plain = rf"(?!{trie(_PLAIN_RULERS)}|{_lead()})"
    named = rf"(?P<named>{plain}(?:(?!接受|送交|报送|推送|依照|征求|遵守|国务院)[一-龥]){{2,10}}?(?=主管部门))"
    rest = rf"(?:{_lead()})?(?:{tiers})?{named}"
    ruling = rf"(?:(?<![一-龥])|(?<=[经由向级同和与及])|(?<=政府)|(?<=国务院))(?:(?:{trade})主管部门|{level}|{own})"
    unlisted = rf"(?:(?<![一-龥])|(?<=[由向])|(?<=会同)|(?=国务院|县级以上)){rest}主管部门"
    return (
        Alternatives(load.tree("recogniser")["collectives"]),
        (holding(department, ("部门", "主管单位")), holding(organ, tuple(f"{work}机构" for work in _WORKS))),
        (
            holding(rf"(?P<named>){ruling}", tuple(f"{rule}部门" for rule in _RULES)),
            holding(unlisted, ("主管部门",)),
        ),
    )


@cache
def all_fields() -> frozenset[str]:
    """Every field of work that may stand before 部门."""
    return frozenset({*agencies.fields(), *load.tree("recogniser")["more_fields"]})


def from_collectives(text: str) -> Iterator[AgencyHit]:
    """Collectives of a text, with the tier and region words before them."""
    named, by_field, ruling = _collective()
    for match in (*named.finditer(text), *(match for one in by_field for match in one.finditer(text))):
        yield _collective_at(text, match)
    for match in (match for one in ruling for match in one.finditer(text)):
        lead = _leading_verb().match(match.group())
        low = max(lead.end() if lead else 0, match.start("named") - match.start())
        plain = lead and match.group().startswith(("有关行政", "相关行政", "其他行政", "有关行业", "相关行业"), low)
        if not plain and not names.stops().search(match.group().removesuffix("部门"), low):
            yield _collective_at(text, match)


def _collective_at(text: str, match: re.Match[str]) -> AgencyHit:
    start = match.start()
    lead = _leading_verb().match(match.group())
    if lead:
        start += lead.end()
    elif match.group()[0] not in "各县市省区乡镇村":
        start = names.prefix_start(text, start)
    elif len(region := places.region_ending(text[max(0, start - 11) : start + 1])) > 2:
        start = names.prefix_start(text, start + 1 - len(region))  # 福建省 + 药品监督管理部门
    elif text.startswith("市", start) and text[max(0, start - 1) : start] == "城":
        start -= 1  # 城市园林绿化主管部门
    start = branches.seat_start(text, start)
    return AgencyHit(start, match.end(), text[start : match.end()].replace("\n", ""), "collective")


def from_field_lists(text: str) -> Iterator[AgencyHit]:
    """「县级人民政府民政、财政、医保部门」: the fields before the one that bears 部门 are bodies too."""
    if "部门" not in text:  # behind the list: no part of a match
        return
    for match in _fields_and_others().finditer(text):
        start = match.start()
        for piece in re.finditer(
            rf"{_field().pattern}(?![一-龥])|(?<=[、和与及])(?:(?!以?[和与及])[一-龥])+", match["list"]
        ):
            yield AgencyHit(start + piece.start(), start + piece.end(), piece.group(), "field_list")
    for match in _last_field().finditer(text):
        yield AgencyHit(match.start(), match.end(), match.group(), "field_list")
    for match in _field_list().finditer(text) if _bears_several(text) else ():
        start = match.start()
        if match["own"] is None and not (re.search("[、和与及或]", match["list"]) or _ALONE.search(text, 0, start)):
            continue  # 保护生态环境、气象部门: one field alone may be what is spoken of
        for piece in _field().finditer(match["list"]):
            yield AgencyHit(start + piece.start(), start + piece.end(), piece.group(), "field_list")


_CHARGED = (
    "部门(?:(?:和|及|以及)(?:其他)?有关[一-龥]{2,6}?)?"
    "(?:应当|要)?(?:[按依]照?[^，。；]{0,8}职[责能]|负责|牵头|会同|配合|协助)"
)
"""What follows the one department of several that has a name: 发展改革等部门按照职责负责."""
_ALONE = re.compile(r"(?:\A|[，。；：（\n由向经其]|会同|联合|强化|协调|部门[和与及])\Z")
"""What stands before a list of two departments: 会同教育、民政部门."""


def _bears_several(text: str) -> bool:
    """Whether a field that bears 部门 stands behind another one: 、医保部门, 和金融主管部门."""
    at = text.find("部门")
    while at >= 0:
        for end in _ends_before(text, at):
            for size in _sizes():
                if end > size and text[end - size - 1] in "、和与及或" and text[end - size : end] in all_fields():
                    return True
        at = text.find("部门", at + 2)
    return False


def _ends_before(text: str, at: int) -> list[int]:
    """Where a field may end before 部门: right there, before 主管, 行政 or 行政主管."""
    return [at, *(at - len(word) for word in ("主管", "行政", "行政主管") if text.endswith(word, 0, at))]


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(field) for field in all_fields()}))


@cache
def _field() -> re.Pattern[str]:
    """One field of such a list, with the owner before the first: 工业和信息化 stays whole."""
    return re.compile(rf"(?:{trie(names.tiers())}(?:人民政府)?)?{trie(all_fields())}")


@cache
def _fields_and_others() -> Sieve:
    """税务、海关、人民银行等部门: each of them is a body."""
    fields, tiers = trie(all_fields()), trie(names.tiers())
    other = "(?:(?![和与及])[一-龥]){2,6}"
    verbs = "会同|通知|邀请|增加|商请|责成|组织|加强|强化|联合|协调|发挥|涉及|建立|健全|完善|实现|督促|整合|打通"
    before = rf"(?:(?=国务院|县级以上)|(?<=[、，。：（；\n由向对经和与及将])|(?<={verbs})|\A)"
    return holding(
        rf"{before}(?P<list>(?:{tiers}(?:人民政府)?)?{fields}(?:(?:、|以及)(?:{fields}(?:行政管理)?|{other}))*(?:[、和与及]|以及)(?:{fields}(?:行政管理)?|{other})|(?:国务院|{tiers}人民政府|县级以上(?:地方)?人民政府){fields})等(?:其他|有关|相关|多个?|各|行政|行业|主管|职能|管理)*部门",
        *(("部门",), ("等",)),
    )


@cache
def _last_field() -> Sieve:
    """公安机关、应急管理等部门, 会同财政等有关部门: the last of a list whose others are no fields."""
    return holding(
        rf"(?:(?<=、)|(?<=会同)|(?<![^。；：\n])(?=[一-龥]{{2,12}}等[^，。；]{{0,6}}{_CHARGED})){trie(all_fields())}(?=等(?:有关|相关|各|行政|主管)*部门)",
        *(("部门",), ("等",)),
    )


@cache
def _field_list() -> re.Pattern[str]:
    fields, tiers = trie(all_fields()), trie(names.tiers())
    return re.compile(
        rf"(?P<list>(?P<own>{tiers}(?:人民政府)?)?{fields}(?:(?:[、和与及或]|以及){fields})*)(?:[、和与及或]|以及)(?={fields}(?:行政)?(?:主管)?部门)"
    )
