"""How a file was read: what was dropped as furniture, and which block went to which document in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.document import (
    blocks,
    contents,
    decrees,
    indents,
    linear,
    lines,
    openings,
    order,
    paragraphs,
    runon,
    signals,
    succession,
    typed_tables,
)
from kg.document.draft import Draft
from kg.document.lines import Line
from kg.document.titles import Title
from kg.model import CleanText, RawText, Span
from kg.text import offsets

_SET = frozenset({"application/pdf", "application/ofd"})
_HEAD = 4
"""Lines above the title of a document, at most."""
_NEAR = 60
"""Lines in which the title of a document is looked for."""
_UNBROKEN = 400
"""Characters of a stretch of lines that fill the column, in a text that has lost its line breaks."""


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


def drafts_of(clean: CleanText, raw: RawText) -> tuple[list[Draft], list[Line]]:
    """The documents of a file being put together, and the lines dropped as furniture."""
    kept, dropped = lines.without_furniture(typed_tables.unbarred(lines.lines_of(clean, raw)))
    kept, listed = contents.without_contents(kept)
    dropped += listed
    kept = typed_tables.with_tabs(indents.trusted(lines.mended(kept)))
    drafts = _drafts_of(kept, dropped, raw.media_type in _SET)
    if len(drafts) < 2 and _signs(drafts) < 3:
        whole = paragraphs.unwrapped(kept)
        if any(len(line.squash) > _UNBROKEN for line in whole):
            split = runon.split_long_lines(whole)
            through = linear.drafts_of(succession.portions(split, openings.seen(split)))
            drafts = through if _signs(through) > _signs(drafts) else drafts
    return drafts, dropped


def _drafts_of(kept: list[Line], dropped: list[Line], placed: bool) -> list[Draft]:
    """``placed``: the reader saw where on the page each line stands, and put them in order by that."""
    split = runon.split_long_lines(kept)
    seen = openings.seen(split)
    portions = succession.portions(split, seen)
    if all(line.page is None for line in kept):
        return linear.drafts_of(portions)
    read = _titles(split, portions, frozenset(title.start for title in seen.titles))
    drafts = order.drafts_of(blocks.blocks_of(split, dropped, seen, decrees.extents(split), read))
    straight = not succession.broken(portions) if placed else succession.parted(portions)
    if not (straight or _straight(drafts)):
        return drafts
    through = linear.drafts_of(portions)
    return through if _heads(through) >= _heads(drafts) else drafts


def _titles(lines: Sequence[Line], portions: Sequence[Sequence[Line]], known: frozenset[int]) -> list[Title]:
    """The titles that stand where documents begin, if they are not ``known``, by the lines that hold them."""
    found: list[Title] = []
    first = 0
    for portion in portions:
        near = range(first, min(first + _HEAD, len(lines)))
        draft = None if known.intersection(near) else linear.drafts_of([portion[:_NEAR]])[0]
        if draft and draft.title and draft.title.lines:
            title = draft.title.lines
            start = next((place for place in near if lines[place].clean.at == title[0].clean.at), -1)
            found += [Title(start, start + len(title), draft.title.text)] if start >= 0 else []
        first += len(portion)
    return found


def _signs(drafts: list[Draft]) -> int:
    """How much of number, title and addressee there is. A head that has lost its line breaks shows none of them where a
    page breaks its lines anew: 「…的意见某府发〔2021〕8号各区县：为…」."""
    to = any(block.kind == "addressee" for one in drafts for block in one.cover)
    return any(one.number for one in drafts) + any(one.title for one in drafts) + to


def _heads(drafts: list[Draft]) -> tuple[int, bool]:
    """How many numbers there are, and whether one has a title. What a page prints around may repeat a number."""
    numbers = {signals.NUMBER_LABEL.sub("", one.number.text) for one in drafts if one.number}
    return len(numbers), any(one.title for one in drafts)


def _straight(drafts: list[Draft]) -> bool:
    """Whether the documents stand in the file as they are read, one behind the other: title, cover, the issued text's
    own title, its text."""
    read = [block for one in drafts for block in (one.title, *one.cover, *one.frames, *one.main) if block]
    starts = [block.lines[0].clean.at[0] for block in read]
    return starts == sorted(starts)


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
