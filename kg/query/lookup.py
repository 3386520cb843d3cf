"""Look-ups: an agency's duties, a document, the size of the graph. They return plain rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import QueryError
from kg.graph.iri import number_key
from kg.graph.read import read_graph
from kg.graph.readable import Store
from kg.graph.vocabulary import DUTY_SHORTCUTS, ELI, GW, ONTOLOGY, SCHEMES
from kg.model import Citation, DocumentFacts
from kg.query.agency_index import AgencyIndex
from kg.query.answers import AgencyAnswer, CitationRow, ClauseRow, DocumentAnswer, Stats
from kg.query.duties import agency_duties, document_duties, span_of, task_rows
from kg.query.errors import AmbiguousName, UnknownName
from kg.query.force import Standing, check_day
from kg.query.heads import head
from kg.query.names import agency_name, document_node
from kg.query.sparql import SelectResult, plain, run
from kg.query.triples import instances, nodes, pairs

__all__ = ["AmbiguousName", "UnknownName", "agency", "check_day", "document", "stats"]

_HEAD = "key number title kind issuers addressees signed effective expires openness promulgates annexes source"
_KINDS = {
    "sources": "SourceFile",
    "documents": "Document",
    "clauses": "Clause",
    "agencies": "Agency",
    "responsibilities": "Responsibility",
    "citations": "Citation",
    "deadlines": "Deadline",
    "targets": "Target",
    "tasks": "Task",
    "derived": "DerivedResponsibility",
    "members": "Membership",
    "hosts": "Hosting",
    "aliases": "Alias",
    "appointments": "Appointment",
    "cited_works_missing": "Work",
}


def agency(
    store: Store,
    name: str,
    roles: Collection[str] = (),
    due_before: str | None = None,
    *,
    derived: bool = False,
    as_of: str | None = None,
    index: AgencyIndex | None = None,
) -> AgencyAnswer:
    """What an agency must do, oldest document first, in the order of the clauses.

    ``name`` is any surface form, the canonical name, or a part that fits one agency only. ``roles`` keeps those roles,
    ``due_before`` (ISO date) what has a deadline before that day. ``derived`` adds the duties that follow from stated
    ones. With ``as_of`` each duty has the standing of its document on that day, and what that rests on and no longer
    holds. The answer is read from the ``index`` of the same build where it is given, else put together from the store.
    Raises UnknownName, AmbiguousName (their ``suggestions`` are canonical names), QueryError for a role or date
    that is none.
    """
    if unknown := sorted(set(roles) - DUTY_SHORTCUTS.keys()):
        raise QueryError(f"no such role: {', '.join(unknown)}; the roles are {', '.join(DUTY_SHORTCUTS)}")
    check_day(due_before)
    check_day(as_of)
    standing = Standing(store, as_of) if as_of else None
    if index is not None:
        return index.agency(name, derived=derived, standing=standing, roles=roles, due_before=due_before)
    canonical = agency_name(store, name)
    return replace(
        head(store, canonical),
        duties=tuple(
            row
            for row in agency_duties(store, canonical, derived, standing)
            if (not roles or row.role in roles) and (due_before is None or (row.deadline or "9999") < due_before)
        ),
    )


def document(store: Store, number: str, as_of: str | None = None, *, derived: bool = False) -> DocumentAnswer:
    """One document by its number in any bracket style, or by a title (or a part of one that fits it only).

    ``as_of`` is the day for which ``status`` and ``concerns`` are told, by default the day of the youngest document in
    the graph. ``derived`` adds the duties that follow from stated ones. Raises UnknownName, AmbiguousName.
    """
    check_day(as_of)
    node = document_node(store, number)
    facts = read_graph(store, NamedNode(node.value + "/graph"))
    standing = Standing(store, as_of or _signed(store)[1])
    status, concerns = standing.of(node), standing.concerns(node)
    head = {field: getattr(facts, field) for field in _HEAD.split()}
    return DocumentAnswer(
        **head,
        clauses=tuple(
            ClauseRow(c.path, c.part, c.level, c.heading, c.text, span_of(c.evidence), c.evidence.page)
            for c in facts.clauses
        ),
        duties=document_duties(facts, derived, status, concerns),
        cites=tuple(_citation_row(facts, c, c.target, c.number, c.title) for c in facts.citations),
        cited_by=tuple(_citation_row(by, c, by.key, by.number, by.title) for by, c in _citing(store, node)),
        tasks=task_rows(facts),
        status=status,
        concerns=concerns,
    )


def stats(store: Store, as_of: str | None = None) -> Stats:
    """How much the graph holds; with ``as_of``, a day, also how many documents are in which state then."""
    check_day(as_of)
    counts = _tally(store, "SELECT ?key (COUNT(?x) AS ?n) WHERE { ?x a ?key } GROUP BY ?key")
    roles = _tally(store, "SELECT ?key (COUNT(?x) AS ?n) WHERE { ?x a gw:Responsibility ; gw:role ?key } GROUP BY ?key")
    size = _tally(store, 'SELECT ("all" AS ?key) (COUNT(*) AS ?n) WHERE { ?s ?p ?o }')["all"]
    ontology = sum(1 for _ in store.quads_for_pattern(None, None, None, ONTOLOGY))
    first, last = _signed(store)
    counted: dict[str, Any] = {field: counts[GW[kind].value] for field, kind in _KINDS.items()}
    return Stats(
        **counted,
        triples=size - ontology,
        first_signed=first,
        last_signed=last,
        roles=tuple(
            sorted(
                ((role.removeprefix(SCHEMES["role"]), count) for role, count in roles.items()),
                key=lambda item: (-item[1], item[0]),
            )
        ),
        **_on_a_day(store, as_of),
    )


def _on_a_day(store: Store, as_of: str | None) -> dict[str, Any]:
    """The fields of ``Stats`` that are about a day."""
    if as_of is None:
        return {}
    standing, documents = Standing(store, as_of), instances(store, GW["Document"])
    states = Counter(standing.of(document).state for document in documents)
    return {
        "as_of": as_of,
        "states": tuple(sorted(states.items(), key=lambda item: (-item[1], item[0]))),
        "unfounded": sum(bool(standing.concerns(document)) for document in documents),
    }


def _tally(store: Store, query: str) -> Counter[str]:
    """What a query for ``?key`` and its number ``?n`` counts; 0 for every other key."""
    result = run(store, query)
    if not isinstance(result, SelectResult):
        raise TypeError("a tally is a SELECT query")
    return Counter({plain(key): int(plain(count)) for key, count in result.rows})


def _citing(store: Store, node: NamedNode) -> list[tuple[DocumentFacts, Citation]]:
    """The citations of a document, or of a text that it issues, by the others."""
    works = (node, *nodes(store, node, GW["promulgates"]))
    iris = sorted({by.value for work in works for by, _ in pairs(store, ELI["cites"], work) if by != node})
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
        key, number, title, citation.relation, citation.clause, evidence.quote, by.source, span_of(evidence),
        evidence.page, citation.status,
    )  # fmt: skip


def _signed(store: Store) -> tuple[str | None, str | None]:
    """The first and the last day of signature."""
    days = [plain(quad.object) for quad in store.quads_for_pattern(None, ELI["date_document"], None, DefaultGraph())]
    return min(days, default=None), max(days, default=None)
