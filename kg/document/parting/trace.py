"""How a file was read: what was dropped as furniture, and which block went to which document in which order."""

from __future__ import annotations

from dataclasses import dataclass

from kg.document.line import paragraphs
from kg.document.line.lines import Line
from kg.document.parting.arrangement import drafts_of
from kg.document.parting.draft import Draft
from kg.model import CleanText, RawText, Span
from kg.text import offsets


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file: what it was taken for, where it stands and how it begins and ends."""

    kind: str  # title | number | addressee | text | frame | furniture
    page: int | None
    span: Span
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Each document's number or title with its pieces in reading order; what was dropped; what joining lines mended."""

    documents: tuple[tuple[str, tuple[Piece, ...]], ...]
    furniture: tuple[Piece, ...]
    mended: tuple[tuple[str, int], ...] = ()  # step -> how often: lines joined, spaces taken out


def trace(clean: CleanText, raw: RawText) -> Trace:
    """How the file's lines became documents."""
    drafts, dropped = drafts_of(clean, raw)
    found: list[tuple[str, tuple[Piece, ...]]] = []
    for draft in drafts:
        head = [block for block in (draft.title, draft.number) if block]
        parts = [*head, *draft.cover, *draft.frames, *draft.main]
        name = draft.number.text if draft.number else draft.title.text if draft.title else raw.source
        found.append((name, tuple(_piece(block.kind, block.lines, raw) for block in parts if block.lines)))
    furniture = tuple(_piece("furniture", (line,), raw) for line in dropped)
    return Trace(tuple(found), furniture, _mended(drafts))


def _mended(drafts: list[Draft]) -> tuple[tuple[str, int], ...]:
    joined = spaces = 0
    for draft in drafts:
        for part in (draft.cover, draft.main):
            text = [line for block in part for line in block.lines if block.kind == "text"]
            whole = paragraphs.paragraphs_of(text)
            joined += len(text) - len(whole)
            spaces += sum(len(line.clean.text) for line in text) - sum(len(piece.text) for piece in whole)
    return (("joined_lines", joined), ("inner_spaces", spaces))


def _piece(kind: str, block: tuple[Line, ...], raw: RawText) -> Piece:
    first, last = block[0], block[-1]
    spans = offsets.spans(first.clean, 0, len(first.clean.text), raw.text)
    end = last.clean.at[-1] + 1
    return Piece(kind, first.page, (spans[0][0], end), first.squash[:24], last.squash[-16:])
