"""The canonical order of what is known of a document.

RDF keeps no order and a list of statements has none that means anything, so one is defined here; the graph's
read-back and the records use it. Issuers, addressees, annexes and promulgated texts keep the order of the print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, fields, replace
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, TypeVar

from kg.model import AgencyMention, Body, ClauseFact, DocumentFacts, Evidence, Statement

Item = TypeVar("Item", bound="Statement | AgencyMention | ClauseFact")
Key = tuple[object, ...]


def _plain(value: object) -> Key:
    """A value that compares with any other of its field: None first, then by kind of value."""
    if value is None:
        return (0,)
    if isinstance(value, Evidence):
        return evidence_key(value)
    return (1, value)


def evidence_key(evidence: Evidence) -> Key:
    """Where the words stand, then how they read."""
    return (evidence.spans, evidence.quote, _plain(evidence.page))


def _item_key(item: Statement | AgencyMention | ClauseFact) -> Key:
    kind: Any = type(item)
    return (item.evidence.spans, *[_plain(getattr(item, name)) for name in _names_of(kind)])


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Mentions or statements of one type by their place in the source, then by content."""
    return _sorted(items, lambda item: item.evidence.spans, _item_key)


def _clauses(clauses: Iterable[ClauseFact]) -> tuple[ClauseFact, ...]:
    return _sorted(clauses, lambda clause: clause.order, lambda clause: (clause.order, _item_key(clause)))


def _sorted(items: Iterable[Item], place: Callable[[Item], Any], whole: Callable[[Item], Key]) -> tuple[Item, ...]:
    """The items by ``whole``, whose first part is ``place``: where that parts them, the rest is not made."""
    keyed = sorted(((place(item), item) for item in items), key=itemgetter(0))
    found = [item for _, item in keyed]
    if any(one[0] == other[0] for one, other in pairwise(keyed)):
        found.sort(key=whole)
    return tuple(found)


def _bodies(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """One body for each canonical name: the name is the identity (the first by content stays)."""
    by_name: dict[str, Body] = {}
    for body in sorted(bodies, key=lambda b: (b.canonical, b.tier, b.region, b.kind, _plain(b.parent))):
        by_name.setdefault(body.canonical, body)
    return tuple(by_name.values())


def normalise(facts: DocumentFacts) -> DocumentFacts:
    """The same facts in canonical order. ``normalise(normalise(x)) == normalise(x)``."""
    return replace(
        facts,
        clauses=_clauses(facts.clauses),
        agencies=in_order(facts.agencies),
        responsibilities=in_order(facts.responsibilities),
        citations=in_order(facts.citations),
        deadlines=in_order(facts.deadlines),
        members=in_order(facts.members),
        hosts=in_order(facts.hosts),
        aliases=in_order(facts.aliases),
        appointments=in_order(facts.appointments),
        targets=in_order(facts.targets),
        tasks=in_order(facts.tasks),
        derived=in_order(facts.derived),
        bodies=_bodies(facts.bodies),
        evidence=tuple(sorted(facts.evidence, key=lambda pair: (pair[0], evidence_key(pair[1])))),
        corrections=tuple(sorted(facts.corrections, key=lambda c: [_plain(value) for value in astuple(c)])),
    )


def normalise_all(facts: Iterable[DocumentFacts]) -> list[DocumentFacts]:
    """All documents in canonical order: by key, then source file, then content."""
    found = sorted((normalise(one) for one in facts), key=_place)
    if any(_place(one) == _place(other) for one, other in pairwise(found)):
        found.sort(key=lambda one: (_place(one), repr(one)))
    return found


def _place(one: DocumentFacts) -> tuple[str, str, str]:
    return one.key, one.source, one.sha256
