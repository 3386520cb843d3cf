"""Glyphs with places on a page → lines in reading order: rows, columns, tables, full-width blocks between columns.

Shared by every format that knows characters by their place and not by their order (PDF, OFD, recognised pictures).
Coordinates run from the left and from the top, in any unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median

from kg.source import aligned, columns
from kg.source.drawn import Drawn, sorted_out
from kg.source.ruled import Table
from kg.source.runs import Glyph, Run, advance, rows, runs, text_of

_INDENT = 2.6  # characters that a page of short paragraphs only stands right of the column's edge, at most
_SAME = 0.2  # characters between lines that begin at the same place


class Layout:
    """Reads the pages of one document; what goes on from page to page is remembered: the place of the columns, their
    edges, the table at the foot."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self._last: float | None = None
        self._edges: dict[bool, float] = {}  # where the lines of the left and of the right column begin
        self._strips: aligned.Strips | None = None
        self._foot: Drawn | None = None  # the table at the foot of the last page

    def lines(self, glyphs: Iterable[Glyph], tables: Sequence[Table] = ()) -> list[str]:
        """The printed lines of the next page in the order in which a person reads them, each with its indent.

        A table stands where it is drawn: a line for each row, the cells parted by tabs. A row that breaks over two
        pages stands on the first of them: :attr:`pages` is complete when all pages are laid out.
        """
        outside, drawn = sorted_out(glyphs, tables)
        found = runs(outside)
        if self._strips or aligned.has_heads(found):
            two = self._last is not None or columns.gutter_of(found) is not None
            more, self._strips = aligned.tables(outside, self._strips, 3 if two else 2)
            outside, without_rules = sorted_out(outside, more)
            found, drawn = runs(outside), drawn + without_rules
        gutter = columns.gutter_of(found)
        if gutter is None and drawn:  # a column may hold little but a table
            gutter = columns.gutter_of([*found, *(line for table in drawn for line in table.as_lines())])
            gutter = gutter or columns.gutter_between(drawn, found)
        if gutter is None and self._last is not None:
            on = columns.goes_on(found, self._last) or columns.ends(
                found, self._last, self._edges.get(True, self._last)
            )
            gutter = self._last if on else None
        self._last = gutter or self._last
        self._note_edges(list(_ordered(found, gutter)), gutter)
        order = list(_ordered([*found, *drawn], gutter))
        self._join_rows(order, gutter)
        self.pages.append(
            [line for row in order for line in _printed(row, self._edges.get(_is_right(row, gutter), row[0].left))]
        )
        return self.pages[-1]

    def _join_rows(self, order: Sequence[Sequence[Run]], gutter: float | None) -> None:
        """Put what goes on at the head of this page, or of its second column, into the last row of the table at the
        foot of the page or the column before."""
        before = self.pages[-1] if self.pages else []
        for _, rows_of in groupby(order, lambda row: _is_right(row, gutter)):
            stretch = list(rows_of)
            at_head = [run for row in stretch[:2] for run in row if isinstance(run, Drawn)]
            if self._foot and at_head and at_head[0].goes_on_from(self._foot):
                whole = at_head[0].take_rest(self._foot)
                before[:] = _with_last(before, self._foot.lines[-1], whole)
                self._foot.lines = (*self._foot.lines[:-1], whole)
            at_foot = [run for row in stretch[-2:] for run in row if isinstance(run, Drawn)]
            self._foot = at_foot[-1] if at_foot and at_foot[-1].lines else None

    def _note_edges(self, found: Sequence[Sequence[Run]], gutter: float | None) -> None:
        for side in {_is_right(row, gutter) for row in found}:
            em = median(advance(row[0]) for row in found)
            edge = _edge([row[0].left for row in found if _is_right(row, gutter) is side], _SAME * em)
            inset = edge - self._edges.get(side, edge)
            self._edges[side] = edge - inset if 0 < inset < _INDENT * em else edge


def _with_last(lines: list[str], row: str, whole: str) -> list[str]:
    """The lines with the last one that is ``row`` as ``whole``; as they are where none is."""
    at = max((k for k, line in enumerate(lines) if line == row), default=-1)
    return [whole if k == at else line for k, line in enumerate(lines)]


def _is_right(row: Sequence[Run], gutter: float | None) -> bool:
    return gutter is not None and row[0].left > gutter


def _edge(lefts: Sequence[float], same: float) -> float:
    """Where the lines of a column begin: the leftmost place that two lines or a tenth of them share."""
    order = sorted(lefts)
    least = max(2, len(order) // 10)
    return next((one for one, other in zip(order, order[least - 1 :], strict=False) if other - one < same), order[0])


def _printed(row: Sequence[Run], edge: float) -> Iterator[str]:
    """A row behind as many wide blanks as it is set in by characters; the rows of a table as they are."""
    for one in row:
        if isinstance(one, Drawn):
            yield from one.lines
    plain = [one for one in row if not isinstance(one, Drawn)]
    if plain:
        yield "\u3000" * round((plain[0].left - edge) / max(advance(plain[0]), 0.1)) + text_of(plain)


def _ordered(found: Sequence[Run], gutter: float | None) -> Iterator[list[Run]]:
    """Rows in reading order: full-width rows part the page, between them column after column."""
    if gutter is None or not found:
        yield from rows(found)
        return
    edges = columns.margins(found)
    em = median(run.height for run in found)
    wide: list[Run] = []
    narrow: list[Run] = []
    beside = [run.middle for run in found if run.left >= gutter]
    for run in found:
        across = run.left < gutter - em and run.right > gutter + em
        across = across and not any(run.top < middle < run.bottom for middle in beside)  # a long word, run over
        (wide if across or run.top >= edges[1] or run.bottom <= edges[0] else narrow).append(run)
    for row in rows(wide):
        above = [run for run in narrow if run.middle < min(one.middle for one in row)]
        narrow = [run for run in narrow if run.middle >= min(one.middle for one in row)]
        yield from _column_rows(above, gutter)
        yield row
    yield from _column_rows(narrow, gutter)


def _column_rows(found: Sequence[Run], gutter: float) -> Iterator[list[Run]]:
    yield from rows([run for run in found if run.left + run.right <= 2 * gutter])
    yield from rows([run for run in found if run.left + run.right > 2 * gutter])
