"""The rows of a table without rules, put one below the other, as a grid of cells."""

from __future__ import annotations

from collections.abc import Sequence

from kg.source.layout.column_heads import Heads
from kg.source.layout.runs import Run
from kg.source.layout.table_cells import Part, Span


class Grid:
    """Takes the parts of a table from the top; ``cells`` are those of :class:`kg.source.layout.ruled.Table`."""

    def __init__(self, columns: int) -> None:
        self.cells: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        self.heads = 0
        self._columns = columns
        self._rows = 0
        self._cuts: list[float] = []
        self._top = self._bottom = 0.0

    def add(
        self, part: Sequence[Run], ends: Sequence[float], spans: Sequence[Sequence[Span]], whole: bool = False
    ) -> None:
        """The rows of a part, cut at ``ends``, whose columns have cells over so many rows; ``whole``: a row of one cell
        over all columns."""
        top, bottom = min(run.top for run in part), max(run.bottom for run in part)
        if self._rows:
            self._cuts.append((self._bottom + top) / 2)
        else:
            self._top = top
        self._bottom = bottom
        self._cuts += ends
        for column, found in enumerate(spans):
            for start, end in found:
                cell = (self._rows + start, 0 if whole else column, end - start, self._columns if whole else 1)
                self.cells |= {(self._rows + row, column): cell for row in range(start, end)}
        self._rows += len(ends) + 1

    def add_heads(self, lines: Sequence[Sequence[Run]], heads: Heads) -> None:
        """The row of heads, or the two of heads over heads."""
        part = [run for line in lines for run in line]
        if not heads.over:
            self.add(part, [], [[(0, 1)]] * self._columns)
            self.heads = 1
            return
        below = {column for _, first in heads.over for column in (first, first + 1)}
        bottom = max(run.bottom for run, _ in heads.over)
        top = min(run.top for run in part if run.top > bottom - run.height / 2)
        self.add(
            part, [(bottom + top) / 2], [[(0, 1), (1, 2)] if k in below else [(0, 2)] for k in range(self._columns)]
        )
        self.cells |= {(0, first + k): (0, first, 1, 2) for _, first in heads.over for k in (0, 1)}
        self.heads = 2

    def edges(self, em: float) -> tuple[float, ...]:
        """The edges of the rows from the top."""
        return (self._top - em, *self._cuts, self._bottom + em)

    def filled(self, part: Part) -> int:
        """How many rows of a part have something in two cells or more."""
        edges = [float("-inf"), *part.cuts, float("inf")]
        counts = [0] * (len(part.cuts) + 1)
        for one, found in zip(part.columns, part.spans, strict=True):
            for start, end in found:
                held = any(edges[start] < line.middle < edges[end] for line in one.lines)
                for row in range(start, end):
                    counts[row] += held
        return sum(count > 1 for count in counts)
