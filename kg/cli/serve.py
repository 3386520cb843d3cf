"""kg serve: the site, on this machine."""

from __future__ import annotations

import ipaddress
from typing import Annotated

import typer

from kg.cli.language import say
from kg.cli.options import DEFAULT_DATABASE, Database
from kg.cli.output import note


def serve(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="PORT")] = 8000,
    query_seconds: Annotated[float, typer.Option("--query-seconds", min=0.1, metavar="SECONDS")] = 10.0,
    query_rows: Annotated[int, typer.Option("--query-rows", min=1, metavar="N")] = 100_000,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Serve until interrupted. What that needs is loaded here, so that the other verbs start as fast as ever."""
    import uvicorn

    from kg.web.app import create_app

    app = create_app(db, seconds=query_seconds, rows=query_rows)
    if not _is_loopback(host):
        note(say("serve.open", host=host))
    note(say("serve.at", url=f"http://{f'[{host}]' if ':' in host else host}:{port}/"))
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
