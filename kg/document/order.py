"""Which document owns which block: undoing the interleaving of pages.

Heads open documents. Every stretch of text goes to the open document for which the evidence is best: it begins like a
body and speaks of what the title speaks of, or it goes on where that document broke off (unfinished sentence, words
that bridge the gap and occur elsewhere in the file, the next ordinal). All assignments of a page are weighed together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.document import joints, signals
from kg.document.blocks import Block
from kg.document.lines import Line
from kg.document.paragraphs import STRONG_ORDINAL

_MAX_TEXTS = 7
_PROMULGATES = re.compile(r"印发|转发|批转|发布|公布|关于《.+》的通知\Z")


@dataclass(slots=True)
class Draft:
    """A document being put together: its head and its lines in reading order."""

    title: Block | None = None
    number: Block | None = None
    addressee: Block | None = None
    cover: list[Block] = field(default_factory=list)
    main: list[Block] = field(default_factory=list)
    frames: list[Block] = field(default_factory=list)
    cover_done: bool = False
    closed: bool = False

    @property
    def promulgates(self) -> bool:
        return bool(self.title and _PROMULGATES.search(self.title.text))

    @property
    def parts(self) -> list[Block]:
        return self.cover + self.main

    @property
    def open_part(self) -> list[Block]:
        """The part that the next block would go on in."""
        return self.main if self.main and (self.cover_done or not self.cover) else self.cover

    @property
    def tail(self) -> str:
        return self.open_part[-1].squash if self.open_part else ""


@dataclass(frozen=True, slots=True)
class _Choice:
    score: float
    owners: tuple[int, ...]


def drafts_of(blocks: Sequence[Block]) -> list[Draft]:
    """Put the blocks of a file together to documents, in the order of their heads."""
    whole = "".join(block.squash for block in blocks)
    drafts: list[Draft] = []
    for page in _pages(blocks):
        _open_heads(page, drafts)
        _assign(page, drafts, whole)
    return drafts


def _pages(blocks: Sequence[Block]) -> list[list[Block]]:
    pages: list[list[Block]] = []
    for block in blocks:
        if pages and pages[-1][0].page == block.page:
            pages[-1].append(block)
        else:
            pages.append([block])
    return pages


def _open_heads(page: Sequence[Block], drafts: list[Draft]) -> None:
    """New drafts for the titles of a page, numbers to the title before (or right after) them."""
    fresh: list[Draft] = []
    waiting: Block | None = None
    for index, block in enumerate(page):
        if block.kind == "title":
            fresh.append(Draft(title=block, number=waiting))
            waiting = None
        elif block.kind == "number":
            follows = page[index + 1].kind == "title" if index + 1 < len(page) else False
            if fresh and fresh[-1].number is None and not (follows and drafts and drafts[-1].number is None):
                fresh[-1].number = block
            elif follows or not fresh:
                waiting = block
    drafts += fresh


def _assign(page: Sequence[Block], drafts: list[Draft], whole: str) -> None:
    if not drafts:
        return
    places = [index for index, block in enumerate(page) if block.kind in ("text", "addressee")]
    for first in range(0, len(places), _MAX_TEXTS):
        chunk = places[first : first + _MAX_TEXTS]
        best = _search(page, chunk, 0, [_copy(draft) for draft in _open(drafts)], whole)
        for place, owner in zip(chunk, best.owners, strict=True):
            _give(_open(drafts)[owner], page, place)
    for draft in drafts:
        draft.closed = draft.closed or (_finished(draft) and not _awaits_main(draft))
    _frames(page, drafts)


def _copy(draft: Draft) -> Draft:
    return replace(draft, cover=list(draft.cover), main=list(draft.main))


def _open(drafts: list[Draft]) -> list[Draft]:
    return drafts[-4:]


def _search(page: Sequence[Block], places: list[int], step: int, states: list[Draft], whole: str) -> _Choice:
    if step == len(places):
        return _Choice(sum(_regret(state, page[places[-1]].page) for state in states), ())
    best = _Choice(-1e9, ())
    for owner, draft in enumerate(states):
        score = _score(page, places[step], draft, whole)
        if score is None:
            continue
        changed = _copy(draft)
        _give(changed, page, places[step])
        rest = _search(page, places, step + 1, [*states[:owner], changed, *states[owner + 1 :]], whole)
        if score + rest.score > best.score:
            best = _Choice(score + rest.score, (owner, *rest.owners))
    if not best.owners:
        rest = _search(page, places, step + 1, states, whole)
        best = _Choice(rest.score - 50, (len(states) - 1, *rest.owners))
    return best


def _regret(draft: Draft, page: int | None) -> float:
    """Cost of a document left without a body, or left in the middle of a sentence for a whole page."""
    if not draft.open_part:
        return -1.0
    last = draft.open_part[-1]
    whole = (
        draft.closed or _finished(draft) or signals.ends_sentence(draft.tail) or joints.ENDED.search(draft.tail[-40:])
    )
    broken = last.kind == "text" and not whole
    return -4.0 if broken and last.page != page else 0.0


def _give(draft: Draft, page: Sequence[Block], place: int) -> None:
    """Add a block to the cover or, after the cover or ahead of the title of a notice, to the issued text."""
    block = page[place]
    if block.kind == "text" and draft.promulgates and (draft.cover_done or _before_title(draft, page, place)):
        draft.main.append(block)
        return
    draft.cover.append(block)
    if block.kind == "text" and _block_finished(block):
        draft.cover_done = True


def _before_title(draft: Draft, page: Sequence[Block], place: int) -> bool:
    """The bottom of a page read before its top: the issued text stands ahead of its own title."""
    return not draft.cover and any(later is draft.title for later in page[place:])


def _block_finished(block: Block) -> bool:
    last = block.lines[-1].squash
    return signals.is_openness(last) or signals.is_signature_date(last)


def _finished(draft: Draft) -> bool:
    part = draft.open_part
    return bool(part) and part[-1].kind == "text" and _block_finished(part[-1])


def _awaits_main(draft: Draft) -> bool:
    return draft.promulgates and not draft.main


def _score(page: Sequence[Block], place: int, draft: Draft, whole: str) -> float | None:
    """How well the block at ``place`` goes on in ``draft``; None where it cannot."""
    block = page[place]
    if draft.closed:
        return None
    near = _near(page, place, draft)
    if block.kind == "addressee":
        return 4.0 + near if not draft.cover else -6.0
    affinity = 5.0 * joints.affinity(draft.title.text if draft.title else "", block.squash)
    opening = 1.5 if signals.START_CUE.match(block.squash) else -1.5
    if STRONG_ORDINAL.match(block.squash) and not draft.cover_done:
        opening = -1.5  # a document opens with why it is made, not with its first section
    if not draft.parts:
        return near + affinity + (3.0 if signals.opens_with_addressee(block.squash) else opening)
    if not draft.cover or (draft.cover[-1].kind == "addressee"):
        glued = 2.0 if place and draft.cover and page[place - 1] is draft.cover[-1] else 0.0
        return near + affinity + glued + opening
    if _finished(draft):
        return near + affinity + opening if _awaits_main(draft) else None
    return _continuation(draft, block, whole) + 0.4 * affinity


def _near(page: Sequence[Block], place: int, draft: Draft) -> float:
    """A body likes to stand right behind its title, number or cover."""
    if place == 0:
        return 0.5 if draft.title is not None and draft.title.page != page[0].page else 0.0
    before = page[place - 1]
    own = before is draft.title or before is draft.number or (bool(draft.open_part) and before is draft.open_part[-1])
    return 1.5 if own else 0.0


def _continuation(draft: Draft, block: Block, whole: str) -> float:
    tail, head = draft.tail[-40:], block.squash[:40]
    succession = joints.succession((part.squash for part in draft.parts), head)
    score = 0.5 + succession
    if signals.opens_with_addressee(head):
        score -= 5.0
    if not signals.ends_sentence(tail):
        score += 1.5 + joints.bridge(tail, head, whole)
        score -= 3.0 if signals.START_CUE.match(head) or STRONG_ORDINAL.match(head) else 0.0
    if joints.ENDED.search(tail) and succession <= 0.5:
        score -= 4.0
    return score


def _frames(page: Sequence[Block], drafts: list[Draft]) -> None:
    for block in page:
        if block.kind == "frame":
            owner = next((d for d in reversed(drafts) if d.title and block.text in "".join(d.title.text)), drafts[-1])
            owner.frames.append(block)


def lines_of_draft(draft: Draft) -> list[Line]:
    """All body lines of a document in reading order."""
    return [line for part in draft.parts for line in part.lines]
