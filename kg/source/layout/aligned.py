"""Tables without rules: columns of white below a row of column heads → the grid that rules would have drawn.

Only a row of heads such as 序号, 任务, 牵头单位 begins a table: without it two columns of running text look the same.
Below it a line belongs to the table as long as it leaves a strip of white between all columns (the "stream" way of
Camelot and pdfplumber); the lines of a row are told from the next row's by numbers, by white, and by lines that end
before their column does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median

from kg.source.layout.ruled import Table
from kg.source.layout.runs import Glyph, Run, advance, rows, runs
from kg.source.layout.table_rows import FURTHEST, NUMBER, Band, ends_of_rows, lines_beside

_HEAD = re.compile(
    r"(?:序号?|编号|[一-龥（）/、]{0,10}(?:单位|部门|责任人?|任务|内容|时限|时间|事项|措施|举措|目标|项目|备注|指标|职责|分工"
    r"|类别|名称|依据|领域|要求|期限|牵头|配合|完成|工作|要点|计划|进度|文号|建议|理由|结果))"
)
_CELL = re.compile(r"(?![（(]?[一二三四五六七八九十]{1,3}[、）)])[一-龥（）()/、“”]{1,14}")
_FOOT = re.compile(r"[-—–―－·.\s\d]+|第\d+页.{0,8}")
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、）)][^。；，：]{2,28}")
"""What heads rows, over all columns."""
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_PIECE = 0.3  # ems of white that part two cells, or two words of one
_STRIP = 0.35  # ems of white between two columns, at least
_HEAD_LINES = 8
_MOST_COLUMNS = 30
_PADDING = 12.0  # units that a drawn table has between a cell's rules and its text
_BETWEEN = 2  # lines between two parts of a table: headings of the rows below them

Strips = list[list[tuple[float, float]]]
"""For each pair of neighbouring columns the white between them."""


def has_heads(found: Iterable[Run]) -> bool:
    """Whether there are column heads among the runs of a page, by a quick look."""
    heads = 0
    for run in found:
        if len(run.text) <= 40:
            parts = [*run.text.split(), "".join(run.text.split())]
            heads += sum(_HEAD.fullmatch(part.removeprefix("序号") or part) is not None for part in parts)
    return heads > 1


def tables(glyphs: Iterable[Glyph], columns: Strips | None = None, least: int = 2) -> tuple[list[Table], Strips | None]:
    """The tables of a page with ``least`` columns or more, and the columns of the last one where it reaches the page's
    foot.

    ``columns``: of a table that reaches the foot of the page before, and may go on at the head of this one.
    """
    lines = list(rows(runs(glyphs, _PIECE)))
    if len(lines) > 1 and _FOOT.fullmatch(_text(lines[-1])):
        lines.pop()
    if not lines:
        return [], None
    em = max(median(advance(run) for line in lines for run in line), 1.0)
    found: list[Table] = []
    at, last, known = 0, -1, columns
    while at < len(lines):
        heads, below = _heads(lines, at, em)
        strips = _between(heads) if len(heads) >= least else None
        if strips is None and known and at - max(last, 0) <= _BETWEEN:
            numbered = len(lines[at]) > 1 and NUMBER.fullmatch(lines[at][0].text.strip())
            opens = (last < 0 or numbered) and _fits(lines[at], known, em)
            strips, below = (known, at) if opens else (None, at)
        end, white = _end(lines, below, strips, em) if strips else (at, None)
        table = _table(lines[at:end], white, bool(heads), end == len(lines), em) if white else None
        if table:
            found.append(table)
            known, at = strips, end
            last = end
        else:
            at += 1
    return found, known if found and last == len(lines) else None


def _text(line: Sequence[Run]) -> str:
    return "".join("".join(run.text.split()) for run in line)


def _heads(lines: Sequence[Sequence[Run]], at: int, em: float) -> tuple[list[tuple[float, float]], int]:
    """Where the column heads stand that a line begins (none where it is no row of heads), and the line below them.

    Heads of several lines stand beside those of one: as many lines are taken as give heads.
    """
    near: list[Run] = []
    found: tuple[list[tuple[float, float]], int] = ([], at)
    for below in range(at, min(at + _HEAD_LINES, len(lines))):
        line = lines[below]
        if below > at and line[0].middle - lines[below - 1][0].middle > 2 * em:
            break
        near += line
        words = _words(near, em)
        texts = ["".join("".join(run.text.split()) for run in word) for word in words]
        if len(texts) > _MOST_COLUMNS or not all(_CELL.fullmatch(text) for text in texts):
            break
        heads = sum(_HEAD.fullmatch(text) is not None for text in texts)
        if heads > 1 and 2 * heads >= len(texts):
            found = [(min(run.left for run in word), max(run.right for run in word)) for word in words], below + 1
    return found


def _words(near: Sequence[Run], em: float) -> list[list[Run]]:
    """Runs above each other, and letters on a line printed wide apart (序　号), as one word each; its runs as they are
    read."""
    found: list[list[Run]] = []
    right = 0.0
    for run in sorted(_without_over(near, em), key=lambda one: one.left):
        beside = found and all(abs(one.middle - run.middle) < 0.5 * em for one in found[-1])  # not under each other
        letters = beside and len(run.text.strip()) == len(found[-1][-1].text.strip()) == 1
        if found and run.left < right + (1.3 * em if letters else 0.0):
            found[-1].append(run)
        else:
            found.append([run])
        right = max(right, run.right) if len(found[-1]) > 1 else run.right
    return [sorted(word, key=lambda run: (round(run.middle / em), run.left)) for word in found]


def _without_over(near: Sequence[Run], em: float) -> list[Run]:
    """The runs without heads over two columns that have heads of their own below (责任分工: 牵头单位, 配合单位)."""
    low = [
        run
        for run in near
        if _HEAD.fullmatch(run.text.strip()) and sum(one.left < run.right and run.left < one.right for one in near) < 3
    ]
    over = [
        run
        for run in near
        for left, right in pairwise(sorted(low, key=lambda one: one.left))
        if _HEAD.fullmatch(run.text.strip())
        and abs(left.middle - right.middle) < 0.3 * em
        and run.middle < left.middle - 0.5 * em
        and left.right - 0.3 * em < (run.left + run.right) / 2 < right.left + 0.3 * em
        and left.left < run.left
        and run.right < right.right
    ]
    return [run for run in near if run not in over]


def _between(heads: Sequence[tuple[float, float]]) -> Strips:
    return [[(left[1], right[0])] for left, right in pairwise(heads)]


def _fits(line: Sequence[Run], strips: Strips, em: float) -> Strips | None:
    """The strips without what stands in the line, None where one of them is no more."""
    found = strips
    for run in line:
        left = [
            [part for a, b in strip for part in _less(a, b, run) if part == (a, b) or part[1] - part[0] > _STRIP * em]
            for strip in found
        ]
        if not all(left):
            return None
        found = left
    return found


def _less(a: float, b: float, run: Run) -> list[tuple[float, float]]:
    return [(a, b)] if run.right <= a or run.left >= b else [(a, run.left), (run.right, b)]


def _end(lines: Sequence[Sequence[Run]], at: int, strips: Strips, em: float) -> tuple[int, Strips]:
    """The line behind the table's last one, and the white that all its lines leave. A date alone is a signature's."""
    start = at
    while at < len(lines):
        if at > start and lines[at][0].middle - lines[at - 1][0].middle > FURTHEST * em:
            break
        left = strips if _is_heading(lines[at]) else _fits(lines[at], strips, em)
        if left is None:
            break
        strips = left
        at += 1
    while at > start and _is_heading(lines[at - 1]):
        at -= 1
    if at > start and _DATE.fullmatch(_text(lines[at - 1])) and len(lines[at - 1]) == 1:
        at -= 2 if at - 1 > start and len(lines[at - 2]) == 1 else 1
    return at, strips


def _is_heading(line: Sequence[Run]) -> bool:
    return len(line) == 1 and _HEADING.fullmatch(_text(line)) is not None


def _table(lines: Sequence[Sequence[Run]], strips: Strips, headed: bool, goes_on: bool, em: float) -> Table | None:
    """The grid of the lines, None where they are too few for a table."""
    cuts = [(a + b) / 2 for a, b in (max(strip, key=lambda part: part[1] - part[0]) for strip in strips)]
    pieces = [run for line in lines for run in line]
    lefts = [min((run.left for run in pieces if _column(run, cuts) == k), default=0.0) for k in range(len(cuts) + 1)]
    rights = [max((run.right for run in pieces if _column(run, cuts) == k), default=0.0) for k in range(len(cuts) + 1)]
    wide = [right - left for left, right in zip(lefts, rights, strict=True)]
    room = [after - left - _PADDING for left, after in zip(lefts, [*lefts[1:], rights[-1] + _PADDING], strict=True)]
    widths = [w if w > 0.7 * r else r for w, r in zip(wide, room, strict=True)]
    ends = [left + width for left, width in zip(lefts, widths, strict=True)]
    bands: list[Band] = []
    breaks: list[int] = []
    headings: set[int] = set()
    for heading, part in groupby(lines, _is_heading):
        more = lines_beside((run for line in part for run in line), lambda run: _column(run, cuts), em)
        found = ends_of_rows(more, ends, headed and not bands, em)
        headings |= set(range(len(bands), len(bands) + len(more))) if heading else set()
        breaks += [len(bands) - 1] * bool(bands) + [len(bands) + k for k in found]
        bands += more
    starts = [0, *(k + 1 for k in breaks)]
    filled = [len(set().union(*(band.cells for band in bands[a:b]))) for a, b in pairwise([*starts, len(bands)])]
    if sum(count > 1 for count in filled) < 1 + headed * (1 if goes_on else 2):
        return None
    edges = [bands[0].top - em, *((bands[k].bottom + bands[k + 1].top) / 2 for k in breaks), bands[-1].bottom + em]
    sides = (min(lefts) - _PADDING / 2, *cuts, max(rights) + _PADDING / 2)
    places = {
        (r, c): (r, 0, 1, len(sides) - 1) if start in headings else (r, c, 1, 1)
        for r, start in enumerate(starts)
        for c in range(len(sides) - 1)
    }
    return Table(sides, tuple(edges), places, tuple(width + _PADDING for width in widths))


def _column(run: Run, cuts: Sequence[float]) -> int:
    return sum(cut < (run.left + run.right) / 2 for cut in cuts)
