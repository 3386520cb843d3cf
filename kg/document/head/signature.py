"""The lines of a signature: names of the bodies that issue a document, above its date or on the same line.

Elements and their places: GB/T 9704—2012, 7.3.5 (发文机关署名、成文日期和印章).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.head.issuers import split_issuers
from kg.document.line import signals
from kg.document.line.lines import Line
from kg.text import dates

_PLACED = re.compile(r"(?!.*(?:关于|等|联合|通知|开展|印发))[一-龥]{1,8}[省市县区州旗盟](?!直|级)[一-龥]{4,}\Z")
"""The first line of a name that breaks over two."""
_PLACES = frozenset("省市县区州旗盟乡镇国中")
"""How a name begins that is one by itself: 市财政局, 国务院, 中共…"""
_BROKEN_END = 9
"""Characters of a name's end on a line of its own, at most."""
_NAME_ALONE = re.compile(r"[一-龥]{2,12}(?:局|委|办|厅|部|政府|委员会|办公室|中心|会|院)")
"""A short line above 「某局2021年11月17日」 that names another body of the signature."""
NAME_END = re.compile(rf"(?:{signals.BODY_END}|院|(?<=[局委院校])[一-龥]{{2,6}}[科股室]|\A（[^）]+）)\Z")
"""How the last line of a name ends."""


def signer(lines: Sequence[Line], place: int) -> str:
    """The first body of the signature whose date stands at ``place``."""
    names = split_issuers("\n".join(line.clean.text for line in issuer_lines(lines, place, "")))
    return names[0] if names else ""


def issuer_before(line: Line) -> str:
    """The bodies that stand before the date on its line, as printed; "" where none do."""
    match = signals.DATE_LINE.match(line.squash)
    if not match or not split_issuers(match["before"]):
        return ""
    date = dates.DATE.search(line.clean.text)
    spaced = line.clean.text[: date.start()] if date else ""
    return spaced if re.sub(r"\s+", "", spaced) == match["before"] else match["before"]


def _is_broken(first: str, second: str, title: str) -> bool:
    """Whether a name breaks over two lines: one of the title, or one that a place begins whose end is short."""
    return (
        first + second in title
        or first[-1] in "和与及"
        or bool(_PLACED.match(first) and len(second) < _BROKEN_END and second[0] not in _PLACES)
    )


def issuer_lines(lines: Sequence[Line], place: int, title: str) -> list[Line]:
    """Lines right above a date that hold names of bodies and nothing else; a name broken over two as in ``title``."""
    found = [lines[place]] if issuer_before(lines[place]) else []
    for line in reversed(lines[max(0, place - 12) : place]):
        if (
            found
            and not NAME_END.search(line.squash)
            and _is_broken(line.squash, issuer_before(found[0]) or found[0].squash, title)
        ):
            found.insert(0, line)
            continue
        columns = "\t" in line.clean.text and "\t" in lines[place].clean.text
        if found and found[-1] is lines[place] and not (columns or _NAME_ALONE.fullmatch(line.squash)):
            break
        if re.search(r"[。，；：、《》“”\d]|负责|牵头|配合|落实", line.squash) or len(line.squash) > 160:
            break
        if not NAME_END.search(line.squash):
            break
        found.insert(0, line)
    return found
