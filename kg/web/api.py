"""The JSON API: the same look-ups as behind the command line and the pages, each with its description."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.query import lookup
from kg.query.errors import AmbiguousName, UnknownName
from kg.query.terms import terms
from kg.web import links
from kg.web.pages import calendar, matrix, quality
from kg.web.pages.explorer import explored_of
from kg.web.pages.start import index_of
from kg.web.search import Hit
from kg.web.view import corpus

PREFIX = "/api/v1"
_MOST = 100


class Plain(JSONResponse):
    """JSON with Chinese as it is."""

    def render(self, content: Any) -> bytes:
        """The content as UTF-8."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API: what it answers, and its parameters (name -> what it means)."""

    path: str
    name: str
    answer: Callable[[Request], Any]
    summary: str
    query: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()


def stats(request: Request) -> Any:
    """How much the graph holds."""
    return asdict(corpus(request).stats)


def search(request: Request) -> Any:
    """Agencies, documents and clauses."""
    found = index_of(request).find(_needed(request, "q"), _MOST)
    kinds = (("agencies", found.agencies), ("documents", found.documents), ("clauses", found.clauses))
    return {"totals": found.totals, **{name: [_hit(hit) for hit in hits] for name, hits in kinds}}


def suggest(request: Request) -> Any:
    """What may be meant by the first characters of a name."""
    return [_hit(hit) for hit in index_of(request).suggest(_needed(request, "q"))]


def agencies(request: Request) -> Any:
    """All agencies."""
    graph = corpus(request)
    return [
        {**asdict(body), "duties": len(graph.by_agency.get(name, ())), "href": links.agency(name)}
        for name, body in graph.bodies.items()
    ]


def agency(request: Request) -> Any:
    """An agency and its duties: ``kg agency --format json``."""
    roles = request.query_params.getlist("role")
    due_before = request.query_params.get("due_before")
    return asdict(lookup.agency(corpus(request).store, request.path_params["name"], roles, due_before))


def documents(request: Request) -> Any:
    """All documents, the oldest first."""
    names = "key number title kind signed effective expires source".split()
    return [
        {**{name: getattr(facts, name) for name in names}, "href": links.document(facts.key)}
        for facts in corpus(request).facts
    ]


def document(request: Request) -> Any:
    """One document: ``kg document --format json``."""
    return asdict(
        lookup.document(corpus(request).store, request.path_params["name"], request.query_params.get("as_of"))
    )


def document_matrix(request: Request) -> Any:
    """The tasks of a document, who has which role in them, and the gaps."""
    graph = corpus(request)
    key = lookup.document(graph.store, request.path_params["name"]).key
    found = matrix.matrix(graph, [graph.by_key[key]])
    return {"agencies": found.agencies, "gaps": found.gaps, "tasks": [asdict(row) for row in found.rows]}


def deadlines(request: Request) -> Any:
    """All deadlines, by day."""
    name = request.query_params.get("agency")
    return [
        {**asdict(one.deadline), "document": one.facts.key, "task": one.task, "agencies": owners}
        for one in calendar.due(corpus(request))
        if (owners := sorted({entry.agency for entry in one.owners})) and (not name or name in owners)
    ]


def vocabulary(request: Request) -> Any:
    """The classes and properties that a query may use."""
    return [asdict(term) for term in terms()]


def missing(request: Request) -> Any:
    """Works that are cited and not in the graph."""
    return [asdict(one) for one in quality.missing(corpus(request))]


def node(request: Request) -> Any:
    """What the explorer tells of one node."""
    return explored_of(request).about(_needed(request, "id"))


def ties(request: Request) -> Any:
    """The facts behind a line of the explorer."""
    return explored_of(request).facts(_needed(request, "from"), _needed(request, "to"))


