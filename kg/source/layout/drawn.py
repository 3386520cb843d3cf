"""Tables in their places on a page: which glyphs stand in which cell, the text of the cells, rows over two pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.source import grid
from kg.source.layout.ruled import Table
from kg.source.layout.runs import MARKS, Glyph, Run, advance, rows, runs, text_of

_ROOM = 2.2  # characters of white behind a line of a cell that was ended before the cell was full
_PADDING = 12.0  # units between a cell's rules and its text, both sides together
_PLAIN = re.compile(r"[一-龥（）()/、\s]{1,24}")
_FRESH = re.compile(
    r"\A\d{1,3}\n|(?:局|办|部|厅|院|会|中心|府|联|队|委)\n[市省县区州盟旗各]|[^至到、，—-]\n(?:19|20)\d\d年"
)
"""A number, a name or a date in a cell above, and what does not go on from it: another name, another date."""
_MOST_HEADS = 4
"""Rows of heads that stand once more on the next page, at most."""
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]")


@dataclass(slots=True)
class Drawn(Run):
    """A table in the place of a run: its rows are its text."""

    lines: tuple[str, ...] = ()
    sides: tuple[float, ...] = ()  # the edges of its columns
    begins: tuple[tuple[int, ...], ...] = ()  # for each line and column, the row in which the cell there begins
    open: frozenset[int] = frozenset()  # columns whose last cell ends with a line that fills it
    low: frozenset[int] = frozenset()  # columns whose last cell ends as low as any: a page may have cut it

    def as_lines(self) -> list[Run]:
        """A run as wide as the table for each of its rows: how it fills a column of the page."""
        high = self.height / max(len(self.lines), 1)
        tops = (self.top + row * high for row in range(len(self.lines)))
        return [Run(self.left, top, self.right, top + high, "") for top in tops]

    def go_on_from(self, above: Drawn) -> None:
        """Put together what the break parted between this table and one at the foot of the page or the column before,
        if it is the same table: a row, of which this table loses its rest, and cells over several rows, of which the
        rest or nothing stands here."""
        heads = self._heads(above)
        if not above.is_like(self.sides) or heads >= min(len(self.lines), len(above.lines)):
            return
        last, first = above.lines[-1].split("\t"), self.lines[heads].split("\t")
        filled = {column for column, text in enumerate(first) if text}
        fresh = {column for column in filled if _FRESH.search(f"{last[column]}\n{first[column]}")}
        cut = (filled & above.open) - fresh
        goes_on = bool(cut) and all(last[column] and column in above.low | cut for column in filled - {0})
        if last[0] and first[0]:
            goes_on = filled <= cut and not (last[0].isascii() or first[0][0].isascii())  # a name broken off
        goes_on = goes_on and not fresh
        merged = not goes_on and self._has_merged(above, heads, first, cut)
        if goes_on or merged:
            for column, (before, rest) in enumerate(zip(last, first, strict=True)):
                if goes_on or column in cut or not rest:
                    whole = before + rest if column in cut else grid.cell_text((before, rest))
                    self._write(column, heads, whole)
                    above._write(column, len(above.lines) - 1, whole)
        if goes_on:
            self.lines = self.lines[:heads] + self.lines[heads + 1 :]
            self.begins = self.begins[:heads] + self.begins[heads + 1 :]

    def is_like(self, sides: Sequence[float]) -> bool:
        """Whether columns with other edges are as many and begin at the same place or are as wide."""
        if len(self.sides) != len(sides):
            return False
        pairs = zip(pairwise(self.sides), pairwise(sides), strict=True)
        wide = all(abs((right - left) - (end - start)) < _PADDING for (left, right), (start, end) in pairs)
        return wide or abs(self.sides[0] - sides[0]) < _PADDING

    def _heads(self, above: Drawn) -> int:
        """How many lines repeat the heads of the table above."""
        pairs = zip(self.lines[:_MOST_HEADS], above.lines, strict=False)
        return next((k for k, (line, other) in enumerate(pairs) if line != other), min(len(self.lines), _MOST_HEADS))

    def _has_merged(self, above: Drawn, row: int, first: Sequence[str], cut: set[int]) -> bool:
        """Whether a row begins with a cell that began above, of which nothing or the rest stands here."""
        if not first[0]:
            return sum(bool(cell) for cell in above.lines[-1].split("\t")) > 1
        parted = 0 in cut and not first[0][0].isascii()
        return parted and (self._is_merged(0, row) or above._is_merged(0, len(above.lines) - 1))

    def _is_merged(self, column: int, row: int) -> bool:
        return sum(one[column] == self.begins[row][column] for one in self.begins) > 1

    def _write(self, column: int, row: int, text: str) -> None:
        """Give the cell at a row and a column a new text, in all the rows it takes."""
        start = self.begins[row][column]
        lines = list(self.lines)
        for k, begins in enumerate(self.begins):
            if begins[column] == start:
                cells = lines[k].split("\t")
                lines[k] = "\t".join([*cells[:column], text, *cells[column + 1 :]])
        self.lines = tuple(lines)


def sorted_out(glyphs: Iterable[Glyph], tables: Sequence[Table]) -> tuple[list[Glyph], list[Drawn]]:
    """The glyphs outside of all tables, and the tables with what stands in them. An empty frame is no table."""
    outside = list(glyphs)
    drawn: list[Drawn] = []
    for table in tables:
        cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        rest: list[Glyph] = []
        for glyph in outside:
            part = 4 if table.widths and glyph[4] in MARKS else 2
            place = table.place(glyph[0] + (glyph[2] - glyph[0]) / part, (glyph[1] + glyph[3]) / 2)
            (rest if place is None else cells[place]).append(glyph)
        if len({row for row, _ in cells}) > (len(table.rows) > 2) and len({column for _, column in cells}) > 1:
            outside = rest
            drawn.append(_drawn(table, cells))
    return outside, drawn


def _drawn(table: Table, cells: dict[tuple[int, int], list[Glyph]]) -> Drawn:
    texts = {place: _cell_text(found, table.width(place)) for place, found in cells.items()}
    texts |= {  # heads of columns that white parts are printed in the middle, in lines that do not fill them
        place: "".join(text.split())
        for place, text in texts.items()
        if place[0] < table.heads and _PLAIN.fullmatch(text)
    }
    printed = list(grid.rows(table.written(texts)))
    kept = [row for row, line in enumerate(printed) if line.strip()]
    begins = tuple(tuple(table.cells[row, column][0] for column in range(len(table.columns) - 1)) for row in kept)
    last = len(table.rows) - 2
    ends = {c: found for (r, c), found in cells.items() if r + table.cells[r, c][2] > last}
    full = frozenset(c for c, found in ends.items() if _is_open(found, table.width((table.cells[last, c][0], c))))
    lowest = max((glyph[3] for found in ends.values() for glyph in found), default=0.0)
    low = frozenset(c for c, found in ends.items() if max(_low(glyph, lowest) for glyph in found))
    sides = table.columns
    lines = tuple(printed[row] for row in kept)
    return Drawn(sides[0], table.rows[0], sides[-1], table.rows[-1], "", lines, sides, begins, full, low)


def _low(glyph: Glyph, lowest: float) -> bool:
    """Whether a glyph stands on the lowest line of a row, or nearly."""
    return glyph[3] > lowest - (glyph[3] - glyph[1])


def _cell_text(glyphs: Iterable[Glyph], width: float) -> str:
    """The text of a cell: lines that fill it are one paragraph, the others stand alone."""
    found = list(rows(runs(glyphs)))
    paragraphs = [text_of(found[0])]
    for before, row in pairwise(found):
        text = text_of(row)
        if _fills(before, width) and not _ITEM.match(text):
            latin = paragraphs[-1][-1:].isascii() and text[:1].isascii()
            paragraphs[-1] += " " * latin + text
        else:
            paragraphs.append(text)
    return grid.cell_text(paragraphs)


def _fills(row: Sequence[Run], width: float) -> bool:
    return row[-1].right - row[0].left + _ROOM * advance(row[-1]) > width - _PADDING


def _is_open(glyphs: Iterable[Glyph], width: float) -> bool:
    """Whether a cell ends with a line that fills it, in the midst of a sentence."""
    last = list(rows(runs(glyphs)))[-1]
    return _fills(last, width) and not last[-1].text.endswith(("。", "；", "！", "？"))
