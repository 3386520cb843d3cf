"""Tables drawn with rules on a page → rows of cells, by the lines between them.

A page knows lines and characters, not tables: duty tables in annexes are the plainest statement of who does what, and
read line by line their cells run into each other. Cells are found as in pdfplumber and Camelot's "lattice": rules that
cross make a grid, a cell reaches as far as no rule parts it from its neighbour.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.source.grid import Cell

_NEAR = 3.0
"""Units (of 1/72 inch) in which two rules are one, and a gap in a rule is none."""
_SHORTEST = 6.0
"""Length of a rule, at least: shorter strokes belong to drawings and marks."""
_MOST = 6000
"""Strokes of a page that are looked at: more are a chart or a map."""
_MOST_CROSSINGS = 20_000
"""Level rules times upright ones of a page, the pieces of each put together: more are a chart, and take long."""
_LEAST_CELLS = 0.5
"""Cells of a table for each place of its grid, at least."""

Stroke = tuple[float, float, float, float]
"""Left, top, right, bottom of a straight line, as the page is displayed."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: the edges of its columns and rows from the left and the top, and for each place of it the cell it is in.

    ``cells``: (row, column) -> (row, column, rows, columns) of the cell.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: dict[tuple[int, int], tuple[int, int, int, int]]
    widths: tuple[float, ...] = ()  # how wide the columns are where white parts them; () where rules do
    heads: int = 0  # rows of heads, where white parts the columns

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column at which the cell begins that holds a point; None outside of the table."""
        place = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
        return self.cells[place][:2] if place in self.cells else None

    def width(self, place: tuple[int, int]) -> float:
        """How wide the cell is that begins at a row and a column."""
        _, column, _, wide = self.cells[place]
        if self.widths:
            return self.widths[column]
        return self.columns[column + wide] - self.columns[column]

    def written(self, texts: dict[tuple[int, int], str]) -> Iterator[list[Cell]]:
        """The rows with their cells, as :func:`kg.source.grid.rows` takes them."""
        for row in range(len(self.rows) - 1):
            here = [self.cells[row, column] for column in range(len(self.columns) - 1)]
            starts = [cell for k, cell in enumerate(here) if cell[:2] == (row, k)]
            yield [Cell(texts.get((r, c), ""), columns, rows) for r, c, rows, columns in starts]


def tables_and_frames(strokes: Iterable[Stroke]) -> tuple[list[Table], list[Stroke]]:
    """The tables of a page with two columns and two rows or more, from the top to the bottom, and single rows of three
    cells or more, which may be the last one of a table on the page before; and its frames without rules inside."""
    level, upright = _rules(strokes)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return [], []
    groups = list(_groups(level, upright))
    found = (_table(*group) for group in groups)
    frames = (_frame(*group) for group in groups)
    ordered = sorted((table for table in found if table), key=lambda table: (table.rows[0], table.columns[0]))
    return ordered, sorted(frame for frame in frames if frame)


def _frame(level: Sequence[Stroke], upright: Sequence[Stroke]) -> Stroke | None:
    """Where two level and two upright rules make a frame."""
    if len(level) != 2 or len(upright) != 2:
        return None
    left, right = sorted(one[0] for one in upright)
    top, bottom = sorted(one[1] for one in level)
    return left, top, right, bottom


def _rules(strokes: Iterable[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """Level and upright rules; pieces of a line, and the two edges of a thick one, as one."""
    level: list[Stroke] = []
    upright: list[Stroke] = []
    for number, (left, top, right, bottom) in enumerate(strokes):
        if number > _MOST:
            return [], []
        if bottom - top < _NEAR <= right - left:
            level.append((left, top, right, bottom))
        elif right - left < _NEAR <= bottom - top:
            upright.append((left, top, right, bottom))
    turned = _joined([(top, left, bottom, right) for left, top, right, bottom in upright])
    return _joined(level), [(left, top, right, bottom) for top, left, bottom, right in turned]


def _joined(level: list[Stroke]) -> list[Stroke]:
    found: list[Stroke] = []
    for left, top, right, bottom in sorted(level, key=lambda one: (round(one[1] / _NEAR), one[0])):
        for k in range(len(found) - 1, max(len(found) - 4, -1), -1):
            last = found[k]
            if abs(top - last[1]) < _NEAR and left <= last[2] + _NEAR and right >= last[0] - _NEAR:
                found[k] = (min(last[0], left), last[1], max(last[2], right), last[3])
                break
        else:
            found.append((left, top, right, bottom))
    return [one for one in found if one[2] - one[0] >= _SHORTEST]


def _groups(level: list[Stroke], upright: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Rules that hang together because they cross or touch."""
    left = list(upright)
    open_rules = list(level)
    while open_rules:
        across, down, fresh = [open_rules.pop()], [], True
        while fresh:
            met = [one for one in left if any(_meet(rule, one) for rule in across)]
            left = [one for one in left if one not in met]
            down += met
            more = [rule for rule in open_rules if any(_meet(rule, one) for one in met)]
            open_rules = [rule for rule in open_rules if rule not in more]
            across += more
            fresh = bool(met)
        yield across, down


def _meet(level: Stroke, upright: Stroke) -> bool:
    return level[0] - _NEAR <= upright[0] <= level[2] + _NEAR and upright[1] - _NEAR <= level[1] <= upright[3] + _NEAR


def _table(level: Sequence[Stroke], upright: Sequence[Stroke]) -> Table | None:
    """A grid of crossing rules; its outer edges may be left open, as a page leaves them. Frames around frames: none."""
    sides = [min(one[0] for one in level), max(one[2] for one in level)]
    columns = _places([*sides, *(one[0] for one in upright)])
    ends = [
        min((one[1] for one in upright), default=level[0][1]),
        max((one[3] for one in upright), default=level[0][1]),
    ]
    rows = _places([*ends, *(one[1] for one in level)])
    if len(columns) < 3 or len(rows) < 2 or len(columns) + len(rows) < 6:
        return None
    middles = [(a + b) / 2 for a, b in pairwise(columns)]
    heights = [(a + b) / 2 for a, b in pairwise(rows)]
    parted_right = {
        (r, c)
        for c, x in enumerate(columns[1:-1])
        for r, y in enumerate(heights)
        if any(abs(one[0] - x) < _NEAR and one[1] - _NEAR <= y <= one[3] + _NEAR for one in upright)
    }
    parted_below = {
        (r, c)
        for r, y in enumerate(rows[1:-1])
        for c, x in enumerate(middles)
        if any(abs(one[1] - y) < _NEAR and one[0] - _NEAR <= x <= one[2] + _NEAR for one in level)
    }
    cells = _cells(len(heights), len(middles), parted_right, parted_below)
    return Table(columns, rows, cells) if len(set(cells.values())) >= _LEAST_CELLS * len(cells) else None


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """Places of rules, those near each other as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] >= _NEAR:
            found.append(value)
    return tuple(found)


def _cells(
    rows: int, columns: int, parted_right: set[tuple[int, int]], parted_below: set[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """Each place of a grid -> the cell it belongs to: as wide and then as high as no rule parts it."""
    found: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in found:
                continue
            wide = 1
            while column + wide < columns and (row, column + wide - 1) not in parted_right:
                wide += 1
            high = 1
            while row + high < rows and not any((row + high - 1, column + k) in parted_below for k in range(wide)):
                high += 1
            cell = (row, column, high, wide)
            found |= {(row + r, column + c): cell for r in range(high) for c in range(wide)}
    return found
