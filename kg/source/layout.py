"""Glyphs with places on a page → lines in reading order: rows, columns, tables, full-width blocks between columns.

Shared by every format that knows characters by their place and not by their order (PDF, OFD, recognised pictures).
Coordinates run from the left and from the top, in any unit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.source import columns, grid
from kg.source.ruled import Table
from kg.source.runs import Glyph, Run, advance, rows, runs, text_of

_INDENT = 2.6  # characters that a page of short paragraphs only stands right of the column's edge, at most
_SAME = 0.2  # characters between lines that begin at the same place
_ROOM = 2.2  # characters of white behind a line of a cell that was ended before the cell was full
_PADDING = 12.0  # units between a cell's rules and its text, both sides together
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]")

Texts = dict[tuple[int, int], str]
"""Row and column at which a cell of a table begins -> its text."""


@dataclass(slots=True)
class _Drawn(Run):
    """A table in the place of a run: its rows are its text."""

    lines: tuple[str, ...] = ()


class Layout:
    """Reads the pages of one document; the place of its columns and their edges are remembered from page to page."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._edges: dict[bool, float] = {}  # where the lines of the left and of the right column begin

    def lines(self, glyphs: Iterable[Glyph], tables: Sequence[Table] = ()) -> list[str]:
        """The printed lines of the next page in the order in which a person reads them, each with its indent.

        A table stands where it is drawn: a line for each row, the cells parted by tabs.
        """
        outside, drawn = _sorted_out(glyphs, tables)
        found = runs(outside)
        gutter = columns.gutter_of(found)
        if gutter is None and self._last is not None:
            on = columns.goes_on(found, self._last) or columns.ends(
                found, self._last, self._edges.get(True, self._last)
            )
            gutter = self._last if on else None
        self._last = gutter or self._last
        self._note_edges(list(_ordered(found, gutter)), gutter)
        return [
            line
            for row in _ordered([*found, *drawn], gutter)
            for line in _printed(row, self._edges.get(_is_right(row, gutter), row[0].left))
        ]

    def _note_edges(self, found: Sequence[Sequence[Run]], gutter: float | None) -> None:
        for side in {_is_right(row, gutter) for row in found}:
            em = median(advance(row[0]) for row in found)
            edge = _edge([row[0].left for row in found if _is_right(row, gutter) is side], _SAME * em)
            inset = edge - self._edges.get(side, edge)
            self._edges[side] = edge - inset if 0 < inset < _INDENT * em else edge


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
        if isinstance(one, _Drawn):
            yield from one.lines
    plain = [one for one in row if not isinstance(one, _Drawn)]
    if plain:
        yield "\u3000" * round((plain[0].left - edge) / max(advance(plain[0]), 0.1)) + text_of(plain)


def _ordered(found: Sequence[Run], gutter: float | None) -> Iterator[list[Run]]:
    """Rows in reading order: full-width rows part the page, between them column after column."""
    if gutter is None:
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


def _sorted_out(glyphs: Iterable[Glyph], tables: Sequence[Table]) -> tuple[list[Glyph], list[_Drawn]]:
    """The glyphs outside of all tables, and the tables with what stands in them. An empty frame is no table."""
    outside = list(glyphs)
    drawn: list[_Drawn] = []
    for table in tables:
        cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        rest: list[Glyph] = []
        for glyph in outside:
            place = table.place((glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2)
            (rest if place is None else cells[place]).append(glyph)
        if len({row for row, _ in cells}) > 1 and len({column for _, column in cells}) > 1:
            outside = rest
            drawn.append(_drawn(table, cells))
    return outside, drawn


def _drawn(table: Table, cells: dict[tuple[int, int], list[Glyph]]) -> _Drawn:
    texts = {place: _cell_text(found, table.width(place)) for place, found in cells.items()}
    lines = tuple(line for line in grid.rows(table.written(texts)) if line.strip())
    return _Drawn(table.columns[0], table.rows[0], table.columns[-1], table.rows[-1], "", lines)


def _cell_text(glyphs: Iterable[Glyph], width: float) -> str:
    """The text of a cell: lines that fill it are one paragraph, the others stand alone."""
    found = list(rows(runs(glyphs)))
    paragraphs = [text_of(found[0])]
    for before, row in pairwise(found):
        filled = before[-1].right - before[0].left + _ROOM * advance(before[-1]) > width - _PADDING
        text = text_of(row)
        if filled and not _ITEM.match(text):
            latin = paragraphs[-1][-1:].isascii() and text[:1].isascii()
            paragraphs[-1] += " " * latin + text
        else:
            paragraphs.append(text)
    return grid.cell_text(paragraphs)
