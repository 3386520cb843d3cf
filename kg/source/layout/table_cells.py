"""Rows of a table without rules → its cells: which of a column's lines stand for several rows.

A cell over several rows stands in the middle of their height, or at their top with white below it, where each row must
have something (who leads, what is to be done) and not where a cell may be empty (配合单位, 备注).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.source.layout.table_lines import Column
from kg.source.layout.table_rows import Measure, between, cuts, inside, level_of, measures

_OFF = 0.35  # ems that a cell is off the level of its rows, at most
_FAR, _FURTHEST = 1.0, 2.5  # points for each em more, and at most
_MERGED, _MORE = 0.3, 0.1  # points for a cell over several rows, and for each but the first of them
_EMPTY, _MISSING = 0.3, 1.0  # points for an empty cell where one may be, and where none should be
_NEAR = 0.6  # of what speaks against the end of a cell, where rows are as near as lines and others show where they end
_TOO_MUCH = 12.0  # points that no cell has against it
_MOST_ROWS = 30

Span = tuple[int, int]
"""The first row of a cell and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table without a heading between: where they end, and for each column its cells; and what speaks against
    them, in points."""

    columns: Sequence[Column]
    cuts: Sequence[float]
    spans: Sequence[Sequence[Span]]
    cost: float


def parts(columns: Sequence[Sequence[Column]], em: float, optional: Sequence[bool], headed: bool) -> list[Part]:
    """The parts of a table, by their columns, under the measure that has the least against it.

    ``optional``: for each column whether its cells may be empty; ``headed``: no row of the table stands on the page
    before.
    """
    ways = [
        [_part(one, way, optional, headed or k > 0) for k, one in enumerate(columns)] for way in measures(columns, em)
    ]
    return min(ways, key=lambda found: sum(part.cost for part in found))


def _part(columns: Sequence[Column], way: Measure, optional: Sequence[bool], begun: bool) -> Part:
    cost, ends = cuts(columns, way)
    cells = _Cells(columns, ends, way)
    found = [cells.of(number, may, begun) for number, may in enumerate(optional)]
    return Part(columns, ends, [spans for _, spans in found], cost + sum(more for more, _ in found))


class _Cells:
    """Finds the cells of each column where the rows end at ``cuts``."""

    def __init__(self, columns: Sequence[Column], cuts: Sequence[float], way: Measure) -> None:
        self._columns, self._way = columns, way
        self._above = [
            [0, *(sum(line.middle < y for line in one.lines) for y in cuts), len(one.lines)] for one in columns
        ]

    def of(self, number: int, optional: bool, begun: bool) -> tuple[float, list[Span]]:
        """The cells of a column and what speaks against them; ``begun``: rows of the table stand above."""
        one, above = self._columns[number], self._above[number]
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(above)):
            ways = []
            for start in range(end - 1, max(-1, end - _MOST_ROWS - 1), -1):
                if above[start] == above[end]:
                    missing = not (optional or one.numbered) and (begun or start > 0)
                    cost = (_MISSING if missing else _EMPTY) * (end - start) + (end - start > 1)
                else:
                    cost = inside(one, above[start], above[end], self._way) + self._askew(number, start, end)
                cut = between(one, above[end], self._way) * (1.0 if self._way.apart else _NEAR)
                more = (end - start > 1) * _MERGED + (_EMPTY if optional else _MORE) * (end - start - 1)
                ways.append((best[start][0] + cost + cut + more, -start))
                if cost > _TOO_MUCH:
                    break  # a cell that begins still higher has more against it
            cost, start = min(ways)
            best.append((cost, -start))
        found: list[Span] = []
        at = len(above) - 1
        while at:
            found.append((best[at][1], at))
            at = best[at][1]
        return best[-1][0], found[::-1]

    def _askew(self, number: int, start: int, end: int) -> float:
        """How far a cell is off the level of its rows, as the other columns show it."""
        lines = self._columns[number].lines[self._above[number][start] : self._above[number][end]]
        place = (lines[0].middle + lines[-1].middle) / 2 if self._way.centred else lines[0].middle
        first, last = self._row(start, number), self._row(end - 1, number)
        if not first or not last:
            return 0.0
        if not self._way.centred:
            level = level_of([(n, top) for n, top, _ in first], False)
        elif end - start == 1:
            level = level_of([(n, (top + bottom) / 2) for n, top, bottom in first], True)
        else:
            level = (min(top for _, top, _ in first) + max(bottom for _, _, bottom in last)) / 2
        return min(max(abs(place - level) / self._way.em - _OFF, 0.0) * _FAR, _FURTHEST)

    def _row(self, row: int, but: int) -> list[tuple[int, float, float]]:
        """How many lines each column but one has in a row, and where the first and the last of them stand."""
        found = []
        for number, one in enumerate(self._columns):
            low, high = self._above[number][row], self._above[number][row + 1]
            if number != but and low < high:
                found.append((high - low, one.lines[low].middle, one.lines[high - 1].middle))
        return found
