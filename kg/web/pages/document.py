"""A document: its head, its clauses with the duties beside them, what it cites and what cites it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass

from pyoxigraph import DefaultGraph, NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.graph.vocabulary import DUTY_SHORTCUTS
from kg.model import ClauseFact, Deadline, DocumentFacts, Evidence
from kg.query import lookup
from kg.query.duties import in_words
from kg.query.errors import AmbiguousName, OnlyCited, UnknownName
from kg.query.names import document_node
from kg.web import links
from kg.web.corpus import Corpus
from kg.web.entries import Entry
from kg.web.linked import described, legal
from kg.web.pages import work
from kg.web.pages.citations import cited_by, cites
from kg.web.pages.common import attachment, day, not_found
from kg.web.sparql.formats import SHORT
from kg.web.timeline import events
from kg.web.view import corpus, render

HEAD = (
    "number",
    "kind",
    "issuers",
    "addressees",
    "signed",
    "effective",
    "expires",
    "promulgates",
    "annexes",
    "openness",
)
_ROLE_ORDER = {role: place for place, role in enumerate(DUTY_SHORTCUTS)}


@dataclass(frozen=True, slots=True)
class Section:
    """A clause with what is said in it."""

    clause: ClauseFact
    anchor: str
    duties: tuple[Entry, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[tuple[str, Evidence], ...]  # in words


def index(request: Request) -> Response:
    """All documents, the youngest first."""
    graph = corpus(request)
    rows = [(facts, len(facts.responsibilities), len(facts.citations)) for facts in reversed(graph.facts)]
    return render(request, "documents.html", rows=rows)


def page(request: Request) -> Response:
    """One document by its IRI, its number in any style, or its title; data where that is asked for."""
    graph = corpus(request)
    found = find(request, graph)
    if isinstance(found, Response):
        return found
    if request.query_params.get("format") == "json":
        answer = asdict(lookup.document(graph.store, graph.document_iri(found.key)))
        body = json.dumps(answer, ensure_ascii=False, indent=1).encode()
        return attachment(body, "application/json", f"{found.key}.json")
    data = described(request, graph.document_iri(found.key))
    if data is not None:
        return data
    standing = graph.standing(day(request.query_params.get("as_of")))
    node = NamedNode(graph.document_iri(found.key))
    return render(
        request,
        "document.html",
        facts=found,
        iri=graph.document_iri(found.key),
        head=[(name, _evidence(found, name)) for name in HEAD if getattr(found, name)],
        bodies={mention.surface: mention.body for mention in found.agencies},
        texts=graph.annexed.texts_of(found),
        cover=graph.by_key.get(graph.annexed.cover_of(found) or ""),
        status=standing.of(node),
        concerns=standing.concerns(node),
        sections=sections(graph, found),
        several_parts=len({clause.part for clause in found.clauses}) > 1,
        cites=[cites(graph, found, row) for row in found.citations],
        cited_by=list(cited_by(graph, found.key)),
        events=events(graph, found),
        formats=[name for name in ("ttl", "jsonld", "nt") if name in SHORT],
    )


def find(request: Request, graph: Corpus, part: str = "") -> DocumentFacts | Response:
    """The document that the address names, or the answer that leads on: to its own address, or to what may be meant."""
    name = request.path_params["name"]
    try:
        return graph.document(name)
    except UnknownName:
        pass
    try:
        meant = graph.document(document_node(graph.store, name).value)
    except (UnknownName, AmbiguousName) as error:
        if isinstance(error, UnknownName) and _is_cited(graph, name):
            return work.page(request, f"{graph.base}document/{name}")
        if isinstance(error, OnlyCited):
            return RedirectResponse(links.document(error.name), 303)
        return not_found(request, error, "document")
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(links.document(meant.key, *([part] if part else [])) + query, 303)


def _is_cited(graph: Corpus, segment: str) -> bool:
    iri = f"{graph.base}document/{segment}"
    return legal(iri) and any(graph.store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()))


def sections(graph: Corpus, facts: DocumentFacts) -> list[Section]:
    """The clauses in their order; a statement stands with the last clause of its path that begins before it."""
    anchors = graph.anchors(facts)
    duties: dict[int, list[Entry]] = defaultdict(list)
    deadlines: dict[int, list[Deadline]] = defaultdict(list)
    targets: dict[int, list[tuple[str, Evidence]]] = defaultdict(list)
    for entry in graph.by_document.get(facts.key, ()):
        duties[_order(facts, entry.clause, entry.evidence)].append(entry)
    for deadline in facts.deadlines:
        deadlines[_order(facts, deadline.clause, deadline.evidence)].append(deadline)
    for target in facts.targets:
        targets[_order(facts, target.clause, target.evidence)].append((in_words(target), target.evidence))
    return [
        Section(
            clause,
            anchors.get(clause.order, f"clause/{clause.order}"),
            tuple(sorted(duties[clause.order], key=lambda entry: _ROLE_ORDER[entry.role])),
            tuple(deadlines[clause.order]),
            tuple(targets[clause.order]),
        )
        for clause in facts.clauses
    ]


def owners(found: list[Section]) -> dict[int, tuple[Entry, ...]]:
    """Order of a clause -> the stated duties of the nearest clause at or above it that has some."""
    stated: dict[str, tuple[Entry, ...]] = {}
    result: dict[int, tuple[Entry, ...]] = {}
    for section in found:
        own = tuple(entry for entry in section.duties if entry.status == "stated" and entry.role != "interpret")
        path = section.clause.path
        if own:
            stated[path] = own
        while path and path not in stated:
            path = path.rpartition("/")[0]
        result[section.clause.order] = stated.get(path, ())
    return result


def _order(facts: DocumentFacts, path: str, evidence: Evidence) -> int:
    while path and not any(clause.path == path for clause in facts.clauses):
        path = path.rpartition("/")[0]
    start = evidence.spans[0][0] if evidence.spans else 0
    same = [clause for clause in facts.clauses if clause.path == path] or list(facts.clauses[:1])
    before = [clause for clause in same if clause.evidence.spans and clause.evidence.spans[0][0] <= start]
    chosen = before[-1:] or same[:1]
    return chosen[0].order if chosen else -1


def _evidence(facts: DocumentFacts, name: str) -> str:
    for field, evidence in facts.evidence:
        if field == name and evidence.spans:
            return links.words(facts.key, evidence)
    return ""
