"""Names that neither a place nor a tier begins: members of lists by their endings, departments of several fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import load
from kg.lexicon.sieve import Sieve, holding, sieve, trie
from kg.mention.agency import names, places
from kg.mention.agency.bodies import is_known
from kg.mention.agency.collectives import all_fields
from kg.mention.agency.names import AgencyHit

_SECOND = r"(?:（[^（）。，]{2,16}）)?"


@cache
def _member() -> Sieve:
    """A stretch between two marks of a list that ends as only a body's name does: 、华中科技大学、."""
    rows = load.tree("unplaced")
    return sieve(
        rf"(?:(?<=[、，：（；\n由请对向和及与])|(?<=依托|支持|推动|联合|会同|委托|组织|协调|鼓励|引导|指导|邀请)|\A)(?!{trie(rows['not_first'])})(?:(?!以及|推送|(?<![高初中])等)[一-龥]){{2,24}}?{trie(rows['endings'])}(?:(?<=银行)(?:(?![和与及])[一-龥]){{2,6}}?(?:分行|支行))?(?:(?<=大学)(?:附属)?(?:(?![和与及的在等])[一-龥]){{1,8}}?(?:学院|医院))?(?P<members>(?:(?<=小组)|(?<=挥部))(?:各|其他)?成员单位)?{_SECOND}"
        r"(?=[、，；。）\n和与及等]|\Z|(?<=大学)的|牵头|负责|配合|会同|协助|参与|参加|联合|承办|组织|开展|率先|要|应|单位|董事|监事|总经理|副|党委|校长|院长)"
    )


@cache
def _bracketed() -> Sieve:
    """A company with brackets in its name: 内蒙古某某（集团）股份有限公司."""
    return sieve(
        rf"(?<![^、，：（；\n由对向和及与])(?!{trie(load.tree('unplaced')['not_first'])})[一-龥]{{2,16}}（[一-龥]{{2,4}}）[一-龥]{{0,10}}?(?:有限责任公司|股份有限公司|有限公司|总公司|公司)"
    )


@cache
def _plain() -> re.Pattern[str]:
    """What a stretch with such an ending is where it names no one body: 高等院校, 国有企业, 行业协会."""
    return re.compile("|".join(load.tree("unplaced")["plain"]))


def from_members(text: str) -> Iterator[AgencyHit]:
    """Members of lists that end as only names of bodies do: 中国石油大学, 华能集团有限公司."""
    for match in _bracketed().finditer(text):
        if not names.stops().search(match.group()):
            yield AgencyHit(match.start(), match.end(), match.group(), "ending")
    for match in _member().finditer(text):
        name = match.group().removesuffix(match["members"] or "")
        if not names.stops().search(name) and not _plain().search(name):
            begin = match.start() + _person(name)
            yield AgencyHit(begin, match.end(), text[begin : match.end()], "ending")


def _person(name: str) -> int:
    """How many characters of 「温文星广东某某公司」 are a person's name before a place or body; 0 where none."""
    long = next((n for n in (3, 2) if len(places.region_starting(name, n)) > 1 or is_known(name[n:])), 0)
    return long if name[0] in _surnames() and not places.region_starting(name, 0) else 0


@cache
def _surnames() -> frozenset[str]:
    return frozenset(load.tree("surnames")["single"])


@cache
def _several() -> Sieve:
    fields, tiers = trie(all_fields()), trie([tier for tier in names.tiers() if not tier.startswith("各")])
    return holding(
        rf"(?<![^、，：（；\n由向和与及])(?:{tiers})?(?:(?:{fields}[和与]?){{2,4}}|{fields}（[一-龥]{{2,6}}）)(?:局|委员会|厅)(?![一-龥]*部门)(?![长势面部])",
        ("局", "委员会", "厅"),
    )


def from_several_fields(text: str) -> Iterator[AgencyHit]:
    """Departments whose name puts several fields together: 文化体育广电和旅游局, 水利（水务）厅."""
    for match in _several().finditer(text):
        yield names.grown(text, match.start(), match.end(), "known_name", left=True)


@cache
def _row() -> Sieve:
    name = trie(load.tree("unplaced")["enterprises"])
    return holding(
        rf"(?:(?<![一-龥、])|(?<=[局委厅司团行部府会办院]、)|(?<=[由请和与及])|(?<=会同|督促|协调|联合))(?P<list>{name}(?:[、和与及]{name})+)(?=等(?!行业|领域|部门|服务|业务|设施|基础|管线|线路|网络)|公司|集团|[，。；）\n]|\Z|牵头|负责|配合|协助|参与|参加|按|要|应|推进|做好|开展|组织)",
        ("、", "和", "与", "及"),
        tuple(load.tree("unplaced")["enterprises"]),
    )


def from_enterprises(text: str) -> Iterator[AgencyHit]:
    """Enterprises by their short names, which are words or brands elsewhere: 移动、联通、电信负责."""
    for match in _row().finditer(text):
        start = match.start("list")
        for piece in re.finditer(r"[一-龥]+?(?=[、和与及]|\Z)", match["list"]):
            yield AgencyHit(start + piece.start(), start + piece.end(), piece.group(), "ending")
