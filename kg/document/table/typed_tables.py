"""Tables that a plain text shows without tabs: cells parted by bars (``barred``), or each cell on a line of its own.

Both become one line a row with its cells parted by tabs, as the tables of web pages and Word are read. Text copied
from a page loses the rules around cells, and with them what spans several rows: printed once, it is left out below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.paragraphs import STRONG_ORDINAL
from kg.document.table import barred, cell_kinds, merged_cells
from kg.document.table.tables import BODIES, COUNT, HEAD_CELL, is_head
from kg.text import offsets

_MOST_COLUMNS = 12
_HEAD_LENGTH = 14  # characters of the head of a column, at most
_MOST_LINES = 4
"""Lines of a cell on an average, at most: a row of three columns has no more than twelve."""
_MOST_UNKNOWN = 5
"""Columns of a table whose heads do not say what they ask for, at most."""
_HEAD_LINE = re.compile(r"[一-龥]{2,8}")
_SPACED_HEAD = re.compile(r"\s*(?:序号|编号|序|项号)(?:[ \u3000]+[一-龥（）]{2,10}){2,}\s*\Z")
_ROW_NUMBER = re.compile(r"[1-9]\d{0,2}")
_ANNEX = re.compile(r"附\s*[件表录]|注[：:]")
_ORDINAL_CELL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?")
_ROW_HEADING = frozenset("：（")
"""Marks that no head of a column bears."""
_MATCH, _CLASH, _PLAIN = 2.0, -2.5, 1.0  # points for a cell of the sort its head asks for, another sort, any text
_LEFT_EMPTY, _EMPTY, _MORE, _GOES_ON = -0.3, -0.6, -0.35, 4.0  # the first cell empty, another; one more line, behind 、


def with_tabs(lines: Sequence[Line]) -> list[Line]:
    """The lines, each table's row on one line with its cells parted by tabs."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        squash = lines[place].squash
        bars = barred.has_bar(squash)
        find = barred.table if bars and barred.may_head(squash) else _stacked if COUNT.match(squash) else None
        find = _spaced if not find and _SPACED_HEAD.match(lines[place].clean.text) else find
        find = _regular if not find and _HEAD_LINE.fullmatch(squash) and HEAD_CELL.search(squash) else find
        taken, end = find(lines, place) if find else ([], place)
        if not taken and _HEAD_LINE.fullmatch(squash) and merged_cells.head_end(lines, place) > place:
            taken, end = merged_cells.rows(lines, place, _joined)
        found += taken or [barred.alone(lines[place]) if bars else lines[place]]
        place = max(end, place + 1)
    return found


