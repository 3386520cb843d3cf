"""The place in front of an agency's name: 运城市工信局, 市工信局, 工信局 all begin with one, the last with none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.entity import regions
from kg.entity.context import Home, tier_word, word_tier
from kg.entity.regions import Region
from kg.lexicon.agencies import TIER_WORDS
from kg.lexicon.load import tree

_LOWER = ("村", "乡", "镇", "湾", "岛")
"""What follows makes of a division's short name another place: 河南村, 崖州湾."""
_AREA = "地区"
"""The tier word of the prefectures under an administrative office: 地区公安局, of 喀什地区."""
_TOWN = re.compile(r"(?:乡|镇)(?:人民政府|政府|党委)")

_OF_TOWN = re.compile(r"[一-龥]{1,4}(?:乡|镇|街道|苏木)(?:人民政府|政府|党委|办事处)")


@dataclass(frozen=True, slots=True)
class Place:
    """A way to read the beginning of a name. ``printed`` is the place's words, ``rest`` what follows them.

    ``region`` is None where the place is a tier word that fixes no region here (市 in a province's document).
    """

    region: Region | None
    tier: str
    printed: str
    rest: str
    spelled: bool  # the region's own name stands there, not a tier word
    township: str = ""  # 五良太乡, whose own bodies need no place

    @property
    def prefix(self) -> str:
        """What the official name begins with; the tier word with 级 where no region is fixed."""
        if self.region is not None:
            return regions.official(self.region) + self.township
        return self.printed + "级" if self.printed else ""

    @property
    def area(self) -> str:
        """The region's name, "-" where none is fixed."""
        return self.region.name if self.region is not None else "-"


def readings(name: str, home: Home) -> Iterator[Place]:
    """All ways to read a name's place, the longest first: spelled regions, then the tier word."""
    yield from spelled(name, home)
    word = _AREA if name.startswith(_AREA) and _of_area(home) else tier_word(name)
    if word == _AREA or (word and word_tier(name)):
        yield word_place(word, name[len(word) :], home)


def _of_area(home: Home) -> bool:
    """Whether the document is that of a 地区 or of a county in one, where 地区公安局 is its bureau."""
    above = home.at("prefecture")
    return above is not None and above.name.endswith(_AREA)


def word_place(word: str, rest: str, home: Home) -> Place:
    """The place that a tier word means in a document of ``home``."""
    region = home.for_word(word)
    tier = regions.tier(region) if region is not None else TIER_WORDS[word]
    return Place(region, tier, word, rest, False)


def home_place(rest: str, home: Home) -> Place:
    """A name without a place belongs to the document's own government."""
    return Place(home.region, home.tier or "-", "", rest, False)


@lru_cache(maxsize=1024)
def spelled(name: str, home: Home) -> tuple[Place, ...]:
    """Readings of ``name`` as beginning with a region's name, or a chain of them from above to below.

    Every rule for names asks for them, each in its turn: what was found for a name is kept for the next one.
    """
    return tuple(_chains(name, home, None, ""))


def _chains(name: str, home: Home, inside: Region | None, before: str) -> Iterator[Place]:
    if name[:1] not in regions.first_characters():
        return
    for size in range(min(len(name), regions.LONGEST_NAME), 1, -1):
        form, rest = name[:size], name[size:]
        if not regions.is_name(form) or (rest[:1] in _LOWER and not rest.startswith("乡镇") and len(form) == 2):
            continue
        if form[-1] not in "省市县区旗州盟" and _TOWN.match(rest):
            continue  # 绥芬河镇政府
        region = _region(form, home, inside)
        if region is not None and form != region.name and _OF_TOWN.match(rest) and not _near(region, home):
            continue  # 赛罕塔拉镇人民政府, of no 赛罕区
        if region is not None:
            yield from _chains(rest, home, region, before + form)
            yield Place(region, regions.tier(region), before + form, rest, True)


def _near(region: Region, home: Home) -> bool:
    """Whether a region lies in the document's or around it."""
    own = home.region
    return own is None or regions.within(region, own) or regions.within(own, region)


@cache
def _region(form: str, home: Home, inside: Region | None) -> Region | None:
    candidates = regions.named(form)
    if not candidates:
        candidates = _contracted(form, home)
    province = home.at("province")
    fitting = [
        c
        for c in candidates
        if (inside is None or (c.code != inside.code and regions.within(c, inside)))
        and (form == c.name or c.level != "county" or (province is not None and regions.within(c, province)))
    ]
    near = inside or home.region
    if near is not None and form == near.short:
        return near  # its own short name, which another area may bear since: 临安市, now 临安区
    if form in _words():  # 公安消防部门 is no body of 公安县
        fitting = [c for c in fitting if form == c.name or (near is not None and regions.within(near, c))]
    return regions.choose(fitting, near) if fitting else None


def _contracted(form: str, home: Home) -> tuple[Region, ...]:
    """The autonomous counties that a name contracts; else the one long name of the prefecture around (土左旗)."""
    found = regions.contracted(form)
    own = home.at("county")
    if own is not None and form[-1] == own.name[-1] == "旗" and form[0] == own.name[0]:
        return (own,)  # 鄂旗 in a document of 鄂伦春自治旗
    around = home.at("prefecture")
    near = [c for c in found if around is not None and regions.within(c, around)]
    return tuple(c for c in found if "自治" in c.name) or (tuple(near) if len(near) == 1 else ())


@cache
def _words() -> frozenset[str]:
    """Names of divisions that are ordinary words."""
    return frozenset(tree("recogniser")["not_places"])


def whole(name: str, home: Home) -> Place | None:
    """The place that ``name`` as a whole is (运城市, 市, 山西省运城市盐湖区), None where it is none."""
    if name in TIER_WORDS or (name == _AREA and _of_area(home)):
        return word_place(name, "", home)
    return next((place for place in spelled(name, home) if not place.rest), None)


@cache
def areas() -> tuple[str, ...]:
    """Areas that are no administrative division, longest first."""
    return tuple(sorted(tree("places")["areas"], key=lambda area: (-len(area), area)))
