"""Where the pages of a plain text begin, as text extraction tools mark them."""

from __future__ import annotations

import re

from kg.model import Page

_MARKED_LINE = re.compile(r"^ (?=\S)", re.MULTILINE)
_FULL_LINE = re.compile(r"^.*\S", re.MULTILINE)
_FEWEST_MARKS = 3
_LINES_A_MARK = 5


def pages(text: str) -> tuple[Page, ...]:
    """Return the pages of ``text`` in order, without gaps; () where it has none.

    A form feed ends a page. Without one, a line that starts with exactly one space begins a page, if there
    are three such lines or more and they are few among the lines: some extraction tools leave that mark on
    the first line of each page, whereas a text that indents by one space has it on every paragraph.
    """
    if "\f" in text.rstrip("\f"):
        starts = [0, *(match.end() for match in re.finditer("\f", text.rstrip()))]
    else:
        starts = [match.start() for match in _MARKED_LINE.finditer(text)]
        lines = sum(1 for _ in _FULL_LINE.finditer(text)) if len(starts) >= _FEWEST_MARKS else 0
        if lines < max(1, len(starts)) * _LINES_A_MARK:
            return ()
        starts = [0, *starts] if text[: starts[0]].strip() else [0, *starts[1:]]
    ends = [*starts[1:], len(text)]
    return tuple(Page(number, start, end) for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1))
