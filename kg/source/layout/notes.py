"""What is printed around running text and is not part of it: the numbers of lines, notes at the foot of a page, heads
that run down the edge of a page.

Notes are left out as those of Word files are (kg.source.word.docx): their marks would stand inside sentences and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from kg.source.layout.runs import Glyph, Run, advance, rows, runs

_PIECE = 0.3  # ems of white that part a number from the line beside it
_FEWEST = 5  # lines that are numbered, at least
_LINES = 0.6  # of a page's rows that have a number
_FILLED = 0.3  # of the numbered lines that end where the others do
_DIGITS = frozenset("0123456789")
_MARK = re.compile(r"[\[［〔]?(\d{1,2}|[①-⑳*＊※])[\]］〕.．、]?")
_IN_MARKS = frozenset("0123456789[]［］〔〕*＊※①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_SMALL = 0.75  # of the height of the line that it stands in, that a mark has at most
_RAISED = 0.2  # of that height by which it stands higher
_NOTE = 0.92  # of the size of running text, that a note has at most
_BELOW = 2.0  # ems from a line of a note to the next one, at most
_LINE = 4  # characters of a line of text, beside all of which the edge of a page lies
_STACK = 4  # characters one below the other that are a head, at least
_PITCH = 2.0  # ems from one of them to the next, at most


def without(glyphs: list[Glyph], found: Sequence[Run]) -> list[Glyph]:
    """The glyphs of a page that are running text, the same list where all are; ``found``: its runs."""
    return _without_notes(_without_stacks(_without_numbers(glyphs, found), found), found)


def _without_stacks(glyphs: list[Glyph], found: Sequence[Run]) -> list[Glyph]:
    """The glyphs without the edges of the page in which a head runs down: the name of a gazette, letter below letter,
    with the number of the page."""
    single = [run for run in found if len(run.text) == 1 and "一" <= run.text <= "龥"]
    lines = [run for run in found if len(run.text) >= _LINE] if len(single) >= _STACK else []
    if not lines:
        return glyphs
    left, right = min(run.left for run in lines), max(run.right for run in lines)
    for beyond in ([run for run in single if run.right <= left], [run for run in single if run.left >= right]):
        order = sorted(beyond, key=lambda run: run.top)
        if sum(below.top - above.top < _PITCH * advance(above) for above, below in pairwise(order)) >= _STACK - 1:
            start, end = min(run.left for run in order), max(run.right for run in order)
            glyphs = [one for one in glyphs if not start <= (one[0] + one[2]) / 2 <= end]
    return glyphs


def _without_notes(glyphs: list[Glyph], found: Sequence[Run]) -> list[Glyph]:
    """The glyphs without notes: small lines that begin with a mark which a line above them bears as well."""
    size = median(advance(run) for run in found) if found else 0.0
    small = [run for run in found if advance(run) < _NOTE * size]
    openings = [(match[1], run) for run in small if (match := _MARK.match(run.text)) and len(run.text) > match.end()]
    if not openings:
        return glyphs
    raised = list(_raised(glyphs))
    left_out: list[tuple[float, float, float, float]] = []
    for mark, run in openings:
        calls = [call for call in raised if _mark_of(call) == mark and call[0][1] < run.top - size]
        if calls:
            left_out += [one[:4] for one in calls[-1]]
            left_out += [(line.left, line.top, line.right, line.bottom) for line in _note(run, small)]
    return [one for one in glyphs if not any(_is_in(one, box) for box in left_out)] if left_out else glyphs


def _raised(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Figures and brackets printed small and high behind a letter, those side by side together."""
    call: list[Glyph] = []
    letter = glyphs[0]
    for one in glyphs:
        high = letter[3] - letter[1]
        figure = one[4].strip() in _IN_MARKS and one[3] - one[1] < _SMALL * high
        if figure and letter[1] - high < one[3] < letter[3] - _RAISED * high:
            call.append(one)
            continue
        if call:
            yield call
            call = []
        letter = one
    if call:
        yield call


def _mark_of(call: Sequence[Glyph]) -> str:
    return "".join(one[4] for one in call).strip(" []［］〔〕")


def _note(first: Run, small: Sequence[Run]) -> Iterator[Run]:
    """The lines of a note: the first one, and the small ones below it down to the next note."""
    last = first
    yield first
    for run in sorted(small, key=lambda one: one.middle):
        if run.middle <= last.middle or not first.left - 3 * advance(first) < run.left < first.right:
            continue
        far = run.top - last.bottom > _BELOW * advance(first)
        if far or _MARK.match(run.text):
            return
        yield run
        last = run


def _is_in(one: Glyph, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= (one[0] + one[2]) / 2 <= box[2] and box[1] <= (one[1] + one[3]) / 2 <= box[3]


def _without_numbers(glyphs: list[Glyph], found: Sequence[Run]) -> list[Glyph]:
    """The glyphs without the numbers that count lines."""
    edged = sum(run.text[0] in _DIGITS or run.text[-1] in _DIGITS for run in found)
    if edged < _FEWEST or edged < len(found) / 3:
        return glyphs
    pieces = runs(glyphs, _PIECE)
    numbers = [run for run in pieces if run.text.strip().isdecimal() and len(run.text.strip()) < 5]
    strips = [strip for strip in _strips(numbers) if _are_lines(strip, pieces)]
    if not strips:
        return glyphs
    bounds = [(min(run.left for run in strip), max(run.right for run in strip)) for strip in strips]
    return [one for one in glyphs if not any(left < (one[0] + one[2]) / 2 < right for left, right in bounds)]


def _strips(numbers: Sequence[Run]) -> Iterator[list[Run]]:
    """Numbers one below the other."""
    strip: list[Run] = []
    for run in sorted(numbers, key=lambda one: one.left):
        if strip and run.left > max(one.right for one in strip):
            yield strip
            strip = []
        strip.append(run)
    if strip:
        yield strip


def _are_lines(strip: Sequence[Run], pieces: Sequence[Run]) -> bool:
    """Whether numbers count the lines beside them: one by one, almost every line of running text."""
    if len(strip) < _FEWEST:
        return False
    left, right = min(run.left for run in strip), max(run.right for run in strip)
    others = [run for run in pieces if run.right <= left or run.left >= right]
    if len(others) + len(strip) < len(pieces):
        return False
    order = sorted(strip, key=lambda run: run.middle)
    steps = sum(int(below.text) - int(above.text) == 1 for above, below in pairwise(order))
    if steps < _FEWEST - 1 or steps < _LINES * len(order):
        return False
    beside = [_beside(run, others) for run in order]
    left, right = min(run.left for run in beside), max(run.right for run in beside)
    lines = list(rows([run for run in others if left < (run.left + run.right) / 2 < right]))
    if len(order) < _LINES * len(lines):
        return False
    ends = [row[-1].right for row in lines]
    return sum(end > max(ends) - 1.5 * median(map(advance, beside)) for end in ends) >= _FILLED * len(lines)


def _beside(number: Run, others: Sequence[Run]) -> Run:
    """The piece of a line that is nearest to a number on its level; the number itself where none is."""
    level = [run for run in others if abs(run.middle - number.middle) < run.height / 2]
    return min(level, key=lambda run: max(run.left - number.right, number.left - run.right), default=number)
