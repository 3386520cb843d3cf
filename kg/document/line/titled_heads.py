"""Running heads that name the document on their page: its title once more, without number and addressee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.title import genres

_TOP = 2
"""Lines at the head of a page among which such a head stands: the name of the gazette may stand above it."""
_LINES = 5
"""Lines that a title takes, at most."""


def places(lines: Sequence[Line]) -> set[int]:
    """Where a page begins with a title that stands beside a number or above an addressee elsewhere, and not here."""
    found = [place for place in _tops(lines) if "关于" in lines[place].squash and genres.is_title(lines[place].squash)]
    found = [place for place in found if not _is_head(lines, place)]
    titles = set(_titles(lines)) if found else set()
    return {place for place in found if lines[place].squash in titles}


def _tops(lines: Sequence[Line]) -> Iterator[int]:
    for place, line in enumerate(lines):
        if line.page is not None and line.first_on_page:
            yield from (k for k in range(place, min(place + _TOP, len(lines))) if lines[k].page == line.page)


def _is_head(lines: Sequence[Line], place: int) -> bool:
    """Whether number or addressee stand beside a title of one line."""
    above = place > 0 and signals.is_number(lines[place - 1].squash)
    return above or any(_goes_on(line) for line in lines[place + 1 : place + 3])


def _goes_on(line: Line) -> bool:
    """What stands below a title: the number, whom the document is for."""
    return signals.is_number(line.squash) or signals.addressee_end(line.squash) or signals.addresses(line.squash)


def _titles(lines: Sequence[Line]) -> Iterator[str]:
    """What stands above and below numbers, and above addressees, in one line or several."""
    for place, line in enumerate(lines):
        if not _goes_on(line):
            continue
        for length in range(1, _LINES + 1):
            yield "".join(one.squash for one in lines[max(0, place - length) : place])
            yield "".join(one.squash for one in lines[place + 1 : place + 1 + length])
