"""Names in a row without a mark between them, as a page prints them that lost its blanks or line ends:
``市教育局市财政局市人社局``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import agencies

_INSIDE = re.compile(r"(?<=.{2}[局委办厅部署院会行社府联])(?=[一-龥]{3})")
"""Where one name may end and the next begin."""
_TERRITORIAL = re.compile(r"(?:各|有关|相关)[一-龥（）、]{1,12}(?:政府|管委会|办事处)")
_PARTY_AND_GOVERNMENT = re.compile(r"([一-龥]{1,8}([省市县区州盟旗])委)(\2(?:人民)?政府)\Z")
"""江州市委市政府: the place stands before the first only."""
_LONGEST = 16
"""Characters of the longest short name of a department or an organ."""


@cache
def _local() -> frozenset[str]:
    """Departments and organs as one region names them: 市财政局, 市委宣传部, 团市委."""
    tiers = agencies.TIER_WORDS
    found = {tier + form for tier in tiers for form in agencies.departments()}
    forms = [form for form in agencies.organs() if agencies.SLOT in form and len(form) >= 3]
    return frozenset(found | {form.replace(agencies.SLOT, tier) for tier in tiers for form in forms})


@cache
def _national() -> frozenset[str]:
    return frozenset(form for form in agencies.central_bodies() if len(form) >= 3)


@cache
def _bare() -> frozenset[str]:
    """Departments as they follow one that says the region or the tier: 省人社厅 + 教育厅 + 财政厅."""
    return frozenset(form for form in agencies.departments() if len(form) >= 3 and not form.endswith("委员会"))


@cache
def _sets() -> tuple[frozenset[str], frozenset[str]]:
    """What a row of one region and a row of central bodies may hold."""
    return _local() | _bare(), _national() | _bare()


@lru_cache(maxsize=4096)
def row(name: str) -> tuple[str, ...]:
    """The bodies of a row, all of one region or all central (``教育部财政部``); none where the name is no row.

    A name that is known as a whole is none, nor one that holds anything but known names: 市公安局交警支队.
    """
    if len(name) < 6 or not _INSIDE.search(name) or name in _local() or name in _national():
        return ()
    if both := _PARTY_AND_GOVERNMENT.match(name):
        return both[1], both[3]
    of_region, central = _sets()
    found = _tiled(name, of_region, territorial=True) or _tiled(name, central, territorial=False)
    return found if found and (found[0] not in _bare() or found[0] in _national()) else ()


def _tiled(name: str, known: frozenset[str], territorial: bool) -> tuple[str, ...]:
    """Two or more known names that make up the whole, the longest first; none where there are no such."""
    found: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while found:
        at, parts = found.pop()
        if at == len(name):
            return parts if len(parts) > 1 else ()
        ends = [end for end in range(at + 3, min(len(name), at + _LONGEST) + 1) if name[at:end] in known]
        if parts and parts[-1].endswith("政府"):  # 市政府 + 国资委 is one name
            ends = [end for end in ends if name[at] in agencies.TIER_WORDS]
        if territorial and (match := _TERRITORIAL.match(name, at)):
            ends.append(match.end())
        found += [(end, (*parts, name[at:end])) for end in ends]  # the longest is tried first
    return ()