def _stacked(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """序号, 任务, 牵头单位 … on a line each, then 1 and its cells, 2 and its cells."""
    first, number = _first_row(lines, start)
    last = first
    while last > start + 2 and (height := _heading(lines, last)):
        last -= height
    heads = tuple(line.squash for line in lines[start:last])
    if not first or not is_head(heads) or not any(map(BODIES.search, heads)) or max(map(len, heads)) > _HEAD_LENGTH:
        return [], start
    rows, place = [_joined([[line] for line in lines[start:last]]), *_headings(lines[last:first])], first
    spanned = [cell_kinds.wanted(head) == "body" for head in heads[1:]]
    above: list[list[Line]] = []
    part = number > 1
    while _counts(lines, place, number):
        end, after = _row_end(lines, place, number, heads, part)
        cells = _cells(lines[place + 1 : end], heads[1:])[1]
        if (
            above
            and end == place + 2
            and spanned.count(False) > 1
            and cell_kinds.kind(lines[place + 1].squash) == "text"
        ):
            cells = [up if spans else own for up, own, spans in zip(above, cells, spanned, strict=True)]
        above = cells
        rows += [_joined([[lines[place]], *cells]), *_headings(lines[end:after])]
        place, number = after, max(number + 1, _number(lines, after) if part else 0)
    return rows, place


def _heading(lines: Sequence[Line], end: int) -> int:
    """Lines of a heading above ``end``: 「行动一：再造发展新极」, 「一、改善民生」; or 「（一）」 and 「改善民生」."""
    squash = lines[end - 1].squash
    if _ORDINAL_CELL.fullmatch(lines[end - 2].squash):
        return 2
    return int(not _ROW_HEADING.isdisjoint(squash) or STRONG_ORDINAL.match(squash) is not None)


def _headings(lines: Sequence[Line]) -> Iterator[Line]:
    """The headings, each that stood in two cells on one line: 「一」, 「改善民生」 as 一、改善民生."""
    below = iter(lines)
    for line in below:
        text = next(below, None) if _ORDINAL_CELL.fullmatch(line.squash) else None
        mark = "" if line.squash.endswith(("）", ")")) else "、"
        yield barred.as_line(offsets.join([line.clean, text.clean], mark), line) if text else line


def _first_row(lines: Sequence[Line], start: int) -> tuple[int, int]:
    """Where the first row's number stands, and the number: part of a table may begin with any other."""
    ahead = range(start + 2, min(start + _MOST_COLUMNS + 1, len(lines)))
    if first := next((at for at in ahead if _counts(lines, at, 1)), 0):
        return first, 1
    for at in ahead:
        if number := _number(lines, at):
            most = min(at + _MOST_LINES * (at - start), len(lines))
            if any(_number(lines, below) > number for below in range(at + 2, most)):
                return at, number
    return 0, 1


def _number(lines: Sequence[Line], place: int) -> int:
    """The number of a row that a line holds and nothing else, 0 where it does not."""
    squash = lines[place].squash.strip("（）().．、") if place < len(lines) else ""
    return int(squash) if _ROW_NUMBER.fullmatch(squash) else 0


def _regular(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """任务, 责任单位, 时限 on a line each, then as many lines a row: without numbers none is left empty."""
    known = sum(1 for _ in takewhile(_is_head_line, lines[start : start + _MOST_COLUMNS]))
    found = [_rows_of(lines, start, known, 2)]
    if cell_kinds.wanted(lines[start].squash) == "body":  # 部门, 重点领域, 健康因素: the bodies tell how many columns
        found += [_rows_of(lines, start, count, 3) for count in range(max(known + 1, 2), _MOST_UNKNOWN + 1)]
    return max(found, key=lambda rows_end: len(rows_end[0]))


def _is_head_line(line: Line) -> bool:
    return bool(_HEAD_LINE.fullmatch(line.squash) and HEAD_CELL.search(line.squash))


def _rows_of(lines: Sequence[Line], start: int, count: int, least: int) -> tuple[list[Line], int]:
    """The head of so many columns and its rows, where there are at least so many, and where the table ends."""
    heads = lines[start : start + count]
    wanted = [cell_kinds.wanted(line.squash) for line in heads]
    if "body" not in wanted or count < 2 or any(len(line.squash) > _HEAD_LENGTH for line in heads):
        return [], start
    rows, place = [_joined([[line] for line in heads])], start + count
    while count <= len(lines) - place:
        cells = lines[place : place + count]
        if any(
            (want == "body") != (cell_kinds.kind(cell.squash) == "body")
            for cell, want in zip(cells, wanted, strict=True)
        ):
            break
        rows, place = [*rows, _joined([[cell] for cell in cells])], place + count
    return (rows, place) if len(rows) > least else ([], start)


def _spaced(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """「序号 任务 牵头单位 配合单位」 with a space between cells, then each row on a line of its own."""
    head = _spaced_cells(lines[start])
    heads = tuple(cell.squash for cell in head)
    if not is_head(heads) or not any(map(BODIES.search, heads)):
        return [], start
    rows, place = [_joined([[cell] for cell in head])], start + 1
    while place < len(lines) and re.match(rf"\s*{place - start}[ \u3000\t]", lines[place].clean.text):
        number, *cells = _spaced_cells(lines[place])
        rows.append(_joined([[number], *_cells(cells, heads[1:])[1]]))
        place += 1
    return (rows, place) if len(rows) > 1 else ([], start)


def _spaced_cells(line: Line) -> list[Line]:
    """The words of a line."""
    places = [match.span() for match in re.finditer(r"\S+", line.clean.text)]
    return [barred.as_line(offsets.cut(line.clean, low, high), line) for low, high in places]


def _counts(lines: Sequence[Line], place: int, number: int) -> bool:
    """Whether a line holds nothing but the number of a row."""
    return place < len(lines) and lines[place].squash.strip("（）().．、") == str(number)


def _row_end(
    lines: Sequence[Line], place: int, number: int, heads: tuple[str, ...], part: bool = False
) -> tuple[int, int]:
    """Where a row's cells end, and where the next row begins: a heading of the rows below may stand between.

    ``part``: of a table only some rows are printed (3, 68, 69).
    """
    most = min(place + 1 + _MOST_LINES * len(heads), len(lines))
    following = next((at for at in range(place + 2, most) if _counts(lines, at, number + 1)), 0)
    if part and not following:
        following = next((at for at in range(place + 2, most) if _number(lines, at) > number), 0)
    if following:
        end = following
        bodies = [at for at in range(place + 2, end) if cell_kinds.kind(lines[at].squash) == "body"]
        if (
            bodies
            and cell_kinds.wanted(heads[-1]) == "body"
            and all(len(line.squash) <= 30 for line in lines[bodies[-1] + 1 : end])
        ):
            end = bodies[-1] + 1
        while end > place + 2 and len(lines[end - 1].squash) <= 30:
            apart = _ORDINAL_CELL.fullmatch(lines[end - 2].squash) is not None
            if not (apart or STRONG_ORDINAL.match(lines[end - 1].squash)):
                break
            end -= 1 + apart
        return end, following
    stop = next((at for at in range(place + 1, most) if _ends_table(lines[at].squash)), most)
    ends = range(place + 2, stop + 1)
    best = max(ends, key=lambda end: _cells(lines[place + 1 : end], heads[1:])[0], default=place + 1)
    return best, best


def _ends_table(squash: str) -> bool:
    """What stands behind a table's last row."""
    return bool(STRONG_ORDINAL.match(squash) or _ANNEX.match(squash) or signals.is_openness(squash))


def _cells(lines: Sequence[Line], heads: Sequence[str]) -> tuple[float, list[list[Line]]]:
    """How well a row's lines fit under the heads in order, and the lines of each cell, as they fit best."""
    wanted = [cell_kinds.wanted(head) for head in heads]
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}  # last line's column -> score, column of each line
    last = ""
    for line in lines:
        kind, more = cell_kinds.kind(line.squash), _GOES_ON if last.endswith(("、", "，")) else _MORE
        row: dict[int, tuple[float, tuple[int, ...]]] = {}
        for column, want in enumerate(wanted):
            ways = [
                (score + (_fit(kind, want) if at < column else more if kind == want else _CLASH), at, columns)
                for at, (score, columns) in best.items()
                if at <= column
            ]
            if ways:
                row[column] = max((score + _empty(at, column), (*columns, column)) for score, at, columns in ways)
        best, last = row, line.squash
    score, columns = max((score + _empty(at, len(heads)), columns) for at, (score, columns) in best.items())
    placed = list(zip(lines, columns, strict=True))
    return score, [[line for line, at in placed if at == column] for column in range(len(heads))]


def _empty(at: int, column: int) -> float:
    """What it costs to leave the cells between two columns empty: less further right; the first may span rows."""
    return sum(_EMPTY * (1 + 1 / between) if between else _LEFT_EMPTY for between in range(at + 1, column))


def _fit(kind: str, want: str) -> float:
    return _CLASH if kind != want else _PLAIN if want == "text" else _MATCH


def _joined(cells: Sequence[Sequence[Line]]) -> Line:
    """A row of cells, the lines of one parted by two spaces as the paragraphs of a cell are."""
    row = offsets.join([offsets.join([line.clean for line in cell], "  ") for cell in cells], "\t")
    return barred.as_line(row, next(cell[0] for cell in cells if cell))
