"""Places for the nodes of a large graph, by forces, in a time that grows with its size and not with the square of it.

Fruchterman and Reingold (Graph drawing by force-directed placement, 1991): edges pull with d²/k, all nodes push with
k²/d. The push is not summed pair by pair but taken from a mesh, as in particle simulations (Hockney and Eastwood,
Computer simulation using particles, 1988, chapter 5): masses are put on a grid, the grid is convolved with the force
by a fast Fourier transform, and each node reads its push from the four grid points around it.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray
from scipy.fft import irfft2, rfft2
from scipy.spatial import cKDTree

Points = NDArray[numpy.float64]
Pairs = NDArray[numpy.int64]

SEED = 20
SPACING = 40.0
"""The ideal length of an edge (k), in the units of the answer."""
_GRAVITY = numpy.array((0.5, 0.8))
"""Pull to the middle along x and y, that holds together what no edge does: 1 leaves each node alone as much room as k²
is. Screens are wider than high."""
_HUBS = 0.2
"""How much less an edge pulls where many meet: else whoever has to do with everything draws it all to one place."""
_CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
_SOFT = 0.3
"""Squared distance, in grid cells, below which two nodes push no harder."""


def spread(count: int, pairs: Pairs, weights: Points, rounds: int | None = None, seed: int = SEED) -> Points:
    """x and y for each of ``count`` nodes around the origin. ``pairs`` (m × 2) are its edges, ``weights`` their pull.

    The same graph gives the same places. ``rounds`` is 250 for a small graph and fewer for a large one.
    """
    if count == 0:
        return numpy.zeros((0, 2))
    turns = rounds or int(numpy.clip(1_500_000 / count, 60, 250))
    wide = numpy.sqrt(count)
    points: Points = numpy.random.default_rng(seed).uniform(-wide / 2, wide / 2, (count, 2))
    mesh = _Mesh(int(2 ** numpy.clip(numpy.ceil(numpy.log2(1.6 * wide)), 5, 9)))
    load = numpy.bincount(pairs.ravel(), minlength=count) if len(pairs) else numpy.zeros(count)
    mass = 1 + 0.5 * numpy.sqrt(load)
    weights = weights / (load[pairs].prod(axis=1) ** _HUBS if len(pairs) else 1)
    for turn in range(turns):
        heat = 0.12 * wide * (1 - turn / turns) ** 2 + 0.02
        force = mass[:, None] * mesh.push(points, mass) + _pull(points, pairs, weights)
        force -= _GRAVITY * points * (mass * mass.mean())[:, None]
        length = numpy.maximum(numpy.hypot(force[:, 0], force[:, 1]), 1e-9)
        points = points + force * (numpy.minimum(length, heat) / length)[:, None]
    return SPACING * _apart(points - points.mean(axis=0))


def _pull(points: Points, pairs: Pairs, weights: Points) -> Points:
    """What draws each node along its edges: d² each."""
    pull = numpy.zeros_like(points)
    if len(pairs):
        line = points[pairs[:, 1]] - points[pairs[:, 0]]
        line *= (weights * numpy.hypot(line[:, 0], line[:, 1]))[:, None]
        for axis in (0, 1):
            pull[:, axis] += numpy.bincount(pairs[:, 0], line[:, axis], len(points))
            pull[:, axis] -= numpy.bincount(pairs[:, 1], line[:, axis], len(points))
    return pull


class _Mesh:
    """The push of all nodes on each: 1/d, away from each other, by way of a grid of ``size`` × ``size`` points."""

    def __init__(self, size: int) -> None:
        self.size = size
        step = numpy.arange(2 * size)
        away = numpy.where(step < size, step, step - 2 * size).astype(float)
        across, down = numpy.meshgrid(away, away, indexing="ij")
        squared = across**2 + down**2 + _SOFT
        self._kernels = [rfft2(across / squared), rfft2(down / squared)]

    def push(self, points: Points, mass: Points) -> Points:
        """The push on each point, for a unit of mass."""
        low = points.min(axis=0)
        cell = max(float((points.max(axis=0) - low).max()) / (self.size - 2), 1e-6)
        place = (points - low) / cell
        first = place.astype(numpy.int64)
        rest = place - first
        shares = [(i, j, self._share(rest, i, j)) for i, j in _CORNERS]
        grid = numpy.zeros(self.size * self.size)
        for i, j, share in shares:
            grid += numpy.bincount(self._flat(first, i, j), share * mass, self.size * self.size)
        wave = rfft2(grid.reshape(self.size, self.size), s=(2 * self.size, 2 * self.size))
        push = numpy.zeros_like(points)
        for axis, kernel in enumerate(self._kernels):
            field = irfft2(wave * kernel)[: self.size, : self.size].ravel()
            for i, j, share in shares:
                push[:, axis] += share * field[self._flat(first, i, j)]
        return push / cell

    def _flat(self, first: NDArray[numpy.int64], i: int, j: int) -> NDArray[numpy.int64]:
        return (first[:, 0] + i) * self.size + first[:, 1] + j

    @staticmethod
    def _share(rest: Points, i: int, j: int) -> Points:
        return numpy.abs(1 - i - rest[:, 0]) * numpy.abs(1 - j - rest[:, 1])


def _apart(points: Points, least: float = 0.55, rounds: int = 30) -> Points:
    """Move nodes that lie on each other away until none does, or the rounds are over."""
    for _ in range(rounds):
        near = cKDTree(points).query_pairs(least, output_type="ndarray")
        if not len(near):
            break
        near = near[numpy.lexsort((near[:, 1], near[:, 0]))]
        line = points[near[:, 1]] - points[near[:, 0]]
        length = numpy.maximum(numpy.hypot(line[:, 0], line[:, 1]), 1e-6)
        line *= ((least - length) / length / 2)[:, None] * 0.6
        for axis in (0, 1):
            points[:, axis] -= numpy.bincount(near[:, 0], line[:, axis], len(points))
            points[:, axis] += numpy.bincount(near[:, 1], line[:, axis], len(points))
    return points
