"""Look-ups: an agency's duties, a document, the size of the graph. They return plain rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.errors import QueryError
from kg.graph.iri import number_key
from kg.graph.read import read_graph
from kg.graph.store import merged
from kg.graph.vocabulary import DUTY_SHORTCUTS, ELI, GW, ONTOLOGY, ORG, RDF, SCHEMES, SKOS, zh
from kg.model import Citation, DocumentFacts, Evidence, Span
from kg.query.answers import AgencyAnswer, CitationRow, ClauseRow, DocumentAnswer, DutyRow, Stats
from kg.query.errors import AmbiguousName, UnknownName
from kg.query.force import in_force
from kg.query.named import named_query
from kg.query.names import agency_name, document_node
from kg.query.sparql import SelectResult, plain, run

__all__ = ["AmbiguousName", "UnknownName", "agency", "document", "stats"]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEAD = "key number title kind issuers addressees signed effective expires openness promulgates annexes source"
_KINDS = {
    "sources": "SourceFile",
    "documents": "Document",
    "clauses": "Clause",
    "agencies": "Agency",
    "responsibilities": "Responsibility",
    "citations": "Citation",
    "deadlines": "Deadline",
    "members": "Membership",
    "hosts": "Hosting",
    "aliases": "Alias",
    "appointments": "Appointment",
    "cited_works_missing": "Work",
}


def agency(store: Store, name: str, roles: Collection[str] = (), due_before: str | None = None) -> AgencyAnswer:
    """What an agency must do, oldest document first, in the order of the clauses.

    ``name`` is any surface form, the canonical name, or a part that fits one agency only. ``roles`` keeps those roles,
    ``due_before`` (ISO date) what has a deadline before that day. Raises UnknownName, AmbiguousName (their
    ``suggestions`` are canonical names), QueryError for a role or date that is none.
    """
    if unknown := sorted(set(roles) - DUTY_SHORTCUTS.keys()):
        raise QueryError(f"no such role: {', '.join(unknown)}; the roles are {', '.join(DUTY_SHORTCUTS)}")
    if due_before is not None and not _DATE.fullmatch(due_before):
        raise QueryError(f"{due_before!r} is not a date like 2023-12-31")
    canonical = agency_name(store, name)
    duties = tuple(
        row
        for row in _duties(store, canonical)
        if (not roles or row.role in roles) and (due_before is None or (row.deadline or "9999") < due_before)
    )
    node = _described(store, canonical)
    return AgencyAnswer(
        canonical=canonical,
        tier=_code(store, node, GW["tier"], "tier"),
        region=_label(store, node, GW["region"]) or "-",
        kind=_code(store, node, GW["agencyKind"], "agency-kind"),
        parent=_label(store, node, ORG["subOrganizationOf"]) or None,
        surfaces=tuple(sorted(_values(store, node, SKOS["altLabel"]))),
        duties=duties,
    )


def document(store: Store, number: str, as_of: str | None = None) -> DocumentAnswer:
    """One document by its number in any bracket style, or by a title (or a part of one that fits it only).

    ``as_of`` is the day for which ``status`` is told, by default the day of the youngest document in the graph.
    Raises UnknownName, AmbiguousName.
    """
    if as_of is not None and not _DATE.fullmatch(as_of):
        raise QueryError(f"{as_of!r} is not a date like 2023-12-31")
    node = document_node(store, number)
    facts = read_graph(store, NamedNode(node.value + "/graph"))
    citing = _citing(store, node)
    head = {field: getattr(facts, field) for field in _HEAD.split()}
    return DocumentAnswer(
        **head,
        clauses=tuple(
            ClauseRow(c.path, c.part, c.level, c.heading, c.text, _span(c.evidence), c.evidence.page)
            for c in facts.clauses
        ),
        duties=_document_duties(facts),
        cites=tuple(_citation_row(facts, c, c.target, c.number, c.title) for c in facts.citations),
        cited_by=tuple(_citation_row(by, c, by.key, by.number, by.title) for by, c in citing),
        status=in_force(facts, citing, as_of or _signed(store)[1]),
    )


def stats(store: Store) -> Stats:
    """How much the graph holds."""
    counts = {field: len(_nodes(store, GW[kind])) for field, kind in _KINDS.items()}
    roles = Counter(
        plain(quad.object).removeprefix(SCHEMES["role"])
        for quad in store.quads_for_pattern(None, GW["role"], None, DefaultGraph())
    )
    ontology = sum(1 for _ in store.quads_for_pattern(None, None, None, ONTOLOGY))
    first, last = _signed(store)
    return Stats(
        **counts,
        triples=sum(1 for _ in merged(store)) - ontology,
        first_signed=first,
        last_signed=last,
        roles=tuple(sorted(roles.items(), key=lambda item: (-item[1], item[0]))),
    )


def _duties(store: Store, canonical: str) -> list[DutyRow]:
    query = named_query("agency-duties")
    result = run(store, query.text, {"name": zh(canonical)})
    if not isinstance(result, SelectResult):
        raise TypeError(f"{query.name} is not a SELECT query")
    rows = (dict(zip(result.variables, map(plain, row), strict=True)) for row in result.rows)
    return [_duty_row(row) for row in rows]


def _duty_row(row: dict[str, str]) -> DutyRow:
    return DutyRow(
        agency=row["name"],
        surface=row["surface"],
        role=row["role"].removeprefix(SCHEMES["role"]),
        task=row["task"],
        clause=row["path"],
        number=row["number"] or None,
        title=row["title"] or None,
        deadline=row["due"] or None,
        quote=row["quote"],
        source=row["source"],
        span=(int(row["start"]), int(row["end"])) if row["start"] else None,
        page=int(row["page"]) if row["page"] else None,
        status=row["status"].removeprefix(SCHEMES["status"]),
    )


def _document_duties(facts: DocumentFacts) -> tuple[DutyRow, ...]:
    """The duties in the order of the clauses they stand in."""
    place = {clause.path: (clause.order, clause.heading) for clause in reversed(facts.clauses)}

    def clause_of(path: str) -> tuple[int, str]:
        while path and path not in place:
            path = path.rpartition("/")[0]
        return place.get(path, (len(place), ""))

    duties = sorted(facts.responsibilities, key=lambda duty: (clause_of(duty.clause)[0], duty.evidence.spans))
    return tuple(
        DutyRow(
            agency=duty.body,
            surface=duty.agency,
            role=duty.role,
            task=clause_of(duty.clause)[1],
            clause=duty.clause,
            number=facts.number,
            title=facts.title,
            deadline=duty.deadline,
            quote=duty.evidence.quote,
            source=facts.source,
            span=_span(duty.evidence),
            page=duty.evidence.page,
            status=duty.status,
        )
        for duty in duties
    )


def _citing(store: Store, node: NamedNode) -> list[tuple[DocumentFacts, Citation]]:
    """The citations of a document by the others."""
    found = store.quads_for_pattern(None, ELI["cites"], node, DefaultGraph())
    iris = sorted({plain(quad.subject) for quad in found if quad.subject != node})
    own = read_graph(store, NamedNode(node.value + "/graph")).key
    others = [read_graph(store, NamedNode(iri + "/graph")) for iri in iris]
    return [(facts, citation) for facts in others for citation in facts.citations if own in _keys(citation)]


def _keys(citation: Citation) -> tuple[str | None, ...]:
    return citation.target, citation.number and number_key(citation.number), citation.title


def _citation_row(
    by: DocumentFacts, citation: Citation, key: str | None, number: str | None, title: str | None
) -> CitationRow:
    evidence = citation.evidence
    return CitationRow(
        key, number, title, citation.relation, citation.clause, evidence.quote, by.source, _span(evidence),
        evidence.page, citation.status,
    )  # fmt: skip


def _span(evidence: Evidence) -> Span | None:
    return evidence.spans[0] if evidence.spans else None


def _signed(store: Store) -> tuple[str | None, str | None]:
    """The first and the last day of signature."""
    days = [plain(quad.object) for quad in store.quads_for_pattern(None, ELI["date_document"], None, DefaultGraph())]
    return min(days, default=None), max(days, default=None)


def _described(store: Store, canonical: str) -> NamedNode:
    """The node of the agency with this canonical name."""
    labelled = {q.subject for q in store.quads_for_pattern(None, SKOS["prefLabel"], zh(canonical), DefaultGraph())}
    return next(node for node in _nodes(store, GW["Agency"]) if node in labelled)


def _nodes(store: Store, kind: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, RDF["type"], kind, DefaultGraph())
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]


def _values(store: Store, node: NamedNode, predicate: NamedNode) -> list[str]:
    return sorted(plain(quad.object) for quad in store.quads_for_pattern(node, predicate, None, DefaultGraph()))


def _code(store: Store, node: NamedNode, predicate: NamedNode, scheme: str) -> str:
    codes = _values(store, node, predicate)
    return codes[0].removeprefix(SCHEMES[scheme]) if codes else "-"


def _label(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    nodes = _values(store, node, predicate)
    labels = _values(store, NamedNode(nodes[0]), SKOS["prefLabel"]) if nodes else []
    return labels[0] if labels else ""
