"""Teams of a headquarters or a plan (抢险救援组, 宣传报道组) that a heading or an entry names, and what they do."""

from __future__ import annotations

import re

from kg.mention.duty.duties import Duty

_TEAM = re.compile(r"(?!各|该|本|每)[一-龥]{2,10}(?:组|专班)")
_TEAM_WORK = re.compile(r"(?:（[^（）\n]{3,}）)?[：:。]\s*[^\n]{0,120}?(?:负责|承担|职责)")
"""「抢险救援组：市消防救援支队牵头，…，负责人员搜救」: a team, who is part of it and what it does."""
_HEADED = re.compile(rf"(?P<who>{_TEAM.pattern})\n(?:[^\n]*\n)*?(?:主要|工作|具体)?职责[：:]")


def is_at_work(name: str, text: str, high: int) -> bool:
    """Whether a name that ends at ``high`` is a team's, and what follows says what it does."""
    return bool(_TEAM.fullmatch(name) and _TEAM_WORK.match(text, high))


def headed(text: str) -> list[Duty]:
    """「抢险救援组 / 组长：… / 成员单位：… / 主要职责：…」: the team that heads a unit."""
    match = _HEADED.match(text)
    return [Duty(0, match.end("who"), match["who"], "responsible", 0, len(text), "entry_heading")] if match else []
