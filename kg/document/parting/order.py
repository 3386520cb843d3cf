"""Which document owns which block: undoing the interleaving of pages.

Heads open documents. Every stretch of text goes to the open document for which the evidence is best: it begins like a
body and speaks of what the title speaks of, or it goes on where that document broke off (unfinished sentence, words
that bridge the gap and occur elsewhere in the file, the next ordinal). The assignments of a page are weighed together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from kg.document.parting import decrees, seams, stands
from kg.document.parting.blocks import Block
from kg.document.parting.draft import Draft
from kg.document.parting.kinship import Kinship
from kg.document.parting.stands import Stand

_OPEN = 4
"""Documents that can be open at a time."""
_MAX_TEXTS = 7
"""Blocks of a page that are weighed together."""
_KEPT = 256
"""Assignments that are followed from one block to the next, the best: all of them for four blocks."""
_NEAR = 20_000
"""Characters before and behind a page in which words that bridge a gap may occur."""
_AROUND = 5_000
"""Characters before and behind a page in which a seam's words are looked for: it has many line breaks."""
_FRAMED = 20
"""Documents back to which a frame's owner is looked for."""
_UNFIT = -50.0
_PULL = 4.0
_SIGNS = re.compile(r"\W")


class _Way(NamedTuple):
    """Blocks of a page given to the open documents: the score so far, the owner of each block, what each was given."""

    score: float
    owners: tuple[int, ...]
    given: tuple[tuple[int, ...], ...]


def drafts_of(blocks: Sequence[Block]) -> list[Draft]:
    """Put the blocks of a file together to documents, in the order of their heads."""
    whole = "".join(f"{block.squash}\n" for block in blocks)  # what meets at a gap is no word for that
    kinship = Kinship(blocks)
    drafts: list[Draft] = []
    opened: list[Stand] = []
    pages = list(_pages(blocks))
    for (page, start, end), (ahead, _, _) in zip(pages, [*pages[1:], ([], 0, 0)], strict=True):
        near = whole[max(0, start - _NEAR) : end + _NEAR]
        fresh = _heads(page, drafts)
        if fresh and opened and opened[-1].begun and not opened[-1].closed:
            around = whole[max(0, start - _AROUND) : end + _AROUND]
            page = seams.parted(page, ahead, opened[-1], drafts[-1].spoken, kinship, around)
        drafts += fresh
        opened += [_stand(one) for one in fresh]
        opened = opened[-_OPEN:]
        if drafts:
            opened = _assign(page, drafts[-_OPEN:], opened, near, kinship)
            _frames(page, drafts)
    return drafts


def _pages(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], int, int]]:
    """The blocks of each page, and where its text begins and ends in that of the file."""
    ends = list(accumulate((len(block.squash) + 1 for block in blocks), initial=0))
    first = 0
    for index in range(1, len(blocks) + 1):
        if index == len(blocks) or blocks[index].page != blocks[first].page:
            yield list(blocks[first:index]), ends[first], ends[index]
            first = index


def _heads(page: Sequence[Block], drafts: Sequence[Draft]) -> list[Draft]:
    """New drafts for the titles of a page, numbers to the title before (or right after) them."""
    fresh: list[Draft] = []
    waiting: Block | None = None
    for index, block in enumerate(page):
        if block.kind == "title" and index and page[index - 1].kind == "title" and _alike(page[index - 1], block):
            fresh[-1].title = block  # the page's title before, the document's here
        elif block.kind == "order":
            draft = decrees.draft_of(block.lines)
            if (
                draft
                and fresh
                and index
                and page[index - 1] is fresh[-1].title
                and _alike(page[index - 1], draft.title)
            ):
                fresh.pop()
            fresh += [draft] if draft else []
        elif block.kind == "title":
            fresh.append(Draft(title=block, number=waiting))
            waiting = None
        elif block.kind == "number":
            follows = page[index + 1].kind == "title" if index + 1 < len(page) else False
            if fresh and fresh[-1].number is None and not (follows and drafts and drafts[-1].number is None):
                fresh[-1].number = block
            elif follows or not fresh:
                waiting = block
    return fresh


def _stand(draft: Draft) -> Stand:
    """Where a document stands behind its head. An order has said all of it: what is ordered comes."""
    cover = draft.cover[-1] if draft.cover else None
    return Stand(draft.title, draft.number, draft.promulgates or bool(cover), cover, cover_done=bool(cover))


def _alike(one: Block, other: Block | None) -> bool:
    return bool(one.text) and other is not None and _SIGNS.sub("", one.text) == _SIGNS.sub("", other.text)


