"""The first page: one field that finds everything, figures, and questions to begin with."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.query.named import named_queries
from kg.web.search import Index
from kg.web.view import corpus, render

FIGURES = ("documents", "agencies", "responsibilities", "deadlines", "citations", "cited_works_missing")
FIRST = 6
"""How many agencies and documents the start page offers."""


def page(request: Request) -> Response:
    """``/``, or what ``?q=`` finds."""
    graph = corpus(request)
    typed = request.query_params.get("q", "").strip()
    if typed:
        results = index_of(request).find(typed)
        return render(request, "search.html", typed=typed, results=results)
    busiest = sorted(graph.by_agency, key=lambda name: (-len(graph.by_agency[name]), name))
    return render(
        request,
        "start.html",
        figures=[(name, getattr(graph.stats, name)) for name in FIGURES],
        questions=[query for query in named_queries() if not query.arguments],
        busiest=[(name, len(graph.by_agency[name])) for name in busiest if name in graph.bodies][:FIRST],
        newest=list(reversed(graph.facts))[:FIRST],
        first=graph.stats.first_signed,
        last=graph.stats.last_signed,
    )


def index_of(request: Request) -> Index:
    """The index of the build that is published now, made once for each."""
    graph = corpus(request)
    state = request.app.state
    made: tuple[object, Index] | None = getattr(state, "index", None)
    if made is None or made[0] is not graph:
        made = (graph, Index(graph))
        state.index = made
    return made[1]
