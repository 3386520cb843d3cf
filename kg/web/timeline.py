"""What happens to a document, day by day: signed, in force, cited, repealed, its deadlines, expired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import DocumentFacts
from kg.web import links
from kg.web.corpus import Corpus

BACKWARD = {"repeals": "repealed", "amends": "amended", "basis": "basis", "implements": "implemented"}
"""Relation of a citing document -> what that is for the cited one; any other relation is a mention."""


@dataclass(frozen=True, slots=True)
class Event:
    """One day of a document. ``what`` is a code of ``web.event.*``, ``name`` the other document or the task."""

    day: str  # ISO
    what: str
    name: str
    href: str


def events(graph: Corpus, facts: DocumentFacts) -> list[Event]:
    """The days of a document that the graph knows, in order; on one day its own first, then what others do to it."""
    found = [*_own(facts), *_earlier(graph, facts), *_later(graph, facts), *_due(facts)]
    order = {what: place for place, what in enumerate(("cites", "signed", "effective"))}
    return sorted(dict.fromkeys(found), key=lambda one: (one.day, order.get(one.what, len(order)), one.name))


def _own(facts: DocumentFacts) -> Iterator[Event]:
    places = {name: links.words(facts.key, evidence) for name, evidence in facts.evidence if evidence.spans}
    for name in ("signed", "effective", "expires"):
        day = getattr(facts, name)
        if day:
            yield Event(day, name, "", places.get(name, ""))


def _earlier(graph: Corpus, facts: DocumentFacts) -> Iterator[Event]:
    """The documents of the graph that it cites, on the day of their signature."""
    for citation in facts.citations:
        other = graph.by_key.get(citation.target or "")
        if other is not None and other is not facts and other.signed:
            yield Event(other.signed, "cites", other.number or other.title or other.key, links.document(other.key))


def _later(graph: Corpus, facts: DocumentFacts) -> Iterator[Event]:
    """The documents that cite it, on the day on which they take effect, else on that of their signature."""
    for other, citation in graph.citing(facts.key):
        day = other.effective or other.signed if citation.relation == "repeals" else other.signed
        if day:
            what = BACKWARD.get(citation.relation, "mentioned")
            yield Event(day, what, other.number or other.title or other.key, links.words(other.key, citation.evidence))


def _due(facts: DocumentFacts) -> Iterator[Event]:
    headings = {clause.path: clause.heading for clause in reversed(facts.clauses)}
    for deadline in facts.deadlines:
        if deadline.date:
            name = f"{deadline.clause} {headings.get(deadline.clause, '')}".strip()
            yield Event(deadline.date, "due", name, links.words(facts.key, deadline.evidence))
