"""A page cut into blocks: titles, document numbers, frames and stretches of running text.

Where extraction read a two-column page block by block, the head of a new document can stand before the tail of the
old one. A block is what certainly belongs together; :mod:`kg.document.parting.order` decides which document owns it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import add
from types import MappingProxyType

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.paragraphs import STRONG_ORDINAL
from kg.document.parting import continuity
from kg.document.parting.openings import Seen, closes, issued_rules
from kg.document.title.issued import issued_titles, named_in
from kg.document.title.titles import Title

_ANNEX_MARK = re.compile(r"附件[\d一二三四五六七八九十]{0,2}[：:]?")
_HEAD = frozenset({"title", "number", "addressee"})
_LINK = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|zip|rar|ofd)[）)]?\Z")
"""An annex that a page links, behind the text."""
_HEAD_BLOCKS = 3
"""Title, number and addressee."""
_LOOK = 4
"""Lines by which it is seen that the text turns to what a title speaks of."""
_SPEAKS, _TURNS = 0.2, 0.15
_SPOKEN = 400
"""Characters of a block by whose words it is compared, at most."""
_NEAR = 20_000
"""Characters before and behind a title in which the notice is looked for that names what it issues."""


@dataclass(frozen=True)
class Block:
    """Neighbouring lines of one kind: "title", "number", "order", "frame" or "text". ``text`` is set for titles."""

    kind: str
    lines: tuple[Line, ...]
    page: int | None
    text: str = ""

    @cached_property
    def squash(self) -> str:
        """The text of all lines without white space."""
        return "".join(line.squash for line in self.lines)

    @property
    def spoken(self) -> str:
        """The text by whose words the block is compared."""
        return self.squash[:_SPOKEN]

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of neighbouring characters in ``spoken``."""
        return frozenset(map(add, self.spoken, self.spoken[1:]))

    @cached_property
    def ordinals(self) -> Mapping[str, int]:
        """The last value of each style of ordinals."""
        return dict(continuity.ordinals_in(self.squash))

    def affinity(self, title: str) -> float:
        """How much of the title the block speaks of, looked for once."""
        known = self._affinities.get(title)
        if known is None:
            known = self._affinities[title] = continuity.affinity(title, self.squash)
        return known

    @cached_property
    def _affinities(self) -> dict[str, float]:
        return {}


Frames = Mapping[str, set[str]]
"""Titles that are frames, by their first character."""


def frame_titles(titles: Sequence[Title], lines: Sequence[Line]) -> Frames:
    """Titles of issued plans. Repeated alone on a line, such a title is a frame of the layout."""
    found: dict[str, set[str]] = defaultdict(set)
    starts = [0, *accumulate(len(line.squash) for line in lines)]
    named = list(named_in("".join(line.squash for line in lines)))
    for title in titles:
        place = starts[title.start]
        low = bisect_left(named, (place - _NEAR, ""))
        high = bisect_left(named, (place + _NEAR, ""))
        for issued in issued_titles(title.text, [name for _, name in named[low:high]]):
            found[issued[:1]].add(issued)
    return found


def blocks_of(
    lines: Sequence[Line],
    dropped: Sequence[Line],
    seen: Seen,
    orders: Mapping[int, int] = MappingProxyType({}),
    read: Sequence[Title] = (),
) -> list[Block]:
    """Cut the lines of a file into blocks, in the order in which they stand there.

    ``seen``: its titles and numbers; ``orders``: where the heads of orders begin and end; ``read``: the titles that its
    documents have where it is read straight through.
    """
    found = [title for title in seen.titles if not _heads_annex(lines, title.start)]
    frames = frame_titles(found, lines)
    others = [title for title in (*read, *issued_rules(lines, seen)) if not _heads_annex(lines, title.start)]
    titles = {title.start: title for title in (*others, *found) if title.text not in frames.get(title.text[0], ())}
    breaks = sorted(line.clean.at[-1] for line in dropped)
    blocks: list[Block] = []
    run: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        end = orders.get(index, 0)
        order = Block("order", tuple(lines[index:end]), line.page) if end else None
        length, block = (end - index, order) if order else _special(lines, index, titles, frames)
        if block or (run and (_must_cut(run, line, breaks) or _may_begin(blocks, run, lines[index : index + _LOOK]))):
            blocks += _texts(run)
            run = []
        if block:
            blocks.append(block)
            index += length
        elif _is_letterhead(lines, index, titles):
            blocks += _texts(run)
            run = []
            index += 1
        else:
            run.append(line)
            index += 1
    return blocks + _texts(run)


