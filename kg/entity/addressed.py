"""Addressees that share the head of an earlier one of their list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entity import collectives, places
from kg.entity.context import Home
from kg.entity.names import CENTRAL_REGION, central_branch
from kg.entity.regions import CORPS
from kg.lexicon.agencies import central_bodies, departments, kind_of, organs
from kg.model import Body

_PLAIN_HEAD = re.compile(r"各(?P<tier>[区县旗市州盟])(?![县市区旗州盟、（(域地直级])")


def inherited(addressees: Sequence[str], home: Home) -> dict[str, Body]:
    """Addressees that stand under the head of an earlier one: 各县（市、区）民政局、财政局 -> each county's 财政局."""
    found: dict[str, Body] = {}
    head, tier, area = "", "", collectives.area(home)
    for name in addressees:
        provinces = collectives.all_provinces().match(name)
        counties = collectives.under_counties(name)
        plain = _PLAIN_HEAD.match(name)
        branch = central_branch(name, home)
        if name.startswith(CORPS):
            head, tier, area = CORPS, "province", CORPS
        elif provinces:
            head, tier, area = provinces["head"], "province", CENTRAL_REGION
        elif counties:
            head, tier = collectives.prefix(home) + counties[0], collectives.head_tier(counties[0])
            area = collectives.area(home)
        elif plain:
            below = "prefecture" if plain["tier"] in "市州盟" and home.tier == "province" else "county"
            head, tier, area = collectives.prefix(home) + plain.group(), below, collectives.area(home)
        elif branch is not None and branch.parent is not None:
            head, tier, area = branch.parent, "branch", CENTRAL_REGION
        elif (
            tier == "branch"
            and head
            and re.search(r"^各.*[行局]$|营业管理部$", name)
            and not collectives.branch_collective(name)
        ):
            level = "prefecture" if "副省级" in name else "province"
            found[name] = Body(f"{head}各{name.removeprefix('各')}", level, area, "collective", head)
        elif head and tier != "branch" and _inherits(name, home):
            if home.tier != "central" or name not in central_bodies() or kind_of(name) == "mass":
                rest = name if head == CORPS else collectives.full_rest(name, tier)
                found.setdefault(name, Body(head + rest, tier, area, "department" if head == CORPS else "collective"))
        else:
            head = ""
    return found


def _inherits(name: str, home: Home) -> bool:
    """Whether a name has no place of its own and is of a kind that every government has."""
    known = (
        name in departments()
        or name in organs()
        or re.search(r"厅（[^（）]{0,6}局）$|(?<!各)信息办(?:公室)?$", name) is not None
    )
    return known and next(iter(places.readings(name, home)), None) is None
