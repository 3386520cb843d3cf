"""Tables whose columns a plain text shows by blanks alone, with cells that go on in the lines below:

「1   规上工业增加值增长8%，新增    市工信局   市发改委、市统计局，」
「    规上企业50家                            各县（市、区）政府」
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.document.line.lines import Line, squashed
from kg.document.line.paragraphs import width
from kg.document.table import barred
from kg.document.table.tables import BODIES, is_head
from kg.model import CleanText
from kg.text import offsets

_PIECE = re.compile(r"\S+(?: \S+)*")
"""What stands between two gaps of two blanks and more."""
_FLUSH, _ABOUT = 1.2, 3.0
"""Characters by which a line of the second column and of the others, which may be centred, may be set aside."""
_HEAD = re.compile(r"(?:序号|编号|序|项号)(?: {2,}|[ \u3000]*\u3000)\s*\S")
_NUMBER = re.compile(r"[1-9]\d{0,2}")
"""Of the first row: on a further page the head stands again, and the rows count on."""


class Piece(NamedTuple):
    """A stretch of a line and where it begins on the printed line, in characters."""

    clean: CleanText
    start: float


def with_tabs(lines: Sequence[Line]) -> list[Line]:
    """The lines, each row of such a table on one line with its cells parted by tabs."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        rows, end = _table(lines, place) if _HEAD.match(line.clean.text) else ([], place)
        found += rows or [line]
        place = max(end, place + 1)
    return found


def _table(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """The rows with their head, and where the table ends; none where no cell goes on in a second line."""
    head = _pieces(lines[start])
    heads = tuple(squashed(piece.clean.text) for piece in head)
    if len(heads) < 3 or not is_head(heads) or not any(map(BODIES.search, heads)):
        return [], start
    columns = [piece.start for piece in head]
    rows: list[list[list[CleanText]]] = []
    wrapped, first, place = False, 1, start + 1
    while place < len(lines):
        pieces = _pieces(lines[place])
        number = squashed(pieces[0].clean.text)
        if number == str(first + len(rows)) or (not rows and _NUMBER.fullmatch(number)):
            first = first if rows else int(number)
            columns = [piece.start for piece in pieces] if len(pieces) == len(heads) else columns
            rows.append(_cells(pieces, columns))
        elif rows and _goes_on(pieces, columns):
            wrapped = True
            for cell, more in zip(rows[-1], _cells(pieces, columns), strict=True):
                cell += more
        else:
            break
        place += 1
    if not wrapped or len(rows) < 2:
        return [], start
    printed = [[[piece.clean] for piece in head], *rows]
    return [_joined(row, lines[start]) for row in printed], place


def _pieces(line: Line) -> list[Piece]:
    text = line.clean.text
    return [
        Piece(offsets.cut(line.clean, *match.span()), line.indent + width(text[: match.start()]))
        for match in _PIECE.finditer(text)
    ]


def _goes_on(pieces: Sequence[Piece], columns: Sequence[float]) -> bool:
    """Whether a line without a number holds nothing but cells that go on: each below one of the columns, and the words
    of the first, which are set flush left, no further than to the next; a paragraph behind the table is longer."""
    first = pieces[0]
    if abs(first.start - columns[1]) <= _FLUSH and first.start + width(first.clean.text) > columns[2]:
        return False
    reach = [_FLUSH, *(_ABOUT for _ in columns[2:])]
    return all(
        any(abs(piece.start - column) <= near for column, near in zip(columns[1:], reach, strict=True))
        for piece in pieces
    )


def _cells(pieces: Sequence[Piece], columns: Sequence[float]) -> list[list[CleanText]]:
    """The pieces by the column that they stand in: in order where there are as many."""
    cells: list[list[CleanText]] = [[] for _ in columns]
    for number, piece in enumerate(pieces):
        nearest = min(range(len(columns)), key=lambda at: abs(columns[at] - piece.start))
        cells[number if len(pieces) == len(columns) else nearest].append(piece.clean)
    return cells


def _joined(cells: Sequence[Sequence[CleanText]], like: Line) -> Line:
    return barred.as_line(offsets.join([offsets.join(cell) for cell in cells], "\t"), like)
