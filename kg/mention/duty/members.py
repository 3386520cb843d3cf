"""The members of a list of bodies, and the roles that the list itself gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mention.agency import places
from kg.mention.agency.bodies import is_body
from kg.mention.agency.lists import split_list
from kg.mention.duty import triggers
from kg.mention.duty.triggers import Trigger
from kg.model import Role

_INTRO = re.compile(r"(?:以下|下列|上述)[^，。；、]{0,6}均?[需由]|(?:以上)?第[\d、至]+项由|[^，。；、（）]{0,14}由")
_CLOSER = re.compile(
    r"会同(?:有关|相关|各有关|其他)*(?:部门|单位|方面|地方|地区)+"
    r"|(?<=部门)和(?:有关|相关)?单位(?=[及和与、，]|\Z)(?:和|及|与|、)?"
    r"|等(?:[^、，；。（）及]{0,10}(?:部门|单位|企业|机构)(?:[和、](?:有关|相关)?(?:单位|部门|企业))?)?(?=[及和与、，；]|\Z)(?:和|及|与|、)?"
)
"""What ends a list without naming anybody: 「会同有关部门」, 「等部门」, 「等有关单位和」."""
_TOGETHER = re.compile(
    r"[，,]?(?:并)?(?:(?<=[局委办厅部署院会府司行室组社处心团关）])会同|会同(?!县)|联合(?!会|社|体|国|工会|党))(?=[一-龥])"
)
_MARK = re.compile(
    r"[（〔［\[](?P<verb>总?牵头|主办|负责|配合|协办|协助|参与|参加)(?:单位|部门)?[）〕］\]]\Z"
    r"|[（〔［\[](?:总?牵头|主办|负责|配合|协办|协助|参与|参加)(?:单位|部门)?[）〕］\]](?=[、，；])"
)
"""A role in brackets behind one member of a list: 「市财政局（牵头）、市水务局（配合单位）」."""
STARS = frozenset("★☆▲△●◆※*＊")  # 标★的为牵头单位
_OF_PLACE = re.compile(r"[一-龥]{2,}[市县区州盟](?:人民)?政府\Z")  # 哈尔滨、黑河、绥芬河市政府: of each of them

ListMember = tuple[int, int, Role | None]
"""Where a body of a list stands, and its role where the list itself says it."""


_STATED = re.compile(r"[（(](?:注：)?(?:[带标加注]有?)?[★☆▲△●◆※*＊][^（）()]{0,6}牵头[^（）()]*[）)]")
"""「市商务局（★为牵头单位，下同）」, 「市人社局（带*的为牵头单位）」: what the star of another body means."""


def closing(text: str) -> list[Trigger]:
    """The verbs that close a list of bodies; a role printed behind a single member (市司法局（牵头）) closes none."""
    marks = [match.span() for pattern in (_MARK, _STATED) for match in pattern.finditer(text)]
    return [t for t in triggers.closing(text) if not any(low < t.start < high for low, high in marks)]


def bodies_of(text: str, start: int, end: int) -> list[ListMember]:
    """The bodies of a list; a member that is no body ends the attempt where it stands alone."""
    intro = _INTRO.match(text, start, end)
    start = intro.end() if intro else start
    found: list[tuple[int, int]] = []
    for closer in (*_CLOSER.finditer(text, start, end), None):
        found += split_list(text, start, closer.start() if closer else end)
        start = closer.end() if closer else end
    members = told_apart(text, found)
    shared = any(_OF_PLACE.search(text, low, high) for low, high, _ in members)
    return [one for one in members if is_body(name := text[one[0] : one[1]]) or (shared and places.is_region(name))]


def told_apart(text: str, places: Sequence[tuple[int, int]]) -> list[ListMember]:
    """The members of a list with the role that the list itself gives: 「A会同B、C」, 「A（牵头）、B」."""
    found: list[ListMember] = []
    role: Role | None = None
    for low, high in places:
        stated = _STATED.search(text, low, high)
        high = stated.start() if stated and stated.end() == high else high
        together = _TOGETHER.search(text, low, high)
        if together:
            found += [(low, together.start(), None)] if low < together.start() else []
            low, role = together.end(), "joint"
        before, behind = text[low] in STARS, text[high - 1] in STARS
        mark = _MARK.search(text, low, high)
        own = triggers.closing(mark["verb"]) if mark else []
        starred = (low + before, high - behind, "lead" if before or behind else role)
        found.append((low, mark.start(), own[0].role) if mark and own else starred)
    return found
