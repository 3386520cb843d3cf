"""Tables without rules: columns of white below a row of column heads → the grid that rules would have drawn.

Only a row of heads such as 序号, 任务, 牵头单位 begins a table: without it two columns of running text look the same.
Below it a line belongs to the table as long as it leaves a strip of white between all columns (the "stream" way of
Camelot and pdfplumber), be it narrow: the strip is the same in all lines. :mod:`kg.source.layout.table_rows` finds the
rows, :mod:`kg.source.layout.table_cells` the cells over several of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from kg.source.layout.column_heads import Heads, heads, is_heading
from kg.source.layout.pieces import STRIP, lines_of
from kg.source.layout.ruled import Table
from kg.source.layout.runs import MARKS, Glyph, Run, advance, rows
from kg.source.layout.table_cells import parts as parts_of
from kg.source.layout.table_grid import Grid
from kg.source.layout.table_lines import NUMBER, Column, column
from kg.source.layout.table_rows import FURTHEST

_FOOT = re.compile(r"[-—–―－·.\s\d]+|第\d+页.{0,8}")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_STRIP_END = 0.3  # ems between white and a line that begins behind it, at most
_FURTHER, _SET_IN = 0.3, 1.5  # ems by which text below a table is further off than its lines, and set in
_FLUSH = 0.8  # of the lines of a column that begin at its edge
_PADDING = 12.0  # units that a drawn table has between a cell's rules and its text
_FIRST = 8  # lines that show where the columns of a page go on
_BETWEEN = 2  # lines between two parts of a table: headings of the rows below them

Strips = list[list[tuple[float, float]]]
"""For each pair of neighbouring columns the white between them."""
Lines = Sequence[Sequence[Run]]


@dataclass(frozen=True, slots=True)
class Known:
    """The columns of a table: the white between them, and whether cells of each may be empty."""

    strips: Strips
    optional: tuple[bool, ...]
    left: float
    """Where the lines of the page or the column begin that the table stands in."""

    @classmethod
    def of(cls, head: Heads, left: float) -> Known:
        """As the heads show them."""
        return cls([[(one.right, two.left)] for one, two in pairwise(head.columns)], head.optional, left)

    def opening(self, lines: Lines, left: float, em: float) -> Known | None:
        """The same columns where the first of the lines fits them: in their place, or on a page or in a column that
        begins elsewhere, as more lines show it. None where it does not."""
        ways = [self._moved(by, left) for by in (0.0, left - self.left)]
        best = max(ways, key=lambda way: sum(way._holds(line, em) for line in lines[:_FIRST]))
        return best if _fits(lines[0], best.strips, em) else None

    def _moved(self, by: float, left: float) -> Known:
        return Known([[(a + by, b + by) for a, b in strip] for strip in self.strips], self.optional, left)

    def _holds(self, line: Sequence[Run], em: float) -> bool:
        """Whether a line has pieces in several of the columns."""
        begins = [strip[0][0] for strip in self.strips]
        several = bisect_left(begins, line[0].left) < bisect_left(begins, line[-1].left)
        return several and _fits(line, self.strips, em) is not None


def tables(
    glyphs: Iterable[Glyph], known: Known | None = None, gutters: Sequence[float] = ()
) -> tuple[list[Table], Known | None]:
    """The tables of a page or of one of its columns, and the columns of the last one where it reaches the foot.

    ``known``: the columns of a table that reaches the foot of the page or the column before, and may go on at the head
    of this one. ``gutters``: what parts columns of the page: a table must have heads on both sides of each.
    """
    lines = lines_of(glyphs)
    if len(lines) > 1 and _FOOT.fullmatch(_text(lines[-1])):
        lines.pop()
    if not lines:
        return [], None
    em = max(median(advance(run) for line in lines for run in line), 1.0)
    left = min(line[0].left for line in lines)
    found: list[Table] = []
    at, last = 0, -1
    while at < len(lines):
        head = heads(lines, at, em)
        begun = Known.of(head, left) if len(head.columns) > 1 and head.reaches_over(gutters) else None
        head = head if begun else Heads(below=at)
        if begun is None and known and at - max(last, 0) <= _BETWEEN:
            numbered = len(lines[at]) > 1 and NUMBER.fullmatch(lines[at][0].text.strip())
            begun = known.opening(lines[at:], left, em) if last < 0 or numbered else None
        table = None
        if begun:
            end, white = _end(lines, head.below, begun.strips, em)
            end = _before_text(lines, head.below, end, white, em)
            narrowed = Known(white, begun.optional, left)
            table = _table(lines[at : head.below], head, lines[head.below : end], narrowed, end == len(lines), em)
        if table:
            found.append(table)
            known, at, last = begun, end, end
        else:
            at += 1
    return found, known if found and last == len(lines) else None


def _text(line: Sequence[Run]) -> str:
    return "".join("".join(run.text.split()) for run in line)


def _fits(line: Sequence[Run], strips: Strips, em: float) -> Strips | None:
    """The strips without what stands in the line, None where one of them is no more."""
    found = strips
    for run in line:
        right = _right(run, em)
        left = [
            [
                part
                for a, b in strip
                for part in _less(a, b, run.left, right)
                if part == (a, b) or part[1] - part[0] > STRIP * em
            ]
            for strip in found
        ]
        if not all(left):
            return None
        found = left
    return found


def _right(run: Run, em: float) -> float:
    """Where the print of a run ends, without the white of a mark."""
    return run.right - 0.5 * em * run.text.endswith(tuple(MARKS))


def _less(a: float, b: float, left: float, right: float) -> list[tuple[float, float]]:
    return [(a, b)] if right <= a or left >= b else [(a, left), (right, b)]


def _end(lines: Lines, at: int, strips: Strips, em: float) -> tuple[int, Strips]:
    """The line behind the table's last one, and the white that all its lines leave. A date alone is a signature's."""
    start = at
    while at < len(lines):
        if at > start and lines[at][0].middle - lines[at - 1][0].middle > FURTHEST * em:
            break
        left = strips if is_heading(lines[at]) else _fits(lines[at], strips, em)
        if left is None:
            break
        strips = left
        at += 1
    while at > start and is_heading(lines[at - 1]):
        at -= 1
    if at > start and _DATE.fullmatch(_text(lines[at - 1])) and len(lines[at - 1]) == 1:
        at -= 2 if at - 1 > start and len(lines[at - 2]) == 1 else 1
    return at, strips


def _before_text(lines: Lines, start: int, end: int, strips: Strips, em: float) -> int:
    """Where running text begins that stands in the room of the first column below a table's last row, else the end.

    It is further off than the lines of the table, or, where cells begin at the edge, set in or wider than they are.
    """
    at = _middles(strips, lines[start:end], em)
    columns = [{bisect_left(at, _middle(run)) for run in line} for line in lines[start:end]]
    last = start + max((k for k, one in enumerate(columns) if len(one) > 1), default=0)
    if last + 1 >= end:
        return end
    inside = [run for line in lines[start : last + 1] for run in line if _middle(run) < at[0]]
    if len(inside) < 2 or last == start or _middle(lines[last + 1][0]) > at[0]:
        return end
    steps = [below[0].middle - above[0].middle for above, below in pairwise(lines[start : last + 1])]
    least = min(below.middle - above.middle for above, below in pairwise(inside))
    left, right = min(run.left for run in inside), max(run.right for run in inside)
    flush = sum(run.left < left + em for run in inside) > _FLUSH * len(inside)
    for k in range(last + 1, end):
        off = lines[k][0].middle - lines[k - 1][0].middle > max(*steps, least) + _FURTHER * em
        other = lines[k][0].left > left + _SET_IN * em or lines[k][-1].right > right + em
        if off or (flush and other):
            return k
    return end


def _middles(strips: Strips, lines: Lines, em: float) -> list[float]:
    """Where the columns part: in the middle of the widest white of each strip, behind which lines begin; white in front
    of a head alone may stand behind the text below it."""
    lefts = sorted(run.left for line in lines for run in line)

    def order(part: tuple[float, float], end: float) -> tuple[bool, float]:
        first, last = part[1] - _STRIP_END * em, part[1] + _STRIP_END * em
        behind = bisect_left(lefts, end) - bisect_left(lefts, first)
        begun = bisect_left(lefts, last) - bisect_left(lefts, first)
        return begun > 1 and begun >= _FLUSH * behind, part[1] - part[0]

    widest = (max(strip, key=lambda part: order(part, strip[-1][1])) for strip in strips)
    return [(a + b) / 2 for a, b in widest]


def _middle(run: Run) -> float:
    return (run.left + run.right) / 2


def _table(top: Lines, head: Heads, body: Lines, known: Known, goes_on: bool, em: float) -> Table | None:
    """The grid of the lines, None where they are too few for a table."""
    at = _middles(known.strips, body, em)
    widths, sides = _widths([run for line in (*top, *body) for run in line], at, em)
    parts = [(heading, [run for line in part for run in line]) for heading, part in groupby(body, is_heading)]
    columns = [_columns(part, at, widths, em) for heading, part in parts if not heading]
    if not columns:
        return None
    found = iter(parts_of(columns, em, known.optional, bool(head.columns)))
    grid = Grid(len(widths))
    if head.columns:
        grid.add_heads(top, head)
    filled = 0
    for heading, pieces in parts:
        if not heading:
            part = next(found)
            grid.add(pieces, part.cuts, part.spans)
            filled += grid.filled(part)
        else:
            for line in rows(pieces):
                grid.add(line, [], [[(0, 1)]] * len(widths), whole=True)
    if filled < (1 if goes_on or not head.columns else 2):
        return None
    return Table(sides, grid.edges(em), grid.cells, tuple(width + _PADDING for width in widths), grid.heads)


def _widths(pieces: Sequence[Run], at: Sequence[float], em: float) -> tuple[list[float], tuple[float, ...]]:
    """How wide the text of each column can be, and the sides of the columns."""
    sorted_in: list[list[Run]] = [[] for _ in range(len(at) + 1)]
    for run in pieces:
        sorted_in[bisect_left(at, _middle(run))].append(run)
    lefts = [min((run.left for run in one), default=0.0) for one in sorted_in]
    rights = [max((_right(run, em) for run in one), default=0.0) for one in sorted_in]
    wide = [right - left for left, right in zip(lefts, rights, strict=True)]
    room = [after - left - _PADDING for left, after in zip(lefts, [*lefts[1:], rights[-1] + _PADDING], strict=True)]
    widths = [w if w > 0.7 * r else r for w, r in zip(wide, room, strict=True)]
    return widths, (min(lefts) - _PADDING / 2, *at, max(rights) + _PADDING / 2)


def _columns(pieces: Sequence[Run], at: Sequence[float], widths: Sequence[float], em: float) -> list[Column]:
    sorted_in: list[list[Run]] = [[] for _ in widths]
    for run in pieces:
        sorted_in[bisect_left(at, _middle(run))].append(run)
    return [column(one, width, em) for one, width in zip(sorted_in, widths, strict=True)]
