"""Agencies in running text: known names, names built from a prefix and an ending, collectives and generic bodies.

``find`` is pure; the spaCy component that stores its result is in :mod:`kg.mention.nlp`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kg.lexicon import agencies
from kg.lexicon.sieve import Alternatives, branches, holds, needs
from kg.mention.agency import names, places
from kg.mention.agency.bodies import is_body, is_nobody
from kg.mention.agency.branches import branded
from kg.mention.agency.collectives import from_collectives, from_field_lists
from kg.mention.agency.lists import split_list
from kg.mention.agency.names import AgencyHit
from kg.mention.agency.noise import HAS_DUTY, is_noise, stands_alone, trimmed
from kg.mention.agency.rows import row
from kg.mention.agency.unplaced import from_enterprises, from_members, from_several_fields

_ALL, _ONE = ("全省", "全市", "全县", "全区"), ("局", "委", "办", "厅")
_PARTY = ("市委", "省委", "县委", "区委", "州委", "旗委", "国办", "中办")
_TITLE_MARK = re.compile("[《》]")
_HAS_DUTY_NEEDS = needs(HAS_DUTY.pattern)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names that one document is known to use (from its lists, head and 以下简称): found wherever they stand."""

    forms: frozenset[str]
    matcher: AhoCorasick | None
    cores: AhoCorasick | None = None

    @staticmethod
    def of(forms: Collection[str]) -> Gazetteer:
        """A gazetteer of the names that are long enough to be found without context."""
        usable = frozenset(name for name in forms if len(name) >= 3)
        cores = {name[1:] for name in usable if name[0] in "省市县区州" and len(name) >= 5 and not is_nobody(name[1:])}
        return Gazetteer(usable, _matcher(usable), _matcher(cores))


def _matcher(forms: Collection[str]) -> AhoCorasick | None:
    """An automaton that is made quickly: it serves one document."""
    made = Implementation.NoncontiguousNFA
    return AhoCorasick(sorted(forms), matchkind=MatchKind.LeftmostLongest, implementation=made) if forms else None


EMPTY = Gazetteer(frozenset(), None)


@cache
def _known() -> tuple[AhoCorasick, tuple[str, ...]]:
    known = {form for form, _, _ in agencies.agency_names() if len(form) >= 2}
    known |= {tier + form for form in known if form.startswith(("政府", "人民政府")) for tier in agencies.TIER_WORDS}
    forms = tuple(sorted(known))
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms


@cache
def _places() -> Alternatives:
    return Alternatives([one for pattern in places.subjects() for one in branches(pattern)])


def bare_places(text: str) -> list[AgencyHit]:
    """Places without an organ (各县（市、区）, 某开发区): bodies only as the subject of what is to be done.

    The rule is "place_subject" where a verb of duty (要, 应, 负责) follows their list, else "place".
    """
    plain = _round(text)
    found = [AgencyHit(m.start(), m.end(), text[m.start() : m.end()], "place") for m in _places().finditer(plain)]
    for start, length in places.prefixes(text, ()) if holds(text, _HAS_DUTY_NEEDS) else ():
        name = text[start : start + length]
        if len(name) > 2 and places.is_region(name) and name[-1] in "市县区旗" and HAS_DUTY.match(text, start + length):
            found.append(AgencyHit(start, start + length, name, "place"))
    return [hit._replace(rule="place_subject") if HAS_DUTY.match(text, hit.end) else hit for hit in _longest(found)]


