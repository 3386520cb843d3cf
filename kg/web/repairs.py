"""What was repaired in the words of a document: the steps of the reader once more, on the text kept with the build."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from kg.model import DocumentFacts, RawText, Repair
from kg.text.repair import repair
from kg.web.source_text import extent

SHOWN = 200
"""Repairs listed one by one; the counts hold all of them."""
_FILES_KEPT = 2


@dataclass(frozen=True, slots=True)
class Repairs:
    """How often each step changed something in a document, and the first of the changes."""

    steps: tuple[tuple[str, int], ...]
    shown: tuple[Repair, ...]
    total: int


def of_document(text: str, facts: DocumentFacts) -> Repairs:
    """The repairs between the first and the last words of a document; ``text`` is that of its source file."""
    start, end = extent(facts, len(text), margin=0)
    found = sorted((one for one in _of_file(text) if start <= one.span[0] < end), key=lambda one: one.span)
    steps = Counter(one.step for one in found)
    return Repairs(tuple(sorted(steps.items(), key=lambda one: (-one[1], one[0]))), tuple(found[:SHOWN]), len(found))


@lru_cache(maxsize=_FILES_KEPT)
def _of_file(text: str) -> tuple[Repair, ...]:
    """Steps look at the whole file, as a glyph may be proved by words elsewhere in it."""
    return tuple(repair(RawText("", "", "", "text/plain", text))[1])
