"""kg serve: the site, on this machine."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.language import say
from kg.cli.options import DEFAULT_DATABASE, Address, Database
from kg.cli.output import note
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.web.library import Library

RATE = 20.0
"""Requests a second that one client of another machine may make in the long run; a page with what it needs is four."""


def serve(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="PORT")] = 8000,
    query_seconds: Annotated[float, typer.Option("--query-seconds", min=0.1, metavar="SECONDS")] = 10.0,
    query_rows: Annotated[int, typer.Option("--query-rows", min=1, metavar="N")] = 100_000,
    token: Annotated[str | None, typer.Option("--token", envvar="KG_TOKEN", metavar="TOKEN")] = None,
    allow_host: Annotated[list[str] | None, typer.Option("--allow-host", metavar="NAME")] = None,
    rate_limit: Annotated[float | None, typer.Option("--rate-limit", min=0, metavar="N")] = None,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Serve until interrupted. What that needs is loaded here, so that the other verbs start as fast as ever."""
    import uvicorn

    from kg.web.access import Access, is_loopback
    from kg.web.app import create_app
    from kg.web.warm import keep_warm
    from kg.web.wire import Wire

    here = is_loopback(host)
    hosts = tuple(name.lower().rstrip(".") for name in allow_host or ())
    access = Access(
        token=token,
        hosts=hosts if here or hosts else None,
        rate=(0.0 if here else RATE) if rate_limit is None else rate_limit,
    )
    app = create_app(db if address is None else _remote(address), seconds=query_seconds, rows=query_rows, access=access)
    if not here:
        note(say("serve.open.token" if token else "serve.open", host=host))
    listening = _listening(host, port)
    url = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
    note(say("serve.at", url=url))
    Thread(target=keep_warm, args=(app, Event()), daemon=True).start()
    config = uvicorn.Config(app, host=host, http=Wire, log_level="warning", access_log=False, server_header=False)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address; where ``port`` is 0, the system chooses one. Raises KgError where that cannot be."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(place, family=family)
    except OSError as error:
        number = error.errno or 0
        said = os.strerror(number) if number > 0 else error.strerror or str(error)
        raise KgError(f"cannot listen on {host}:{port}: {said}", "listen", place=f"{host}:{port}", said=said) from error


def _remote(address: str) -> Library:
    """The graph behind an address."""
    from kg.graph.remote import BASE, open_remote, place
    from kg.web.library import RemoteLibrary

    store = open_remote(address, os.environ.get(BASE))
    note(say("serve.copying", url=address))
    return RemoteLibrary(store, address, place(address, store.manifest.base))
