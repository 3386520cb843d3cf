"""Why a file was not read, in Chinese."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load

_BETWEEN = "; "


def in_chinese(reason: str) -> str:
    """The reason of a SourceError in Chinese; as it is where a part of it is not in ``reasons.tsv``."""
    parts = [_part(part) for part in reason.split(_BETWEEN)]
    return "；".join(part for part in parts if part) if all(parts) else reason


def _part(part: str) -> str | None:
    for pattern, chinese in _rows():
        if found := pattern.fullmatch(part):
            return found.expand(chinese)
    return None


@cache
def _rows() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["reason"]), row["zh"]) for row in load.table("reasons"))