_NAME = "any name of the agency"
_NUMBER = "number in any bracket style, title, or key"
_NODE = "agency:NAME, document:KEY or task:KEY#CLAUSE"
OPERATIONS = (
    Operation("/stats", "stats", stats, "How much the graph holds"),
    Operation("/search", "search", search, "Agencies, documents and clauses", {"q": "what to find"}, ("q",)),
    Operation("/suggest", "suggest", suggest, "Names that begin so", {"q": "first characters, or pinyin"}, ("q",)),
    Operation("/agencies", "agencies", agencies, "All agencies"),
    Operation(
        "/agencies/{name}",
        "agency",
        agency,
        f"An agency ({_NAME}) and what it must do",
        {"role": "only this role; may be repeated", "due_before": "only what is due before this day"},
    ),
    Operation("/documents", "documents", documents, "All documents"),
    Operation(
        "/documents/{name}",
        "document",
        document,
        f"One document ({_NUMBER})",
        {"as_of": "the day its status is told for"},
    ),
    Operation("/documents/{name}/matrix", "matrix", document_matrix, "Tasks × agencies of a document, with the gaps"),
    Operation(
        "/deadlines", "deadlines", deadlines, "Deadlines that somebody has to keep", {"agency": "canonical name"}
    ),
    Operation("/terms", "terms", vocabulary, "Classes and properties that a SPARQL query may use, with labels"),
    Operation("/missing", "missing", missing, "Works that are cited and not in the graph"),
    Operation("/graph/node", "node", node, "One node of the explorer", {"id": _NODE}, ("id",)),
    Operation(
        "/graph/facts",
        "facts",
        ties,
        "The facts that tie two nodes of the explorer, with their words",
        {"from": _NODE, "to": _NODE},
        ("from", "to"),
    ),
)


def _needed(request: Request, name: str) -> str:
    value = request.query_params.get(name, "").strip()
    if not value:
        raise QueryError(f"the parameter {name} is missing")
    return value


def _hit(hit: Hit) -> dict[str, object]:
    href = links.agency(hit.name) if hit.kind == "agency" else links.document(hit.key)
    if hit.kind == "clause":
        href = links.clause(hit.key, hit.anchor)
    text = "".join(piece for piece, _ in hit.parts)
    return {"kind": hit.kind, "name": hit.name, "note": hit.note, "href": href, **({"text": text} if text else {})}


def _endpoint(operation: Operation) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            return Plain(operation.answer(request))
        except UnknownName as error:
            return _problem(404, error)
        except AmbiguousName as error:
            return _problem(409, error)
        except QueryError as error:
            return Plain({"error": str(error)}, 400)

    return answer


def _problem(status: int, error: UnknownName | AmbiguousName) -> Response:
    return Plain({"error": str(error), "suggestions": list(error.suggestions)}, status)


def described(request: Request) -> Response:
    """``/api/v1/openapi.json``."""
    return Plain(
        {
            "openapi": "3.1.0",
            "info": {"title": "gongwen-kg", "version": version("gongwen-kg"), "license": {"name": "Apache-2.0"}},
            "servers": [{"url": PREFIX}],
            "paths": {operation.path: {"get": _operation(operation)} for operation in OPERATIONS},
        }
    )


def _operation(operation: Operation) -> dict[str, object]:
    text = {"type": "string"}
    in_path = [
        {"name": "name", "in": "path", "required": True, "schema": text} for _ in range(operation.path.count("{name}"))
    ]
    in_query = [
        {"name": name, "in": "query", "description": note, "required": name in operation.required, "schema": text}
        for name, note in operation.query.items()
    ]
    answers = {"200": {"description": "the answer", "content": {"application/json": {"schema": {}}}}}
    if in_path or operation.path.startswith("/graph/"):
        answers |= {code: {"description": note, "content": {}} for code, note in _FAILURES.items()}
    if in_query:
        answers["400"] = {"description": "a parameter that cannot be read", "content": {}}
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*in_path, *in_query],
        "responses": answers,
    }


_FAILURES = {"404": "no such name; suggestions", "409": "several are called so; suggestions"}

ROUTES = [
    Route(f"{PREFIX}/openapi.json", described),
    *(Route(PREFIX + operation.path, _endpoint(operation)) for operation in OPERATIONS),
]
