"""How the documents of a file lie in it: one behind the other, or mixed on its pages.

Where it is not plain both readings are tried, and the one that shows more heads is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.document.line import contents, doubled, furniture, indents, lines, paragraphs, runon, signals
from kg.document.line.lines import Line
from kg.document.parting import blocks, decrees, gazette_matter, jumps, linear, openings, order, succession
from kg.document.parting.draft import Draft
from kg.document.parting.succession import Portion
from kg.document.table import barred, drawn_tables, spaced_tables, typed_tables
from kg.document.title.titles import Title
from kg.model import CleanText, RawText

_SET = frozenset({"application/pdf", "application/ofd"})
_HEAD = 4
"""Lines above the title of a document, at most."""
_NEAR = 60
"""Lines in which the title of a document is looked for."""
_UNBROKEN = 400
"""Characters of a stretch of lines that fill the column, in a text that has lost its line breaks."""


def drafts_of(clean: CleanText, raw: RawText) -> tuple[list[Draft], list[Line]]:
    """The documents of a file being put together, and the lines dropped as furniture."""
    once, again = doubled.without_second(lines.lines_of(clean, raw))
    kept, dropped = furniture.without_furniture(barred.unbarred(drawn_tables.with_tabs(once)))
    kept, listed = contents.without_contents(kept)
    kept, others = gazette_matter.without_matter(kept, listed)
    dropped += again + listed + others
    kept, marks = jumps.rejoined(kept)
    dropped += marks
    kept = typed_tables.with_tabs(indents.trusted(spaced_tables.with_tabs(lines.mended(kept))))
    drafts = _drafts_of(kept, dropped, raw.media_type in _SET)
    if len(drafts) < 2 and _signs(drafts) < 3:
        whole = paragraphs.unwrapped(kept)
        if any(len(line.squash) > _UNBROKEN for line in whole):
            split = runon.split_long_lines(whole)
            through = _through(succession.portions(split, openings.seen(split)))
            drafts = through if _signs(through) > _signs(drafts) else drafts
    return drafts, dropped


def _drafts_of(kept: list[Line], dropped: list[Line], placed: bool) -> list[Draft]:
    """``placed``: the reader saw where on the page each line stands, and put them in order by that."""
    split = runon.split_long_lines(kept)
    seen = openings.seen(split)
    portions = succession.portions(split, seen)
    if all(line.page is None for line in kept):
        return _through(portions)
    read = _titles(split, portions, frozenset(title.start for title in seen.titles))
    drafts = order.drafts_of(blocks.blocks_of(split, dropped, seen, decrees.extents(split), read))
    straight = not succession.broken(portions) if placed else succession.parted(portions) and not _mixed(kept, dropped)
    if not (straight or _straight(drafts)):
        return drafts
    through = _through(portions)
    return through if _heads(through) >= _heads(drafts) else drafts


def _mixed(kept: Sequence[Line], dropped: Sequence[Line]) -> bool:
    """Whether what is printed at the head of pages was read in the midst of one, too: two columns run together."""
    heads = {line.squash for line in dropped if line.first_on_page}
    inside = [line for line in dropped if line.squash in heads and not line.first_on_page]
    places = {line.page: list[int]() for line in inside}
    for line in kept if inside else ():
        if line.page in places:
            places[line.page].append(line.clean.at[0])
    return any(min(places[one.page], default=0) < one.clean.at[0] < max(places[one.page], default=0) for one in inside)


def _through(portions: Sequence[Portion]) -> list[Draft]:
    """The documents as they stand in the file, one behind the other."""
    return linear.drafts_of([portion.lines for portion in portions])


def _titles(lines: Sequence[Line], portions: Sequence[Portion], known: frozenset[int]) -> list[Title]:
    """The titles that stand where documents begin, if they are not ``known``, by the lines that hold them."""
    found: list[Title] = []
    first = 0
    for portion in portions:
        near = range(first, min(first + _HEAD, len(lines)))
        draft = None if known.intersection(near) else linear.drafts_of([portion.lines[:_NEAR]])[0]
        if draft and draft.title and draft.title.lines:
            title = draft.title.lines
            start = next((place for place in near if lines[place].clean.at == title[0].clean.at), -1)
            found += [Title(start, start + len(title), draft.title.text)] if start >= 0 else []
        first += len(portion.lines)
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
