"""Where a document being put together stands, and how well a block of a page would go on in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kg.document.line import signals
from kg.document.line.paragraphs import STRONG_ORDINAL
from kg.document.parting import continuity
from kg.document.parting.blocks import Block

# The weights, set on mixed pages of documents of other governments (docs/quality.md, "Several documents in one file").
_CUE, _GLUED, _ADDRESSED, _OWN_TITLE, _SIGNS_IT = 1.5, 2.0, 3.0, 3.0, 4.0
"""For a document: the block begins as texts do; it stands right behind the addressee; it names one; its title stands
above; it is the signature of the issuer."""
_NEIGHBOUR, _PAGE_TOP = 1.5, 0.5
"""For: right behind the title, number or last block; first on a page below which the title stood."""
_GOES_ON, _UNFINISHED = 0.5, 1.5
"""For: any text can go on, more so one that broke off in a sentence."""
_SPEAKS, _SPEAKS_ON = 5.0, 2.0
"""For: all words of the title, in the text that opens a document and in what goes on."""
_ADDRESSEE, _SECOND_ADDRESSEE = 4.0, -6.0
"""Of an addressee: for a document without text, against one that has it."""
_STARTS_ANEW, _ENDED, _NO_BODY, _BROKEN_OFF = -3.0, -4.0, -1.0, -4.0
"""Against: a beginning where a sentence or a document goes on; what was said last ends documents; a document without
text; one that stays in the midst of a sentence for a page."""
_OTHERS_ADDRESSEE = -5.0
"""Against: what would go on names an addressee of its own."""
_ENDS_IT = 4.0
"""For: behind the date, a note on openness or whom it is copied to."""
_LEFT = -4.0
"""Against: on a page before, a newer document began, above whose head this one must have ended."""
_TAIL = 40
"""Characters on both sides of a gap that say whether the text goes on."""
_OPENS_RULES = re.compile(r"第一[编章条]|总则")
"""How rules begin: the text that a notice issues, none that goes on."""
_NONE: Mapping[str, int] = MappingProxyType({})


class Stand(NamedTuple):
    """A document at a place of the file: its head, the last blocks of its cover and of the text that it issues."""

    title: Block | None
    number: Block | None = None
    promulgates: bool = False
    cover: Block | None = None
    main: Block | None = None
    cover_done: bool = False
    closed: bool = False
    cover_ordinals: Mapping[str, int] = _NONE  # style -> last value
    main_ordinals: Mapping[str, int] = _NONE
    left: bool = False  # a newer document began on a page before

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
        return self.last is not None and self.last.kind == "text" and ends(self.last)

    @property
    def awaits_main(self) -> bool:
        return self.promulgates and self.main is None


def ends(block: Block) -> bool:
    """Whether a block ends with a signature or what stands behind it."""
    last = block.lines[-1].squash
    return signals.is_openness(last) or signals.is_signature_date(last) or signals.is_imprint(last)


def give(stand: Stand, page: Sequence[Block], place: int) -> tuple[Stand, bool]:
    """Add a block to the cover or, after the cover or ahead of the title of a notice, to the issued text (True)."""
    block = page[place]
    issued = block.kind == "text" and not (_only_closes(block) and stand.main is None)
    if issued and stand.promulgates and (stand.cover_done or _before_title(stand, page, place)):
        return stand._replace(main=block, main_ordinals={**stand.main_ordinals, **block.ordinals}), True
    done = stand.cover_done or (block.kind == "text" and ends(block))
    ordinals = {**stand.cover_ordinals, **block.ordinals}
    return stand._replace(cover=block, cover_done=done, cover_ordinals=ordinals), False


def _before_title(stand: Stand, page: Sequence[Block], place: int) -> bool:
    """The bottom of a page read before its top: the issued text stands ahead of its own title."""
    return not stand.cover and any(later is stand.title for later in page[place:])


def regret(stand: Stand, page: int | None, older: bool) -> float:
    """Cost of a document left without a body, or left in the middle of a sentence: for a whole page, or (``older``)
    where a newer one has begun."""
    if stand.last is None:
        return _NO_BODY
    if stand.last.kind != "text" or (stand.last.page == page and not older) or stand.closed or stand.finished:
        return 0.0
    return 0.0 if signals.ends_sentence(stand.tail) or continuity.ENDED.search(stand.tail) else _BROKEN_OFF


def score(page: Sequence[Block], place: int, stand: Stand, near: str) -> float | None:
    """How well the block at ``place`` goes on in a document; None where it cannot. ``near``: text around the page."""
    block = page[place]
    if _only_closes(block):
        return _closing(stand)
    if stand.closed:
        return None
    if block.kind == "addressee":
        return _ADDRESSEE + _closeness(page, place, stand) if not stand.cover else _SECOND_ADDRESSEE
    if stand.finished and stand.cover and stand.cover.kind != "addressee" and not stand.awaits_main:
        return None
    spoken = block.affinity(stand.title.text if stand.title else "")
    affinity = _SPEAKS * spoken
    opening = _CUE if signals.START_CUE.match(block.squash) else -_CUE
    if STRONG_ORDINAL.match(block.squash) and not stand.cover_done:
        opening = -_CUE  # a document opens with why it is made, not with its first section
    if stand.last is None:
        opening = _ADDRESSED if signals.opens_with_addressee(block.squash) else opening
        return _closeness(page, place, stand) + affinity + opening
    if not stand.cover or stand.cover.kind == "addressee":
        glued = _GLUED if place and stand.cover and page[place - 1] is stand.cover else 0.0
        return _closeness(page, place, stand) + affinity + glued + opening
    if stand.finished:
        return _closeness(page, place, stand) + affinity + opening
    return _continuation(stand, block, near) + _SPEAKS_ON * spoken


def _only_closes(block: Block) -> bool:
    """Nothing but what stands behind the date of a document: a note on openness, whom it is copied to."""
    return block.kind == "text" and all(
        signals.is_openness(line.squash) or signals.is_imprint(line.squash) for line in block.lines
    )


def _closing(stand: Stand) -> float | None:
    """How well a document ends with what stands behind a date."""
    if stand.last is None or stand.last.kind != "text":
        return None
    last = stand.last.lines[-1].squash
    if signals.is_signature_date(last):
        return _ENDS_IT + (_LEFT if stand.left else 0.0)
    if stand.closed or stand.finished:
        return None
    return _GOES_ON if signals.ends_sentence(last) else _STARTS_ANEW


def _closeness(page: Sequence[Block], place: int, stand: Stand) -> float:
    """A body likes to stand right behind its title, number or cover, not behind the head of a newer document."""
    if stand.left:
        return _LEFT
    if place == 0:
        return _PAGE_TOP if stand.title is not None and stand.title.page != page[0].page else 0.0
    before = page[place - 1]
    if before.kind == "frame" and stand.title is not None and before.text in stand.title.text:
        return _OWN_TITLE  # its own title stands right above
    return _NEIGHBOUR if before is stand.title or before is stand.number or before is stand.last else 0.0


def _continuation(stand: Stand, block: Block, near: str) -> float:
    tail, head = stand.tail, block.squash[:_TAIL]
    sequence = continuity.in_sequence({**stand.cover_ordinals, **stand.main_ordinals}, head)
    found = _GOES_ON + sequence + (_LEFT if stand.left else 0.0)
    if signals.opens_with_addressee(head):
        found += _OTHERS_ADDRESSEE
    if not signals.ends_sentence(tail):
        found += _UNFINISHED + continuity.bridge(tail, head, near)
        found += _STARTS_ANEW if signals.START_CUE.match(head) or STRONG_ORDINAL.match(head) else 0.0
    if _OPENS_RULES.match(head) and not stand.awaits_main:
        found += _STARTS_ANEW
    if _signed_by(stand.title, block):
        found += _SIGNS_IT
    if continuity.ENDED.search(tail) and sequence <= 0.5:
        found += _ENDED
    return found


def _signed_by(title: Block | None, block: Block) -> bool:
    """The block is a signature, of the body that the title names as issuer."""
    issuer = title.text.partition("关于")[0] if title else ""
    return bool(issuer) and block.squash.startswith(issuer) and signals.is_signature_date(block.squash[:_TAIL])
