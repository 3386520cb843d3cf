"""Where each node of the picture stands: computed once here, so that the page opens at rest.

Documents and agencies are laid out by forces (Fruchterman and Reingold, Graph drawing by force-directed placement,
1991) as discs that may not overlap; the tasks of a document then stand around it like the seeds of a sunflower (Vogel,
A better way to construct the sunflower head, 1979), in the order of its clauses. All starting values come from a fixed
seed: the same graph gives the same picture.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import networkx
import numpy
from numpy.typing import NDArray

Points = NDArray[numpy.float64]
Single = NDArray[numpy.float32]

SEED = 20
REST = 70.0
"""The length at which a line between two discs is at rest, beside the radii."""
TASK_GAP = 25.0
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
GRAVITY = numpy.array((0.55, 0.95))
"""Pull to the middle, along x and y: screens are wider than high."""
PAIRS = 120_000_000
"""Pairs of nodes to compare in all rounds together: what bounds the time on a large graph."""
_PULL = {"mention": 0.25, "addressed_to": 0.5}


def positions(graph: networkx.MultiDiGraph, seed: int = SEED) -> dict[str, tuple[int, int]]:
    """x and y for each node of ``graph``, whole numbers, y downwards, around the origin."""
    anchors = [node for node, data in graph.nodes(data=True) if data["kind"] != "task"]
    home = {a: b for a, b, data in graph.edges(data=True) if data["kind"] == "part_of"}
    tasks = sorted(home, key=lambda node: (home[node], graph.nodes[node]["order"], node))
    petals = Counter(home.values())
    radii = numpy.array([_radius(graph, node, petals[node]) for node in anchors])
    points = _forces(len(anchors), *_springs(graph, anchors, home), radii, seed)
    placed = {node: (round(x), round(y)) for node, (x, y) in zip(anchors, points.tolist(), strict=True)}
    seen: Counter[str] = Counter()
    for node in tasks:
        centre = placed[home[node]]
        seat = seen[home[node]]
        seen[home[node]] += 1
        reach, angle = TASK_GAP * math.sqrt(seat + 2.5), seat * GOLDEN_ANGLE
        placed[node] = (round(centre[0] + reach * math.cos(angle)), round(centre[1] + reach * math.sin(angle)))
    return placed


def _radius(graph: networkx.MultiDiGraph, node: str, petals: int) -> float:
    if petals:
        return TASK_GAP * math.sqrt(petals + 2.5) + 20
    return 18 + 4 * math.sqrt(graph.degree(node))


def _springs(
    graph: networkx.MultiDiGraph, anchors: list[str], home: dict[str, str]
) -> tuple[NDArray[numpy.int64], Points]:
    """Pairs of anchors that pull at each other, and how hard; a duty pulls at the task's document."""
    number = {node: place for place, node in enumerate(anchors)}
    pull: dict[tuple[int, int], float] = {}
    for start, end, data in graph.edges(data=True):
        if data["kind"] == "part_of":
            continue
        a, b = number[home.get(start, start)], number[home.get(end, end)]
        if a != b:
            pair = (min(a, b), max(a, b))
            pull[pair] = pull.get(pair, 0.0) + _PULL.get(data["kind"], 1.0)
    ordered = sorted(pull)
    strength = numpy.array([math.log1p(pull[pair]) for pair in ordered])
    return numpy.array(ordered, dtype=numpy.int64).reshape(-1, 2), strength


def _forces(count: int, pairs: NDArray[numpy.int64], strength: Points, radii: Points, seed: int) -> Points:
    if count == 0:
        return numpy.zeros((0, 2))
    wide = REST * math.sqrt(count)
    points: Points = numpy.random.default_rng(seed).uniform(-wide / 2, wide / 2, (count, 2))
    rounds = max(30, min(250, PAIRS // (count * count)))
    for turn in range(rounds):
        heat = 0.12 * wide * (1 - turn / rounds) ** 1.5 + 1
        push = _repulsion(points, radii)
        if len(pairs):
            line = points[pairs[:, 1]] - points[pairs[:, 0]]
            length = numpy.maximum(numpy.hypot(line[:, 0], line[:, 1]), 1e-9)
            slack = numpy.maximum(length - radii[pairs].sum(axis=1), 0)
            tug = line * (slack * slack / REST * strength / length)[:, None]
            numpy.add.at(push, pairs[:, 0], tug)
            numpy.add.at(push, pairs[:, 1], -tug)
        push -= GRAVITY * points
        size = numpy.maximum(numpy.hypot(push[:, 0], push[:, 1]), 1e-9)
        points = points + push * (numpy.minimum(size, heat) / size)[:, None]
    return _apart(points - points.mean(axis=0), radii)


def _slices(points: Points, radii: Points) -> Iterator[tuple[slice, Single, Single, Single, Single]]:
    """For some points at a time, to bound the memory: distances to all along x, y, squared, and the sums of radii."""
    x, y, r = points[:, 0].astype(numpy.float32), points[:, 1].astype(numpy.float32), radii.astype(numpy.float32)
    for first in range(0, len(points), 256):
        rows = slice(first, first + 256)
        across, down = x[rows, None] - x[None, :], y[rows, None] - y[None, :]
        squared = across * across
        squared += down * down
        yield rows, across, down, numpy.maximum(squared, numpy.float32(1e-3)), r[rows, None] + r[None, :]


def _repulsion(points: Points, radii: Points) -> Points:
    """What pushes each point away from all others: strong between large discs."""
    push = numpy.zeros_like(points)
    for rows, across, down, squared, both in _slices(points, radii):
        both += numpy.float32(REST)
        both *= both
        both /= squared
        push[rows, 0] = numpy.einsum("ij,ij->i", across, both)
        push[rows, 1] = numpy.einsum("ij,ij->i", down, both)
    return push * 0.25


def _apart(points: Points, radii: Points, rounds: int = 60) -> Points:
    """Move discs that overlap away from each other until none does, or the rounds are over."""
    for _ in range(rounds):
        move = numpy.zeros_like(points)
        for rows, across, down, squared, both in _slices(points, radii):
            distance = numpy.sqrt(squared)
            lack = numpy.maximum(both + 12 - distance, 0)
            lack /= distance
            move[rows, 0] = numpy.einsum("ij,ij->i", across, lack) / 2
            move[rows, 1] = numpy.einsum("ij,ij->i", down, lack) / 2
        if not move.any():
            break
        points = points + move * 0.9
    return points
