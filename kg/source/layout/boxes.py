"""Text in a frame that stands in the midst of a sentence: short items which fill the foot of a column or a page.

It is read behind the sentence, be that on the next page. A frame between paragraphs stays where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from kg.source.layout.runs import Run

Box = tuple[float, float, float, float]
"""Left, top, right, bottom of a frame without rules inside."""
Piece = tuple[int, list[str]]
"""The number of the frame that a row stands in, -1 outside of all, and the lines that it is printed as."""

_ENDS = tuple("。；：！？!?;:")
_FULL = 0.9  # of the widest of the lines above that a line in the midst of a sentence fills
_ABOVE = 12


def frame_of(row: Sequence[Run], frames: Sequence[Box]) -> int:
    """The number of the frame that holds a whole row, else -1."""
    for number, (left, top, right, bottom) in enumerate(frames):
        if all(left <= run.left and run.left + run.right <= 2 * right and top <= run.middle <= bottom for run in row):
            return number
    return -1


def behind_sentences(pieces: Iterable[Piece], waiting: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of a page in order; and of them what has to wait for the next page, at their end.

    ``waiting``: what had to wait on the page before.
    """
    found: list[str] = []
    held = list(waiting)
    for frame, group in groupby(pieces, key=lambda piece: piece[0]):
        lines = [line for _, printed in group for line in printed]
        if frame < 0:
            for line in lines:
                found.append(line)
                if held and line.endswith(_ENDS):
                    found += held
                    held = []
        elif _is_open(found):
            held += lines
        else:
            found += lines
    return [*found, *held], held


def _is_open(lines: Sequence[str]) -> bool:
    """Whether the last line is full and no sentence ends with it."""
    if not lines or lines[-1].endswith((*_ENDS, "”", "）")):
        return False
    return _width(lines[-1]) >= _FULL * max(map(_width, lines[-_ABOVE:]))


def _width(line: str) -> float:
    return sum(0.5 if one.isascii() else 1.0 for one in line)
