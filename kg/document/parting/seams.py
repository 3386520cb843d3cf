"""Where two documents meet in a stretch of text that nothing parts: columns or frames of a page run together.

Below the head of a new document stands its text, and from some line on what the old one goes on with. At such a seam a
sentence breaks off, the line breaks that it mends make words, and the rare words of the old document begin. The
likeliest place is taken, by a conditional logit (McFadden, "Conditional logit analysis of qualitative choice behavior",
1974); the lexicon ``seams`` holds its weights, and says whence they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.paragraphs import STRONG_ORDINAL
from kg.document.parting import continuity, stands
from kg.document.parting.blocks import Block
from kg.document.parting.kinship import Kinship, Spoken
from kg.document.parting.openings import closes
from kg.document.parting.stands import Stand
from kg.lexicon import load

_FULL = 0.7
"""Of the longest line: shorter ones are headings or end a paragraph."""
_SHOWN = 2
"""Blocks behind with which the new text can go on."""
_ABOVE = 10
"""Lines above a seam whose words count."""
_MENDED = 2.0
"""Words that the old text makes with what stands below the head, by which it is seen that it goes on there."""
_LOOKED = 6
"""Line breaks of which it is looked at what the texts above and below speak of, the likeliest."""
_REACH = 40
"""Characters on both sides of a line break by which it is seen whether the text goes on."""
_ANEW = ("［", "[", "【")
"""How a line begins that goes on no sentence: 「［责任单位：…］」."""


class _Around(NamedTuple):
    """What a seam would mend: the end of the old text, and the lines with which the new one may go on."""

    tail: str
    title: str  # of the new document
    joins: Sequence[tuple[float, bool]]  # of the old text and the first lines of all texts below its head
    behind: Sequence[Line]
    near: str
    old: Spoken
    kinship: Kinship


def parted(
    page: Sequence[Block], ahead: Sequence[Block], old: Stand, spoken: Spoken, kinship: Kinship, near: str
) -> list[Block]:
    """The blocks of a page, cut where ``old`` goes on in a text below the head of a new document.

    ``ahead``: the blocks of the next page; ``spoken``: the words of the old document; ``near``: the text around.
    """
    first = next((place for place, block in enumerate(page) if block.kind in ("title", "order")), len(page))
    above = next((block for block in reversed(page[:first]) if block.kind == "text"), old.last)
    if above is None or stands.ends(above):
        return list(page)
    joins = [_join(above.squash, block.lines[0], near) for block in page[first:] if block.kind == "text"]
    if any(words >= _MENDED for words, _ in joins):
        return list(page)
    found = list(page[:first])
    for place, block in enumerate(page[first:], start=first + 1):
        if block.kind == "text" and len(block.lines) > 1:
            behind = [later.lines[0] for later in (*page[place:], *ahead) if later.kind == "text"][:_SHOWN]
            found += _cut(block, _Around(above.squash, page[first].text, joins, behind, near, spoken, kinship))
        else:
            found.append(block)
    return found


def _cut(block: Block, around: _Around) -> list[Block]:
    """The block, in two where a seam is likelier than none."""
    width = max(len(line.squash) for line in block.lines)
    breaks = {}
    for place in range(1, len(block.lines)):
        words, anew = _join(around.tail, block.lines[place], around.near)
        if not anew:
            breaks[place] = _sum("seam", _signs_of_break(block, place, around, width, words))
    likeliest = sorted(breaks, key=lambda place: (-breaks[place], place))[:_LOOKED]
    likely = {place: breaks[place] + _sum("seam", _signs_of_words(block, place, around)) for place in likeliest}
    likely[0] = _sum("none", _signs_of_none(block, around))
    seam = min(likely, key=lambda place: (-likely[place], place))
    parts = ((0, seam), (seam, len(block.lines))) if seam else ()
    return [_part(block, start, end) for start, end in parts] or [block]


def _sum(choice: str, signs: Mapping[str, float]) -> float:
    weights = _weights()[choice]
    return round(sum(weights[name] * value for name, value in signs.items()), 9)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: Mapping[str, Mapping[str, float]] = load.tree("seams")
    return found


def _signs_of_none(block: Block, around: _Around) -> dict[str, float]:
    """What speaks for and against a text of one document alone, by the names of ``seams.yml``."""
    joins = around.joins
    alone = len(joins) == 1 and not signals.ends_sentence(around.tail)
    ended = bool(around.behind) and closes(block.lines[-1].squash)
    return {
        "usual": 1.0,
        "old goes on with a text": max((words for words, _ in joins), default=0.0),
        "old goes on with none": float(all(anew for _, anew in joins)),
        "ends, text behind": float(ended),
        "ends, text behind, one text": float(ended and len(joins) == 1),
        "old is unfinished, one text": float(alone),
        "begins as texts do": float(bool(signals.START_CUE.match(block.squash))),
    }


def _signs_of_break(block: Block, place: int, around: _Around, width: int, mended: float) -> dict[str, float]:
    """What the line break above line ``place`` tells for and against a seam; ``mended``: the words of the old text."""
    before, line = block.lines[place - 1].squash, block.lines[place]
    new = [_join(before, later, around.near) for later in around.behind]
    new_words = max((words for words, _ in new), default=0.0)
    words, anew = _join(before, line, around.near, width)
    ends = signals.ends_sentence(before)
    return {
        "old makes words": mended,
        "old makes none": float(not mended),
        "new makes words": new_words,
        "new makes none": float(not new_words and not ends),
        "new breaks off": float(bool(new) and all(anew for _, anew in new)),
        "break makes words": words,
        "break makes none": float(not words and not ends),
        "break breaks off": float(anew),
        "behind a sentence": float(ends),
        "behind a sentence, old too": float(ends and signals.ends_sentence(around.tail)),
    }


def _signs_of_words(block: Block, place: int, around: _Around) -> dict[str, float]:
    """What the texts above and below line ``place`` speak of."""
    above, below = _part(block, max(0, place - _ABOVE), place), _part(block, place, len(block.lines))
    title = continuity.affinity(around.title, above.squash) - continuity.affinity(around.title, below.spoken)
    return {
        "below kin to old": around.kinship.of(below, around.old),
        "above kin to old": around.kinship.of(above, around.old),
        "above speaks of title": title,
    }


def _part(block: Block, start: int, end: int) -> Block:
    return Block("text", block.lines[start:end], block.page)


def _join(before: str, line: Line, near: str, width: int = 0) -> tuple[float, bool]:
    """Whether a text goes on in a line: the words that both make, and whether a sentence breaks off there.

    ``width``: the characters of full lines, where the line stands there in the file.
    """
    after = line.squash
    if signals.ends_sentence(before):
        return 0.0, False
    if line.indent or after.startswith(_ANEW) or STRONG_ORDINAL.match(after) or signals.START_CUE.match(after):
        return 0.0, not width or len(before) >= _FULL * width
    return continuity.bridge(before[-_REACH:], after[:_REACH], near, int(width > 0)), False
