"""Tables in their places on a page: which glyphs stand in which cell, the text of the cells, rows over two pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.source import grid
from kg.source.ruled import Table
from kg.source.runs import Glyph, Run, advance, rows, runs, text_of

_ROOM = 2.2  # characters of white behind a line of a cell that was ended before the cell was full
_PADDING = 12.0  # units between a cell's rules and its text, both sides together
_PLAIN = re.compile(r"[一-龥（）()/、\s]{1,24}")
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]")


@dataclass(slots=True)
class Drawn(Run):
    """A table in the place of a run: its rows are its text."""

    lines: tuple[str, ...] = ()
    sides: tuple[float, ...] = ()  # the edges of its columns
    open: frozenset[int] = frozenset()  # columns whose last cell ends with a line that fills it

    def as_lines(self) -> list[Run]:
        """A run as wide as the table for each of its rows: how it fills a column of the page."""
        high = self.height / max(len(self.lines), 1)
        tops = (self.top + row * high for row in range(len(self.lines)))
        return [Run(self.left, top, self.right, top + high, "") for top in tops]

    def goes_on_from(self, above: Drawn) -> bool:
        """Whether the first row goes on from the last one of a table on the page or in the column before: the columns
        are as many and begin at the same place or are as wide, one of the two has no number or a name broken off, each
        of its cells has one above it, one at least unfinished."""
        if len(self.sides) != len(above.sides) or not self.lines:
            return False
        wide = all(abs(one - other) < _PADDING for one, other in zip(self._wide(), above._wide(), strict=True))
        if not wide and abs(self.sides[0] - above.sides[0]) >= _PADDING:
            return False
        last, rest = above.lines[-1].split("\t"), self.lines[self._head(above)].split("\t")
        going_on = {column for column, text in enumerate(rest) if text}
        if last[0] and rest[0]:
            return going_on <= above.open and not rest[0][0].isascii()
        return bool(going_on & above.open) and all(last[column] for column in going_on - {0})

    def _wide(self) -> list[float]:
        """How wide the columns are."""
        return [right - left for left, right in pairwise(self.sides)]

    def _head(self, above: Drawn) -> int:
        """1 where the first row repeats the heads of the table above."""
        return int(len(self.lines) > 1 and self.lines[0] == above.lines[0])

    def take_rest(self, above: Drawn) -> str:
        """The last row of the table above with the first one of this table, which loses it."""
        at = self._head(above)
        cells = zip(above.lines[-1].split("\t"), self.lines[at].split("\t"), strict=True)
        self.lines = self.lines[:at] + self.lines[at + 1 :]
        return "\t".join(
            before + rest if column in above.open else grid.cell_text((before, rest))
            for column, (before, rest) in enumerate(cells)
        )


def sorted_out(glyphs: Iterable[Glyph], tables: Sequence[Table]) -> tuple[list[Glyph], list[Drawn]]:
    """The glyphs outside of all tables, and the tables with what stands in them. An empty frame is no table."""
    outside = list(glyphs)
    drawn: list[Drawn] = []
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


def _drawn(table: Table, cells: dict[tuple[int, int], list[Glyph]]) -> Drawn:
    texts = {place: _cell_text(found, table.width(place)) for place, found in cells.items()}
    if table.widths:  # heads of columns that white parts are printed in the middle, in lines that do not fill them
        texts |= {
            place: "".join(text.split()) for place, text in texts.items() if place[0] == 0 and _PLAIN.fullmatch(text)
        }
    lines = tuple(line for line in grid.rows(table.written(texts)) if line.strip())
    last = len(table.rows) - 2
    full = frozenset(
        c for (r, c), found in cells.items() if r + table.cells[r, c][2] > last and _is_open(found, table.width((r, c)))
    )
    return Drawn(table.columns[0], table.rows[0], table.columns[-1], table.rows[-1], "", lines, table.columns, full)


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
