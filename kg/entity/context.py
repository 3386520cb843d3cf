"""The context of a document that decides what its short names mean: whose document is it?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kg.entity import named_regions, regions
from kg.entity.regions import CORPS, Region
from kg.lexicon.agencies import TIER_WORDS, central_bodies
from kg.lexicon.load import tree
from kg.model import Alias

_HEAD = re.compile(r"^(?:中共|中国共产党|共青团|国家税务总局|中国人民银行|国家统计局)")
_DIVISION = re.compile(r"(?:新疆生产建设兵团)?(第[一二三四五六七八九十]{1,2}师(?:[^第委局办人]{2,5}市)?)")
_TITLE_END = re.compile(r"关于|转发|印发|批转")
_TOWNSHIP = re.compile(
    r"(?:\A|[省市县区旗])(?P<name>(?!各)[^省市县区旗]{1,6}(?:乡|镇|街道))(?:人民政府|办事处|委员会|党工?委|党政)"
)
_PLAN_OF_TOWN = re.compile(
    r"(?P<name>[^省市县区州盟旗关于的各全年]{1,3}(?<![城乡小集古重])(?:乡|镇|街道))(?=[一-龥]{4})(?!村|企业|建设|居民|级|化|街|振兴)"
)
"""「沙镇镇全面实行河长制工作实施方案」: a plan of a town, which nobody signs."""
_ZONE = re.compile(  # the issuer of a development zone, whose departments are those of the zone
    r"(?P<zone>[一-龥]{2,14}(?:高新技术产业开发区|经济(?:技术)?开发区|高新区|经开区|(?<!创)新区|(?:示范|合作|试验|实验|管理|度假)区))"
    r"(?:管委会|(?:开发|建设)*管理委员会|执行委员会|党政办公室|党政办|综合办公室|办公室|党工委)"
)
_NATIONAL = re.compile(r"(?:中华人民共和国|国家|国务院|全国|中央|最高人民)(?!级|税务总局.)")


@dataclass(frozen=True, slots=True)
class Context:
    """What resolution may know of a document. ``aliases`` are its 以下简称; ``text_hint`` is some of its text.

    ``addressees`` keep their printed order: members of a list inherit its shared head (各县（市、区）民政局、财政局).
    ``surfaces`` are all agency names of the document, also those that are not to be resolved now.
    """

    issuers: tuple[str, ...] = ()
    title: str | None = None
    number: str | None = None
    signed: str | None = None
    aliases: tuple[Alias, ...] = ()
    surfaces: tuple[str, ...] = ()
    text_hint: str = ""
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """Whose document it is: its region (None: central, or unknown) and the tier of its issuer ("" where unknown)."""

    region: Region | None
    tier: str
    year: int | None = None
    township: str = ""  # 五良太乡: whose document it is, or whom it answers
    addressed: Region | None = None  # the one region that it is addressed to
    zone: str = ""  # 江州高新技术产业开发区: whose document it is, where no list of divisions has it
    division: str = ""  # 第六师五家渠市, of the Xinjiang corps

    def at(self, level: str) -> Region | None:
        """The home region of ``level`` or None: for a county the prefecture and the province above it."""
        if self.region is None:
            return None
        return next((area for area in regions.lineage(self.region) if area.level == level), None)

    def for_word(self, word: str) -> Region | None:
        """The region that a tier word means here: 市 in a document of a county-level city is that city."""
        areas = regions.lineage(self.region) if self.region is not None else ()
        own = next((area for area in areas if area.name.endswith(word)), None)
        found = own or self.at(TIER_WORDS[word]) if word != "省" else self.at("province")
        other = self.addressed
        return other if found is None and other is not None and other.name.endswith(word) else found


def home_of(context: Context) -> Home:
    """Find the region and tier of a document: from its issuers, its title, the names in it, its text, its 代字."""
    own = (_TOWNSHIP.search(name) for name in (*context.issuers, *(context.addressees[:1] if _alone(context) else ())))
    township = next((found["name"] for found in own if found), "") or _town_of_plan(context)
    addressed = {region for name in context.addressees if (region := leading(name, Counter()))}
    only = next(iter(addressed)) if len(addressed) == 1 else None
    named = (_DIVISION.match(name) for name in (*context.issuers, context.title or ""))
    division = max((found[1] for found in named if found), key=len, default="")
    division = division or next((CORPS for name in context.issuers if name.startswith((CORPS, "兵团"))), "")
    home = replace(_home_of(context), township=township, addressed=only, division=division)
    zoned = next((found["zone"] for name in context.issuers if (found := _ZONE.match(name))), "")
    if zoned and home.region is None and len(areas := regions.named(zoned[:2])) == 1:
        home = replace(home, region=areas[0], tier=regions.tier(areas[0]))  # 林口 + 经济开发区: of the one county
    listed = home.region is None or home.region.level == "zone" or home.region.municipality or home.region.name == zoned
    return home if listed else replace(home, zone=zoned)


def _town_of_plan(context: Context) -> str:
    found = _PLAN_OF_TOWN.match(context.title or "") if not context.issuers else None
    return found["name"] if found else ""


def _alone(context: Context) -> bool:
    return len(context.addressees) == 1


def _home_of(context: Context) -> Home:
    year = int(context.signed[:4]) if context.signed and context.signed[:4].isdigit() else None
    votes = named_regions.votes(
        (context.title or "", *context.issuers, *context.surfaces, *context.addressees, context.text_hint)
    )
    title = _TITLE_END.split(re.sub(r"^[（(][^（）()]*[）)]", "", context.title or ""), maxsplit=1)[0]
    for name in (*context.issuers, title):
        plain = re.sub(r"\s", "", name)
        company = _of_company(plain)
        if company is not None:
            return Home(company, regions.tier(company), year)
        region = _of_branch(plain)
        if region is None and _is_central(plain):
            return Home(None, "central", year)
        region = region or leading(plain, votes)
        if region is not None:
            return Home(region, regions.tier(region), year)
    level = next((word_tier(name) for name in (*context.issuers, title) if word_tier(name)), "")
    level = level or ("county" if _town_of_plan(context) else "")
    named = map(named_regions.mentioned, (context.title or "", " ".join(context.issuers)))
    region = None if level else next(filter(None, named), None)
    usual = level or _usual_tier(context.surfaces)
    region = region or named_regions.most_named(votes, usual) or _from_number(context.number)
    region = region or regions.only_province(context.text_hint if usual == "province" else "")
    if region is None and not level:
        house = any(_HOUSE.search(name) for name in context.issuers)
        return Home(None, "central" if not house and any(map(_is_central, context.surfaces)) else "", year)
    return Home(region, regions.tier(region) if region else level, year)


_HOUSE = re.compile(r"(?:公司|集团|厂|大学|学院|学校|[中小]学|医院|协会|学会|研究[院所])(?:党委|办公室|委员会)?\Z")
"""Who issues a document for its own house: its 安委会 is not the State Council's, whatever central bodies it names."""


