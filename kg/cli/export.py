"""kg export: the graph for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened
from kg.cli.output import STANDARD_OUTPUT
from kg.cli.values import day
from kg.query.force import on_the_day


class ExportFormat(StrEnum):
    """The formats of ``kg.export``."""

    ttl = "ttl"
    nt = "nt"
    rdfxml = "rdfxml"
    trig = "trig"
    nq = "nq"
    jsonld = "jsonld"
    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    identities = "identities"
    dcat = "dcat"


def export(
    format: Annotated[ExportFormat, typer.Option("--format", "-f")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", callback=day, show_default=False)] = None,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Write the whole graph in one of the formats of ``kg.export``."""
    from kg.export import write  # loads networkx and more: only here, so that the other verbs start at once

    store = on_the_day(opened(db, address), as_of)
    sys.stdout.flush()
    write(format.value, store, sys.stdout.buffer if output == STANDARD_OUTPUT else output)
    sys.stdout.flush()
