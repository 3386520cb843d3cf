"""What a cell of a table that a plain text shows holds: bodies, a date, other text; and what a head asks for."""

from __future__ import annotations

import re

from kg.document.line import signals
from kg.document.table.tables import BODIES

_PERSONS = re.compile(r"领导|责任人|负责人|联系人")
_DATE_HEAD = re.compile(r"时限|时间|节点|期限|日期|进度")
_DATE = re.compile(
    r"[^。；]{0,4}(?:(?:19|20)\d\d年|\d{1,2}月|年底|年内|月底|季度|全年|长期|持续|常年|立即|按时|每[年月周]|上半年|下半年)[^。；]{0,12}"
)
_BODY = re.compile(rf"(?:{signals.BODY_END}|[县市区乡镇旗村]|街道|专班|实施主体)(?:（[^（）]{{1,16}}）|等)?\Z")
_TO_BUILD = re.compile(r"\d|\A(?:[新改扩迁重筹续]建|建设|建成|改造|启动|开工|加快|推进|完成|创建|打造|新增|培育|升级)")
"""「新建公办幼儿园12所」: what is to be built, though it ends as a body's name does."""
_BRACKETED = re.compile(r"（[^（）]*）")


def wanted(head: str) -> str:
    """What stands below a head: "body", "date" or "text"."""
    if _DATE_HEAD.search(head):
        return "date"
    return "body" if BODIES.search(head) and not _PERSONS.search(head) else "text"


def kind(squash: str) -> str:
    """What a line of a cell holds: a list of bodies, a date by which something is due, or other text."""
    if _DATE.fullmatch(squash):
        return "date"
    names = [name for name in re.split(r"[、，,；;]", _BRACKETED.sub("", squash.rstrip("。"))) if name]
    return "body" if names and all(map(_is_body, names)) else "text"


def _is_body(name: str) -> bool:
    return len(name) <= 24 and bool(_BODY.search(name)) and not _TO_BUILD.search(name)
