"""Which bodies may be one after all, or one body two: pairs for a person to judge, with the places that name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations, takewhile

from kg.entity import regions
from kg.entity.annexed import Annexed
from kg.entity.context import word_tier
from kg.entity.judgements import Judgement
from kg.entity.resolve import AS_PRINTED, Reading, readings
from kg.entity.spelling import clean
from kg.model import AgencyMention, Body, DocumentFacts, Span

PLACES = 2
"""How many places are shown for each of the two."""
LIKE = 0.8
"""Similarity (of difflib) from which two names may be spellings of one."""
AROUND = 20
"""Characters shown before and behind a name."""

_HEADS = "部厅局委办"
"""Last characters that tell departments of one field at several tiers apart."""
_APART = re.compile(r"[^一二三四五六七八九十百\d东南西北上下初高]")
_SCHOOLS = ("大学", "学院", "学校", "中学", "小学", "医院")
"""Short names of schools do not end as full ones do: 师范大学 is 师大, and 某某大学 beside 某某师范大学 another."""
_MANY = ("collective", "generic")
_WEIGHTS = {"part": 0.9, "short": 0.8, "spelling": 0.7, "joined": 0.5, "place": 0.4}
"""Reason -> how much it is worth to ask: half a group's name, an unknown short form, nearly equal names, two names of
one function that were joined, one name at two places of which a form does not say which."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document names a body: the form it uses, and the words around it."""

    document: str
    clause: str
    form: str
    words: str
    source: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names, why they are doubtful, and where they stand. For ``joined`` they are one body now."""

    a: str
    b: str
    reason: str
    a_places: tuple[Place, ...]
    b_places: tuple[Place, ...]


@dataclass(slots=True)
class _Known:
    """A body of the build: its name without region, the rules that read its forms, and its mentions."""

    body: Body
    core: str
    rules: set[str] = field(default_factory=set)
    mentions: list[tuple[DocumentFacts, AgencyMention]] = field(default_factory=list)


def doubts(facts: Sequence[DocumentFacts], judgements: Iterable[Judgement] = ()) -> list[Doubt]:
    """The doubtful pairs that nobody has judged, those first that are most worth asking. Pure."""
    known, joined = _collect(facts)
    found: dict[frozenset[str], tuple[float, str, str, str]] = {}
    pairs = [*_between(known), *(("joined", canonical, form) for canonical, form in joined)]
    for reason, a, b in pairs:
        rank = (-_WEIGHTS[reason], a, b, reason)
        found[frozenset((a, b))] = min(rank, found.get(frozenset((a, b)), rank))
    asked = _asked(judgements, known)
    return [
        Doubt(a, b, reason, _places(a, known), _places(b, known, a))
        for _, a, b, reason in sorted(found.values())
        if frozenset((a, b)) not in asked
    ]


def _collect(facts: Sequence[DocumentFacts]) -> tuple[dict[str, _Known], list[tuple[str, str]]]:
    known: dict[str, _Known] = {}
    joined: dict[tuple[str, str], None] = {}
    annexed = Annexed(facts)
    for one in sorted(facts, key=lambda f: (f.key, f.source)):
        bodies = {body.canonical: body for body in one.bodies}
        for canonical, body in bodies.items():
            known.setdefault(canonical, _Known(body, _core(body)))
        read = readings([mention.surface for mention in one.agencies], annexed.context_of(one))
        for mention in one.agencies:
            if mention.body in bodies:
                known[mention.body].mentions.append((one, mention))
                known[mention.body].rules.add(_rule(read[mention.surface]))
                if read[mention.surface].joined and read[mention.surface].body.canonical == mention.body:
                    joined[mention.body, mention.surface] = None
    return known, list(joined)


def _rule(reading: Reading) -> str:
    return "alias" if reading.full else reading.rule


def _core(body: Body) -> str:
    """The name without its region, and without what every company has at its end."""
    prefixes = (regions.official(region) for region in regions.named(body.region))
    fitting = [prefix for prefix in prefixes if body.canonical.startswith(prefix)]
    return body.canonical.removeprefix(max(fitting, key=len, default=""))


def _between(known: dict[str, _Known]) -> Iterator[tuple[str, str, str]]:
    """(reason, name, other name) of pairs of bodies; the name that says more comes first."""
    by_region: dict[str, list[_Known]] = defaultdict(list)
    by_core: dict[str, list[_Known]] = defaultdict(list)
    for one in known.values():
        if one.body.kind not in _MANY and one.mentions:
            by_region[one.body.region].append(one)
            by_core[one.core].append(one)
    for group in by_region.values():
        for x, y in combinations(group, 2):
            full, short = sorted((x, y), key=lambda k: (-len(k.body.canonical), k.body.canonical))
            reason = _within_region(full, short)
            if reason:
                yield reason, full.body.canonical, short.body.canonical
    for group in by_core.values():
        for x, y in combinations(group, 2):
            if _placeless_form(x, y) or _placeless_form(y, x):
                a, b = sorted((x.body.canonical, y.body.canonical))
                yield "place", a, b


def _within_region(full: _Known, short: _Known) -> str:
    kinds = {full.body.kind, short.body.kind}
    if kinds == {"temporary"} and full.core.endswith(short.core) and full.core != short.core:
        return "part"
    if AS_PRINTED in short.rules and len(kinds) == 1 and _abbreviates(short.core, full.core):
        return "short"
    return "spelling" if AS_PRINTED in full.rules | short.rules and _alike(full.core, short.core) else ""


def _abbreviates(short: str, full: str) -> bool:
    """Whether all characters of ``short`` stand in ``full`` in that order, from its first two on: 水投公司."""
    if not 2 < len(short) < len(full) or short in full or short.endswith(_SCHOOLS):
        return False
    rest = iter(full)
    return short[0] in full[:2] and all(character in rest for character in short)


def _alike(one: str, other: str) -> bool:
    """Whether two names differ in a few characters, or only in their last word; never in what tells bodies of a row
    apart: a number (第二中学), a side or a level (华东监督站, 高中)."""
    marks = [_APART.sub("", name) for name in (one, other)]
    shorter = min(len(one), len(other))
    only_head = one[:-1] == other[:-1] and one[-1] in _HEADS and other[-1] in _HEADS
    if one.endswith(_SCHOOLS) and len(one) != len(other):
        return False
    if marks[0] != marks[1] or shorter < 4 or one.startswith(other) or only_head:
        return False
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if common >= max(6, shorter * 0.6):
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE


def _placeless_form(one: _Known, other: _Known) -> bool:
    """Whether a document that names ``other`` too calls ``one`` by a form that does not tell its place."""
    if one.body.region == other.body.region and one.body.tier == other.body.tier:
        return False
    documents = {facts.key for facts, _ in other.mentions}
    return any(
        facts.key in documents and clean(mention.surface) == one.core and not word_tier(mention.surface)
        for facts, mention in one.mentions
    )


def _asked(judgements: Iterable[Judgement], known: dict[str, _Known]) -> set[frozenset[str]]:
    """The pairs that were judged, by the names given and by the bodies that these mean."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for canonical, one in known.items():
        for _, mention in one.mentions:
            bearers[mention.surface].add(canonical)
    return {
        frozenset((a, b))
        for judgement in judgements
        for a in (judgement.a, *bearers.get(judgement.a, ()))
        for b in (judgement.b, *bearers.get(judgement.b, ()))
    }


def _places(name: str, known: dict[str, _Known], other: str = "") -> tuple[Place, ...]:
    """Where a body, or a form of the body ``other``, is named: each form once, then as many as are shown."""
    one = known.get(name)
    mentions = one.mentions if one else [pair for pair in known[other].mentions if pair[1].surface == name]
    first = {mention.surface: (facts, mention) for facts, mention in reversed(mentions)}
    return tuple(place_of(facts, mention) for facts, mention in list(first.values())[::-1][:PLACES])


def place_of(facts: DocumentFacts, mention: AgencyMention) -> Place:
    """The place of a mention with the words around it."""
    texts = [clause.text for clause in facts.clauses if clause.path == mention.clause] + [facts.title or ""]
    text = next((" ".join(t.split()) for t in texts if mention.surface in " ".join(t.split())), mention.surface)
    start = text.index(mention.surface)
    low, high = max(0, start - AROUND), start + len(mention.surface) + AROUND
    words = f"{'…' if low else ''}{text[low:high]}{'…' if high < len(text) else ''}"
    span = mention.evidence.spans[0] if mention.evidence.spans else None
    return Place(facts.number or facts.title or facts.key, mention.clause, mention.surface, words, facts.source, span)
