"""Duties that a text only reports: what has been done charges nobody (annotation guide, Responsibility: an order, not a
report)."""

from __future__ import annotations

import re

from kg.mention.duty.duties import Duty

_ITEM = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）).、．是]{1,2})?"
_SINCE = re.compile(
    rf"{_ITEM}(?:近(?:[一二三两四五几些]?年)来?|多年来|长期以来|一直以来|去年|截[至止](?:目前|20\d\d年)|[^，。；]{{2,16}}(?<!自)以来)[^。；，]{{0,8}}，"
)
"""「近年来，…」, 「2020年以来，…」 at the head of a sentence: all of it tells what was."""
_DATED = re.compile(rf"{_ITEM}(?P<year>20\d\d)年(?:(?P<month>\d{{1,2}})月)?[^，。；]{{0,6}}，")
"""「2021年，A会同B印发…」: told where the document is of a later day."""
_ALREADY = re.compile(
    r"已(?:经)?(?:于[^，。；]{2,12})?(?:建立|成立|形成|印发|出台|制定|组建|启动|开展|完成|设立)[^，。；]*\Z"
)
"""「已建立由A牵头、B参与的协调机制」."""


def reported(text: str, duty: Duty, signed: str | None) -> bool:
    """Whether a duty of running text lies in the past. ``signed``: the document's day (ISO), if it is known."""
    if not duty.rule.startswith("running"):
        return False
    start = max(text.rfind("。", 0, duty.start), text.rfind("\n", 0, duty.start)) + 1
    if _SINCE.match(text, start) or _ALREADY.search(text, start, duty.start):
        return True
    dated = _DATED.match(text, start)
    if not dated or not signed:
        return False
    month = f"{int(dated['month']):02d}" if dated["month"] else ""
    return f"{dated['year']}-{month}" < signed[: 7 if month else 5]
