"""Columns of a table without rules: their lines, and what a step from a line to the next says of cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from kg.source.layout.runs import Run

NUMBER = re.compile(r"[（(]?\d{1,3}[)）).．、]?")
MORE = 0.1
"""Ems by which white between cells is more than between the lines of a cell."""

_SHORT = 1.6  # ems of white behind a line that ended before its column did
_GOES_ON = ("、", "，", "（", "《", "“")
_ENDED = ("。", "；")
_WHOLE = r"[^、，。；（）]{2,}(?:局|厅|中心|[支总大]队|公司)|[^、，。；（）]{3,}[委办]"
_NAME = r"[^、，。；（）]*(?:局|委|办|部|厅|院|会|中心|府|联|队|社|行|公司|室)(?:、.*)?"
_FRESH = re.compile(
    rf"(?:.*[、，])?(?:{_WHOLE})\n{_NAME}"
    r"|.*[局委办部厅院会心府联队社行司道室）]\n[市省县区州盟旗各国团].*"
    r"|.*\n(?:(?:19|20)\d\d年|\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]).*"
)
"""A name above a name; a line with a date or the number of an item in front: they begin something new."""
_TIGHT = 0.1  # of the lines that end early, before which no more white shows that rows stand as near as lines
_FREQUENT = 0.2  # of the steps between lines of a text that are alike
_NUMBERED = 0.6  # of the lines of a column of ordinals that are numbers


@dataclass(slots=True)
class Column:
    """The lines of a column from the top; for each but the last the step to the next one, in ems, and by its look
    whether its text runs on there, and whether something new begins there."""

    lines: list[Run]
    width: float
    steps: list[float] = field(default_factory=list)
    running: list[bool] = field(default_factory=list)
    fresh: list[bool] = field(default_factory=list)

    @property
    def numbered(self) -> bool:
        """Whether it is a column of ordinals."""
        numbers = sum(is_number(line) for line in self.lines)
        return numbers > 0 and numbers >= _NUMBERED * len(self.lines)


def is_number(line: Run) -> bool:
    """Whether a line is the ordinal of a row."""
    return NUMBER.fullmatch(line.text.strip()) is not None


def column(pieces: Iterable[Run], width: float, em: float) -> Column:
    """What stands in a column of so much room, line by line."""
    lines: list[Run] = []
    for run in sorted(pieces, key=lambda one: (one.middle, one.left)):
        last = lines[-1] if lines else None
        if last is not None and run.middle - last.middle < 0.5 * em:
            text = last.text + run.text if last.left < run.left else run.text + last.text
            sides = min(last.left, run.left), max(last.right, run.right)
            lines[-1] = Run(sides[0], min(last.top, run.top), sides[1], max(last.bottom, run.bottom), text)
        else:
            lines.append(Run(run.left, run.top, run.right, run.bottom, run.text))
    steps = [(below.middle - above.middle) / em for above, below in pairwise(lines)]
    found = Column(lines, width, steps)
    for line, below in pairwise(lines):
        text = line.text.rstrip()
        fresh = is_number(line) or _FRESH.fullmatch(f"{text}\n{below.text.strip()}") is not None
        full = line.right - line.left > width - _SHORT * em > 0 and len(text) > 1 and not text.endswith(_ENDED)
        found.running.append(text.endswith(_GOES_ON) or (full and not fresh))
        found.fresh.append(fresh and not found.running[-1])
    return found


def pitch(columns: Sequence[Column]) -> float:
    """Ems from line to line of a cell, 0 where no cell shows two lines: the least that is frequent."""
    steps = sorted(step for one in columns for step, running in zip(one.steps, one.running, strict=True) if running)
    for k, step in enumerate(steps):
        like = [other for other in steps[k:] if other < step + MORE]
        if len(like) >= _FREQUENT * len(steps):
            return median(like)
    return 0.0


def parts_rows(columns: Sequence[Column], least: float) -> bool:
    """Whether more white parts the rows than the lines of a cell, ``least`` ems from one to the next."""
    ends = [step for one in columns for step, running in zip(one.steps, one.running, strict=True) if not running]
    return sum(step < least + MORE for step in ends) < _TIGHT * len(ends)
