"""The first page: one field that finds everything, figures, and questions to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from pyoxigraph import Literal
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocabulary import XSD
from kg.query.named import NamedQuery, named_queries, named_query
from kg.web import links
from kg.web.corpus import Corpus
from kg.web.pages.common import told_day
from kg.web.search import Index
from kg.web.view import corpus, render

FIGURES = ("documents", "agencies", "responsibilities", "deadlines", "citations", "cited_works_missing")
ASKED_FIRST = ("leads-most", "next-deadlines", "no-lead", "missing-references", "rests-on-ended")
"""The questions that most readers come with."""
FIRST = 6
"""How many agencies and documents the start page offers."""
_ONE = Lock()


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
        due=_due(graph, told_day(request, graph)),
        questions=_questions(graph),
        examples=_examples(graph, [name for name in busiest if name in graph.names and name.isalnum()]),
        busiest=[(name, len(graph.by_agency[name])) for name in busiest if name in graph.bodies][:FIRST],
        newest=list(reversed(graph.facts))[:FIRST],
        first=graph.stats.first_signed,
        last=graph.stats.last_signed,
    )


def _due(graph: Corpus, day: str) -> str:
    """The state of deadlines to show: what comes next, or what is overdue where nothing comes."""
    return "next" if any((one.date or "") >= day for facts in graph.facts for one in facts.deadlines) else "overdue"


def _questions(graph: Corpus) -> list[tuple[NamedQuery, str]]:
    """The questions that need no word of the reader, each with its address; a day is that of the youngest document."""
    last = graph.stats.last_signed
    day = {"day": Literal(last, datatype=XSD["date"])} if last else {}
    first = [named_query(name) for name in ASKED_FIRST]
    others = [query for query in named_queries() if query.name not in ASKED_FIRST]
    asked = [query for query in (*first, *others) if not query.arguments or (set(query.arguments) == day.keys())]
    return [(query, links.query(query.filled(day) if query.arguments else query.text)) for query in asked]


def _examples(graph: Corpus, busiest: Sequence[str]) -> list[str]:
    """What may be typed: a short name of an agency and the number of a document of this very graph."""
    short = [min(graph.names[name], key=len) for name in busiest[:1]]
    numbers = [facts.number for facts in reversed(graph.facts) if facts.number]
    return [*short, *numbers[:1]]


def index_of(request: Request) -> Index:
    """The index of the build that is published now."""
    return index_for(request.app.state, corpus(request))


def index_for(state: State, graph: Corpus) -> Index:
    """The index of a build, made once: who asks meanwhile waits."""
    with _ONE:
        made: tuple[Corpus, Index] | None = getattr(state, "index", None)
        if made is None or made[0] is not graph:
            made = state.index = (graph, Index(graph))
        return made[1]
