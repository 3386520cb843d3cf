"""The site: every address it has, in one table."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kg.errors import KgError
from kg.web import api
from kg.web.access import Access, Door, Doorkeeper, problem
from kg.web.assets import asset
from kg.web.headers import Bounded, Headed
from kg.web.library import Library, RemoteLibrary
from kg.web.linked import resource
from kg.web.negotiate import best
from kg.web.pages import agency, calendar, document, explorer, login, matrix, picture, quality, source, sparql, start
from kg.web.ready import ReadyFirst
from kg.web.sparql.description import void
from kg.web.sparql.evaluate import Answer
from kg.web.sparql.formats import GRAPHS
from kg.web.sparql.pool import Pool
from kg.web.sparql.protocol import endpoint, respond
from kg.web.view import corpus, render

PAGE_ROWS = 1000
"""Rows that the SPARQL page shows; the endpoint gives more."""


class Site(Starlette):
    """The application; every answer has its headers, also those given where everything else failed."""

    def build_middleware_stack(self) -> ASGIApp:
        """What Starlette builds, its handler of errors included, with the headers around it; ready answers first."""
        everything = Headed(super().build_middleware_stack())
        return ReadyFirst(everything, self.state.library.ready, self.state.door)


def create_app(
    out: Path | Library,
    *,
    seconds: float = 10.0,
    rows: int = 100_000,
    workers: int = 2,
    pool: Pool | None = None,
    access: Access | None = None,
) -> Starlette:
    """The site of the build in ``out``, or of what a library gives.

    ``seconds`` and ``rows`` limit one SPARQL query, ``access`` says who is let in. Raises StoreError where there is no
    build.
    """
    access = access or Access()
    library = out if isinstance(out, Library) else Library(out)
    door = Door(access, login.form) if access != Access() else None
    guards = [*([Middleware(Doorkeeper, door)] if door else []), Middleware(Bounded)]
    app = Site(
        routes=_routes(),
        middleware=guards,
        exception_handlers={HTTPException: _failed, KgError: _broken, 500: _broken},
        lifespan=_lifespan,
    )
    app.state.access, app.state.door = access, door
    app.state.library = library
    app.state.pool = pool or Pool(workers, seconds)
    app.state.rows = rows
    app.state.page_rows = min(rows, PAGE_ROWS)
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/", start.page, name="start"),
        Route("/agency", agency.index),
        Route("/agency/{name}", agency.page),
        Route("/agency/{name}/graph", picture.agency),
        Route("/document", document.index),
        Route("/document/{name}", document.page),
        Route("/document/{name}/source", source.page),
        Route("/document/{name}/matrix", matrix.page),
        Route("/matrix", matrix.index),
        Route("/matrix/set", matrix.several),
        Route("/calendar", calendar.page),
        Route("/quality", quality.page),
        Route("/explorer", explorer.page),
        Route("/explorer/graph", explorer.graph),
        Route("/explorer/places/time", explorer.by_time),
        Route("/graph", explorer.old),
        Route("/graph/all", picture.whole),
        Route("/sparql", endpoint(sparql.page), methods=["GET", "POST"], name="sparql"),
        Route("/login", login.page, methods=["GET", "POST"]),
        Route("/.well-known/void", _void),
        *api.ROUTES,
        Route("/static/{path:path}", asset),
        Route("/{path:path}", resource),
    ]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    library: Library = app.state.library
    await app.state.pool.warm(library.place())
    following = asyncio.create_task(library.follow()) if isinstance(library, RemoteLibrary) else None
    try:
        yield
    finally:
        if following is not None:
            following.cancel()
        await app.state.pool.close()


def _void(request: Request) -> Response:
    media = best(request.headers.get("accept"), tuple(GRAPHS))
    if media is None:
        return PlainTextResponse(f"this can be had as: {', '.join(GRAPHS)}\n", 406)
    return respond(request, Answer(200, media, void(corpus(request), request, media)))


def _failed(request: Request, error: Exception) -> Response:
    """404, 405 and the like: one line, or a page for who reads pages."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else None
    if best(request.headers.get("accept"), ("text/plain", "text/html")) == "text/html" and status == 404:
        return render(request, "missing.html", 404, name=request.url.path)
    return problem(request, status, error.detail if isinstance(error, HTTPException) else "error", headers)


def _broken(request: Request, error: Exception) -> Response:
    """An error of ours tells the reader nothing of its inside; one that the user can mend says how."""
    if isinstance(error, KgError):
        return problem(request, 503, str(error), {"retry-after": "5"})
    return problem(request, 500, "an error of the server; its log says more")
