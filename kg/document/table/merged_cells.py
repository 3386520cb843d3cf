"""Tables copied with each cell on a line of its own whose cells span rows: these are printed once and left out below.

「类别 / 项目 / 主要任务 / 牵头单位 / 配合单位」: no number counts the rows, so that a row ends where its bodies do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.document.line.lines import Line
from kg.document.table import cell_kinds

_HEAD_LINE = re.compile(r"[一-龥]{2,8}")
_BODIES = re.compile(r"(?:牵头|主办|责任|配合|协办|参与|承办|实施)(?:责任)?(?:单位|部门)")
_TASK = re.compile(r"任务|内容|事项|措施|项目|工作|目标|指标")
_CATEGORY = re.compile(r"[一二三四五六七八九十]{1,3}、")
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)")
_MOST_HEADS, _MOST_LINES = 7, 9
"""Columns of such a table, and lines before the bodies of a row, at most."""
_ROWS = 3  # rows that such a table has, at least
_SHORT = 14
"""Characters of a line of an item's name that goes on below, at most."""


def head_end(lines: Sequence[Line], start: int) -> int:
    """Where the heads of columns end that begin at a line, those for bodies last; ``start`` where none begin."""
    end, most = start, min(start + _MOST_HEADS, len(lines))
    while end < most and _HEAD_LINE.fullmatch(lines[end].squash) and not _BODIES.fullmatch(lines[end].squash):
        end += 1
    texts = end - start
    while end < most and _BODIES.fullmatch(lines[end].squash):
        end += 1
    named = any(_TASK.search(line.squash) for line in lines[start : start + texts])
    return end if 1 <= texts <= 3 and named and end > start + texts else start


def rows(lines: Sequence[Line], start: int, join: Callable[[Sequence[Sequence[Line]]], Line]) -> tuple[list[Line], int]:
    """The head and the rows of the table that begins at ``start``, a line each, and where it ends."""
    first = head_end(lines, start)
    bodies = sum(bool(_BODIES.fullmatch(line.squash)) for line in lines[start:first])
    texts = first - start - bodies
    found, place, count = [join([[line] for line in lines[start:first]])], first, 0
    while first > start and place < len(lines):
        end = _bodies_at(lines, place)
        cells, after = _body_cells(lines, end, bodies) if end > place else ([], place)
        row = lines[place:end]
        heading = [row[0]] if len(row) > 1 and texts > 1 and _CATEGORY.match(row[0].squash) else []
        if len(cells) != bodies or len(row) == len(heading):
            break
        found += [*heading, join([*_text_cells(row[len(heading) :], texts), *cells])]
        place, count = after, count + 1
    return (found, place) if count >= _ROWS else ([], start)


def _bodies_at(lines: Sequence[Line], place: int) -> int:
    """Where the first line of bodies of the row at ``place`` stands; ``place`` where there is none.

    「5.实化运行消防 / 安全委员会」: what goes on with an item's name, and has the task behind it, is none.
    """
    for at in range(place, min(place + _MOST_LINES, len(lines))):
        named = at > place and _ITEM.match(lines[at - 1].squash) and len(lines[at - 1].squash) <= _SHORT
        goes_on = named and at + 1 < len(lines) and not _is_bodies(lines[at + 1].squash)
        if _is_bodies(lines[at].squash) and not goes_on:
            return at
    return place


def _body_cells(lines: Sequence[Line], place: int, count: int) -> tuple[list[list[Line]], int]:
    """The cells of bodies: a line that ends with a mark goes on in the next."""
    cells: list[list[Line]] = []
    while place < len(lines):
        goes_on = bool(cells) and cells[-1][-1].squash.endswith(("、", "，"))
        if not goes_on and (len(cells) == count or not _is_bodies(lines[place].squash)):
            break
        if goes_on:
            cells[-1].append(lines[place])
        else:
            cells.append([lines[place]])
        place += 1
    return cells, place


def _text_cells(row: Sequence[Line], count: int) -> list[list[Line]]:
    """The cells before the bodies, those that span rows empty: an item 「1.…」 and behind it the task."""
    item = 0
    if count > 1 and len(row) > 1 and (_ITEM.match(row[0].squash) or len(row[0].squash) <= _SHORT):
        item = 2 if len(row) > 2 and max(len(line.squash) for line in row[:2]) <= _SHORT else 1
    empty: list[list[Line]] = [[] for _ in range(count - 1 - bool(item))]
    return [*empty, *([list(row[:item])] if item else []), list(row[item:])]


def _is_bodies(squash: str) -> bool:
    return cell_kinds.kind(squash) == "body"
