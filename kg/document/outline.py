"""The tree of clauses: printed ordinals of every style, their nesting, and what is only a number in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.document.ordinals import STYLES, UNITS, split_inline, value_of
from kg.document.tables import Table
from kg.model import Clause, CleanText, RawText
from kg.text import offsets

_BARE_TOP = re.compile(r"(\d{1,2})[\s\u3000]*(?=[一-龥]{2,20}\Z)")
_ANNEX = re.compile(r"\A附(?:件|表|录)?\s*(\d{0,2}|[一二三四五六七八九十]{0,2})(?:[：:]|\s|\Z|(?=[一-龥]{4}))")
_LONE_BRACKET = re.compile(r"\A[（(［\[【].*[）)］\]】]。?\Z", re.DOTALL)
_DUTY_WORDS = re.compile(r"责任(?:单位|部门|主体)|牵头|负责|落实|配合")
_CLOSING = re.compile(
    r"\A(?:本(?:文件|通知|意见|方案|办法|措施|规定|细则|预案|计划|行动方案|实施意见|实施方案|通告|公告|政策|函)|各地区、各部门|各地、各部门|各地各部门|各地区各部门"
    r"|各级各部门|各地各单位|各单位要|市直有关单位|特此|以上|此前|联系人|附件|（联系)"
)


@dataclass(slots=True)
class _Node:
    path: tuple[str, ...]
    level: int
    part: str
    pieces: list[CleanText] = field(default_factory=list)
    duty_tail: bool = False
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class _State:
    """Stack of open ordinals and, for each style, its last value (numbering may run on across sections)."""

    stack: list[tuple[int, str, str]] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    decimal: list[int] = field(default_factory=list)


def clauses_of(parts: Sequence[tuple[str, Sequence[CleanText]]], raw: RawText) -> tuple[Clause, ...]:
    """Clauses of a document from its paragraphs, part by part ("notice", "main")."""
    nodes: list[_Node] = []
    for part, paragraphs in parts:
        pieces = [piece for paragraph in paragraphs for piece in split_inline(paragraph)]
        nodes += [node for node in _nodes_of(part, pieces) if any(piece.text for piece in node.pieces)]
    return tuple(_clause(node, order, raw) for order, node in enumerate(nodes))


def _nodes_of(part: str, paragraphs: Sequence[CleanText]) -> list[_Node]:
    nodes = [_Node((), 0, part)]
    state, prefix = _State(), ""
    closing = _closing_start(paragraphs)
    table = Table()
    for index, paragraph in enumerate(paragraphs):
        if table.takes(paragraph.text):
            above = next((node for node in reversed(nodes) if not node.columns), nodes[0])
            if table.heads_rows:
                above.pieces.append(offsets.strip(paragraph))
            if table.label:
                nodes.append(
                    _Node((*above.path, table.label), above.level + 1, part, [paragraph], columns=table.columns)
                )
            continue
        paragraph = offsets.strip(paragraph)
        annex = _annex(paragraph.text, index, closing)
        if annex:
            prefix, state, part = annex, _State(), "annex"
            nodes.append(_Node((prefix,), 1, part, [paragraph]))
            continue
        mark = _ordinal(paragraph.text, state)
        if mark:
            style, rank, label, end = mark
            _enter(state, style, rank, label)
            path = tuple(item[2] for item in state.stack)
            full = (prefix, *path) if prefix else path
            rest = offsets.strip(offsets.cut(paragraph, end))
            nodes.append(_Node(full, len(full), part, [rest if rest.text else paragraph]))
        elif index >= closing and nodes[-1].path and part != "annex":
            nodes.append(_Node((), 0, part, [paragraph]))
        else:
            _add_unnumbered(nodes, paragraph)
        nodes[-1].duty_tail = nodes[-1].duty_tail or _ends_with_duty(paragraph.text)
    return nodes


def _add_unnumbered(nodes: list[_Node], paragraph: CleanText) -> None:
    """Unnumbered text belongs to the unit above it; a duty line that closes a whole section, to the section."""
    owner = nodes[-1]
    if _LONE_BRACKET.match(paragraph.text) and _DUTY_WORDS.search(paragraph.text) and len(owner.path) > 1:
        siblings = [
            n
            for n in nodes
            if n.path[:-1] == owner.path[:-1] and len(n.path) == len(owner.path) and n.part == owner.part
        ]
        if len(siblings) > 1 and not any(n.duty_tail for n in siblings):
            for node in reversed(nodes):
                if node.path == owner.path[:-1] and node.part == owner.part:
                    node.pieces.append(paragraph)
                    return
    owner.pieces.append(paragraph)


def _ends_with_duty(text: str) -> bool:
    tail = text.rstrip("。 ")[-120:]
    return tail.endswith(("）", "］", ")", "]", "】")) and bool(_DUTY_WORDS.search(tail))


def _closing_start(paragraphs: Sequence[CleanText]) -> int:
    """Index from which unnumbered paragraphs are closing lines: an unbroken run of them at the end that begins so."""
    state, last = _State(), -1
    for index, paragraph in enumerate(paragraphs):
        if _ANNEX.match(paragraph.text) and index:
            break
        mark = _ordinal(paragraph.text, state)
        if mark:
            _enter(state, *mark[:3])
            last = index
    for index in range(last + 1, len(paragraphs)):
        if _CLOSING.match(paragraphs[index].text):
            return index
    return len(paragraphs)


def _annex(text: str, index: int, closing: int) -> str | None:
    """The label of an annex whose text begins here: 「附件1」 alone or before its title."""
    match = _ANNEX.match(text)
    if (
        not match
        or index == 0
        or len(text) > 60
        or re.match(r"附(?:件|表|录)?\s*\d*\s*[：:]\s*\S", text)
        or "。" in text
    ):
        return None
    if not match.group(1) and not re.fullmatch(r"附(?:件|表|录)?[：:]?", text):
        return None
    return f"附件{match.group(1)}"


def _ordinal(text: str, state: _State) -> tuple[str, int, str, int] | None:
    """(style, rank, label, end) of the ordinal that begins the paragraph, if its value can stand here."""
    for style, rank, pattern in STYLES:
        match = pattern.match(text)
        if match:
            label = re.sub(r"[、.．\s]+\Z", "", match.group()).replace("(", "（").replace(")", "）")
            if style == "decimal":
                return (style, rank, label, match.end()) if _decimal_fits(label, text[match.end() :], state) else None
            value = value_of(label)
            return (style, rank, label, match.end()) if _fits(style, value, text, match.end(), state) else None
    bare = _BARE_TOP.match(text)
    if bare and len(text) <= 24 and int(bare.group(1)) == state.last.get("bare", 0) + 1:
        return "bare", 4, bare.group(1), bare.end()
    return None


def _fits(style: str, value: int, text: str, end: int, state: _State) -> bool:
    """First of its style, next after the last one, or (a number fell out) a few further."""
    if not text[end:].strip() and style not in ("article",):
        return False
    last = state.last.get(style, 0)
    return value == 1 or last < value <= last + 3 or (style in ("article", "chapter") and value >= 1)


def _decimal_fits(label: str, rest: str, state: _State) -> bool:
    """The first of a level, or one that follows the last decimal at some depth; else a quantity such as 「1.5倍」."""
    steps = [int(step) for step in label.split(".")]
    if max(steps) > 40:
        return False
    last = state.decimal
    if not last:
        return steps[-1] == 1 and not re.match(rf"\s*{UNITS}", rest)
    depth = len(steps)
    child = steps[:-1] == last[: depth - 1] and len(last) < depth and steps[-1] == 1
    sibling = depth <= len(last) and steps[:-1] == last[: depth - 1] and 0 < steps[-1] - last[depth - 1] <= 2
    opened = depth == 2 and steps[1] == 1 and (steps[0] == state.last.get("bare", 0) or 0 < steps[0] - last[0] <= 2)
    return child or sibling or opened


def _enter(state: _State, style: str, rank: int, label: str) -> None:
    """Close everything of this rank and below, open the ordinal. A decimal names its whole path itself."""
    if style == "decimal":
        state.decimal = [int(step) for step in label.split(".")]
        state.stack = [item for item in state.stack if item[0] < 4]
        rank = 4
    state.stack = [item for item in state.stack if item[0] < rank and item[1] != style]
    state.stack.append((rank, style, label))
    below = [name for name, other, _ in STYLES if other > rank]
    for name in below:
        if name in ("small", "circle", "paren"):
            state.last.pop(name, None)
    state.last[style] = value_of(label)


def _clause(node: _Node, order: int, raw: RawText) -> Clause:
    body = offsets.join([piece for piece in node.pieces if piece.text], "\n")
    first = body.text.split("\n", 1)[0]
    heading = re.match(r"[^。；：!！?？]{1,60}", first)
    page = offsets.page_of(raw.pages, body.at[0]) if body.text else None
    title = _whole_words(heading.group() if heading else first[:40])
    return Clause("/".join(node.path), order, node.level, title, body, node.part, page, node.columns)


def _whole_words(heading: str) -> str:
    """A heading does not end inside a bracket: the bodies in a bracketed tail are no part of it."""
    opened = max(heading.rfind("（"), heading.rfind("［"))
    return heading[:opened] if opened > 3 and max(heading.rfind("）"), heading.rfind("］")) < opened else heading
