"""Linked data: every IRI below the base answers with its description, or leads a browser to the page about it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.graph.vocabulary import ELI, GW, OA, PREFIXES, RDF
from kg.query.sparql import GraphResult
from kg.web import links
from kg.web.corpus import Corpus
from kg.web.negotiate import best
from kg.web.sparql.formats import GRAPHS, SHORT, write_graph
from kg.web.view import corpus, render

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Row:
    """One statement about a thing, as a table shows it."""

    property: str
    value: str
    href: str


def wanted(request: Request) -> str | None:
    """The media type that the client wants of a thing: HTML or one of GRAPHS; None where it accepts neither."""
    if (short := request.query_params.get("format")) in SHORT and SHORT[short] in GRAPHS:
        return SHORT[short]
    return best(request.headers.get("accept"), (HTML, *GRAPHS))


def described(request: Request, iri: str) -> Response | None:
    """The description of ``iri`` where the client wants data, 406 where it wants neither; None where it wants HTML."""
    media = wanted(request)
    if media == HTML:
        return None
    if media is None:
        return Response(f"this can be had as: {HTML}, {', '.join(GRAPHS)}\n", 406, media_type="text/plain")
    triples = description(corpus(request), NamedNode(iri)) if legal(iri) else set()
    if not triples:
        return Response(f"{iri} is not in the graph\n", 404, media_type="text/plain")
    body = write_graph(GraphResult(tuple(sorted(triples, key=str))), media)
    charset = f"{media}; charset=utf-8" if media.startswith("text/") else media
    return Response(body, headers={"vary": "Accept"}, media_type=charset)


def description(graph: Corpus, node: NamedNode) -> set[Triple]:
    """All about a node, and the words behind it; all of a named graph where the node names one."""
    whole = {quad.triple for quad in graph.store.quads_for_pattern(None, None, None, node)}
    about = {quad.triple for quad in graph.store.quads_for_pattern(node, None, None, DefaultGraph())}
    for evidence in [triple.object for triple in about if triple.predicate == GW["evidence"]]:
        if isinstance(evidence, NamedNode):
            about |= {quad.triple for quad in graph.store.quads_for_pattern(evidence, None, None, DefaultGraph())}
    return whole | about


def resource(request: Request) -> Response:
    """Any IRI below the base that has no page of its own."""
    graph = corpus(request)
    iri = graph.base + unicodedata.normalize("NFC", request.path_params["path"])
    data = described(request, iri)
    if data is not None:
        return data
    node = NamedNode(iri) if legal(iri) else None
    if node is None or not description(graph, node):
        return render(request, "missing.html", 404, name=request.path_params["path"])
    page = _page_of(graph, node)
    if page is not None:
        return RedirectResponse(page, 303, headers={"vary": "Accept"})
    return render(request, "resource.html", iri=iri, about=_rows(graph, node), uses=_uses(graph, node))


def legal(iri: str) -> bool:
    """Whether the text can be an IRI at all."""
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return True


def _page_of(graph: Corpus, node: NamedNode) -> str | None:
    """Where a browser is led: a clause's place on its document's page, a statement's words in the source."""
    tail = node.value.removeprefix(graph.base).split("/", 2)
    if len(tail) < 3 or tail[0] != "document":
        return None
    facts = graph.document(tail[1])
    if tail[2] == "graph":
        return links.document(facts.key)
    if _has(graph, node, RDF["type"], GW["Clause"]):
        return links.clause(facts.key, tail[2])
    spans = _spans(graph, node)
    if spans:
        text = links.spans_text(spans)
        return f"{links.document(facts.key, 'source')}?at={text}#c{links.spans_text(spans[:1])}"
    return None


def _spans(graph: Corpus, node: NamedNode) -> list[tuple[int, int]]:
    evidence = _objects(graph, node, GW["evidence"]) or [node]
    found = []
    for selector in _objects(graph, evidence[0], OA["hasSelector"]):
        values = [_objects(graph, selector, term) for term in (GW["order"], OA["start"], OA["end"])]
        if all(values):
            found.append([int(value[0].value) for value in values if isinstance(value[0], Literal)])
    return [(start, end) for _, start, end in sorted(found)]


def _objects(graph: Corpus, node: object, predicate: NamedNode) -> list[NamedNode | BlankNode | Literal | Triple]:
    if not isinstance(node, NamedNode):
        return []
    return [quad.object for quad in graph.store.quads_for_pattern(node, predicate, None, DefaultGraph())]


def _has(graph: Corpus, node: NamedNode, predicate: NamedNode, value: NamedNode) -> bool:
    return value in _objects(graph, node, predicate)


def _rows(graph: Corpus, node: NamedNode) -> list[Row]:
    quads = graph.store.quads_for_pattern(node, None, None, DefaultGraph())
    return sorted(
        (_row(graph, quad.predicate, quad.object) for quad in quads), key=lambda row: (row.property, row.value)
    )


def _uses(graph: Corpus, node: NamedNode) -> list[Row]:
    """What points to the node; of statements about a cited work the direct ones only."""
    quads = graph.store.quads_for_pattern(None, None, node, DefaultGraph())
    rows = [_row(graph, quad.predicate, quad.subject) for quad in quads if quad.predicate != ELI["is_part_of"]]
    return sorted(rows, key=lambda row: (row.property, row.value))[:500]


def _row(graph: Corpus, predicate: NamedNode, value: object) -> Row:
    if isinstance(value, NamedNode):
        local = value.value.removeprefix(graph.base)
        href = "/" + quote(local) if local != value.value else ""
        return Row(_short(predicate.value), local if href else _short(value.value), href)
    return Row(_short(predicate.value), value.value if isinstance(value, Literal) else str(value), "")


def _short(iri: str) -> str:
    fitting = [(len(space), prefix) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"
