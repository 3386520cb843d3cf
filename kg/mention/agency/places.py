"""Names of administrative divisions at a place in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import load


@cache
def _names() -> frozenset[str]:
    rows = load.table("regions")
    shorts = {row["short"] for row in rows if len(row["short"]) >= 2}
    return frozenset({row["name"] for row in rows} | shorts) - frozenset(load.tree("recogniser")["not_places"])


@cache
def each_division() -> str:
    """A regular expression of 各 with divisions: 各县（市、区）, 各镇（街道、场）, 各园区."""
    words = load.tree("recogniser")["places"]
    each = "|".join(words["each"])
    inner = f"(?:{each}|{'|'.join(words['in_brackets'])})+"
    return f"各(?:有关|相关)?(?:{'|'.join(words['pairs'])}|(?:{each})+(?:（{inner}(?:、{inner})*）(?:{each})?)?)"


@cache
def subjects() -> list[str]:
    """Regular expressions of the bare places that can have a duty: 各县（市、区）, 某开发区, 某镇."""
    words = load.tree("recogniser")["places"]
    zones = "|".join(words["zones"])
    others = [pattern.replace("{zones}", zones) for pattern in words["others"]]
    return [f"{each_division()}(?={words['behind']})", *others]


@cache
def _matcher(tiers: tuple[str, ...]) -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(
        sorted(
            {
                *_names(),
                *tiers,
                *load.tree("places")["areas"],
                "国网",
                "武警",
                "人行",
                "民航",
                "农发行",
                "师市",
                "中国",
                "中共",
                "国家",
                "各",
                "中华",
            }
        )
    )
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _ends() -> frozenset[str]:
    return frozenset(name[-2:] for name in _names())


def region_ending(text: str) -> str:
    """The longest name of a division that ends the text, "" where none does."""
    if text[-2:] not in _ends():
        return ""
    for length in range(min(12, len(text)), 1, -1):
        if text[-length:] in _names():
            return text[-length:]
    return ""


_ZONES = ("高新区", "经开区", "开发区", "示范区", "度假区", "保税区")


def zone_ending(text: str) -> str:
    """The word for a zone that ends the text: 高新区 + 组织部, of no 区组织部."""
    return next((zone for zone in _ZONES if text.endswith(zone)), "")


def region_starting(text: str, start: int) -> str:
    """The longest name of a division that begins at ``start``, "" where none does."""
    return next((text[start : start + n] for n in range(12, 1, -1) if text[start : start + n] in _names()), "")


def names_another(text: str, start: int, end: int) -> bool:
    """Whether a division is named in full between two endings of names: there another body's name begins."""
    return any(
        len(name) >= (2 if name[-1] == "县" else 3) and name[-1] in "省市县区旗" for name in _named(text[start:end])
    )


def _named(text: str) -> Iterator[str]:
    matcher, words = _matcher(())
    for index, _, _ in matcher.find_matches_as_indexes(text):
        yield words[index]


def is_region(name: str) -> bool:
    """Whether the whole of ``name`` names a division (full or short)."""
    return name in _names()


def prefixes(text: str, tiers: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, length) of every word at which the name of an agency can begin: a division, a tier, 各."""
    matcher, words = _matcher(tuple(tiers))
    for index, start, _ in matcher.find_matches_as_indexes(text):
        yield start, len(words[index])
