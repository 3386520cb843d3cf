"""Tables that a plain text shows with bars between the cells: | 任务 | 责任单位 |."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kg.document.head import labels, stacked_labels
from kg.document.line.lines import Line, squashed
from kg.document.table.tables import BODIES, HEAD_CELL, is_head
from kg.model import CleanText
from kg.text import offsets

_BARS = "|｜│┃"
_BAR = re.compile(r"[|｜│┃]")
_ALIKE = 4
"""Lines with as many bars as the first that make a table of it, though only one cell is known for a head."""
_PAGE_HEAD = 60
"""Lines in which a page says what it says of its document."""
_ALONE = re.compile(r"[|｜│┃]*[^|｜│┃]+[|｜│┃]{2,}|[|｜│┃]+[^|｜│┃]+[|｜│┃]+")
_RULE = re.compile(r"[\s|｜│┃:：+-]+")


def has_bar(squash: str) -> bool:
    """Whether a line has a bar at all."""
    return "|" in squash or "｜" in squash or "│" in squash or "┃" in squash


def alone(line: Line) -> Line:
    """The one cell of a row without others, which is no row of a table: 「| 附件2 某某任务分工表 | | |」."""
    if not _ALONE.fullmatch(line.squash) or _RULE.fullmatch(line.squash):
        return line
    return as_line(offsets.strip(_row_of(line)), line)


def unbarred(lines: Sequence[Line]) -> list[Line]:
    """The lines without a bar at their end; what a page says of itself (文号：| 某〔2022〕8号 | …) on a line each."""
    found: list[Line] = []
    labelled = rows = False
    whole = stacked_labels.joined(labels.behind_front(lines))
    for number, line in enumerate(whole):
        if not has_bar(line.squash):
            found += labels.spaced(line, labelled) if number < _PAGE_HEAD else [line]
            labelled = number < _PAGE_HEAD and (found[-1] is not line or labels.is_labelled(line))
            continue
        bars = len(_BAR.findall(line.squash))
        if bars == len(line.squash):
            continue  # the empty cells at the end of a row
        if bars == 1 and line.squash[-1] in _BARS:
            line = as_line(_row_of(line), line)
        rows = bars > 1 and labels.heads(line.squash, rows or _heads_next(whole, number))
        if rows:
            found += labels.of_row(_row_of(line), line)
        else:
            found += [line] if line.squash else []
    return found


def _heads_next(lines: Sequence[Line], number: int) -> bool:
    """Whether the row behind one is certain to tell of the document: 「文件名称 | …」 above 「索引号 | …」."""
    return number + 1 < len(lines) and has_bar(lines[number + 1].squash) and labels.heads(lines[number + 1].squash)


def may_head(squash: str) -> bool:
    """Whether a line with bars can hold the heads of columns."""
    return squash[0] in _BARS or bool(BODIES.search(squash))


def table(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """「| 任务 | 责任单位 |」 and the lines with bars below it; the rule under a head is no row."""
    heads = tuple(map(squashed, _row_of(lines[start]).text.split("\t")))
    framed = lines[start].squash[0] in _BARS  # 首页 | 机构 | 部门 is a menu
    alike = sum(1 for _ in takewhile(lambda line: len(_BAR.findall(line.squash)) == len(heads) - 1, lines[start:]))
    sure = framed or alike >= _ALIKE or sum(bool(HEAD_CELL.search(head)) for head in heads) > 1
    if not is_head(heads) or not sure:
        return [], start
    end = next((at for at in range(start, len(lines)) if not has_bar(lines[at].squash)), len(lines))
    rows = [line for line in lines[start:end] if not _RULE.fullmatch(line.squash)]
    return [as_line(_row_of(line), line) for line in rows] if len(rows) > 1 else [], end


def _row_of(line: Line) -> CleanText:
    """A row's cells parted by tabs, without the bars at its ends."""
    bare = offsets.strip(line.clean)
    text = bare.text
    bare = offsets.cut(bare, int(text[0] in _BARS), len(text) - int(len(text) > 1 and text[-1] in _BARS))
    return offsets.substitute(offsets.strip(bare, " \u3000"), re.compile(r"[ \u3000]*[|｜│┃][ \u3000]*"), "\t")[0]


def as_line(row: CleanText, like: Line) -> Line:
    """A row as a line, on the page of another."""
    return Line(row, squashed(row.text), like.page, like.first_on_page)
