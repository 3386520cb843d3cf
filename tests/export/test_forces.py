"""Places by forces: the same each time, apart from each other, near where there is a tie."""

from __future__ import annotations

import numpy
import pytest

from kg.export.forces import SPACING, spread

NONE = numpy.zeros((0, 2), numpy.int64)


def ring(count: int) -> numpy.ndarray:
    return numpy.array([(n, (n + 1) % count) for n in range(count)])


def length(places: numpy.ndarray, pairs: numpy.ndarray) -> numpy.ndarray:
    return numpy.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_graphs(count: int) -> None:
    places = spread(count, NONE, numpy.zeros(0))
    assert places.shape == (count, 2)
    assert numpy.isfinite(places).all()


def test_the_same_graph_stands_the_same() -> None:
    pairs = ring(60)
    one, other = (spread(60, pairs, numpy.ones(60)) for _ in range(2))
    assert (one == other).all()
    assert (spread(60, pairs, numpy.ones(60), seed=1) != one).any()


def test_what_is_tied_stands_nearer() -> None:
    pairs = numpy.array([(n, m) for group in range(5) for n in range(8) for m in range(n)]) % 8
    pairs = numpy.concatenate([pairs[group * 28 : (group + 1) * 28] + 8 * group for group in range(5)])
    places = spread(40, pairs, numpy.ones(len(pairs)))
    every = numpy.array([(n, m) for n in range(40) for m in range(n)])
    assert length(places, pairs).mean() < 0.5 * length(places, every).mean()


def test_a_stronger_pull_is_a_shorter_line() -> None:
    pairs = numpy.array([(0, 1), (1, 2)])
    weak, strong = length(spread(3, pairs, numpy.array([1.0, 8.0])), pairs)
    assert strong < weak


def test_no_two_stand_on_one_place() -> None:
    star = numpy.array([(0, n) for n in range(1, 300)])
    places = spread(300, star, numpy.ones(299))
    every = numpy.array([(n, m) for n in range(300) for m in range(n)])
    assert length(places, every).min() > 0.3 * SPACING
