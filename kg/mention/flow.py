"""Running text of a clause: line breaks that stand inside a sentence are taken out, offsets kept."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.model import Clause, CleanText, Document
from kg.text import offsets

# A line of a page's width that ends without a full stop goes on in the next line; a short one is a heading or an entry,
# one with a tab is a table row.
_FIELD = (
    r"(?:(?:主要|工作|具体)?(?:职责|任务)|(?:牵头|责任|配合|成员|承办|主办)(?:单位|部门)"
    r"|联系(?:人|电话)|(?:完成|办结|整改)时限)[：:]"
)
"""A label with which a field of an entry begins, whatever the line above ends with."""
_SOFT = re.compile(rf"\n(?<=[^\n\t]{{14}}\n)(?<![。！？；：:]\n)(?!{_FIELD})(?=[^\n\t]*(?:\n|$))")


def flow(body: CleanText) -> CleanText:
    """``body`` with its sentences unbroken. Line ends behind a full stop, a colon or a short line stay."""
    if "\n" not in body.text:
        return body
    joined, _ = offsets.substitute(body, _SOFT, "")
    return joined


_LATEST: list[tuple[tuple[Clause, ...], list[CleanText]]] = [((), [])]
"""The clauses that were asked for last, and their running texts: six rooms ask one after the other."""


def running_texts(document: Document) -> list[CleanText]:
    """The running text of each clause of a document."""
    clauses, texts = _LATEST[0]
    if clauses is not document.clauses:
        texts = [flow(clause.body) for clause in document.clauses]
        _LATEST[0] = document.clauses, texts
    return texts


def unbroken(text: str) -> str:
    """Plain words without the line breaks that stand inside a sentence."""
    return _SOFT.sub("", text) if "\n" in text else text


_FULL, _SLACK = 18, 3
"""A line that ends at the page's edge has so many characters at least, and so many fewer than the widest at most."""
_LABEL = re.compile(r"[^，。；：:]{2,10}[：:]")


def full_lines(body: CleanText) -> CleanText:
    """``body`` without the line ends at the page's edge, behind a line as wide as the widest whose sentence goes on."""
    lines = body.text.split("\n")
    if len(lines) < 2:
        return body
    width, parts, low, at = max(map(len, lines)), [], 0, 0
    for line, following in pairwise(lines):
        at += len(line)
        full = len(line) >= max(_FULL, width - _SLACK) and line[-1] not in "。！？；：:，）］】"
        if full and not _LABEL.match(following):
            parts.append(offsets.cut(body, low, at))
            low = at + 1
        at += 1
    return offsets.join([*parts, offsets.cut(body, low)]) if parts else body
