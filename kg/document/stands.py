"""Where a document being put together stands, and how well a block of a page would go on in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.document import joints, signals
from kg.document.blocks import Block
from kg.document.paragraphs import STRONG_ORDINAL

_TAIL = 40
"""Characters on both sides of a gap that say whether the text goes on."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A document at a place of the file: its head, the last blocks of its cover and of the text that it issues."""

    title: Block | None
    number: Block | None = None
    promulgates: bool = False
    cover: Block | None = None
    main: Block | None = None
    cover_done: bool = False
    closed: bool = False
    cover_ordinals: Mapping[str, int] = field(default_factory=dict)  # style -> last value
    main_ordinals: Mapping[str, int] = field(default_factory=dict)

    @property
    def last(self) -> Block | None:
        """The block that the next one would go on from."""
        return self.main if self.main and (self.cover_done or not self.cover) else self.cover

    @property
    def begun(self) -> bool:
        """Whether there is text, not only a head."""
        return self.last is not None and self.last.kind == "text"

    @property
    def tail(self) -> str:
        return self.last.squash[-_TAIL:] if self.last else ""

    @property
    def finished(self) -> bool:
        """The last block ends with a signature or what stands behind it."""
        return self.last is not None and self.last.kind == "text" and _finished(self.last)

    @property
    def awaits_main(self) -> bool:
        return self.promulgates and self.main is None


def _finished(block: Block) -> bool:
    last = block.lines[-1].squash
    return signals.is_openness(last) or signals.is_signature_date(last) or signals.is_imprint(last)


def give(stand: Stand, page: Sequence[Block], place: int) -> tuple[Stand, bool]:
    """Add a block to the cover or, after the cover or ahead of the title of a notice, to the issued text (True)."""
    block = page[place]
    if block.kind == "text" and stand.promulgates and (stand.cover_done or _before_title(stand, page, place)):
        return replace(stand, main=block, main_ordinals={**stand.main_ordinals, **block.ordinals}), True
    done = stand.cover_done or (block.kind == "text" and _finished(block))
    ordinals = {**stand.cover_ordinals, **block.ordinals}
    return replace(stand, cover=block, cover_done=done, cover_ordinals=ordinals), False


def _before_title(stand: Stand, page: Sequence[Block], place: int) -> bool:
    """The bottom of a page read before its top: the issued text stands ahead of its own title."""
    return not stand.cover and any(later is stand.title for later in page[place:])


def regret(stand: Stand, page: int | None) -> float:
    """Cost of a document left without a body, or left in the middle of a sentence for a whole page."""
    if stand.last is None:
        return -1.0
    if stand.last.kind != "text" or stand.last.page == page or stand.closed or stand.finished:
        return 0.0
    return 0.0 if signals.ends_sentence(stand.tail) or joints.ENDED.search(stand.tail) else -4.0


def score(page: Sequence[Block], place: int, stand: Stand, near: str) -> float | None:
    """How well the block at ``place`` goes on in a document; None where it cannot. ``near``: text around the page."""
    block = page[place]
    if stand.closed:
        return None
    if block.kind == "addressee":
        return 4.0 + _closeness(page, place, stand) if not stand.cover else -6.0
    if stand.finished and stand.cover and stand.cover.kind != "addressee" and not stand.awaits_main:
        return None
    affinity = 5.0 * joints.affinity(stand.title.text if stand.title else "", block.squash)
    opening = 1.5 if signals.START_CUE.match(block.squash) else -1.5
    if STRONG_ORDINAL.match(block.squash) and not stand.cover_done:
        opening = -1.5  # a document opens with why it is made, not with its first section
    if stand.last is None:
        opening = 3.0 if signals.opens_with_addressee(block.squash) else opening
        return _closeness(page, place, stand) + affinity + opening
    if not stand.cover or stand.cover.kind == "addressee":
        glued = 2.0 if place and stand.cover and page[place - 1] is stand.cover else 0.0
        return _closeness(page, place, stand) + affinity + glued + opening
    if stand.finished:
        return _closeness(page, place, stand) + affinity + opening
    return _continuation(stand, block, near) + 0.4 * affinity


def _closeness(page: Sequence[Block], place: int, stand: Stand) -> float:
    """A body likes to stand right behind its title, number or cover."""
    if place == 0:
        return 0.5 if stand.title is not None and stand.title.page != page[0].page else 0.0
    before = page[place - 1]
    if before.kind == "frame" and stand.title is not None and before.text in stand.title.text:
        return 3.0  # its own title stands right above
    return 1.5 if before is stand.title or before is stand.number or before is stand.last else 0.0


def _continuation(stand: Stand, block: Block, near: str) -> float:
    tail, head = stand.tail, block.squash[:_TAIL]
    succession = joints.succession({**stand.cover_ordinals, **stand.main_ordinals}, head)
    found = 0.5 + succession
    if signals.opens_with_addressee(head):
        found -= 5.0
    if not signals.ends_sentence(tail):
        found += 1.5 + joints.bridge(tail, head, near)
        found -= 3.0 if signals.START_CUE.match(head) or STRONG_ORDINAL.match(head) else 0.0
    if _signed_by(stand.title, block):
        found += 4.0
    if joints.ENDED.search(tail) and succession <= 0.5:
        found -= 4.0
    return found


def _signed_by(title: Block | None, block: Block) -> bool:
    """The block is a signature, of the body that the title names as issuer."""
    issuer = title.text.partition("关于")[0] if title else ""
    return bool(issuer) and block.squash.startswith(issuer) and signals.is_signature_date(block.squash[:_TAIL])
