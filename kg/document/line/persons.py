"""A person and the post beside the name, on a line of a list of members: 「张　三 市财政局局长」."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load

_BLANK = r"[ \xa0\u2000-\u200a\u3000]"
_LONGEST = 70
"""Characters that a line of a list of members has at most."""


@cache
def _line() -> re.Pattern[str]:
    """「副组长：张　三 市财政局局长」, 「欧阳某 某市水务局局长（兼）」; short given names are set off."""
    surnames = load.tree("surnames")
    single = "".join(sorted(set(re.sub(r"\s", "", surnames["single"]))))
    double = "|".join(surnames["double"])
    ends = "|".join(load.tree("post_forms")["ends"])
    return re.compile(
        rf"\A{_BLANK}*(?:[^，。；：]{{1,12}}：)?{_BLANK}*"
        rf"(?P<name>(?:{double}|[{single}])(?:{_BLANK}*[一-龥]{{1,2}}))(?P<gap>{_BLANK}+)"
        rf"(?P<post>(?:[一-龥（）()“”、]|{_BLANK}){{1,60}}(?:{ends}))(?:（[^（）]*）)?{_BLANK}*\Z"
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(row["name"] for row in load.table("regions"))


def post_of(text: str) -> tuple[int, int] | None:
    """Where the blank between name and post stands, if the text is such a line; a blank inside the name of a place
    (「高平 市财政局局长」) is none."""
    if len(text) > _LONGEST or not (match := _line().match(text)):
        return None
    return None if match["name"] + match["post"][0] in _places() else match.span("gap")
