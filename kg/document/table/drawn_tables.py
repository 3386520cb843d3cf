"""Tables that a plain text draws with characters: ┌──┬──┐ │序号│任务│ ├──┼──┤, or +---+---+ and | between them;
and rows on a line each whose cells wide blanks part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.document.line.lines import Line, squashed
from kg.document.table.tables import BODIES, is_head
from kg.model import CleanText
from kg.text import offsets

_BAR = "│┃║|｜┆┊"
_LINE = r"─━═┄┈=\-"
_RULE = re.compile(rf"[{_LINE}{_BAR}+┌-╋╒-╬╭-╰]+")
_JOINT = re.compile(r"[+┌-╋╒-╬╭-╰]")
_ROW = re.compile(rf"[{_BAR}├┠┣╟╠].*[{_BAR}┤┨┫╢╣]")
_BETWEEN = re.compile(rf"[{_BAR}├-╋╞-╬+]")
_GAP = re.compile(r"\t|[ \u3000]{2,}")
_ENDED = re.compile(r"[。：；]")
_HEADING = 30
"""Characters of a heading between rows, at most."""
_EMPTY = offsets.whole("")
_STROKE = re.compile(rf"[{_LINE}]{{2,}}")


def with_tabs(lines: Sequence[Line]) -> list[Line]:
    """The lines, each row of a drawn table on one with its cells parted by tabs; what draws it is left out."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        rows, end = _table(lines, place)
        found += rows or [lines[place]]
        place = end if rows else place + 1
    return found


def _table(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """The rows of the table at ``start``, and where it ends; no rows where none begins there."""
    line = lines[start]
    if _is_rule(line) and (rows := _rows(lines[start : (end := _end(lines, start))])):
        return rows, end
    rows = _spaced(lines, start) if "  " in line.clean.text or "\u3000" in line.clean.text else []
    return rows, start + len(rows)


def _is_rule(line: Line) -> bool:
    """A rule from edge to edge with a joint in it."""
    squash = line.squash
    return (squash[0] in "+├" or "┌" <= squash[0] <= "╰") and bool(_RULE.fullmatch(squash) and _JOINT.search(squash))


def _end(lines: Sequence[Line], start: int) -> int:
    """The first line behind a rule that is neither a rule nor stands between bars."""
    return next(
        (at for at in range(start, len(lines)) if not (_is_rule(lines[at]) or _ROW.fullmatch(lines[at].squash))),
        len(lines),
    )


def _spaced(lines: Sequence[Line], start: int) -> list[Line]:
    """The head at ``start`` and the rows below it, of as many cells; a short line between them heads those below.
    None where they are fewer than two."""
    cells = _GAP.split(lines[start].clean.text.strip())
    heads = tuple(map(squashed, cells))
    if len(heads) < 2 or not is_head(heads) or not any(map(BODIES.search, heads)):
        return []
    found: list[Line] = []
    rows = 0
    for line in lines[start:]:
        parts = _GAP.split(line.clean.text.strip())
        if len(parts) != len(heads) and (len(parts) > 1 or len(line.squash) > _HEADING or _ENDED.search(line.squash)):
            break
        found.append(_spaced_row(line) if len(parts) > 1 else line)
        rows = len(found) if len(parts) > 1 else rows
    return found[:rows] if rows > 2 else []


def _spaced_row(line: Line) -> Line:
    row = offsets.substitute(offsets.strip(line.clean), _GAP, "\t")[0]
    return Line(row, squashed(row.text), line.page, line.first_on_page)


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The rows between the rules; where only one stands below the head, or none, each line with a first cell begins
    a row. None where there are fewer than two."""
    groups: list[list[list[CleanText]]] = [[]]
    shared: list[set[int]] = [set()]  # the columns of each row whose cell began above: the rule does not part them
    for line in lines:
        cells = _cells(line)
        strokes = {column for column, cell in enumerate(cells) if _STROKE.fullmatch(cell.text)}
        if _is_rule(line) or strokes:
            beside = set() if _is_rule(line) else set(range(len(cells))) - strokes
            groups.append([[cell if column in beside else _EMPTY for column, cell in enumerate(cells)]] * bool(beside))
            shared.append(beside)
        else:
            groups[-1].append(cells)
    kept = [number for number, group in enumerate(groups) if group]
    table = [groups[number] for number in kept]
    if len(table) < 3:
        table, kept = _by_lines(table), []
    width = max((len(group[0]) for group in table), default=0)
    if len(table) < 2 or width < 2:
        return []
    rows = [[_joined(group, column) for column in range(width)] for group in table]
    for row, number in enumerate(kept):
        for column in shared[number]:
            _put(rows, row, column)
    return [_line(row, lines[0]) for row in rows]


def _put(rows: list[list[CleanText]], row: int, column: int) -> None:
    """Give what stands in a cell that began above to the rows above too, and what stands there to it."""
    above, here = rows[row - 1][column], rows[row][column]
    whole = offsets.join([above, here])
    for k in range(row, -1, -1):
        if k < row and rows[k][column] is not above:
            break
        rows[k][column] = whole


def _by_lines(groups: Sequence[list[list[CleanText]]]) -> list[list[list[CleanText]]]:
    found: list[list[list[CleanText]]] = []
    for cells in (cells for group in groups for cells in group):
        if found and not cells[0].text and len(cells) == len(found[-1][0]):
            found[-1].append(cells)
        else:
            found.append([cells])
    return found


def _cells(line: Line) -> list[CleanText]:
    """What stands between the bars of a line."""
    bare = offsets.strip(line.clean)
    marks = [match.start() for match in _BETWEEN.finditer(bare.text)]
    return [offsets.strip(offsets.cut(bare, start + 1, end), " \u3000") for start, end in pairwise(marks)]


def _joined(group: Sequence[Sequence[CleanText]], column: int) -> CleanText:
    """The lines of a cell put together."""
    return offsets.join([cells[column] for cells in group if column < len(cells)])


def _line(row: Sequence[CleanText], like: Line) -> Line:
    whole = offsets.join(row, "\t")
    return Line(whole, squashed(whole.text), like.page, like.first_on_page)
