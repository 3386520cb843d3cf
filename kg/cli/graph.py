"""kg graph: the graph, or what lies around one agency, as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from kg.cli.language import language, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened, words
from kg.cli.output import STANDARD_OUTPUT, emit, note
from kg.cli.values import day
from kg.graph.read import load
from kg.query.force import on_the_day
from kg.query.lookup import agency as look_up


def graph(
    agency: Annotated[str | None, typer.Option("--agency", metavar="NAME", callback=words, show_default=False)] = None,
    hops: Annotated[int | None, typer.Option("--hops", min=0, metavar="N", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", callback=day, show_default=False)] = None,
    site: Annotated[str | None, typer.Option("--site", metavar="URL", show_default=False)] = None,
    output: Output = Path("graph.html"),
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Write the page; say where it is, and how much it shows."""
    from kg.export.html import render  # loads pyvis and networkx: only here, so that the other verbs start at once
    from kg.graph.network import around, network
    from kg.web.corpus import agencies
    from kg.web.pictured import linked

    if hops is not None and agency is None:
        raise typer.BadParameter(say("graph.hops_alone"))
    if site is not None and not _opens(site):
        raise typer.BadParameter(say("graph.site_wrong", url=site))
    store = opened(db, address)
    facts = load(on_the_day(store, as_of))
    shown, title = network(facts), say("graph.title")
    if agency is not None:
        canonical = look_up(store, agency).canonical
        shown, title = around(shown, canonical, 1 if hops is None else hops), canonical
    if site is not None:
        shown = linked(shown, site, agencies(facts))
    emit(render(shown, title, language().value), output)
    if output != STANDARD_OUTPUT:
        note(say("graph.written", nodes=shown.number_of_nodes(), edges=shown.number_of_edges(), output=output))


def _opens(address: str) -> bool:
    """A browser can open the address."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc)
