"""Agencies in running text: known names, names built from a prefix and an ending, collectives and generic bodies.

``find`` is pure; the spaCy component that stores its result is in :mod:`kg.mention.nlp`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import agencies, load
from kg.mention import places

_BRACKETED = re.compile(r"（[^（），。；：、\d]{2,22}）")
_BRACKET_NAME = re.compile(
    r"(?:局|委|办|厅|部|政府|中心|院|所|队|处|会|公司|机构|街道办事处|党委|党组|站|馆|校|学校|项目部|行政学院)\Z"
)
_INNER_SLASH = re.compile(r"（(?:局|委|办|厅|处)）")
_SUBORDINATE = re.compile(
    r"(?:(?:机关)?党组|党委|成员单位|各成员单位|其他成员单位|办公室(?!主任)"
    r"|(?:[一-龥]{2,7}?)?(?:交警|消防|巡特警|刑警|治安|保卫|国内安全保卫|特警|执法|稽查)?(?:支队|大队|总队|分局|分公司|分行|支行|监管局|监管分局|疾控所|保健所|防治所|研究中心))"
)
_PARTY = ("市委", "省委", "县委", "区委", "州委", "旗委", "国办", "中办")
_AFTER_PREFIX = ("政府", "党委", "法院", "海关")
_NAME_CHARACTERS = re.compile(r"[一-龥A-Za-z“”\d]{1,30}")


@dataclass(frozen=True, slots=True)
class AgencyHit:
    """An agency's surface form at ``start`` to ``end`` of a text, and the rule that found it."""

    start: int
    end: int
    surface: str
    rule: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names that one document is known to use (from its lists, head and 以下简称): found wherever they stand."""

    names: frozenset[str]
    matcher: AhoCorasick | None

    @staticmethod
    def of(names: Collection[str]) -> Gazetteer:
        """A gazetteer of the names that are long enough to be found without context."""
        usable = frozenset(name for name in names if len(name) >= 3)
        matcher = AhoCorasick(sorted(usable), matchkind=MatchKind.LeftmostLongest) if usable else None
        return Gazetteer(usable, matcher)


EMPTY = Gazetteer(frozenset(), None)


@cache
def _known() -> tuple[AhoCorasick, tuple[str, ...]]:
    forms = tuple(sorted(form for form, _, _ in agencies.agency_names() if len(form) >= 2))
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms


@cache
def _tiers() -> tuple[str, ...]:
    return tuple(sorted(load.tree("recogniser")["tiers"], key=len, reverse=True))


@cache
def _suffixes() -> re.Pattern[str]:
    suffixes = "|".join(sorted(load.tree("recogniser")["suffixes"], key=len, reverse=True))
    return re.compile(rf"(?=({suffixes})(?!长))")


@cache
def _stops() -> re.Pattern[str]:
    return re.compile("|".join(sorted(load.tree("recogniser")["stops"], key=len, reverse=True)))


@cache
def _collective() -> re.Pattern[str]:
    words = load.tree("recogniser")
    fields = "|".join(sorted({*agencies.fields(), *words["more_fields"]}, key=len, reverse=True))
    tiers = "|".join(re.escape(tier) for tier in _tiers())
    department = rf"(?:{tiers})?(?:人民政府)?(?:{fields})(?:行政)?(?:行业)?(?:主管|监管|管理)?部门(?!规章|规范)"
    ruling = r"(?:[一-龥]{2,8}(?:行业|行政)|[一-龥]{2,6})主管部门"
    return re.compile("|".join([*words["collectives"], department, ruling]))


@cache
def _places() -> re.Pattern[str]:
    return re.compile(load.tree("recogniser")["places"])


def bare_places(text: str) -> list[AgencyHit]:
    """Places without an organ (各县（市、区）, 某开发区): bodies only as the subject of a duty."""
    return [AgencyHit(m.start(), m.end(), m.group(), "place") for m in _places().finditer(text)]


def find(text: str, gazetteer: Gazetteer = EMPTY) -> list[AgencyHit]:
    """Agencies of a clean text, leftmost longest, none inside a 《title》."""
    quoted = _quoted(text)
    candidates = [
        hit
        for hit in (*_from_gazetteer(text, gazetteer), *_from_known(text), *_from_endings(text), *_from_collectives(text))
        if not any(start <= hit.start and hit.end <= end for start, end in quoted) and not _is_noise(text, hit)
    ]
    return _longest(candidates)


def _longest(candidates: list[AgencyHit]) -> list[AgencyHit]:
    chosen: list[AgencyHit] = []
    for hit in sorted(candidates, key=lambda h: (h.start - h.end, h.start, h.rule)):
        if all(hit.end <= other.start or hit.start >= other.end for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda h: h.start)


def _quoted(text: str) -> list[tuple[int, int]]:
    found, depth, start = [], 0, 0
    for index, character in enumerate(text):
        if character == "《":
            start = index if depth == 0 else start
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, index + 1))
    return found


def _from_gazetteer(text: str, gazetteer: Gazetteer) -> Iterator[AgencyHit]:
    if gazetteer.matcher is None:
        return
    for _, start, end in gazetteer.matcher.find_matches_as_indexes(text):
        yield _grown(text, start, end, "document_name", left=False)


def _from_known(text: str) -> Iterator[AgencyHit]:
    matcher, _ = _known()
    for _, start, end in matcher.find_matches_as_indexes(text):
        hit = _grown(text, start, end, "known_name", left=True)
        short = end - start == 2 and hit.start == start and text[start:end] not in _PARTY
        if short and not _stands_alone(text, start, end):
            continue
        yield hit


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A two-character name (工会, 团委) counts only as a member of a list."""
    before = text[start - 1] if start else "、"
    after = text[end] if end < len(text) else "、"
    return before in "、，：（；\n" and (after in "、，）；。\n" or text.startswith("等", end))


