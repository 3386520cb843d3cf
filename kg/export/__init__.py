"""Room 8: the graph in the formats that other programs read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

from kg.errors import KgError, writing
from kg.export import gexf, graphml, rdf, tables
from kg.export.dcat import dcat
from kg.export.identities import identities
from kg.export.jsonld import jsonld
from kg.graph.network import network
from kg.graph.read import load
from kg.graph.readable import Store

__all__ = ["FORMATS", "write"]


def _graphml(store: Store, output: IO[bytes]) -> None:
    graphml.write(network(load(store)), output)


def _gexf(store: Store, output: IO[bytes]) -> None:
    gexf.write(network(load(store)), output)


def _identities(store: Store, output: IO[bytes]) -> None:
    output.write(identities(load(store)).encode("utf-8"))


_STREAMS: dict[str, Callable[[Store, IO[bytes]], None]] = {
    "ttl": rdf.turtle,
    "nt": rdf.ntriples,
    "rdfxml": rdf.rdfxml,
    "trig": rdf.trig,
    "nq": rdf.nquads,
    "jsonld": jsonld,
    "graphml": _graphml,
    "gexf": _gexf,
    "identities": _identities,
    "dcat": dcat,
}
FORMATS = (*_STREAMS, "csv")
"""The names that ``write`` knows."""


def write(format: str, store: Store, output: Path | IO[bytes]) -> None:
    """Write all of ``store`` to a path or a binary stream, in one of ``FORMATS``.

    ``csv`` writes every table into a directory; only the duties where the path ends in ``.csv`` or is a stream.
    A file appears whole or not at all. Raises KgError for an unknown format, or where the path cannot be written.
    """
    if format not in FORMATS:
        raise KgError(f"unknown format {format!r}; there are {', '.join(FORMATS)}")
    if not isinstance(output, Path):
        _to_stream(format, store, output, mark=False)
        return
    with writing(output):
        if format == "csv" and output.suffix.lower() != ".csv":
            tables.write_directory(load(store), output)
        else:
            _to_file(format, store, output)


def _to_stream(format: str, store: Store, output: IO[bytes], *, mark: bool) -> None:
    if format == "csv":
        tables.write_duties(load(store), output, mark=mark)
    else:
        _STREAMS[format](store, output)


def _to_file(format: str, store: Store, path: Path) -> None:
    part = path.parent / f".{path.name}.part{os.getpid()}"
    try:
        with part.open("wb") as stream:
            _to_stream(format, store, stream, mark=True)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
