"""What is wrong, in Chinese: why a file was not read, and errors that have no message of their own."""

from __future__ import annotations

import re
from functools import cache, partial

from kg.lexicon import load

_PLACE = re.compile(r"\\(\d)")
"""Where the Chinese takes up a group of the English."""
_BETWEEN = "; "
_BEHIND_PLACE = ": "


def in_chinese(reason: str) -> str:
    """A reason or an error in Chinese; as it is where a part of it is not in ``reasons.tsv``.

    What stands before a colon (a file, an address, an entry) stays as it is.
    """
    start = 0
    while True:
        parts = [_part(part) for part in reason[start:].split(_BETWEEN)]
        if all(parts):
            place = reason[:start].removesuffix(_BEHIND_PLACE)
            return (f"{place}：" if place else "") + "；".join(part for part in parts if part)
        colon = reason.find(_BEHIND_PLACE, start)
        if colon < 0:
            return reason
        start = colon + len(_BEHIND_PLACE)


def _part(part: str) -> str | None:
    for pattern, chinese in _rows():
        if found := pattern.fullmatch(part):
            return _PLACE.sub(partial(_group, found), chinese)
    return None


def _group(found: re.Match[str], place: re.Match[str]) -> str:
    return in_chinese(found[int(place[1])])


@cache
def _rows() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["reason"]), row["zh"]) for row in load.table("reasons"))
