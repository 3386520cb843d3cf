"""A work that documents cite and that is not in the graph: what it is called, and which documents rest on it."""

from __future__ import annotations

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocabulary import DCTERMS, ELI
from kg.query.triples import literal
from kg.web.linked import described
from kg.web.pages.citations import cited_by
from kg.web.view import corpus, render


def page(request: Request, iri: str) -> Response:
    """The work with this IRI, which the graph names; data where that is asked for."""
    data = described(request, iri)
    if data is not None:
        return data
    graph, node = corpus(request), NamedNode(iri)
    key = literal(graph.store, node, DCTERMS["identifier"]) or iri.rpartition("/")[2]
    return render(
        request,
        "work.html",
        iri=iri,
        key=key,
        number=literal(graph.store, node, ELI["id_local"]),
        title=literal(graph.store, node, DCTERMS["title"]),
        cited_by=list(cited_by(graph, key)),
    )
