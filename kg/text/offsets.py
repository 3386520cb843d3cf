"""All offset arithmetic: clean characters that know where in the source they stood.

A :class:`CleanText` is a string and, for each of its characters, the source offset it came from. Cutting, joining
and substituting keep the two in step, so that a quotation of clean words always leads back to the source.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import pairwise
from operator import sub

from kg.model import CleanText, Evidence, Page, RawText, Span

EMPTY = CleanText("", array("I"))
_ROWS = [array("I")]
"""One row of 0, 1, 2 … as far as offsets were seen: offsets without a gap are a stretch of it."""
_STARTS: list[tuple[tuple[Page, ...], list[int]]] = [((), [])]
"""The pages that were asked for last, and where they begin: those of one file are asked for thousands of times."""
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\u0000-\u001f\u007f-\u009f]*\Z")


def whole(text: str, start: int = 0) -> CleanText:
    """The text as it stands, its first character at source offset ``start``."""
    end = start + len(text)
    return CleanText(text, _numbers(end)[start:end])


def _numbers(end: int) -> array[int]:
    """At least the numbers below ``end``, in order."""
    row = _ROWS[0]
    if len(row) < end:
        row = _ROWS[0] = array("I", range(end))
    return row


def cut(clean: CleanText, start: int, end: int | None = None) -> CleanText:
    """Characters ``start`` to ``end`` (exclusive)."""
    return CleanText(clean.text[start:end], clean.at[start:end])


def strip(clean: CleanText, characters: str | None = None) -> CleanText:
    """Without white space (or ``characters``) at both ends."""
    text = clean.text
    bare = text.lstrip(characters)
    left = len(text) - len(bare)
    bare = bare.rstrip(characters)
    if len(bare) == len(text):
        return clean
    return CleanText(bare, clean.at[left : left + len(bare)])


def join(parts: Iterable[CleanText], separator: str = "") -> CleanText:
    """The parts in order. A separator stands at the offset of the character before it."""
    texts: list[str] = []
    at = array("I")
    for part in parts:
        if texts and separator:
            texts.append(separator)
            at.extend([at[-1] if at else 0] * len(separator))
        texts.append(part.text)
        at.extend(part.at)
    return CleanText("".join(texts), at)


def substitute(
    clean: CleanText, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str], first: str = ""
) -> tuple[CleanText, list[tuple[int, str, str]]]:
    """Replace every match; report (source offset, before, after) of each replacement that changes something.

    ``first``: characters one of which begins every match. Only the places where they stand are looked at.
    """
    texts: list[str] = []
    at = array("I")
    changes: list[tuple[int, str, str]] = []
    last = 0
    for match in _matches(pattern, clean.text, first) if first else pattern.finditer(clean.text):
        start, end = match.span()
        new = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
        if new == match.group():
            continue
        texts += [clean.text[last:start], new]
        at.extend(clean.at[last:start])
        at.extend(_offsets_of_replacement(clean, start, end, len(new)))
        changes.append((clean.at[start] if start < end else 0, match.group(), new))
        last = end
    if not changes:
        return clean, []
    texts.append(clean.text[last:])
    at.extend(clean.at[last:])
    return CleanText("".join(texts), at), changes


def _matches(pattern: re.Pattern[str], text: str, first: str) -> Iterator[re.Match[str]]:
    end = 0
    for place in merge(*(_places(text, character) for character in first)):
        match = pattern.match(text, place) if place >= end else None
        if match:
            end = match.end()
            yield match


def _places(text: str, character: str) -> Iterator[int]:
    """Where a character stands. ``str.find`` is far faster than a pattern that begins with a look behind."""
    place = text.find(character)
    while place >= 0:
        yield place
        place = text.find(character, place + 1)


def _offsets_of_replacement(clean: CleanText, start: int, end: int, length: int) -> Iterable[int]:
    """The k-th new character stands where the k-th old one stood, the surplus at the last old one."""
    if length == 0:
        return ()
    if start == end:
        where = clean.at[start - 1] if start else (clean.at[0] if clean.at else 0)
        return [where] * length
    return [clean.at[min(start + k, end - 1)] for k in range(length)]


def spans(clean: CleanText, start: int, end: int, source: str) -> tuple[Span, ...]:
    """Source spans of the characters ``start`` to ``end``, in reading order.

    Neighbouring characters stay in one span while only white space and invisible characters lie between them.
    """
    if start >= end:
        return ()
    at, numbers = clean.at, _numbers(len(source))
    if end - start < len(at):
        at = at[start:end]
    if at == numbers[at[0] : at[0] + len(at)]:
        return ((at[0], at[0] + len(at)),)
    found: list[Span] = []
    for first, last in _runs(at):
        if found:
            low, high = found[-1]
            if low <= first < high:
                found[-1] = (low, max(high, last))
                continue
            if first >= high and (first == high or _INVISIBLE.match(source, high, first)):
                found[-1] = (low, last)
                continue
        found.append((first, last))
    return tuple(found)


def _runs(at: array[int]) -> Iterator[Span]:
    """Stretches of offsets that follow one another without a gap, each with its end behind its last one."""
    breaks = [k for k, step in enumerate(map(sub, at[1:], at), 1) if step != 1]
    for low, high in pairwise([0, *breaks, len(at)]):
        yield at[low], at[high - 1] + 1


def page_of(pages: tuple[Page, ...], offset: int) -> int | None:
    """Number of the page that holds a source offset, None where the file has no pages."""
    if not pages:
        return None
    known, starts = _STARTS[0]
    if known is not pages:
        starts = [page.start for page in pages]
        _STARTS[0] = pages, starts
    return pages[max(bisect_right(starts, offset) - 1, 0)].number


def evidence(clean: CleanText, start: int, end: int, raw: RawText, quote: str | None = None) -> Evidence:
    """The words ``start`` to ``end`` with their places in the source file. White space at the ends is left out.

    ``quote``: what stands for the words where they are long.
    """
    text = clean.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    places = spans(clean, start, end, raw.text)
    page = page_of(raw.pages, places[0][0]) if places else None
    return Evidence(places, text[start:end].replace("\n", "") if quote is None else quote, page)
