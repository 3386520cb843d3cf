"""Plain text whose columns stand side by side on a line, as « pdftotext -layout » and the like print a page.

A line of such a text runs on through the columns; read as it stands, every sentence is torn. The characters have places
all the same: those of a page of letters as wide as each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from kg.source.extracted import PAGE_END, Extracted, paged
from kg.source.layout import columns
from kg.source.layout.layout import Layout
from kg.source.layout.runs import Glyph, runs

_PARTED = re.compile(r"\S {2,}(?=\S)|^ {20,}(?=\S)")
"""A line with white inside, or none but in its second half."""
_SHARE = 0.3  # of a text's lines that are so, at least
_FEWEST = 20  # lines of a text that are so, at least
_PAGES = 0.5  # of the pages on which columns are seen, at least
_HIGH, _PITCH = 2.0, 3.0  # of a letter and of a line, where half a square is the width of a Latin letter
_WIDTHS = (2.0, 1.0)
"""Of a Chinese character: as it is displayed, or as characters are counted."""
_WIDE = frozenset("WFA")


def in_order(text: str, encoding: str) -> Extracted:
    """The text column by column where it is set in columns, else as it is."""
    plain = Extracted(text, "text/plain", encoding)
    if PAGE_END not in text or "\t" in text:
        return plain
    lines = [line for line in text.splitlines() if line.strip()]
    parted = sum(bool(_PARTED.search(line)) for line in lines)
    if parted < _FEWEST or parted < _SHARE * len(lines):
        return plain
    pages = [page.split("\n") for page in text.replace("\r", "").rstrip(f"{PAGE_END}\n").split(PAGE_END)]
    for width in _WIDTHS:
        placed = [list(_glyphs(page, width)) for page in pages]
        if sum(bool(columns.gutters_of(runs(page))) for page in placed if page) >= _PAGES * len(pages):
            layout = Layout()
            for glyphs in placed:
                layout.lines(glyphs)
            whole, found = paged(layout.pages)
            return Extracted(whole, "text/plain", encoding, found)
    return plain


def _glyphs(lines: Sequence[str], width: float) -> Iterator[Glyph]:
    """The characters of a page at their places."""
    for row, line in enumerate(lines):
        place = 0.0
        for character in line:
            wide = width if east_asian_width(character) in _WIDE else 1.0
            if not character.isspace():
                yield place, _PITCH * row, place + wide, _PITCH * row + _HIGH, character
            place += wide
