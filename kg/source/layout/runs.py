"""Glyphs with places on a page → runs on a base line, and rows of runs side by side.

Coordinates run from the left and from the top, in any unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Glyph = tuple[float, float, float, float, str]
"""Left, top, right, bottom, text."""

MARKS = "，。；：、）》”"
"""Marks of which the right half is white: at the end of a line they may hang over the edge of their column."""

_RUN_GAP = 1.3  # ems between two glyphs of one run; columns are further apart
_SPACE_GAP = 0.5  # ems that are printed as a space
_WIDE_GAP = 1.5  # ems that keep two parts of a line apart


@dataclass(slots=True)
class Run:
    """Glyphs side by side on one base line."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def runs(glyphs: Iterable[Glyph], widest: float = _RUN_GAP) -> list[Run]:
    """Glyphs joined that follow each other on a base line less than ``widest`` ems apart; one printed twice to look
    bold counts once."""
    found: list[Run] = []
    last: Glyph | None = None
    for glyph in glyphs:
        left, top, right, bottom, text = glyph
        em = max(bottom - top, right - left, 0.1)  # the box of 一 is flat
        if last is not None:
            run = found[-1]
            level = abs((top + bottom) / 2 - run.middle) < 0.4 * max(em, run.height)
            gap = left - run.right
            if level and text == last[4] and abs(left - last[0]) < min(0.25 * em, 0.5 * (right - left)):
                continue
            if level and -0.5 * em < gap < widest * min(em, run.height):
                run.text += (" " if gap > _SPACE_GAP * em else "") + text
                run.right = max(run.right, right)
                run.top, run.bottom = min(run.top, top), max(run.bottom, bottom)
                last = glyph
                continue
        found.append(Run(left, top, right, bottom, text))
        last = glyph
    return found


def in_lines(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs line by line, each line from left to right, however they were drawn."""
    single = [Run(*glyph) for glyph in glyphs]
    return [(run.left, run.top, run.right, run.bottom, run.text) for row in rows(single) for run in row]


def rows(found: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs side by side, from the top to the bottom; each row from left to right."""
    row: list[Run] = []
    for run in sorted(found, key=lambda one: (one.middle, one.left)):
        if row and not _level(row, run):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(run)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _level(row: Sequence[Run], run: Run) -> bool:
    """On one line: more than half of the lower of the two stands beside the other."""
    largest = max(row, key=lambda one: one.height)
    shared = min(largest.bottom, run.bottom) - max(largest.top, run.top)
    return shared > 0.5 * min(largest.height, run.height)


def advance(run: Run) -> float:
    """The width of a Chinese character of the run."""
    return (run.right - run.left) / max(sum(0.5 if one.isascii() else 1.0 for one in run.text), 1.0)


def text_of(row: Sequence[Run]) -> str:
    """The text of a row, with a space or two where it has gaps."""
    text = row[0].text
    for before, run in pairwise(row):
        gap = (run.left - before.right) / max(min(run.height, before.height), 0.1)
        text += ("  " if gap > _WIDE_GAP else " " if gap > _SPACE_GAP else "") + run.text
    return text.rstrip()
