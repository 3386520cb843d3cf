"""The JSON API: the same look-ups as behind the command line and the pages, each with its description."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.query import lookup
from kg.query.answers import Stats
from kg.query.errors import AmbiguousName, UnknownName
from kg.query.terms import Term, terms
from kg.web import document_json, ledger_json, links
from kg.web.answers import AgencyPage, AgencyRow, Find, Finds
from kg.web.corpus import Corpus
from kg.web.downloads import fields_of
from kg.web.openapi import Operation, description
from kg.web.pages import quality
from kg.web.pages.explorer import explored_of
from kg.web.pages.start import index_of
from kg.web.ready import address
from kg.web.search import Hit
from kg.web.view import corpus

PREFIX = "/api/v1"
_MOST = 100

Answer = TypeVar("Answer")


class Plain(JSONResponse):
    """JSON with Chinese as it is."""

    def render(self, content: Any) -> bytes:
        """The content as UTF-8."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=fields_of).encode("utf-8")


def stats(request: Request) -> Stats:
    """How much the graph holds."""
    day = request.query_params.get("as_of")
    return corpus(request).stats if day is None else lookup.stats(corpus(request).store, day)


def search(request: Request) -> Finds:
    """Agencies, documents and clauses."""
    found = index_of(request).find(_needed(request, "q"), _MOST)
    agencies, documents, clauses = (
        [_find(hit) for hit in hits] for hits in (found.agencies, found.documents, found.clauses)
    )
    return Finds(found.totals, agencies, documents, clauses)


def suggest(request: Request) -> list[Find]:
    """What may be meant by the first characters of a name."""
    return [_find(hit) for hit in index_of(request).suggest(_needed(request, "q"))]


def agencies(request: Request) -> list[AgencyRow]:
    """All agencies."""
    graph = corpus(request)
    return [
        AgencyRow(**fields_of(body), duties=len(graph.by_agency.get(name, ())), href=links.agency(name))
        for name, body in graph.listed.items()
    ]


def agency(request: Request) -> AgencyPage:
    """A page of an agency's duties: ``kg agency --format json``."""
    return ledger_json.chosen(corpus(request), request)


def vocabulary(request: Request) -> tuple[Term, ...]:
    """The classes and properties that a query may use."""
    return terms()


def missing(request: Request) -> list[quality.Missing]:
    """Works that are cited and not in the graph."""
    return quality.missing(corpus(request))


def node(request: Request) -> dict[str, Any]:
    """What the explorer tells of one node."""
    return explored_of(request).about(_needed(request, "id"))


def ties(request: Request) -> list[dict[str, Any]]:
    """The facts behind a line of the explorer."""
    return explored_of(request).facts(_needed(request, "from"), _needed(request, "to"))


_DAY = "tell the state of each document on this day"
_NAME = "any name of the agency"
_NUMBER = "number in any bracket style, title, or key"
_NODE = "agency:NAME, document:KEY or task:KEY#CLAUSE"
OPERATIONS = (
    Operation(
        "/stats",
        "stats",
        stats,
        "How much the graph holds",
        {"as_of": "also how many documents are in which state on this day"},
    ),
    Operation("/search", "search", search, "Agencies, documents and clauses", {"q": "what to find"}, ("q",)),
    Operation("/suggest", "suggest", suggest, "Names that begin so", {"q": "first characters, or pinyin"}, ("q",)),
    Operation("/agencies", "agencies", agencies, "All agencies", kept=True),
    Operation(
        "/agencies/{name}",
        "agency",
        agency,
        f"An agency ({_NAME}) and what it must do",
        ledger_json.PARAMETERS,
        kept=True,
        direct=ledger_json.copied,
        quick=ledger_json.is_quick,
    ),
    Operation("/documents", "documents", document_json.every, "All documents", {"as_of": _DAY}, kept=True),
    Operation(
        "/documents/{name}",
        "document",
        document_json.one,
        f"One document ({_NUMBER})",
        {"as_of": "the day its status is told for"},
        kept=True,
    ),
    Operation(
        "/documents/{name}/matrix",
        "matrix",
        document_json.tasks,
        "Tasks × agencies of a document, with the gaps",
        {"as_of": "tell the state of the document on this day"},
        kept=True,
    ),
    Operation(
        "/deadlines",
        "deadlines",
        document_json.deadlines,
        "Deadlines that somebody has to keep",
        {"agency": "canonical name", "as_of": _DAY},
        kept=True,
    ),
    Operation("/terms", "terms", vocabulary, "Classes and properties that a SPARQL query may use, with labels"),
    Operation("/missing", "missing", missing, "Works that are cited and not in the graph", kept=True),
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


def _find(hit: Hit) -> Find:
    href = links.agency(hit.name) if hit.kind == "agency" else links.document(hit.key)
    if hit.kind == "clause":
        href = links.clause(hit.key, hit.anchor)
    return Find(hit.kind, hit.name, hit.note, href, "".join(piece for piece, _ in hit.parts))


def _endpoint(operation: Operation) -> Callable[[Request], Response | Awaitable[Response]]:
    def made(request: Request) -> Response:
        found = operation.direct(request) if operation.direct else None
        return Plain(operation.answer(request)) if found is None else found

    def answer(request: Request) -> Response:
        graph = corpus(request)  # before the answer is made: no build ever keeps what an older one said
        return _kept(operation, graph, request, _answered(lambda: made(request)))

    async def at_once(request: Request) -> Response:
        """A build that may have to be opened, and all that takes longer, is not for the event loop."""
        settled = request.app.state.library.settled() is not None
        quick = settled and operation.quick is not None and operation.quick(request)
        return answer(request) if quick else await run_in_threadpool(answer, request)

    return at_once if operation.quick else answer


def _kept(operation: Operation, graph: Corpus, request: Request, made: Response) -> Response:
    if operation.kept and made.status_code == 200 and request.method == "GET":
        graph.ready.keep(address(request.scope), made)
    return made


def _answered(work: Callable[[], Answer]) -> Answer | Response:
    try:
        return work()
    except UnknownName as error:
        return _problem(404, error)
    except AmbiguousName as error:
        return _problem(409, error)
    except QueryError as error:
        return Plain({"error": str(error)}, 400)


def _problem(status: int, error: UnknownName | AmbiguousName) -> Response:
    return Plain({"error": str(error), "suggestions": list(error.suggestions)}, status)


def described(request: Request) -> Response:
    """``/api/v1/openapi.json``."""
    return Plain(description(OPERATIONS, PREFIX, with_token=request.app.state.access.token is not None))


def unknown(request: Request) -> Response:
    """Any other address below ``/api``."""
    return Plain({"error": f"{request.scope['path']} is no address of the API; {PREFIX}/openapi.json has them"}, 404)


ROUTES = [
    Route(f"{PREFIX}/openapi.json", described),
    *(Route(PREFIX + operation.path, _endpoint(operation)) for operation in OPERATIONS),
    Route("/api/{path:path}", unknown),
]