def _grown(text: str, start: int, end: int, rule: str, left: bool) -> AgencyHit:
    """Extend a name by the tier and region words before it and by a second name or subordinate body behind it."""
    if left:
        start = _prefix_start(text, start)
    end = _suffix_end(text, end)
    return AgencyHit(start, end, text[start:end].replace("\n", ""), rule)


def _prefix_start(text: str, start: int) -> int:
    for _ in range(3):
        before = text[max(0, start - 16) : start]
        tier = next((tier for tier in _tiers() if before.endswith(tier)), "")
        region = places.region_ending(before)
        word = max(tier, region, key=len)
        if not word:
            break
        start -= len(word)
    return start


def _suffix_end(text: str, end: int) -> int:
    for _ in range(2):
        inner = _INNER_SLASH.match(text, end)
        bracket = _BRACKETED.match(text, end)
        below = _SUBORDINATE.match(text, end)
        if inner:
            end = inner.end()
        elif bracket and _BRACKET_NAME.search(bracket.group()[1:-1]) and "以下" not in bracket.group():
            end = bracket.end()
        elif below and not _stops().search(below.group()):
            end = below.end()
        else:
            break
    return end


def _from_endings(text: str) -> Iterator[AgencyHit]:
    """Names that no list has, from a prefix to the furthest ending: 「市 + 尊村引黄灌溉服务 + 中心」."""
    for start, length in places.prefixes(text, _tiers()):
        stretch = _stretch(text, start + length)
        ends = [m.end(1) for m in _suffixes().finditer(stretch) if m.start() or len(m[1]) > 2 or m[1] in _AFTER_PREFIX]
        if ends:
            yield _grown(text, start, start + length + max(ends), "ending", left=False)


def _stretch(text: str, start: int) -> str:
    """The characters from ``start`` on that a name may consist of, up to the first stop word."""
    match = _NAME_CHARACTERS.match(text, start)
    stretch = match.group() if match else ""
    stop = _stops().search(stretch)
    return stretch[: stop.start()] if stop else stretch


def _from_collectives(text: str) -> Iterator[AgencyHit]:
    for match in _collective().finditer(text):
        start = match.start()
        if match.group()[0] not in "各县市省区乡镇村":
            start = _prefix_start(text, start)
        yield AgencyHit(start, match.end(), text[start : match.end()].replace("\n", ""), "collective")


_NOISE = frozenset({"国家政府", "全省政府", "各级办公室", "市公司", "省公司", "市中心", "区中心", "全市中心"})
_NOT_BEFORE = re.compile(r"(?:性质|规章|门户网站|员|托|派)")


def _is_noise(text: str, hit: AgencyHit) -> bool:
    return hit.surface in _NOISE or bool(_NOT_BEFORE.match(text, hit.end))
