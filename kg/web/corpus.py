"""The published build in memory: its facts, and what the pages look up in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.entity.annexed import Annexed
from kg.graph.iri import slug, work_key
from kg.graph.read import load
from kg.graph.readable import Store
from kg.graph.store import base_of, open_read
from kg.graph.vocabulary import GW, RDF
from kg.model import Body, Citation, DocumentFacts
from kg.query.agency_index import AgencyIndex
from kg.query.answers import Stats
from kg.query.errors import UnknownName
from kg.query.force import Standing
from kg.query.lookup import stats
from kg.source import texts
from kg.statement import facts_file
from kg.web.entries import Entry, entries
from kg.web.ready import Ready

_DAYS_KEPT = 8


class Corpus:
    """One build, read once. Everything in it stays as it is; a new build makes a new Corpus."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.store: Store = open_read(directory / "store")
        self.base = base_of(directory / "store")
        facts = facts_file.documents(directory / facts_file.FILE)
        self.facts: tuple[DocumentFacts, ...] = tuple(
            sorted(load(self.store) if facts is None else facts, key=lambda facts: (facts.signed or "", facts.key))
        )
        self.by_key = {facts.key: facts for facts in self.facts}
        self.ready = Ready()
        self._standings: dict[str | None, Standing] = {}
        self._by_slug = {slug(key): facts for key, facts in self.by_key.items()}

    @cached_property
    def index(self) -> AgencyIndex | None:
        """What every agency must do, as it was written out with the build."""
        return AgencyIndex.of(self.directory)

    @cached_property
    def stats(self) -> Stats:
        """How much the graph holds."""
        return stats(self.store)

    @cached_property
    def report(self) -> dict[str, Any]:
        """``report.json`` of the build; empty where a store was published without one."""
        try:
            content: dict[str, Any] = json.loads((self.directory / "report.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return content

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Every agency by its canonical name, sorted."""
        return agencies(self.facts)

    @cached_property
    def annexed(self) -> Annexed:
        """Which documents are annexes of others, in files of their own."""
        return Annexed(self.facts)

    @cached_property
    def listed(self) -> dict[str, Body]:
        """The agencies that the graph counts; the others are no more than what one of these is part of, or sits in."""
        known = {body.canonical for facts in self.facts for body in facts.bodies}
        return {name: body for name, body in self.bodies.items() if name in known}

    @cached_property
    def agency_by_slug(self) -> dict[str, str]:
        """What ends the IRI of an agency -> its canonical name."""
        return {slug(name): name for name in self.bodies}

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Canonical name -> the other names that the documents use for the agency."""
        found: dict[str, set[str]] = defaultdict(set)
        for facts in self.facts:
            for mention in facts.agencies:
                if mention.body and mention.surface != mention.body:
                    found[mention.body].add(mention.surface)
        return {name: tuple(sorted(surfaces)) for name, surfaces in sorted(found.items())}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every duty, stated and derived: documents by date, clauses in their order."""
        return tuple(entry for facts in self.facts for entry in entries(facts))

    @cached_property
    def by_agency(self) -> dict[str, tuple[Entry, ...]]:
        """Canonical name -> its duties."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.agency].append(entry)
        return {name: tuple(entries) for name, entries in found.items()}

    @cached_property
    def by_clause(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        """Key of a document and path of a clause -> the duties that stand there."""
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.key, entry.clause].append(entry)
        return {place: tuple(entries) for place, entries in found.items()}

    @cached_property
    def naming(self) -> dict[str, tuple[DocumentFacts, ...]]:
        """Canonical name of an agency -> the documents that name it anywhere, in their order."""
        found: dict[str, list[DocumentFacts]] = defaultdict(list)
        for facts in self.facts:
            named = {*_named(facts), *facts.issuers, *(item.body for item in facts.appointments)}
            for name in named - {""}:
                found[name].append(facts)
        return {name: tuple(documents) for name, documents in found.items()}

    @cached_property
    def by_document(self) -> dict[str, tuple[Entry, ...]]:
        """Key of a document -> the duties it gives."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.key].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def _citing(self) -> dict[str, tuple[tuple[DocumentFacts, Citation], ...]]:
        found: dict[str, list[tuple[DocumentFacts, Citation]]] = defaultdict(list)
        for facts in self.facts:
            for citation in facts.citations:
                key = work_key(citation)
                if key and key != facts.key:
                    found[key].append((facts, citation))
        return {key: tuple(rows) for key, rows in found.items()}

    def citing(self, key: str) -> tuple[tuple[DocumentFacts, Citation], ...]:
        """The documents that cite the document or work with this key, the oldest first, each with its citation."""
        return self._citing.get(key, ())

    def standing(self, as_of: str | None) -> Standing:
        """Which documents are in force on a day, by default that of the youngest; the last few days are kept."""
        day = as_of or self.stats.last_signed
        made = self._standings.pop(day, None) or Standing(self.store, day)
        self._standings[day] = made
        while len(self._standings) > _DAYS_KEPT:
            self._standings.pop(next(iter(self._standings)), None)
        return made

    @cached_property
    def _clause_iris(self) -> dict[str, dict[int, str]]:
        """IRI of a document -> order of a clause in it -> IRI of the clause."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        for quad in self.store.quads_for_pattern(None, RDF["type"], GW["Clause"], DefaultGraph()):
            order, document = _value(self.store, quad.subject, "order"), _value(self.store, quad.subject, "document")
            if isinstance(order, Literal) and isinstance(document, NamedNode) and isinstance(quad.subject, NamedNode):
                found[document.value][int(order.value)] = quad.subject.value
        return found

    def document_iri(self, key: str) -> str:
        """IRI of the document with this key."""
        return f"{self.base}document/{slug(key)}"

    def agency_iri(self, canonical: str) -> str:
        """IRI of the agency with this canonical name."""
        return f"{self.base}agency/{slug(canonical)}"

    def anchors(self, facts: DocumentFacts) -> dict[int, str]:
        """Order of a clause -> what follows the document's IRI in its own: the permanent name of its place."""
        iri = self.document_iri(facts.key)
        return {order: clause.removeprefix(f"{iri}/") for order, clause in self._clause_iris.get(iri, {}).items()}

    def holds(self, key: str) -> bool:
        """Whether there is a document with this key."""
        return slug(key) in self._by_slug

    def document(self, segment: str) -> DocumentFacts:
        """The document with this IRI, or with what ends it. Raises UnknownName."""
        segment = segment.removeprefix(f"{self.base}document/")
        if segment not in self._by_slug:
            raise UnknownName(segment, ())
        return self._by_slug[segment]

    def text(self, facts: DocumentFacts) -> str | None:
        """The characters of the document's source file, None where the build did not keep them."""
        return texts.kept(self.directory / texts.FOLDER, facts.sha256)


def agencies(documents: Sequence[DocumentFacts]) -> dict[str, Body]:
    """Every agency that has a page, by its canonical name, sorted."""
    known = {body.canonical: body for facts in documents for body in facts.bodies}
    named = {name for facts in documents for name in _named(facts)} - known.keys() - {""}
    found = known | {name: Body(name, "-", "-", "generic") for name in named}
    return {name: found[name] for name in sorted(found)}


def _named(facts: DocumentFacts) -> Iterator[str]:
    """Every agency that a page may link to, also one of which nothing but the name is known."""
    yield from (body.parent or "" for body in facts.bodies)
    yield from (mention.body for mention in facts.agencies)
    yield from (duty.body or duty.agency for duty in (*facts.responsibilities, *facts.derived))
    for member in facts.members:
        yield from (member.group_body or member.group, member.agency_body or member.agency)
    for host in facts.hosts:
        yield from (host.office_body or host.office, host.agency_body or host.agency)


def _value(store: Store, subject: object, name: str) -> object:
    if not isinstance(subject, NamedNode):
        return None
    return next((q.object for q in store.quads_for_pattern(subject, GW[name], None, DefaultGraph())), None)
