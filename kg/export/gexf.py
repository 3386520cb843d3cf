"""GEXF 1.2 for Gephi: the graph of kg.graph.network, with the same text values as the GraphML."""

from __future__ import annotations

from typing import IO
from xml.etree import ElementTree

import networkx
from networkx.readwrite.gexf import GEXFWriter

from kg.export.graphml import plain

_META = "meta"


def write(graph: networkx.MultiDiGraph, output: IO[bytes]) -> None:
    """As ``kg.export.graphml.write``. The date of writing stays out, so that equal graphs give equal bytes."""
    flat = plain(graph)
    numbered = networkx.MultiDiGraph()
    numbered.add_nodes_from(flat.nodes(data=True))
    for number, (start, end, data) in enumerate(flat.edges(data=True)):
        numbered.add_edge(start, end, key=number, id=str(number), **data)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(numbered)
    for meta in [element for element in writer.xml if element.tag.endswith(_META)]:
        writer.xml.remove(meta)
    ElementTree.indent(writer.xml)
    ElementTree.ElementTree(writer.xml).write(output, encoding="utf-8", xml_declaration=True)