def find(text: str, gazetteer: Gazetteer = EMPTY) -> list[AgencyHit]:
    """Agencies of a clean text, leftmost longest, none inside a 《title》."""
    plain = _round(text)
    if plain != text:
        found = find(plain, Gazetteer.of({_round(name) for name in gazetteer.forms}))
        return [hit._replace(surface=text[hit.start : hit.end].replace("\n", "")) for hit in found]
    quoted = titles(text)
    candidates = [*_from_gazetteer(text, gazetteer)]
    candidates += [
        hit
        for finder in (
            *(_from_known, names.from_endings, from_collectives, from_field_lists),
            *(from_members, from_several_fields, from_enterprises),
        )
        for hit in finder(text)
    ]
    candidates = [trimmed(text, hit) for hit in candidates]
    candidates = [one for hit in candidates for one in (_apart(hit) if hit.rule == "ending" else (hit,))]
    quoted += _in_numbers(text)
    if quoted:
        candidates = [h for h in candidates if not any(start <= h.start and h.end <= end for start, end in quoted)]
    found = _longest([hit for hit in candidates if not is_noise(text, hit)])
    return sorted([*found, *_between(text, found)]) if len(found) > 1 else found


_TIERS_IN_BRACKETS = re.compile(r"(?<=[县市区州盟旗乡镇])[〔〈]([市县区州盟旗地镇、]{1,9}|街道)[〕〉]")
"""Inside round brackets the tiers of a collective stand in others: （市财政局、各县〔市、区〕政府）."""


def _round(text: str) -> str:
    """The text with such brackets made round; every character keeps its place."""
    return _TIERS_IN_BRACKETS.sub(r"（\1）", text) if "〔" in text or "〈" in text else text


def _between(text: str, hits: list[AgencyHit]) -> list[AgencyHit]:
    """Members of a list between two that are known, by their endings: 县监察局、大麦屿港务分局、县广电局."""
    found = []
    for before, after in pairwise(sorted(hits)):
        low, high = before.end + 1, after.start - 1
        if low + 3 <= high <= low + _GAP and text[before.end] == text[high] == "、":
            members = split_list(text, low, high)
            if all(is_body(text[a:b]) for a, b in members):
                ended = [(a, b) for a, b in members if _ENDS_BODY.search(text, a, b)]
                found += [AgencyHit(a, b, text[a:b], "between") for a, b in ended]
    return found


_GAP = 60
"""Characters between two known members of a list at most."""
_ENDS_BODY = re.compile(
    r"[一-龥]{2,}(?:局|委员会|办公室|公司|集团|大队|支队|报社|电台|电视台|管理处|管理站|服务站|管委会|分行|支行|信用社|供销社)\Z"
)
_CENTRAL = ("中国", "国家", "人民银行")  # begins a name of its own: 省工商局 + 人民银行济南分行
_IN_A_ROW = re.compile(
    r"[省市县区州盟旗]委[省市县区州盟旗](?:人民)?政府\Z|([省市县区州盟旗])[一-龥]{2,8}?[局厅委办部室](?:\1(?![场级管直属区])[一-龥]{2,8}?[局厅委办部室])+|[一-龥]+厅(?!办公)[一-龥]{1,8}厅"
)
"""Bodies run together with nothing between them: 「市委市政府」, 「省财政厅省水利厅」, 「市教育局市财政局」."""


def _run_together(surface: str) -> bool:
    """Two names in a row without a gap, as a signature may print them (市人社局市税务局): no name by itself."""
    if _IN_A_ROW.match(surface):
        return True
    matcher, forms = _known()
    known = [(start, forms[index]) for index, start, _ in matcher.find_matches_as_indexes(surface)]
    behind = any(start and name.startswith(_CENTRAL) and surface[start - 1] in "局厅委" for start, name in known)
    return behind or sum(len(name) >= 5 for _, name in known) >= 2


def _apart(hit: AgencyHit) -> Iterator[AgencyHit]:
    """The hit, or the bodies of a row of names; none of what runs together otherwise."""
    parts = row(hit.surface) if not branded(hit.surface) else []
    if not parts and (branded(hit.surface) or not _run_together(hit.surface)):
        yield hit
    at = hit.start
    for name in parts:
        yield AgencyHit(at, at + len(name), name, "row")
        at += len(name)


