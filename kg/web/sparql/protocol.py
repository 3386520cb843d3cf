"""The endpoint ``/sparql``: what a request asks for, and the answer with its status."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.web.negotiate import best, rather
from kg.web.sparql.description import service
from kg.web.sparql.evaluate import Answer, Question, failure
from kg.web.sparql.formats import GRAPHS, SHORT
from kg.web.sparql.wording import told
from kg.web.words import Words, language

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
HTML = "text/html"
_DATASET = {"default-graph-uri": "default_graphs", "named-graph-uri": "named_graphs"}

Page = Callable[[Request, Question | None, Answer | None], Response]


def endpoint(page: Page) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint; ``page`` answers those who want HTML, with the query, if there is one, and its answer."""

    async def sparql(request: Request) -> Response:
        question = await _question(request)
        html = _wants_html(request)
        if isinstance(question, Answer):
            return page(request, None, question) if html and question.status == 400 else respond(request, question)
        if question is None:
            return page(request, None, None) if html else _description(request)
        answer = await _unless_gone(request, _for_page(request, question) if html else question)
        return page(request, question, answer) if html else respond(request, answer)

    return sparql


def respond(request: Request, answer: Answer) -> Response:
    """An answer as HTTP: the row limit stands in a header where it cut the answer, 503 says when to try again.

    What is wrong with a query is told in the client's language, then in the parser's words.
    """
    headers = {"vary": "Accept"}
    if answer.cut:
        headers["x-row-limit"] = str(request.app.state.rows)
    if answer.status == 503:
        headers["retry-after"] = "5"
    sentence = told(answer, Words(language(request)))
    if sentence:
        headers["vary"] = "Accept, Accept-Language, Cookie"
    body = f"{sentence}\n".encode() + answer.body if sentence else answer.body
    return Response(body, answer.status, headers, media_type=_with_charset(answer.media))


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _wants_html(request: Request) -> bool:
    if "format" in request.query_params:
        return request.query_params["format"] == "html"
    others = (*GRAPHS, *SHORT.values(), "*/*")
    header = request.headers.get("accept")
    return HTML in (header or "") and best(header, (HTML, *others)) == HTML


def _for_page(request: Request, question: Question) -> Question:
    rows = min(question.rows, request.app.state.page_rows)
    accept = "application/sparql-results+json, text/turtle;q=0.9"
    return Question(question.query, accept, question.default_graphs, question.named_graphs, rows)


async def _question(request: Request) -> Question | Answer | None:
    """What is asked (SPARQL 1.1 Protocol, 2.1); None for no query at all; an Answer that says what is wrong."""
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    fields = parse_qsl(request.url.query, keep_blank_values=True)
    query: str | None = None
    if request.method == "POST":
        if media not in (FORM, QUERY, UPDATE):
            return failure(415, f"send the query as {FORM} or {QUERY}")
        try:
            body = (await request.body()).decode("utf-8")
        except UnicodeDecodeError as error:
            return failure(400, f"the request is not UTF-8: {error}")
        if media == UPDATE:
            return failure(403, "updates are refused: the graph is read-only")
        if media == FORM:
            fields += parse_qsl(body, keep_blank_values=True)
        else:
            query = body
    return _read(request, fields, query)


def _read(request: Request, fields: list[tuple[str, str]], query: str | None) -> Question | Answer | None:
    if any(name == "update" for name, _ in fields):
        return failure(403, "updates are refused: the graph is read-only")
    queries = [value for name, value in fields if name == "query"] + ([query] if query is not None else [])
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        return failure(400, f"one query is needed; this request has {len(queries)}")
    graphs: dict[str, tuple[str, ...]] = {}
    for parameter, name in _DATASET.items():
        iris = tuple(dict.fromkeys(value for field, value in fields if field == parameter and value))
        if wrong := next((iri for iri in iris if not _is_iri(iri)), None):
            return failure(400, f"{parameter}: {wrong!r} is not an absolute IRI")
        graphs[name] = iris
    accept = request.headers.get("accept")
    if (short := dict(fields).get("format")) is not None and short != "html":
        accept = rather(SHORT.get(short, short), accept)
    return Question(queries[0], accept, rows=request.app.state.rows, **graphs)


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


async def _unless_gone(request: Request, question: Question) -> Answer:
    """The answer; a client that goes away ends its query."""
    asking = asyncio.create_task(request.app.state.pool.ask(request.app.state.library.place(), question))
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return await asking if asking.done() else failure(499, "the client went away")
    finally:
        for task in (asking, leaving):
            task.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _description(request: Request) -> Response:
    media = best(request.headers.get("accept"), tuple(GRAPHS))
    if media is None:
        return respond(request, failure(406, f"the service description can be had as: {', '.join(GRAPHS)}"))
    return respond(request, Answer(200, media, service(request.app.state.library.corpus(), request, media)))
