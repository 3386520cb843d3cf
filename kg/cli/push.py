"""kg push: the graph into a SPARQL server."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from kg.cli.language import say
from kg.cli.options import DEFAULT_DATABASE, Database, Output
from kg.cli.output import STANDARD_OUTPUT, as_json, emit
from kg.cli.progress import progress
from kg.graph.publish import current
from kg.graph.store import base_of, open_read

if TYPE_CHECKING:
    from kg.graph.remote import Pushed

DIFFERS = 1


class PushFormat(StrEnum):
    """How the result is written."""

    table = "table"
    json = "json"


def push(
    to: Annotated[str, typer.Option("--to", metavar="URL", envvar="KG_STORE", show_default=False)],
    graph_store: Annotated[str | None, typer.Option("--graph-store", metavar="URL", show_default=False)] = None,
    query_url: Annotated[str | None, typer.Option("--query-url", metavar="URL", show_default=False)] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=1, metavar="SECONDS")] = 300.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", show_default=False)] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", show_default=False)] = False,
    format: Annotated[PushFormat, typer.Option("--format", "-f")] = PushFormat.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Push, say what was sent; end with 1 where a trial run finds something to send."""
    from kg.graph.remote import connect  # loads an HTTP client: only here, so that the other verbs start at once
    from kg.graph.remote import push as load

    directory = current(db) / "store"
    store = open_read(directory)
    connection = connect(to, query_url=query_url, graphs_url=graph_store, timeout=timeout)
    columns = (BarColumn(), TextColumn("{task.completed:,}/{task.total:,}"), TimeElapsedColumn(), TimeRemainingColumn())
    with progress(columns, say("push.comparing"), silent=quiet or dry_run) as on_step:
        result = load(store, base_of(directory), connection, on_step, dry=dry_run)
    if format == PushFormat.json:
        emit(as_json(asdict(result)), output)
    elif not quiet:
        emit(_text(result), output)
    if dry_run and not result.nothing:
        raise typer.Exit(DIFFERS)


def _text(result: Pushed) -> str:
    lines = [say(f"push.{'would_' if result.dry else ''}send", name=iri) for iri in result.sent]
    lines += [say(f"push.{'would_' if result.dry else ''}delete", name=iri) for iri in result.deleted]
    if result.nothing:
        lines.append(say("push.nothing", count=result.unchanged, url=result.query_url))
    else:
        counts = {"sent": len(result.sent), "deleted": len(result.deleted), "unchanged": result.unchanged}
        key = "push.would" if result.dry else "push.summary"
        lines.append(say(key, **counts, triples=result.triples, url=result.query_url))
    return "".join(f"{line}\n" for line in lines)
