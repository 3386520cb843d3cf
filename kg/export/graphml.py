"""GraphML for Gephi, yEd, igraph: the graph of kg.graph.network, with text and numbers as its only values."""

from __future__ import annotations

import re
from typing import IO

import networkx

Scalar = str | int | bool

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(graph: networkx.MultiDiGraph, output: IO[bytes]) -> None:
    """The graph with the values of ``plain``."""
    networkx.write_graphml_xml(plain(graph), output, encoding="utf-8", infer_numeric_types=False)


def plain(graph: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """Lists become text (names one a line, spans "12-34 56-78"); what is unknown is left out."""
    flat = networkx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        flat.add_node(xml(node), **_scalars(data))
    for start, end, key, data in graph.edges(keys=True, data=True):
        flat.add_edge(xml(start), xml(end), key=xml(key), **_scalars(data))
    return flat


def _scalars(data: dict[str, object]) -> dict[str, Scalar]:
    return {name: _scalar(name, value) for name, value in data.items() if value not in (None, "", ())}


def _scalar(name: str, value: object) -> Scalar:
    if isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return xml(value)
    if not isinstance(value, tuple):
        raise TypeError(f"{name}: a {type(value).__name__} cannot be written as GraphML")
    if name == "spans":
        return " ".join(f"{start}-{end}" for start, end in value)
    return xml("\n".join(" ".join(part for part in item) if isinstance(item, tuple) else item for item in value))


def xml(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return _NOT_XML.sub("", text)