def _heads_annex(lines: Sequence[Line], start: int) -> bool:
    """「附件1」 stands above: the title is that of an annex, which belongs to the document before."""
    return start > 0 and bool(_ANNEX_MARK.fullmatch(lines[start - 1].squash))


def _is_letterhead(lines: Sequence[Line], index: int, titles: Mapping[int, Title]) -> bool:
    """「某某市人民政府文件」 right above the number or the title of its document, which says the same."""
    above = index + 1 in titles or (index + 1 < len(lines) and signals.is_number(lines[index + 1].squash))
    return above and bool(signals.LETTERHEAD.fullmatch(lines[index].squash))


def _special(lines: Sequence[Line], index: int, titles: dict[int, Title], frames: Frames) -> tuple[int, Block | None]:
    line = lines[index]
    title = titles.get(index)
    if title:
        return title.end - index, Block("title", tuple(lines[index : title.end]), line.page, title.text)
    if signals.is_number(line.squash):
        return 1, Block("number", (line,), line.page, line.squash)
    for length in (1, 2, 3) if any(frame.startswith(line.squash) for frame in frames.get(line.squash[0], ())) else ():
        joined = "".join(part.squash for part in lines[index : index + length])
        if joined in frames[line.squash[0]]:
            return length, Block("frame", tuple(lines[index : index + length]), line.page, joined)
    return 1, None


def _must_cut(run: Sequence[Line], line: Line, breaks: Sequence[int]) -> bool:
    """Before a new page, behind the end of a document, and where furniture stood between two lines."""
    last = run[-1]
    if line.first_on_page:
        return True
    open_to_all = signals.is_openness(last.squash) and not signals.is_imprint(line.squash)
    if open_to_all or (closes(last.squash) and not _in_tail(line.squash)):
        return True
    following = bisect_right(breaks, last.clean.at[-1])
    return following < len(breaks) and breaks[following] < line.clean.at[0]


def _may_begin(blocks: Sequence[Block], run: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Behind a head stands what goes on from the page before; with these lines the text of the head may begin."""
    if not blocks or blocks[-1].kind not in _HEAD or blocks[-1].page != lines[0].page:
        return False
    last = run[-1].squash
    if not signals.ends_sentence(last) and not _LINK.search(last):
        return False
    if _opens_text(run[0].squash) or signals.opens_with_addressee(run[0].squash):
        return False
    return _opens_text(lines[0].squash) or _turns_to(blocks, run[-_LOOK:], lines)


def _turns_to(blocks: Sequence[Block], run: Sequence[Line], lines: Sequence[Line]) -> bool:
    """What comes speaks of the title above, what stood here before does not."""
    title = next((block.text for block in reversed(blocks[-_HEAD_BLOCKS:]) if block.kind == "title"), "")
    first = lines[0].squash
    if not title or STRONG_ORDINAL.match(first) or _in_tail(first) or not continuity.affinity(title, first):
        return False
    before, behind = (continuity.affinity(title, "".join(line.squash for line in part)) for part in (run, lines))
    return behind >= _SPEAKS and behind >= before + _TURNS


def _opens_text(squash: str) -> bool:
    return bool(signals.START_CUE.match(squash)) and not squash.startswith(("一、", "1"))


def _in_tail(squash: str) -> bool:
    """What may stand behind the last sentence of a document, or behind its date."""
    if _opens_text(squash):
        return False
    return closes(squash) or signals.names_body(squash) or squash.startswith(("附件", "附：", "印发"))


def _texts(run: Sequence[Line]) -> list[Block]:
    """A stretch of text; an addressee at its beginning is a block of its own (its body may stand elsewhere)."""
    if not run:
        return []
    for length in range(1, min(len(run), 12) + 1):
        squash = run[length - 1].squash
        before = run[length - 2].squash[-8:] if length > 1 else ""
        if signals.addressee_end(before + squash):
            rest = tuple(run[length:])
            head = Block("addressee", tuple(run[:length]), run[0].page)
            return [head] + ([Block("text", rest, rest[0].page)] if rest else [])
        if not signals.is_list_line(squash) or re.match(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]", squash):
            break
    return [Block("text", tuple(run), run[0].page)]
