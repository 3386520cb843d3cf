"""The source text with its statements marked: cut at every place where a statement begins or ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.model import DocumentFacts, Evidence, Span

MARGIN = 300
"""Characters of the file shown before and after the document's own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the source that the same statements cover. ``names`` are the anchors that begin here."""

    text: str
    kinds: tuple[str, ...]
    chosen: bool
    names: tuple[str, ...]
    page: int | None  # where a page was first seen to begin


def statements(facts: DocumentFacts) -> Iterator[tuple[str, Evidence]]:
    """Every statement's words, with the kind of statement."""
    for kind in ("responsibilities", "citations", "deadlines", "members", "hosts", "aliases", "appointments"):
        for item in getattr(facts, kind):
            yield kind, item.evidence
    for _, evidence in facts.evidence:
        yield "head", evidence


def extent(facts: DocumentFacts, length: int, margin: int = MARGIN) -> Span:
    """The part of the file that is shown: everything the document says, and ``margin`` characters around it."""
    spans = [span for _, evidence in statements(facts) for span in evidence.spans]
    spans += [span for clause in facts.clauses for span in clause.evidence.spans]
    if not spans:
        return 0, length
    return max(0, min(span[0] for span in spans) - margin), min(length, max(span[1] for span in spans) + margin)


def read_spans(text: str, length: int) -> tuple[Span, ...]:
    """The spans of ``?at=``: ``12-34,50-60``. Those that do not lie in the text count as not given."""
    found = []
    for part in text.split(",")[:50]:
        start, _, end = part.strip().partition("-")
        if start.isdecimal() and end.isdecimal() and len(end) < 12 and int(start) < int(end) <= length:
            found.append((int(start), int(end)))
    return tuple(found)


def pieces(text: str, facts: DocumentFacts, chosen: tuple[Span, ...]) -> list[Piece]:
    """The shown part of the file in pieces; the chosen spans have anchors, and so has every statement."""
    shown = extent(facts, len(text))
    if chosen:
        shown = min(shown[0], min(chosen)[0]), max(shown[1], max(end for _, end in chosen))
    marks = [(span, kind) for kind, evidence in statements(facts) for span in evidence.spans]
    inside = {cut for (start, end) in (*chosen, *(span for span, _ in marks)) for cut in (start, end)}
    pages = _page_starts(facts)
    cuts = sorted({*shown, *(cut for cut in {*inside, *pages} if shown[0] < cut < shown[1])})
    anchors: dict[int, list[str]] = {}
    for start, end in sorted({*chosen, *(span for span, _ in marks)}):
        anchors.setdefault(start, []).append(f"c{start}-{end}")
    made = []
    for start, end in pairwise(cuts):
        kinds = sorted({kind for span, kind in marks if span[0] <= start and end <= span[1]})
        picked = any(span[0] <= start and end <= span[1] for span in chosen)
        made.append(Piece(text[start:end], tuple(kinds), picked, tuple(anchors.get(start, ())), pages.get(start)))
    return made


def _page_starts(facts: DocumentFacts) -> dict[int, int]:
    """Where a page is first seen: the beginning of its first clause or statement."""
    places: dict[int, int] = {}
    evidence = [item for _, item in statements(facts)] + [clause.evidence for clause in facts.clauses]
    for item in evidence:
        if item.page is not None and item.spans:
            places[item.page] = min(places.get(item.page, item.spans[0][0]), item.spans[0][0])
    return {start: page for page, start in places.items()}
