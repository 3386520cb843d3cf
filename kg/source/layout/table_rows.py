"""Lines of a table without rules → its rows: the cuts that fit all columns best.

Each column says of each cut what it knows: white that is wider than between lines, a line that runs on, a number; and
each row shows whether its cells begin on one level or have their middles on one. The cuts with the least against them
over the whole table are found by dynamic programming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.source.layout.table_lines import MORE, Column, is_number, parts_rows, pitch

FURTHEST = 4.0
"""Ems from line to line of a table, at most."""
_MOST_CUTS = 400
_LONGEST = 80
"""Places of a part at which a row may end, and of a row that begins at one of them."""
_LEVEL = 0.15  # ems between two levels, at least
_HALF = 0.45  # ems from the middle of a line in which a cut goes through it
_OFF = 0.25  # ems that cells of a row are off each other's level, at most
# What speaks against a row, in points:
_ROW, _EMPTY, _ALONE = 0.3, 0.15, 0.3  # each row; an empty cell; one cell without others
_ASKEW = 0.7  # a cell that is on no level with the others
_WHITE, _ENDED, _ENDED_APART = 2.0, 0.6, 0.1  # in a cell: wide white; a line that ends early, and where rows are apart
_FRESH = 0.3  # in a cell: a line that begins something new
_THROUGH, _BROKEN, _NEAR = 0.7, 0.8, 0.8  # a cut through a line; in a text; where rows are apart
_NOTHING = 5.0  # a row in which no cell begins
_TOO_MUCH = 25.0
"""Points that no row has against it."""
_UNNUMBERED, _NUMBERS = 1.0, 4.0  # a row without a number; each number too many


@dataclass(frozen=True, slots=True)
class Measure:
    """What holds for a whole table: ems from line to line, whether rows are further apart, whether their cells stand in
    the middle of their height, and the size of the print."""

    pitch: float
    apart: bool
    centred: bool
    em: float


@dataclass(frozen=True, slots=True)
class _Cut:
    y: float
    above: tuple[int, ...]  # lines of each column above it
    through: frozenset[int]  # columns of which it parts a line
    cost: float


def measures(parts: Sequence[Sequence[Column]], em: float) -> list[Measure]:
    """What may hold for a table, by the columns of each of its parts between headings."""
    every = [one for part in parts for one in part]
    least = pitch(every)
    return [Measure(least, parts_rows(every, least), centred, em) for centred in (False, True)]


def inside(one: Column, low: int, high: int, way: Measure) -> float:
    """What speaks against the lines from ``low`` to before ``high`` as one cell."""
    cost = 0.0
    for k in range(low, high - 1):
        if one.steps[k] > way.pitch + MORE:
            cost += _WHITE
        elif not one.running[k]:
            cost += (_ENDED_APART if way.apart else _ENDED) + _FRESH * one.fresh[k]
    return cost


def between(one: Column, k: int, way: Measure) -> float:
    """What speaks against the end of a cell in front of the line ``k`` of a column."""
    if not 0 < k < len(one.lines) or one.steps[k - 1] > way.pitch + MORE:
        return 0.0
    return _BROKEN if one.running[k - 1] else _NEAR if way.apart else 0.0


def cuts(columns: Sequence[Column], way: Measure) -> tuple[float, list[float]]:
    """The least that speaks against rows of the columns, and where a row ends and the next one begins, from the top."""
    places = _places(columns, way)
    best: list[tuple[float, int]] = [(0.0, -1)]
    for end in range(1, len(places)):
        ways: list[tuple[float, int]] = []
        for start in range(end - 1, max(-1, end - _LONGEST - 1), -1):
            against = _row(columns, places[start], places[end], way)
            ways.append((best[start][0] + against, start))
            if against > _TOO_MUCH:
                break  # a row that begins still higher has more against it
        cost, start = min(ways)
        best.append((cost + places[end].cost, start))
    found: list[float] = []
    at = best[-1][1]
    while at > 0:
        found.append(places[at].y)
        at = best[at][1]
    return best[-1][0], found[::-1]


def _places(columns: Sequence[Column], way: Measure) -> list[_Cut]:
    """Where rows may end: between the levels of any two lines, and between two lines of a column, though there a cell
    over several rows may have one; of places that part the same lines one."""
    levels = sorted(line.middle for one in columns for line in one.lines)
    lines = [[line.middle for line in one.lines] for one in columns]
    ys = {(a + b) / 2 for middles in (levels, *lines) for a, b in pairwise(middles) if b - a > _LEVEL * way.em}
    found: dict[tuple[int, ...], _Cut] = {}
    for y in [levels[0] - way.em, *sorted(ys)[:_MOST_CUTS], levels[-1] + way.em]:
        cost, above, through = 0.0, [], set()
        for number, one in enumerate(columns):
            k = bisect_left(lines[number], y)
            near = min((abs(middle - y) for middle in lines[number][max(k - 1, 0) : k + 1]), default=way.em)
            through |= {number} if near < _HALF * way.em else set()
            cost += _THROUGH if number in through else between(one, k, way)
            above.append(k)
        if tuple(above) not in found or cost < found[tuple(above)].cost:
            found[tuple(above)] = _Cut(y, tuple(above), frozenset(through), cost)
    return sorted(found.values(), key=lambda cut: cut.y)


def _row(columns: Sequence[Column], begin: _Cut, end: _Cut, way: Measure) -> float:
    """What speaks against a row between two cuts."""
    cost = _ROW
    levels: list[tuple[int, float]] = []
    for number, one in enumerate(columns):
        low, high = begin.above[number], end.above[number]
        if low == high:
            cost += _EMPTY if one.lines else 0.0
            continue
        cost += inside(one, low, high, way)
        if between(one, low, way) >= _BROKEN or number in begin.through | end.through:
            continue  # a part of a cell over several rows
        first, last = one.lines[low].middle, one.lines[high - 1].middle
        levels.append((high - low, (first + last) / 2 if way.centred else first))
    if not levels:
        return cost + _NOTHING
    cost += _ALONE * (len(levels) == 1)
    level = level_of(levels, way.centred)
    cost += _ASKEW * sum(abs(place - level) > _OFF * way.em for _, place in levels)
    if columns[0].numbered:
        numbers = sum(map(is_number, columns[0].lines[begin.above[0] : end.above[0]]))
        cost += _NUMBERS * (numbers - 1) if numbers else _UNNUMBERED
    return cost


def level_of(levels: Sequence[tuple[int, float]], centred: bool) -> float:
    """The level of a row by its cells, each with its lines and its place: the middle of the highest, or the top."""
    if not centred:
        return min(place for _, place in levels)
    most = max(count for count, _ in levels)
    return median(place for count, place in levels if count == most)