def _assign(
    page: Sequence[Block], drafts: Sequence[Draft], opened: list[Stand], near: str, kinship: Kinship
) -> list[Stand]:
    """Give the texts of a page to the open documents; where these stand then."""
    able = [owner for owner, stand in enumerate(opened) if not stand.closed]
    places = [index for index, block in enumerate(page) if block.kind in ("text", "addressee")]
    kin = {
        (owner, place): kinship.of(page[place], drafts[owner].spoken)
        for owner in (able if len(able) > 1 else ())
        for place in places
    }
    for first in range(0, len(places), _MAX_TEXTS):
        chunk = places[first : first + _MAX_TEXTS]
        for place, owner in zip(chunk, _Search(page, opened, near, kin).owners(chunk), strict=True):
            opened[owner], issued = stands.give(opened[owner], page, place)
            (drafts[owner].main if issued else drafts[owner].cover).append(page[place])
            drafts[owner].spoken.add(page[place])
    return [_behind(stand, stand is opened[-1]) for stand in opened]


def _behind(stand: Stand, newest: bool) -> Stand:
    """Where a document stands behind a page. Those above the head of the ``newest`` have ended there."""
    closed = stand.closed or (stand.finished and not stand.awaits_main)
    return stand._replace(closed=closed, left=not newest)


class _Search:
    """Weighs who owns the blocks of a page. What a document was given on the page says where it stands."""

    def __init__(
        self, page: Sequence[Block], opened: Sequence[Stand], near: str, kin: Mapping[tuple[int, int], float]
    ) -> None:
        self.page, self.near, self._kin = page, near, kin
        self._count = len(opened)
        self._bare = [owner for owner, stand in enumerate(opened) if stand.title and not stand.begun]
        self._titles = [stand.title.text if stand.title else "" for stand in opened]
        self._stands: dict[tuple[int, tuple[int, ...]], Stand] = {(k, ()): stand for k, stand in enumerate(opened)}
        self._scores: dict[tuple[int, tuple[int, ...], int], float | None] = {}

    def owners(self, places: Sequence[int]) -> tuple[int, ...]:
        """The owner of the block at each place."""
        ways = [_Way(0.0, (), ((),) * self._count)]
        for place in places:
            ways = sorted((new for way in ways for new in self._steps(way, place)), key=_rank)[:_KEPT]
        last = self.page[places[-1]].page
        regrets = {key: stands.regret(stand, last, key[0] + 1 < self._count) for key, stand in self._stands.items()}
        ends = (way._replace(score=way.score + sum(regrets[key] for key in enumerate(way.given))) for way in ways)
        return min(ends, key=_rank).owners

    def _steps(self, way: _Way, place: int) -> Iterator[_Way]:
        fits = False
        for owner, given in enumerate(way.given):
            score = self._score(owner, given, place)
            if score is not None:
                fits = True
                yield self._step(way, owner, place, score)
        if not fits:
            owner = self._count - 1
            yield _Way(way.score + _UNFIT, (*way.owners, owner), way.given)

    def _step(self, way: _Way, owner: int, place: int, score: float) -> _Way:
        given = (*way.given[owner], place)
        if (owner, given) not in self._stands:
            self._stands[owner, given] = stands.give(self._stands[owner, way.given[owner]], self.page, place)[0]
        every = (*way.given[:owner], given, *way.given[owner + 1 :])
        return _Way(way.score + score, (*way.owners, owner), every)

    def _pull(self, owner: int, given: tuple[int, ...], place: int) -> float:
        """How much better a block fits to the title of a document that has no text yet, where this one has."""
        if not self._bare or not self._stands[owner, given].begun:
            return 0.0
        block = self.page[place]
        best = max((block.affinity(self._titles[bare]) for bare in self._bare if bare != owner), default=0.0)
        return _PULL * max(0.0, best - block.affinity(self._titles[owner]))

    def _score(self, owner: int, given: tuple[int, ...], place: int) -> float | None:
        key = owner, given, place
        if key not in self._scores:
            found = stands.score(self.page, place, self._stands[owner, given], self.near)
            self._scores[key] = None if found is None else found + self._kin.get((owner, place), 0.0) - self._pull(*key)
        return self._scores[key]


def _rank(way: _Way) -> tuple[float, tuple[int, ...]]:
    """The best score first, whatever order it was summed up in; then the older document."""
    return -round(way.score, 9), way.owners


def _frames(page: Sequence[Block], drafts: Sequence[Draft]) -> None:
    for block in page:
        if block.kind == "frame":
            near = [draft for draft in reversed(drafts[-_FRAMED:]) if draft.title and block.text in draft.title.text]
            (near or drafts)[0 if near else -1].frames.append(block)
