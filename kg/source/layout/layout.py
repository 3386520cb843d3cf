"""Glyphs with places on a page → lines in reading order: rows, columns, tables, full-width blocks between columns.

Shared by every format that knows characters by their place and not by their order (PDF, OFD, recognised pictures).
Coordinates run from the left and from the top, in any unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median

from kg.source.layout import aligned, boxes, columns, notes
from kg.source.layout.column_heads import has_heads
from kg.source.layout.drawn import Drawn, sorted_out
from kg.source.layout.ruled import Table
from kg.source.layout.runs import Glyph, Run, advance, in_lines, rows, runs, text_of

_LEADER = re.compile(r"(?:…|[.．·•]{2}){4}")
"""The dots of an entry in a table of contents."""

_INDENT = 2.6  # characters that a page of short paragraphs only stands right of the column's edge, at most
_ADDRESS = 30  # characters without a blank that a column may not hold
_MANY, _APART = 40, 0.6  # glyphs of a page; runs a glyph that show that they follow no line
_CENTRED = 2.0  # characters that a title above the columns lies off the middle of the page, at most
_SAME = 0.2  # characters between lines that begin at the same place


class Layout:
    """Reads the pages of one document; what goes on from page to page is remembered: the place of the columns, their
    edges, the table at the foot."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self._last: columns.Gutters = ()
        self._edges: dict[int, float] = {}  # where the lines of each column begin
        self._known: aligned.Known | None = None
        self._foot: Drawn | None = None  # the table at the foot of the last page
        self._waiting: list[str] = []  # what stands in a frame at its foot, in the midst of a sentence

    def lines(
        self, glyphs: Iterable[Glyph], tables: Sequence[Table] = (), frames: Sequence[boxes.Box] = ()
    ) -> list[str]:
        """The printed lines of the next page in the order in which a person reads them, each with its indent.

        A table stands where it is drawn: a line for each row, the cells parted by tabs. A row that breaks over two
        pages stands on the first of them, and what stands in one of ``frames`` in the midst of a sentence behind it:
        :attr:`pages` is complete when all pages are laid out.
        """
        last = self._foot
        on = [one for one in tables if len(one.rows) > 2 or (last is not None and last.is_like(one.columns))]
        outside, drawn = sorted_out(glyphs, on)
        found = runs(outside)
        if len(outside) > _MANY and len(found) > _APART * len(outside):  # drawn in no order
            outside = in_lines(outside)
            found = runs(outside)
        if (running := notes.without(outside, found)) is not outside:
            outside, found = running, runs(running)
        if self._known or has_heads(found):
            more = self._aligned(outside, self._last or columns.gutters_of(found))
            outside, without_rules = sorted_out(outside, more)
            found, drawn = runs(outside), drawn + without_rules
        gutters = self._gutters(found, drawn)
        self._note_edges(list(_ordered(found, gutters)), gutters)
        order = list(_ordered([*found, *drawn], gutters))
        self._join_rows(order, gutters)
        self._print(
            (
                boxes.frame_of(row, frames),
                list(_printed(row, self._edges.get(_column(row, gutters), row[0].left))),
            )
            for row in order
        )
        return self.pages[-1]

    def _print(self, pieces: Iterable[boxes.Piece]) -> None:
        """Add the page; what waits at the end of the one before goes with it."""
        waiting = self._waiting
        if waiting:
            del self.pages[-1][-len(waiting) :]
        page, self._waiting = boxes.behind_sentences(pieces, waiting)
        self.pages.append(page)

    def _aligned(self, glyphs: Sequence[Glyph], gutters: columns.Gutters) -> list[Table]:
        """The tables without rules of the page: over the whole of it, or in its columns."""
        more, known = aligned.tables(glyphs, self._known, gutters)
        for column in range(len(gutters) + 1) if gutters and not more else ():
            part = [one for one in glyphs if bisect_left(gutters, (one[0] + one[2]) / 2) == column]
            found, known = aligned.tables(part, known or self._known)
            more += found
        self._known = known
        return more

    def _gutters(self, found: Sequence[Run], drawn: Sequence[Drawn]) -> columns.Gutters:
        """Where the columns of this page part: by its lines, or as on the pages before. The contents of an issue may
        stand above the columns of its first page."""
        found = [run for run in found if not _LEADER.search(run.text)] or found
        gutters = self._last if columns.still(found, self._last) else columns.gutters_of(found)
        if not gutters and drawn:  # a column may hold little but a table
            gutters = columns.gutters_of([*found, *(line for table in drawn for line in table.as_lines())])
            gutters = gutters or columns.gutter_between(drawn, found)
        if not gutters and self._last:
            edge = self._edges.get(1, self._last[0])
            on = columns.goes_on(found, self._last) or columns.ends(found, self._last, edge)
            gutters = self._last if on else ()
        self._last = gutters or self._last
        return gutters

    def _join_rows(self, order: Sequence[Sequence[Run]], gutters: columns.Gutters) -> None:
        """Put together what is parted of a table at the foot of the page or the column before and at the head of this
        page or its next column."""
        before = self.pages[-1] if self.pages else []
        for _, rows_of in groupby(order, lambda row: _column(row, gutters)):
            stretch = list(rows_of)
            at_head = [run for row in stretch[:2] for run in row if isinstance(run, Drawn)]
            if self._foot and at_head:
                printed = self._foot.lines
                at_head[0].go_on_from(self._foot)
                before[:] = _with_table(before, printed, self._foot.lines)
            at_foot = [run for row in stretch[-2:] for run in row if isinstance(run, Drawn)]
            self._foot = at_foot[-1] if at_foot and at_foot[-1].lines else None

    def _note_edges(self, found: Sequence[Sequence[Run]], gutters: columns.Gutters) -> None:
        for side in {_column(row, gutters) for row in found}:
            em = median(advance(row[0]) for row in found)
            edge = _edge([row[0].left for row in found if _column(row, gutters) == side], _SAME * em)
            inset = edge - self._edges.get(side, edge)
            self._edges[side] = edge - inset if 0 < inset < _INDENT * em else edge


