"""The graph back to facts: the exact inverse of ``kg.graph.quads``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.graph import read_statements as statements
from kg.graph.iri import is_of_document
from kg.graph.readable import Store
from kg.graph.view import GraphView
from kg.graph.vocabulary import DCTERMS, ELI, GW, ORG, SKOS
from kg.model import AgencyMention, Body, ClauseFact, DocumentFacts, Evidence
from kg.statement.order import normalise
from kg.statement.records import dumps, record

Item = TypeVar("Item")


def load(store: Store) -> list[DocumentFacts]:
    """All documents of the store in canonical order."""
    return list(documents(store))


def documents(store: Store) -> Iterator[DocumentFacts]:
    """As ``load``, one document at a time in memory. Raises KeyError where a graph holds no document."""
    for graphs in _groups(store, lambda head: (head.key, head.source)):
        yield from _group(store, graphs, lambda one: (one.sha256, repr(one)))


def by_source(store: Store) -> Iterator[DocumentFacts]:
    """As ``documents``, in the order of records.jsonl: by source file, then by key."""
    return (one for group in groups_by_source(store) for one in read_group(store, group))


def groups_by_source(store: Store) -> Iterator[tuple[str, ...]]:
    """The graphs in the order of ``by_source``: for each source and key those of one document, hardly ever several."""
    return _groups(store, lambda head: (head.source, head.key))


def read_group(store: Store, graphs: Sequence[str]) -> list[DocumentFacts]:
    """The documents of one of the groups of ``groups_by_source``, in order."""
    return _group(store, graphs, lambda one: dumps([record(one)]))


@dataclass(frozen=True, slots=True)
class _Head:
    """What documents are sorted by, and the graph of this one."""

    graph: str
    key: str
    source: str


def _groups(store: Store, place: Callable[[_Head], tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """The graphs by ``place``; those that it does not part stand together."""
    for _, same in groupby(sorted(_heads(store), key=place), place):
        yield tuple(head.graph for head in same)


def _group(store: Store, graphs: Sequence[str], alike: Callable[[DocumentFacts], Any]) -> list[DocumentFacts]:
    """The documents of some graphs, by ``alike``."""
    found = [read_graph(store, NamedNode(graph)) for graph in graphs]
    return sorted(found, key=alike) if len(found) > 1 else found


def _heads(store: Store) -> list[_Head]:
    """The heads of all documents, from three scans of the whole store."""
    words: dict[str, str] = {
        quad.subject.value: quad.object.value
        for quad in store.quads_for_pattern(None, DCTERMS["identifier"], None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    sources = {
        (quad.subject.value, quad.graph_name.value): words.get(quad.object.value, "")
        for quad in store.quads_for_pattern(None, DCTERMS["source"], None, None)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and isinstance(quad.graph_name, NamedNode)
    }
    heads = [_Head(graph, words.get(node, ""), source) for (node, graph), source in sources.items()]
    described = {head.graph for head in heads}
    # a graph without a document is read too, to say that there is none
    named = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return [*heads, *(_Head(graph, "", "") for graph in named if is_of_document(graph) and graph not in described)]


def read_graph(store: Store, graph: NamedNode) -> DocumentFacts:
    """The facts of one document's named graph, in canonical order. Raises KeyError where it holds no document."""
    return normalise(_facts(GraphView(store, graph)))


def _facts(view: GraphView) -> DocumentFacts:
    found = view.of_type(GW["Document"])
    if not found:
        raise KeyError("no gw:Document in this graph")
    node = found[0]
    source = view.node(node, DCTERMS["source"])
    if source is None:
        raise KeyError(f"{node} has no dcterms:source")
    return DocumentFacts(
        key=view.words(node, DCTERMS["identifier"]),
        source=view.words(source, DCTERMS["identifier"]),
        sha256=view.words(source, GW["sha256"]),
        encoding=view.words(source, GW["encoding"]),
        number=view.text(node, ELI["id_local"]),
        title=view.text(node, DCTERMS["title"]),
        kind=view.code(node, ELI["type_document"], "genre"),
        promulgates=view.ordered(node, GW["promulgates"]),
        issuers=view.ordered(node, GW["hasIssuer"], GW["surface"]),
        addressees=view.ordered(node, GW["hasAddressee"], GW["surface"]),
        signed=view.text(node, ELI["date_document"]),
        effective=view.text(node, ELI["first_date_entry_in_force"]),
        expires=view.text(node, ELI["date_no_longer_in_force"]),
        openness=view.text(node, GW["openness"]),
        annexes=view.ordered(node, ELI["has_annex"]),
        clauses=_each(view, "Clause", _clause),
        agencies=_each(view, "AgencyMention", _mention),
        responsibilities=_each(view, "Responsibility", statements.responsibility),
        citations=_each(view, "Citation", statements.citation),
        deadlines=_each(view, "Deadline", statements.deadline),
        members=_each(view, "Membership", statements.member),
        hosts=_each(view, "Hosting", statements.host),
        aliases=_each(view, "Alias", statements.alias),
        appointments=_each(view, "Appointment", statements.appointment),
        targets=_each(view, "Target", statements.target),
        tasks=_each(view, "Task", statements.task),
        derived=_each(view, "DerivedResponsibility", statements.responsibility),
        bodies=tuple(_body(view, body) for body in view.nodes(node, GW["names"]) if isinstance(body, NamedNode)),
        evidence=_each(view, "HeadField", _head_field),
        corrections=_each(view, "Correction", statements.correction),
    )


def _each(view: GraphView, kind: str, read: Callable[[GraphView, NamedNode], Item]) -> tuple[Item, ...]:
    return tuple(read(view, node) for node in view.of_type(GW[kind]))


def _head_field(view: GraphView, node: NamedNode) -> tuple[str, Evidence]:
    return view.words(node, GW["field"]), view.evidence(node)


def _clause(view: GraphView, node: NamedNode) -> ClauseFact:
    return ClauseFact(
        path=view.words(node, GW["path"]),
        order=view.number(node, GW["order"]),
        level=view.number(node, GW["level"]),
        heading=view.words(node, GW["heading"]),
        text=view.words(node, GW["text"]),
        part=view.code(node, GW["part"], "part") or "main",
        evidence=view.evidence(node),
    )


def _mention(view: GraphView, node: NamedNode) -> AgencyMention:
    return AgencyMention(
        surface=view.words(node, GW["surface"]),
        clause=view.words(node, GW["path"]),
        evidence=view.evidence(node),
        rule=view.rule(node),
        body=view.label(node, GW["agency"]),
    )


def _body(view: GraphView, node: NamedNode) -> Body:
    return Body(
        canonical=view.words(node, SKOS["prefLabel"]),
        tier=view.code(node, GW["tier"], "tier") or "-",
        region=view.label(node, GW["region"]) or "-",
        kind=view.code(node, GW["agencyKind"], "agency-kind") or "",
        parent=view.label(node, ORG["subOrganizationOf"]) or None,
    )
