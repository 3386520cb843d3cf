from __future__ import annotations

import math
import time
from itertools import pairwise

import networkx

from kg.export.layout import positions
from kg.graph.network import network
from kg.model import DocumentFacts


def large(documents: int = 60, tasks: int = 12, agencies: int = 700) -> networkx.MultiDiGraph:
    graph = networkx.MultiDiGraph()
    for d in range(documents):
        graph.add_node(f"document:{d}", kind="document", stub=False)
        for t in range(tasks):
            graph.add_node(f"task:{d}#{t}", kind="task", order=t)
            graph.add_edge(f"task:{d}#{t}", f"document:{d}", kind="part_of")
    for a in range(agencies):
        graph.add_node(f"agency:{a}", kind="agency")
        graph.add_edge(f"agency:{a}", f"task:{a % documents}#{a % tasks}", kind="responsibility")
        graph.add_edge(f"agency:{a % 40}", f"task:{a * 7 % documents}#{a % tasks}", kind="responsibility")
    return graph


def test_every_node_has_its_own_place(facts: list[DocumentFacts]) -> None:
    graph = network(facts)
    places = positions(graph)
    assert set(places) == set(graph)
    assert len(set(places.values())) == len(places)


def test_the_same_graph_gives_the_same_picture(facts: list[DocumentFacts]) -> None:
    assert positions(network(facts)) == positions(network(facts[::-1]))


def test_fifteen_hundred_nodes_are_placed_in_seconds_and_do_not_lie_on_each_other() -> None:
    graph = large()
    start = time.process_time()
    places = positions(graph)
    assert time.process_time() - start < 15
    assert len(places) == 1480
    points = sorted(places.values())
    near = sum(math.dist(a, b) < 8 for a, b in pairwise(points))
    assert near < 15


def test_tasks_stand_around_their_document_in_the_order_of_the_clauses() -> None:
    places = positions(large(documents=3, tasks=9, agencies=20))
    reach = [math.dist(places["document:1"], places[f"task:1#{n}"]) for n in range(9)]
    assert reach == sorted(reach)
    assert reach[-1] < 100


def test_agencies_that_share_work_stand_closer_than_strangers() -> None:
    places = positions(large(documents=12, tasks=4, agencies=120))
    own = [math.dist(places[f"agency:{a}"], places[f"document:{a % 12}"]) for a in range(40, 120)]
    other = [math.dist(places[f"agency:{a}"], places[f"document:{(a + 5) % 12}"]) for a in range(40, 120)]
    assert sum(own) < 0.6 * sum(other)


def test_nothing_and_one() -> None:
    assert positions(networkx.MultiDiGraph()) == {}
    graph = networkx.MultiDiGraph()
    graph.add_node("agency:甲", kind="agency")
    assert positions(graph) == {"agency:甲": (0, 0)}
