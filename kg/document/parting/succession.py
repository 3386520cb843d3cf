"""Several documents in one file, one after the other: where one ends and the next begins.

A gazette, a collection, a file of everything that a year brought. A head opens a document; what it looks like says how
much else must speak for it, as annexes, forwarded documents and lists of documents have titles and numbers too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from kg.document.clause.ordinals import ordinal_at, value_of
from kg.document.head import labels
from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.parting import openings
from kg.document.parting.openings import ANNEX, Head, Seen, closes
from kg.document.title.genres import genre_of

_BODY = 30
"""Lines below a head in which its text must begin."""
_HANDS_ON = re.compile(r"印发|转发|批转|下发|附件|附后")
_FORWARDS = re.compile(r"转发|批转")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|zip|rar|ofd)\Z|\A附\s*[件表录]")
_EMPTY_LABEL = re.compile(r"[-•·●]?[一-龥]{2,6}：")
"""「文件状态：」: a label of a page, of whatever name, without a value."""
_SIGNS = re.compile(r"[《》〈〉<>“”\"()（）、，\s—－-]")
_COVER = 400
"""Lines of a document in which the texts that it hands on are named."""
_COUNTED = frozenset({"chapter", "article", "top", "bracket"})
"""Styles of ordinals whose first one opens a text."""
_FULL = 12
"""Characters of a line that may break off in a sentence; shorter ones are names and cells of a table."""


_TAILED = re.compile(r"(?:[。；！？][（(［\[【][^。]{2,200}|负责|配合|落实|牵头|参与|协助|分工|职责)[）)］\]】]\Z")
"""「…。（市财政局牵头）」: those who are charged stand behind the sentence."""


@dataclass(frozen=True, slots=True)
class Portion:
    """The lines of a document. ``head``: how many of them are its head, 0 where none opens the file."""

    lines: Sequence[Line]
    head: int


def portions(lines: Sequence[Line], seen: Seen) -> list[Portion]:
    """The portions of a file, nearly always all its lines. ``seen``: its titles and numbers."""
    heads = _beginnings(lines, openings.heads(lines, seen))
    starts = [0, *(head.start for head in heads), len(lines)]
    ends = [0, *(head.end for head in heads)]
    found = zip(pairwise(starts), ends, strict=True) if lines else ()
    return [Portion(lines[start:end], max(0, head - start)) for (start, end), head in found]


def parted(found: Sequence[Portion]) -> bool:
    """Whether there are several ``portions``, each but the last is complete where the next begins, and none goes on
    behind the next one's head. Where pages are read block by block, the head of the new document stands before the tail
    of the old one."""
    complete = all(_complete(portion.lines) for portion in found[:-1])
    return len(found) > 1 and complete and not any(_goes_on(portion) for portion in found[1:])


def broken(found: Sequence[Portion]) -> bool:
    """Whether one of the ``portions`` breaks off in a sentence where the next one heads a page: what was put in order
    by its place goes on behind that head all the same."""
    return any(
        after.lines[0].first_on_page and not _ended(before.lines[-1].squash) for before, after in pairwise(found)
    )


def _complete(portion: Sequence[Line]) -> bool:
    return _ended(portion[-1].squash) and any(closes(line.squash) for line in portion)


def _goes_on(portion: Portion) -> bool:
    """Behind the head stands an ordinal that is not the first: what the document before goes on with; or its last line
    stands in a sentence."""
    if any(signals.is_openness(after.squash) and not _ended(line.squash) for line, after in pairwise(portion.lines)):
        return True
    first = portion.lines[portion.head].squash if 0 < portion.head < len(portion.lines) else ""
    ordinal = ordinal_at(first)
    return ordinal is not None and ordinal[0] in _COUNTED and value_of(ordinal[2].group()) > 1


def _beginnings(lines: Sequence[Line], heads: Sequence[Head]) -> list[Head]:
    """The heads of all documents but the first."""
    if not heads:
        return []
    ends = [k for k, line in enumerate(lines) if closes(line.squash) and not (k < _BODY and _told_above(lines, k))]
    found: list[Head] = []
    now = heads[0] if _is_first(lines, heads[0]) else Head(0, 0, "", "", False)
    for place, head in enumerate(heads):
        last = bisect_left(ends, head.start) - 1
        closed = last >= 0 and ends[last] >= now.end
        if (
            head.start >= now.end
            and _opens(lines, now, head, closed, closed and ends[last] == head.start - 1)
            and _has_text(lines, head, islice(heads, place + 1, None))
        ):
            found.append(head)
            now = head
    return found


def _told_above(lines: Sequence[Line], place: int) -> bool:
    """「公开形式：主动公开」 among what a page tells of its document, above all of its text."""
    told = signals.OPENNESS.match(lines[place].squash)
    return bool(told and told["plain"]) and not _has_sentence(lines[:place])


def _is_first(lines: Sequence[Line], head: Head) -> bool:
    """Nothing but what a page prints around stands above."""
    above = lines[: head.start]
    return len(above) < _BODY and not _has_sentence(above)


def _has_sentence(lines: Sequence[Line]) -> bool:
    told = (labels.is_labelled(line) or _EMPTY_LABEL.fullmatch(line.squash) for line in lines)
    return any(signals.ends_sentence(line.squash) and not label for line, label in zip(lines, told, strict=True))


def _ended(last: str) -> bool:
    """Nothing goes on behind this line: a sentence, a signature, a list of annexes or a short name ends there."""
    return bool(
        closes(last)
        or signals.ends_sentence(last)
        or _TAILED.search(last)
        or len(last) < _FULL
        or _FILE.search(last)
        or genre_of(last)
    )


def _opens(lines: Sequence[Line], now: Head, head: Head, closed: bool, right_behind: bool) -> bool:
    """Whether a head begins a document of its own, behind that of ``now``, of which the end has been seen (``closed``),
    ``right_behind`` that."""
    if _is_annex(lines, head.start) or _forwarded(now, head):
        return False
    if head.start - now.end <= _BODY and not (right_behind or _has_sentence(lines[now.end : head.start])):
        return False
    heads_page = head.addressed and lines[head.start].first_on_page and not head.title.startswith("关于")
    if not (head.number or heads_page or _ended(lines[head.start - 1].squash)):
        return False
    if head.order:
        return closed
    if head.number and not head.plain:
        return closed or head.addressed
    if head.noted and not head.plain:
        return _issued(head) and not _handed_on(lines, now, head)
    if not (closed or heads_page) or _handed_on(lines, now, head):
        return False
    if head.plain:
        further = now.plain and right_behind and lines[head.end].squash.startswith(("第一", "第1"))
        return further or bool(head.number) or head.noted or not _HANDS_ON.search(_cover(lines, now, head))
    return head.addressed or right_behind or _issued(head)


def _issued(head: Head) -> bool:
    """The title names who issues it."""
    return head.title.find("关于") > 3


def _forwarded(now: Head, head: Head) -> bool:
    """The title below is that of the notice again, or of what it forwards: 转发省民政厅关于…的通知. Two numbers are two
    notices, should their titles be equal: 关于某某等同志任免职的通知."""
    later = head.title
    if not _FORWARDS.search(now.title):
        another = now.number and head.number and now.number != head.number
        return bool(later) and not another and _plain(later) in _plain(now.title)
    return bool(later) and _plain(later[max(0, later.find("关于")) :]) in _plain(now.title)


def _is_annex(lines: Sequence[Line], start: int) -> bool:
    return any(ANNEX.match(line.squash) for line in lines[max(0, start - 2) : start])


def _handed_on(lines: Sequence[Line], now: Head, head: Head) -> bool:
    """The document before names the text: it is what it issues, an annex, or quoted."""
    return _plain(head.title) in _plain(_cover(lines, now, head))


def _cover(lines: Sequence[Line], now: Head, head: Head) -> str:
    return "".join(line.squash for line in lines[now.start : min(head.start, now.start + _COVER)])


def _plain(title: str) -> str:
    return _SIGNS.sub("", title)


def _has_text(lines: Sequence[Line], head: Head, later: Iterable[Head]) -> bool:
    """Sentences follow before the next document could begin. In a list of documents the next title stands there."""
    end = next((one.start for one in later if one.start >= head.end and (one.number or one.addressed)), len(lines))
    body = lines[head.end : min(end, head.end + _BODY)]
    least = 1 if head.addressed or head.order or head.noted else 2
    return sum(signals.ends_sentence(line.squash) for line in body) >= least
