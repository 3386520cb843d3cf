"""Which nodes a large picture shows as one: communities of documents and agencies, each task with its document."""

from __future__ import annotations

import networkx

SEED = 20
_WEIGHT = {"mention": 0.25, "addressed_to": 0.5}


def clusters(graph: networkx.MultiDiGraph, nodes: list[str], seed: int = SEED) -> list[int]:
    """The number of the cluster of each of ``nodes``; the largest is 0. The same graph gives the same numbers.

    Blondel et al., Fast unfolding of communities in large networks, 2008, on documents and agencies alone: a task is
    part of its document whoever has to do it.
    """
    home = {a: b for a, b, data in graph.edges(data=True) if data["kind"] == "part_of"}
    simple = networkx.Graph()
    simple.add_nodes_from(node for node in nodes if node not in home)
    for a, b, data in graph.edges(data=True):
        start, end = home.get(a, a), home.get(b, b)
        if start != end:
            known = simple.get_edge_data(start, end, {"weight": 0.0})["weight"]
            simple.add_edge(start, end, weight=known + _WEIGHT.get(data["kind"], 1.0))
    found = networkx.community.louvain_communities(simple, seed=seed)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    number = {node: place for place, members in enumerate(ordered) for node in members}
    return [number[home.get(node, node)] for node in nodes]
