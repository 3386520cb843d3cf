"""The graph back to facts: the exact inverse of ``kg.graph.quads``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pyoxigraph import NamedNode

from kg.graph import read_statements as statements
from kg.graph.readable import Store
from kg.graph.view import GraphView
from kg.graph.vocabulary import DCTERMS, ELI, GW, ONTOLOGY, ORG, SKOS
from kg.model import AgencyMention, Body, ClauseFact, DocumentFacts, Evidence
from kg.statement.order import normalise, normalise_all

Item = TypeVar("Item")


def load(store: Store) -> list[DocumentFacts]:
    """All documents of the store in canonical order."""
    graphs = (graph for graph in store.named_graphs() if graph != ONTOLOGY)
    return normalise_all(read_graph(store, graph) for graph in graphs if isinstance(graph, NamedNode))


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
        kind=view.text(kind, SKOS["prefLabel"]) if (kind := view.node(node, ELI["type_document"])) else None,
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
        bodies=_each(view, "Agency", _body),
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