def _longest(candidates: list[AgencyHit]) -> list[AgencyHit]:
    if len(candidates) < 2:
        return candidates
    chosen: list[AgencyHit] = []  # by start, none over another: only the neighbours of a new one can touch it
    for hit in sorted(candidates, key=lambda h: (h.start - h.end, h.start, h.rule)):
        at = bisect_left(chosen, hit.start, key=lambda h: h.start)
        before_is_free = at == 0 or chosen[at - 1].end <= hit.start
        if before_is_free and (at == len(chosen) or hit.end <= chosen[at].start):
            chosen.insert(at, hit)
    return chosen


def titles(text: str) -> list[tuple[int, int]]:
    """Where the outermost 《titles》 of a text stand, marks included."""
    if "《" not in text:
        return []
    found, depth, start = [], 0, 0
    for mark in _TITLE_MARK.finditer(text):
        if mark.group() == "《":
            start = mark.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((start, mark.end()))
    return found


_CODE = re.compile(
    r"(?:(?:\A|(?<=[，、和及与。；：《\n“]))[一-龥]{1,10}?(?:发|函|字|规|令|文|办|综|通|任|呈|电|审|复|建|指|公告)[一-龥]{0,3}"
    r"|(?<=[（(》])[一-龥]{1,14})(?=[〔\[［]\d{4}[〕\]］])"
)
"""What stands before the year of a document number: 津人社局发〔2021〕24号 names no body."""


def _in_numbers(text: str) -> list[tuple[int, int]]:
    """Stretches that belong to the code of a document number, back to the mark before it."""
    if "〔" not in text and "[" not in text and "［" not in text:
        return []
    return [match.span() for match in _CODE.finditer(text)]


def _from_gazetteer(text: str, gazetteer: Gazetteer) -> Iterator[AgencyHit]:
    if gazetteer.matcher is None:
        return
    for _, start, end in gazetteer.matcher.find_matches_as_indexes(text):
        yield names.grown(text, start, end, "document_name", left=text[start] not in "省市县区州各全国")
    for _, start, end in gazetteer.cores.find_matches_as_indexes(text) if gazetteer.cores else ():
        hit = names.grown(text, start, end, "document_name_elsewhere", left=True)
        if hit.start < start or end - start >= 5:  # 市清洁取暖办 → 各县（市、区）清洁取暖办
            yield hit


def _from_known(text: str) -> Iterator[AgencyHit]:
    matcher, _ = _known()
    for _, start, end in matcher.find_matches_as_indexes(text):
        if text[start] == "区" and start and text[start - 1] in names.AREA_BEFORE:
            continue  # 本地区工会: an area, no district
        hit = names.grown(text, _with_region(text, start), end, "known_name", left=True)
        if hit.surface.startswith(_ALL) and hit.surface.endswith(_ONE):  # 张全 + 市科委: a name of a person before it
            hit = AgencyHit(hit.start + 1, hit.end, hit.surface[1:], hit.rule)
        short = end - start == 2 and hit.start == start and text[start:end] not in _PARTY
        if short and not stands_alone(text, start, end):
            continue
        if hit.start == start and text[end - 1] == "部" and _INSIDE.search(text, max(0, start - 2), start):
            continue
        yield hit


_INSIDE = re.compile(
    r"(?:组织|安全|工程|项目|党群|党建|综合|质量|基本|企业|公共|纪检|运营|投资|审计|生产|市场|经营|管理)\Z"
)
"""What makes a company's 安全监察部 of the name of a ministry."""


def _with_region(text: str, start: int) -> int:
    """Where a name begins whose first character is the last of a division's: 广州 + 军区, no 州军区."""
    if text.startswith("师市", max(0, start - 1)):
        return start - 1  # a division of the Xinjiang corps and its city
    before = text[max(0, start - 11) : start + 1] if text[start] in "省市县区州盟旗" else ""
    region = places.region_ending(before) or places.zone_ending(before)
    return start + 1 - len(region) if region else start
