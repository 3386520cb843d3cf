"""When two readers wrote the same: what in a name, a path or a title does not count."""

from __future__ import annotations

import re
import unicodedata

_SAME = {"-": "—–－‐‑−﹣~", "": "“”„‟＂「」『』‘’'\"", "〔": "［[【", "〕": "］]】", "《": "〈<‹", "》": "〉>›"}
"""One sign for all dashes, none for quotes, one kind of bracket for document numbers, one for titles."""

_TABLE = str.maketrans({other: sign for sign, others in _SAME.items() for other in others})
_SECOND_NAME = re.compile(r"(?<![县市区乡镇村])\([^()]*\)$")
_ORDINAL_END = re.compile(r"[、.．:]+$")
_NOT_SCORED = re.compile(r"第.{1,4}[章节]|附件\d*")


def plain(text: object) -> str:
    """A text without white space, width, quotes, styles of dashes and brackets; "" for what is missing."""
    folded = unicodedata.normalize("NFKC", str(text)) if text else ""
    return "".join(folded.split()).translate(_TABLE).strip("《》")


def agency(name: object) -> str:
    """An agency's name without the second name in brackets at its end; 各县（市、区） stays whole."""
    whole = plain(name)
    return _SECOND_NAME.sub("", whole) or whole


def clause(path: object) -> str:
    """A clause's path without the marks of its ordinals, and without chapter, section and annex."""
    ordinals = (_ORDINAL_END.sub("", plain(part)) for part in str(path or "").split("/"))
    return "/".join(part for part in ordinals if part and not _NOT_SCORED.fullmatch(part))
