"""The divisions that a document spells out in full, and which of them it names most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.entity import regions
from kg.entity.regions import Region


def votes(texts: Iterable[str]) -> Counter[str]:
    """How often each region, and each region above it, is named in full in the texts, by its code."""
    found: Counter[str] = Counter()
    for text in texts:
        for region in _full_names(text):
            for area in regions.lineage(region):
                found[area.code] += 1
    return found


@cache
def _spelled() -> tuple[AhoCorasick, tuple[Region, ...]]:
    """Divisions whose full name is longer than two characters and no other division's."""
    unique = tuple(r for r in regions.current() if len(r.name) > 2 and len(regions.named(r.name)) == 1)
    return AhoCorasick([region.name for region in unique], matchkind=MatchKind.LeftmostLongest), unique


def _full_names(text: str) -> Iterable[Region]:
    """The divisions that a text spells out in full, in its order."""
    automaton, found = _spelled()
    return (found[index] for index, _, _ in automaton.find_matches_as_indexes(text))


def mentioned(text: str) -> Region | None:
    """The first division that a text spells out in full."""
    return next(iter(_full_names(text)), None)


def most_named(counts: Counter[str], level: str) -> Region | None:
    """The region most named: down from the province while most of its names lie in one division, to ``level``."""
    known = [regions.by_code()[code] for code, _ in counts.most_common() if code in regions.by_code()]
    found = next((region for region in known if region.level == "province"), None)
    while found is not None and found.level != level and not (level == "prefecture" and found.municipality):
        below = next((region for region in known if region.parent == found.code), None)
        if below is None or (not level and counts[below.code] * 5 < counts[found.code] * 3):
            break
        found = below
    return found