def _with_table(lines: list[str], printed: Sequence[str], mended: Sequence[str]) -> list[str]:
    """The lines with the last table that was printed so as it is mended; as they are where none is."""
    for start in range(len(lines) - len(printed), -1, -1) if printed != mended else ():
        if lines[start : start + len(printed)] == list(printed):
            return [*lines[:start], *mended, *lines[start + len(printed) :]]
    return lines


def _column(row: Sequence[Run], gutters: columns.Gutters) -> int:
    """The number of the column that a row begins in, from 0."""
    return bisect_left(gutters, row[0].left)


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


def _ordered(found: Sequence[Run], gutters: columns.Gutters) -> Iterator[list[Run]]:
    """Rows in reading order: full-width rows part the page, between them column after column."""
    if not gutters or not found:
        yield from rows(found)
        return
    edges = columns.margins(found)
    em = median(run.height for run in found)
    wide: list[Run] = []
    narrow: list[Run] = []
    beside = [(gutter, [run.middle for run in found if run.left >= gutter]) for gutter in gutters]
    middle = (min(run.left for run in found) + max(run.right for run in found)) / 2
    beside_it = [
        run for run in found if run.top > edges[0] and abs(run.left + run.right - 2 * middle) > 2 * _CENTRED * em
    ]
    begin = min((run.top for run in beside_it), default=edges[0])  # a title may be no wider than a column
    alone = {id(run) for run in _below_titles(found, gutters, middle)}
    for run in found:
        titled = run.bottom <= begin or id(run) in alone
        across = titled or any(
            run.left < gutter - em
            and run.right > gutter + em
            and not any(run.top < middle < run.bottom for middle in middles)
            and not _runs_over(run)
            for gutter, middles in beside
        )
        (wide if across or run.top >= edges[1] or run.bottom <= edges[0] else narrow).append(run)
    for row in rows(wide):
        above = [run for run in narrow if run.middle < min(one.middle for one in row)]
        narrow = [run for run in narrow if run.middle >= min(one.middle for one in row)]
        yield from _column_rows(above, gutters)
        yield row
    yield from _column_rows(narrow, gutters)


def _below_titles(found: Sequence[Run], gutters: columns.Gutters, middle: float) -> Iterator[Run]:
    """What stands alone in the middle of the page below a title above the columns, though it is no wider than one:
    the number of the document."""
    titled = False
    for row in rows(found):
        em = row[0].height
        centred = len(row) == 1 and abs(row[0].left + row[0].right - 2 * middle) < 2 * _CENTRED * em
        if titled and centred:
            yield row[0]
        titled = centred and (titled or any(row[0].left < one - em and row[0].right > one + em for one in gutters))


def _column_rows(found: Sequence[Run], gutters: columns.Gutters) -> Iterator[list[Run]]:
    for column in range(len(gutters) + 1):
        yield from rows([run for run in found if bisect_left(gutters, _place(run)) == column])


def _place(run: Run) -> float:
    """Where a run stands on its line, to tell its column."""
    return run.left if _runs_over(run) else (run.left + run.right) / 2


def _runs_over(run: Run) -> bool:
    """Whether a run is an address of the web or the like, which no line end parts and no column holds."""
    return len(run.text) > _ADDRESS and run.text.isascii()
