"""Which printed ordinals can stand where: each style counts on, and a number that does not follow is a quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.document.clause.bare_tops import label_of
from kg.document.clause.ordinals import UNITS, ordinal_at, value_of

_BARE_TOP = re.compile(r"(\d{1,2})[\s\u3000]*(?=[一-龥]{2,20}\Z)")
_BRACKETS = "（）()〔〕［］[]【】"
_UNIT = re.compile(rf"\s*{UNITS}")
_EXCERPT = re.compile(r"\s*[一-龥（）、]{2,20}")
"""A heading alone: a page that goes on where another ended may begin at 2.4."""


@dataclass(slots=True)
class State:
    """Stack of open ordinals and, for each style, its last value (numbering may run on across sections)."""

    stack: list[tuple[int, str, str]] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    tops: frozenset[str] = frozenset()
    """Paragraphs that begin with 一, 二, 三 … without the usual mark."""
    before: dict[str, int] = field(default_factory=dict)
    """The last values of the styles that begin anew below an ordinal of a higher rank."""
    decimal: list[int] = field(default_factory=list)
    chapters: bool = False
    """1.总则 stands above 1.1: the numbers of chapters have the style of items (2.组织体系 is no item of 1.4)."""
    items: bool = False
    """Items 1. 2. have begun below the last decimal."""


def ordinal(text: str, state: State) -> tuple[str, int, str, int] | None:
    """(style, rank, label, end) of the ordinal that begins the paragraph, if its value can stand here."""
    found = ordinal_at(text)
    if found:
        style, rank, match = found
        label = match.group().rstrip("、.．").replace("(", "（").replace(")", "）")
        label = f"（{label.strip(_BRACKETS)}）" if style == "bracket" else label  # 一） and 【一】 are （一）
        if style == "decimal":
            return (style, rank, label, match.end()) if _decimal_fits(label, text[match.end() :], state) else None
        value = value_of(label)
        if style == "digit" and state.chapters and not state.items and 0 < value - state.decimal[0] <= 3:
            return style, 4, label, match.end()
        return (style, rank, label, match.end()) if _fits(style, value, text, match.end(), state) else None
    if text in state.tops:
        return "top", 4, *label_of(text)
    bare = _BARE_TOP.match(text)
    if bare and len(text) <= 24 and int(bare.group(1)) == state.last.get("bare", 0) + 1:
        return "bare", 4, bare.group(1), bare.end()
    return None


def _fits(style: str, value: int, text: str, end: int, state: State) -> bool:
    """First of its style, next after the last one, or (a number fell out) a few further."""
    if not text[end:].strip() and style != "article":
        return False
    last = state.last.get(style, 0)
    goes_on = not last and value == state.before.get(style, -1) + 1  # 9） in one section, 10） in the next
    return value == 1 or last < value <= last + 3 or goes_on or (style in ("article", "chapter") and value >= 1)


def _decimal_fits(label: str, rest: str, state: State) -> bool:
    """The first of a level, or one that follows the last decimal at some depth; else a quantity such as 「1.5倍」."""
    steps = [int(step) for step in label.split(".")]
    if max(steps) > 40:
        return False
    last = state.decimal
    if not last:
        heads = steps[-1] == 1 or (not state.last and _EXCERPT.fullmatch(rest))
        return bool(heads) and not _UNIT.match(rest)
    depth = len(steps)
    child = steps[:-1] == last[: depth - 1] and len(last) < depth and steps[-1] == 1
    sibling = depth <= len(last) and steps[:-1] == last[: depth - 1] and 0 < steps[-1] - last[depth - 1] <= 2
    opened = depth == 2 and steps[1] == 1 and (steps[0] == state.last.get("bare", 0) or 0 < steps[0] - last[0] <= 2)
    return child or sibling or opened


def enter(state: State, style: str, rank: int, label: str) -> None:
    """Close everything of this rank and below, open the ordinal. A decimal names its whole path itself."""
    if style == "decimal":
        above = state.stack[-1][1:] if state.stack else ()
        state.decimal = [int(step) for step in label.split(".")]
        state.chapters = state.chapters or above == ("digit", str(state.decimal[0]))
        state.stack = [item for item in state.stack if item[0] < 4]
        rank = 4
    state.items = style == "digit" and rank > 4
    state.stack = [item for item in state.stack if item[0] < rank and item[1] != style]
    state.stack.append((rank, style, label))
    for name, other in (("small", 7), ("paren", 8), ("circle", 9)):
        if other > rank:
            state.before[name] = state.last.pop(name, state.before.get(name, -1))
    state.last[style] = value_of(label)
