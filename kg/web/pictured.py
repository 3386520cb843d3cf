"""The picture of ``kg graph`` with the way back: each node and line knows its page of the site."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import networkx

from kg.model import Evidence
from kg.web import links


def linked(graph: networkx.MultiDiGraph, site: str, agencies: Container[str]) -> networkx.MultiDiGraph:
    """``graph`` (of kg.graph.network) with ``href`` at what has a page; of the agencies only those named have one.

    ``site`` is the address of ``kg serve``.
    """
    base = site.rstrip("/")
    made = graph.copy()
    for node, data in made.nodes(data=True):
        if page := _of_node(node, data, agencies):
            data["href"] = base + page
    for _, _, data in made.edges(data=True):
        evidence = Evidence(tuple(data["spans"]), data["quote"], data["page"])
        data["href"] = base + links.words(data["document"], evidence)
    return made


def _of_node(node: str, data: dict[str, Any], agencies: Container[str]) -> str:
    if data["kind"] == "agency":
        return links.agency(data["label"]) if data["label"] in agencies else ""
    if data["kind"] == "document" and data["stub"]:
        return ""
    return links.document(data["document"] if data["kind"] == "task" else node.removeprefix("document:"))