def word_tier(name: str) -> str:
    """The tier that a tier word in front shows (市民政局: prefecture), "" where none stands there."""
    word = tier_word(name)
    return TIER_WORDS[word] if word and not _not_tier().match(name) else ""


_WORDS = tuple(sorted(TIER_WORDS, key=len, reverse=True))


def tier_word(name: str) -> str:
    """The tier word in front of a name (市 of 市民政局), "" where none stands there."""
    return next((word for word in _WORDS if name.startswith(word)), "") if name.startswith(_WORDS) else ""


@cache
def _not_tier() -> re.Pattern[str]:
    return re.compile(tree("places")["not_tier"])


def _is_central(name: str) -> bool:
    """Whether a name is, or begins with, that of a central body without a region behind it (国务院办公厅)."""
    if _NATIONAL.match(name) and leading(name, Counter()) is None:
        return True
    for size in range(min(len(name), 20), 1, -1):
        body = central_bodies().get(name[:size])
        if body and not body.bare and leading(name[size:], Counter()) is None:
            return True
    return False


def _of_branch(name: str) -> Region | None:
    """The region behind a central body's name: 国家矿山安全监察局山西局."""
    for size in range(min(len(name), 20), 3, -1):
        body = central_bodies().get(name[:size])
        if body and not body.bare:
            return leading(name[size:], Counter())
    return None


def leading(name: str, votes: Counter[str]) -> Region | None:
    """The lowest region that the beginning of ``name`` spells out (山西省运城市盐湖区…), None where there is none."""
    name = _HEAD.sub("", name)
    found: Region | None = None
    while name:
        size, region = _longest(name, found, votes)
        if region is None:
            break
        found, name = region, name[size:]
    return found


def _longest(name: str, inside: Region | None, votes: Counter[str]) -> tuple[int, Region | None]:
    for size in range(min(len(name), regions.LONGEST_NAME), 1, -1):
        form = name[:size]
        candidates = regions.named(form)
        if inside is not None:
            candidates = tuple(c for c in candidates if c.code != inside.code and regions.within(c, inside))
        elif len(candidates) > 1 or (candidates and form != candidates[0].name):
            candidates = tuple(c for c in candidates if c.level != "county" or form == c.name or votes[c.code])
        region = _best(candidates or (regions.contracted(form) if inside is None else ()), votes)
        if region is not None:
            return size, region
    return 0, None


def _best(candidates: tuple[Region, ...], votes: Counter[str]) -> Region | None:
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    ranked = sorted(candidates, key=lambda c: (-votes[c.code], -votes[c.parent], c.former, c.code))
    chosen = regions.choose(candidates, None)
    return ranked[0] if votes[ranked[0].code] or votes[ranked[0].parent] or chosen is None else chosen


def _usual_tier(surfaces: Iterable[str]) -> str:
    """The lowest tier that more than one name's tier word shows."""
    tiers = Counter(word_tier(surface) for surface in surfaces)
    return next((tier for tier in ("county", "prefecture", "province") if tiers[tier] > 1), "")


def _of_company(name: str) -> Region | None:
    """The one province whose short name stands inside a company's name: 国家能源集团宁夏煤业有限责任公司."""
    if not name.endswith("公司") or leading(name, Counter()) is not None:
        return None
    provinces = (region for region in regions.current() if region.level == "province")
    found = [region for region in provinces if region.short in name]
    return found[0] if len(found) == 1 else None


def _from_number(number: str | None) -> Region | None:
    return regions.abbreviations().get(number[0]) if number else None
