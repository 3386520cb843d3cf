"""Units that are longer than anything that people number, cut into stretches of bounded length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import CleanText
from kg.text import offsets

LONGEST = 20_000
"""Characters of a clause: two dozen printed pages. What costs more than its length within a clause stays bounded, also
in a text of one line; the rest goes on in further clauses with the same path."""


def in_stretches(paragraphs: Iterable[CleanText]) -> Iterator[list[CleanText]]:
    """The paragraphs of a unit, nearly always all of them; of a longer one as many at a time as LONGEST allows."""
    held, size = list[CleanText](), 0
    for paragraph in paragraphs:
        for part in _bounded(paragraph):
            if held and size + len(part.text) > LONGEST:
                yield held
                held, size = [], 0
            held.append(part)
            size += len(part.text)
    yield held


def _bounded(paragraph: CleanText) -> Iterator[CleanText]:
    """A paragraph in parts of at most LONGEST characters, cut behind sentences where it has them."""
    start = 0
    while len(paragraph.text) - start > LONGEST:
        ends = (paragraph.text.rfind(mark, start, start + LONGEST) + 1 for mark in "。；，")
        end = next((end for end in ends if end), start + LONGEST)
        yield offsets.cut(paragraph, start, end)
        start = end
    yield offsets.cut(paragraph, start) if start else paragraph
