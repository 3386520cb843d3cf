"""The facts as a networkx graph: what is drawn, walked and exported as a picture.

Nodes: ``agency`` (one per canonical body), ``document`` (``stub=True`` where it is only cited), ``task`` (a clause that
carries a duty). Edges: ``responsibility`` (agency → task), ``part_of`` (task → document), ``citation`` (document →
document), ``issued_by`` and ``addressed_to`` (document → agency), ``member`` (agency → group), ``host`` (office →
agency), ``mention`` (document → agency, where nothing else ties the two). They say who says so: document, clause,
quote, source, spans, page, status, rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import networkx

from kg.errors import QueryError
from kg.model import Body, Citation, ClauseFact, DocumentFacts, Evidence, Responsibility, Statement, Status

_NO_EVIDENCE = Evidence(spans=(), quote="")
_PLAIN = {"role": "", "relation": "", "surface": "", "deadline": ""}


@dataclass(frozen=True, slots=True)
class _Said:
    """What every edge needs to know, for edges that no statement makes."""

    evidence: Evidence
    rule: str
    clause: str = ""
    status: Status = "stated"


def agency_id(canonical: str) -> str:
    """The node id of an agency."""
    return f"agency:{canonical}"


def document_id(key: str) -> str:
    """The node id of a document, by its key; for a cited one that is not in the build by its number, else its title."""
    return f"document:{key}"


def network(facts: Sequence[DocumentFacts], derived: bool = False) -> networkx.MultiDiGraph:
    """The graph of all ``facts``; the same facts in any order give the same graph in the same order.

    With ``derived`` also the duties that follow from stated ones.
    """
    ordered = sorted(facts, key=lambda item: (item.key, item.source))
    graph = networkx.MultiDiGraph()
    for document in ordered:
        _add_document(graph, document)
    for document in ordered:
        _add_agencies(graph, document)
        _add_duties(graph, document, (*document.responsibilities, *(document.derived if derived else ())))
        _add_citations(graph, document)
        _add_structure(graph, document)
    _add_mentions(graph, ordered)
    for _, data in graph.nodes(data=True):
        if data["kind"] == "agency":
            data["names"] = tuple(sorted(data["names"]))
    return _sorted_copy(graph, graph.nodes)


def around(graph: networkx.MultiDiGraph, canonical: str, hops: int = 1) -> networkx.MultiDiGraph:
    """The part of ``graph`` within ``hops`` steps of the agency, against or along the edges.

    A bare mention is not a step. The document of every task in reach is kept, so that each duty can be placed.
    Raises QueryError where the agency is not in the graph or ``hops`` is negative.
    """
    start = agency_id(canonical)
    if start not in graph:
        raise QueryError(f"no agency {canonical!r} in the graph")
    if hops < 0:
        raise QueryError(f"hops must be 0 or more, not {hops!r}")
    steps = networkx.Graph()
    steps.add_node(start)
    steps.add_edges_from((a, b) for a, b, data in graph.edges(data=True) if data["kind"] != "mention")
    reached = set(networkx.single_source_shortest_path_length(steps, start, cutoff=hops))
    reached |= {b for a, b, data in graph.edges(data=True) if data["kind"] == "part_of" and a in reached}
    return _sorted_copy(graph, reached)


def _sorted_copy(graph: networkx.MultiDiGraph, keep: Iterable[str]) -> networkx.MultiDiGraph:
    kept = set(keep)
    copy = networkx.MultiDiGraph()
    copy.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(kept))
    edges = ((a, b, key, data) for a, b, key, data in graph.edges(keys=True, data=True) if a in kept and b in kept)
    for a, b, key, data in sorted(edges, key=lambda edge: edge[:3]):
        copy.add_edge(a, b, key=key, **data)
    return copy


def _add_document(graph: networkx.MultiDiGraph, facts: DocumentFacts) -> None:
    graph.add_node(
        document_id(facts.key),
        kind="document",
        label=facts.number or facts.title or facts.key,
        stub=False,
        number=facts.number or "",
        title=facts.title or "",
        genre=facts.kind or "",
        signed=facts.signed or "",
        effective=facts.effective or "",
        expires=facts.expires or "",
        source=facts.source,
    )
    for body in facts.bodies:
        if agency_id(body.canonical) not in graph:
            _add_body(graph, body)


def _add_body(graph: networkx.MultiDiGraph, body: Body) -> None:
    known = {"tier": body.tier, "region": body.region, "body_kind": body.kind, "parent": body.parent or ""}
    graph.add_node(agency_id(body.canonical), kind="agency", label=body.canonical, names=set(), **known)


def _agency(graph: networkx.MultiDiGraph, canonical: str, surface: str) -> str:
    """The node of the agency; made here, with nothing known of it, where the facts give no body for it."""
    node = agency_id(canonical or surface)
    if node not in graph:
        _add_body(graph, Body(canonical=canonical or surface, tier="-", region="-", kind="generic"))
    if surface and surface != canonical:
        graph.nodes[node]["names"].add(surface)
    return node


def _add_edge(
    graph: networkx.MultiDiGraph,
    nodes: tuple[str, str],
    kind: str,
    facts: DocumentFacts,
    said: Statement | _Said,
    **more: str,
) -> None:
    start, end = nodes
    named = (kind, more.get("role", ""), more.get("relation", ""), facts.key, said.clause)
    stem = ":".join(part for part in named if part)
    count = 0
    while graph.has_edge(start, end, key=f"{stem}:{count}"):
        count += 1
    data: dict[str, Any] = {
        "kind": kind,
        "document": facts.key,
        "source": facts.source,
        "clause": said.clause,
        "quote": said.evidence.quote,
        "spans": said.evidence.spans,
        "page": said.evidence.page,
        "rule": said.rule,
        "status": said.status,
        **_PLAIN,
        **more,
    }
    graph.add_edge(start, end, key=f"{stem}:{count}", **data)


def _add_agencies(graph: networkx.MultiDiGraph, facts: DocumentFacts) -> None:
    for mention in facts.agencies:
        _agency(graph, mention.body, mention.surface)
    canonical = {mention.surface: mention.body for mention in facts.agencies}
    evidence = dict(facts.evidence)
    heads = (("issued_by", "issuers", facts.issuers), ("addressed_to", "addressees", facts.addressees))
    for kind, field, surfaces in heads:
        said = _Said(evidence.get(field, _NO_EVIDENCE), rule=f"head.{field}")
        for surface in surfaces:
            nodes = (document_id(facts.key), _agency(graph, canonical.get(surface, ""), surface))
            _add_edge(graph, nodes, kind, facts, said, surface=surface)


def _clause_of(facts: DocumentFacts, item: Responsibility) -> ClauseFact | None:
    """The clause meant by the path: of several parts with the same path the last that begins before the words."""
    same = [clause for clause in facts.clauses if clause.path == item.clause]
    at = item.evidence.spans[0][0] if item.evidence.spans else 0
    before = [clause for clause in same if clause.evidence.spans and clause.evidence.spans[0][0] <= at]
    return before[-1] if before else same[0] if same else None


def _add_task(graph: networkx.MultiDiGraph, facts: DocumentFacts, item: Responsibility) -> str:
    clause = _clause_of(facts, item)
    first = next((other for other in facts.clauses if other.path == item.clause), None)
    node = f"task:{facts.key}#{item.clause}"
    if clause is not None and clause is not first:
        node += f"~{clause.order}"
    if node in graph:
        return node
    heading = clause.heading if clause and clause.heading else item.evidence.quote
    deadlines = [due for due in facts.deadlines if due.clause == item.clause]
    graph.add_node(
        node,
        kind="task",
        label=heading,
        heading=heading,
        path=item.clause,
        order=clause.order if clause else len(facts.clauses),
        part=clause.part if clause else "main",
        document=facts.key,
        deadlines=tuple((due.text, due.date or "") for due in deadlines),
    )
    said = _Said(clause.evidence if clause else item.evidence, rule="outline", clause=item.clause)
    _add_edge(graph, (node, document_id(facts.key)), "part_of", facts, said)
    return node


def _add_duties(graph: networkx.MultiDiGraph, facts: DocumentFacts, duties: Sequence[Responsibility]) -> None:
    for item in duties:
        nodes = (_agency(graph, item.body, item.agency), _add_task(graph, facts, item))
        more = {"role": item.role, "surface": item.agency, "deadline": item.deadline or ""}
        _add_edge(graph, nodes, "responsibility", facts, item, **more)


def _cited(graph: networkx.MultiDiGraph, item: Citation) -> str:
    node = document_id(item.target or item.number or item.title or item.evidence.quote)
    if node not in graph:
        label = item.number or item.title or item.evidence.quote
        known = {"number": item.number or "", "title": item.title or "", "genre": "", "signed": ""}
        graph.add_node(node, kind="document", label=label, stub=True, effective="", expires="", source="", **known)
    return node


def _add_citations(graph: networkx.MultiDiGraph, facts: DocumentFacts) -> None:
    for item in facts.citations:
        nodes = (document_id(facts.key), _cited(graph, item))
        _add_edge(graph, nodes, "citation", facts, item, relation=item.relation)


def _add_structure(graph: networkx.MultiDiGraph, facts: DocumentFacts) -> None:
    for item in facts.members:
        nodes = (_agency(graph, item.agency_body, item.agency), _agency(graph, item.group_body, item.group))
        _add_edge(graph, nodes, "member", facts, item, role=item.role, surface=item.agency)
    for host in facts.hosts:
        nodes = (_agency(graph, host.office_body, host.office), _agency(graph, host.agency_body, host.agency))
        _add_edge(graph, nodes, "host", facts, host, surface=host.agency)


def _add_mentions(graph: networkx.MultiDiGraph, ordered: Sequence[DocumentFacts]) -> None:
    """A thin edge to every agency that a document names and nothing else ties to it."""
    tied: dict[str, set[str]] = {facts.key: set() for facts in ordered}
    for start, end, data in graph.edges(data=True):
        tied[data["document"]] |= {start, end}
    for facts in ordered:
        for mention in facts.agencies:
            node = _agency(graph, mention.body, mention.surface)
            if node not in tied[facts.key]:
                tied[facts.key].add(node)
                said = _Said(mention.evidence, mention.rule, mention.clause)
                _add_edge(graph, (document_id(facts.key), node), "mention", facts, said, surface=mention.surface)
