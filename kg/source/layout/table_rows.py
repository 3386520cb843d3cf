"""Lines of a table without rules → its rows: by numbers, by white, and by cells that end before their column does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.source.layout.runs import Run

NUMBER = re.compile(r"[（(]?\d{1,3}[）).．、]?")
FURTHEST = 4.0
"""Ems from line to line of a table, at most."""

_CLEAR = 0.15  # ems by which white between rows is more than between lines
_SHORT = 1.6  # ems of white behind a line that ended before its column did


@dataclass(slots=True)
class Band:
    """Lines beside each other, of one row of the table or a part of it."""

    top: float
    bottom: float
    cells: dict[int, list[Run]]  # column -> its lines, from the top

    @property
    def number(self) -> bool:
        return 0 in self.cells and NUMBER.fullmatch(self.cells[0][-1].text.strip()) is not None

    def last(self, column: int, em: float) -> Run:
        """The end of a column's last line."""
        bottom = self.cells[column][-1].middle - em / 2
        return max((run for run in self.cells[column] if run.middle > bottom), key=lambda run: run.right)


def lines_beside(pieces: Iterable[Run], column_of: Callable[[Run], int], em: float) -> list[Band]:
    """Lines beside each other, however the columns' lines lie against each other."""
    found: list[Band] = []
    for run in sorted(pieces, key=lambda one: (one.middle, one.left)):
        top, bottom = run.middle - em / 2, run.middle + em / 2
        if found and top < found[-1].bottom - 0.1 * em:
            found[-1].bottom = max(found[-1].bottom, bottom)
        else:
            found.append(Band(top, bottom, {}))
        found[-1].cells.setdefault(column_of(run), []).append(run)
    return found


def ends_of_rows(bands: Sequence[Band], rights: Sequence[float], headed: bool, em: float) -> list[int]:
    """The bands behind which a row of the table ends."""
    steps, running, ended = _steps(bands, rights, em)
    numbers = [k for k, band in enumerate(bands) if band.number and (k or not headed)]
    if numbers and (len(numbers) > 1 or not headed or len(bands) < 4):
        starts = [0, *numbers] if numbers[0] else numbers
        return [_break(steps, running, a, b) for a, b in pairwise(starts)]
    if all(len(band.cells) == len(rights) for band in bands) and max(steps, default=0) - min(steps, default=0) < _CLEAR:
        return list(range(len(bands) - 1))
    least = min(steps, default=0.0)
    clear = {k for k, step in enumerate(steps) if (headed and not k) or step > least + _CLEAR}
    found = set(clear)
    for above, at in ended:
        if found.isdisjoint(range(above, at)):
            found.add(_break(steps, running, above, at))
    for k, after in pairwise([*sorted(found), len(bands) - 1]):
        if k not in clear and not any(0 in band.cells for band in bands[k + 1 : after + 1]):
            found.remove(k)  # a row has something in its first column
    return sorted(found)


def _break(steps: Sequence[float], running: Sequence[set[int]], start: int, end: int) -> int:
    """Where the row of one number ends and that of the next begins: at the widest white; of like ones, where the fewest
    cells run on, the last."""
    most = max(steps[start:end])
    like = [k for k in range(start, end) if steps[k] > most - _CLEAR]
    return min(reversed(like), key=lambda k: len(running[k]))


def _steps(
    bands: Sequence[Band], rights: Sequence[float], em: float
) -> tuple[list[float], list[set[int]], list[tuple[int, int]]]:
    """Behind each band: the shortest step of a column from a line above to the next one below, in ems, and the columns
    whose line above fills them; and each pair of bands between which a cell of a column ends: with a sentence or before
    its column does. Lines of the columns may lie between each other's."""
    steps = [FURTHEST] * (len(bands) - 1)
    running: list[set[int]] = [set() for _ in steps]
    ended: list[tuple[int, int]] = []
    last: dict[int, tuple[int, Run]] = {}
    for at, band in enumerate(bands):
        for column, lines in band.cells.items():
            above, line = last.get(column, (at, lines[0]))
            step = (lines[0].middle - line.middle) / em
            full = line.right > rights[column] - _SHORT * em and not line.text.endswith("。")
            for k in range(above, at):
                steps[k] = min(steps[k], step)
                if full:
                    running[k].add(column)
            if not full and at > above:
                ended.append((above, at))
            last[column] = (at, band.last(column, em))
    return steps, running, ended
